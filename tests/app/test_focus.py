"""Table, network and trend as one instrument: what is done in one is seen in the others, once."""

from __future__ import annotations

from contextlib import contextmanager

import pytest
from compared_sample import compared_sample
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication

from core.comparison.model import Severity
from widgets.results.rows import RowFilter


@pytest.fixture(scope="module")
def compared(qapp, tmp_path_factory):
    """Each test leaves it as it was."""
    with compared_sample(tmp_path_factory.mktemp("compared")) as window:
        yield window


@pytest.fixture
def window(compared):
    yield compared
    compared.table.clear_filter()
    compared.trend.set_stretch(None)
    compared.table.set_stretch(0, None)


@contextmanager
def told(window, *calls):
    """What the named methods of a view were called with meanwhile, in their order."""
    patch = pytest.MonkeyPatch()
    heard = []
    for view, name in calls:
        kept = getattr(view, name)

        def spy(*args, kept=kept, name=name):
            heard.append((name, *args))
            return kept(*args)

        patch.setattr(view, name, spy)
    try:
        yield heard
    finally:
        patch.undo()


@contextmanager
def said(*signals):
    """How often each of these signals was emitted meanwhile."""
    counts = [0] * len(signals)
    slots = []
    for place, signal in enumerate(signals):

        def count(*_, place=place):
            counts[place] += 1

        signal.connect(count)
        slots.append((signal, count))
    yield counts
    for signal, slot in slots:
        signal.disconnect(slot)


def pairs(window) -> tuple:
    return window.session.plan.pairs


def shown_pairs(window) -> list[int]:
    model = window.table.model
    return [model.pair_index(row) for row in range(model.rowCount())]


def test_a_stretch_picked_in_the_trend_is_what_the_table_shows_and_the_network_keeps(
    window,
):
    with told(window, (window.topology, "set_filter"), (window.trend, "set_shown")) as heard:
        window.trend.choose_stretch(3, 7)
    assert shown_pairs(window) == [3, 4, 5, 6, 7]
    nodes = {pairs(window)[index].node for index in range(3, 8)}
    assert heard[-2:] == [("set_shown", [3, 4, 5, 6, 7]), ("set_filter", nodes)]


def test_esc_in_the_table_ends_the_stretch_everywhere(qtbot, window):
    window.trend.choose_stretch(3, 7)
    with told(window, (window.topology, "set_filter"), (window.trend, "set_shown")) as heard:
        window.table.table.setFocus()
        qtbot.keyClick(window.table.table, Qt.Key.Key_Escape)
    assert window.trend.stretch() is None
    assert len(shown_pairs(window)) == window.table.model.total_rows
    assert heard == [("set_shown", None), ("set_filter", None)]


def test_a_stretch_ended_in_the_trend_is_ended_in_the_table(window):
    window.trend.choose_stretch(3, 7)
    window.trend.clear_stretch_by_user()
    assert window.table.model.stretch is None
    assert len(shown_pairs(window)) == window.table.model.total_rows


def test_what_the_filter_hides_fades_in_the_other_views(window):
    with told(window, (window.topology, "set_filter"), (window.trend, "set_shown")) as heard:
        window.table.show_only(RowFilter.RED)
    red = [
        index
        for index, result in window.session.results.items()
        if result.severity in (Severity.BAD, Severity.BROKEN)
    ]
    assert red
    calls = dict(heard)
    assert sorted(calls["set_shown"]) == sorted(red)
    assert calls["set_filter"] == {pairs(window)[index].node for index in red}


def test_hovering_a_row_points_at_its_point_and_its_node_and_says_nothing_more(window):
    signals = window.trend.pairHovered, window.topology.nodeHovered
    with (
        said(*signals) as counts,
        told(window, (window.trend, "set_hovered"), (window.topology, "set_hovered")) as heard,
    ):
        window.table.pairHovered.emit(4)
        window.table.pairHovered.emit(-1)
    assert heard == [
        ("set_hovered", 4),
        ("set_hovered", pairs(window)[4].node),
        ("set_hovered", -1),
        ("set_hovered", ""),
    ]
    assert counts == [0, 0]


def test_hovering_a_node_points_at_its_worst_pair(window):
    index = next(i for i, pair in enumerate(pairs(window)) if pair.node)
    with told(window, (window.table, "set_hovered"), (window.trend, "set_hovered")) as heard:
        window.topology.nodeHovered.emit(pairs(window)[index].node)
        window.topology.nodeHovered.emit("")
    assert [call[1] for call in heard[:2]] == [heard[0][1]] * 2
    assert pairs(window)[heard[0][1]].node == pairs(window)[index].node
    assert heard[2:] == [("set_hovered", -1)] * 2


@pytest.mark.parametrize("way", ["row", "point", "node"])
def test_a_selection_reaches_each_other_view_once_and_does_not_come_back(window, way):
    index = next(i for i, p in enumerate(pairs(window)) if p.node and i > 5)
    pair = pairs(window)[index]
    window.focus._select(0)
    signals = (
        window.table.pairSelected,
        window.trend.pairSelected,
        window.topology.nodeSelected,
    )
    with said(*signals) as counts:
        if way == "row":
            row = window.table.model.row_of_pair(index)
            window.table.table.setCurrentIndex(window.table.model.index(row, 2))
        elif way == "point":
            window.trend.choose(index)
        else:
            window.topology.view._select(pair.node, tell=True)
    assert sum(counts) == 1
    assert window.trend.selected_pair() == window.table._selected
    assert pairs(window)[window.trend.selected_pair()].node == pair.node
    assert window.topology.view.selected_node() == pair.node


def test_the_same_comparison_again_keeps_stretch_and_selection(qtbot, window):
    window.focus._select(5)
    window.trend.choose_stretch(3, 7)
    with qtbot.waitSignal(window.session.completed, timeout=60_000):
        window.start_comparison()
    qtbot.waitUntil(lambda: window.table.model.stretch == (3, 7))
    assert window.trend.stretch() == (3, 7)
    assert window.trend.selected_pair() == 5
    assert shown_pairs(window) == [3, 4, 5, 6, 7]


def rest_on_row(qtbot, window, row) -> int:
    """Let the mouse rest on a row of the table; which pair that is."""
    table = window.table.table
    model = window.table.model
    place = table.visualRect(model.index(row, 0)).center()
    # Qt sends no move to where the mouse is already.
    for point in (place + QPoint(0, 1), place):
        event = QMouseEvent(
            QEvent.Type.MouseMove,
            QPointF(point),
            QPointF(table.viewport().mapToGlobal(point)),
            Qt.MouseButton.NoButton,
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
        )
        QApplication.sendEvent(table.viewport(), event)
    return model.pair_index(row)


@pytest.mark.parametrize("key", ["next_red", "previous_red", "down"])
def test_a_jump_by_key_ends_the_hover(qtbot, window, key):
    table = window.table.table
    window.focus.select_first_bad()
    row = table.rowAt(table.viewport().height() // 3)
    hovered = rest_on_row(qtbot, window, row)
    trend = window.trend
    assert pairs(window)[hovered].layer in trend.accessibleDescription()
    if key == "down":
        qtbot.keyClick(table, Qt.Key.Key_Down)
    else:
        window.actions_by_name[key].trigger()
        window.actions_by_name[key].trigger()
    selected = trend.selected_pair()
    assert selected != hovered
    alone = trend.accessibleDescription()
    trend.set_hovered(selected)
    assert alone == trend.accessibleDescription()
    trend.set_hovered(-1)
    # The mouse is heard again as soon as it moves.
    assert rest_on_row(qtbot, window, row) >= 0
    assert trend.accessibleDescription() != alone
    QApplication.sendEvent(table.viewport(), QEvent(QEvent.Type.Leave))
