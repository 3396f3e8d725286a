"""A graphics view that zooms to the cursor, pans by dragging, and moves smoothly."""

from __future__ import annotations

from PySide6.QtCore import (
    QEasingCurve,
    QEvent,
    QPoint,
    QPointF,
    QRectF,
    Qt,
    QVariantAnimation,
    Signal,
)
from PySide6.QtGui import (
    QInputDevice,
    QMouseEvent,
    QNativeGestureEvent,
    QPainter,
    QResizeEvent,
    QTransform,
    QWheelEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QGraphicsView, QStyle, QWidget

MAX_ZOOM = 4.0
STEP = 1.25
_MOVE_MS = 220


class ZoomView(QGraphicsView):
    """Zoom (1 = scene units are pixels) and pan over a content rectangle.

    The wheel zooms to the cursor, a left drag or a middle drag pans, a left click that does
    not drag calls ``clicked_at``.
    """

    zoomChanged = Signal(float)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # A picture takes every drag and does nothing with it, before the window is asked.
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self._content = QRectF()
        self._pressed: QPoint | None = None
        self._panning = False
        self._last = QPoint()
        self._touched = False
        self._fitted = False
        self._move = QVariantAnimation(self)
        self._move.setDuration(_MOVE_MS)
        self._move.setEasingCurve(QEasingCurve.Type.OutCubic)
        self._move.valueChanged.connect(self._on_move)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontAdjustForAntialiasing, False)
        self.setViewportUpdateMode(QGraphicsView.ViewportUpdateMode.SmartViewportUpdate)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.viewport().setMouseTracking(True)

    @property
    def zoom(self) -> float:
        """Pixels a scene unit takes."""
        return self.transform().m11()

    @property
    def touched(self) -> bool:
        """Whether the user has zoomed or panned since the content was set."""
        return self._touched

    def set_touched(self, touched: bool) -> None:
        """Whether the user has."""
        self._touched = touched

    @property
    def fitted(self) -> bool:
        """Whether everything is shown since the user asked for it, at whatever size of the view.

        A zoom ends it; there is nothing to pan to meanwhile.
        """
        return self._fitted

    def set_content(self, content: QRectF) -> None:
        """What there is to look at, in scene units."""
        self._move.stop()
        self._content = content
        self._touched = self._fitted = False
        self._reach()

    def visible_scene(self) -> QRectF:
        """The part of the scene that can be seen."""
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def centre(self) -> QPointF:
        """The scene point in the middle of the view."""
        return self.mapToScene(QRectF(self.viewport().rect()).center().toPoint())

    def min_zoom(self) -> float:
        """A little smaller than what shows everything."""
        return min(self._zoom_for_all() * 0.7, 0.5)

    def _zoom_for_all(self) -> float:
        size = self.maximumViewportSize()
        if self._content.isEmpty():
            return 1.0
        return min(
            size.width() / (self._content.width() * 1.06),
            size.height() / (self._content.height() * 1.06),
        )

    def set_zoom(self, zoom: float, anchor: QPoint | None = None) -> None:
        """Zoom within the limits, keeping the scene point under ``anchor`` (the middle)."""
        zoom = max(min(zoom, MAX_ZOOM), min(self.min_zoom(), MAX_ZOOM))
        if anchor is None:
            anchor = self.viewport().rect().center()
        held = self.mapToScene(anchor)
        offset = QPointF(anchor - self.viewport().rect().center()) / zoom
        self._move.stop()
        self._fitted = False
        self.setTransform(QTransform.fromScale(zoom, zoom))
        self._reach()
        self.centerOn(held - offset)
        self.zoomChanged.emit(zoom)

    def zoom_in(self) -> None:
        """One step closer."""
        self._touched = True
        self.set_zoom(self.zoom * STEP)

    def zoom_out(self) -> None:
        """One step back."""
        self._touched = True
        self.set_zoom(self.zoom / STEP)

    def fit_all(self) -> None:
        """Show everything, however small, until the next zoom; never larger than life."""
        self._touched = True
        self.set_zoom(min(self._zoom_for_all(), 1.0))
        self.centerOn(self._content.center())
        self._fitted = True

    def move_to(self, target: QPointF) -> None:
        """Bring ``target`` to the middle: smoothly where that can be seen."""
        self._move.stop()
        animated = self.style().styleHint(QStyle.StyleHint.SH_Widget_Animation_Duration) > 0
        if not self.isVisible() or not animated:
            self.centerOn(target)
            return
        self._move.setStartValue(self.centre())
        self._move.setEndValue(target)
        self._move.start()

    def end_move(self) -> None:
        """Be where the view is moving to."""
        if self._move.state() == QVariantAnimation.State.Running:
            self._move.stop()
            self._on_move(self._move.endValue())

    def _on_move(self, value: object) -> None:
        if isinstance(value, QPointF):
            self.centerOn(value)

    def _reach(self) -> None:
        """Let every corner of the content come near the middle, unless all of it fits."""
        size = self.maximumViewportSize()
        zoom = self.zoom
        reach = QRectF(self._content)
        for room, length, grow in (
            (size.width() / zoom, reach.width(), (1.0, 0.0)),
            (size.height() / zoom, reach.height(), (0.0, 1.0)),
        ):
            slack = (room - length - 2 / zoom) / 2 if length < room else room * 0.4
            slack = max(slack, 0.0)
            reach.adjust(-slack * grow[0], -slack * grow[1], slack * grow[0], slack * grow[1])
        self.setSceneRect(reach)

    def clicked_at(self, point: QPoint) -> None:
        """A left click that was no drag, in viewport coordinates."""

    def wheelEvent(self, event: QWheelEvent) -> None:
        touchpad = event.device().type() == QInputDevice.DeviceType.TouchPad
        if touchpad and not event.pixelDelta().isNull():
            notches = event.pixelDelta().y() / 100
        else:
            notches = event.angleDelta().y() / 120
        if notches:
            self._touched = True
            notches = max(min(notches, 4.0), -4.0)
            self.set_zoom(self.zoom * STEP**notches, event.position().toPoint())
        event.accept()

    def viewportEvent(self, event: QEvent) -> bool:
        if (
            isinstance(event, QNativeGestureEvent)
            and event.gestureType() == Qt.NativeGestureType.ZoomNativeGesture
        ):
            self._touched = True
            self.set_zoom(self.zoom * (1.0 + event.value()), event.position().toPoint())
            return True
        return super().viewportEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() in (Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton):
            self._move.stop()
            self._pressed = self._last = event.position().toPoint()
            self._panning = event.button() == Qt.MouseButton.MiddleButton
            if self._panning:
                self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            event.ignore()
            return
        here = event.position().toPoint()
        far = (here - self._pressed).manhattanLength() >= QApplication.startDragDistance()
        if not self._panning and far:
            self._panning = True
            self.viewport().setCursor(Qt.CursorShape.ClosedHandCursor)
        if self._panning:
            self._touched = True
            step = here - self._last
            self._last = here
            across, down = self.horizontalScrollBar(), self.verticalScrollBar()
            across.setValue(across.value() - step.x())
            down.setValue(down.value() - step.y())
        event.accept()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._pressed is None:
            event.ignore()
            return
        was_click = not self._panning and event.button() == Qt.MouseButton.LeftButton
        self._pressed = None
        self._panning = False
        self.viewport().unsetCursor()
        if was_click:
            self.clicked_at(event.position().toPoint())
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        before = event.oldSize()
        held = (
            self.mapToScene(before.width() // 2, before.height() // 2)
            if before.isValid()
            else self.centre()
        )
        super().resizeEvent(event)
        if self._fitted:
            self.fit_all()
            return
        self._reach()
        self.centerOn(held)
