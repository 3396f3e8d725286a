"""Why nothing, or little, matched: the likeliest reason and what to do about it."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.comparison.identities import Claims
from core.comparison.lookup import Lookup
from core.comparison.model import Finding, Request
from core.dumps.folder import scan_folder
from core.dumps.kinds import kind_word
from core.dumps.model import Dump, Encoding, Run
from core.errors import CosightError
from core.messages import translate

_LITTLE = 0.2
"""Fewer pairs than this share of the smaller side need an explanation."""
_MOST = 0.5
"""From this share on ambiguity is the explanation, and not one finding among others."""
_MOST_LOOKED_INTO = 40
_QUANTISED = frozenset({"quant", "func", "inst", "board"})


@dataclass(frozen=True, slots=True)
class Meeting:
    """One left run against one right run: who took part, how many met, how many might have."""

    left: Run
    right: Run
    left_claims: Claims
    right_claims: Claims
    pairs: int
    left_ambiguous: int = 0
    right_ambiguous: int = 0

    @property
    def little(self) -> bool:
        """Whether so few met that it needs an explanation."""
        return self.pairs < _LITTLE * min(self._sizes)

    @property
    def ambiguous(self) -> bool:
        """Whether so few met because the names of most leave open who is meant."""
        left, right = self._sizes
        if left == right:
            share = max(self.left_ambiguous, self.right_ambiguous) / max(left, 1)
        elif left < right:
            share = self.left_ambiguous / max(left, 1)
        else:
            share = self.right_ambiguous / max(right, 1)
        return self.little and share >= _MOST

    @property
    def _sizes(self) -> tuple[int, int]:
        return len(self.left_claims.identities), len(self.right_claims.identities)


def advise(
    request: Request, meetings: Sequence[Meeting], prototxt: Lookup | None, dot: Lookup | None
) -> tuple[Finding, ...]:
    """Findings about the runs as a whole, the same one never twice."""
    found: dict[tuple[str, str], Finding] = {}
    for meeting in meetings:
        for finding in _about(request, meeting, prototxt, dot):
            found.setdefault((finding.code, finding.text), finding)
    return tuple(found.values())


def _about(
    request: Request, meeting: Meeting, prototxt: Lookup | None, dot: Lookup | None
) -> Iterator[Finding]:
    same = _same_folder(meeting.left.folder, meeting.right.folder)
    if same:
        yield Finding(
            "same_folder",
            translate(
                "core",
                "Left and right are the same folder, {folder}: every file meets itself; choose "
                "another run on one side.",
            ).format(folder=meeting.left.folder),
            {"folder": str(meeting.left.folder)},
        )
    sides = (
        (meeting.left, meeting.left_claims),
        (meeting.right, meeting.right_claims),
    )
    empty = [run for run, claims in sides if not claims.identities]
    for run in empty:
        yield _no_dumps(run, request)
    if empty:
        return
    if not same and _looks_swapped(meeting):
        yield Finding(
            "swapped",
            translate(
                "core",
                "The left run looks quantised and the right one like the float run: relative "
                "numbers divide by the left side, so the float run is better on the left.",
            ),
        )
    if meeting.little and not meeting.ambiguous:
        yield from _why_little(meeting, prototxt, dot)


def _no_dumps(run: Run, request: Request) -> Finding:
    evidence: dict[str, object] = {"folder": str(run.folder), "dumps": len(run.dumps)}
    if run.dumps:
        kinds = ", ".join(map(kind_word, sorted(request.include)))
        text = translate(
            "core",
            "{folder} holds {n} dumps, but none of the kinds that are compared ({kinds}): include "
            "more kinds.",
        ).format(folder=run.folder, n=len(run.dumps), kinds=kinds)
        return Finding("no_dumps", text, evidence)
    better = next(_folders_with_dumps(run), None)
    if better is None:
        text = translate(
            "core", "{folder} holds no dumps (.float or .hex files): choose another folder."
        ).format(folder=run.folder)
    else:
        text = translate(
            "core", "{folder} holds no dumps (.float or .hex files), but {better} does."
        ).format(folder=run.folder, better=better)
        evidence["better"] = str(better)
    return Finding("no_dumps", text, evidence)


def _folders_with_dumps(run: Run) -> Iterator[Path]:
    """Subfolders, then the parent, that hold dumps; only names are looked at."""
    inside = [run.folder / name for name in run.subfolders[:_MOST_LOOKED_INTO]]
    for folder in (*inside, run.folder.absolute().parent):
        try:
            if scan_folder(folder).dumps:
                yield folder
        except CosightError:
            # A folder that cannot be listed is no help; the run itself could be.
            continue


def _why_little(meeting: Meeting, prototxt: Lookup | None, dot: Lookup | None) -> Iterator[Finding]:
    evidence: dict[str, object] = {
        "pairs": meeting.pairs,
        "left_dumps": len(meeting.left_claims.identities),
        "right_dumps": len(meeting.right_claims.identities),
    }
    numbered = [_numbered(meeting.left_claims), _numbered(meeting.right_claims)]
    if any(numbered):
        finding = _why_ids_fail(meeting, numbered, dot, evidence)
        if finding is not None:
            yield finding
        return
    if prototxt is None and _share_sizes(meeting) >= 0.5:
        code = "prototxt_needed"
        text = translate(
            "core",
            "{left} and {right} hold blobs of the same sizes under other names: give the prototxt, "
            "which knows in-place layers and which layer writes which blob.",
        )
    elif prototxt is not None and _known(meeting.left_claims, prototxt) < 0.5:
        code = "prototxt_mismatch"
        text = translate(
            "core",
            "The prototxt knows few of the names in {left}: is it the one these runs were made "
            "with?",
        )
    elif prototxt is not None and _known(meeting.right_claims, prototxt) < 0.5:
        code = "prototxt_mismatch"
        text = translate(
            "core",
            "The prototxt knows few of the names in {right}: is it the one these runs were made "
            "with?",
        )
    else:
        code = "nothing_matched"
        text = translate(
            "core",
            "{left} and {right} have hardly a name in common: are they runs of the same net?",
        )
    text = text.format(left=meeting.left.folder, right=meeting.right.folder)
    yield Finding(code, text, evidence)


def _why_ids_fail(
    meeting: Meeting,
    numbered: Sequence[Sequence[Dump]],
    dot: Lookup | None,
    evidence: dict[str, object],
) -> Finding | None:
    """None where ``duplicate_ids`` says why."""
    at = 0 if len(numbered[0]) > len(numbered[1]) else 1
    run, dumps = (meeting.left, meeting.right)[at], numbered[at]
    evidence["example"] = dumps[0].name.file_name
    if dot is None:
        text = translate(
            "core",
            "Files such as {file} in {folder} carry a layer's id, not its name: give the "
            "cnn_net_tree.dot that the mapper wrote.",
        )
        return Finding(
            "dot_needed", text.format(file=dumps[0].name.file_name, folder=run.folder), evidence
        )
    if sum(len(dot.all_numbered(dump.name)) > 1 for dump in dumps) >= _MOST * len(dumps):
        return None
    known = sum(dot.numbered(dump.name) is not None for dump in dumps)
    evidence["ids_found"] = known
    if known < len(dumps) / 2:
        text = translate(
            "core",
            "{dot} knows {known} of the {n} layer ids in {folder}: is it the cnn_net_tree.dot of "
            "this run?",
        )
    else:
        text = translate(
            "core",
            "{dot} knows {known} of the {n} layer ids in {folder}, but the other run has hardly "
            "any file of those layers: is it of the same net?",
        )
    source = dot.network.source or translate("core", "The dot")
    text = text.format(dot=source, known=known, n=len(dumps), folder=run.folder)
    return Finding("dot_mismatch", text, evidence)


def _numbered(claims: Claims) -> list[Dump]:
    """Dumps with a ``seg…`` name, where most of the run has one."""
    dumps = [one.dump for one in claims.identities if one.name.layer_id is not None]
    return dumps if len(dumps) > len(claims.identities) / 2 else []


def _known(claims: Claims, network: Lookup) -> float:
    known = sum(network.place(one.names) is not None for one in claims.identities)
    return known / len(claims.identities)


def _share_sizes(meeting: Meeting) -> float:
    """How much of the smaller set of element counts is also in the other."""
    left, right = (
        {math.prod(one.dims) for one in claims.identities if one.dims}
        for claims in (meeting.left_claims, meeting.right_claims)
    )
    smaller = min(len(left), len(right))
    return len(left & right) / smaller if smaller else 0.0


def _looks_swapped(meeting: Meeting) -> bool:
    left, right = meeting.left_claims.identities, meeting.right_claims.identities
    return all(
        one.name.source in _QUANTISED and one.name.encoding is not Encoding.DECIMAL for one in left
    ) and all(one.name.source == "caffe" for one in right)


def _same_folder(left: Path, right: Path) -> bool:
    try:
        return left.samefile(right)
    except OSError:
        return left == right
