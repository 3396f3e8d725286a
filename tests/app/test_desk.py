"""The docks: arranged by the user, they come back as they were left, and the window as it was."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QByteArray, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDockWidget, QWidget

from app.desk import Desk
from app.main_window import MainWindow
from app.settings import Settings
from app.theme import Theme
from widgets.trend.scale import TrendMetric

RIGHT = Qt.DockWidgetArea.RightDockWidgetArea
BOTTOM = Qt.DockWidgetArea.BottomDockWidgetArea
LEFT = Qt.DockWidgetArea.LeftDockWidgetArea


@pytest.fixture
def opened(qtbot):
    """Opens one window after another, as a user does from day to day."""
    windows = []

    def open_window() -> MainWindow:
        window = MainWindow()
        qtbot.addWidget(window)
        window.resize(1440, 900)
        window.show()
        qtbot.waitExposed(window)
        QTest.qWait(20)
        windows.append(window)
        return window

    yield open_window
    for window in windows:
        window.close()


def separator_below_table(desk: Desk) -> QPoint:
    return QPoint(desk.width() // 2, desk.trend_dock.y() - 2)


def resize(window: MainWindow, width: int) -> None:
    window.resize(width, 800)
    QTest.qWait(20)


def drag(desk: Desk, start: QPoint, by: QPoint) -> None:
    QTest.mousePress(desk, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(desk, start + by)
    QTest.qWait(20)  # Qt moves a separator in its next turn
    QTest.mouseRelease(desk, Qt.MouseButton.LeftButton, pos=start + by)


def test_the_network_stands_right_and_the_trend_below_at_first(opened):
    desk = opened().views.desk
    assert desk.dockWidgetArea(desk.topology_dock) is RIGHT
    assert desk.dockWidgetArea(desk.trend_dock) is BOTTOM
    assert desk.topology_dock.width() > 300
    assert desk.trend_dock.width() == desk.width()
    assert not desk.arranged


def test_the_sizes_follow_the_window_until_something_is_arranged(qtbot, opened):
    window = opened()
    desk = window.views.desk
    resize(window, 1100)
    narrow = desk.topology_dock.width()
    resize(window, 1400)
    assert desk.topology_dock.width() > narrow
    drag(desk, separator_below_table(desk), QPoint(0, -60))
    assert desk.arranged
    by_hand = desk.trend_dock.height()
    resize(window, 1100)
    assert desk.trend_dock.height() == by_hand


def test_at_another_size_each_view_is_drawn_once(opened):
    window = opened()
    # What is put off until the window has its size is over.
    QTest.qWait(300)
    views = window.views
    drawn: list[QWidget] = []

    class Watch(QObject):
        def eventFilter(self, watched, event):
            if event.type() == QEvent.Type.Paint:
                drawn.append(watched)
            return False

    watch = Watch()
    seen = [views.desk, views.table.table.viewport(), views.topology.view.viewport()]
    for view in seen:
        view.installEventFilter(watch)
    for width in (1420, 1400, 1380):
        drawn.clear()
        window.resize(width, 880)
        # What is still to be laid out in turns to come would be drawn in those.
        for _ in range(2):
            QApplication.processEvents()
        assert [drawn.count(view) for view in seen] == [1, 1, 1]
    # Docks and table have their share in that one frame.
    assert views.desk.topology_dock.width() == views.desk.width() - max(
        views.desk.width() * 3 // 5, 700
    )


def test_a_click_that_moves_nothing_arranges_nothing(opened):
    desk = opened().views.desk
    drag(desk, separator_below_table(desk), QPoint(0, 0))
    assert not desk.arranged


def test_docks_come_back_as_they_were_left(opened):
    first = opened()
    desk = first.views.desk
    desk.addDockWidget(LEFT, desk.topology_dock)
    desk.trend_dock.setFloating(True)
    first.close()
    again = opened().views.desk
    assert again.dockWidgetArea(again.topology_dock) is LEFT
    assert again.trend_dock.isFloating()
    assert again.trend_dock.isVisible()


def test_a_closed_dock_stays_closed_and_its_action_knows(opened):
    first = opened()
    first.views.desk.topology_dock.close()
    assert not first.actions_by_name["show_topology"].isChecked()
    first.close()
    second = opened()
    assert second.views.desk.topology_dock.isHidden()
    assert not second.actions_by_name["show_topology"].isChecked()
    second.actions_by_name["show_topology"].trigger()
    assert second.views.desk.topology_dock.isVisible()


@pytest.mark.parametrize("damage", ["", "no_such_metric"])
def test_the_metric_of_the_trend_comes_back(opened, damage):
    first = opened()
    assert first.trend.shown_metric() is TrendMetric.COSINE
    first.trend.set_metric(TrendMetric.SQNR)
    first.close()
    second = opened()
    assert second.trend.shown_metric() is TrendMetric.SQNR
    assert second.trend.metric_box.currentData() == TrendMetric.SQNR
    second.close()
    Settings().set_text("window/trend_metric", damage)
    assert opened().trend.shown_metric() is TrendMetric.COSINE


def test_a_floating_dock_goes_with_the_window(opened):
    window = opened()
    dock = window.views.desk.trend_dock
    dock.setFloating(True)
    assert dock.isVisible()
    window.close()
    assert not dock.isVisible()


def test_arrange_views_puts_everything_back(opened):
    window = opened()
    desk = window.views.desk
    width, height = desk.topology_dock.width(), desk.trend_dock.height()
    desk.tabifyDockWidget(desk.trend_dock, desk.topology_dock)
    desk.trend_dock.setFloating(True)
    desk.topology_dock.close()
    window.actions_by_name["arrange_views"].trigger()
    QTest.qWait(20)
    assert desk.dockWidgetArea(desk.topology_dock) is RIGHT
    assert desk.dockWidgetArea(desk.trend_dock) is BOTTOM
    assert desk.topology_dock.isVisible()
    assert desk.trend_dock.isVisible()
    assert (desk.topology_dock.width(), desk.trend_dock.height()) == (width, height)
    assert not desk.arranged


def test_the_network_is_brought_forward_from_behind_the_trend(qtbot, opened):
    desk = opened().views.desk
    desk.tabifyDockWidget(desk.topology_dock, desk.trend_dock)
    desk.trend_dock.raise_()
    qtbot.waitUntil(lambda: not is_seen(desk.topology_dock))
    desk.bring(desk.topology_dock)
    qtbot.waitUntil(lambda: is_seen(desk.topology_dock))


def is_seen(dock: QDockWidget) -> bool:
    return not dock.visibleRegion().isEmpty()


@pytest.mark.parametrize("state", [b"", b"nonsense", b"\0\0\0\xff" * 9])
def test_a_state_that_is_none_changes_nothing(qtbot, state):
    desk = Desk()
    qtbot.addWidget(desk)
    assert not desk.restore_state(QByteArray(state), arranged=True)
    assert not desk.arranged
    assert desk.dockWidgetArea(desk.trend_dock) is BOTTOM


def test_a_view_takes_the_room_that_was_kept_for_it(qtbot):
    desk = Desk()
    qtbot.addWidget(desk)
    desk.resize(1200, 700)
    desk.show()
    qtbot.wait(50)
    before = [room.geometry() for room in desk.rooms]
    views = QWidget(), QWidget(), QWidget()
    for view in views:
        view.setMinimumSize(500, 300)
    desk.put(*views)
    qtbot.wait(50)  # a change of the layout would come now
    assert [room.geometry() for room in desk.rooms] == before
    assert [view.parentWidget() for view in views] == list(desk.rooms)


def test_a_minimised_window_comes_back_with_its_docks(qtbot, opened):
    window = opened()
    desk = window.views.desk
    window.showMinimized()
    QTest.qWait(50)
    # What some window systems tell each widget then.
    for dock in (desk.topology_dock, desk.trend_dock):
        dock.toggleViewAction().setChecked(False)
    window.showNormal()
    QTest.qWait(50)
    assert not desk.topology_dock.isHidden()
    assert not desk.trend_dock.isHidden()
    assert window.actions_by_name["show_topology"].isChecked()
    assert window.actions_by_name["show_trend"].isChecked()


def test_tab_goes_round_the_whole_window(qtbot, opened):
    window = opened()
    qtbot.waitUntil(lambda: window.trend.canvas() is not None, timeout=30_000)
    reached, widget = set(), window.topology.view
    for _ in range(1000):
        widget = widget.nextInFocusChain()
        reached.add(widget)
        if widget is window.topology.view:
            break
    wanted = {window.table.table, window.trend, window.commands.compare, window.topology.search}
    assert wanted <= reached


@pytest.mark.parametrize("view", ["topology", "trend", "commands"])
def test_the_filter_is_one_key_away_from_everywhere(qtbot, opened, view):
    window = opened()
    {
        "topology": window.topology.view,
        "trend": window.trend,
        "commands": window.commands.fold_button,
    }[view].setFocus()
    qtbot.keyClick(window, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: window.focusWidget().objectName() == "resultFilter")


def test_a_floating_dock_stands_over_the_window_when_it_comes_back(qtbot, opened):
    first = opened()
    first.views.desk.trend_dock.setFloating(True)
    first.close()
    again = opened()
    dock = again.views.desk.trend_dock
    qtbot.waitUntil(lambda: dock.windowHandle().transientParent() is again.windowHandle())


@pytest.mark.parametrize(("key", "view"), [("1", "table"), ("2", "topology"), ("3", "trend")])
def test_views_are_a_key_away(qtbot, opened, key, view):
    window = opened()
    window.commands.fold_button.setFocus()
    qtbot.keyClick(window, key, Qt.KeyboardModifier.ControlModifier)
    wanted = {
        "table": window.table.table,
        "topology": window.topology.view,
        "trend": window.trend,
    }[view]
    qtbot.waitUntil(lambda: window.focusWidget() is wanted)


# --- the buttons in the titles -----------------------------------------------------------------


def contrast(one: float, other: float) -> float:
    """Of two luminances, as WCAG 2 has it."""
    light, dark = max(one, other), min(one, other)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: QColor) -> float:
    linear = [
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (colour.redF(), colour.greenF(), colour.blueF())
    ]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def strongest(button: QAbstractButton) -> float:
    """The contrast between its ground and what stands out most on it."""
    image = button.grab().toImage()
    ground = luminance(button.palette().color(QPalette.ColorRole.Window))
    places = ((x, y) for x in range(image.width()) for y in range(image.height()))
    return max(contrast(luminance(image.pixelColor(x, y)), ground) for x, y in places)


def title_buttons(window: MainWindow) -> list[QAbstractButton]:
    desk = window.views.desk
    return [
        button
        for dock in (desk.topology_dock, desk.trend_dock)
        for button in dock.findChildren(QAbstractButton)
        if button.objectName().startswith("qt_dockwidget_")
    ]


def dim(window: MainWindow) -> list[tuple[str, float]]:
    """Buttons that hardly stand out, and by how much they do."""
    told = [(button.objectName(), strongest(button)) for button in title_buttons(window)]
    return [one for one in told if one[1] < 4.5]


def test_the_buttons_of_a_dock_s_title_are_seen_in_either_theme(opened):
    window = opened()
    assert len(title_buttons(window)) == 4
    for theme in (Theme.DARK, Theme.LIGHT, Theme.DARK):
        window.choose_theme(theme)
        QTest.qWait(30)
        assert dim(window) == []
    window.views.desk.topology_dock.setFloating(True)
    QTest.qWait(30)
    window.views.desk.topology_dock.setFloating(False)
    QTest.qWait(30)
    assert dim(window) == []
    QApplication.setStyle("Fusion")
    QTest.qWait(30)
    assert dim(window) == []
    window.choose_theme(Theme.SYSTEM)


def stands_behind_the_network(desk: Desk) -> bool:
    return desk.trend_dock in desk.tabifiedDockWidgets(desk.topology_dock)


def test_in_a_low_window_the_trend_stands_behind_the_network(opened):
    window = opened()
    desk = window.views.desk
    for height, behind in ((450, True), (800, False), (450, True)):
        window.resize(900, height)
        QTest.qWait(20)
        assert stands_behind_the_network(desk) == behind
        assert (desk.dockWidgetArea(desk.trend_dock) is RIGHT) == behind
        assert not desk.topology_dock.visibleRegion().isEmpty()
        assert not desk.arranged


def test_who_reads_the_trend_still_sees_it_where_it_gives_way(qtbot, opened):
    window = opened()
    desk = window.views.desk
    window.resize(1024, 700)
    window.commands.set_open(False)
    QTest.qWait(20)
    assert desk.dockWidgetArea(desk.trend_dock) is BOTTOM
    window.trend.setFocus()
    window.resize(900, 450)
    QTest.qWait(20)
    assert is_seen(desk.trend_dock)
    assert not is_seen(desk.topology_dock)


def test_the_window_does_not_grow_for_a_trend_that_gives_way(qtbot):
    desk = Desk()
    qtbot.addWidget(desk)
    desk.resize(900, 800)
    desk.show()
    QTest.qWait(20)
    below = desk.minimumSizeHint().height()
    desk.resize(900, 300)
    QTest.qWait(20)
    assert stands_behind_the_network(desk)
    # Short of the tabs, which come with it.
    assert 0 <= desk.minimumSizeHint().height() - below <= 40


def test_what_was_closed_stays_closed_at_every_height(opened):
    window = opened()
    desk = window.views.desk
    desk.trend_dock.close()
    window.resize(900, 450)
    QTest.qWait(20)
    assert desk.trend_dock.isHidden()
    window.actions_by_name["show_trend"].trigger()
    QTest.qWait(20)
    assert stands_behind_the_network(desk)
    desk.topology_dock.close()
    window.resize(900, 800)
    QTest.qWait(20)
    assert desk.topology_dock.isHidden()
    assert desk.dockWidgetArea(desk.trend_dock) is BOTTOM


def test_what_was_arranged_stays_so_in_a_low_window(opened):
    window = opened()
    desk = window.views.desk
    drag(desk, separator_below_table(desk), QPoint(0, -40))
    window.resize(900, 450)
    QTest.qWait(20)
    assert desk.dockWidgetArea(desk.trend_dock) is BOTTOM


@pytest.mark.parametrize("place", [(300, 20), (700, 0)])
def test_a_floating_dock_comes_back_below_the_commands(opened, place):
    first = opened()
    first.commands.set_open(False)
    desk = first.views.desk
    desk.topology_dock.setFloating(True)
    desk.topology_dock.move(*place)
    QTest.qWait(20)
    first.close()
    window = opened()
    QTest.qWait(50)
    dock = window.views.desk.topology_dock
    assert dock.isFloating()
    assert dock.isVisible()
    commands = window.commands.compare
    bottom = commands.mapToGlobal(commands.rect().bottomRight()).y()
    assert dock.frameGeometry().top() > bottom
    assert dock.frameGeometry().bottom() <= dock.screen().availableGeometry().bottom()


def test_a_floating_dock_that_covers_no_commands_stays_where_it_was(opened):
    first = opened()
    dock = first.views.desk.trend_dock
    dock.setFloating(True)
    dock.move(60, 500)
    dock.resize(500, 200)
    QTest.qWait(20)
    kept = dock.geometry()
    first.close()
    again = opened()
    QTest.qWait(50)
    assert again.views.desk.trend_dock.geometry() == kept
