from __future__ import annotations

import json

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QDialog,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QStyleOptionViewItem,
    QTableView,
)
from result_rows_made_up import make_broken, make_plan, make_result, make_unmatched

from core.comparison.model import Rule, Severity, Summary, Thresholds
from widgets.metric_text import Column
from widgets.partner_dialog import PartnerDialog
from widgets.result_panel import ResultPanel
from widgets.result_rows import RowFilter
from widgets.summary_bar import Chip, SummaryBar

LAYERS = ("a", "b", "c", "d")
COSINES = (0.999, 0.9, 0.97, 0.8)
UP, DOWN = Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder


class Watched:
    """A shown panel with its parts as an outsider finds them, and what it told."""

    def __init__(self, qtbot, rule=Rule.NAME):
        self.panel = ResultPanel()
        qtbot.addWidget(self.panel)
        self.panel.resize(900, 400)
        self.panel.show()
        self.table = self.panel.findChild(QTableView, "resultTable")
        self.filter = self.panel.findChild(QLineEdit, "resultFilter")
        self.only_red = self.panel.findChild(QCheckBox, "onlyRed")
        self.count = self.panel.findChild(QLabel, "resultCount")
        self.columns = self.panel.findChild(QPushButton, "columnsButton")
        self.selected, self.opened, self.picked, self.cleared = [], [], [], []
        self.panel.pairSelected.connect(self.selected.append)
        self.panel.pairActivated.connect(self.opened.append)
        self.panel.partnerPicked.connect(lambda *told: self.picked.append(told))
        self.panel.partnerCleared.connect(lambda *told: self.cleared.append(told))
        self.plan = make_plan(
            LAYERS, (make_unmatched("lost", -1), make_unmatched("extra", 0)), rule
        )
        self.panel.set_plan(self.plan)
        pairs = self.plan.pairs
        self.panel.add_results(
            [(i, make_result(pairs[i], cosine)) for i, cosine in enumerate(COSINES)]
        )

    def layers(self):
        model = self.table.model()
        return [model.index(row, Column.LAYER).data() for row in range(model.rowCount())]

    def point(self, row, column) -> QPoint:
        return self.table.visualRect(self.table.model().index(row, column)).center()

    def menu_action(self, row, column, text):
        menu = self.panel.make_row_menu(row, column)
        return next(action for action in menu.actions() if action.text() == text)


@pytest.fixture
def watched(qtbot):
    return Watched(qtbot)


def open_dialog(watched, row, qtbot) -> PartnerDialog:
    viewport, left = watched.table.viewport(), Qt.MouseButton.LeftButton
    qtbot.mouseClick(viewport, left, pos=watched.point(row, Column.LAYER))
    qtbot.mouseDClick(viewport, left, pos=watched.point(row, Column.LAYER))
    dialog = watched.panel.findChild(QDialog, "partnerDialog")
    assert isinstance(dialog, PartnerDialog)
    return dialog


def test_a_click_selects_and_a_double_click_opens(watched, qtbot):
    viewport, left = watched.table.viewport(), Qt.MouseButton.LeftButton
    qtbot.mouseClick(viewport, left, pos=watched.point(2, Column.LAYER))
    assert watched.selected == [2]
    qtbot.mouseDClick(viewport, left, pos=watched.point(2, Column.LAYER))
    assert watched.opened == [2]


def test_enter_opens_the_current_row(watched, qtbot):
    watched.panel.select_pair(1)
    qtbot.keyClick(watched.table, Qt.Key.Key_Return)
    assert watched.opened == [1]


def test_indexes_are_the_plans_even_when_sorted(watched, qtbot):
    watched.table.sortByColumn(Column.COSINE, UP)
    assert watched.layers()[:4] == ["d", "b", "c", "a"]
    qtbot.mouseClick(
        watched.table.viewport(), Qt.MouseButton.LeftButton, pos=watched.point(0, Column.LAYER)
    )
    assert watched.selected == [3]


def test_an_unmatched_row_selects_no_pair(watched):
    watched.panel.select_pair(0)
    watched.table.setCurrentIndex(watched.table.model().index(4, Column.LAYER))
    assert watched.selected == [0, -1]


def test_the_unmatched_alone_and_all_again(watched):
    watched.panel.select_pair(0)
    watched.panel.show_unmatched(True)
    assert watched.layers() == ["lost", "extra"]
    watched.panel.show_unmatched(False)
    assert len(watched.layers()) == 6
    assert watched.selected == [0]


def test_one_filter_takes_the_place_of_the_other(watched):
    told = []
    watched.panel.filterChanged.connect(told.append)
    watched.only_red.click()
    assert watched.layers() == ["b", "d"]
    watched.panel.set_severity_filter(Severity.WARN)
    assert watched.layers() == ["c"]
    assert not watched.only_red.isChecked()
    watched.only_red.click()
    assert watched.layers() == ["b", "d"]
    watched.panel.show_unmatched(True)
    assert not watched.only_red.isChecked()
    watched.only_red.click()
    watched.panel.set_severity_filter(None)
    assert not watched.only_red.isChecked()
    assert len(watched.layers()) == 6
    red, unmatched = RowFilter.RED, RowFilter.UNMATCHED
    assert told == [red, Severity.WARN, red, unmatched, red, None]
    watched.panel.set_severity_filter(None)
    assert len(told) == 6


def test_bar_and_panel_keep_step(watched, qtbot):
    bar = SummaryBar()
    qtbot.addWidget(bar)
    bar.set_summary(Summary(4, 1, 1, 2, 0, 1, 1, None))
    bar.severityClicked.connect(watched.panel.set_severity_filter)
    bar.unmatchedClicked.connect(watched.panel.show_unmatched)
    watched.panel.filterChanged.connect(bar.set_active)
    chips = {chip.objectName(): chip for chip in bar.findChildren(Chip)}
    seen = []
    for part in (
        chips["badChip"],
        chips["unmatchedChip"],
        watched.only_red,
        chips["goodChip"],
        chips["goodChip"],
        watched.only_red,
        chips["pairsChip"],
    ):
        part.click()
        checked = [name for name, chip in chips.items() if chip.isChecked()]
        seen.append((checked, watched.only_red.isChecked(), watched.layers()))
    everything = [*LAYERS, "lost", "extra"]
    assert seen == [
        (["badChip"], False, ["b", "d"]),
        (["unmatchedChip"], False, ["lost", "extra"]),
        ([], True, ["b", "d"]),
        (["goodChip"], False, ["a"]),
        ([], False, everything),
        ([], True, ["b", "d"]),
        ([], False, everything),
    ]


def test_only_red_stays_under_the_mouse(watched, qtbot):
    before = watched.only_red.geometry()
    watched.only_red.click()
    qtbot.waitUntil(lambda: watched.count.width() > 20)
    assert watched.only_red.geometry() == before


def test_where_nothing_fits_the_filter_can_be_cleared(watched, qtbot):
    button = watched.panel.findChild(QPushButton, "clearFilter")
    assert not button.isVisible()
    watched.filter.setText("zzz")
    watched.panel.set_severity_filter(Severity.BROKEN)
    assert button.isVisible()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert len(watched.layers()) == 6
    assert watched.filter.text() == ""
    assert not button.isVisible()
    watched.panel.clear()
    assert not button.isVisible()


def painted(table, index):
    """The text of a cell as it is painted, and the width it takes."""
    option = QStyleOptionViewItem()
    option.initFrom(table)
    option.font = table.font()
    option.rect = table.visualRect(index)
    table.itemDelegateForIndex(index).initStyleOption(option, index)
    return option.text, option.fontMetrics.horizontalAdvance(option.text)


@pytest.mark.parametrize("width", [640, 700, 1100])
def test_the_call_to_choose_a_partner_is_whole(watched, width):
    watched.panel.resize(width, 400)
    for row, column in ((4, Column.FILE2), (5, Column.FILE1)):
        text, needed = painted(watched.table, watched.table.model().index(row, column))
        assert text in ("choose partner…", "choose…")
        assert needed < watched.table.columnWidth(column)


def test_the_call_to_choose_a_partner_is_short_only_where_it_must(watched):
    index = watched.table.model().index(4, Column.FILE2)
    watched.table.setColumnWidth(Column.FILE2, 300)
    long, needed = painted(watched.table, index)
    watched.table.setColumnWidth(Column.FILE2, needed)
    assert (long, painted(watched.table, index)[0]) == ("choose partner…", "choose…")


def test_the_menu_key_means_the_current_row(watched, qtbot):
    watched.panel.select_pair(2)
    row = watched.table.visualRect(watched.table.currentIndex())
    middle = watched.table.viewport().rect().center()
    # Qt says the widget's middle where the keyboard asks.
    asked = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, middle, watched.table.viewport().mapToGlobal(middle)
    )
    QGuiApplication.sendEvent(watched.table, asked)
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    top = watched.table.viewport().mapFromGlobal(menu.geometry().topLeft())
    assert row.left() <= top.x() <= row.right()
    assert abs(top.y() - row.bottom()) <= 4
    next(action for action in menu.actions() if action.text() == "Open Elements").trigger()
    menu.close()
    assert watched.opened == [2]


def test_the_mouse_asks_for_the_row_under_it(watched):
    watched.panel.select_pair(0)
    place = watched.point(3, Column.LAYER)
    viewport = watched.table.viewport()
    asked = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, viewport.mapToGlobal(place))
    QGuiApplication.sendEvent(viewport, asked)
    menu = QApplication.activePopupWidget()
    next(action for action in menu.actions() if action.text() == "Open Elements").trigger()
    menu.close()
    assert watched.opened == [3]


def test_three_clicks_go_up_down_and_back(watched, qtbot):
    header = watched.table.horizontalHeader()
    x = header.sectionViewportPosition(Column.COSINE) + header.sectionSize(Column.COSINE) // 2
    seen = []
    for _ in range(3):
        qtbot.mouseClick(
            header.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(x, header.height() // 2)
        )
        seen.append(watched.layers()[:4])
    assert seen == [["d", "b", "c", "a"], ["a", "c", "b", "d"], list(LAYERS)]


def test_filter_counts_what_is_shown(watched):
    assert watched.count.text() == ""
    watched.only_red.setChecked(True)
    assert watched.layers() == ["b", "d"]
    assert watched.count.text() == "2 of 6 shown"
    watched.filter.setText("d")
    assert watched.count.text() == "1 of 6 shown"


def test_the_selection_comes_back_with_its_row(watched):
    watched.panel.select_pair(0)
    watched.filter.setText("extra")
    assert not watched.table.currentIndex().isValid()
    watched.filter.clear()
    assert watched.table.currentIndex().row() == 0
    assert watched.selected == [0]


def test_a_hidden_pair_can_be_selected_and_appears_later(watched):
    watched.panel.set_severity_filter(Severity.GOOD)
    watched.panel.select_pair(3)
    assert not watched.table.currentIndex().isValid()
    watched.panel.set_severity_filter(None)
    assert watched.table.currentIndex().row() == 3


def test_selecting_the_same_pair_twice_tells_once(watched):
    watched.panel.select_pair(1)
    watched.panel.select_pair(1)
    watched.panel.select_pair(-1)
    assert watched.selected == [1, -1]
    assert not watched.table.selectionModel().hasSelection()


def test_the_pair_stays_selected_in_a_new_plan_if_it_still_meets(watched):
    watched.panel.select_pair(2)
    watched.panel.set_plan(make_plan(["new", *LAYERS]))
    assert watched.selected == [2, 3]
    watched.panel.set_plan(make_plan(["other"]))
    assert watched.selected == [2, 3, -1]


def test_ctrl_f_goes_to_the_filter(watched, qtbot):
    watched.panel.activateWindow()
    watched.table.setFocus()
    qtbot.keyClick(watched.table, Qt.Key.Key_F, Qt.KeyboardModifier.ControlModifier)
    assert watched.panel.focusWidget() is watched.filter


def test_words_stand_where_rows_would(qtbot):
    panel = ResultPanel()
    qtbot.addWidget(panel)
    table = panel.findChild(QTableView, "resultTable")
    assert table.words_in_place() == "Choose two folders and press Compare"
    panel.set_empty_text("Reading names")
    assert table.words_in_place() == "Reading names"
    blank = table.viewport().grab().toImage()
    panel.set_empty_text("")
    assert table.viewport().grab().toImage() != blank
    panel.set_plan(make_plan(["a"]))
    assert table.words_in_place() == ""
    panel.findChild(QLineEdit, "resultFilter").setText("zzz")
    assert table.words_in_place() == "Nothing fits the filter"


def test_copied_rows_carry_headers_and_full_numbers(watched, qtbot):
    model = watched.table.model()
    watched.panel.add_results([(1, make_result(watched.plan.pairs[1], 0.12345678901234))])
    watched.table.selectRow(1)
    watched.table.setFocus()
    qtbot.keyClick(watched.table, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == 2
    row = dict(zip(lines[0].split("\t"), lines[1].split("\t"), strict=True))
    assert float(row["CosineSimilarity"]) == 0.12345678901234
    assert row["CompareFile1"] == model.index(1, Column.FILE1).data()
    assert row["State"] == "bad"
    assert "SQNR (dB)" not in row


def test_columns_are_chosen_in_the_menu(watched):
    actions = {action.text(): action for action in watched.columns.menu().actions()}
    assert watched.table.isColumnHidden(Column.SQNR)
    actions["SQNR (dB)"].trigger()
    assert not watched.table.isColumnHidden(Column.SQNR)
    actions["CompareFile1"].trigger()
    assert watched.table.isColumnHidden(Column.FILE1)
    actions["Reset Columns"].trigger()
    assert watched.table.isColumnHidden(Column.SQNR)
    assert not watched.table.isColumnHidden(Column.FILE1)
    assert "Layer" not in actions


def test_standard_deviation_goes_and_comes_as_it_was(watched):
    watched.panel.show_standard_deviation(False)
    assert watched.table.isColumnHidden(Column.STD)
    watched.panel.show_standard_deviation(True)
    assert not watched.table.isColumnHidden(Column.STD)


def test_essentials_fit_half_a_window(watched):
    watched.panel.resize(700, 400)
    viewport = watched.table.viewport().width()
    for column in (Column.STATE, Column.LAYER, Column.COSINE, Column.MAX_ERROR, Column.RED):
        left = watched.table.columnViewportPosition(column)
        assert left >= 0
        assert left + watched.table.columnWidth(column) <= viewport


def test_widths_set_by_hand_stay(watched):
    watched.table.setColumnWidth(Column.LAYER, 333)
    watched.panel.resize(1200, 400)
    assert watched.table.columnWidth(Column.LAYER) == 333


def test_state_is_saved_and_restored(watched, qtbot):
    header = watched.table.horizontalHeader()
    header.moveSection(header.visualIndex(Column.NOTE), 3)
    {a.text(): a for a in watched.columns.menu().actions()}["MeanAbsoluteError"].trigger()
    watched.table.setColumnWidth(Column.LAYER, 222)
    watched.table.sortByColumn(Column.COSINE, DOWN)
    other = Watched(qtbot)
    assert other.panel.restore_state(watched.panel.save_state())
    restored = other.table.horizontalHeader()
    assert restored.visualIndex(Column.NOTE) == 3
    assert not other.table.isColumnHidden(Column.MEAN_ERROR)
    assert other.table.columnWidth(Column.LAYER) == 222
    assert other.layers()[:4] == ["a", "c", "b", "d"]


@pytest.mark.parametrize(
    "rubbish",
    [
        b"",
        b"\xff\x00",
        b"[]",
        b"{}",
        b"null",
        json.dumps({"order": 1, "hidden": [], "widths": {}, "sort": 0, "ascending": 1}).encode(),
        json.dumps(
            {"order": [], "hidden": [], "widths": {"LAYER": "x"}, "sort": 0, "ascending": 1}
        ).encode(),
    ],
)
def test_a_damaged_state_changes_nothing(watched, rubbish):
    before = watched.panel.save_state()
    assert not watched.panel.restore_state(rubbish)
    assert watched.panel.save_state() == before


def test_a_state_with_unknown_columns_is_taken_as_far_as_it_goes(watched):
    state = {
        "order": ["FUTURE", "STATE"],
        "hidden": ["FUTURE", "LAYER"],
        "widths": {"FUTURE": 10},
        "sort": 99,
        "ascending": True,
    }
    assert watched.panel.restore_state(json.dumps(state).encode())
    assert not watched.table.isColumnHidden(Column.LAYER)
    assert watched.layers()[:4] == list(LAYERS)


def test_a_double_click_on_an_unmatched_row_asks_for_its_partner(watched, qtbot):
    dialog = open_dialog(watched, 4, qtbot)
    search = dialog.findChild(QLineEdit, "partnerSearch")
    search.setText("extra")
    dialog.accept()
    left, right = watched.plan.unmatched
    assert watched.picked == [(left.dump.name.file_name, right.dump.name.file_name, 0)]
    assert watched.opened == []


def test_a_right_file_gets_a_left_partner(watched, qtbot):
    dialog = open_dialog(watched, 5, qtbot)
    dialog.findChild(QLineEdit, "partnerSearch").setText("lost")
    dialog.accept()
    left, right = watched.plan.unmatched
    assert watched.picked == [(left.dump.name.file_name, right.dump.name.file_name, 0)]


def test_a_dismissed_dialog_picks_nothing(watched, qtbot):
    open_dialog(watched, 4, qtbot).reject()
    assert watched.picked == []


def test_only_chosen_partners_can_be_removed(watched, qtbot):
    assert not watched.menu_action(0, Column.LAYER, "Remove Chosen Partner").isEnabled()
    manual = Watched(qtbot, Rule.MANUAL)
    manual.menu_action(1, Column.LAYER, "Remove Chosen Partner").trigger()
    pair = manual.plan.pairs[1]
    assert manual.cleared == [(pair.left.name.file_name, pair.right.name.file_name, 0)]
    assert not manual.menu_action(4, Column.LAYER, "Remove Chosen Partner").isEnabled()


def test_the_menu_holds_on_to_its_pair(watched):
    action = watched.menu_action(0, Column.LAYER, "Open Elements")
    watched.table.sortByColumn(Column.COSINE, UP)
    action.trigger()
    assert watched.opened == [0]
    assert not watched.menu_action(4, Column.LAYER, "Open Elements").isEnabled()


@pytest.mark.parametrize(("column", "side"), [(Column.FILE2, "right"), (Column.COSINE, "left")])
def test_the_file_under_the_cursor_is_copied(watched, column, side):
    watched.menu_action(2, column, "Copy File Path").trigger()
    dump = getattr(watched.plan.pairs[2], side)
    assert QGuiApplication.clipboard().text() == str(dump.path)


def test_thresholds_reach_the_cells(watched):
    cell = watched.table.model().index(0, Column.COSINE)
    assert cell.data(Qt.ItemDataRole.BackgroundRole) is None
    watched.panel.set_thresholds(Thresholds(cosine=0.9999), 5)
    assert cell.data(Qt.ItemDataRole.BackgroundRole) is not None


def test_colours_follow_the_theme(watched):
    watched.panel.add_results([(0, make_broken(watched.plan.pairs[0]))])
    state = watched.table.model().index(0, Column.STATE)
    light = state.data(Qt.ItemDataRole.ForegroundRole)
    dark = QPalette(QColor("#222222"))
    watched.panel.setPalette(dark)
    assert state.data(Qt.ItemDataRole.ForegroundRole) != light


def test_clear_forgets_the_selection(watched):
    watched.panel.select_pair(1)
    watched.panel.clear()
    assert watched.selected == [1, -1]
    assert watched.layers() == []


def test_a_pair_the_plan_does_not_have_is_none(qtbot):
    watched = Watched(qtbot)
    watched.panel.select_pair(1)
    watched.panel.select_pair(len(LAYERS))
    assert watched.selected[-1] == -1
    watched.panel.set_plan(watched.plan)
    assert watched.layers()[: len(LAYERS)] == list(LAYERS)
