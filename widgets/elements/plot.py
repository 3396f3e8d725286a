"""What the plots of the element window share. Needs pyqtgraph: import it late."""

from __future__ import annotations

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QPalette, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from widgets.parts.reading_line import ReadingLine


class ElementPlot(QWidget):
    """A plot in the palette's colours, a row of controls above and a reading below."""

    _standing = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.canvas = pg.PlotWidget(enableMenu=False)
        self.canvas.hideButtons()
        self.canvas.setFrameShape(QFrame.Shape.NoFrame)
        self.canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.plot = self.canvas.getPlotItem()
        self.box = self.plot.getViewBox()
        self.controls = QHBoxLayout()
        self.controls.setSpacing(8)
        self.reading = ReadingLine()
        self._message = ReadingLine()
        self._message.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._pages = QStackedLayout()
        self._pages.addWidget(self.canvas)
        self._pages.addWidget(self._message)
        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(self.controls)
        column.addLayout(self._pages, 1)
        column.addWidget(self.reading)
        scene = self.canvas.scene()
        scene.sigMouseMoved.connect(self._on_moved)
        scene.sigMouseClicked.connect(self._on_clicked)

    def say(self, text: str) -> None:
        """Show a sentence in the place of the plot; nothing: the plot."""
        self._message.say(text)
        self._pages.setCurrentIndex(1 if text else 0)

    def recolour(self) -> None:
        """Follow the palette."""
        palette = self.palette()
        self.canvas.setBackground(palette.color(QPalette.ColorRole.Base))
        for side in ("left", "bottom"):
            axis = self.plot.getAxis(side)
            axis.setPen(QPen(palette.color(QPalette.ColorRole.Mid)))
            axis.setTextPen(QPen(palette.color(QPalette.ColorRole.Text)))

    def point_at(self, place: QPointF) -> None:
        """The pointer is at ``place``, in the plot's numbers."""
        raise NotImplementedError

    def pick(self, place: QPointF) -> None:
        """``place`` was clicked."""
        raise NotImplementedError

    def leave(self) -> None:
        """The pointer is outside the axes."""
        self.reading.say("")

    def _on_moved(self, place: QPointF) -> None:
        if self.box.sceneBoundingRect().contains(place):
            self.point_at(self.box.mapSceneToView(place))
        else:
            self.leave()

    def _on_clicked(self, event: pg.GraphicsScene.mouseEvents.MouseClickEvent) -> None:
        inside = self.box.sceneBoundingRect().contains(event.scenePos())
        if inside and event.button() == Qt.MouseButton.LeftButton:
            if event.double():
                self.plot.autoRange()
            else:
                self.pick(self.box.mapSceneToView(event.scenePos()))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._standing and event.type() == QEvent.Type.PaletteChange:
            self.recolour()
