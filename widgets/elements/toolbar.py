"""The controls around the element table: digits, jumps, and marking by absolute error."""

from __future__ import annotations

import math

from PySide6.QtCore import QEvent, QLocale, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QColor, QIcon, QPainter, QPalette, QPixmap
from PySide6.QtWidgets import (
    QCheckBox,
    QColorDialog,
    QDoubleSpinBox,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QSlider,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.comparison.model import Severity
from widgets.elements.goto import GotoField
from widgets.parts.icons import set_button_icon
from widgets.parts.reading_line import ReadingLine
from widgets.parts.severity_style import severity_style
from widgets.parts.toggle_button import ToggleButton

DEFAULT_COLOUR = "#ffb347"

_DECIMALS = 12
_LARGEST = 1e12
_STEPS = 1000
_DECADES = 6.0


def threshold_of(step: int, largest: float) -> float:
    """Threshold of a slider step: 0, then six decades up to the largest error."""
    if step <= 0 or not largest > 0:
        return 0.0
    return float(largest * 10 ** (_DECADES * (step / _STEPS - 1.0)))


def step_of(threshold: float, largest: float) -> int:
    """The slider step nearest to a threshold."""
    if not threshold > 0 or not largest > 0:
        return 0
    step = _STEPS * (1.0 + math.log10(threshold / largest) / _DECADES)
    return min(max(round(step), 1), _STEPS)


def percent_text(count: int, whole: int) -> str:
    """A share in percent in two digits; 0 and 100 only for none and all."""
    percent = 100 * count / whole
    if 0 < percent < 0.001:
        return "< 0.001"
    return f"{percent:.2g}" if percent < 10 else str(100 if count == whole else int(percent))


class _ThresholdBox(QDoubleSpinBox):
    """Numbers without trailing zeros, with a point in every language as in the files."""

    def __init__(self) -> None:
        super().__init__()
        self.setLocale(QLocale.c())
        self.setDecimals(_DECIMALS)
        self.setRange(0.0, _LARGEST)
        self.setStepType(QDoubleSpinBox.StepType.AdaptiveDecimalStepType)
        self.setKeyboardTracking(False)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def textFromValue(self, value: float) -> str:
        return f"{value:.{_DECIMALS}f}".rstrip("0").rstrip(".") or "0"

    def sizeHint(self) -> QSize:
        return QSize(self.fontMetrics().horizontalAdvance("0.000244140625") + 32, 0).expandedTo(
            QSize(0, super().sizeHint().height())
        )

    def minimumSizeHint(self) -> QSize:
        return QSize(
            self.fontMetrics().horizontalAdvance("0.0002441") + 32, self.sizeHint().height()
        )


class DisplayBar(QWidget):
    """``Convert To Float``, the largest error, and the field to jump by with its complaint."""

    floatToggled = Signal(bool)
    largestAsked = Signal()
    placeAsked = Signal(str)

    _standing = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.convert = ToggleButton(self.tr("Convert To Float"))
        self.convert.setObjectName("convertToFloat")
        self.set_convertible(True)
        self.convert.toggled.connect(self.floatToggled)
        self.largest = QPushButton(self.tr("Largest error"))
        self.largest.setObjectName("largestError")
        self.largest.setAutoDefault(False)
        self.largest.setToolTip(self.tr("Go to the element with the largest absolute error"))
        self.largest.clicked.connect(self.largestAsked)
        self.goto = GotoField()
        self.goto.setObjectName("gotoElement")
        self.goto.setPlaceholderText(self.tr("Go to index or c,h,w"))
        self.goto.setAccessibleName(self.tr("Go to element"))
        self.goto.set_help(self.tr("An index, or channel,row,column; Enter goes there (Ctrl+G)"))
        self.goto.setMinimumWidth(self.fontMetrics().horizontalAdvance("Go to index or c,h,w") + 40)
        self.goto.returnPressed.connect(lambda: self.placeAsked.emit(self.goto.text()))
        self.complaint = QLabel()
        self.complaint.setObjectName("gotoComplaint")
        self.complaint.setTextFormat(Qt.TextFormat.PlainText)
        self.complaint.setWordWrap(True)
        self.complaint.setAlignment(Qt.AlignmentFlag.AlignRight)
        self.complaint.hide()
        self.goto.refused.connect(self._on_refused)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.convert)
        row.addWidget(self.largest)
        row.addWidget(self.goto, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.complaint)
        self._standing = True
        self._recolour()

    def _on_refused(self, reason: str) -> None:
        self.complaint.setText(reason)
        self.complaint.setVisible(bool(reason))

    def _recolour(self) -> None:
        palette = self.palette()
        palette.setColor(
            QPalette.ColorRole.WindowText, severity_style(Severity.BAD, palette).accent
        )
        self.complaint.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._standing and event.type() == QEvent.Type.PaletteChange:
            self._recolour()

    def set_convertible(self, convertible: bool) -> None:
        """Whether a file holds anything but decimal numbers."""
        self.convert.setEnabled(convertible)
        self.convert.setToolTip(
            self.tr("Show numbers instead of the file's own hex digits; again to go back")
            if convertible
            else self.tr("Both files hold decimal numbers")
        )


class MarkBar(QWidget):
    """RuyiStudio's AbsoluteError slider and box, and ``Mark Color`` with its colour beside it."""

    changed = Signal()
    """The threshold, the colour, or whether rows are marked at all."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._largest = 0.0
        self._colour = QColor(DEFAULT_COLOUR)
        self._dialog: QColorDialog | None = None
        label = QLabel(self.tr("AbsoluteError ≥"))
        self.slider = QSlider(Qt.Orientation.Horizontal)
        self.slider.setObjectName("absoluteErrorSlider")
        self.slider.setRange(0, _STEPS)
        self.slider.setPageStep(_STEPS // 20)
        self.slider.setMinimumWidth(64)
        self.slider.setAccessibleName(self.tr("Absolute error to mark from"))
        self.slider.valueChanged.connect(self._on_slider)
        self.box = _ThresholdBox()
        self.box.setObjectName("absoluteErrorThreshold")
        self.box.setToolTip(
            self.tr("Rows whose |L − R| is this much or more, or is no number, are marked")
        )
        self.box.valueChanged.connect(self._on_box)
        label.setBuddy(self.box)
        self.mark = ToggleButton(self.tr("Mark Color"))
        self.mark.setObjectName("markColor")
        self.mark.setToolTip(self.tr("Colour the rows that reach the absolute error"))
        self.mark.toggled.connect(self.changed)
        self.swatch = QToolButton()
        self.swatch.setObjectName("markColorSwatch")
        self.swatch.setToolTip(self.tr("Choose the colour"))
        self.swatch.setAccessibleName(self.tr("Choose the colour"))
        self.swatch.clicked.connect(self._choose_colour)
        self._show_colour()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.slider, 1)
        row.addWidget(self.box)
        row.addWidget(self.mark)
        row.addWidget(self.swatch)

    @property
    def threshold(self) -> float:
        """Absolute error from which rows are marked."""
        return self.box.value()

    @property
    def colour(self) -> QColor:
        """Colour of marked rows."""
        return self._colour

    def set_largest(self, largest: float) -> None:
        """The largest absolute error: the slider's end. A threshold still unset goes halfway."""
        unit = 10.0**_DECIMALS
        # Cut, not rounded: at the slider's end the largest error is still marked.
        self._largest = math.floor(min(largest, _LARGEST) * unit) / unit if largest > 0 else 0.0
        if self.box.value() == 0.0:
            start = float(f"{self._largest / 2:.3g}")
            self.box.setValue(start)
        self._follow()

    def set_colour(self, colour: QColor) -> None:
        """Mark rows in ``colour``."""
        if colour.isValid():
            self._colour = colour
            self._show_colour()
            self.changed.emit()

    def _on_slider(self, step: int) -> None:
        threshold = threshold_of(step, self._largest)
        # Few digits while sliding; the end of the way is the largest error itself.
        rounded = float(f"{threshold:.3g}")
        self.box.setValue(self._largest if step == _STEPS else rounded)

    def _on_box(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        with QSignalBlocker(self.slider):
            self.slider.setValue(step_of(self.box.value(), self._largest))

    def _choose_colour(self) -> None:
        if self._dialog is None:
            self._dialog = QColorDialog(self)
            self._dialog.setWindowTitle(self.tr("Mark Color"))
            self._dialog.colorSelected.connect(self.set_colour)
        self._dialog.setCurrentColor(self._colour)
        self._dialog.open()

    def _show_colour(self) -> None:
        side = self.fontMetrics().ascent()
        pixmap = QPixmap(side, side)
        pixmap.fill(self._colour)
        painter = QPainter(pixmap)
        painter.setPen(QColor(0, 0, 0, 120))
        painter.drawRect(0, 0, side - 1, side - 1)
        painter.end()
        self.swatch.setIcon(QIcon(pixmap))


class MarkedBar(QWidget):
    """How many rows are marked, the way from one to the next, and to see only them."""

    stepAsked = Signal(int)
    """1: the next marked row, −1: the one before."""
    onlyMarkedToggled = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.only = QCheckBox(self.tr("Only marked"))
        self.only.setObjectName("onlyMarked")
        self.only.toggled.connect(self.onlyMarkedToggled)
        self.status = ReadingLine()
        self.status.setObjectName("elementStatus")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.only)
        steps = (
            ("chevron-up", self.tr("Previous marked (Shift+F3)"), -1),
            ("chevron-down", self.tr("Next marked (F3)"), 1),
        )
        self.buttons: list[QToolButton] = []
        for name, text, step in steps:
            button = QToolButton()
            set_button_icon(button, name, text)
            button.setToolTip(text)
            button.clicked.connect(lambda _=False, step=step: self.stepAsked.emit(step))
            row.addWidget(button)
            self.buttons.append(button)
        row.addWidget(self.status, 1)

    def say_count(self, count: int, whole: int, marked: bool) -> None:
        """How many elements reach the threshold; ``marked``: their rows are coloured."""
        said = (
            self.tr("{count} of {whole} elements marked ({percent} %)")
            if marked
            else self.tr("{count} of {whole} elements reach the threshold ({percent} %)")
        )
        share = percent_text(count, whole)
        self.status.say(said.format(count=f"{count:,}", whole=f"{whole:,}", percent=share))
