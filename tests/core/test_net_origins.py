"""Where error begins, how it grows, and where it ends: against the definitions, in any network."""

from __future__ import annotations

import math
from collections.abc import Mapping
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from net_samples import NAMES, WRONG, Said, case, chain, downstream, edges, nearest, upstream

from core.comparison.added_error import added_errors
from core.comparison.model import NonFinite, Problem, Severity
from core.comparison.net_findings.births import find_births
from core.comparison.net_findings.growth import find_growth, way_to
from core.comparison.net_findings.origins import find_origins
from core.comparison.net_findings.recovery import find_recoveries
from core.comparison.net_findings.told import origins_in
from core.comparison.summary import first_bad_layer

GOOD, WARN, BAD, BROKEN = Severity


def added_of(made) -> list[float]:
    pairs = [result.pair for result in made.results]
    return added_errors(made.net, pairs, dict(enumerate(made.results)))


def growth(made) -> dict[str, Mapping[str, object]]:
    found = find_growth(made.flow, made.run, made.results, added_of(made))
    return {one.code: one.evidence for one in found}


severities = st.dictionaries(st.sampled_from(NAMES), st.sampled_from(Severity), min_size=1)


# --- origins ------------------------------------------------------------------------------------


@settings(deadline=None)
@given(edges(), severities)
def test_an_origin_has_only_sound_inputs_and_explains_what_is_wrong_behind_it(
    ways: list[tuple[str, str]], levels: dict[str, Severity]
) -> None:
    made = case(NAMES, ways, {name: Said(level) for name, level in levels.items()})
    wrong = {name for name, level in levels.items() if level in WRONG}

    def reached(name: str) -> set[str]:
        found: set[str] = set()
        for tail, head in ways:
            if tail == name and (head in wrong or head not in levels):
                found |= {head} | reached(head)
        return found

    expected = [
        (name, len(reached(name) & wrong))
        for name in NAMES
        if name in wrong and not nearest(made.net, name, levels) & wrong
    ]
    origins = origins_in(find_origins(made.flow, made.run, made.results))
    assert [(one.layer, one.explains) for one in origins] == expected
    first = first_bad_layer(made.net, made.results)
    assert first == (origins[0].layer if origins else None)


@settings(deadline=None)
@given(
    edges(),
    st.dictionaries(st.sampled_from(NAMES), st.floats(0.01, 2.0), min_size=1),
    st.sets(st.sampled_from(NAMES)),
)
def test_an_origin_that_adds_less_than_came_in_is_not_said_to_make_its_error(
    ways: list[tuple[str, str]], reds: dict[str, float], bad: set[str]
) -> None:
    said = {name: Said(BAD if name in bad else WARN, 0.9, red) for name, red in reds.items()}
    made = case(NAMES, ways, said)
    for one in origins_in(find_origins(made.flow, made.run, made.results, added_of(made))):
        fed_by = nearest(made.net, one.layer, reds)
        came_in = sum(reds[name] ** 2 for name in fed_by) / max(len(fed_by), 1)
        out = reds[one.layer] ** 2
        if not math.isclose(out, 2 * came_in, rel_tol=1e-6):
            assert one.mostly_inherited == (out < 2 * came_in)


def test_a_layer_that_could_not_be_read_is_not_said_to_make_error() -> None:
    said = {
        "a": Said(GOOD),
        "b": Said(BROKEN, problem=Problem.UNREADABLE),
        "c": Said(GOOD),
        "d": Said(BAD, cosine=0.5),
    }
    made = chain(said)
    (found,) = find_origins(made.flow, made.run, made.results)
    assert [(one.layer, one.unreadable) for one in origins_in([found])] == [
        ("b", True),
        ("d", False),
    ]
    assert found.text == (
        "The error begins at d; no bad or broken layer reads it, so that the others have origins "
        "of their own. One layer with good inputs could not be read (in brackets, how many bad or "
        "broken layers follow without a better one between): b (0)."
    )
    made = case(["b"], [], {"b": said["b"]})
    (found,) = find_origins(made.flow, made.run, made.results)
    assert found.text.startswith("One layer with good inputs could not be read")


@pytest.mark.parametrize("problem", [Problem.LENGTH_MISMATCH, Problem.NON_FINITE])
def test_a_layer_with_nan_or_of_another_length_makes_its_error(problem: Problem) -> None:
    said = {"a": Said(GOOD), "b": Said(BROKEN, problem=problem)}
    made = chain(said)
    (found,) = find_origins(made.flow, made.run, made.results)
    assert found.text == "b alone is bad or broken."


def test_where_all_is_good_or_warn_nothing_begins() -> None:
    made = chain({"a": Said(GOOD), "b": Said(WARN, 0.97, 0.2)})
    assert not list(find_origins(made.flow, made.run, made.results))


def test_the_sentence_names_the_layers_with_most_behind_them_first() -> None:
    ways = [("a", "b"), ("b", "c"), ("c", "d"), ("b", "e"), ("e", "f")]
    said = dict.fromkeys("acdef", Said(BAD, 0.9, 0.4)) | {"b": Said(GOOD)}
    made = case("abcdef", ways, said)
    (finding,) = find_origins(made.flow, made.run, made.results)
    assert "c (1), e (1), a (0)" in finding.text
    assert finding.evidence["wrong_layers"] == 5


def test_many_origins_are_counted_each_for_itself() -> None:
    """Each of 40 layers feeds one of a chain of 40: the first has all of it behind it."""
    count = 40
    chained = [f"c{at}" for at in range(count)]
    starts = [f"s{at}" for at in range(count)]
    ways = [*pairwise(chained), *zip(starts, chained, strict=True)]
    names = [name for both in zip(starts, chained, strict=True) for name in both]
    made = case(names, ways, dict.fromkeys(names, Said(BAD, 0.9, 0.4)))
    origins = origins_in(find_origins(made.flow, made.run, made.results))
    assert {one.layer: one.explains for one in origins} == {
        f"s{at}": count - at for at in range(count)
    }


def test_layers_that_only_cross_the_limit_are_told_apart() -> None:
    said = {
        "a": Said(BAD, 0.9, 0.4),
        "b": Said(GOOD, 1.0, 0.0),
        "c": Said(WARN, 0.97, 0.3),
        "d": Said(BAD, 0.94, 0.35),
        "e": Said(BAD, 0.94, 0.35),
    }
    made = chain(said)
    (finding,) = find_origins(made.flow, made.run, made.results, added_of(made))
    assert [one.mostly_inherited for one in origins_in([finding])] == [False, True]
    assert "origins of their own. 1 more turns bad" in finding.text
    assert finding.text.endswith("mostly with its inputs: d (1).")
    del said["a"]
    made = chain(said)
    (finding,) = find_origins(made.flow, made.run, made.results, added_of(made))
    assert "One layer turns bad with error that came mostly with its inputs" in finding.text


# --- cliff and slide ------------------------------------------------------------------------------


def test_error_that_appears_at_one_layer_is_a_cliff() -> None:
    made = chain(
        {
            "a": Said(GOOD, 1.0, 0.01),
            "b": Said(GOOD, 1.0, 0.02),
            "c": Said(BAD, 0.2, 0.9),
            "d": Said(BAD, 0.2, 0.91),
        }
    )
    found = growth(made)
    assert list(found) == ["cliff"]
    (layer,) = found["cliff"]["layers"]
    assert layer["layer"] == "c"
    assert layer["added_error"] == pytest.approx(math.sqrt(0.9**2 - 0.02**2))
    assert layer["largest_before"] == pytest.approx(math.sqrt(0.02**2 - 0.01**2))


def test_what_stands_before_a_cliff_is_said() -> None:
    texts = []
    for before in (0.0, 0.02, None):
        said = {} if before is None else {"a": Said(GOOD, 1.0, before)}
        made = chain(said | {"b": Said(BAD, 0.2, 0.9)})
        (finding,) = find_growth(made.flow, made.run, made.results, added_of(made))
        texts.append(finding.text.replace("\N{NO-BREAK SPACE}%", " %"))
    assert "b adds 90 % of its signal, no layer before it any" in texts[0]
    assert "b adds 90 % of its signal, every layer before it at most 2 %" in texts[1]
    assert "from b on: 90 % of its signal, and no layer before it was compared" in texts[2]


def test_error_that_grows_a_little_at_each_layer_slides() -> None:
    count, each = 62, 0.05
    said = {}
    for at in range(1, count + 1):
        red = each * math.sqrt(at)
        level = GOOD if red < 0.14 else WARN if red < 0.32 else BAD
        said[f"l{at}"] = Said(level, 0.999 if level is GOOD else 0.97, red)
    found = growth(chain(said))
    assert list(found) == ["slow_slide"]
    slide = found["slow_slide"]
    first_bad = next(name for name, one in said.items() if one.severity is BAD)
    assert (slide["from"], slide["to"]) == ("l1", first_bad)
    assert slide["layers"] == slide["way"] == int(first_bad[1:])
    assert slide["added_each"] == pytest.approx(each)
    assert slide["largest_added"] == pytest.approx(each)


def test_two_layers_that_share_the_error_are_neither() -> None:
    made = chain(
        {
            "a": Said(GOOD, 1.0, 0.01),
            "b": Said(WARN, 0.97, 0.25),
            "c": Said(WARN, 0.97, 0.25),
            "d": Said(BAD, 0.9, 0.36),
        }
    )
    # b alone is a cliff, up to warn; d adds no three times as much.
    assert [one["layer"] for one in growth(made)["cliff"]["layers"]] == ["b"]
    made = chain(
        {"a": Said(GOOD, 1.0, 0.1), "b": Said(WARN, 0.97, 0.27), "c": Said(BAD, 0.9, 0.36)}
    )
    assert growth(made) == {}


@settings(deadline=None)
@given(
    edges(),
    st.dictionaries(
        st.sampled_from(NAMES),
        st.tuples(st.sampled_from((GOOD, WARN, BAD)), st.floats(0.0, 2.0)),
        min_size=1,
    ),
)
def test_a_cliff_stands_out_from_everything_before_it(
    ways: list[tuple[str, str]], levels: dict[str, tuple[Severity, float]]
) -> None:
    made = case(NAMES, ways, {name: Said(level, 0.9, red) for name, (level, red) in levels.items()})
    added = {
        result.pair.layer: own for result, own in zip(made.results, added_of(made), strict=True)
    }
    expected = [
        name
        for name in NAMES
        if name in levels
        and levels[name][0] is not GOOD
        and added[name] > 0
        and added[name] ** 2 >= 0.75 * levels[name][1] ** 2
        and all(
            added[name] >= 3 * added[before]
            for before in upstream(made.net, name)
            if before in levels and math.isfinite(added[before])
        )
    ]
    found = growth(made).get("cliff", {"layers": []})
    assert [one["layer"] for one in found["layers"]] == expected


@settings(deadline=None)
@given(
    edges(),
    st.dictionaries(st.sampled_from(NAMES), st.floats(0.0, 2.0), min_size=1),
    st.sampled_from(NAMES),
)
def test_the_way_goes_back_along_the_worst_inputs(
    ways: list[tuple[str, str]], reds: dict[str, float], end: str
) -> None:
    made = case(NAMES, ways, {name: Said(BAD, 0.9, red) for name, red in reds.items()})
    flow = made.flow
    way = [flow.names[at] for at in way_to(flow, made.run, flow.place[end])]
    assert way[-1] == end
    for before, after in pairwise(way):
        fed_by = nearest(made.net, after, reds)
        assert before in fed_by
        assert reds[before] == max(reds[name] for name in fed_by)
    assert not nearest(made.net, way[0], reds)


# --- recovery -------------------------------------------------------------------------------------


@settings(deadline=None)
@given(edges(), severities)
def test_error_has_gone_where_all_is_good_from_there_on(
    ways: list[tuple[str, str]], levels: dict[str, Severity]
) -> None:
    said = {
        name: Said(level, problem=Problem.NON_FINITE if level is BROKEN else None)
        for name, level in levels.items()
    }
    made = case(NAMES, ways, said)
    expected = [
        name
        for name in NAMES
        if levels.get(name) is GOOD
        and any(levels.get(one) in WRONG for one in upstream(made.net, name))
        and any(levels[one] is not GOOD for one in nearest(made.net, name, levels))
        and all(levels.get(one, GOOD) is GOOD for one in downstream(made.net, name))
    ]
    found = [one.evidence["layers"] for one in find_recoveries(made.flow, made.run, made.results)]
    assert found == ([expected] if expected else [])


@pytest.mark.parametrize("problem", [Problem.LENGTH_MISMATCH, Problem.UNREADABLE])
def test_a_pair_that_could_not_be_compared_is_no_error_that_goes_away(problem: Problem) -> None:
    made = chain({"a": Said(BROKEN, problem=problem), "b": Said(GOOD)})
    assert not list(find_recoveries(made.flow, made.run, made.results))


# --- NaN and Inf ----------------------------------------------------------------------------------

HELD = st.sampled_from([(0, 0), (1, 0), (0, 2), (3, 3)])


def holding(left: int, right: int) -> Said:
    broken = (left > 0) != (right > 0)
    return Said(
        BROKEN if broken else GOOD,
        problem=Problem.NON_FINITE if broken else None,
        left=NonFinite(left, 0, 5 if left else -1),
        right=NonFinite(0, right, 7 if right else -1),
    )


@settings(deadline=None)
@given(edges(), st.dictionaries(st.sampled_from(NAMES), HELD, min_size=1))
def test_nan_is_born_where_no_input_has_any(
    ways: list[tuple[str, str]], held: dict[str, tuple[int, int]]
) -> None:
    made = case(NAMES, ways, {name: holding(*both) for name, both in held.items()})
    expected = {}
    for side, word in ((0, "left"), (1, "right")):
        born = [
            name
            for name in NAMES
            if name in held
            and held[name][side]
            and not held[name][1 - side]
            and not any(held[one][side] for one in nearest(made.net, name, held))
        ]
        if born:
            expected[word] = born
    found = {
        one.evidence["side"]: [layer["layer"] for layer in one.evidence["layers"]]
        for one in find_births(made.flow, made.run, made.results)
    }
    assert found == expected


def test_what_cannot_be_read_hides_no_nan() -> None:
    unreadable = Said(BROKEN, problem=Problem.UNREADABLE)
    made = chain({"a": holding(0, 2), "b": unreadable, "c": holding(0, 4), "d": Said(GOOD)})
    (finding,) = find_births(made.flow, made.run, made.results)
    assert finding.evidence["layers"] == [
        {"layer": "a", "nan": 0, "inf": 2, "first_index": 7, "follow": 1}
    ]
    assert "first appears at a (0 NaN and 2 Inf, first at index 7)" in finding.text
