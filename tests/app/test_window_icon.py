"""Every window wears the application's icon, and none of them sets it for all there are."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from app.main_window import MainWindow
from app.window import _Stage
from resources.sample.run_pair import write_run_pair


def test_each_window_wears_the_icon(qtbot, qapp, tmp_path):
    stage = _Stage(qapp)
    window = stage.window
    with qtbot.waitSignal(window.ready, timeout=30_000):
        stage.show()
    qtbot.waitUntil(lambda: not QApplication.windowIcon().isNull(), timeout=30_000)
    runs = write_run_pair(tmp_path, layers=1, elements_per_layer=64)
    with qtbot.waitSignal(window.session.completed, timeout=60_000):
        window.open_folders(str(runs.left), [str(runs.right)])
    elements = window.open_elements(0)
    assert elements is not None
    assert not window.windowIcon().isNull()
    assert elements.windowIcon().cacheKey() == window.windowIcon().cacheKey()
    before = QApplication.windowIcon().cacheKey()
    another = MainWindow()
    qtbot.addWidget(another)
    assert QApplication.windowIcon().cacheKey() == before
    assert another.windowIcon().cacheKey() == before
    another.close()
    window.close()
    stage.deleteLater()
