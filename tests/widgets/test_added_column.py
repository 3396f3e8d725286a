"""The added error as a column of the result table, hidden until somebody wants it."""

from __future__ import annotations

import json

import pytest
from added_made_up import EXPECTED, RESULTS, chained
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from widgets.parts.background import BackgroundTask
from widgets.parts.metric_text import Column
from widgets.results.panel import ResultPanel

ASCENDING, DESCENDING = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


@pytest.fixture
def panel(qtbot):
    panel = ResultPanel()
    qtbot.addWidget(panel)
    panel.resize(900, 400)
    panel.show()
    yield panel
    panel.stop()


def action(panel):
    menu = panel.findChild(QPushButton, "columnsButton").menu()
    return next(one for one in menu.actions() if one.text() == "AddedError")


def cells(panel, column=Column.ADDED) -> list[str]:
    model = panel.table.model()
    return [model.index(row, column).data() for row in range(model.rowCount())]


def test_it_is_the_last_column_and_hidden_at_first(panel):
    header = panel.table.horizontalHeader()
    assert header.visualIndex(Column.ADDED) == header.count() - 1
    assert header.isSectionHidden(Column.ADDED)


def test_it_is_worked_out_once_it_is_shown(qtbot, panel):
    panel.set_plan(chained())
    panel.add_results(list(enumerate(RESULTS)))
    assert not any(task.running for task in panel.findChildren(BackgroundTask))
    assert cells(panel) == ["…"] * 4
    action(panel).trigger()
    qtbot.waitUntil(lambda: "…" not in cells(panel))
    assert [float(cell) for cell in cells(panel)] == pytest.approx(EXPECTED, abs=1e-6)
    assert not panel.table.isColumnHidden(Column.ADDED)


def test_it_sorts_and_stays_sorted_as_numbers_come(qtbot, panel, monkeypatch):
    monkeypatch.setattr("widgets.parts.added_as_measured._PAUSE", 1)
    action(panel).trigger()
    panel.set_plan(chained())
    panel.table.sortByColumn(Column.ADDED, DESCENDING)
    panel.add_results([(0, RESULTS[0]), (1, RESULTS[1])])
    qtbot.waitUntil(lambda: cells(panel, Column.LAYER)[:2] == ["conv", "data"])
    panel.add_results([(2, RESULTS[2]), (3, RESULTS[3])])
    qtbot.waitUntil(lambda: cells(panel, Column.LAYER)[:2] == ["relu", "conv"])
    panel.table.sortByColumn(Column.ADDED, ASCENDING)
    assert cells(panel, Column.LAYER)[2:] == ["conv", "relu"]


def test_without_a_network_there_is_none_and_it_says_so(qtbot, panel):
    panel.set_plan(chained(with_network=False))
    panel.add_results(list(enumerate(RESULTS)))
    assert not action(panel).isEnabled()
    assert "needs a network" in action(panel).toolTip()
    assert "…" not in cells(panel)
    panel.set_plan(chained())
    assert action(panel).isEnabled()
    assert "needs a network" not in action(panel).toolTip()


def test_columns_saved_before_it_came_leave_it_hidden(panel):
    state = json.loads(panel.save_state())
    state["order"].remove("ADDED")
    state["hidden"].remove("ADDED")
    assert panel.restore_state(json.dumps(state).encode())
    assert panel.table.isColumnHidden(Column.ADDED)
    action(panel).trigger()
    assert panel.restore_state(panel.save_state())
    assert not panel.table.isColumnHidden(Column.ADDED)
