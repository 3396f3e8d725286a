"""Compare again with unchanged files, in the window: at once, and it says so."""

from __future__ import annotations

import shutil
import time
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel, QMenu

from app.main_window import MainWindow
from core.comparison import result_cache
from core.comparison.result_store import ResultStore, default_file
from resources import resource_path

SAMPLE = resource_path("sample")
PAIRS = 25


@pytest.fixture(autouse=True)
def later(monkeypatch):
    """As if some time had passed since the files were written."""
    now = time.time_ns
    monkeypatch.setattr(result_cache.time, "time_ns", lambda: now() + 10_000_000_000)


@pytest.fixture
def runs(tmp_path: Path) -> tuple[Path, Path]:
    for name in ("float_run", "quantised_run"):
        shutil.copytree(SAMPLE / name, tmp_path / name)
    return tmp_path / "float_run", tmp_path / "quantised_run"


@pytest.fixture
def window(qtbot) -> MainWindow:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


def compare(qtbot, window: MainWindow, runs: tuple[Path, Path]):
    window.sources.set_prototxt(str(SAMPLE / "deploy.prototxt"))
    with qtbot.waitSignal(window.session.completed, timeout=60_000) as blocker:
        window.open_folders(str(runs[0]), [str(runs[1])])
    return blocker.args[0]


def said(window: MainWindow) -> str:
    return window.findChild(QLabel, "progressText").text()


def clear_entry(window: MainWindow):
    """The menu's entry, as it is once the menu was opened."""
    action = window.actions_by_name["clear_kept"]
    menu = action.parent()
    assert isinstance(menu, QMenu)
    menu.aboutToShow.emit()
    return action


def stored() -> ResultStore:
    file = default_file()
    assert file is not None
    return ResultStore(file)


def test_the_second_comparison_is_the_first_and_says_so(qtbot, window, runs):
    first = compare(qtbot, window, runs)
    assert said(window) == f"Compared {PAIRS} pairs."
    assert window.progress.toolTip() == ""
    second = compare(qtbot, window, runs)
    assert second.results == first.results
    assert second.summary == first.summary
    assert said(window) == f"Compared {PAIRS} pairs; {PAIRS} unchanged since last time."
    assert "Clear Kept Results" in window.progress.toolTip()


def test_another_window_knows_it_too_and_reads_no_file(qtbot, window, runs, monkeypatch):
    first = compare(qtbot, window, runs)

    def not_needed(*_arguments: object) -> None:
        raise AssertionError("a pair was measured")

    monkeypatch.setattr("core.comparison.engine.measure_jobs", not_needed)
    other = MainWindow()
    qtbot.addWidget(other)
    try:
        assert compare(qtbot, other, runs).results == first.results
    finally:
        other.close()


def test_a_changed_file_is_measured_and_the_others_are_not(qtbot, window, runs):
    first = compare(qtbot, window, runs)
    pair = first.results[3].pair
    pair.right.path.write_text("00001000\n" * first.results[3].elements, encoding="ascii")
    second = compare(qtbot, window, runs)
    assert said(window) == f"Compared {PAIRS} pairs; {PAIRS - 1} unchanged since last time."
    changed = [
        index
        for index, (one, other) in enumerate(zip(first.results, second.results, strict=True))
        if one != other
    ]
    assert changed == [3]
    assert second.results[3].metrics.right_std == 0.0


def test_the_menu_shows_how_much_is_kept_and_clears_it(qtbot, window, runs):
    entry = clear_entry(window)
    assert entry.text().replace("&", "") == "Clear Kept Results"
    assert not entry.isEnabled()
    compare(qtbot, window, runs)
    entry = clear_entry(window)
    assert entry.text().replace("&", "") == "Clear Kept Results (0.1 MB)"
    assert entry.isEnabled()
    with qtbot.waitSignal(window.kept.said, timeout=10_000):
        entry.trigger()
    assert said(window) == "Kept results are cleared: the next comparison measures every pair."
    assert stored().size() == 0
    assert not clear_entry(window).isEnabled()
    compare(qtbot, window, runs)
    assert said(window) == f"Compared {PAIRS} pairs."


def test_clearing_what_another_program_holds_is_told(qtbot, window, monkeypatch):
    monkeypatch.setattr(ResultStore, "clear", lambda self: False)
    with qtbot.waitSignal(window.kept.said, timeout=10_000) as told:
        window.kept.clear()
    assert "could not be cleared" in told.args[0]


def test_nothing_can_be_cleared_while_a_comparison_goes_on(qtbot, window, runs):
    compare(qtbot, window, runs)
    with qtbot.waitSignal(window.session.completed, timeout=60_000):
        window.start_comparison()
        assert not clear_entry(window).isEnabled()
    assert clear_entry(window).isEnabled()


def test_opening_the_window_touches_no_cache(qtbot, window):
    qtbot.wait(50)
    assert not stored().file.parent.exists()


def test_a_menu_left_open_offers_to_clear_what_was_kept_meanwhile(qtbot, window, runs):
    action = window.actions_by_name["clear_kept"]
    menu = action.parent()
    assert isinstance(menu, QMenu)
    menu.popup(window.mapToGlobal(window.rect().center()))
    assert not action.isEnabled()
    compare(qtbot, window, runs)
    assert menu.isVisible()
    assert action.isEnabled()
    menu.close()


def test_after_a_partner_is_picked_it_is_said_how_many_pairs_were_compared_for_it(
    qtbot, window, runs
):
    right = runs[1]
    # A layer whose right file has another name finds no partner by itself.
    alone = sorted(right.iterdir())[3]
    renamed = alone.with_name("unknown_1_3_3.linear.hex")
    comparison = compare(qtbot, window, runs)
    pair = next(one for one in comparison.plan.pairs if one.right.path == alone)
    alone.rename(renamed)
    compare(qtbot, window, runs)

    def partners(signal) -> str:
        with qtbot.waitSignal(window.session.completed, timeout=60_000):
            signal.emit(pair.left.name.file_name, renamed.name, 0)
        return said(window)

    for _ in range(2):
        # The second time the pair is known from disk, which is no concern of the user's.
        picked = partners(window.table.partnerPicked)
        assert picked == (f"Partners changed: 1 of {PAIRS} pairs compared, {PAIRS - 1} stay.")
        cleared = partners(window.table.partnerCleared)
        assert cleared == (f"Partners changed: no pair is new, all {PAIRS - 1} stay as they were.")
