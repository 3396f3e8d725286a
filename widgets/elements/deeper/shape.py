"""The shape that a pair's channels are told by: known, or given by the user."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from core.comparison.model import Severity
from core.errors import CosightError
from widgets.elements.text import Shape
from widgets.parts.metric_text import shape_text
from widgets.parts.reading_line import ReadingLine
from widgets.parts.severity_style import severity_style


class ShapeBar(QWidget):
    """``shapeGiven`` carries (C, H, W): typed, or chosen among those that so many elements may
    have. What is no shape of them is refused with the reason, and the one before stays."""

    shapeGiven = Signal(object)

    _standing = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._count = 0
        self._shape: Shape | None = None
        label = QLabel(self.tr("Shape"))
        self.box = QComboBox()
        self.box.setObjectName("deeperShape")
        self.box.setEditable(True)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setAccessibleName(self.tr("Channels × height × width"))
        self.box.setToolTip(
            self.tr("Channels × height × width: choose one that fits, or type it and press Enter")
        )
        self.box.setSizeAdjustPolicy(
            QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon
        )
        self.box.setMinimumContentsLength(13)
        label.setBuddy(self.box)
        self.hint = ReadingLine()
        self.hint.setObjectName("deeperShapeHint")
        self.complaint = QLabel()
        self.complaint.setObjectName("deeperShapeComplaint")
        self.complaint.setTextFormat(Qt.TextFormat.PlainText)
        self.complaint.setWordWrap(True)
        self.complaint.hide()
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(label)
        row.addWidget(self.box)
        row.addWidget(self.hint, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(row)
        column.addWidget(self.complaint)
        self.box.activated.connect(self._on_entered)
        edit = self.box.lineEdit()
        assert edit is not None
        edit.setPlaceholderText("C×H×W")
        edit.returnPressed.connect(self._on_entered)
        edit.textEdited.connect(lambda: self._refuse(""))
        self._standing = True
        self._recolour()

    @property
    def shape(self) -> Shape | None:
        """The shape that holds."""
        return self._shape

    def set_shape(self, count: int, shape: Shape | None, given: bool) -> None:
        """``count`` elements of ``shape``, None: nobody knows; ``given`` by the user."""
        self._shape = shape
        if count != self._count:
            from core.comparison.deeper.shapes import offered_shapes

            self._count = count
            offered = [shape_text(one) for one in offered_shapes(count)]
            with QSignalBlocker(self.box):
                self.box.clear()
                self.box.addItems(offered)
        self.box.setCurrentText("" if shape is None else shape_text(shape))
        self._refuse("")
        self.hint.say(
            self.tr("No shape is known: choose or type one")
            if shape is None
            else self.tr("given by you")
            if given
            else ""
        )

    def _on_entered(self) -> None:
        from core.comparison.deeper.shapes import parse_shape

        try:
            shape = parse_shape(self.box.currentText(), self._count)
        except CosightError as error:
            self._refuse(str(error))
            return
        self._refuse("")
        if shape != self._shape:
            self._shape = shape
            self.shapeGiven.emit(shape)
        else:
            self.box.setCurrentText(shape_text(shape))

    def _refuse(self, reason: str) -> None:
        self.complaint.setText(reason)
        self.complaint.setVisible(bool(reason))
        self.box.setAccessibleDescription(reason)

    def _recolour(self) -> None:
        palette = self.palette()
        accent = severity_style(Severity.BAD, palette).accent
        palette.setColor(QPalette.ColorRole.WindowText, accent)
        self.complaint.setPalette(palette)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._standing and event.type() == QEvent.Type.PaletteChange:
            self._recolour()
