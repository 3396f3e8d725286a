"""What the cosine does not see: causes named in pairs that are good by it.

An offset or a factor on every value of a layer leaves its cosine as it is. Where most layers of a
run are off by one power of two, it is the number format they were read in, and nothing else that is
found means much.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from core.comparison.findings.sentences import title_of
from core.comparison.model import Finding, PairResult, Severity
from core.comparison.net_findings.flow import prefix_of, some_of
from core.messages import translate

_HARMLESS = frozenset({"rounding_noise"})
"""Says that nothing is wrong."""

_FEWEST, _SHARE = 3, 0.5
"""So many pairs, and that share of all that were read, tell of a number format."""


def find_format(
    results: Sequence[PairResult], folders: Sequence[str]
) -> Iterator[tuple[int, Finding]]:
    """For each right run read in another format than its own: its number, and the finding."""
    read: Counter[int] = Counter()
    found: Counter[tuple[int, str, str, str]] = Counter()
    for result in results:
        run = result.pair.right_index
        read[run] += result.metrics is not None
        for one in result.findings:
            if one.code == "power_of_two_gain" and "fits" in one.evidence:
                told = one.evidence
                found[run, str(told["side"]), str(told["read_as"]), str(told["fits"])] += 1
    for (run, side, read_as, fits), count in sorted(found.items()):
        if count >= _FEWEST and count >= _SHARE * read[run]:
            yield run, _format_finding(run, side, read_as, fits, count, read[run], folders)


def _format_finding(
    run: int, side: str, read_as: str, fits: str, count: int, read: int, folders: Sequence[str]
) -> Finding:
    if side == "right":
        text = translate(
            "core",
            "The hex of the right run was read as {read_as} and fits {fits}: {n} of {all} pairs "
            "are off by that power of two. Set the hex format to {fits} and compare again.",
        )
    else:
        text = translate(
            "core",
            "The hex of the left run was read as {read_as} and fits {fits}: {n} of {all} pairs "
            "are off by that power of two. Set the hex format to {fits} and compare again.",
        )
    evidence = {
        "right_index": run,
        "side": side,
        "read_as": read_as,
        "fits": fits,
        "pairs": count,
        "of": read,
    }
    text = text.format(read_as=read_as, fits=fits, n=count, all=read)
    return Finding("number_format", prefix_of(run, folders) + text, evidence)


def find_unseen(results: Sequence[PairResult], folders: Sequence[str]) -> Iterator[Finding]:
    """For each right run with causes in good pairs one finding, which lists them."""
    runs: dict[int, list[tuple[str, str, str]]] = {}
    for result in results:
        cause = _cause(result) if result.severity is Severity.GOOD else None
        if cause is not None:
            pair = result.pair
            runs.setdefault(pair.right_index, []).append((pair.layer, pair.title, cause.code))
    for run, unseen in sorted(runs.items()):
        named = [
            translate("core", "{layer} ({cause})").format(
                layer=title, cause=title_of(code) or code.replace("_", " ")
            )
            for _, title, code in unseen
        ]
        if len(named) == 1:
            text = translate("core", "Good by its cosine, and yet not right: {layers}.")
        else:
            text = translate(
                "core", "{n} layers are good by their cosine, and yet not right: {layers}."
            )
        evidence = {
            "right_index": run,
            "layers": [{"layer": layer, "code": code} for layer, _, code in unseen],
        }
        text = text.format(n=len(named), layers=some_of(named))
        yield Finding("unseen_by_cosine", prefix_of(run, folders) + text, evidence)


def _cause(result: PairResult) -> Finding | None:
    return next((one for one in result.findings if one.code not in _HARMLESS), None)
