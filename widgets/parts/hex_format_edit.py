"""A line edit for the fixed point format of ``.linear.hex``."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from core.comparison.vocabulary import Severity
from core.dumps.formats import FixedPoint
from core.errors import CosightError
from widgets.parts.severity_style import severity_style


class HexFormatEdit(QLineEdit):
    """``value()`` is the last good format; nonsense is marked, with the reason as tooltip."""

    valueChanged = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("hexFormat")
        self.setAccessibleName(self.tr("Hex format"))
        self._value = FixedPoint()
        self._error = ""
        self._tip = self.tr(
            "Integer bits with the sign, a point, fraction bits: 20.12 is what the mapper, the "
            "simulators and the board write"
        )
        self.setMaxLength(7)
        self.setText(str(self._value))
        self._show_error("")
        self.textChanged.connect(self._on_text)
        self.editingFinished.connect(self._on_finished)

    def value(self) -> FixedPoint:
        """The last good format."""
        return self._value

    def sizeHint(self) -> QSize:
        hint = super().sizeHint()
        return QSize(self.fontMetrics().horizontalAdvance("88.88") + 24, hint.height())

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            QTimer.singleShot(0, self, self._recolour)

    def _on_text(self, text: str) -> None:
        try:
            value = FixedPoint.parse(text)
        except CosightError as error:
            self._show_error(str(error))
            return
        self._show_error("")
        if value != self._value:
            self._value = value
            self.valueChanged.emit()

    def _on_finished(self) -> None:
        """Nothing half-typed is left standing: what is shown is what is used."""
        self.setText(str(self._value))

    def _show_error(self, error: str) -> None:
        self._error = error
        self.setToolTip(error or self._tip)
        self.setAccessibleDescription(error or self._tip)
        self._recolour()

    def _recolour(self) -> None:
        above = self.parentWidget()
        base = above.palette() if above is not None else self.palette()
        palette = QPalette(base)
        if self._error:
            accent = severity_style(Severity.WARN, base).accent
            palette.setColor(QPalette.ColorRole.Text, accent)
        if palette != self.palette():
            self.setPalette(palette)
