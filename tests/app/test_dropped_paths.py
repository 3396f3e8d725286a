"""Folders and network files dropped on the window: on every view, as Qt hands a drag on."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDragLeaveEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QGraphicsView, QLineEdit, QWidget

from app.main_window import MainWindow
from resources import resource_path

COPY, LEFT, NONE = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier(0)


@pytest.fixture
def window(qtbot):
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()


@pytest.fixture
def runs(tmp_path):
    for name in ("left", "right"):
        (tmp_path / name).mkdir()
    for name in ("net.dot", "net.prototxt", "a.txt"):
        (tmp_path / name).write_text("")
    return tmp_path


def paths_of(*paths: Path) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    # File managers give them as text, too.
    data.setText("\n".join(map(str, paths)))
    return data


def enter(widget: QWidget, data: QMimeData) -> bool:
    event = QDragEnterEvent(QPoint(3, 3), COPY, data, LEFT, NONE)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def drop(widget: QWidget, *paths: Path) -> bool:
    data = paths_of(*paths)
    if not enter(widget, data):
        return False
    event = QDropEvent(QPointF(3, 3), COPY, data, LEFT, NONE)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


def places(window: MainWindow) -> dict[str, QWidget]:
    filters = [edit for edit in window.table.findChildren(QLineEdit) if edit.isEnabled()]
    return {
        "table": window.table.table.viewport(),
        "header": window.table.table.horizontalHeader().viewport(),
        "filter": filters[0],
        "network": window.topology.view.viewport(),
        "trend": window.trend,
        "counts": window.summary,
        "strip": window.progress,
        "commands": window.commands,
        "window": window,
        "network dock": window.views.desk.topology_dock,
        "setting": window.algorithm,
    }


@pytest.mark.parametrize(
    "place",
    [
        *("table", "header", "filter", "network", "trend", "counts", "strip"),
        *("commands", "window", "network dock", "setting"),
    ],
)
def test_two_folders_and_files_are_taken_everywhere(window, runs, place):
    window.commands.set_open(False)
    widget = places(window)[place]
    text = widget.text() if isinstance(widget, QLineEdit) else ""
    assert drop(widget, runs / "left", runs / "right", runs / "net.dot", runs / "net.prototxt")
    sources = window.sources
    filled = sources.left(), sources.right(), sources.dot(), sources.prototxt()
    assert [Path(one).name for one in filled] == ["left", "right", "net.dot", "net.prototxt"]
    assert sources.isVisible()
    if isinstance(widget, QLineEdit):
        assert widget.text() == text


def test_the_plot_of_the_trend_hands_them_on(window, runs, qtbot):
    sample = resource_path("sample")
    with qtbot.waitSignal(window.session.completed, timeout=60_000):
        window.open_folders(str(sample / "float_run"), [str(sample / "quantised_run")])
    qtbot.waitUntil(lambda: window.trend.canvas() is not None, timeout=10_000)
    pictures = [one for one in window.trend.findChildren(QWidget) if isinstance(one, QGraphicsView)]
    assert pictures
    assert drop(pictures[0].viewport(), runs / "left", runs / "right")
    assert Path(window.sources.right()).name == "right"


def test_one_folder_goes_where_one_is_missing(window, runs):
    viewport = window.table.table.viewport()
    assert drop(viewport, runs / "left")
    assert (Path(window.sources.left()).name, window.sources.right()) == ("left", "")
    assert drop(viewport, runs / "right")
    assert Path(window.sources.right()).name == "right"


def test_a_floating_dock_takes_them_too(window, runs, qtbot):
    dock = window.views.desk.trend_dock
    dock.setFloating(True)
    qtbot.waitUntil(dock.isWindow)
    assert drop(window.trend, runs / "left", runs / "right")
    assert Path(window.sources.right()).name == "right"


def test_an_edit_of_a_path_keeps_what_is_dropped_on_it(window, runs):
    assert drop(window.findChild(QLineEdit, "rightFolder"), runs / "left")
    assert (window.sources.left(), Path(window.sources.right()).name) == ("", "left")


def test_the_window_is_framed_while_folders_hang_over_it(window, runs):
    frame = next(one for one in window.findChildren(QWidget, "dropFrame") if one.parent() is window)
    assert not frame.isVisible()
    viewport = window.topology.view.viewport()
    assert enter(viewport, paths_of(runs / "left"))
    assert frame.isVisible()
    assert frame.size() == window.size()
    # Qt looks for what lies below the mouse.
    assert window.childAt(window.rect().center()) is not frame
    QApplication.sendEvent(viewport, QDragLeaveEvent())
    assert not frame.isVisible()
    assert drop(viewport, runs / "left")
    assert not frame.isVisible()


def test_text_is_nothing_for_the_window_but_for_its_edits(window):
    data = QMimeData()
    data.setText("conv1")
    views = places(window)
    assert not enter(views["table"], data)
    assert enter(views["filter"], data)


def test_what_is_of_no_use_is_said(window, runs):
    assert drop(window.table.table.viewport(), runs / "a.txt")
    assert window.sources.left() == ""
    assert "folders of dumps" in window.progress._text.text()
