from __future__ import annotations

import math
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QApplication

from core.comparison.colouring import COLOUR_METRICS
from core.comparison.engine import compare
from core.comparison.model import Request
from core.comparison.number_text import even_cosine
from core.report.csv_report import COLUMNS as CSV_COLUMNS
from core.report.html_text import NUMBER_COLUMNS as PAGE_COLUMNS
from widgets.parts.metric_text import (
    NUMBER_COLUMNS,
    Column,
    decibel_text,
    deviation_text,
    error_text,
    exact_text,
    header_help,
    header_text,
    shape_text,
)
from widgets.parts.table_header import Advances, header_lines
from widgets.trend.scale import TrendMetric


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (1.0000000000000002, "1"),
        (0.9999999999999999, "1"),
        (0.99999999999, "0.999999"),
        (0.9999996, "0.999999"),
        (0.99, "0.990000"),
        (0.8404638, "0.840464"),
        (0.0, "0.000000"),
        (-1e-9, "0.000000"),
        (0.9899999, "0.989999"),
        (0.9500001, "0.950001"),
        (0.95, "0.950000"),
        (-1.0, "-1"),
        (-0.99999999, "-0.999999"),
        (math.nan, "–"),
    ],
)
def test_cosine(value, text):
    assert even_cosine(value) == text


@given(st.floats(-1, 1))
def test_cosine_is_within_its_last_digit(value):
    shown = float(even_cosine(value))
    assert abs(shown - value) <= 1e-6
    assert (shown >= 0.99, shown <= 0.95) == (value >= 0.99, value <= 0.95)
    if abs(value) < 1 - 1e-12:
        assert abs(float(even_cosine(value))) < 1


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_exact_text_gives_the_number_back(value):
    assert float(exact_text(value)) == value


def test_errors_and_decibels():
    assert error_text(0.0165603097) == "0.0165603"
    assert error_text(0.0) == "0"
    assert error_text(math.inf) == "∞"
    assert error_text(math.nan) == "–"
    assert decibel_text(35.61929) == "35.62"
    assert decibel_text(math.inf) == "∞"
    assert decibel_text(-math.inf) == "−∞"
    assert decibel_text(math.nan) == "–"


def test_shapes():
    assert shape_text((16, 64, 64)) == "16×64×64"
    assert shape_text(None) == ""


@pytest.mark.parametrize("column", list(Column))
def test_every_column_is_named_and_explained(column):
    assert header_text(column)
    assert header_help(column)


def test_long_names_break_between_their_words(qapp):
    metrics = QFontMetrics(QApplication.font())
    advances = Advances(metrics)
    wide = metrics.horizontalAdvance("RelativeEuclideanDistance") + 1
    assert header_lines("RelativeEuclideanDistance", wide, advances) == [
        "RelativeEuclideanDistance"
    ]
    narrow = metrics.horizontalAdvance("Euclidean") + 1
    broken = header_lines("RelativeEuclideanDistance", narrow, advances)
    assert broken == ["Relative", "Euclidean", "Distance"]
    assert header_lines("SQNR (dB)", metrics.horizontalAdvance("SQNR") + 1, advances)[0] == "SQNR"


def test_a_header_line_never_runs_over_its_room(qapp):
    metrics = QFontMetrics(QApplication.font())
    for column in Column:
        for width in (20, 40, 80):
            for line in header_lines(header_text(column), width, Advances(metrics)):
                assert metrics.horizontalAdvance(line) <= width
                assert len(line) == len(line.strip())


def test_metrics_stand_in_one_order_everywhere():
    table = list(NUMBER_COLUMNS.values())
    titles = [header_text(column).replace(" (", "_").rstrip(")") for column in NUMBER_COLUMNS]
    assert [title for title in CSV_COLUMNS if title in titles] == titles
    lists = {
        "colours": COLOUR_METRICS,
        "trend": [metric.value for metric in TrendMetric],
        "page": PAGE_COLUMNS,
    }
    for where, names in lists.items():
        assert [name for name in names if name in table] == table, where
    assert COLOUR_METRICS[-1] == list(TrendMetric)[-1].value == "added_error"


def test_a_mean_that_rounds_to_zero_has_no_sign(tmp_path: Path) -> None:
    for side, text in (("left", "-0.0\n-0.0\n"), ("right", "-0.0001\n-0.0001\n")):
        (tmp_path / side).mkdir()
        (tmp_path / side / "conv_output0_1_1_2_caffe.float").write_text(text)
    (result,) = compare(Request(tmp_path / "left", (tmp_path / "right",))).results
    assert deviation_text(result) == "(0.000,0.000)(0.000,0.000)"
