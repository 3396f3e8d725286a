"""Where findings about the network as a whole are shown: terminal, window and page."""

from __future__ import annotations

import io
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from command_runs import float_dump, hex_dump
from PySide6.QtWidgets import QLabel, QTableView

from app.commands.comparison_text import print_comparison, print_network, print_summary
from app.commands.terminal import Terminal
from app.main_window import MainWindow
from core.comparison.engine import compare
from core.comparison.model import Comparison, Request, Thresholds
from core.report.html_report import html_text
from widgets.results.look_first import LookFirst

SHAPE = "3_16_16"
PROTOTXT = """\
input: "data" input_shape { dim: 1 dim: 3 dim: 16 dim: 16 }
layer { name: "conv1" type: "Convolution" bottom: "data" top: "conv1" }
layer { name: "conv2" type: "Convolution" bottom: "conv1" top: "conv2" }
layer { name: "conv3" type: "Convolution" bottom: "conv2" top: "conv3" }
"""


def image() -> np.ndarray:
    y, x = np.mgrid[0:16, 0:16]
    return np.round(
        127 + 120 * np.stack([np.sin(x / (c + 2)) * np.cos(y / 3 + c) for c in range(3)])
    )


def request(folder: Path, *, turned: tuple[str, ...], reverse: bool = False) -> Request:
    """conv1 and conv3 make no sense of what they read; ``data`` is BGR on the right, maybe."""
    (folder / "net.prototxt").write_text(PROTOTXT)
    random = np.random.default_rng(2)
    for layer in ("data", "conv1", "conv2", "conv3"):
        values = image() if layer == "data" else random.normal(size=(3, 16, 16))
        other = -values if layer in turned else values
        if layer == "data" and reverse:
            other = values[::-1]
        float_dump(folder / "caffe", layer, values.ravel(), SHAPE)
        hex_dump(folder / "quant", layer, other.ravel(), SHAPE)
    return Request(folder / "caffe", (folder / "quant",), folder / "net.prototxt")


def lines_of(comparison: Comparison, whole: bool) -> list[str]:
    stream = io.StringIO()
    if whole:
        print_comparison(Terminal(stream), comparison, Thresholds())
    else:
        print_network(Terminal(stream), comparison)
        print_summary(Terminal(stream), comparison)
    return stream.getvalue().splitlines()


@pytest.mark.parametrize("whole", [True, False])
def test_the_terminal_says_the_most_important_before_the_layer_to_look_at(
    tmp_path: Path, whole: bool
) -> None:
    found = compare(request(tmp_path, turned=("conv1", "conv3"), reverse=True))
    told = [one.text for one in found.plan.findings]
    lines = lines_of(found, whole)
    assert [line for line in lines if line in told] == told[:3]
    assert "BGR" in told[0]
    assert lines[-1].startswith("Look at data first")
    left_out = len(told) - 3
    assert (f"… and {left_out} more about the network, see --json" in lines) == (left_out > 0)


def test_the_page_links_every_origin(tmp_path: Path) -> None:
    found = compare(request(tmp_path, turned=("conv1", "conv3")))
    page = html_text(found)
    assert '<a href="#p1" class="look"><bdi>conv1</bdi></a>' in page
    assert 'too: <a href="#p3"><bdi>conv3</bdi></a></p>' in page
    assert "<details><summary>" not in page
    for one in found.plan.findings:
        assert f"<li>{one.text}</li>" in page


def test_the_page_of_a_single_origin_lists_no_others(tmp_path: Path) -> None:
    page = html_text(compare(request(tmp_path, turned=("conv1",))))
    assert 'class="look"' in page
    assert 'class="origins"' not in page


def test_layers_that_only_cross_the_limit_are_folded_away_on_the_page(tmp_path: Path) -> None:
    found = compare(request(tmp_path, turned=("conv1", "conv3")))
    (told,) = (one for one in found.plan.findings if one.code == "origin")
    origins = [
        {**one, "mostly_inherited": one["layer"] == "conv3", "explains": 2}
        for one in told.evidence["origins"]
    ]
    finding = replace(told, evidence={"origins": origins})
    page = html_text(replace(found, plan=replace(found.plan, findings=(finding,))))
    assert (
        "<details><summary>1 more layer turns bad with error from its inputs</summary>"
        '<a href="#p3"><bdi>conv3</bdi></a> <small>2 bad layers follow</small></details>'
    ) in page


@pytest.fixture
def window(qtbot):
    made = MainWindow()
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.close()


def shown_notices(window: MainWindow) -> list[str]:
    notices = (label.text() for label in window.summary.findChildren(QLabel) if label.isVisible())
    return [text for text in notices if text]


def compared_in(window: MainWindow, qtbot, asked: Request) -> Comparison:
    window.sources.set_prototxt(str(asked.prototxt))
    with qtbot.waitSignal(window.session.completed, timeout=60_000) as done:
        window.open_folders(str(asked.left), [str(asked.rights[0])])
    return done.args[0]


def test_the_window_says_what_to_mend_and_lists_every_origin(
    window: MainWindow, qtbot, tmp_path: Path
) -> None:
    asked = request(tmp_path, turned=("conv1", "conv3"), reverse=True)
    comparison = compared_in(window, qtbot, asked)
    (cause,) = (one.text for one in comparison.plan.findings if one.code == "preprocessing")
    qtbot.waitUntil(lambda: shown_notices(window) == [cause])
    link = window.findChild(LookFirst, "lookFirst")
    assert "Look at data first" in link.text()
    entries = [one for one in link.menu().actions() if not one.isSeparator()]
    assert [one.text().partition("\t")[0] for one in entries] == ["data", "conv3"]
    entries[1].trigger()
    table = window.findChild(QTableView, "resultTable")
    assert any("conv3" in str(one.data()) for one in table.selectionModel().selectedIndexes())


def test_a_new_comparison_forgets_what_the_last_one_found(
    window: MainWindow, qtbot, tmp_path: Path
) -> None:
    for name in ("one", "two"):
        (tmp_path / name).mkdir()
    compared_in(window, qtbot, request(tmp_path / "one", turned=("conv1", "conv3"), reverse=True))
    compared_in(window, qtbot, request(tmp_path / "two", turned=("conv1",)))
    assert shown_notices(window) == []
    assert window.findChild(LookFirst, "lookFirst").menu() is None


def test_further_right_folders_are_said_to_be_left_out(
    window: MainWindow, qtbot, tmp_path: Path
) -> None:
    asked = request(tmp_path, turned=())
    others = [tmp_path / "quant16", tmp_path / "board"]
    with qtbot.waitSignal(window.session.completed, timeout=60_000):
        window.open_folders(str(asked.left), [str(one) for one in (*asked.rights, *others)])
    qtbot.waitUntil(lambda: bool(shown_notices(window)))
    (told,) = (text for text in shown_notices(window) if "two folders at a time" in text)
    assert "quant is shown, quant16, board not" in told
    with qtbot.waitSignal(window.session.completed, timeout=60_000):
        window.start_comparison()
    qtbot.wait(50)
    assert told not in shown_notices(window)
