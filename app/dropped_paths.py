"""Folders and network files that are dropped on the window, wherever in it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QDragMoveEvent, QDropEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QLineEdit, QWidget

from app.views import Views
from widgets.sources.path_edit import PathEdit, local_paths

_FRAME = 3
_ENTERS = (QEvent.Type.DragEnter, QEvent.Type.DragMove)
_ENDS = (QEvent.Type.DragLeave, QEvent.Type.Drop)


class DroppedPaths(QObject):
    """Hands dropped paths to the sources, and frames the window while they hang over it.

    What takes drops of its own goes on doing so: Qt asks the widget under the mouse first and the
    window last. Floating docks are windows of their own. ``said`` tells of a drop that changes
    nothing.
    """

    said = Signal(str)

    def __init__(self, window: QWidget, views: Views) -> None:
        super().__init__(window)
        self._views = views
        desk = views.desk
        self._frames = {
            over: _Frame(over) for over in (window, desk.topology_dock, desk.trend_dock)
        }
        for over in self._frames:
            over.setAcceptDrops(True)
            over.installEventFilter(self)

    def take_from_edits(self) -> None:
        """Edits of text would show paths as text. Call once all of the window stands."""
        for over in self._frames:
            for edit in over.findChildren(QLineEdit):
                if not isinstance(edit, PathEdit):
                    edit.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _ENTERS and isinstance(event, QDragMoveEvent):
            if local_paths(event.mimeData()):
                return self._enter(watched, event)
        elif kind in _ENDS and watched in self._frames:
            for frame in self._frames.values():
                frame.hide()
            if kind == QEvent.Type.Drop and isinstance(event, QDropEvent):
                return self._drop(event)
        return super().eventFilter(watched, event)

    def _enter(self, watched: QObject, event: QDragMoveEvent) -> bool:
        if not isinstance(watched, QWidget) or watched not in self._frames:
            # An edit of text: the window behind it takes it.
            event.ignore()
            return True
        # Dragged out of a window, a file would else be moved.
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        self._frames[watched.window()].show_over()
        return True

    def _drop(self, event: QDropEvent) -> bool:
        paths = local_paths(event.mimeData())
        if not paths:
            return False
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
        before = self._filled_in()
        self._views.sources.take_paths(paths)
        if self._filled_in() == before:
            self.said.emit(
                self.tr("Nothing changes: drop folders of dumps, a prototxt or a dot file.")
            )
        else:
            # What was dropped is seen where it went.
            self._views.commands.set_open(True)
        return True

    def _filled_in(self) -> tuple[str, ...]:
        sources = self._views.sources
        return sources.left(), sources.right(), sources.dot(), sources.prototxt()


class _Frame(QWidget):
    """Says that what is dragged may be dropped here; nothing for the mouse, so that Qt finds what
    lies below."""

    def __init__(self, over: QWidget) -> None:
        super().__init__(over)
        self.setObjectName("dropFrame")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_over(self) -> None:
        """Frame all of the window."""
        if not self.isVisible():
            over = self.parentWidget()
            assert over is not None
            self.setGeometry(QRect(0, 0, over.width(), over.height()))
            self.raise_()
            self.show()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        pen = QPen(self.palette().color(QPalette.ColorRole.Highlight), _FRAME)
        pen.setJoinStyle(Qt.PenJoinStyle.MiterJoin)
        painter.setPen(pen)
        half = _FRAME // 2 + 1
        painter.drawRect(self.rect().adjusted(half, half, -half, -half))
        painter.end()
