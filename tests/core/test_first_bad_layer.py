"""Which layer to look at first: by its definition, in any network, and in linear time."""

from __future__ import annotations

from collections.abc import Iterator

from comparison_samples import caffe, network, node, plan, quant
from hypothesis import given
from hypothesis import strategies as st

from core.comparison.model import PairResult, Severity
from core.comparison.summary import first_bad_layer
from core.network.model import Network

NAMES = "abcdefg"
WRONG = (Severity.BAD, Severity.BROKEN)


def judged(net: Network, severities: dict[str, Severity]) -> list[PairResult]:
    planned = plan([caffe(name) for name in severities], [quant(name) for name in severities],
                   prototxt=net)  # fmt: skip
    return [PairResult(pair, severities[pair.layer], None, 0, 0, 0) for pair in planned.pairs]


def nearest_paired(net: Network, name: str, paired: set[str], seen: set[str]) -> Iterator[str]:
    for tail, head in net.edges:
        if head == name and tail not in seen:
            seen.add(tail)
            if tail in paired:
                yield tail
            else:
                yield from nearest_paired(net, tail, paired, seen)


@given(
    st.lists(st.tuples(st.sampled_from(NAMES), st.sampled_from(NAMES)), max_size=14, unique=True),
    st.dictionaries(st.sampled_from(NAMES), st.sampled_from(Severity)),
)
def test_nothing_upstream_of_it_is_wrong(
    edges: list[tuple[str, str]], severities: dict[str, Severity]
) -> None:
    net = network([node(name) for name in NAMES], edges)
    results = judged(net, severities)
    expected = None
    for result in results:
        name = result.pair.node
        fed_by = nearest_paired(net, name, set(severities), {name})
        if severities[name] in WRONG and not any(severities[one] in WRONG for one in fed_by):
            expected = name
            break
    assert first_bad_layer(net, results) == expected


class Counted(dict[str, tuple[str, ...]]):
    """Says how many neighbours it was asked for."""

    asked = 0

    def get(self, key: str, default: object = ()) -> tuple[str, ...]:  # type: ignore[override]
        found = super().get(key, ())
        self.asked += len(found)
        return found


def test_a_long_way_is_not_gone_for_each_layer_behind_it() -> None:
    size = 200
    way = [f"way{at}" for at in range(size)]
    ends = [f"end{at}" for at in range(size)]
    edges = [*zip(["start", *way], way, strict=False), *((way[-1], end) for end in ends)]
    net = network([node(name) for name in ("start", *way, *ends)], edges)
    results = judged(net, dict.fromkeys(("start", *ends), Severity.BAD))
    forward, back = Counted(net.outputs_of), Counted(net.inputs_of)
    vars(net).update(outputs_of=forward, inputs_of=back)
    assert first_bad_layer(net, results[::-1]) == "start"
    assert forward.asked + back.asked <= 2 * len(edges)
