"""Element windows of a real pair of files: opened, opened again, and after a change."""

from __future__ import annotations

import os
import threading

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton, QWidget

import core.comparison.engine as engine
from app.element_windows import ElementWindows
from app.kept_values import FileStamp
from app.pacing.right_of_way import RightOfWay
from app.settings import Settings
from core.comparison.matching import make_plan
from core.comparison.model import PairResult, Plan, Request
from resources.sample.run_pair import RunPair, write_run_pair
from widgets.elements.text import ElementColumn

COUNT = 300_000


@pytest.fixture(scope="module")
def made(tmp_path_factory) -> RunPair:
    return write_run_pair(tmp_path_factory.mktemp("runs"), layers=1, elements_per_layer=COUNT)


@pytest.fixture
def opened(made) -> tuple[Plan, PairResult]:
    plan = make_plan(Request(made.left, (made.right,)))
    return plan, next(result for _, result in engine.measure_pairs(plan))


@pytest.fixture
def windows(qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    windows = ElementWindows(Settings(), owner)
    yield windows
    windows.close_all()


@pytest.fixture
def reads(monkeypatch) -> list[int]:
    """How often a pair was read."""
    plain = engine.read_pair
    seen: list[int] = []

    def read(*arguments):
        seen.append(1)
        return plain(*arguments)

    monkeypatch.setattr(engine, "read_pair", read)
    return seen


@pytest.fixture(autouse=True)
def nothing_is_young(monkeypatch):
    """Files of a test have only just been written."""
    monkeypatch.setattr("app.kept_values.YOUNG", 0)


def wait(window, qtbot):
    qtbot.waitUntil(lambda: window.pictures.density is not None and not window.busy, timeout=30_000)
    return window


def test_first_rows_come_before_the_rest(windows, opened, qtbot, monkeypatch):
    seen = []
    import widgets.elements.window as module

    plain = module.ElementWindow.set_values_so_far

    def note(window, left, right):
        plain(window, left, right)
        if left is not None and right is not None:
            seen.append((len(left), len(right), window.table.isVisible()))

    monkeypatch.setattr(module.ElementWindow, "set_values_so_far", note)
    window = wait(windows.show(*opened), qtbot)
    assert seen
    assert all(min(left, right) > 0 and max(left, right) < COUNT for left, right, _ in seen)
    assert all(visible for *_, visible in seen)
    plan, result = opened
    left, right = engine.read_pair(plan, result.pair)
    np.testing.assert_array_equal(window.model.elements.left.numbers, left.numbers)
    np.testing.assert_array_equal(window.model.elements.right.numbers, right.numbers)


def test_what_was_read_is_counted_and_sorted(windows, opened, qtbot):
    window = wait(windows.show(*opened), qtbot)
    assert "reach the threshold" in window.marked.status.text()
    window.table.sortByColumn(ElementColumn.ABSOLUTE_ERROR, Qt.SortOrder.DescendingOrder)
    wait(window, qtbot)
    errors = window.model.elements.absolute_errors(0, COUNT)
    np.testing.assert_array_equal(window.model.order, np.argsort(-errors, kind="stable"))


def test_the_threads_that_read_stand_back_while_a_window_is_drawn(opened, qtbot):
    owner = QWidget()
    qtbot.addWidget(owner)
    way = RightOfWay(owner)
    windows = ElementWindows(Settings(), owner, way)
    way.take("something is drawn", 60)
    window = windows.show(*opened)
    # Longer than the window's own turn.
    qtbot.wait(200)
    assert not window.model.elements.common
    way.give("something is drawn")
    wait(window, qtbot)
    assert window.model.elements.common == COUNT
    windows.close_all()


def test_what_has_been_read_is_drawn_before_more_is_read(windows, opened, qtbot, monkeypatch):
    turns = []
    monkeypatch.setattr(RightOfWay, "take_turn", lambda way: turns.append(way))
    reports = []
    plain = engine.read_pair

    def read(plan, pair, cancelled, so_far):
        return plain(plan, pair, cancelled, lambda *sides: (reports.append(1), so_far(*sides)))

    monkeypatch.setattr(engine, "read_pair", read)
    wait(windows.show(*opened), qtbot)
    # The window itself, each of the reports, and all of it.
    assert reports
    assert len(turns) == 2 + len(reports)


def test_a_pair_that_was_open_is_not_read_again(windows, opened, qtbot, reads):
    first = wait(windows.show(*opened), qtbot)
    numbers = first.model.elements.left.numbers
    first.close()
    second = wait(windows.show(*opened), qtbot)
    assert second is not first
    assert second.model.elements.left.numbers is numbers
    assert len(reads) == 1


def test_a_window_that_is_open_comes_to_the_front(windows, opened, qtbot, reads):
    window = wait(windows.show(*opened), qtbot)
    assert windows.show(*opened) is window
    assert len(reads) == 1


def test_files_that_changed_are_read_again_and_said_to_have_changed(
    windows, opened, qtbot, reads, made
):
    first = wait(windows.show(*opened), qtbot)
    path = next(made.right.iterdir())
    before = path.read_bytes()
    try:
        path.write_bytes(before[:-9])
        second = windows.show(*opened)
        assert second is first
        qtbot.waitUntil(lambda: len(reads) == 2)
        wait(second, qtbot)
        assert len(reads) == 2
        assert len(second.model.elements.right) == COUNT - 1
        said = [label.text() for label in second.header.findChildren(QLabel)]
        assert any("have changed since they were compared" in text for text in said)
    finally:
        path.write_bytes(before)


def test_a_file_that_is_gone_is_said(windows, opened, qtbot, made):
    wait(windows.show(*opened), qtbot).close()
    path = next(made.right.iterdir())
    before = path.read_bytes()
    try:
        path.unlink()
        window = windows.show(*opened)
        failure = window.findChild(QLabel, "elementFailure")
        qtbot.waitUntil(lambda: failure.isVisible())
        assert str(path) in failure.text()
    finally:
        path.write_bytes(before)


def test_a_file_that_is_cut_while_it_is_read_is_said_and_read_again_once_it_is_whole(
    windows, opened, qtbot, made, monkeypatch
):
    path = next(made.left.iterdir())
    before = path.read_bytes()
    plain = engine.read_pair
    cut = []

    def read(plan, pair, cancelled, so_far):
        def tell(*sides):
            so_far(*sides)
            # On the thread that reads the file, which has most of it before it.
            if sides[0] is not None and not cut:
                cut.append(1)
                os.truncate(path, len(before) * 52 // 100)

        return plain(plan, pair, cancelled, tell)

    monkeypatch.setattr(engine, "read_pair", read)
    try:
        window = windows.show(*opened)
        failure = window.findChild(QLabel, "elementFailure")
        qtbot.waitUntil(lambda: failure.isVisible(), timeout=30_000)
        assert cut
        assert path.name in failure.text()
        said = [label.text() for label in window.header.findChildren(QLabel)]
        assert any("broken" in text for text in said)
        assert not any("reading" in text for text in said)
        assert not window.busy
    finally:
        path.write_bytes(before)
    window.findChild(QPushButton, "readAgain").click()
    wait(window, qtbot)
    assert not failure.isVisible()
    assert window.model.elements.common == COUNT
    said = [label.text() for label in window.header.findChildren(QLabel)]
    assert not any("broken" in text or "reading" in text for text in said)


def compared_again(made) -> tuple[Plan, dict[int, PairResult]]:
    plan = make_plan(Request(made.left, (made.right,)))
    return plan, dict(engine.measure_pairs(plan))


def texts(window) -> str:
    return " ".join(label.text() for label in window.header.findChildren(QLabel))


def test_a_comparison_after_a_change_reads_an_open_window_anew(windows, opened, qtbot, reads, made):
    window = wait(windows.show(*opened), qtbot)
    window.go_to(1234)
    window.marks.mark.setChecked(True)
    threshold = window.marks.threshold
    old = window.model.elements.right.numbers.copy()
    path = next(made.right.iterdir())
    before = path.read_bytes()
    cosine = texts(window)
    try:
        lines = before.splitlines(keepends=True)
        path.write_bytes(b"".join(lines[1000:] + lines[:1000]))
        windows.follow(*compared_again(made))
        wait(window, qtbot)
        assert len(reads) == 2
        np.testing.assert_array_equal(window.model.elements.right.numbers, np.roll(old, -1000))
        assert window.table.current_element() == 1234
        assert window.marks.mark.isChecked()
        assert window.marks.threshold == threshold
        assert texts(window) != cosine
        assert "have changed" not in texts(window)
    finally:
        path.write_bytes(before)


def test_a_comparison_that_changes_nothing_leaves_it_alone(windows, opened, qtbot, reads, made):
    wait(windows.show(*opened), qtbot)
    windows.follow(*compared_again(made))
    qtbot.wait(100)
    assert len(reads) == 1


def test_where_the_pair_is_compared_no_more_the_change_is_said(windows, opened, qtbot, reads, made):
    window = wait(windows.show(*opened), qtbot)
    bar, button = (
        window.findChild(QWidget, "elementChanged"),
        window.findChild(QPushButton, "readChanged"),
    )
    plan, _ = opened
    windows.follow(plan, {})
    qtbot.wait(100)
    assert not bar.isVisible()
    path = next(made.right.iterdir())
    before = path.read_bytes()
    try:
        path.write_bytes(before[:-9])
        windows.follow(plan, {})
        qtbot.waitUntil(bar.isVisible)
        button.click()
        wait(window, qtbot)
        assert not bar.isVisible()
        assert len(reads) == 2
        assert len(window.model.elements.right) == COUNT - 1
    finally:
        path.write_bytes(before)


@pytest.fixture
def silent_share(monkeypatch):
    """No file's times are known until this is set, but by the thread that reads them."""
    answers = threading.Event()
    plain = FileStamp.holds

    def holds(stamp):
        assert threading.current_thread() is not threading.main_thread()
        answers.wait(20)
        return plain(stamp)

    monkeypatch.setattr(FileStamp, "holds", holds)
    yield answers
    answers.set()


def test_a_share_that_does_not_answer_holds_up_no_window(
    windows, opened, qtbot, reads, made, silent_share
):
    window = wait(windows.show(*opened), qtbot)
    path = next(made.right.iterdir())
    before = path.read_bytes()
    try:
        path.write_bytes(before[:-9])
        assert windows.show(*opened) is window
        windows.follow(opened[0], {})
        windows.show(*opened)
        assert len(reads) == 1
        silent_share.set()
        qtbot.waitUntil(lambda: len(reads) == 2)
        wait(window, qtbot)
        assert len(window.model.elements.right) == COUNT - 1
    finally:
        path.write_bytes(before)


def test_a_window_closes_while_a_share_does_not_answer(windows, opened, qtbot, silent_share):
    window = wait(windows.show(*opened), qtbot)
    windows.follow(opened[0], {})
    window.close()
    assert not windows.opened()
    silent_share.set()
    qtbot.waitUntil(lambda: all(t.name != "file times" for t in threading.enumerate()))
