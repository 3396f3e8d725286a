"""What colours a pair: its severity, or where one of its metrics stands on a scale.

The one source of colours for table, topology, trend and report. Quick to import: no NumPy, no Qt.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from core.comparison.vocabulary import ADDED_ERROR, Severity

if TYPE_CHECKING:
    from core.comparison.model import PairResult

BY_SEVERITY = "severity"
"""``Colouring.by`` where no metric is asked for."""

# --- severity -------------------------------------------------------------------------------


class SeverityColours(NamedTuple):
    """How one severity looks, as ``#rrggbb``: a box fill with the text on it, an accent for text
    and lines on the plain background, and a sign that says the same without colour."""

    fill: str
    on_fill: str
    accent: str
    sign: str


# Text on fill and accent on background keep a contrast of 4.5:1 (WCAG AA).
_LIGHT = {
    Severity.GOOD: SeverityColours("#e3e6ea", "#2b3138", "#59636e", "✓"),
    Severity.WARN: SeverityColours("#f5a623", "#2b1d00", "#9a5b00", "▲"),
    Severity.BAD: SeverityColours("#d1342f", "#ffffff", "#c02621", "●"),
    Severity.BROKEN: SeverityColours("#6f42c1", "#ffffff", "#6f42c1", "✕"),
}
_DARK = {
    Severity.GOOD: SeverityColours("#444c56", "#e6edf3", "#9aa5b1", "✓"),
    Severity.WARN: SeverityColours("#d08a1a", "#1c1300", "#f0ab3c", "▲"),
    Severity.BAD: SeverityColours("#c93a35", "#ffffff", "#ff7b72", "●"),
    Severity.BROKEN: SeverityColours("#8957e5", "#ffffff", "#bc9cff", "✕"),
}


def severity_colours(severity: Severity, dark: bool) -> SeverityColours:
    """The colours of ``severity`` in the light or the dark theme."""
    return (_DARK if dark else _LIGHT)[severity]


# --- where a metric stands ------------------------------------------------------------------

_FLOAT32 = 1e-7
"""Distances from 1 below this are the rounding of the float32 that dumps hold."""
_NO_ERROR = 1e-300
"""Errors up to it are as good as none: there is no decade below them for a scale to end at."""
_DECADES = 8
"""So many decades below its high end an error's scale ends at the latest: 0 has no logarithm."""
_FITTED_DECADES = {ADDED_ERROR: 4}
"""So many of them a range that is fitted has at most where it is not as many: the added error is
a difference, and what is left of rounding says nothing."""
_DECIBEL_STEP = 5.0


class _Kind(Enum):
    COSINE = "cosine"
    ERROR = "error"
    DECIBEL = "decibel"


# A further metric takes one line here, and another in ``_USUAL``.
_KINDS = {
    "cosine_similarity": _Kind.COSINE,
    "max_absolute_error": _Kind.ERROR,
    "relative_euclidean_distance": _Kind.ERROR,
    "mean_absolute_error": _Kind.ERROR,
    "root_mean_square_error": _Kind.ERROR,
    "sqnr_db": _Kind.DECIBEL,
    "centred_cosine": _Kind.COSINE,
    ADDED_ERROR: _Kind.ERROR,
}
_USUAL = {_Kind.COSINE: (0.9, 0.9999), _Kind.ERROR: (1e-3, 1.0), _Kind.DECIBEL: (10.0, 50.0)}

COLOUR_METRICS = tuple(_KINDS)
"""Metrics that can colour, by their names in ``Metrics``, and behind them the added error."""


def higher_is_better(metric: str) -> bool:
    """Whether the high end of the metric's range is the good one."""
    return _KINDS[metric] is not _Kind.ERROR


def position(metric: str, value: float, low: float, high: float) -> float | None:
    """Where ``value`` stands between the best (0) and the worst (1) of ``low`` … ``high``.

    ``low`` ≤ ``high`` are finite and in the metric's own unit, whichever of them is the good one.
    A cosine stands by log10(1 − c), so that 0.99 and 0.9999 are apart, an error by its log10,
    an SQNR by its dB. Beyond the range, infinite too, it stands at the end. None for NaN.

    Raises:
        KeyError: the metric is not one of ``COLOUR_METRICS``.
        ValueError: the range is none.
    """
    kind = _KINDS[metric]
    _check_range(low, high)
    if math.isnan(value):
        return None
    if kind is _Kind.COSINE:
        badness: Callable[[float], float] = _nines_missing
        best, worst = high, low
    elif kind is _Kind.DECIBEL:
        badness, best, worst = float.__neg__, high, low
    else:
        badness, best, worst = _decade_above(high), low, high
    start, end, here = badness(float(best)), badness(float(worst)), badness(float(value))
    if end > start and math.isfinite(here):
        return min(max((here - start) / (end - start), 0.0), 1.0)
    # A range without length parts what is better from what is worse.
    return 0.5 if here == start == end else float(here > start)


def value_at(metric: str, place: float, low: float, high: float) -> float:
    """The value that stands at ``place`` (0 best, 1 worst): what ``position`` undoes.

    Raises:
        KeyError, ValueError: as ``position``.
    """
    kind = _KINDS[metric]
    _check_range(low, high)
    if kind is _Kind.DECIBEL:
        return high + place * (low - high)
    if kind is _Kind.COSINE:
        start, end = _nines_missing(high), _nines_missing(low)
        return 1.0 - float(10.0 ** (start + place * (end - start)))
    decade = _decade_above(high)
    start, end = decade(low), decade(high)
    return float(10.0 ** (start + place * (end - start)))


def domain(metric: str, low: float, high: float) -> tuple[float, float]:
    """A range around ``low`` … ``high`` with room on both sides: what its ends can be moved in."""
    kind = _KINDS[metric]
    _check_range(low, high)
    if kind is _Kind.DECIBEL:
        return low - 4 * _DECIBEL_STEP, high + 4 * _DECIBEL_STEP
    if kind is _Kind.COSINE:
        near, far = max(1.0 - high, _FLOAT32), max(1.0 - low, _FLOAT32)
        return 1.0 - min(far * 30.0, 2.0), 1.0 - max(near / 30.0, _FLOAT32)
    most = min(high * 30.0, 1e300)
    return max(low / 30.0, most * 10.0**-_DECADES), most


def rounded_limit(metric: str, value: float) -> float:
    """A limit near ``value`` that can be said in a few digits: two of a distance or an error,
    whole dB."""
    kind = _KINDS[metric]
    if kind is _Kind.DECIBEL:
        return float(round(value))
    if kind is _Kind.COSINE:
        return 1.0 - float(f"{1.0 - value:.1e}")
    return float(f"{value:.1e}")


def _nines_missing(cosine: float) -> float:
    """log10(1 − c)."""
    return math.log10(max(1.0 - cosine, _FLOAT32)) if cosine > -math.inf else math.inf


def _decade_above(high: float) -> Callable[[float], float]:
    """log10 of errors, with an end for those that are next to nothing beside ``high``."""
    least = max(high * 10.0**-_DECADES, 5e-324)

    def decade(error: float) -> float:
        return math.log10(max(error, least)) if error < math.inf else math.inf

    return decade


def _check_range(low: float, high: float) -> None:
    if not (math.isfinite(low) and math.isfinite(high) and low <= high):
        raise ValueError(f"{low} … {high} is no range")


def default_range(metric: str, values: Iterable[float]) -> tuple[float, float]:
    """``(low, high)`` that holds all but the outermost twentieth of ``values`` at either end.

    Both are round numbers with some room between them; the metric's usual range where no value is
    finite. What is perfect is left out: it stands at the good end of any range.
    """
    kind = _KINDS[metric]
    finite = sorted(value for value in values if math.isfinite(value))
    if kind is _Kind.DECIBEL:
        if not finite:
            return _USUAL[kind]
        low = math.floor(_share(finite, 0.05) / _DECIBEL_STEP) * _DECIBEL_STEP
        high = math.ceil(_share(finite, 0.95) / _DECIBEL_STEP) * _DECIBEL_STEP
        return (low, high) if high - low >= 2 * _DECIBEL_STEP else (low, low + 2 * _DECIBEL_STEP)
    if kind is _Kind.COSINE:
        distances = sorted(1.0 - value for value in finite if 1.0 - value > _FLOAT32)
        if not distances:
            return _USUAL[kind]
        near, far = _decades_around(distances)
        return 1.0 - min(far, 2.0), 1.0 - near
    errors = [value for value in finite if value > _NO_ERROR]
    decades = _FITTED_DECADES.get(metric, _DECADES)
    return _decades_around(errors, decades) if errors else _USUAL[kind]


def _decades_around(values: Sequence[float], most: int = _DECADES) -> tuple[float, float]:
    """Round numbers around ascending positive ``values``, a decade apart at the least."""
    high = _round_up(_share(values, 0.95))
    low = max(_share(values, 0.05), high * 10.0**-most)
    return min(_round_down(low), _round_down(high / 10.0)), high


def _share(ascending: Sequence[float], share: float) -> float:
    """The value below which ``share`` of them lie; one that is there, never between two."""
    return ascending[round(share * (len(ascending) - 1))]


def _round_down(value: float) -> float:
    """The next of 1, 2, 5, 10 … that is not above ``value``."""
    return max((mark for mark in _marks_about(value) if mark <= value * (1 + 1e-9)), default=value)


def _round_up(value: float) -> float:
    """The next of 1, 2, 5, 10 … that is not below ``value``."""
    return min((mark for mark in _marks_about(value) if mark >= value * (1 - 1e-9)), default=value)


def _marks_about(value: float) -> list[float]:
    """1, 2, 5 and 10 of the decade ``value`` lies in; fewer at the very ends of a double."""
    if value <= 0.0:
        return []
    power = 10.0 ** math.floor(math.log10(value))
    return [step * power for step in (1.0, 2.0, 5.0, 10.0) if 0.0 < step * power < math.inf]


def scale_ticks(metric: str, low: float, high: float) -> tuple[tuple[float, str], ...]:
    """``(position, number)`` of the marks of a legend, from the best to the worst.

    The ends, and between them the whole decades (steps of 5, 10, 20 … dB) that fit.
    """
    kind = _KINDS[metric]
    _check_range(low, high)
    if kind is _Kind.DECIBEL:
        step = next(s for s in (5, 10, 20, 50, 100, 1000) if (high - low) / s <= 5 or s == 1000)
        inner = [float(k * step) for k in range(math.ceil(low / step), math.floor(high / step) + 1)]
    elif kind is _Kind.COSINE:
        inner = [1.0 - 10.0**power for power in range(-7, 1)]
    else:
        top = math.floor(math.log10(high)) if high > 0.0 else 0
        inner = [10.0**power for power in range(top - _DECADES, top + 1)]
    best, worst = (high, low) if higher_is_better(metric) else (low, high)
    ticks = [(0.0, tick_text(metric, best)), (1.0, tick_text(metric, worst))]
    for value in inner:
        place = position(metric, value, low, high)
        # A number that would stand on another one is left out.
        if place is not None and all(abs(place - other) >= 0.12 for other, _ in ticks):
            ticks.append((place, tick_text(metric, value)))
    return tuple(sorted(ticks))


def tick_text(metric: str, value: float) -> str:
    """A limit of a scale as short as it can be said."""
    if _KINDS[metric] is _Kind.COSINE and 0.0 < 1.0 - value < 1.0:
        decimals = 1 - math.floor(math.log10(1.0 - value))
        return f"{value:.{decimals}f}".rstrip("0")
    text = f"{abs(value):g}".replace("e-0", "e-").replace("e+0", "e")
    return f"−{text}" if value < 0.0 else text


# --- the scale's colours --------------------------------------------------------------------

# Even steps of lightness in OKLCH, from next to the background to what stands out most from it:
# worse is more salient, and without any sense of hue the order stays. From a cool blue to a hot red
# in both themes, since green would pass for good and yellow for a warning. On a dark background the
# lightest is pale, and pale is quiet: there the scale ends where red is at its strongest.
_SCALE_LIGHT = (
    "#dde8f3", "#c5d5ef", "#b5c0e9", "#aaa9e1", "#ab8fd1", "#af73ba", "#b25599", "#b2356e",
    "#a51947", "#8f082a", "#78000e",
)  # fmt: skip
_SCALE_DARK = (
    "#353e47", "#354663", "#3d4c7f", "#4d4e9b", "#644cb3", "#7f47c7", "#a641bc", "#cb3ba6",
    "#ea3784", "#fe4559", "#ff692d",
)  # fmt: skip
_NO_NUMBER_LIGHT, _NO_NUMBER_DARK = "#ffffff", "#262c34"
STEPS = 101
"""So many colours a scale has: with more, rounding to eight bits would make some lighter again."""


def colour_at(place: float | None, dark: bool) -> str:
    """The colour (``#rrggbb``) of a ``position``: next to the background for 0, the most salient
    for 1; the background itself for None, which wants a dashed outline beside it."""
    if place is None:
        return _NO_NUMBER_DARK if dark else _NO_NUMBER_LIGHT
    return scale_colours(dark)[round(min(max(place, 0.0), 1.0) * (STEPS - 1))]


@cache
def scale_colours(dark: bool) -> tuple[str, ...]:
    """The ``STEPS`` colours of the scale, best first."""
    anchors = [_channels(anchor) for anchor in (_SCALE_DARK if dark else _SCALE_LIGHT)]
    colours = []
    for step in range(STEPS):
        place = step / (STEPS - 1) * (len(anchors) - 1)
        at = min(int(place), len(anchors) - 2)
        share = place - at
        mixed = (
            round(a + share * (b - a)) for a, b in zip(anchors[at], anchors[at + 1], strict=True)
        )
        colours.append("#" + "".join(f"{channel:02x}" for channel in mixed))
    return tuple(colours)


def text_on(colour: str) -> str:
    """Black or white, whichever reads better on ``colour``: a contrast of 4.5:1 at the least."""
    luminance = _luminance(colour)
    # WCAG: (lighter + 0.05) / (darker + 0.05).
    on_black, on_white = (luminance + 0.05) / 0.05, 1.05 / (luminance + 0.05)
    return "#000000" if on_black >= on_white else "#ffffff"


def _channels(colour: str) -> tuple[int, int, int]:
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def _luminance(colour: str) -> float:
    """Relative luminance of sRGB (WCAG 2.1)."""
    red, green, blue = (
        c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4
        for c in (channel / 255 for channel in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# --- what a view is told --------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Colouring:
    """By what pairs are coloured: ``severity``, or a metric on the scale ``low`` … ``high``.

    ``low`` and ``high`` are in the metric's own unit; by severity they say nothing. ``numbers``
    gives a pair's number where that is none of its own metrics: what it adds to the error.

    Raises:
        ValueError: ``by`` is neither, or the range is none.
    """

    by: str = BY_SEVERITY
    low: float = 0.0
    high: float = 1.0
    numbers: Callable[[PairResult], float] | None = None

    def __post_init__(self) -> None:
        if self.by != BY_SEVERITY and self.by not in _KINDS:
            raise ValueError(f"{self.by} cannot colour")
        _check_range(self.low, self.high)

    @classmethod
    def fitted(
        cls,
        by: str,
        values: Iterable[float],
        numbers: Callable[[PairResult], float] | None = None,
    ) -> Colouring:
        """By a metric, on the range that fits ``values``."""
        return cls(by, *default_range(by, values), numbers)
