"""Who meets whom: scan the runs, read the networks, pair by the rules, put in order."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from core.cancelling import Check, heed, look
from core.comparison.advice import Meeting, advise
from core.comparison.identities import Claims, Identity, claims_of
from core.comparison.input_size import other_input_size
from core.comparison.lookup import Lookup
from core.comparison.model import (
    Finding,
    ManualPair,
    Plan,
    Request,
    Rule,
    Unmatched,
)
from core.comparison.order import Guide, build_pairs
from core.comparison.pairing import Matched
from core.comparison.plan_findings import (
    OTHER_CAUSES,
    ambiguities,
    best_first,
    crossed_names,
    duplicate_ids,
    duplicates,
    folders_like_dumps,
    missing_in_rights,
    other_nets,
)
from core.comparison.prototxt_findings import advice_findings
from core.comparison.reasons import Reasons
from core.comparison.rules import match_claims
from core.comparison.suggestions import Suggester
from core.dumps.folder import scan_folder
from core.dumps.model import Dump, Run
from core.errors import CosightError
from core.garbage import no_collection
from core.messages import translate
from core.network.dot import read_dot
from core.network.model import Network
from core.network.prototxt import network_of
from core.network.prototxt_advice.check import check_net
from core.network.prototxt_advice.model import Advice
from core.network.stated_net import read_stated


def make_plan(request: Request, cancelled: Check | None = None) -> Plan:
    """Scan the folders, read the networks and match; no dump is opened.

    Raises:
        CosightError: a folder, the prototxt or the dot cannot be used.
        Cancelled: ``cancelled()`` was true.
    """
    if not request.rights:
        raise CosightError(
            translate("core", "There is no right folder to compare {left} with; give one.").format(
                left=request.left
            )
        )
    with no_collection():
        stated = read_stated(request.prototxt, cancelled) if request.prototxt is not None else None
        prototxt = network_of(stated, cancelled) if stated is not None else None
        dot = read_dot(request.dot, cancelled) if request.dot is not None else None
        left = scan_folder(request.left, cancelled)
        rights = tuple(scan_folder(folder, cancelled) for folder in request.rights)
        advice = check_net(stated, cancelled).advice if stated is not None else ()
        return _plan(request, left, rights, prototxt, dot, advice, cancelled)


def plan_runs(
    request: Request,
    left: Run,
    rights: Sequence[Run],
    prototxt: Network | None = None,
    dot: Network | None = None,
    advice: tuple[Advice, ...] = (),
) -> Plan:
    """Match runs that are scanned already, with networks that are read already."""
    with no_collection():
        return _plan(request, left, rights, prototxt, dot, advice)


def _plan(
    request: Request,
    left: Run,
    rights: Sequence[Run],
    prototxt: Network | None,
    dot: Network | None,
    advice: tuple[Advice, ...] = (),
    cancelled: Check | None = None,
) -> Plan:
    prototxt_names = Lookup(prototxt, cancelled) if prototxt is not None else None
    dot_names = Lookup(dot, cancelled) if dot is not None else None
    networks = [lookup for lookup in (prototxt_names, dot_names) if lookup is not None]
    guide = Guide(prototxt_names or dot_names, dot_names)

    manual, findings = _manual_pairs(request, left, rights)
    left_claims = claims_of(left, request.include, cancelled)
    rounds = [
        _Round(
            index,
            right,
            *_match_round(
                left_claims, right, index, manual, request, networks, dot_names, cancelled
            ),
        )
        for index, right in enumerate(rights)
    ]
    matches = [(*pair, Rule.MANUAL) for pair in manual]
    for one in rounds:
        matches.extend(
            (match.left.dump, match.right.dump, one.index, match.rule)
            for match in one.found.matches
        )
    order = {dump.name.file_name: at for at, dump in enumerate(left.dumps)}
    pairs = build_pairs(matches, guide, order, cancelled)

    unmatched = _unmatched(left_claims, rounds, manual, guide, cancelled)
    pairs_of = Counter([pair.right_index for pair in pairs])
    meetings = [
        Meeting(
            left,
            one.right,
            left_claims,
            one.claims,
            pairs_of[one.index],
            sum(len(clash.lefts) for clash in one.found.clashes),
            sum(len(clash.rights) for clash in one.found.clashes),
        )
        for one in rounds
    ]
    look(cancelled)
    for run, claims in ((left, left_claims), *((one.right, one.claims) for one in rounds)):
        findings.extend(duplicates(run, claims))
        findings.extend(folders_like_dumps(run, request.include))
    for one, meeting in zip(rounds, meetings, strict=True):
        findings.extend(ambiguities(one.found.clashes, any_pair=meeting.pairs > 0))
    if dot_names is not None:
        findings.extend(duplicate_ids(unmatched, dot_names))
    look(cancelled)
    findings.extend(advise(request, meetings, prototxt_names, dot_names))
    look(cancelled)
    if prototxt_names is not None:
        findings.extend(crossed_names(pairs, unmatched, prototxt_names))
        # Of another net's prototxt that is said, and no more.
        if not any(one.code == "prototxt_mismatch" for one in findings):
            findings.extend(other_input_size((left, *rights), prototxt_names))
    findings.extend(missing_in_rights(pairs, left_claims, rights))
    if not OTHER_CAUSES.intersection(one.code for one in findings):
        findings.extend(other_nets(networks, [left_claims, *(one.claims for one in rounds)]))
    for network in (prototxt, dot):
        if network is not None:
            findings.extend(Finding("network_warning", text) for text in network.warnings)
    return Plan(
        request=request,
        left=left,
        rights=tuple(rights),
        network=guide.main.network if guide.main is not None else None,
        dot=dot,
        pairs=pairs,
        unmatched=unmatched,
        findings=(*best_first(findings, meetings), *advice_findings(advice)),
        advice=advice,
    )


@dataclass(frozen=True, slots=True)
class _Round:
    """The left run against one of the right runs."""

    index: int
    right: Run
    claims: Claims
    found: Matched


def _match_round(
    left_claims: Claims,
    right: Run,
    index: int,
    manual: Sequence[tuple[Dump, Dump, int]],
    request: Request,
    networks: Sequence[Lookup],
    dot: Lookup | None,
    cancelled: Check | None,
) -> tuple[Claims, Matched]:
    right_claims = claims_of(right, request.include, cancelled)
    mine = [pair for pair in manual if pair[2] == index]
    found = match_claims(
        _without(left_claims, {left.name.file_name for left, _, _ in mine}),
        _without(right_claims, {dump.name.file_name for _, dump, _ in mine}),
        networks,
        dot,
        cancelled,
    )
    return right_claims, found


def _without(claims: Claims, used: set[str]) -> Claims:
    """The claims less those whose blob is in one of the files used, in whichever encoding."""
    return claims._replace(identities=_unused(claims, used)) if used else claims


def _unused(claims: Claims, used: set[str]) -> tuple[Identity, ...]:
    return tuple(
        [
            one
            for one in claims.identities
            if one.dump.name.file_name not in used
            and not (one.others and any(dump.name.file_name in used for dump in one.others))
        ]
    )


def _manual_pairs(
    request: Request, left: Run, rights: Sequence[Run]
) -> tuple[list[tuple[Dump, Dump, int]], list[Finding]]:
    """The user's own pairs that can be made, and a finding for each that cannot."""
    if not request.manual_pairs:
        return [], []
    lefts = {dump.name.file_name: dump for dump in left.dumps}
    by_right = [{dump.name.file_name: dump for dump in right.dumps} for right in rights]
    pairs: list[tuple[Dump, Dump, int]] = []
    findings: list[Finding] = []
    used: set[tuple[int, bool, str]] = set()
    for manual in request.manual_pairs:
        index = manual.right_index
        right_dump = by_right[index].get(manual.right) if 0 <= index < len(by_right) else None
        left_dump = lefts.get(manual.left)
        places = {(index, True, manual.left), (index, False, manual.right)}
        if left_dump is None or right_dump is None:
            missing = manual.left if left_dump is None else manual.right
            findings.append(_lost(manual, missing))
        elif used & places:
            findings.append(_taken(manual))
        else:
            used |= places
            pairs.append((left_dump, right_dump, index))
    return pairs, findings


def _lost(manual: ManualPair, missing: str) -> Finding:
    text = translate(
        "core", "The manual pair {left} with {right} is left out: {file} is not in its folder."
    ).format(left=manual.left, right=manual.right, file=missing)
    return Finding("manual_pair_lost", text, _evidence(manual))


def _taken(manual: ManualPair) -> Finding:
    text = translate(
        "core",
        "The manual pair {left} with {right} is left out: another manual pair has one of the two "
        "files already.",
    ).format(left=manual.left, right=manual.right)
    return Finding("manual_pair_taken", text, _evidence(manual))


def _evidence(manual: ManualPair) -> dict[str, object]:
    return {"left": manual.left, "right": manual.right, "right_index": manual.right_index}


def _unmatched(
    left_claims: Claims,
    rounds: Sequence[_Round],
    manual: Sequence[tuple[Dump, Dump, int]],
    guide: Guide,
    cancelled: Check | None,
) -> tuple[Unmatched, ...]:
    """The left run's dumps that met nobody in any right run, then those of each right run."""
    found: list[Unmatched] = []
    used_left = {left.name.file_name for left, _, _ in manual}
    used_left.update(
        [match.left.dump.name.file_name for one in rounds for match in one.found.matches]
    )
    free_left = _unused(left_claims, used_left)
    free_rights = []
    for one in rounds:
        used = {right.name.file_name for _, right, index in manual if index == one.index}
        used.update([match.right.dump.name.file_name for match in one.found.matches])
        free_rights.append(_unused(one.claims, used))

    if free_left:
        first = rounds[0]
        reasons = Reasons(first.found, first.claims.identities, guide, is_left=True)
        partners = [one.dump for free in free_rights for one in free]
        if len(free_rights) > 1:
            # The same folder may stand on the right twice.
            partners = list(dict.fromkeys(partners))
        suggester = Suggester(partners, guide)
        found.extend(_entries(heed(free_left, cancelled), -1, reasons, suggester, guide))
    for one, free in zip(rounds, free_rights, strict=True):
        if free:
            reasons = Reasons(one.found, left_claims.identities, guide, is_left=False)
            suggester = Suggester([one.dump for one in free_left], guide)
            found.extend(_entries(heed(free, cancelled), one.index, reasons, suggester, guide))
    return tuple(found)


def _entries(
    free: Iterable[Identity], side: int, reasons: Reasons, suggester: Suggester, guide: Guide
) -> list[Unmatched]:
    entries = []
    for identity in free:
        place = guide.place(identity.dump)
        entries.append(
            Unmatched(
                dump=identity.dump,
                side=side,
                reason=reasons.why(identity),
                node=place.node.name if place is not None else "",
                suggestions=suggester.suggest(identity.dump),
            )
        )
    return entries
