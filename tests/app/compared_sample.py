"""A window in which the sample is compared, drawn and plotted, for all tests of a module."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from app.main_window import MainWindow


class _NoRequest:
    node = None


@contextmanager
def compared_sample(folder: Path, size: tuple[int, int] | None = None) -> Iterator[MainWindow]:
    """``folder`` takes settings and kept results: those of a single test are not there yet, and
    those of the test before must not be read."""
    patch = pytest.MonkeyPatch()
    patch.setenv("COSIGHT_CACHE_DIR", str(folder / "kept"))
    QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, str(folder))
    window = MainWindow()
    if size is not None:
        window.resize(*size)
    window.show()
    drawn: list[bool] = []
    window.session.layouts.laid_out.connect(lambda *_: drawn.append(True))
    window.open_sample()
    bot = QtBot(_NoRequest())
    bot.waitUntil(lambda: window.session.comparison is not None and bool(drawn), timeout=60_000)
    bot.waitUntil(
        lambda: window.trend.canvas() is not None and window.trend.pair_count() > 0, timeout=30_000
    )
    view = window.topology.view
    # Where Graphviz takes its time a quick picture is shown first.
    bot.waitUntil(lambda: not view.building() and not view.picture().layout.passing, timeout=60_000)
    bot.wait(500)
    try:
        yield window
    finally:
        window.close()
        patch.undo()
