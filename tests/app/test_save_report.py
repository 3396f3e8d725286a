"""Save Report: what the ending of the name asks for, off the window's thread, and called off."""

from __future__ import annotations

import json
import threading
from pathlib import Path

import pytest
from PySide6.QtWidgets import QFileDialog, QPushButton

from app import saving_progress
from app.file_dialogs import FileDialogs
from app.main_window import MainWindow
from app.settings import Settings
from core.comparison.model import Thresholds
from resources import resource_path
from widgets.parts import save_place

SAMPLE = resource_path("sample")


@pytest.fixture
def window(qtbot) -> MainWindow:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    window.sources.set_left(str(SAMPLE / "float_run"))
    window.sources.set_right(str(SAMPLE / "quantised_run"))
    window.sources.set_prototxt(str(SAMPLE / "deploy.prototxt"))
    with qtbot.waitSignal(window.session.completed, timeout=60_000):
        window.start_comparison()
    yield window
    window.close()


def answer(monkeypatch, path: Path, chosen: str = "") -> list[str]:
    """Let the user answer the dialog; what it offered."""
    offered: list[str] = []

    def ask(*arguments: str) -> tuple[str, str]:
        offered.append(arguments[3])
        return str(path), chosen

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    return offered


def save(qtbot, window) -> Path:
    with qtbot.waitSignal(window._dialogs.saved, timeout=60_000) as blocker:
        window.commands.save_report.click()
    path: Path = blocker.args[0]
    return path


def text_below(window) -> str:
    return window.progress._text.text()


@pytest.mark.parametrize(
    ("name", "chosen", "written", "start"),
    [
        ("r.html", "", "r.html", "<!DOCTYPE html>"),
        ("r.HTM", "Table (*.csv)", "r.HTM", "<!DOCTYPE html>"),
        ("r", "Report to look at (*.html *.htm)", "r.html", "<!DOCTYPE html>"),
        ("r", "All numbers (*.json)", "r.json", "{"),
        ("r", "Table (*.csv)", "r.csv", "\ufeffIndex,"),
    ],
)
def test_the_ending_says_what_is_written(
    qtbot, window, tmp_path, monkeypatch, name, chosen, written, start
):
    offered = answer(monkeypatch, tmp_path / name, chosen)
    assert save(qtbot, window) == tmp_path / written
    assert (tmp_path / written).read_text(encoding="utf-8").startswith(start)
    assert "*.html" in offered[0]
    assert str(tmp_path / written) in text_below(window)


def test_the_page_marks_by_the_algorithm_setting(qtbot, window, tmp_path, monkeypatch):
    answer(monkeypatch, tmp_path / "r.html")
    window.findChild(object, "cosineThreshold").setValue(0.875)
    save(qtbot, window)
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert "cosine below 0.875" in page
    data = page.partition('id="data">')[2].partition("</script>")[0]
    assert len(json.loads(data)["severity"]) == window.session.comparison.summary.pairs


def test_the_next_report_begins_where_the_last_one_went(qtbot, window, tmp_path, monkeypatch):
    asked: list[tuple[str, ...]] = []
    answers = iter([("one.json", "one"), ("two.htm", "two"), ("three", "three"), ("", "")])

    def ask(
        _owner: object, _title: str, start: str, types: str, chosen: str, _options: object
    ) -> tuple[str, str]:
        asked.append((start, types, chosen))
        name, folder = next(answers)
        if not name:
            return "", ""
        (tmp_path / folder).mkdir()
        return str(tmp_path / folder / name), "Table (*.csv)"

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    for _ in range(3):
        save(qtbot, window)
    window.settings.sync()
    later = FileDialogs(window, Settings())
    later.save_report(window.session.comparison, Thresholds())
    later.close()
    assert [Path(start) for start, _, _ in asked] == [
        SAMPLE / "cosight_report.html",
        tmp_path / "one" / "cosight_report.json",
        tmp_path / "two" / "cosight_report.html",
        tmp_path / "three" / "cosight_report.csv",
    ]
    for start, types, chosen in asked:
        assert types.startswith("Report to look at (*.html")
        assert chosen in types.split(";;")
        assert f"*{Path(start).suffix}" in chosen


def test_a_folder_that_has_gone_is_not_gone_back_to(qtbot, window, tmp_path, monkeypatch):
    (tmp_path / "gone").mkdir()
    answer(monkeypatch, tmp_path / "gone" / "r.csv")
    save(qtbot, window).unlink()
    (tmp_path / "gone").rmdir()
    starts: list[str] = []

    def ask(*arguments: str) -> tuple[str, str]:
        starts.append(arguments[2])
        return "", ""

    monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
    window.commands.save_report.click()
    assert Path(starts[0]) == SAMPLE / "cosight_report.csv"


@pytest.fixture
def slow_layout(monkeypatch):
    """A layout that takes until it is cancelled, or told to end."""
    end = threading.Event()
    asked: list[bool] = []
    import core.report.html_network as drawing

    lay_out = drawing.lay_out

    def slow(network, sizes, *, timeout, cancelled):
        while not (cancelled() or end.wait(0.01)):
            pass
        asked.append(cancelled())
        return lay_out(network, sizes, timeout=timeout, cancelled=cancelled)

    monkeypatch.setattr(drawing, "lay_out", slow)
    monkeypatch.setattr(saving_progress, "SILENT_MILLISECONDS", 0)
    yield end, asked
    end.set()


def test_what_takes_long_is_said_and_can_be_cancelled(
    qtbot, window, tmp_path, monkeypatch, slow_layout
):
    _, asked = slow_layout
    answer(monkeypatch, tmp_path / "r.html")
    window.commands.save_report.click()
    qtbot.waitUntil(lambda: "r.html" in text_below(window), timeout=30_000)
    assert window.progress.busy
    window.findChild(QPushButton, "cancelButton").click()
    assert not window.progress.busy
    assert "not written" in text_below(window)
    qtbot.waitUntil(lambda: asked == [True], timeout=30_000)
    assert list(tmp_path.iterdir()) == []


def test_closing_the_window_calls_the_page_off(qtbot, window, tmp_path, monkeypatch, slow_layout):
    _, asked = slow_layout
    answer(monkeypatch, tmp_path / "r.html")
    window.commands.save_report.click()
    window.close()
    assert asked == [True]
    assert list(tmp_path.iterdir()) == []


def test_a_comparison_takes_the_strip_and_the_page_is_written_all_the_same(
    qtbot, window, tmp_path, monkeypatch, slow_layout
):
    end, _ = slow_layout
    answer(monkeypatch, tmp_path / "r.html")
    window.commands.save_report.click()
    qtbot.waitUntil(lambda: "r.html" in text_below(window), timeout=30_000)
    with qtbot.waitSignal(window.session.completed, timeout=60_000):
        window.start_comparison()
        assert "r.html" not in text_below(window)
    with qtbot.waitSignal(window._dialogs.saved, timeout=60_000):
        end.set()
    assert (tmp_path / "r.html").exists()


def test_a_page_that_cannot_be_written_is_told(qtbot, window, tmp_path, monkeypatch):
    answer(monkeypatch, tmp_path / "nowhere" / "r.html")
    with qtbot.waitSignal(window._dialogs.failed, timeout=60_000) as blocker:
        window.commands.save_report.click()
    assert "cannot be written" in str(blocker.args[0])
    assert not window.progress.busy


def test_a_name_without_an_ending_replaces_nothing_unasked(qtbot, window, tmp_path, monkeypatch):
    asked: list[Path] = []

    def no(_owner: object, _title: str, path: Path) -> bool:
        asked.append(path)
        return False

    monkeypatch.setattr(save_place, "_may_replace", no)
    for name, kept in (("gui", "gui.csv"), ("partners", "partners.json"), ("net", "net.svg")):
        (tmp_path / kept).write_text("precious")
        names = iter([str(tmp_path / name), ""])

        def ask(*arguments: object, names: object = names) -> tuple[str, str]:
            return next(names), "Table (*.csv)"

        monkeypatch.setattr(QFileDialog, "getSaveFileName", ask)
        if name == "gui":
            window.commands.save_report.click()
        elif name == "partners":
            window._dialogs.save_partners((), window.session.plan)
        else:
            qtbot.waitUntil(lambda: window.topology.view.network() is not None, timeout=30_000)
            window.topology.saver.svg.trigger()
        assert asked.pop() == tmp_path / kept
        assert (tmp_path / kept).read_text() == "precious"
