"""Every window wears the application's icon, and none of them sets it for all there are."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from app.main_window import MainWindow
from resources.sample.run_pair import write_run_pair


def test_each_window_wears_its_own_icon(qtbot, tmp_path):
    before = QApplication.windowIcon().cacheKey()
    window = MainWindow()
    qtbot.addWidget(window)
    runs = write_run_pair(tmp_path, layers=1, elements_per_layer=64)
    with qtbot.waitSignal(window.session.completed, timeout=60_000):
        window.open_folders(str(runs.left), [str(runs.right)])
    elements = window.open_elements(0)
    assert elements is not None
    assert not window.windowIcon().isNull()
    assert elements.windowIcon().cacheKey() == window.windowIcon().cacheKey()
    assert QApplication.windowIcon().cacheKey() == before
    window.close()
