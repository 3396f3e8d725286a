from __future__ import annotations

import pytest
from PySide6.QtGui import QFont, QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.parts.severity_legend import LegendPainter, SeverityLegend, legend_entries


@pytest.fixture
def legend(qtbot):
    """A legend at the foot of a column, as the topology has it."""
    holder = QWidget()
    qtbot.addWidget(holder)
    column = QVBoxLayout(holder)
    column.setContentsMargins(0, 0, 0, 0)
    made = SeverityLegend()
    column.addWidget(QWidget(), 1)
    column.addWidget(made)
    holder.show()
    # Once nobody holds the holder it is gone.
    yield made
    holder.close()


class Scribe(QPainter):
    """Keeps what is written and where it ends."""

    def __init__(self, image):
        super().__init__(image)
        self.written = []

    def drawText(self, place, text):
        right = place.x() + QFontMetricsF(self.font()).horizontalAdvance(text)
        self.written.append((text, place.y(), right))
        super().drawText(place, text)


def written(legend, width):
    """Every text of the legend at this width, its base line and its right end."""
    image = QImage(width, 400, QImage.Format.Format_ARGB32)
    scribe = Scribe(image)
    legend._fitting(width).paint(scribe, 0.0, 200.0, legend.palette())
    scribe.end()
    return scribe.written


def rows(texts):
    return len({base for _, base, _ in texts})


@pytest.mark.parametrize("width", [160, 240, 328, 480, 900])
@pytest.mark.parametrize("size", [9, 14])
def test_every_sign_has_its_word_and_its_room(legend, width, size):
    legend.setFont(QFont(legend.font().family(), size))
    texts = written(legend, width)
    words = [entry.word for entry in legend_entries()]
    assert len(texts) == len(words)
    assert all(text.startswith(word) for (text, *_), word in zip(texts, words, strict=True))
    assert max(right for *_, right in texts) <= width


def test_the_limits_go_before_a_second_row_comes(legend):
    whole = LegendPainter(legend.font()).size()[0]
    words = LegendPainter(legend.font(), with_limits=False).size()[0]
    assert words < whole < 500
    for width, has_limits, count in (
        (int(whole) + 1, True, 1),
        (int(whole) - 1, False, 1),
        (int(words) + 1, False, 1),
        (int(words) - 1, True, 2),
    ):
        texts = written(legend, width)
        assert any("0.99" in text for text, *_ in texts) == has_limits
        assert rows(texts) == count


def test_the_rows_have_the_height_they_need(legend, qtbot):
    words = LegendPainter(legend.font(), with_limits=False).size()[0]
    holder = legend.parentWidget()
    holder.resize(600, 300)
    qtbot.waitUntil(lambda: legend.width() == 600)
    low = legend.height()
    holder.resize(int(words) - 5, 300)
    qtbot.waitUntil(lambda: legend.width() == int(words) - 5)
    qtbot.waitUntil(lambda: legend.height() > 1.5 * low)
    assert legend.minimumSizeHint().width() < words / 2
