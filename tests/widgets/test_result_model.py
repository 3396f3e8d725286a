from __future__ import annotations

import math
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QPalette
from PySide6.QtWidgets import QTableView
from result_rows_made_up import (
    make_broken,
    make_plan,
    make_result,
    make_undefined,
    make_unmatched,
)

from core.comparison.colouring import Colouring
from core.comparison.model import Finding, Problem, Severity, Thresholds
from core.report.csv_report import COLUMNS
from widgets.parts.metric_text import Column, header_help
from widgets.results.model import SEVERITY_ROLE, ResultModel
from widgets.results.natural_order import natural_ranks
from widgets.results.rows import RowFilter

UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder
LAYERS = ("conv10", "conv2", "Conv1", "pool", "odd", "short", "nan", "late")


@pytest.fixture
def model(qapp):
    """Three plain pairs, a bad one, one without a cosine, two broken, one not yet measured,
    and two dumps without a partner."""
    made = ResultModel()
    plan = make_plan(LAYERS, (make_unmatched("lost", -1), make_unmatched("extra", 0)))
    made.set_plan(plan)
    pairs = plan.pairs
    made.add_results(
        [
            (0, make_result(pairs[0], 0.999, 0.1, 0.02)),
            (1, make_result(pairs[1], 0.97, 3.0, 0.2)),
            (2, make_result(pairs[2], 0.9999999, 0.2, 0.0)),
            (3, make_result(pairs[3], 0.84, 2.0, 0.5)),
            (4, make_undefined(pairs[4])),
            (5, make_broken(pairs[5])),
            (6, make_broken(pairs[6], Problem.NON_FINITE)),
        ]
    )
    return made


def cell(model, row, column, role=Qt.ItemDataRole.DisplayRole):
    return model.index(row, column).data(role)


def texts(model, column):
    return [cell(model, row, column) for row in range(model.rowCount())]


def reddish(colour):
    return isinstance(colour, QColor) and colour.red() > max(colour.green(), colour.blue()) + 20


def is_red(model, row, column):
    fore = cell(model, row, column, Qt.ItemDataRole.ForegroundRole)
    back = cell(model, row, column, Qt.ItemDataRole.BackgroundRole)
    assert reddish(fore) == reddish(back)
    return reddish(fore)


def test_model_keeps_qts_rules(model, qtmodeltester):
    qtmodeltester.check(model)


def test_empty_model_keeps_qts_rules(qapp, qtmodeltester):
    model = ResultModel()
    qtmodeltester.check(model)
    assert model.rowCount() == 0


def test_pairs_come_first_in_plan_order_then_the_unmatched(model):
    assert texts(model, Column.LAYER) == [*LAYERS, "lost", "extra"]
    assert texts(model, Column.INDEX) == [str(n) for n in range(1, 11)]


def test_ruyistudios_columns_stand_in_its_order(model):
    names = [
        model.headerData(c, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
        for c in range(model.columnCount())
    ]
    known = [
        "Index",
        "CompareFile1",
        "CompareFile2",
        "CosineSimilarity",
        "MaxAbsoluteError",
        "RelativeEuclideanDistance",
        "StandardDeviation",
    ]
    assert [name for name in names if name in known] == known


def test_file_headers_tell_their_folder(model):
    tip = model.headerData(Column.FILE2, Qt.Orientation.Horizontal, Qt.ItemDataRole.ToolTipRole)
    assert str(model.plan.request.rights[0]) in tip


def test_a_pair_says_pending_until_measured(model):
    late = LAYERS.index("late")
    assert cell(model, late, Column.SEVERITY) == "…"
    assert cell(model, late, Column.COSINE) == "…"
    assert cell(model, late, SEVERITY_ROLE) is None
    model.add_results([(late, make_result(model.plan.pairs[late], 0.5))])
    assert cell(model, late, Column.COSINE) == "0.500000"
    assert cell(model, late, Column.SEVERITY, SEVERITY_ROLE) == Severity.BAD


def test_six_nines_are_not_one(model):
    assert cell(model, 2, Column.COSINE) == "0.999999"
    assert cell(model, 2, Column.COSINE, Qt.ItemDataRole.ToolTipRole) == "0.9999999"


def test_deviation_is_written_as_ruyistudio_does(model):
    assert cell(model, 0, Column.STD) == "(1.000,2.000)(1.500,2.500)"


def test_broken_pairs_say_why(model):
    short, nan = LAYERS.index("short"), LAYERS.index("nan")
    assert cell(model, short, Column.COSINE) == "–"
    assert cell(model, short, Column.ELEMENTS) == "24 ≠ 23"
    assert "length" in cell(model, short, Column.NOTE)
    note = cell(model, nan, Column.NOTE)
    assert "3 NaN" in note
    assert "1 Inf" in note
    assert "index 17" in note
    assert cell(model, nan, Column.COSINE) == "0.500000"


def test_a_finding_is_named_first_and_cut_at_its_end(model):
    pair = make_plan(LAYERS).pairs[0]
    said = Finding("constant_offset", "The right values lie 1 above the left ones.")
    model.add_results([(0, replace(make_result(pair), findings=(said,)))])
    note = cell(model, 0, Column.NOTE)
    assert note == "◆ Constant offset: The right values lie 1 above the left ones."
    assert cell(model, 0, Column.NOTE, Qt.ItemDataRole.ToolTipRole) == note
    assert model.face(0, Column.NOTE).elide is Qt.TextElideMode.ElideRight
    assert "◆" in header_help(Column.NOTE)
    unknown = Finding("odd", "Something is odd.")
    model.add_results([(0, replace(make_result(pair), findings=(unknown,)))])
    assert cell(model, 0, Column.NOTE) == "◆ Something is odd."


def test_what_has_no_known_cause_says_so_once_measured(model):
    late = LAYERS.index("late")
    faint = model.face(0, Column.INDEX).ink
    assert [cell(model, row, Column.NOTE) for row in (0, late)] == ["", ""]
    assert cell(model, 3, Column.SEVERITY, SEVERITY_ROLE) == Severity.BAD
    assert cell(model, 3, Column.NOTE) == "no known cause"
    assert model.face(3, Column.NOTE).ink == faint
    assert "rounding" in cell(model, 3, Column.NOTE, Qt.ItemDataRole.ToolTipRole)
    model.add_results([(late, make_result(model.plan.pairs[late], 0.97))])
    assert cell(model, late, Column.NOTE) == "no known cause"
    model.add_results([(late, make_result(model.plan.pairs[late], 0.999))])
    assert cell(model, late, Column.NOTE) == ""
    [copied] = model.copy_lines([3], [Column.LAYER, Column.NOTE])
    assert "known" not in copied


def test_state_is_told_without_colour(model):
    said = [cell(model, r, Column.SEVERITY, Qt.ItemDataRole.AccessibleTextRole) for r in range(10)]
    assert said[0] == "good"
    assert said[3] == "bad"
    assert said[5] == "broken"
    assert said[8] == "unmatched"
    signs = texts(model, Column.SEVERITY)
    assert len({signs[0], signs[1], signs[3], signs[5], signs[7], signs[8]}) == 6


def test_unmatched_rows_show_their_own_file_and_invite_to_choose(model):
    lost, extra = 8, 9
    assert cell(model, lost, Column.FILE1) == "lost_output0_2_3_4_caffe.linear.float"
    assert "choose" in cell(model, lost, Column.FILE2)
    assert "choose" in cell(model, extra, Column.FILE1)
    assert cell(model, extra, Column.FILE2) == "extra_output0_2_3_4_quant.linear.hex"
    assert cell(model, lost, Column.COSINE) == ""
    assert cell(model, lost, Column.NOTE) == "nothing is named lost"
    assert model.pair_index(lost) == -1
    assert model.unmatched_at(lost).side == -1


def test_cells_are_red_beyond_the_thresholds(model):
    assert [is_red(model, r, Column.COSINE) for r in range(4)] == [False, True, False, True]
    assert [is_red(model, r, Column.RED) for r in range(4)] == [False, True, False, True]
    model.set_thresholds(Thresholds(cosine=0.9995, red=0.3), 5)
    assert [is_red(model, r, Column.COSINE) for r in range(4)] == [True, True, False, True]
    assert [is_red(model, r, Column.RED) for r in range(4)] == [False, False, False, True]


@pytest.mark.parametrize(
    ("row", "column", "reason"),
    [
        (1, Column.COSINE, "CosineSimilarity 0.970000 is below 0.99 set in Algorithm Setting"),
        (3, Column.RED, "RelativeEuclideanDistance 0.5 is above 0.10 set in Algorithm Setting"),
        (1, Column.MAX_ERROR, "MaxAbsoluteError 3 is one of the 5 largest (Algorithm Setting)"),
    ],
)
def test_a_red_cell_says_why(model, row, column, reason):
    assert reason in cell(model, row, column, Qt.ItemDataRole.ToolTipRole)
    assert reason in cell(model, row, column, Qt.ItemDataRole.AccessibleTextRole)
    model.set_thresholds(Thresholds(cosine=0.5, red=0.9), 0)
    for role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
        assert "Algorithm Setting" not in cell(model, row, column, role)


def test_the_reason_names_the_limit_in_full(model):
    model.set_thresholds(Thresholds(cosine=0.9999, red=0.125), 1)
    assert "below 0.9999 set" in cell(model, 0, Column.COSINE, Qt.ItemDataRole.ToolTipRole)
    assert "above 0.125 set" in cell(model, 1, Column.RED, Qt.ItemDataRole.ToolTipRole)
    tip = cell(model, LAYERS.index("nan"), Column.MAX_ERROR, Qt.ItemDataRole.ToolTipRole)
    assert "MaxAbsoluteError 9 is the largest" in tip


@pytest.mark.parametrize(
    ("row", "text", "meaning"),
    [
        (0, "✓ good", "cosine similarity ≥ 0.99"),
        (1, "▲ warn", "cosine similarity between 0.95 and 0.99"),
        (3, "● bad", "cosine similarity ≤ 0.95"),
        (5, "✕ broken", "could not be judged"),
        (8, "○ unmatched", "nothing is named lost"),
    ],
)
def test_the_severity_stands_in_words_and_says_what_it_means(model, row, text, meaning):
    assert cell(model, row, Column.SEVERITY) == text
    assert meaning in cell(model, row, Column.SEVERITY, Qt.ItemDataRole.ToolTipRole)


def test_the_severity_is_called_alike_in_table_and_csv(model):
    name = model.headerData(Column.SEVERITY, Qt.Orientation.Horizontal, Qt.ItemDataRole.DisplayRole)
    assert name in COLUMNS


def test_a_value_on_the_threshold_is_not_red(model):
    model.set_thresholds(Thresholds(cosine=0.97, red=0.2), 5)
    assert not is_red(model, 1, Column.COSINE)
    assert not is_red(model, 1, Column.RED)


def test_what_is_not_a_number_is_never_silently_good(model):
    odd = LAYERS.index("odd")
    assert is_red(model, odd, Column.COSINE)
    assert is_red(model, odd, Column.RED)
    tip = cell(model, odd, Column.RED, Qt.ItemDataRole.ToolTipRole)
    assert "RelativeEuclideanDistance is not defined here" in tip


def test_the_largest_errors_are_red(model):
    # Largest first: nan 9.0, conv2 3.0, pool 2.0, odd 1.0, Conv1 0.2, conv10 0.1
    for count, expected in ((1, {"nan"}), (3, {"nan", "conv2", "pool"})):
        model.set_thresholds(Thresholds(), count)
        red = {layer for r, layer in enumerate(LAYERS) if is_red(model, r, Column.MAX_ERROR)}
        assert red == expected


def test_what_equals_the_last_red_error_is_red_too(qapp):
    model = ResultModel()
    errors = (3.0, 2.0, 2.0, 1.0, 2.0)
    plan = make_plan("abcde")
    model.set_plan(plan)
    pairs = enumerate(zip(plan.pairs, errors, strict=True))
    model.add_results([(i, make_result(pair, 1.0, error)) for i, (pair, error) in pairs])
    for count, expected in ((1, {0}), (2, {0, 1, 2, 4}), (4, {0, 1, 2, 4}), (5, {0, 1, 2, 3, 4})):
        model.set_thresholds(Thresholds(), count)
        assert {row for row in range(5) if is_red(model, row, Column.MAX_ERROR)} == expected


def test_equal_pairs_have_no_largest_error(qapp):
    model = ResultModel()
    plan = make_plan(["a", "b"])
    model.set_plan(plan)
    model.add_results([(i, make_result(p, 1.0, 0.0, 0.0)) for i, p in enumerate(plan.pairs)])
    assert not any(is_red(model, row, Column.MAX_ERROR) for row in range(2))


NUMBERS_UP = {
    Column.COSINE: ["pool", "conv2", "conv10", "Conv1"],
    Column.CENTRED_COSINE: ["pool", "conv2", "conv10", "Conv1"],
    Column.MAX_ERROR: ["conv10", "Conv1", "odd", "pool", "conv2"],
    Column.RED: ["Conv1", "conv10", "conv2", "pool"],
}
"""The measured and defined numbers of ``model``, lowest first, read off its fixture."""


@pytest.mark.parametrize("way", [UP, DOWN])
@pytest.mark.parametrize("column", list(NUMBERS_UP))
def test_broken_pairs_stand_where_the_worst_stand(model, column, way):
    numbers = NUMBERS_UP[column][:: 1 if way is UP else -1]
    undefined = [] if "odd" in numbers else ["odd"]
    lowest_is_worst = column in (Column.COSINE, Column.CENTRED_COSINE)
    worst_first = lowest_is_worst == (way is UP)
    broken = ["short", "nan"]
    head, tail = (broken, []) if worst_first else ([], broken)
    model.sort(column, way)
    shown = texts(model, Column.LAYER)
    assert shown == [*head, *numbers, *undefined, *tail, "late", "lost", "extra"]
    model.sort(-1)
    assert texts(model, Column.LAYER) == [*LAYERS, "lost", "extra"]


def test_an_infinite_number_is_not_taken_for_a_broken_pair(qapp):
    model = ResultModel()
    plan = make_plan(["equal", "broken", "noisy"])
    model.set_plan(plan)
    equal = make_result(plan.pairs[0], 1.0, 0.0, 0.0)
    equal = replace(equal, metrics=replace(equal.metrics, sqnr_db=math.inf))
    hopeless = make_result(plan.pairs[2], 0.1)
    hopeless = replace(hopeless, metrics=replace(hopeless.metrics, sqnr_db=-math.inf))
    model.add_results([(0, equal), (1, make_broken(plan.pairs[1])), (2, hopeless)])
    model.sort(Column.SQNR, UP)
    assert texts(model, Column.LAYER) == ["broken", "noisy", "equal"]
    model.sort(Column.SQNR, DOWN)
    assert texts(model, Column.LAYER) == ["equal", "noisy", "broken"]


def test_names_sort_as_people_count(model):
    model.sort(Column.LAYER, UP)
    expected = ["Conv1", "conv2", "conv10", "late", "nan", "odd", "pool", "short", "lost", "extra"]
    assert texts(model, Column.LAYER) == expected


def test_worst_state_comes_first_downwards(model):
    model.sort(Column.SEVERITY, DOWN)
    states = [cell(model, row, Column.SEVERITY, SEVERITY_ROLE) for row in range(5)]
    assert states == [Severity.BROKEN, Severity.BROKEN, Severity.BAD, Severity.BAD, Severity.WARN]


@given(
    values=st.lists(
        st.one_of(st.none(), st.floats(-1, 1), st.just(math.nan), st.sampled_from([0.5, 0.25])),
        max_size=30,
    ),
    ascending=st.booleans(),
)
@settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_sorting_is_stable_and_loses_nothing(qapp, values, ascending):
    model = ResultModel()
    plan = make_plan([f"l{i}" for i in range(len(values))])
    model.set_plan(plan)
    model.add_results(
        [(i, make_result(plan.pairs[i], v)) for i, v in enumerate(values) if v is not None]
    )
    model.sort(Column.COSINE, UP if ascending else DOWN)
    sign = 1 if ascending else -1
    numbers = [i for i, v in enumerate(values) if v is not None and not math.isnan(v)]
    undefined = [i for i, v in enumerate(values) if v is not None and math.isnan(v)]
    pending = [i for i, v in enumerate(values) if v is None]
    expected = sorted(numbers, key=lambda i: sign * values[i]) + undefined + pending
    assert [model.pair_index(row) for row in range(model.rowCount())] == expected
    assert [model.row_of_pair(i) for i in expected] == list(range(len(values)))


def test_new_results_find_their_place_while_sorted(model):
    model.sort(Column.COSINE, UP)
    late = LAYERS.index("late")
    model.add_results([(late, make_result(model.plan.pairs[late], -0.5))])
    assert texts(model, Column.LAYER)[:4] == ["short", "nan", "late", "pool"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("conv", {"conv10", "conv2", "Conv1"}),
        ("CONV 10", {"conv10"}),
        ("hex conv1", {"conv10", "Conv1"}),
        ("extra", {"extra"}),
        ("nowhere", set()),
        ("  ", {*LAYERS, "lost", "extra"}),
    ],
)
def test_every_word_must_match(model, text, expected):
    model.set_filter(text)
    assert set(texts(model, Column.LAYER)) == expected


def test_the_invitation_is_not_searched(model):
    model.set_filter("partner")
    assert model.rowCount() == 0


def test_only_red_keeps_bad_and_broken(model):
    model.set_shown(RowFilter.RED)
    assert texts(model, Column.LAYER) == ["pool", "odd", "short", "nan"]
    late = LAYERS.index("late")
    model.add_results([(late, make_result(model.plan.pairs[late], 0.1))])
    assert texts(model, Column.LAYER) == ["pool", "odd", "short", "nan", "late"]
    model.set_shown(None)
    assert model.rowCount() == model.total_rows == 10


def test_one_severity_alone(model):
    model.set_shown(Severity.WARN)
    assert texts(model, Column.LAYER) == ["conv2"]
    model.set_shown(None)
    assert model.rowCount() == 10


def test_the_unmatched_alone(model):
    model.set_shown(RowFilter.UNMATCHED)
    assert texts(model, Column.LAYER) == ["lost", "extra"]
    model.set_filter("extra")
    assert texts(model, Column.LAYER) == ["extra"]


def test_filter_and_order_outlive_a_new_plan(model):
    model.set_filter("conv")
    model.sort(Column.LAYER, DOWN)
    model.set_plan(make_plan(["conv1", "conv2", "pool"]))
    assert texts(model, Column.LAYER) == ["conv2", "conv1"]


def finish(model, cosines):
    pairs = model.plan.pairs
    model.add_results([(i, make_result(pairs[i], c)) for i, c in enumerate(cosines)])


def test_pairs_measured_again_wait_where_they_stood(qapp):
    model = ResultModel()
    model.set_plan(make_plan("abcd"))
    finish(model, (0.9, 0.7, 0.8, 0.6))
    model.sort(Column.COSINE, UP)
    model.set_plan(make_plan("abcd"))
    assert texts(model, Column.LAYER) == ["d", "b", "c", "a"]
    assert set(texts(model, Column.COSINE)) == {"…"}
    model.add_results([(0, make_result(model.plan.pairs[0], 0.65))])
    assert texts(model, Column.LAYER) == ["d", "a", "b", "c"]
    finish(model, (0.65, 0.1, 0.2, 0.3))
    assert texts(model, Column.LAYER) == ["b", "c", "d", "a"]


def test_pairs_that_meet_again_are_known_in_another_plan(qapp):
    model = ResultModel()
    model.set_plan(make_plan("abcd"))
    finish(model, (0.9, 0.7, 0.8, 0.6))
    model.sort(Column.COSINE, UP)
    model.set_plan(make_plan(["new", "d", "c", "a"]))
    assert texts(model, Column.LAYER) == ["d", "c", "a", "new"]


def test_broken_pairs_wait_where_they_stood_even_twice(qapp):
    model = ResultModel()
    plan = make_plan("abc")
    model.set_plan(plan)
    model.add_results([(0, make_result(plan.pairs[0], 0.5)), (2, make_broken(plan.pairs[2]))])
    model.sort(Column.COSINE, UP)
    for _ in range(2):
        model.set_plan(make_plan("abc"))
        assert texts(model, Column.LAYER) == ["c", "a", "b"]


def test_who_sorts_anew_sorts_what_is_measured(qapp):
    model = ResultModel()
    model.set_plan(make_plan("abcd"))
    finish(model, (0.9, 0.7, 0.8, 0.6))
    model.set_plan(make_plan("abcd"))
    model.add_results([(3, make_result(model.plan.pairs[3], 0.99))])
    model.sort(Column.COSINE, UP)
    assert texts(model, Column.LAYER) == ["d", "a", "b", "c"]


def test_other_folders_know_nothing_of_these(qapp):
    model = ResultModel()
    model.set_plan(make_plan("ab"))
    finish(model, (0.9, 0.7))
    model.sort(Column.COSINE, UP)
    other = make_plan("ab")
    model.set_plan(replace(other, request=replace(other.request, left=Path("/elsewhere"))))
    assert texts(model, Column.LAYER) == ["a", "b"]


def test_a_stretch_of_the_network_alone(model):
    model.set_stretch(2, 4)
    assert texts(model, Column.LAYER) == ["Conv1", "pool", "odd"]
    model.set_filter("o")
    model.set_shown(RowFilter.RED)
    assert texts(model, Column.LAYER) == ["pool", "odd"]
    assert model.stretch == (2, 4)
    model.set_stretch(0, None)
    model.set_shown(None)
    model.set_filter("")
    assert texts(model, Column.LAYER) == [*LAYERS, "lost", "extra"]
    assert model.stretch is None


def test_a_stretch_ends_with_its_plan(model):
    model.set_stretch(5, 99)
    assert texts(model, Column.LAYER) == ["short", "nan", "late"]
    model.set_plan(make_plan(LAYERS))
    assert model.rowCount() == len(LAYERS)


def test_indexes_follow_their_pair(model):
    held = [QPersistentModelIndex(model.index(row, Column.LAYER)) for row in range(10)]
    model.sort(Column.MAX_ERROR, DOWN)
    model.set_filter("conv")
    alive = [index.data() for index in held if index.isValid()]
    assert alive == ["conv10", "conv2", "Conv1"]
    assert [index.isValid() for index in held] == [True] * 3 + [False] * 7


def test_a_selection_follows_its_rows(model, qtbot):
    view = QTableView()
    qtbot.addWidget(view)
    view.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
    view.setModel(model)
    view.selectRow(1)
    model.sort(Column.COSINE, UP)
    model.add_results([(7, make_result(model.plan.pairs[7], -0.9))])
    assert [i.row() for i in view.selectionModel().selectedRows()] == [model.row_of_pair(1)]
    assert view.currentIndex().row() == model.row_of_pair(1) == 4


def test_a_batch_is_told_once(model, qtbot):
    told = []
    model.dataChanged.connect(lambda first, last, _: told.append((first.row(), last.row())))
    pairs = model.plan.pairs
    model.set_thresholds(Thresholds(), 1)
    told.clear()
    model.add_results([(1, make_result(pairs[1])), (7, make_result(pairs[7], max_error=0.01))])
    assert told == [(1, 7)]
    told.clear()
    # The largest error moves from "nan" (row 6) to row 7: both must be painted anew.
    model.add_results([(7, make_result(pairs[7], max_error=99.0))])
    assert told == [(6, 7)]
    model.add_results([])
    assert len(told) == 1


def test_clipboard_gets_full_precision(model):
    model.add_results([(0, make_result(model.plan.pairs[0], 0.12345678901234567))])
    assert float(model.copy_text(0, Column.COSINE)) == 0.12345678901234567
    assert model.copy_text(0, Column.SEVERITY) == "bad"
    assert model.copy_text(5, Column.COSINE) == ""
    assert model.copy_text(7, Column.COSINE) == ""
    assert model.copy_text(8, Column.FILE2) == ""


def test_clear_leaves_nothing(model):
    model.clear()
    assert model.rowCount() == model.total_rows == 0
    assert model.row_of_pair(0) == -1


def test_ranks_agree_with_numbers_in_names():
    names = ["a10", "a9", "A1", "a010", "b", "a", "7", "70", "8"]
    ranks = natural_ranks(names)
    order = [name for _, name in sorted(zip(ranks, names, strict=True))]
    assert order == ["7", "8", "70", "a", "A1", "a9", "a010", "a10", "b"]
    assert len(natural_ranks([])) == 0
    assert list(natural_ranks(["x", "x"])) == [0, 0]


def faces_anew(model):
    """Every face as a model would draw it that has drawn nothing before."""
    model._faces.clear()
    return faces(model)


def faces(model):
    return [
        [model.face(row, column) for column in range(model.columnCount())]
        for row in range(model.rowCount())
    ]


def test_what_was_drawn_before_is_drawn_as_it_is_now(model, qapp):
    dark = QPalette(QColor("#202020"))
    bad = make_result(model.plan.pairs[7], 0.5, 99.0, 0.9)
    changes = (
        lambda: model.set_thresholds(Thresholds(cosine=0.9995, red=0.3), 5),
        lambda: model.set_thresholds(Thresholds(cosine=0.9995, red=0.3), 1),
        # The largest error of all takes the red from another row, too.
        lambda: model.add_results([(7, bad)]),
        lambda: model.set_colouring(Colouring(by="max_absolute_error", low=0.1, high=3.0)),
        lambda: model.set_palette(dark),
        lambda: model.set_filter("conv"),
        lambda: model.sort(Column.COSINE, DOWN),
        lambda: model.set_plan(make_plan(LAYERS[::-1])),
    )
    for change in changes:
        before = faces(model)
        change()
        drawn = faces(model)
        assert drawn == faces_anew(model)
        assert drawn != before
