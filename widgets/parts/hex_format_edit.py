"""A line edit for the fixed point format of ``.linear.hex``."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLineEdit, QWidget

from core.comparison.vocabulary import Severity
from core.dumps.formats import FixedPoint
from core.errors import CosightError
from widgets.parts.severity_style import severity_style
from widgets.parts.wrapped_label import WrappedLabel


class HexFormatEdit(QLineEdit):
    """``value()`` is the last good format; nonsense is marked, with the reason as tooltip.

    What is left standing as nonsense gives way to the format before it was typed, and ``note``, to
    be put beside the edit, says why until something else is typed. What is about to use the format
    asks ``settle`` first. Where ``gives_way`` is False nonsense stands until it is mended, and
    ``refusalChanged`` tells when it is ``refused`` and when no longer.
    """

    valueChanged = Signal()
    refusalChanged = Signal()

    def __init__(self, parent: QWidget | None = None, gives_way: bool = True) -> None:
        super().__init__(parent)
        self._gives_way = gives_way
        self.setObjectName("hexFormat")
        self.setAccessibleName(self.tr("Hex format"))
        self._value = FixedPoint()
        self._before: FixedPoint | None = None
        """While somebody types: the format before that. 20.2 on the way to 20.20 is none."""
        self._error = ""
        self._refused = False
        """Whether something was, by what the user is doing at this moment."""
        self._moment = QTimer(self)
        self._moment.setSingleShot(True)
        self._moment.timeout.connect(self._forget_refusal)
        self._tip = self.tr(
            "Integer bits with the sign, a point, fraction bits: 20.12 is what the mapper, the "
            "simulators and the board write"
        )
        self.note = WrappedLabel()
        self.note.setObjectName("hexFormatNote")
        self.note.hide()
        self.setMaxLength(7)
        self.setText(str(self._value))
        self._show_error("")
        self.textChanged.connect(self._on_text)
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(self._on_finished)

    def value(self) -> FixedPoint:
        """The last good format."""
        return self._value

    @property
    def refused(self) -> bool:
        """Whether the note says that what stands here, or stood, is no format."""
        return bool(self.note.text())

    def settle(self) -> bool:
        """Take what is being typed as if the edit were left; False where that is refused, or was
        by the very click or key that asks for this."""
        self._on_finished()
        refused = self._refused
        self._forget_refusal()
        return not refused

    def hold_refusal(self) -> None:
        """What the button that goes down has had refused is still so when it comes up."""
        self._moment.stop()

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
        if not self._gives_way:
            self._say("")
        if value != self._value:
            self._value = value
            self.valueChanged.emit()

    def _on_edited(self) -> None:
        # Comes before the text is read.
        if self._before is None:
            self._before = self._value
        self._forget_refusal()
        self._say("")

    def _on_finished(self) -> None:
        """Nothing half-typed is left standing: what is shown is what is used."""
        kept = self._value
        if self._error:
            kept = self._before or kept
            self._say(self._refusal(self.text().strip(), kept))
            self._refused = True
            self._moment.start(0)
            if not self._gives_way:
                return
        self._before = None
        self.setText(str(kept))

    def _forget_refusal(self) -> None:
        self._moment.stop()
        self._refused = False

    def _refusal(self, text: str, kept: FixedPoint) -> str:
        """What is wrong with ``text``, and that ``kept`` is used in its place where it is."""
        bits = [int(part) for part in text.split(".") if part.isascii() and part.isdigit()]
        if not text:
            said = self.tr("A format such as 20.12 is needed")
        elif len(bits) == 2 and text.count(".") == 1 and bits[0] >= 1:
            said = self.tr("“{text}” is {bits} bits, files hold 32 at most")
        else:
            said = self.tr("“{text}” is no format such as 20.12")
        said = said.format(text=text, bits=sum(bits))
        if not self._gives_way:
            return said
        return self.tr("{said}: {kept} stays").format(said=said, kept=kept)

    def _say(self, text: str) -> None:
        if text == self.note.text():
            return
        self.note.setText(text)
        self.note.setVisible(bool(text))
        self._recolour()
        self.refusalChanged.emit()

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
        noted = QPalette(base)
        noted.setColor(QPalette.ColorRole.WindowText, severity_style(Severity.WARN, base).accent)
        if noted != self.note.palette():
            self.note.setPalette(noted)
