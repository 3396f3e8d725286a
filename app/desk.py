"""Where table, network and trend stand: the table in the middle, the others in docks around it."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QEvent, QObject, QPoint, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QDockWidget,
    QMainWindow,
    QTabWidget,
    QVBoxLayout,
    QWidget,
)

TABLE_WIDTH = 700
"""Width at which the table shows Severity to RelativeEuclideanDistance without scrolling."""

_STATE_VERSION = 1
"""Of what ``save_state`` gives: raised when docks come, go or get other names."""
_BELOW = Qt.DockWidgetArea.BottomDockWidgetArea
_ROOM_WIDTH = 240
"""No view that is still to come needs more, so that none of them pushes another aside."""
_ROOM_HEIGHT = 84
_LEAST_TREND_HEIGHT = 190
LOW_WINDOW = 600
"""Height of a window that is low whatever stands above the table: a screen of 1440×900 at 200 % has
450."""
_LEAST_TABLE_LINES = 13
"""Lines of text that table and network keep at least above a trend: the filter, a head of three
lines, five rows and a scroll bar."""
_TITLE_ICONS = {
    "qt_dockwidget_floatbutton": "dock-float",
    "qt_dockwidget_closebutton": "dock-close",
}
"""Which icon each of Qt's own buttons in the title of a dock has."""


class Desk(QMainWindow):
    """The table with the docks of network and trend, which can be moved, stacked, floated, closed.

    A main window within the main window: docks need one, and sources and commands stay above
    them. Views that are still to come are kept room for, so that nothing moves when they come.
    Until the user arranges something the docks' sizes follow the window's, and where there is
    little height they share one place, as tabs.

    ``topologyShown`` and ``trendShown`` tell when a dock is closed or opened by whatever way.
    """

    topologyShown = Signal(bool)
    trendShown = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        # Part of the window it stands in, whatever its class is made for.
        self.setWindowFlags(Qt.WindowType.Widget)
        self.setObjectName("desk")
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setDockNestingEnabled(True)
        self.setAnimated(False)
        self.setTabPosition(Qt.DockWidgetArea.AllDockWidgetAreas, QTabWidget.TabPosition.North)
        self.setCorner(Qt.Corner.BottomLeftCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        self.setCorner(Qt.Corner.BottomRightCorner, Qt.DockWidgetArea.BottomDockWidgetArea)
        self.arranged = False
        """Whether the user has given a view its place or size."""
        self._sizes: tuple[int, ...] = ()
        self._dressed = False
        self.rooms = _Room(), _Room(), _Room()
        """Of table, network and trend."""
        self.setCentralWidget(self.rooms[0])
        self.topology_dock = self._dock("topologyDock", self.tr("Network"), self.rooms[1])
        self.trend_dock = self._dock("trendDock", self.tr("Trend"), self.rooms[2])
        for dock in (self.topology_dock, self.trend_dock):
            dock.installEventFilter(self)
        self._place()

    def put(self, table: QWidget, topology: QWidget, trend: QWidget) -> None:
        """The views, each into its room."""
        for room, view in zip(self.rooms, (table, topology, trend), strict=True):
            room.take(view)
        for dock in (self.topology_dock, self.trend_dock):
            dock.topLevelChanged.connect(self._dress_all)
            dock.featuresChanged.connect(self._dress_all)
        self._dress_all()

    def _dress_all(self) -> None:
        """Qt gives the buttons of a title the style's icons again with each change."""
        self._dressed = True
        for dock in (self.topology_dock, self.trend_dock):
            _dress(dock)

    def show_topology(self, on: bool) -> None:
        """Whether the network is shown."""
        self.topology_dock.setVisible(on)

    def show_trend(self, on: bool) -> None:
        """Whether the trend is shown."""
        self.trend_dock.setVisible(on)

    def bring(self, dock: QDockWidget) -> None:
        """A dock to where it is seen: open, and before what it shares its place with."""
        dock.show()
        dock.raise_()
        if dock.isFloating():
            dock.activateWindow()

    def arrange(self) -> None:
        """Everything where it stands at the first start."""
        for dock in (self.topology_dock, self.trend_dock):
            dock.setFloating(False)
            self.removeDockWidget(dock)
        self._place()
        self.topology_dock.show()
        self.trend_dock.show()
        self.arranged = False
        self._share_room()

    def save_state(self) -> QByteArray:
        """Where the docks are and how large."""
        return self.saveState(_STATE_VERSION)

    def restore_state(self, state: QByteArray, arranged: bool) -> bool:
        """Take what ``save_state`` gave; False, and nothing changed, where it is not that."""
        if state.isEmpty() or not self.restoreState(state, _STATE_VERSION):
            return False
        self.arranged = arranged
        self._share_room()
        return True

    def put_away(self) -> None:
        """Hide floating docks: they are windows of their own and would outlive this one."""
        for dock in (self.topology_dock, self.trend_dock):
            if dock.isFloating():
                dock.hide()

    def _dock(self, name: str, title: str, room: _Room) -> QDockWidget:
        dock = QDockWidget(title, self)
        dock.setObjectName(name)
        dock.setWidget(room)
        dock.topLevelChanged.connect(self._on_moved)
        return dock

    def _place(self) -> None:
        self.addDockWidget(Qt.DockWidgetArea.RightDockWidgetArea, self.topology_dock)
        self.addDockWidget(_BELOW, self.trend_dock)

    def _share_room(self) -> None:
        if self.arranged:
            return
        low = self._is_low()
        self._stack(low)
        # The numbers of the table must be seen whole, also on a small screen.
        table = max(self.width() * 3 // 5, TABLE_WIDTH)
        self.resizeDocks(
            [self.topology_dock], [max(self.width() - table, 1)], Qt.Orientation.Horizontal
        )
        if low:
            return
        self.resizeDocks([self.trend_dock], [self._trend_height()], Qt.Orientation.Vertical)

    def _trend_height(self) -> int:
        """Of a trend below the table: on a small screen the table comes first."""
        height = self.window().height()
        return min(max(_LEAST_TREND_HEIGHT, height // 5), height // 4)

    def _is_low(self) -> bool:
        """Whether a trend below would leave table and network too little, be it that the window is
        low or that much stands above them."""
        if self.window().height() < LOW_WINDOW:
            return True
        least = self._trend_height() + _LEAST_TABLE_LINES * self.fontMetrics().lineSpacing()
        # Nobody has given it a height before it is shown.
        return self.isVisible() and self.height() < least

    def minimumSizeHint(self) -> QSize:
        """As low as it is with the docks as tabs, which they become before they are squeezed: the
        window is not to grow for a trend that gives way."""
        hint = super().minimumSizeHint()
        if not self.arranged and self.dockWidgetArea(self.trend_dock) is _BELOW:
            hint.setHeight(hint.height() - self.trend_dock.minimumSizeHint().height())
        return hint

    def stand_in(self, height: int) -> None:
        """Take the places of a window of this height, before there is one: it would be made as
        high as they need."""
        if not self.arranged:
            self._stack(height < LOW_WINDOW)

    def _stack(self, low: bool) -> None:
        """The trend behind the network, where the table needs the height, or else below both."""
        topology, trend = self.topology_dock, self.trend_dock
        right = Qt.DockWidgetArea.RightDockWidgetArea
        if low == (self.dockWidgetArea(trend) is right):
            return
        # Neither hides a dock that is shown, nor shows one that was closed.
        if low:
            focus = self.window().focusWidget()
            reads_trend = focus is not None and trend.isAncestorOf(focus)
            self.tabifyDockWidget(topology, trend)
            (trend if reads_trend else topology).raise_()
        else:
            self.addDockWidget(_BELOW, trend)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._share_room()
        # Otherwise all is drawn as Qt has shared it, and once more in the next turn.
        layout = self.layout()
        assert layout is not None
        layout.activate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        # What was asked for before the first layout is forgotten.
        self._share_room()
        if not event.spontaneous():
            QTimer.singleShot(0, self, self._hold_floating)

    def _hold_floating(self) -> None:
        """Docks that were restored before there was a window to float over come over it."""
        window = self.window().windowHandle()
        for dock in (self.topology_dock, self.trend_dock):
            own = dock.windowHandle()
            if dock.isFloating() and dock.isVisible() and window is not None and own is not None:
                own.setTransientParent(window)
                dock.raise_()
                self._clear_commands(dock)

    def _clear_commands(self, dock: QDockWidget) -> None:
        """A floating dock comes back where it was left, but what is above the table is higher at
        the start than when the sources are folded: it must not lie on menus and commands."""
        window, own = self.window().frameGeometry(), dock.frameGeometry()
        top = self.mapToGlobal(QPoint(0, 0)).y()
        if not own.intersects(QRect(window.topLeft(), QPoint(window.right(), top - 1))):
            return
        room = dock.screen().availableGeometry()
        frame = own.height() - dock.height()
        least = dock.minimumSizeHint().height() + frame
        height = max(min(own.height(), room.bottom() + 1 - top), least)
        dock.resize(dock.width(), height - frame)
        # Where even the least of it does not fit below, it may reach beyond the screen no more.
        dock.move(own.x(), min(top, room.bottom() + 1 - height))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # Not the docks' own signals, which also tell of a whole window that is minimised.
        if event.type() in (QEvent.Type.ShowToParent, QEvent.Type.HideToParent):
            shown = event.type() == QEvent.Type.ShowToParent
            if watched is self.topology_dock:
                self.topologyShown.emit(shown)
            elif watched is self.trend_dock:
                self.trendShown.emit(shown)
        elif event.type() == QEvent.Type.StyleChange and self._dressed:
            # Behind Qt's own change.
            QTimer.singleShot(0, self, self._dress_all)
        return super().eventFilter(watched, event)

    def event(self, event: QEvent) -> bool:
        # Separators are nobody's widgets: what is pressed and let go there arrives here.
        kind = event.type()
        if kind == QEvent.Type.MouseButtonPress:
            self._sizes = self._dock_sizes()
        elif kind == QEvent.Type.MouseButtonRelease and self._sizes:
            self.arranged |= self._sizes != self._dock_sizes()
            self._sizes = ()
        return super().event(event)

    def _on_moved(self) -> None:
        self.arranged = True

    def _dock_sizes(self) -> tuple[int, ...]:
        topology, trend = self.topology_dock.size(), self.trend_dock.size()
        return topology.width(), topology.height(), trend.width(), trend.height()


def _dress(dock: QDockWidget) -> None:
    """Icons for the buttons of its title in the colour of text: the style's own are dark grey on
    whatever ground."""
    # Not before there are views: what draws icons takes its time to import.
    from widgets.parts.icons import icon

    for button in dock.findChildren(QAbstractButton):
        name = _TITLE_ICONS.get(button.objectName())
        if name is not None:
            button.setIcon(icon(name))


class _Room(QWidget):
    """Where a view stands; while that is still to come, its room in the colour of its ground.

    Docks ask what is in them how large it wants to be: the room always gives the same answer, so
    that nothing moves when the view comes.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setMinimumWidth(_ROOM_WIDTH)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)

    def take(self, view: QWidget) -> None:
        """Let ``view`` fill this room from now on."""
        self.setAutoFillBackground(False)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(view)

    def sizeHint(self) -> QSize:
        return QSize(_ROOM_WIDTH, _ROOM_HEIGHT)

    def minimumSizeHint(self) -> QSize:
        return QSize(_ROOM_WIDTH, _ROOM_HEIGHT)
