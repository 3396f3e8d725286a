from __future__ import annotations

import json
from dataclasses import replace

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QColor, QContextMenuEvent, QGuiApplication, QMouseEvent, QPalette
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
    QWidget,
)
from result_rows_made_up import make_broken, make_plan, make_result, make_unmatched

from core.comparison.model import Rule, Severity, Summary, Thresholds
from widgets.parts.metric_text import Column
from widgets.results.delegate import swatch_room
from widgets.results.panel import ResultPanel
from widgets.results.partner_dialog import PartnerDialog
from widgets.results.rows import RowFilter
from widgets.results.summary_bar import Chip, SummaryBar

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

    def click(self, qtbot, row):
        place = self.point(row, Column.LAYER)
        qtbot.mouseClick(self.table.viewport(), Qt.MouseButton.LeftButton, pos=place)

    def current_layer(self):
        """The layer of the one selected row; None where none is."""
        rows = self.table.selectionModel().selectedRows(Column.LAYER)
        assert len(rows) <= 1
        return rows[0].data() if rows else None

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


def test_an_unmatched_row_selects_no_pair(watched, qtbot):
    watched.click(qtbot, 0)
    watched.click(qtbot, 4)
    assert watched.selected == [0, -1]


def test_only_the_user_selects_aloud(watched, qtbot):
    panel = watched.panel
    panel.select_pair(1)
    assert watched.current_layer() == "b"
    panel.select_pair(1)
    panel.select_pair(len(LAYERS))
    assert watched.current_layer() is None
    panel.select_pair(2)
    panel.set_plan(make_plan(["new", *LAYERS]))
    assert watched.current_layer() == "c"
    panel.set_plan(make_plan(["other"]))
    assert watched.current_layer() is None
    panel.select_pair(0)
    panel.clear()
    assert watched.selected == []
    panel.set_plan(watched.plan)
    watched.click(qtbot, 3)
    assert watched.selected == [3]


def test_what_was_selected_for_the_user_is_no_news_when_clicked(watched, qtbot):
    watched.panel.select_pair(1)
    watched.click(qtbot, 1)
    assert watched.selected == []
    qtbot.keyClick(watched.table, Qt.Key.Key_Down)
    assert watched.selected == [2]


def test_the_focus_selects_nothing(watched, qtbot):
    watched.panel.activateWindow()
    watched.filter.setFocus()
    qtbot.waitUntil(watched.filter.hasFocus)
    watched.panel.clear_filter()
    qtbot.waitUntil(watched.table.hasFocus)
    assert watched.selected == []
    watched.click(qtbot, 0)
    assert watched.selected == [0]


def test_the_first_key_in_a_table_selects_the_first_row(watched, qtbot):
    watched.panel.activateWindow()
    watched.filter.setFocus()
    watched.table.setFocus()
    qtbot.keyClick(watched.table, Qt.Key.Key_Down)
    assert watched.selected == [0]


def test_the_unmatched_alone_and_all_again(watched, qtbot):
    watched.click(qtbot, 0)
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


def test_the_selection_comes_back_with_its_row(watched, qtbot):
    watched.click(qtbot, 0)
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
    assert row["Severity"] == "bad"
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
    for column in (Column.SEVERITY, Column.LAYER, Column.COSINE, Column.MAX_ERROR, Column.RED):
        left = watched.table.columnViewportPosition(column)
        assert left >= 0
        assert left + watched.table.columnWidth(column) <= viewport


def in_order(table):
    """The names of the columns that can be seen, from left to right."""
    header, model = table.horizontalHeader(), table.model()
    places = [header.logicalIndex(place) for place in range(model.columnCount())]
    shown = [place for place in places if not table.isColumnHidden(place)]
    return [model.headerData(place, Qt.Orientation.Horizontal) for place in shown]


AT_FIRST = [
    *("Severity", "Index", "Layer", "CosineSimilarity", "MaxAbsoluteError"),
    *("RelativeEuclideanDistance", "Note", "CompareFile1", "CompareFile2", "StandardDeviation"),
    *("Shape", "Rule"),
]


def test_the_numbers_stand_before_the_files(watched):
    assert in_order(watched.table) == AT_FIRST
    header = watched.table.horizontalHeader()
    header.moveSection(header.visualIndex(Column.FILE2), 0)
    {a.text(): a for a in watched.columns.menu().actions()}["Reset Columns"].trigger()
    assert in_order(watched.table) == AT_FIRST
    model = watched.table.model()
    titles = [model.headerData(at, Qt.Orientation.Horizontal) for at in range(5)]
    assert titles == ["Severity", "Index", "Layer", "CompareFile1", "CompareFile2"]


def test_an_order_that_was_saved_comes_back(watched):
    state = json.loads(watched.panel.save_state())
    state["order"] = [column.name for column in Column]
    assert watched.panel.restore_state(json.dumps(state).encode())
    assert in_order(watched.table)[3:6] == ["CompareFile1", "CompareFile2", "CosineSimilarity"]


def test_who_kept_the_former_order_gets_the_note_before_the_files(watched):
    former = [name for name in AT_FIRST if name != "Note"] + ["Note"]
    by_title = {
        watched.table.model().headerData(column, Qt.Orientation.Horizontal): column.name
        for column in Column
    }
    # The added error was no column then.
    hidden = [
        column.name
        for column in Column
        if column.name not in map(by_title.get, former) and column is not Column.ADDED
    ]
    place = former.index("StandardDeviation") + 1
    former[place:place] = [title for title, name in by_title.items() if name in hidden]
    state = json.loads(watched.panel.save_state())
    state["order"] = [by_title[title] for title in former]
    assert watched.panel.restore_state(json.dumps(state).encode())
    assert in_order(watched.table) == AT_FIRST


@pytest.mark.parametrize("width", [720, 900, 1300])
def test_the_cause_of_an_error_is_in_view(watched, width):
    watched.panel.resize(width, 400)
    watched.panel.set_plan(make_plan(["face_rpn_cls_prob_reshape_stride16"]))
    table = watched.table
    left = table.columnViewportPosition(Column.NOTE)
    assert left + table.columnWidth(Column.NOTE) <= table.viewport().width()
    watched.panel.add_results([(0, make_result(watched.table.model().plan.pairs[0], 0.9))])
    text, needed = painted(table, table.model().index(0, Column.NOTE))
    assert text == "no known cause"
    assert needed < table.columnWidth(Column.NOTE)


@pytest.mark.parametrize(("width", "points"), [(420, 0), (520, 0), (700, 18)])
def test_the_cosine_is_in_view_and_the_files_can_be_read(watched, width, points):
    table = watched.table
    if points:
        font = table.font()
        font.setPointSize(points)
        table.setFont(font)
    watched.panel.resize(width, 400)
    table.fit_columns()
    left = table.columnViewportPosition(Column.COSINE)
    assert left >= 0
    assert left + table.columnWidth(Column.COSINE) <= table.viewport().width()
    watched.panel.set_plan(make_plan(["seg0_layer12"]))
    for column in (Column.FILE1, Column.FILE2):
        text, needed = painted(table, table.model().index(0, column))
        assert text.startswith("seg0_layer12_")
        assert needed < table.columnWidth(column)


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
    state = watched.table.model().index(0, Column.NOTE)
    light = state.data(Qt.ItemDataRole.ForegroundRole)
    dark = QPalette(QColor("#222222"))
    watched.panel.setPalette(dark)
    assert state.data(Qt.ItemDataRole.ForegroundRole) != light


def test_clear_forgets_the_selection(watched):
    watched.panel.select_pair(1)
    watched.panel.clear()
    assert watched.layers() == []
    watched.panel.set_plan(watched.plan)
    assert watched.current_layer() is None


def test_a_pair_the_plan_does_not_have_is_none(watched):
    watched.panel.select_pair(1)
    watched.panel.select_pair(len(LAYERS))
    watched.panel.set_plan(watched.plan)
    assert watched.current_layer() is None
    assert watched.layers()[: len(LAYERS)] == list(LAYERS)


# ------------------------------------------------------------------ compare again

MANY = [f"layer{n}" for n in range(60)]


def fill(panel, plan, cosines, indexes=None):
    """Results of these pairs, a few at a time as a comparison tells them."""
    indexes = list(indexes or range(len(cosines)))
    for first in range(0, len(indexes), 7):
        some = indexes[first : first + 7]
        panel.add_results([(i, make_result(plan.pairs[i], cosines[i])) for i in some])
        yield


@pytest.fixture
def long(watched):
    """Sixty pairs, each worse than the one before, sorted with the worst first."""
    plan = make_plan(MANY)
    watched.panel.set_plan(plan)
    watched.plan_of_many = plan
    watched.falling = [0.99 - n / 100 for n in range(60)]
    for _ in fill(watched.panel, plan, watched.falling):
        pass
    watched.table.sortByColumn(Column.COSINE, UP)
    assert watched.layers()[0] == "layer59"
    return watched


def in_view(watched):
    current = watched.table.currentIndex()
    rect = watched.table.visualRect(current)
    return rect.top() >= 0 and rect.bottom() < watched.table.viewport().height()


@pytest.mark.parametrize("chosen", [None, 59, 57, 3])
def test_compared_again_a_sorted_table_stays_at_its_worst_row(long, chosen):
    bar = long.table.verticalScrollBar()
    if chosen is not None:
        long.panel.select_pair(chosen)
        bar.setValue(0)
    was_in_view = chosen is not None and in_view(long)
    assert was_in_view == (chosen in (59, 57))
    plan = make_plan(MANY)
    long.panel.set_plan(plan)
    assert bar.value() == 0
    for _ in fill(long.panel, plan, long.falling):
        assert bar.value() == 0
        assert long.layers()[0] == "layer59"
        assert in_view(long) or not was_in_view
    assert long.current_layer() == (None if chosen is None else f"layer{chosen}")


def test_compared_again_the_selected_row_stays_in_view(long):
    long.panel.select_pair(30)
    long.table.scrollTo(long.table.currentIndex(), QTableView.ScrollHint.PositionAtCenter)
    place = long.table.verticalScrollBar().value()
    assert place > 0
    plan = make_plan(MANY)
    long.panel.set_plan(plan)
    assert long.table.verticalScrollBar().value() == place
    rising = long.falling[::-1]
    rising[30] = 0.995
    for _ in fill(long.panel, plan, rising):
        assert in_view(long)
        assert long.current_layer() == "layer30"
    assert long.layers()[-1] == "layer30"


@pytest.mark.parametrize(("chosen", "stays"), [(45, True), (10, False)])
def test_a_row_in_view_stays_so_where_the_table_gets_lower(long, chosen, stays):
    long.panel.resize(900, 500)
    long.table.verticalScrollBar().setValue(0)
    long.panel.select_pair(chosen)
    if not stays:
        long.table.verticalScrollBar().setValue(0)
    assert in_view(long) == stays
    long.panel.resize(900, 300)
    assert in_view(long) == stays


def test_results_move_no_view_that_the_selected_row_is_out_of(long):
    long.panel.select_pair(30)
    long.table.verticalScrollBar().setValue(0)
    plan = make_plan(MANY)
    long.panel.set_plan(plan)
    for _ in fill(long.panel, plan, long.falling[::-1]):
        assert long.table.verticalScrollBar().value() == 0


def test_the_selected_row_is_in_view_where_others_come_before_it(long):
    long.table.sortByColumn(-1, UP)
    long.panel.select_pair(5)
    assert in_view(long)
    long.panel.set_plan(make_plan([*(f"new{n}" for n in range(40)), *MANY]))
    assert long.current_layer() == "layer5"
    assert in_view(long)


@pytest.mark.parametrize("chosen", [None, 59, 30, 0])
def test_a_click_on_a_header_shows_what_comes_first(long, qtbot, chosen):
    header, bar = long.table.horizontalHeader(), long.table.verticalScrollBar()
    x = header.sectionViewportPosition(Column.COSINE) + header.sectionSize(Column.COSINE) // 2
    place = QPoint(x, header.height() // 2)
    for first in ("layer0", "layer0", "layer59"):
        # Downwards, in the network's order, upwards.
        if chosen is not None:
            long.panel.select_pair(chosen)
        bar.setValue(bar.maximum() // 2)
        qtbot.mouseClick(header.viewport(), Qt.MouseButton.LeftButton, pos=place)
        qtbot.wait(1)
        assert long.layers()[0] == first
        assert bar.value() == 0
        assert long.table.rowAt(0) == 0
        assert long.current_layer() == (None if chosen is None else f"layer{chosen}")
    # Results that come later leave it there, but for a selected row that is in view.
    if chosen is not None and not in_view(long):
        for _ in fill(long.panel, long.plan_of_many, long.falling[::-1]):
            assert bar.value() == 0


def test_a_filtered_table_fills_in_at_its_top(long):
    long.panel.show_only(RowFilter.RED)
    long.panel.select_pair(10)
    long.table.verticalScrollBar().setValue(0)
    assert not in_view(long)
    plan = make_plan(MANY)
    long.panel.set_plan(plan)
    assert long.layers() == []
    for _ in fill(long.panel, plan, long.falling, range(59, 3, -1)):
        assert long.table.verticalScrollBar().value() == 0
    assert long.current_layer() == "layer10"


def test_another_pair_of_folders_starts_at_the_top(long):
    long.table.verticalScrollBar().setValue(20)
    plan = make_plan(MANY)
    other = replace(plan.left, folder=plan.left.folder / "other")
    request = replace(plan.request, left=other.folder)
    long.panel.set_plan(replace(plan, left=other, request=request))
    assert long.table.verticalScrollBar().value() == 0


def test_a_pair_selected_elsewhere_does_not_pull_the_table_sidewards(watched):
    sideways = watched.table.horizontalScrollBar()
    watched.panel.select_pair(0)
    sideways.setValue(sideways.maximum())
    assert sideways.value() > 0
    watched.panel.select_pair(3)
    assert sideways.value() == sideways.maximum()


# ------------------------------------------------------------------ the mouse


def move_mouse(watched, place):
    viewport = watched.table.viewport()
    moved = QMouseEvent(
        QEvent.Type.MouseMove,
        QPointF(place),
        QPointF(viewport.mapToGlobal(place)),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QGuiApplication.sendEvent(viewport, moved)


@pytest.fixture
def hovers(watched):
    told = []
    watched.panel.pairHovered.connect(told.append)
    return told


def test_the_mouse_over_a_row_is_told(watched, hovers):
    watched.table.sortByColumn(Column.COSINE, UP)
    move_mouse(watched, watched.point(0, Column.LAYER))
    move_mouse(watched, watched.point(0, Column.RED))
    move_mouse(watched, watched.point(1, Column.LAYER))
    move_mouse(watched, watched.point(4, Column.LAYER))
    move_mouse(watched, watched.point(2, Column.LAYER))
    move_mouse(watched, watched.table.viewport().rect().bottomLeft())
    move_mouse(watched, watched.point(3, Column.LAYER))
    QGuiApplication.sendEvent(watched.table.viewport(), QEvent(QEvent.Type.Leave))
    assert hovers == [3, 1, -1, 2, -1, 0, -1]
    assert watched.selected == []


def test_a_scrolled_table_has_another_row_under_the_mouse(long, hovers):
    move_mouse(long, long.point(0, Column.LAYER))
    long.table.verticalScrollBar().setValue(5)
    assert hovers == [59, 54]


def row_pixels(watched, row):
    """The ground of a row, where nothing is written."""
    image = watched.table.viewport().grab().toImage()
    rect = watched.table.visualRect(watched.table.model().index(row, Column.LAYER))
    return image.pixelColor(rect.right() - 4, rect.center().y())


def test_a_row_hovered_elsewhere_is_tinted_in_silence(watched, hovers):
    # Rows 0 and 2 have the same ground.
    plain = row_pixels(watched, 2)
    watched.panel.set_hovered(2)
    tinted = row_pixels(watched, 2)
    assert tinted != plain
    assert row_pixels(watched, 0) == plain
    watched.panel.select_pair(2)
    assert row_pixels(watched, 2) not in (plain, tinted)
    watched.panel.select_pair(-1)
    watched.panel.set_hovered(0)
    assert (row_pixels(watched, 0), row_pixels(watched, 2)) == (tinted, plain)
    watched.panel.set_hovered(-1)
    watched.panel.set_hovered(99)
    assert row_pixels(watched, 0) == plain
    assert hovers == []


def test_a_new_plan_has_no_row_under_the_mouse(watched, hovers):
    plain = row_pixels(watched, 2)
    watched.panel.set_hovered(2)
    watched.panel.set_plan(make_plan(LAYERS))
    assert row_pixels(watched, 2) == plain
    assert hovers == []


# ------------------------------------------------------------------ a stretch of the network


@pytest.fixture
def endings(watched):
    told = []
    watched.panel.stretchCleared.connect(lambda: told.append(True))
    return told


def test_a_stretch_is_shown_alone(watched, endings):
    watched.panel.set_stretch(1, 2)
    assert watched.layers() == ["b", "c"]
    assert watched.count.text() == "2 of 6 shown"
    watched.only_red.click()
    assert watched.layers() == ["b"]
    watched.panel.set_stretch(0, 3)
    assert watched.layers() == ["b", "d"]
    watched.panel.set_stretch(0, None)
    watched.only_red.click()
    assert len(watched.layers()) == 6
    assert watched.count.text() == ""
    assert endings == []


@pytest.mark.parametrize("where", ["resultTable", "resultFilter"])
def test_esc_shows_all_rows_again(watched, qtbot, endings, where):
    watched.panel.set_stretch(1, 3)
    watched.filter.setText("b")
    watched.panel.show_only(RowFilter.RED)
    part = watched.panel.findChild(QWidget, where)
    qtbot.keyClick(part, Qt.Key.Key_Escape)
    assert len(watched.layers()) == 6
    assert watched.filter.text() == ""
    assert not watched.only_red.isChecked()
    assert endings == [True]
    qtbot.keyClick(part, Qt.Key.Key_Escape)
    assert endings == [True]


def test_a_filter_cleared_without_a_stretch_ends_none(watched, endings):
    watched.filter.setText("b")
    watched.panel.clear_filter()
    assert endings == []


def test_the_button_in_an_empty_stretch_ends_it(watched, qtbot, endings):
    watched.panel.set_stretch(2, 2)
    watched.only_red.click()
    assert watched.layers() == []
    button = watched.panel.findChild(QPushButton, "clearFilter")
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert endings == [True]
    assert len(watched.layers()) == 6


# ------------------------------------------------------------------ file names


def test_once_the_last_file_has_its_partner_the_new_pair_is_shown(watched):
    one_left = make_plan(LAYERS, (make_unmatched("lost", -1),))
    watched.panel.set_plan(one_left)
    told = []
    watched.panel.filterChanged.connect(told.append)
    watched.panel.show_unmatched(True)
    watched.panel.set_plan(make_plan(LAYERS, (make_unmatched("extra", 0),)))
    assert watched.layers() == ["extra"]
    watched.panel.set_plan(make_plan([*LAYERS, "lost"]))
    watched.panel.select_pair(4)
    assert told == [RowFilter.UNMATCHED, None]
    assert watched.layers() == [*LAYERS, "lost"]
    assert watched.current_layer() == "lost"


def test_names_of_files_give_way_to_the_layers(watched):
    model = watched.table.model()
    plan = make_plan(["mobilenet0_batchnorm12", "mobilenet0_conv7"])
    watched.panel.set_plan(plan)
    name = plan.pairs[0].left.name.file_name
    index = model.index(0, Column.FILE1)
    metrics = watched.table.fontMetrics()
    short = "…_output0_2_3_4_caffe.linear.float"
    for room, expected in ((name, name), (short, short)):
        watched.table.setColumnWidth(Column.FILE1, metrics.horizontalAdvance(room) + 8)
        assert painted(watched.table, index)[0] == expected
    watched.table.setColumnWidth(Column.FILE1, metrics.horizontalAdvance(short) - 20)
    narrow = painted(watched.table, index)[0]
    assert narrow.startswith("…")
    assert short.endswith(narrow[1:])
    assert str(plan.pairs[0].left.path) == index.data(Qt.ItemDataRole.ToolTipRole)
    assert index.data() == name == model.copy_text(0, Column.FILE1)


def test_a_name_unlike_the_layers_keeps_what_is_unlike(watched):
    plan = make_plan(["mobilenet0_batchnorm12"])
    pair = replace(plan.pairs[0], layer="mobilenet0_relu12")
    watched.panel.set_plan(replace(plan, pairs=(pair,)))
    watched.table.setColumnWidth(Column.FILE2, 150)
    text, _ = painted(watched.table, watched.table.model().index(0, Column.FILE2))
    assert text.startswith("…batchnorm12_")
    assert text.endswith("…")


@pytest.mark.parametrize(("width", "all_of_it"), [(1300, False), (2400, True)])
def test_with_room_the_names_of_files_have_it(watched, width, all_of_it):
    plan = make_plan(["mobilenet0_batchnorm12", "mobilenet0_conv7"])
    watched.panel.resize(width, 400)
    watched.panel.set_plan(plan)
    for column, side in ((Column.FILE1, "left"), (Column.FILE2, "right")):
        text, needed = painted(watched.table, watched.table.model().index(0, column))
        name = getattr(plan.pairs[0], side).name.file_name
        assert text == (name if all_of_it else name.replace("mobilenet0_batchnorm12", "…"))
        assert needed < watched.table.columnWidth(column)
        layer, needed = painted(watched.table, watched.table.model().index(0, Column.LAYER))
        assert layer == "mobilenet0_batchnorm12"
        assert needed < watched.table.columnWidth(Column.LAYER)


@pytest.mark.parametrize("width", [400, 640, 700, 1400])
@pytest.mark.parametrize("words", ["broken", "unmatched"])
def test_the_severity_stands_in_words_at_any_width(watched, width, words):
    watched.panel.resize(width, 400)
    room = watched.table.columnWidth(Column.SEVERITY) - swatch_room(watched.table.fontMetrics())
    assert room >= watched.table.fontMetrics().horizontalAdvance(words)


def test_the_layer_is_whole_on_a_small_screen(watched):
    watched.panel.resize(700, 400)
    watched.panel.set_plan(
        make_plan(["mobilenet0_batchnorm12", "conv"], (make_unmatched("lost", -1),))
    )
    index = watched.table.model().index(0, Column.LAYER)
    assert painted(watched.table, index)[0] == "mobilenet0_batchnorm12"


def test_a_long_layer_is_whole_before_a_file_is_seen(watched):
    watched.panel.resize(760, 400)
    name = "face_rpn_cls_prob_reshape_stride16"
    watched.panel.set_plan(make_plan([name, "conv"]))
    index = watched.table.model().index(0, Column.LAYER)
    assert painted(watched.table, index)[0] == name
    left = watched.table.columnViewportPosition(Column.RED)
    assert left + watched.table.columnWidth(Column.RED) <= watched.table.viewport().width()


def test_what_was_saved_before_a_column_came_keeps_its_place(watched):
    names = [column.name for column in Column if column is not Column.SHAPE]
    names[0] = "STATE"
    state = {"order": names, "hidden": [], "widths": {"STATE": 61}, "sort": 5, "ascending": True}
    assert watched.panel.restore_state(json.dumps(state).encode())
    header = watched.table.horizontalHeader()
    assert [header.visualIndex(column) for column in Column] == list(range(len(Column)))
    assert watched.table.columnWidth(Column.SEVERITY) == 61
    assert watched.layers()[:4] == ["d", "b", "c", "a"]


def test_a_saved_order_survives_columns_to_come(watched):
    watched.table.sortByColumn(Column.RED, DOWN)
    assert json.loads(watched.panel.save_state())["sort"] == "RED"
