"""What findings about the network tell, for whoever shows it. Quick to import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from core.comparison.model import Comparison, Finding, Severity, Summary

ORDER = (
    "number_format",
    "preprocessing",
    "input_differs",
    "nan_birth",
    "unseen_by_cosine",
    "cliff",
    "slow_slide",
    "origin",
    "recovers",
)
"""Codes of findings about the network as a whole, the most important first: where the data differ
nothing behind them means much."""

CAUSES = frozenset(
    {"number_format", "preprocessing", "input_differs", "nan_birth", "unseen_by_cosine"}
)
"""Those that say what to mend, and not only how the error runs."""


OF_ADDED_ERROR = frozenset({"cliff", "slow_slide"})
"""Those that say how much layers add, in per cent of their signal."""


@dataclass(frozen=True, slots=True)
class Origin:
    """A bad or broken layer none of whose inputs is bad or broken."""

    layer: str
    right_index: int
    severity: str
    cosine: float | None
    explains: int
    """How many bad or broken layers follow from it, along the edges, through such layers alone."""
    mostly_inherited: bool
    """More of its error came in, with inputs that are warn, than it adds: it crosses the limit
    rather than makes the error."""
    unreadable: bool = False
    """It cannot be read: whether there is an error nobody knows."""


def about_network(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Those findings that are about the network as a whole, the most important first."""
    place = {code: at for at, code in enumerate(ORDER)}
    return tuple(
        sorted((one for one in findings if one.code in place), key=lambda one: place[one.code])
    )


def misread_runs(findings: Iterable[Finding]) -> frozenset[int]:
    """The right runs that were read in another number format than their own: until they are read
    in the right one, nothing else about them means much."""
    return frozenset(
        run
        for finding in findings
        if finding.code == "number_format"
        and isinstance(run := finding.evidence.get("right_index"), int)
    )


class _First(NamedTuple):
    """A layer to look at first, in a run or in any, where its severity is one of these."""

    layer: str
    run: object
    severities: tuple[Severity, ...]


def first_to_look_at(summary: Summary, findings: Iterable[Finding]) -> str | None:
    """The layer to look at first: bad or broken, else one that only its cosine lets pass.

    None with a bad or broken layer of which nobody knows whether it is the first, and where
    nothing is wrong but in runs that were read in another number format than their own.
    """
    first = _first(summary, tuple(findings))
    return None if first is None else first.layer


def _first(summary: Summary, findings: Sequence[Finding]) -> _First | None:
    wrong = (Severity.BAD, Severity.BROKEN)
    if summary.first_bad_layer is not None:
        if not misread_runs(findings):
            return _First(summary.first_bad_layer, None, wrong)
        # Of runs that were misread no origin is told.
        for origin in origins_in(findings):
            return _First(origin.layer, origin.right_index, wrong)
    elif summary.bad or summary.broken:
        return None
    for finding in findings:
        listed = finding.evidence.get("layers") if finding.code == "unseen_by_cosine" else None
        for one in listed if isinstance(listed, Sequence) else ():
            run = finding.evidence.get("right_index")
            return _First(str(one["layer"]), run, (Severity.GOOD,))
    return None


def pair_to_look_at(comparison: Comparison) -> int:
    """Place in the results of the pair that ``first_to_look_at`` means; −1 for none."""
    first = _first(comparison.summary, comparison.plan.findings)
    if first is None:
        return -1
    for place, one in enumerate(comparison.results):
        pair = one.pair
        if (
            pair.layer == first.layer
            and one.severity in first.severities
            and first.run in (None, pair.right_index)
        ):
            return place
    return -1


def most_followers_first(origins: Iterable[Origin]) -> list[Origin]:
    """In the order in which they are told and listed; equals as they come."""
    return sorted(origins, key=lambda one: -one.explains)


def origins_in(findings: Iterable[Finding]) -> tuple[Origin, ...]:
    """The origins that ``origin`` findings list, in the order of runs and of the network."""
    found = []
    for finding in findings:
        listed = finding.evidence.get("origins") if finding.code == "origin" else None
        for one in listed if isinstance(listed, Sequence) else ():
            if isinstance(one, Mapping):
                cosine = one["cosine_similarity"]
                found.append(
                    Origin(
                        str(one["layer"]),
                        int(one["right_index"]),
                        str(one["severity"]),
                        None if cosine is None else float(cosine),
                        int(one["explains"]),
                        bool(one["mostly_inherited"]),
                        bool(one.get("unreadable")),
                    )
                )
    return tuple(found)
