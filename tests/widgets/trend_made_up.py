"""A trend with made-up pairs, and where things are in it, for the tests of the trend."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPoint
from PySide6.QtWidgets import QApplication, QLabel, QWidget
from pytestqt.qtbot import QtBot
from topology_made_up import make_node, make_result

from core.comparison.model import Plan, Request, Unmatched
from core.dumps.model import Run
from core.network.model import Network
from widgets.trend.plot import TrendPlot

NAMES = [f"conv{i}" for i in range(20)]
COSINES = [1.0, 0.9999, 0.99, 0.97, 0.9, *[0.995] * 15]


def make_plan(names: Sequence[str], unmatched: Sequence[str] = ()) -> Plan:
    """One pair a name in a network without edges; ``unmatched`` ones have no partner."""
    alone = set(unmatched)
    pairs = tuple(make_result(name).pair for name in names if name not in alone)
    lonely = tuple(
        Unmatched(make_result(name).pair.left, -1, "no partner", name) for name in unmatched
    )
    run = Run(Path("/run"), (), (), ())
    network = Network("net", None, tuple(make_node(name) for name in names), ())
    request = Request(Path("/l"), (Path("/r"),))
    return Plan(request, run, (run,), network, None, pairs, lonely)


def standing_trend(qtbot: QtBot) -> Iterator[TrendPlot]:
    """One that is shown, without a plan."""
    plot = TrendPlot()
    qtbot.addWidget(plot)
    plot.resize(800, 180)
    with qtbot.waitSignal(plot.ready, timeout=20_000):
        plot.show()
    yield plot
    plot.stop()


def fill(qtbot: QtBot, plot: TrendPlot) -> TrendPlot:
    """The same with ``NAMES`` measured as ``COSINES``."""
    plot.set_plan(make_plan(NAMES))
    plot.add_results(
        (i, make_result(n, c)) for i, (n, c) in enumerate(zip(NAMES, COSINES, strict=True))
    )
    qtbot.waitUntil(lambda: shown(plot)[4] == pytest.approx(1.0))
    return plot


def shown(plot: TrendPlot) -> np.ndarray:
    """The heights that are drawn."""
    return plot.canvas()._data.heights


def at(plot: TrendPlot, index: float) -> QPoint:
    """Where a pair or gap is drawn, in the coordinates of the plot's viewport."""
    return plot.canvas().place_of(index).toPoint()


def reading(plot: TrendPlot) -> str:
    """What the line over the plot says."""
    return plot.findChild(QLabel, "trendReading").text()


def key(plot: TrendPlot) -> QLabel:
    """The words about what is unmatched."""
    return plot.findChild(QLabel, "trendUnmatchedKey")


def leave(plot: TrendPlot) -> None:
    """The pointer goes away."""
    QApplication.sendEvent(viewport(plot), QEvent(QEvent.Type.Leave))


def viewport(plot: TrendPlot) -> QWidget:
    """What gets the mouse's events."""
    return plot.canvas()._canvas.viewport()
