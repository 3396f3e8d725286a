from __future__ import annotations

from dataclasses import replace
from math import nan

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFont, QFontMetricsF
from topology_made_up import diamond, make_node, make_result

from core.comparison.colouring import Colouring
from core.comparison.model import Finding, Problem, Severity
from core.comparison.number_text import short_cosine
from core.comparison.ranking import worst_result
from core.network.model import Layer, Node
from widgets.topology.text import (
    IN_PLACE_LINES,
    MAX_WIDTH,
    PADDING,
    NodeFonts,
    NodeTexts,
    fold_line,
    metric_line,
    node_card,
    node_text,
)

pytestmark = pytest.mark.usefixtures("qapp")


@pytest.mark.parametrize(
    ("cosine", "text"),
    [
        (0.9731, "0.9731"),
        (0.97314, "0.9731"),
        (0.98997, "0.98997"),
        (0.95004, "0.95004"),
        (0.95, "0.9500"),
        (0.99998, "0.99998"),
        (0.9999999, "0.999999"),
        (1.0, "1"),
        (0.0, "0.0000"),
        (-0.5, "-0.5000"),
    ],
)
def test_a_short_cosine_never_crosses_a_limit(cosine, text):
    assert short_cosine(cosine) == text


@given(st.floats(-1.0, 0.9999994))
def test_a_short_cosine_keeps_its_severity(cosine):
    shown = float(short_cosine(cosine))
    assert abs(shown - cosine) <= 0.5e-4 + 1e-12
    assert (shown >= 0.99) == (cosine >= 0.99)
    assert (shown <= 0.95) == (cosine <= 0.95)
    assert shown < 1.0


def test_broken_is_worse_than_the_lowest_cosine():
    low, lower = make_result("a", 0.2), make_result("a", 0.1)
    broken = make_result("a", problem=Problem.UNREADABLE)
    assert worst_result([low, lower]) is lower
    assert worst_result([low, broken, lower]) is broken
    assert worst_result([]) is None


def test_the_metric_line_says_why_there_is_no_number():
    assert metric_line([]) == ""
    assert metric_line([make_result("a", 0.9731)]) == "cos 0.9731"
    assert metric_line([make_result("a", problem=Problem.LENGTH_MISMATCH)]) == "lengths differ"
    assert metric_line([make_result("a", problem=Problem.NON_FINITE)]) == "NaN or Inf"
    assert metric_line([make_result("a", problem=Problem.UNREADABLE)]) == "unreadable"
    assert metric_line([make_result("a", nan)]) == "nothing compared"


def test_a_fold_says_what_it_is_coloured_by():
    good, bad = make_result("a", 0.999), make_result("a", 0.9)
    worse = replace(bad, metrics=replace(bad.metrics, sqnr_db=3.0))
    assert fold_line([]) == ""
    assert fold_line([good] * 30) == "30 good"
    assert fold_line([good, bad, worse, good]) == "2 bad of 4"
    assert fold_line([good, bad, worse, good], short=True) == "2 bad"
    by_sqnr = Colouring("sqnr_db", 0.0, 40.0)
    assert fold_line([good, bad, worse], colouring=by_sqnr).startswith("SQNR 3.0 dB")
    card = node_card(make_node("… 3 layers"), [good, bad, worse], ["x", "y"], by_sqnr)
    assert "SQNR 3.0 dB" in card


def test_the_metric_line_of_several_outputs_is_the_worst():
    line = metric_line([make_result("a", 0.999), make_result("a", 0.9), make_result("a", 0.99)])
    assert "0.9000" in line
    assert "3" in line


def test_a_box_lists_the_head_its_type_and_shape_and_what_is_in_place():
    text = node_text(make_node("conv1", in_place=("bn1", "relu1")), NodeFonts(QFont()))
    assert text.title == "conv1"
    assert text.detail == "Convolution · 8×32×64"
    assert text.in_place == ("+ bn1", "+ relu1")


def test_a_long_in_place_group_is_cut_short():
    names = [f"step{i}" for i in range(8)]
    text = node_text(make_node("head", in_place=names), NodeFonts(QFont()))
    assert len(text.in_place) == IN_PLACE_LINES
    assert text.in_place[-1] == "… 3 more"
    whole = node_text(make_node("head", in_place=names[:IN_PLACE_LINES]), NodeFonts(QFont()))
    assert whole.in_place == tuple(f"+ {name}" for name in names[:IN_PLACE_LINES])


@pytest.mark.parametrize("name", ["a", "face_rpn_cls_prob_reshape_stride16", "W" * 200, "层" * 9])
def test_the_title_fits_its_box(name):
    fonts = NodeFonts(QFont())
    text = node_text(make_node(name), fonts)
    shaped = QFontMetricsF(fonts.title).horizontalAdvance(text.title)
    # Kerning is not counted on: a hair more is hidden by the padding.
    assert shaped <= text.width - 2 * PADDING + 4
    assert text.width <= MAX_WIDTH
    assert text.title[0] == name[0]
    assert text.title[-1] == name[-1]


def test_a_taller_group_takes_a_taller_box():
    fonts = NodeFonts(QFont())
    bare = node_text(make_node("a"), fonts)
    group = node_text(make_node("a", in_place=("b", "c")), fonts)
    assert group.height - bare.height == pytest.approx(2 * fonts.small_height, abs=1.0)


def test_sizes_are_worked_out_once():
    texts = NodeTexts(NodeFonts(QFont()))
    network = diamond()
    assert texts.of(network) is texts.of(network)
    assert set(texts.of(network)) == {node.name for node in network.nodes}


def test_the_card_tells_everything():
    card = node_card(make_node("conv1", in_place=("bn1",)), [make_result("conv1", 0.973125)])
    for part in (
        "conv1",
        "Convolution",
        "3×16×16 → 8×32×64",
        "bn1",
        "cosine",
        "0.973125",
        "max error",
        "1.25",
        "relative distance",
        "0.5",
        "mean, deviation",
        "(0.125,2.000)(0.250,4.000)",
        "inplace",
        "warn",
        "segment 0",
        "id 7",
    ):
        assert part in card


def test_the_card_gives_the_findings():
    found = replace(
        make_result("a", 0.5), findings=(Finding("constant_offset", "right is 2 higher & more"),)
    )
    assert "right is 2 higher &amp; more" in node_card(make_node("a"), [found])


def test_the_card_of_a_fold_names_its_first_and_last_layers():
    inside = [f"conv{number}" for number in range(30)]
    card = node_card(make_node("… 30 layers"), [make_result("conv3", 0.999)] * 30, inside)
    for part in (
        "… 30 layers",
        "conv0",
        "conv29",
        "30 good",
        "cos 0.9990",
        "worst of 30",
        "unfolds",
    ):
        assert part in card
    assert "conv20" not in card


def test_the_metric_line_can_leave_out_of_how_many_it_is_the_worst():
    results = [make_result("a", 0.999), make_result("a", 0.9)]
    assert metric_line(results, short=True) == "cos 0.9000"


def test_the_card_of_a_broken_pair_gives_the_sentence():
    broken = make_result("a", problem=Problem.LENGTH_MISMATCH, message="left has 10 < right")
    card = node_card(make_node("a"), [broken])
    assert "left has 10 &lt; right" in card
    assert "broken" in card


def test_the_card_shows_names_as_they_are():
    node = Node("<b>x</b>", (Layer("<b>x</b>", "A&B"),))
    card = node_card(node, [])
    assert "&lt;b&gt;x&lt;/b&gt;" in card
    assert "A&amp;B" in card
    assert "no data" in card


def test_many_results_do_not_fill_the_screen():
    results = [make_result("slice", 0.9, layer=f"out{i}") for i in range(20)]
    card = node_card(make_node("slice"), results)
    assert "out5" in card
    assert "out6" not in card
    assert "… 14 more" in card
    assert results[0].severity is Severity.BAD
