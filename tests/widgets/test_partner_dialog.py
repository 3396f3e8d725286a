from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLabel, QLineEdit, QTableView
from result_rows_made_up import LEFT, RIGHT, make_dump, make_plan, make_unmatched

from core.comparison.model import Pair, Rule, Unmatched
from core.dumps.model import Dump, DumpName, Encoding, Kind, Run
from core.network.model import Layer, Network, Node
from widgets.results.partner_dialog import PartnerDialog, candidates


@pytest.fixture
def plan():
    likely = make_dump(RIGHT, "b").name.file_name
    return make_plan(["a", "b"], (make_unmatched("lost", -1, [likely]), make_unmatched("extra", 0)))


@pytest.fixture
def dialog(plan, qtbot):
    made = PartnerDialog(plan, plan.unmatched[0].dump, -1, 0, "nothing is named lost")
    qtbot.addWidget(made)
    return made


def listed(dialog):
    model = dialog.findChild(QTableView, "partnerTable").model()
    return [model.index(row, 0).data() for row in range(model.rowCount())]


def right(layer):
    return make_dump(RIGHT, layer).name.file_name


def test_likely_ones_come_first_then_free_ones_then_the_rest(plan):
    found = candidates(plan, plan.unmatched[0].dump, -1, 0)
    assert [c.dump.name.file_name for c in found] == [right("b"), right("extra"), right("a")]
    assert [bool(c.partner) for c in found] == [True, False, True]


def test_sections_are_headed_and_the_first_file_is_chosen(dialog):
    rows = listed(dialog)
    assert len(rows) == 6
    assert rows[1] == right("b")
    assert dialog.chosen() == right("b")


def test_headings_cannot_be_chosen(dialog):
    table = dialog.findChild(QTableView, "partnerTable")
    for row in (0, 2, 4):
        flags = table.model().flags(table.model().index(row, 0))
        assert not flags & Qt.ItemFlag.ItemIsSelectable


def test_search_narrows_and_ok_waits_for_a_choice(dialog):
    ok = dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok)
    search = dialog.findChild(QLineEdit, "partnerSearch")
    search.setText("extra quant")
    assert listed(dialog)[1:] == [right("extra")]
    assert dialog.chosen() == right("extra")
    assert ok.isEnabled()
    search.setText("no such file")
    assert dialog.chosen() == ""
    assert not ok.isEnabled()


def test_arrows_in_the_search_field_skip_headings(dialog, qtbot):
    search = dialog.findChild(QLineEdit, "partnerSearch")
    chosen = [dialog.chosen()]
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up):
        qtbot.keyClick(search, key)
        chosen.append(dialog.chosen())
    assert chosen == [right("b"), right("extra"), right("a"), right("a"), right("extra")]


def test_a_right_dump_is_offered_the_left_ones(plan, qtbot):
    made = PartnerDialog(plan, plan.unmatched[1].dump, 0)
    qtbot.addWidget(made)
    assert made.chosen() == plan.unmatched[0].dump.name.file_name


@pytest.fixture
def by_the_dot():
    """A left dump, and three simulator's files that only a dot or the plan explains."""
    lost = make_dump(LEFT, "lost", (8, 4, 4))
    files = [seg(number) for number in (1, 2, 3)]
    nodes = (
        Node("conv1", (Layer("conv1"),), segment=0, id=1, output_shape=(8, 4, 4)),
        Node("conv2", (Layer("conv2"),), segment=0, id=2, output_shape=(9, 4, 4)),
    )
    plan = make_plan([], [Unmatched(lost, -1, "lost"), Unmatched(files[1], 0, "free", "conv2")])
    taken = Pair("first", make_dump(LEFT, "first"), files[0], 0, Rule.DOT, "conv1", (8, 4, 4))
    return replace(
        plan,
        pairs=(taken,),
        rights=(Run(RIGHT, tuple(files), (), ()),),
        dot=Network("dot", None, nodes, ()),
    )


def seg(number):
    layer = f"seg0_layer{number}"
    file_name = f"{layer}_output0_inst.linear.hex"
    name = DumpName(
        file_name, layer, Kind.OUTPUT, 0, (), Encoding.FIXED, "inst", segment=0, layer_id=number
    )
    return Dump(RIGHT, name)


def test_layer_and_shape_come_from_the_plan_where_names_do_not_tell(by_the_dot):
    found = candidates(by_the_dot, by_the_dot.unmatched[0].dump, -1, 0)
    known = {c.dump.name.layer_id: (c.layer, c.shape) for c in found}
    assert known == {1: ("first", (8, 4, 4)), 2: ("conv2", (9, 4, 4)), 3: ("", ())}


def test_same_dims_come_first_among_the_free(by_the_dot):
    first = by_the_dot.unmatched[1].dump
    fitting = make_dump(RIGHT, "zzz", (8, 4, 4, 1))
    run = Run(RIGHT, (first, fitting), (), ())
    found = candidates(replace(by_the_dot, rights=(run,)), by_the_dot.unmatched[0].dump, -1, 0)
    assert [c.dump for c in found] == [fitting, first]


def test_layers_and_shapes_are_shown_and_searched(by_the_dot, qtbot):
    made = PartnerDialog(by_the_dot, by_the_dot.unmatched[0].dump, -1)
    qtbot.addWidget(made)
    assert made.findChild(QLabel, "partnerFacts").text() == "lost · 8×4×4"
    model = made.findChild(QTableView, "partnerTable").model()
    shown = [[model.index(row, column).data() for column in range(3)] for row in range(5)]
    assert [seg(2).name.file_name, "conv2", "9×4×4"] in shown
    assert [seg(3).name.file_name, "–", "–"] in shown
    made.findChild(QLineEdit, "partnerSearch").setText("conv2 inst")
    assert made.chosen() == seg(2).name.file_name


def test_a_file_of_the_dot_is_described(by_the_dot, qtbot):
    made = PartnerDialog(by_the_dot, by_the_dot.unmatched[1].dump, 0)
    qtbot.addWidget(made)
    assert made.findChild(QLabel, "partnerFacts").text() == "conv2 · 9×4×4"


def test_the_list_keeps_qts_rules(dialog, qtmodeltester):
    qtmodeltester.check(dialog.findChild(QTableView, "partnerTable").model())
