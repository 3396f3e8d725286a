"""What the window keeps when it is cancelled, hurried, or given names that look like markup."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from PySide6.QtGui import Qt
from PySide6.QtWidgets import QFileDialog, QLabel, QWidget

from app.main_window import MainWindow
from app.settings import Settings
from core.comparison.model import ManualPair, Severity
from widgets.parts import save_place

LEFT = "{}_output0_2_caffe.linear.float"
RIGHT = "{}_output0_2_1_1_quant.linear.hex"
FLOATS = "1.0\n2.0\n"
CODES = "00001000\n00002000\n"


@pytest.fixture
def window(qtbot) -> MainWindow:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()


def runs(folder: Path, left: str = "ab", right: str = "ab") -> tuple[Path, Path]:
    sides = folder / "left", folder / "right"
    for side, names, pattern, text in zip(
        sides, (left, right), (LEFT, RIGHT), (FLOATS, CODES), strict=True
    ):
        side.mkdir(parents=True)
        for name in names:
            (side / pattern.format(name)).write_text(text)
    return sides


def compare(qtbot, window: MainWindow, left: Path, right: Path):
    window.sources.set_left(str(left))
    window.sources.set_right(str(right))
    with qtbot.waitSignal(window.session.completed, timeout=60_000) as blocker:
        window.start_comparison()
    return blocker.args[0]


def files_of(comparison) -> list[tuple[str, str]]:
    return [
        (pair.left.name.layer, pair.right.name.layer)
        for pair in (result.pair for result in comparison.results)
    ]


def test_what_is_shown_stays_alive_when_the_next_comparison_is_cancelled_at_once(
    qtbot, window, tmp_path
):
    first = compare(qtbot, window, *runs(tmp_path))
    window.start_comparison()
    window.session.cancel()
    assert window.session.comparison is first
    assert window.commands.save_report.isEnabled()
    assert window.open_elements(0) is not None
    assert "0 of 0" not in window.findChild(QLabel, "progressText").text()


def test_a_plan_that_came_unseen_does_not_replace_what_is_shown_when_cancelled(
    qtbot, window, tmp_path
):
    first = compare(qtbot, window, *runs(tmp_path))
    put = threading.Event()
    window.session.preparing.connect(lambda: note_the_plan(window.session, put))
    window.start_comparison()
    assert put.wait(30)
    window.session.cancel()
    assert window.session.comparison is first


def note_the_plan(session, put: threading.Event) -> None:
    """Set ``put`` as soon as the plan of the comparison that begins waits to be shown."""
    inbox = session._inbox
    put_plan = inbox.put_plan

    def noted(planned) -> None:
        threading.Timer(0.05, put.set).start()
        put_plan(planned)

    inbox.put_plan = noted


def test_what_is_shown_stays_alive_when_the_next_comparison_fails(qtbot, window, tmp_path):
    left, right = runs(tmp_path)
    first = compare(qtbot, window, left, right)
    window.sources.set_right(str(tmp_path / "nowhere"))
    with qtbot.waitSignal(window.session.failed, timeout=30_000):
        window.start_comparison()
    assert window.session.comparison is first
    assert window.open_elements(0) is not None


def test_two_partners_picked_one_right_after_the_other_are_both_kept(qtbot, window, tmp_path):
    compare(qtbot, window, *runs(tmp_path, "abc", "axy"))
    with qtbot.waitSignal(window.session.completed, timeout=30_000) as blocker:
        window.table.partnerPicked.emit(LEFT.format("b"), RIGHT.format("x"), 0)
        window.table.partnerPicked.emit(LEFT.format("c"), RIGHT.format("y"), 0)
    assert files_of(blocker.args[0]) == [("a", "a"), ("b", "x"), ("c", "y")]


def test_a_partner_picked_while_other_folders_are_opened_does_not_stop_that(
    qtbot, window, tmp_path
):
    old = runs(tmp_path / "old", "ab", "ax")
    compare(qtbot, window, *old)
    new = runs(tmp_path / "new", "cd", "cd")
    window.sources.set_left(str(new[0]))
    window.sources.set_right(str(new[1]))
    with qtbot.waitSignal(window.session.completed, timeout=30_000) as blocker:
        window.start_comparison()
        window.table.partnerPicked.emit(LEFT.format("b"), RIGHT.format("x"), 0)
    assert files_of(blocker.args[0]) == [("c", "c"), ("d", "d")]
    assert window.settings.manual_pairs(old[0], old[1:]) == (
        ManualPair(LEFT.format("b"), RIGHT.format("x"), 0),
    )
    assert window.settings.manual_pairs(new[0], new[1:]) == ()


def test_elements_of_an_earlier_comparison_are_read_anew(qtbot, window, tmp_path):
    left, right = runs(tmp_path, "a", "a")
    compare(qtbot, window, left, right)
    first = window.open_elements(0)
    qtbot.waitUntil(lambda: first.model.rowCount() == 2)
    assert window.open_elements(0) is first
    (left / LEFT.format("a")).write_text("9.0\n9.0\n")
    compare(qtbot, window, left, right)
    second = window.open_elements(0)
    qtbot.waitUntil(lambda: "9" in [second.model.index(0, column).data() for column in range(4)])
    assert second.model.rowCount() == 2


@pytest.mark.parametrize("victim", ["dump", "prototxt"])
def test_a_report_never_replaces_what_is_compared(qtbot, window, tmp_path, monkeypatch, victim):
    left, right = runs(tmp_path)
    prototxt = tmp_path / "deploy.prototxt"
    prototxt.write_text('layer { name: "a" type: "Input" top: "a" }\n')
    window.sources.set_prototxt(str(prototxt))
    compare(qtbot, window, left, right)
    path = left / LEFT.format("a") if victim == "dump" else prototxt
    before = path.read_text()
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(save_place, "_may_replace", lambda *_: True)
    with qtbot.waitSignal(window._dialogs.failed, timeout=30_000) as blocker:
        window.commands.save_report.click()
    assert path.name in str(blocker.args[0])
    assert path.read_text() == before


def test_chosen_partners_never_replace_a_dump(qtbot, window, tmp_path, monkeypatch):
    left, right = runs(tmp_path, "ab", "ax")
    compare(qtbot, window, left, right)
    with qtbot.waitSignal(window.session.completed, timeout=30_000):
        window.table.partnerPicked.emit(LEFT.format("b"), RIGHT.format("x"), 0)
    path = right / RIGHT.format("x")
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_: (str(path), ""))
    monkeypatch.setattr(save_place, "_may_replace", lambda *_: True)
    with qtbot.waitSignal(window._dialogs.failed, timeout=30_000):
        window.actions_by_name["save_partners"].trigger()
    assert path.read_text() == CODES


def test_names_that_look_like_markup_are_shown_as_they_are(qtbot, window, tmp_path):
    folder = tmp_path / "<b>bold {left} & %1"
    compare(qtbot, window, *runs(folder, ["<i>x{0}&amp;"], ["<i>x{0}&amp;"]))
    window.table.select_pair(0)
    elements = window.open_elements(0)
    model = window.table.model
    tips = [
        str(model.index(0, column).data(Qt.ItemDataRole.ToolTipRole) or "")
        for column in range(model.columnCount())
    ]
    for top in (window, elements):
        for widget in (top, *top.findChildren(QWidget)):
            tips.append(widget.toolTip())
            if isinstance(widget, QLabel) and widget.textFormat() == Qt.TextFormat.AutoText:
                assert "<i>x" not in widget.text()
                assert "<b>bold" not in widget.text()
    marked = [tip for tip in tips if "<i>x" in tip or "<b>bold" in tip]
    assert not [tip for tip in marked if Qt.mightBeRichText(tip)]
    assert any("&lt;b&gt;bold" in tip for tip in tips)


def test_a_layout_that_fails_leaves_the_comparison_running(qtbot, window, tmp_path):
    window.sources.set_left(str(runs(tmp_path)[0]))
    window.sources.set_right(str(tmp_path / "right"))
    with qtbot.waitSignal(window.session.completed, timeout=30_000):
        window.start_comparison()
        window.session.layouts.failed.emit(RuntimeError("no picture"))
        assert window.session.comparing
        assert window.progress.findChild(QWidget, "cancelButton").isEnabled()


def test_numbers_near_the_end_of_the_range_are_measured(qtbot, window, tmp_path):
    left, right = runs(tmp_path, "a", "")
    (left / LEFT.format("a")).write_text("1e300\n-1.5e308\n")
    (right / LEFT.format("a")).write_text("1e-300\n1.5e308\n")
    comparison = compare(qtbot, window, left, right)
    (result,) = comparison.results
    assert result.severity is Severity.BAD
    assert result.metrics.cosine_similarity == pytest.approx(-1.0)
    assert result.metrics.relative_euclidean_distance == pytest.approx(2.0)


@pytest.mark.parametrize("count", [1e200, -7.0, 2.5])
def test_a_nonsense_count_in_the_settings_does_not_keep_the_window_from_opening(qtbot, count):
    Settings().set_number("algorithm/max_error_count", count)
    window = MainWindow()
    qtbot.addWidget(window)
    assert 1 <= window.algorithm.max_error_count() <= 5
    window.close()
