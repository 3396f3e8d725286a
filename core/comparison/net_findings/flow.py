"""What every family of findings walks along: the edges by place, and what is known at each node."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field

from core.comparison.model import PairResult, Problem, Severity
from core.comparison.ranking import SEVERITY_RANK
from core.dumps.model import Kind
from core.messages import translate
from core.network.model import Network

WRONG = frozenset({Severity.BAD, Severity.BROKEN})


class Flow:
    """A network's nodes by their place in its order, and who feeds whom.

    An edge against the order, which only a cycle has, is left out: one walk forward, or backward,
    sees every node after all that matter to it.
    """

    def __init__(self, network: Network) -> None:
        self.network = network
        self.names = [node.name for node in network.nodes]
        place = self.place = {name: at for at, name in enumerate(self.names)}
        inputs = network.inputs_of
        self.before: list[list[int]] = [
            [place[source] for source in inputs.get(name, ()) if place.get(source, at) < at]
            for at, name in enumerate(self.names)
        ]
        """Places of the nodes that feed each node."""


@dataclass(slots=True)
class RunResults:
    """What one right run's pairs say of each node, by its place; None or NaN where nothing does.

    Pairs are places in the results, in their order.
    """

    run: int
    prefix: str
    """Goes before a sentence: which run it is about, where there are several."""
    outputs: list[list[int]]
    """The pairs of what each node writes."""
    severity: list[Severity | None]
    """The worst of the outputs; None for a node without one."""
    distance: list[float]
    """The greatest relative Euclidean distance of the outputs."""
    first: list[int]
    """The first pair of each node of whatever kind, −1 for none."""
    first_wrong: dict[int, int] = field(default_factory=dict)
    """The first bad or broken pair of each node that has one, of whatever kind."""
    inputs: list[tuple[int, int]] = field(default_factory=list)
    """Each pair of what a node reads, behind the node's place."""
    is_finite: bool = True
    """Whether no output holds NaN or Inf on any side."""

    def output(self, at: int, results: Sequence[PairResult]) -> PairResult:
        """The worst output of a node that has one: by severity, then by cosine."""
        outputs = (results[one] for one in self.outputs[at])
        return max(outputs, key=lambda one: (SEVERITY_RANK[one.severity], -cosine_of(one)))


def by_run(
    flow: Flow, results: Sequence[PairResult], folders: Sequence[str] = ()
) -> list[RunResults]:
    """The results of each right run; ``folders`` name the runs."""
    found: dict[int, RunResults] = {}
    for index, result in enumerate(results):
        pair = result.pair
        at = flow.place.get(pair.node)
        if at is None:
            continue
        run = found.get(pair.right_index)
        if run is None:
            run = found[pair.right_index] = _empty(flow, pair.right_index, folders)
        if run.first[at] < 0:
            run.first[at] = index
        severity = result.severity
        if severity in WRONG:
            run.first_wrong.setdefault(at, index)
        kind = pair.left.name.kind
        if kind is Kind.OUTPUT:
            _add_output(run, at, index, result)
        elif kind is Kind.INPUT:
            run.inputs.append((at, index))
    return [found[number] for number in sorted(found)]


def _empty(flow: Flow, run: int, folders: Sequence[str]) -> RunResults:
    size = len(flow.names)
    nothing: list[Severity | None] = [None] * size
    outputs: list[list[int]] = [[] for _ in range(size)]
    return RunResults(
        run, prefix_of(run, folders), outputs, nothing, [math.nan] * size, [-1] * size
    )


def _add_output(run: RunResults, at: int, index: int, result: PairResult) -> None:
    run.outputs[at].append(index)
    before, severity = run.severity[at], result.severity
    if before is None or SEVERITY_RANK[severity] > SEVERITY_RANK[before]:
        run.severity[at] = severity
    if result.metrics is not None and severity is not Severity.BROKEN:
        distance = result.metrics.relative_euclidean_distance
        if not distance <= run.distance[at]:
            run.distance[at] = distance
    left, right = result.left_non_finite, result.right_non_finite
    if left.nan or left.inf or right.nan or right.inf:
        run.is_finite = False


def prefix_of(run: int, folders: Sequence[str]) -> str:
    """Which run a sentence is about, where there are several."""
    if len(folders) < 2:
        return ""
    return translate("core", "In {folder}: ").format(folder=folders[run])


def is_read(result: PairResult) -> bool:
    """Whether both files could be read, so that a pair says anything of its layer's numbers."""
    return result.problem is not Problem.UNREADABLE


def cosine_of(result: PairResult) -> float:
    """The cosine similarity; −2, below every other, where there is none."""
    cosine = math.nan if result.metrics is None else result.metrics.cosine_similarity
    return -2.0 if math.isnan(cosine) else cosine


def some_of(names: Sequence[str], most: int = 3) -> str:
    """The first few of the names, and how many more there are."""
    if len(names) <= most:
        return ", ".join(names)
    text = translate("core", "{names} and {n} more")
    return text.format(names=", ".join(names[:most]), n=len(names) - most)


def percent(share: float) -> str:
    """A share or a distance in per cent, two digits of it: ``3 %``, ``28 %``, ``270 %``.

    The space is a no-break one: no line may end between the number and its sign.
    """
    hundredth = 100 * share
    number = f"{hundredth:.0f}" if hundredth >= 10 else f"{hundredth:.2g}"
    return f"{number}\N{NO-BREAK SPACE}%"
