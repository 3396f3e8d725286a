"""One side of a pair as a picture: zoomed by wheel, moved by drag, read by pointing at it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QEnterEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from core.comparison.mosaic import Dots, Mosaic

_MARGIN = 4
_STEP = 1.25
_MOST_ZOOM = 64.0


class PictureView(QObject):
    """What all pictures of a pair show: all channels or one ``alone``, a zoom over the size at
    which that fits, around one dot."""

    changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.zoom = 1.0
        self.centre = QPointF()
        self.alone = -1

    @property
    def is_whole(self) -> bool:
        """Whether all there is can be seen."""
        return self.zoom == 1.0 and self.alone < 0

    def look(self, zoom: float, centre: QPointF) -> None:
        """Show the dots around ``centre``, ``zoom`` times the size at which all of it fits."""
        self.zoom = min(max(zoom, 1.0), _MOST_ZOOM)
        self.centre = centre
        self.changed.emit()

    def fit(self) -> None:
        """Show all channels."""
        self.show_alone(-1)

    def show_alone(self, channel: int) -> None:
        """Show one channel without its neighbours, as large as it fits; −1: all."""
        self.alone = channel
        self.look(1.0, QPointF())


class ChannelPicture(QWidget):
    """``pointed`` and ``picked`` carry an element; ``pointed`` −1 when nothing is pointed at.
    ``resized``: it has other room."""

    pointed = Signal(int)
    picked = Signal(int)
    resized = Signal()

    def __init__(self, view: PictureView, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._view = view
        self._mosaic: Mosaic | None = None
        self._image = QImage()
        self._dots: Dots | None = None
        self._colours: Sequence[int] = ()
        self._text = ""
        self._chosen = -1
        self._echo = -1
        self._pressed: QPoint | None = None
        self._moved = False
        self.setAccessibleName(name)
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.CrossCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        view.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(260, 220)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, 40)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.resized.emit()

    # --- content -------------------------------------------------------------------------

    def show_mosaic(self, mosaic: Mosaic, dots: Dots, colours: Sequence[int]) -> None:
        """Draw ``dots``, a side of ``mosaic``, in ``colours`` (256 ARGB)."""
        self._mosaic = mosaic
        self._dots = dots
        self._text = ""
        self.recolour(colours)

    def show_text(self, text: str) -> None:
        """Say why there is no picture."""
        self._mosaic = None
        self._dots = None
        self._image = QImage()
        self._text = text
        self.update()

    def recolour(self, colours: Sequence[int]) -> None:
        """Draw the same dots in other colours."""
        self._colours = colours
        if self._dots is not None:
            height, width = self._dots.shape
            indexed = QImage(self._dots.data, width, height, width, QImage.Format.Format_Indexed8)
            indexed.setColorTable(list(colours))
            # Converted once: an indexed image would be converted again at every paint.
            self._image = indexed.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied)
        self.update()

    def choose(self, element: int) -> None:
        """Put the cross-hair on an element (−1: none)."""
        self._chosen = element
        self.update()

    def echo(self, element: int) -> None:
        """Frame the element that is pointed at in another picture (−1: none)."""
        self._echo = element
        self.update()

    def dot_shown(self, element: int) -> QPointF | None:
        """Where the middle of an element's dot stands in the widget; None where it has none."""
        dot = None if self._mosaic is None or element < 0 else self._mosaic.dot_of(element)
        if dot is None:
            return None
        middle = QPointF(dot[0] + 0.5, dot[1] + 0.5)
        return self._place(middle) if self._shown().contains(middle) else None

    # --- geometry ------------------------------------------------------------------------

    def _shown(self) -> QRectF:
        """The dots there are to look at: all, or those of the channel that is shown alone."""
        mosaic, alone = self._mosaic, self._view.alone
        if mosaic is None or alone < 0:
            return QRectF(self._image.rect())
        if not 0 <= alone - mosaic.first_tile < mosaic.shown_tiles:
            return QRectF()
        rows, columns = mosaic.grid.dots
        return QRectF(*mosaic.tile_corner(alone), columns, rows)

    def _scale(self) -> float:
        shown = self._shown()
        across = (self.width() - 2 * _MARGIN) / max(1.0, shown.width())
        down = (self.height() - 2 * _MARGIN) / max(1.0, shown.height())
        return max(0.01, min(across, down)) * self._view.zoom

    def _centre(self) -> QPointF:
        """The dot in the middle, so that no empty room shows where dots could be."""
        scale, shown = self._scale(), self._shown()

        def held(wanted: float, low: float, high: float, room: int) -> float:
            half = (room - 2 * _MARGIN) / 2 / scale
            if 2 * half >= high - low:
                return (low + high) / 2
            return min(max(wanted, low + half), high - half)

        centre = self._view.centre
        return QPointF(
            held(centre.x(), shown.left(), shown.right(), self.width()),
            held(centre.y(), shown.top(), shown.bottom(), self.height()),
        )

    def _place(self, dot: QPointF) -> QPointF:
        middle = QPointF(self.width() / 2, self.height() / 2)
        return (dot - self._centre()) * self._scale() + middle

    def _dot_at(self, place: QPointF) -> QPointF:
        middle = QPointF(self.width() / 2, self.height() / 2)
        return (place - middle) / self._scale() + self._centre()

    def _element_at(self, place: QPointF) -> int:
        if self._mosaic is None or self._dots is None:
            return -1
        dot = self._dot_at(place)
        x, y = int(dot.x() // 1), int(dot.y() // 1)
        if not self._shown().contains(QPointF(x + 0.5, y + 0.5)):
            return -1
        element = self._mosaic.element_at(x, y)
        return -1 if element is None else element

    # --- painting ------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        palette = self.palette()
        painter.fillRect(self.rect(), palette.color(QPalette.ColorRole.Base))
        if self._image.isNull():
            painter.setPen(palette.color(QPalette.ColorRole.PlaceholderText))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(8, 8, -8, -8), flags, self._text)
        else:
            self._paint_image(painter)
        if self.hasFocus():
            painter.setPen(QPen(palette.color(QPalette.ColorRole.Highlight), 1))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        painter.end()

    def _paint_image(self, painter: QPainter) -> None:
        scale = self._scale()
        corner = self._place(QPointF(0, 0))
        # Only the dots in sight: a zoomed picture is no slower than a whole one.
        first = self._dot_at(QPointF(0, 0))
        last = self._dot_at(QPointF(self.width(), self.height()))
        shown = self._shown()
        left, top = max(shown.left(), first.x() // 1), max(shown.top(), first.y() // 1)
        right = min(shown.right(), last.x() // 1 + 1)
        bottom = min(shown.bottom(), last.y() // 1 + 1)
        source = QRectF(left, top, right - left, bottom - top)
        if source.isEmpty():
            return
        target = QRectF(
            corner.x() + left * scale,
            corner.y() + top * scale,
            source.width() * scale,
            source.height() * scale,
        )
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale < 1.0)
        painter.drawImage(target, self._image, source)
        place = self.dot_shown(self._echo)
        if place is not None and self._echo != self._chosen:
            self._paint_frame(painter, place, scale)
        place = self.dot_shown(self._chosen)
        if place is not None:
            self._paint_cross(painter, place, scale)

    @staticmethod
    def _paint_frame(painter: QPainter, place: QPointF, scale: float) -> None:
        side = max(scale, 5.0) + 2
        box = QRectF(place.x() - side / 2, place.y() - side / 2, side, side)
        for colour, width in ((QColor(0, 0, 0), 3.0), (QColor(255, 255, 255), 1.0)):
            painter.setPen(QPen(colour, width))
            painter.drawRect(box)

    def _paint_cross(self, painter: QPainter, place: QPointF, scale: float) -> None:
        self._paint_frame(painter, place, scale)
        gap = max(scale, 5.0) / 2 + 3
        x, y = place.x(), place.y()
        width, height = float(self.width()), float(self.height())
        lines = [
            (QPointF(0, y), QPointF(x - gap, y)),
            (QPointF(x + gap, y), QPointF(width, y)),
            (QPointF(x, 0), QPointF(x, y - gap)),
            (QPointF(x, y + gap), QPointF(x, height)),
        ]
        for colour, thickness in ((QColor(0, 0, 0, 150), 3.0), (QColor(255, 255, 255, 220), 1.0)):
            painter.setPen(QPen(colour, thickness))
            for start, stop in lines:
                painter.drawLine(start, stop)

    # --- mouse and keys ------------------------------------------------------------------

    def wheelEvent(self, event: QWheelEvent) -> None:
        if self._image.isNull() or not event.angleDelta().y():
            super().wheelEvent(event)
            return
        self._zoom_at(_STEP ** (event.angleDelta().y() / 120), event.position())
        event.accept()

    def _zoom_at(self, factor: float, place: QPointF) -> None:
        """Zoom so that the dot under ``place`` stays there."""
        dot = self._dot_at(place)
        zoom = min(max(self._view.zoom * factor, 1.0), _MOST_ZOOM)
        scale = self._scale() / self._view.zoom * zoom
        middle = QPointF(self.width() / 2, self.height() / 2)
        self._view.look(zoom, dot - (place - middle) / scale)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._pressed = event.position().toPoint()
            self._moved = False

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        place = event.position().toPoint()
        if self._pressed is None:
            self.pointed.emit(self._element_at(event.position()))
            return
        step = place - self._pressed
        if self._moved or step.manhattanLength() > 4:
            self._moved = True
            self._pressed = place
            self._view.look(self._view.zoom, self._centre() - QPointF(step) / self._scale())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() != Qt.MouseButton.LeftButton or self._pressed is None:
            return
        self._pressed = None
        element = self._element_at(event.position())
        if not self._moved and element >= 0:
            self.picked.emit(element)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._view.fit()

    def leaveEvent(self, event: QEvent) -> None:
        self.pointed.emit(-1)

    def enterEvent(self, event: QEnterEvent) -> None:
        self.pointed.emit(self._element_at(event.position()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        key = event.key()
        middle = QPointF(self.width() / 2, self.height() / 2)
        moves: dict[int, QPointF] = {
            Qt.Key.Key_Left: QPointF(-1, 0),
            Qt.Key.Key_Right: QPointF(1, 0),
            Qt.Key.Key_Up: QPointF(0, -1),
            Qt.Key.Key_Down: QPointF(0, 1),
        }
        if key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self._zoom_at(_STEP, self.dot_shown(self._chosen) or middle)
        elif key == Qt.Key.Key_Minus:
            self._zoom_at(1 / _STEP, middle)
        elif key == Qt.Key.Key_0:
            self._view.fit()
        elif key in moves:
            step = moves[key] * 40 / self._scale()
            self._view.look(self._view.zoom, self._centre() + step)
        else:
            super().keyPressEvent(event)
