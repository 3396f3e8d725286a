"""The two ways to fold the network, as buttons, keys and entries of a menu."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QMenu, QSizePolicy, QToolButton, QWidget

from core.comparison.model import PairResult
from widgets.parts.icons import set_button_icon
from widgets.topology.folding import Folds, TopologyFolding


def toolbar_button() -> QToolButton:
    """A button of the bar over the network."""
    button = QToolButton()
    button.setAutoRaise(True)
    button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
    return button


class FoldButtons(QObject):
    """Only what is not good (O), and repeated blocks as one (R): one of them or neither.

    The keys work while ``view`` has the focus. ``said``: a sentence where nothing is to be folded.
    """

    said = Signal(str)

    def __init__(self, folding: TopologyFolding, view: QWidget) -> None:
        super().__init__(view)
        self._folding = folding
        self.not_good = self._button("onlyNotGood", folding.set_only_not_good)
        self.repeats = self._button("foldRepeats", folding.set_repeats)
        for key, button in (("O", self.not_good), ("R", self.repeats)):
            shortcut = QShortcut(QKeySequence(key), view)
            shortcut.setContext(Qt.ShortcutContext.WidgetShortcut)
            shortcut.activated.connect(button.click)
        folding.changed.connect(self._on_changed)
        folding.nothingRepeats.connect(self._say_nothing_repeats)
        self._results: Callable[[], Mapping[str, Sequence[PairResult]] | None] = dict
        self.say()

    def _button(self, name: str, act: Callable[[bool], None]) -> QToolButton:
        button = toolbar_button()
        button.setObjectName(name)
        button.setCheckable(True)
        button.toggled.connect(act)
        return button

    def buttons(self) -> tuple[QToolButton, ...]:
        """As they stand in the bar."""
        return self.not_good, self.repeats

    def ask_results(self, results: Callable[[], Mapping[str, Sequence[PairResult]] | None]) -> None:
        """Who knows what is measured by now; None where no network is shown."""
        self._results = results

    def say(self) -> None:
        """Words in the language of the moment."""
        for button, icon, text, tip in (
            (
                self.not_good,
                "not-good",
                self.tr("Only what is not good"),
                self.tr("Show only layers that are not good, with those right beside them (O)"),
            ),
            (
                self.repeats,
                "repeats",
                self.tr("Fold repeated blocks"),
                self.tr(
                    "Show blocks of layers that follow one another three times or more as one "
                    "box each (R)"
                ),
            ),
        ):
            set_button_icon(button, icon, text)
            button.setToolTip(tip)

    def add_to(self, menu: QMenu) -> None:
        """The same as entries of a menu."""
        for button in self.buttons():
            entry = menu.addAction(button.text())
            entry.setCheckable(True)
            entry.setChecked(button.isChecked())
            entry.triggered.connect(lambda on, button=button: button.setChecked(on))

    def _on_changed(self, folds: Folds) -> None:
        self.not_good.setChecked(folds is Folds.GOOD)
        self.repeats.setChecked(folds is Folds.REPEATS)
        results = self._results()
        if folds is Folds.GOOD and results is not None and not self._folding.not_good():
            self.said.emit(
                self.tr("Every layer is good: nothing is folded.")
                if results
                else self.tr("Nothing is compared yet: layers fold once results come.")
            )

    def _say_nothing_repeats(self) -> None:
        self.said.emit(self.tr("No block of layers follows itself three times: nothing is folded."))
