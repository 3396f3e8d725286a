"""Sharing out the height, thinning the line, and finding places: by their definitions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from topology_made_up import make_node, make_result
from trend_made_up import make_plan

from core.comparison.model import Severity, Unmatched
from core.network.model import Network
from widgets.trend.frame import Strip, frame_for, heights_in, strips_of
from widgets.trend.marks import few_colours, thinned
from widgets.trend.numbers import TrendNumbers, unmatched_places
from widgets.trend.scale import TrendMetric, axis_for, heights_of

VALUES = st.one_of(
    st.floats(1e-12, 1e6), st.sampled_from([0.0, float("inf"), float("nan"), 1.0, 0.5])
)


@given(
    st.lists(VALUES, min_size=1, max_size=12),
    st.sampled_from(list(TrendMetric)),
    st.sets(st.sampled_from(list(Strip))),
    st.integers(60, 400),
    st.sampled_from([12.0, 17.0]),
)
def test_labels_and_strips_do_not_collide(values, metric, strips, height, label):
    if metric in (TrendMetric.COSINE, TrendMetric.CENTRED_COSINE):
        values = [min(value, 1.0) for value in values]
    with np.errstate(all="ignore"):
        axis = axis_for(metric, heights_of(metric, np.array(values)))
    frame = frame_for(axis, sorted(strips), height, label)
    assert set(frame.strips) == strips
    places = sorted([place for place, _ in frame.ticks] + [s.middle for s in frame.strips.values()])
    shared = max(height, len(strips) * label + 2 * (label / 2 + 1) + 24.0)
    pixel = (frame.top - frame.bottom) / shared
    assert np.all(np.diff(places) >= (label - 1e-6) * pixel)
    assert frame.bottom <= places[0]
    assert places[-1] <= frame.top
    assert {axis.ticks[0], axis.ticks[-1]} & set(frame.ticks)


@given(st.lists(VALUES, min_size=1, max_size=20), st.data())
def test_every_mark_is_in_sight_and_in_its_strip(values, data):
    heights = heights_of(TrendMetric.RED, np.array(values))
    broken = np.array([data.draw(st.booleans()) for _ in values])
    axis = axis_for(TrendMetric.RED, heights)
    strips = strips_of(axis, heights, broken)
    frame = frame_for(axis, [Strip(s) for s in set(strips.tolist()) if s >= 0], 150.0, 15.0)
    marks, line = heights_in(frame, axis, heights, strips)
    assert np.all((marks > frame.bottom) & (marks < frame.top))
    for value, is_broken, mark, joined in zip(values, broken, marks, line, strict=True):
        on_axis = axis.bottom <= mark <= axis.top
        if is_broken or np.isnan(value):
            assert mark < axis.bottom
            assert np.isnan(joined)
        else:
            assert joined == mark
            assert not (on_axis and (value == 0.0 or np.isinf(value)))
            if on_axis:
                assert mark == pytest.approx(-np.log10(value))


@given(st.lists(st.tuples(st.floats(0, 50), st.floats(-5, 5) | st.just(float("nan"))), min_size=1))
def test_a_thinned_line_reaches_as_far_in_every_pixel(points):
    points.sort(key=lambda point: point[0])
    x, y = (np.array(part) for part in zip(*points, strict=True))
    thin_x, thin_y = thinned(x, y)
    columns = np.floor(x)
    assert np.array_equal(np.unique(thin_x), np.unique(columns))
    for column in np.unique(columns):
        inside, thin = y[columns == column], thin_y[thin_x == column]
        if np.isnan(inside).all():
            assert np.isnan(thin).all()
        else:
            assert (np.nanmin(thin), np.nanmax(thin)) == (np.nanmin(inside), np.nanmax(inside))
    assert len(thin_x) == 4 * len(np.unique(columns))


def test_few_colours_stay_as_they_are_and_many_become_few_neighbours():
    some = np.array([0xFF123456, 0xFFD1342F], dtype=np.uint32)
    assert np.array_equal(few_colours(some), some)
    random = np.random.default_rng(1).integers(0, 2**24, 5000, dtype=np.uint32)
    many = random | np.uint32(0xFF000000)
    few = few_colours(many)
    for shift in (0, 8, 16):
        away = (few >> shift & 255).astype(int) - (many >> shift & 255).astype(int)
        assert abs(away).max() <= 8
    assert np.all(few >> 24 == 255)
    assert len(np.unique(few)) < len(np.unique(many))


@given(st.lists(st.sampled_from(["pair", "alone", "both", "none"]), max_size=12), st.randoms())
def test_what_is_unmatched_stands_behind_the_last_pair_up_to_its_own_node(kinds, random):
    names = [f"n{at}" for at in range(len(kinds))]
    paired = [n for n, kind in zip(names, kinds, strict=True) if kind in ("pair", "both")]
    pairs = [make_result(name).pair for name in paired]
    pairs += [replace(make_result("elsewhere").pair, node="")]
    alone = [n for n, kind in zip(names, kinds, strict=True) if kind in ("alone", "both")]
    lonely = [Unmatched(make_result(n).pair.left, -1, "", n) for n in [*alone, "not there"]]
    random.shuffle(lonely)
    network = Network("net", None, tuple(make_node(name) for name in names), ())
    plan = replace(make_plan([]), pairs=tuple(pairs), unmatched=tuple(lonely), network=network)
    expected: dict[float, list[str]] = {}
    for one in lonely:
        if one.node in names:
            here = names.index(one.node)
            before = [at for at, name in enumerate(paired) if names.index(name) <= here]
            place = (before[-1] if before else -1) + 0.5
            expected.setdefault(place, []).append(one.dump.name.file_name)
    assert unmatched_places(plan) == expected
    assert unmatched_places(replace(plan, network=None)) == {}


class Counted(str):
    """A node's name that says how often it was compared or looked up."""

    asked = 0
    __slots__ = ()

    def __hash__(self) -> int:
        Counted.asked += 1
        return super().__hash__()

    __eq__ = str.__eq__


def test_the_search_for_what_is_unmatched_asks_each_pair_once():
    plan = make_plan([f"n{at}" for at in range(200)], [f"n{at}" for at in range(100)])
    pairs = tuple(replace(pair, node=Counted(pair.node)) for pair in plan.pairs)
    Counted.asked = 0
    unmatched_places(replace(plan, pairs=pairs))
    assert Counted.asked == len(pairs)


def test_a_broken_pair_has_no_numbers_even_where_a_part_of_it_could_be_measured():
    numbers = TrendNumbers(make_plan(["a", "b"]))
    torn = replace(make_result("a"), severity=Severity.BROKEN)
    numbers.add([(0, torn), (1, make_result("b", 0.9))])
    for metric in TrendMetric:
        assert np.isnan(numbers.values(metric)[0])
    assert numbers.values(TrendMetric.COSINE)[1] == 0.9
    assert numbers.broken.tolist() == [True, False]
