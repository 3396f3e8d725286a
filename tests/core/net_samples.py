"""Random networks with results, and what feeds what in them by definition: for the findings about
a network as a whole."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from comparison_samples import caffe, network, node, plan, quant
from hypothesis import strategies as st

from core.comparison.model import Metrics, NonFinite, PairResult, Plan, Problem, Severity
from core.comparison.net_findings.flow import Flow, RunResults, by_run
from core.network.model import Network

NAMES = "abcdefgh"
WRONG = (Severity.BAD, Severity.BROKEN)


def metrics(cosine: float = 0.9, red: float = 0.4) -> Metrics:
    """Numbers of a pair of which only these two matter; the left side's mean square is 1."""
    return Metrics(cosine, 1.0, red, 0.0, 1.0, 0.0, 1.0, red, red, 10.0, cosine, 0)


@dataclass(frozen=True)
class Said:
    """What is to be said of one layer's output."""

    severity: Severity = Severity.GOOD
    cosine: float = 1.0
    red: float = 0.0
    problem: Problem | None = None
    left: NonFinite = field(default_factory=NonFinite)
    right: NonFinite = field(default_factory=NonFinite)


@dataclass(frozen=True)
class Case:
    """A network, and a plan with results for some of its nodes."""

    net: Network
    plan: Plan
    results: list[PairResult]

    @property
    def flow(self) -> Flow:
        return Flow(self.net)

    @property
    def run(self) -> RunResults:
        (run,) = by_run(self.flow, self.results)
        return run


def case(names: Iterable[str], edges: Sequence[tuple[str, str]], said: Mapping[str, Said]) -> Case:
    """Outputs alone, one a layer."""
    net = network([node(name) for name in names], edges)
    planned = plan([caffe(name) for name in said], [quant(name) for name in said], prototxt=net)
    results = []
    for pair in planned.pairs:
        one = said[pair.layer]
        numbers = None if one.severity is Severity.BROKEN else metrics(one.cosine, one.red)
        results.append(
            PairResult(
                pair, one.severity, numbers, 24, 24, 24, one.problem, "", one.left, one.right
            )
        )
    return Case(net, planned, results)


def chain(said: Mapping[str, Said]) -> Case:
    """Each layer feeds the next."""
    names = list(said)
    return case(names, list(pairwise(names)), said)


@st.composite
def edges(draw: st.DrawFn) -> list[tuple[str, str]]:
    """Edges of a DAG whose order is that of ``NAMES``."""
    every = [(a, b) for at, a in enumerate(NAMES) for b in NAMES[at + 1 :]]
    return draw(st.lists(st.sampled_from(every), max_size=16, unique=True))


# --- by definition ----------------------------------------------------------------------------


def nearest(net: Network, name: str, known: Iterable[str]) -> set[str]:
    """The nearest nodes upstream of which something is known, by every way there is."""

    def ways(at: str) -> Iterator[str]:
        for tail, head in net.edges:
            if head == at:
                if tail in known:
                    yield tail
                else:
                    yield from ways(tail)

    return set(ways(name))


def downstream(net: Network, name: str) -> set[str]:
    """Every node behind a node."""
    found: set[str] = set()
    for tail, head in net.edges:
        if tail == name:
            found |= {head} | downstream(net, head)
    return found


def upstream(net: Network, name: str) -> set[str]:
    """Every node before a node."""
    return {one.name for one in net.nodes if name in downstream(net, one.name)}
