"""The line under the sources: what is compared, and the buttons that start and show it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPalette, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from widgets.parts.plain_tip import plain_tip


class CommandBar(QWidget):
    """Fold arrow, the two folders by name, Show Result, Save Report and Compare.

    A second arrow, for the Algorithm Setting, is there only where ``set_narrow`` says so.
    """

    algorithmToggled = Signal(bool)
    foldToggled = Signal(bool)
    compareRequested = Signal()
    showResultRequested = Signal()
    saveReportRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full_title = ""
        self.fold_button = _arrow("foldSources", self.tr("Sources"))
        self.fold_button.setChecked(True)
        self.fold_button.setToolTip(self.tr("Show or hide the folders and the settings (F2)"))
        self.fold_button.toggled.connect(self._on_fold)
        self.algorithm_button = _arrow("foldAlgorithm", self.tr("Algorithm Setting"))
        self.algorithm_button.setToolTip(
            self.tr("Show the Algorithm Setting in the place of the folders")
        )
        self.algorithm_button.hide()
        self.algorithm_button.toggled.connect(self.algorithmToggled)
        self._title = QLabel()
        self._title.setObjectName("comparisonTitle")
        self._title.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._title.setTextFormat(Qt.TextFormat.PlainText)

        self.show_result = self._button("showResultButton", self.tr("Show Result"))
        self.show_result.setToolTip(
            self.tr("Show the network coloured by severity, at the layer to look at first (F6)")
        )
        self.show_result.clicked.connect(self.showResultRequested)
        self.save_report = self._button("saveReportButton", self.tr("Save Report"))
        self.save_report.setToolTip(self.tr("Save the table as CSV or JSON (Ctrl+S)"))
        self.save_report.clicked.connect(self.saveReportRequested)
        self.compare = self._button("compareButton", self.tr("Compare"))
        self.compare.setToolTip(self.tr("Pair the layers of both folders and measure them (F5)"))
        self.compare.setDefault(True)
        self.compare.clicked.connect(self.compareRequested)

        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.fold_button)
        row.addWidget(self.algorithm_button)
        row.addWidget(self._title, 1)
        row.addWidget(self.show_result)
        row.addWidget(self.save_report)
        row.addWidget(self.compare)
        self._paint_primary()

    def set_title(self, text: str) -> None:
        """Say what is compared; a long text is cut in the middle and whole in the tooltip."""
        self._full_title = text
        self._title.setToolTip(plain_tip(text))
        self._elide()

    def title(self) -> str:
        """What is said to be compared, in full."""
        return self._full_title

    def set_open(self, unfolded: bool) -> None:
        """Unfold the sources, or fold all there is to be folded."""
        self.show_sources(unfolded)
        if not unfolded:
            self.show_algorithm(False)

    def show_sources(self, on: bool) -> None:
        """Unfold the sources, or fold them alone."""
        self.fold_button.setChecked(on)

    def sources_shown(self) -> bool:
        """Whether the sources are unfolded."""
        return self.fold_button.isChecked()

    def algorithm_shown(self) -> bool:
        """Whether it is the Algorithm Setting's turn."""
        return self.algorithm_button.isChecked()

    def show_algorithm(self, on: bool) -> None:
        """Give the Algorithm Setting its turn, or take it back."""
        self.algorithm_button.setChecked(on)

    def set_narrow(self, narrow: bool) -> None:
        """Whether folders and Algorithm Setting have to take turns."""
        self.algorithm_button.setVisible(narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            self._paint_primary()

    def _elide(self) -> None:
        metrics = QFontMetrics(self._title.font())
        self._title.setText(
            metrics.elidedText(
                self._full_title, Qt.TextElideMode.ElideMiddle, max(self._title.width(), 40)
            )
        )

    def _on_fold(self, unfolded: bool) -> None:
        self.foldToggled.emit(unfolded)

    def _button(self, name: str, text: str) -> QPushButton:
        button = QPushButton(text)
        button.setObjectName(name)
        button.setAutoDefault(False)
        return button

    def _paint_primary(self) -> None:
        """Compare is what the eye meets first: the accent colour, as long as it can be pressed."""
        source = self.palette()
        accent = source.color(QPalette.ColorRole.Highlight)
        wanted = (
            "QPushButton { padding: 4px 18px; border-radius: 4px; font-weight: 600;"
            f" background: {accent.name()}; border: 1px solid {accent.darker(115).name()};"
            f" color: {source.color(QPalette.ColorRole.HighlightedText).name()}; }}"
            f"QPushButton:hover {{ background: {accent.lighter(112).name()}; }}"
            f"QPushButton:pressed {{ background: {accent.darker(115).name()}; }}"
            f"QPushButton:focus {{ border: 2px solid"
            f" {source.color(QPalette.ColorRole.WindowText).name()}; padding: 3px 17px; }}"
            "QPushButton:disabled { background: palette(midlight); color: palette(dark);"
            " border-color: palette(mid); }"
        )
        if self.compare.styleSheet() != wanted:
            self.compare.setStyleSheet(wanted)


def _arrow(name: str, text: str) -> QToolButton:
    """A button whose arrow points down while what it shows is there."""
    button = QToolButton()
    button.setObjectName(name)
    button.setCheckable(True)
    button.setAutoRaise(True)
    button.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
    button.setText(text)
    button.toggled.connect(lambda on: _turn(button, on))
    _turn(button, False)
    return button


def _turn(button: QToolButton, down: bool) -> None:
    button.setArrowType(Qt.ArrowType.DownArrow if down else Qt.ArrowType.RightArrow)
