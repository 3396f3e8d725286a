"""Screens of little height: table and network are seen, and the window is no higher than they."""

from __future__ import annotations

import pytest
from compared_sample import compared_sample
from PySide6.QtCore import QSize, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QDockWidget

from app.desk import Desk
from app.main_window import MainWindow
from widgets.parts.scrolled_room import ScrolledRoom


def stands_behind_the_network(desk: Desk) -> bool:
    return desk.trend_dock in desk.tabifiedDockWidgets(desk.topology_dock)


def is_seen(dock: QDockWidget) -> bool:
    return not dock.visibleRegion().isEmpty()


@pytest.mark.parametrize("size", [(691, 412), (720, 450)])
def test_five_rows_are_seen_on_a_small_screen(qapp, tmp_path, size):
    """1440×900 at 200 %, with and without room for frame and panel, and much to be said."""
    with compared_sample(tmp_path, size) as window:
        # While it was compared the window may have been higher, for the sources.
        window.resize(*size)
        window.summary.set_notices(["one sentence after the other " * 9, "another " * 30])
        QTest.qWait(50)
        assert (window.width(), window.height()) == size
        table = window.table.table
        assert table.viewport().height() // table.rowHeight(0) >= 5


def test_the_trend_gives_way_to_sources_in_a_window_of_700_and_comes_back(qapp, tmp_path):
    with compared_sample(tmp_path, (1024, 700)) as window:
        window.resize(1024, 700)
        window.summary.set_notices(["one sentence after the other " * 9, "another " * 30])
        table, desk = window.table.table, window.views.desk
        for shown in (False, True, False, True):
            window.commands.set_open(shown)
            QTest.qWait(50)
            assert window.height() == 700
            assert stands_behind_the_network(desk) == shown
            assert is_seen(desk.topology_dock)
            assert table.viewport().height() // table.rowHeight(0) >= 5
            # The picture, not only what stands around it.
            assert window.topology.view.height() >= 100
            assert not desk.arranged


@pytest.mark.parametrize("size", [(691, 412), (720, 431)])
def test_sources_and_settings_fit_a_small_screen_behind_a_comparison(qapp, tmp_path, size):
    with compared_sample(tmp_path, size) as window:
        commands, table = window.commands, window.table.table
        colours = window.topology.colouring
        window.resize(*size)
        window.summary.set_notices(["one sentence after the other " * 9, "another " * 30])
        for show in (commands.show_sources, commands.show_algorithm, commands.show_sources):
            show(True)
            QTest.qWait(50)
            assert (window.width(), window.height()) == size
            assert table.viewport().height() >= table.rowHeight(0)
            assert not colours.isVisible()
            assert window.topology.view.height() >= 40
            shown = window.sources if window.sources.isVisible() else window.algorithm
            # At least three fields are seen, and the last is scrolled to.
            assert shown.visibleRegion().boundingRect().height() >= 3 * 24
            last = shown.findChildren(QAbstractButton)[-1]
            last.setFocus()
            area = window.findChild(ScrolledRoom)
            area.ensureWidgetVisible(last)
            assert not last.visibleRegion().isEmpty()
        commands.set_open(False)
        QTest.qWait(50)
        assert colours.height() >= colours.minimumSizeHint().height()
        assert colours.isVisible()
        assert table.viewport().height() // table.rowHeight(0) >= 5


def test_at_the_first_start_the_window_fits_a_small_screen(qtbot, monkeypatch):
    class Screen:
        def availableSize(self) -> QSize:
            return QSize(720, 450)

    monkeypatch.setattr(MainWindow, "screen", lambda _: Screen())
    window = MainWindow()
    qtbot.addWidget(window)
    assert window.windowState() == Qt.WindowState.WindowMaximized
    window.setWindowState(Qt.WindowState.WindowNoState)
    window.show()
    QTest.qWait(20)
    assert window.sources.isVisible()
    assert window.height() <= 450
    assert stands_behind_the_network(window.views.desk)
    window.close()
