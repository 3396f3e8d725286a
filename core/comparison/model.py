"""Plain data of a comparison: what was asked, what met what, and what came out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from core.comparison.vocabulary import Problem as Problem
from core.comparison.vocabulary import Rule as Rule
from core.comparison.vocabulary import Severity as Severity
from core.comparison.vocabulary import Thresholds as Thresholds
from core.dumps.formats import FixedPoint
from core.dumps.model import Dump, Kind, Run
from core.network.model import Network
from core.network.prototxt_advice.model import Advice


@dataclass(frozen=True, slots=True)
class ManualPair:
    """A partner the user picked: file names, not paths."""

    left: str
    right: str
    right_index: int = 0


@dataclass(frozen=True, slots=True)
class Request:
    """Everything a comparison depends on."""

    left: Path
    rights: tuple[Path, ...]
    prototxt: Path | None = None
    dot: Path | None = None
    include: frozenset[Kind] = frozenset({Kind.OUTPUT})
    hex_format: FixedPoint = field(default_factory=FixedPoint)
    manual_pairs: tuple[ManualPair, ...] = ()


PairFiles = tuple[Path, str, Path, str]
"""Folder and name of a left and of a right file."""


@dataclass(frozen=True, slots=True)
class Pair:
    """A left and a right dump of the same blob, with the rule that paired them.

    ``layer`` is the network's name for it where one is known, else the name in the files.
    ``node`` is the name of the network node it belongs to, or empty.
    """

    layer: str
    left: Dump
    right: Dump
    right_index: int
    rule: Rule
    node: str = ""
    shape: tuple[int, int, int] | None = None

    @property
    def files(self) -> PairFiles:
        """Which two files meet: what a pair is known by, from one comparison to the next, too."""
        left, right = self.left, self.right
        return left.folder, left.name.file_name, right.folder, right.name.file_name

    @property
    def title(self) -> str:
        """The layer, and which of its dumps it is unless it is its only output."""
        name = self.left.name
        if name.kind is Kind.OUTPUT and name.index == 0:
            return self.layer
        which = f" {name.index}" if name.kind in (Kind.OUTPUT, Kind.INPUT) else ""
        return f"{self.layer} ({name.kind}{which})"


def place_of(pair: Pair, pairs: Sequence[Pair]) -> int:
    """Where in ``pairs`` the same two files meet; −1 where they do not."""
    left, right = pair.left, pair.right
    name = left.name.file_name
    for place, one in enumerate(pairs):
        # Paths are slow to compare, and of thousands nearly all differ in their names.
        if one.left.name.file_name == name and one.left == left and one.right == right:
            return place
    return -1


@dataclass(frozen=True, slots=True)
class Unmatched:
    """A dump without a partner, and why."""

    dump: Dump
    side: int
    """-1 for the left run, else the index of the right run."""
    reason: str
    node: str = ""
    suggestions: tuple[str, ...] = ()
    """File names on the other side that might be meant, best first: offered, never taken."""


@dataclass(frozen=True, slots=True)
class Finding:
    """A named cause with its evidence: ``code``, one sentence, and numbers."""

    code: str
    text: str
    evidence: Mapping[str, object] = field(default_factory=dict)
    quiet: bool = False
    """Good to know, but no reason to interrupt anybody: it may well be that all is right."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Who meets whom, before any data is read; ``pairs`` in network order, else file order."""

    request: Request
    left: Run
    rights: tuple[Run, ...]
    network: Network | None
    """What is drawn and ordered by: the prototxt, else the dot."""
    dot: Network | None
    """The dot, for ``data_delta`` and ``seg…`` names."""
    pairs: tuple[Pair, ...]
    unmatched: tuple[Unmatched, ...]
    findings: tuple[Finding, ...] = ()
    """What to say aloud: nothing matched and why, ambiguities, files that could not be used."""
    advice: tuple[Advice, ...] = ()
    """What the prototxt alone gives away; ``findings`` tell it too."""


@dataclass(frozen=True, slots=True)
class NonFinite:
    """NaN and Inf on one side of a pair."""

    nan: int = 0
    inf: int = 0
    first_index: int = -1


@dataclass(frozen=True, slots=True)
class Metrics:
    """Numbers about a pair, over the elements where both sides are finite, in float64.

    L = left, R = right, d = L − R. Not-defined values are NaN.
    """

    cosine_similarity: float
    """L·R / (‖L‖‖R‖); 1 for all-zero against all-zero, 0 for all-zero against anything else."""
    max_absolute_error: float
    """max |d|."""
    relative_euclidean_distance: float
    """‖d‖ / ‖L‖."""
    left_mean: float
    left_std: float
    """Population standard deviation."""
    right_mean: float
    right_std: float
    mean_absolute_error: float
    """mean |d|."""
    root_mean_square_error: float
    """√ mean d²."""
    sqnr_db: float
    """10·log10(ΣL² / Σd²), in dB; +inf for equal sides."""
    centred_cosine: float
    """Cosine of L − mean L and R − mean R; blind to a constant offset."""
    max_error_index: int
    """Flat index of max |d|, −1 where nothing was compared."""


METRIC_NAMES: tuple[str, ...] = (
    "cosine_similarity",
    "max_absolute_error",
    "relative_euclidean_distance",
    "left_mean",
    "left_std",
    "right_mean",
    "right_std",
    "mean_absolute_error",
    "root_mean_square_error",
    "sqnr_db",
    "centred_cosine",
)


@dataclass(frozen=True, slots=True)
class PairResult:
    """What came out of one pair."""

    pair: Pair
    severity: Severity
    metrics: Metrics | None
    """None where nothing could be compared."""
    elements: int
    """How many were compared (0 where nothing was)."""
    left_elements: int
    right_elements: int
    problem: Problem | None = None
    message: str = ""
    """One sentence for a broken or noteworthy pair."""
    left_non_finite: NonFinite = NonFinite()
    right_non_finite: NonFinite = NonFinite()
    shape: tuple[int, int, int] | None = None
    """(C, H, W) that fits ``elements``; None where none is known."""
    findings: tuple[Finding, ...] = ()
    side_messages: tuple[str, str] = ("", "")
    """Why the left and the right file cannot be read, empty where it can; ``message`` is both."""


@dataclass(frozen=True, slots=True)
class Summary:
    """Counts and the layer to look at first."""

    pairs: int
    good: int
    warn: int
    bad: int
    broken: int
    unmatched_left: int
    unmatched_right: int
    first_bad_layer: str | None


@dataclass(frozen=True, slots=True)
class Comparison:
    """A finished comparison: ``results`` stand in the order of ``plan.pairs``."""

    plan: Plan
    results: tuple[PairResult, ...]
    summary: Summary
