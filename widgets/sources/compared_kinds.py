"""Which kinds of dumps are compared."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QPushButton, QWidget

from core.dumps.kinds import Kind


class ComparedKinds(QPushButton):
    """A button that drops down a tick for each kind; one at least stays ticked."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("include")
        self.setToolTip(self.tr("Which kinds of dumps to compare; each meets only its own kind"))
        menu = QMenu(self)
        choices: tuple[tuple[str, frozenset[Kind]], ...] = (
            (self.tr("Outputs"), frozenset({Kind.OUTPUT})),
            (self.tr("Inputs"), frozenset({Kind.INPUT})),
            (self.tr("Weights and biases"), frozenset({Kind.WEIGHT, Kind.BIAS})),
        )
        self._choices: list[tuple[QAction, frozenset[Kind]]] = []
        for text, kinds in choices:
            action = menu.addAction(text)
            action.setCheckable(True)
            action.triggered.connect(lambda _=False, action=action: self._on_choice(action))
            self._choices.append((action, kinds))
        self.setMenu(menu)
        self.set_kinds(frozenset({Kind.OUTPUT}))

    def kinds(self) -> frozenset[Kind]:
        """The ticked kinds, at least one."""
        ticked = [kinds for action, kinds in self._choices if action.isChecked()]
        return frozenset().union(*ticked)

    def set_kinds(self, kinds: frozenset[Kind]) -> None:
        """Tick ``kinds``; outputs where that would be none."""
        wanted = kinds or frozenset({Kind.OUTPUT})
        before = self.kinds()
        for action, own in self._choices:
            action.setChecked(bool(own & wanted))
        self._show()
        if self.kinds() != before:
            self.changed.emit()

    def _on_choice(self, action: QAction) -> None:
        if not self.kinds():
            action.setChecked(True)
            return
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        ticked = [action.text() for action, _ in self._choices if action.isChecked()]
        everything = len(ticked) == len(self._choices)
        text = self.tr("Everything") if everything else " + ".join(ticked)
        self.setText(text)
        self.setAccessibleName(self.tr("Include: {kinds}").format(kinds=text))
