from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialogButtonBox, QLineEdit, QTableView
from result_rows_made_up import RIGHT, make_dump, make_plan, make_unmatched

from widgets.partner_dialog import PartnerDialog, candidates


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


def test_the_list_keeps_qts_rules(dialog, qtmodeltester):
    qtmodeltester.check(dialog.findChild(QTableView, "partnerTable").model())
