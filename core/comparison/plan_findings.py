"""What to say aloud about who met whom, and what of it first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence, Set

from core.comparison.advice import Meeting
from core.comparison.identities import Claims, Identity
from core.comparison.lookup import Lookup, Place
from core.comparison.model import Finding, Pair, Rule, Unmatched
from core.comparison.pairing import Clash
from core.comparison.reasons import clash_cause, some
from core.dumps.model import Dump, Kind, Run
from core.dumps.names import parse_name
from core.messages import translate
from core.network.model import Node

_MOST_NAMED = 5
OTHER_CAUSES = {"prototxt_mismatch", "dot_mismatch", "duplicate_ids", "ambiguous"}
"""Findings that say why a network knows little, better than ``network_mismatch`` could."""
_ENOUGH = 4
"""So many dumps it takes to judge a network by their names."""
_HARDLY = 0.1
"""Share of the dumps' names below which a network is another net's."""
_EXPLAINS = (
    "no_dumps",
    "same_folder",
    "dot_needed",
    "dot_mismatch",
    "prototxt_needed",
    "prototxt_mismatch",
    "nothing_matched",
)
_LOSES = (
    "ambiguous",
    "duplicate_ids",
    "crossed_names",
    "missing_in_right",
    "folder_not_dump",
    "network_mismatch",
    "manual_pair_lost",
    "manual_pair_taken",
)


def best_first(findings: Iterable[Finding], meetings: Sequence[Meeting]) -> tuple[Finding, ...]:
    """Why nothing or little met, then what went missing, then the rest; nothing twice."""
    explains = set(_EXPLAINS)
    if any(meeting.ambiguous for meeting in meetings):
        explains.add("ambiguous")
    if any(meeting.little for meeting in meetings):
        explains.add("duplicate_ids")
    ranks = (explains, _LOSES)

    def rank(finding: Finding) -> int:
        places = (at for at, codes in enumerate(ranks) if finding.code in codes)
        return next(places, len(ranks))

    once = {(one.code, one.text): one for one in findings}
    return tuple(sorted(once.values(), key=rank))


def folders_like_dumps(run: Run, include: Set[Kind]) -> list[Finding]:
    """Folders whose names are those of dumps, as some programs unpack a single file."""
    names = [
        name
        for name in run.subfolders
        if (parsed := parse_name(name)) is not None and parsed.kind in include
    ]
    if not names:
        return []
    if len(names) == 1:
        text = translate(
            "core",
            "{name} in {folder} is a folder, expected a dump: if the dump lies in it, move it out.",
        )
    else:
        text = translate(
            "core",
            "{n} entries of {folder} are folders, expected dumps, for example {name}: if the dumps "
            "lie in them, move them out.",
        )
    text = text.format(n=len(names), name=names[0], folder=run.folder)
    return [Finding("folder_not_dump", text, {"folders": names})]


def duplicates(run: Run, claims: Claims) -> list[Finding]:
    """Files passed over because the run holds the same blob in a better encoding."""
    instead = {
        other.name.file_name: one.name.file_name
        for one in claims.identities
        for other in one.others
    }
    if not instead:
        return []
    unused, used = next(iter(instead.items()))
    if len(instead) == 1:
        text = translate(
            "core", "{unused} holds the same blob as {used} in {folder}; only the latter was used."
        )
    else:
        text = translate(
            "core",
            "{n} files in {folder} hold the same blob as another one there and were not used, for "
            "example {unused}: {used} was.",
        )
    text = text.format(n=len(instead), unused=unused, used=used, folder=run.folder)
    return [Finding("same_blob_twice", text, {"used_instead": instead})]


def ambiguities(clashes: Sequence[Clash], any_pair: bool) -> list[Finding]:
    """What could have met in more than one way, and whether anything else was paired."""
    if not clashes:
        return []
    first = clashes[0]
    if not any_pair:
        text = translate(
            "core",
            "Nothing was paired, because the names are ambiguous: {cause}; pick pairs by hand.",
        )
    elif len(clashes) == 1:
        text = translate(
            "core", "A blob is ambiguous and was not paired: {cause}; pick a pair by hand."
        )
    else:
        text = translate(
            "core",
            "{n} blobs are ambiguous and were not paired, for example: {cause}; pick pairs by "
            "hand.",
        )
    text = text.format(n=len(clashes), cause=clash_cause(first, of_left=len(first.lefts) > 1))
    blobs = [
        {
            "left": [dump.name.file_name for dump in clash.lefts],
            "right": [dump.name.file_name for dump in clash.rights],
        }
        for clash in clashes
    ]
    return [Finding("ambiguous", text, {"blobs": blobs})]


def duplicate_ids(unmatched: Sequence[Unmatched], dot: Lookup) -> Iterator[Finding]:
    """Ids of files without a partner that several nodes of the dot share."""
    shared: dict[tuple[int | None, int | None], tuple[Dump, list[str]]] = {}
    for one in unmatched:
        nodes = dot.all_numbered(one.dump.name)
        if len(nodes) > 1:
            key = one.dump.name.segment, one.dump.name.layer_id
            shared.setdefault(key, (one.dump, [node.name for node in nodes]))
    if not shared:
        return
    dump, layers = next(iter(shared.values()))
    text = translate(
        "core",
        "Id {id} of segment {segment} stands twice or more in {dot} ({layers}), so it cannot be "
        "told which layer {file} holds.",
    )
    if len(shared) > 1:
        text = translate(
            "core",
            "{n} ids stand twice or more in {dot}, for example id {id} of segment {segment} "
            "({layers}): it cannot be told which layer {file} holds.",
        )
    text = text.format(
        n=len(shared),
        id=dump.name.layer_id,
        segment=dump.name.segment,
        dot=dot.network.source or translate("core", "the dot"),
        layers=some(layers),
        file=dump.name.file_name,
    )
    ids = [
        {"segment": segment, "id": number, "layers": names}
        for (segment, number), (_, names) in shared.items()
    ]
    yield Finding("duplicate_ids", text, {"ids": ids})


def other_nets(networks: Sequence[Lookup], runs: Sequence[Claims]) -> Iterator[Finding]:
    """Each network that knows hardly a layer of the runs: very likely another net's file."""
    identities = [one for claims in runs for one in claims.identities]
    for network in networks:
        known = _known(network, identities)
        if len(identities) >= _ENOUGH and known < _HARDLY * len(identities):
            text = translate(
                "core",
                "{file} knows {known} of the {n} dumps compared: it looks like another net's; "
                "choose the one these runs were made with.",
            ).format(
                file=network.network.source or network.network.name, known=known, n=len(identities)
            )
            evidence = {"known": known, "dumps": len(identities)}
            yield Finding("network_mismatch", text, evidence)


def _known(network: Lookup, identities: Sequence[Identity]) -> int:
    """How many of the dumps a network knows; of a network that knows enough no more are asked."""
    known = 0
    for one in identities:
        if known >= _HARDLY * len(identities):
            break
        known += network.place(one.names) is not None or network.numbered(one.name) is not None
    return known


def missing_in_rights(
    pairs: Sequence[Pair], left_claims: Claims, rights: Sequence[Run]
) -> Iterator[Finding]:
    """What met somebody in one right run and nobody in another, for each right run."""
    if len(rights) < 2:
        return
    met_in: dict[str, set[int]] = {}
    for pair in pairs:
        met_in.setdefault(pair.left.name.file_name, set()).add(pair.right_index)
    met_somewhere = [
        (one.dump.name.layer, met)
        for one in left_claims.identities
        if (met := _met(one, met_in)) and len(met) < len(rights)
    ]
    for index, right in enumerate(rights):
        missing = [layer for layer, met in met_somewhere if index not in met]
        if not missing:
            continue
        names = list(dict.fromkeys(missing))[:_MOST_NAMED]
        if len(missing) == 1:
            text = translate(
                "core", "{right} has no partner for {names}, which met one in another right run."
            )
        elif len(missing) == len(names):
            text = translate(
                "core",
                "{right} has no partner for {n} left files that met one in another right run: "
                "{names}.",
            )
        else:
            text = translate(
                "core",
                "{right} has no partner for {n} left files that met one in another right run, for "
                "example {names}.",
            )
        text = text.format(right=right.folder, n=len(missing), names=", ".join(names))
        evidence = {"right_index": index, "count": len(missing), "names": names}
        yield Finding("missing_in_right", text, evidence)


def _met(identity: Identity, met_in: dict[str, set[int]]) -> set[int]:
    """The right runs in which a blob met somebody, in whichever encoding."""
    met = met_in.get(identity.dump.name.file_name, set())
    return met.union(*(met_in.get(dump.name.file_name, ()) for dump in identity.others))


def crossed_names(
    pairs: Sequence[Pair], unmatched: Sequence[Unmatched], prototxt: Lookup
) -> Iterator[Finding]:
    """Pairs made by a name that is one node's layer and the blob of another.

    Where one run is named by layers and the other by blobs, such a name means two things. What
    is left over gives it away: on one side a blob of such a layer, on the other side a layer
    that writes such a blob.
    """
    crossed_in: dict[int, list[tuple[Pair, Node, Node]]] = {}
    for pair in pairs:
        if pair.rule is Rule.NAME and (nodes := _two_nodes(pair.left, prototxt)) is not None:
            crossed_in.setdefault(pair.right_index, []).append((pair, *nodes))
    for index, crossed in sorted(crossed_in.items()):
        as_layers = {layer.name for _, layer, _ in crossed}
        as_blobs = {blob.name for _, _, blob in crossed}
        left_over = {
            (one.side, place.top is None)
            for one in unmatched
            if one.side in (-1, index)
            and (place := _only_meaning(one.dump, prototxt)) is not None
            and place.node.name in (as_blobs if place.top is None else as_layers)
        }
        if {(-1, False), (index, True)} <= left_over or {(-1, True), (index, False)} <= left_over:
            layers = [pair.layer for pair, _, _ in crossed]
            text = translate(
                "core",
                "One run seems to be named by layers, the other by blobs, and in this net some "
                "names are a layer's and also the blob's of another one: the pairs made by such a "
                "name may not be of the same blob ({names}).",
            ).format(names=some(layers))
            yield Finding("crossed_names", text, {"right_index": index, "layers": layers})


def _two_nodes(dump: Dump, network: Lookup) -> tuple[Node, Node] | None:
    """The node with a layer of an output's name, and another one with a blob of it."""
    names = (dump.name.layer,)
    layer, blob = network.layer(names), network.blob(names)
    if dump.name.kind is not Kind.OUTPUT or layer is None or blob is None:
        return None
    return (layer.node, blob.node) if layer.node is not blob.node else None


def _only_meaning(dump: Dump, network: Lookup) -> Place | None:
    """Where an output's name stands that is a layer's or a blob's, not both."""
    names = (dump.name.layer,)
    layer, blob = network.layer(names), network.blob(names)
    if dump.name.kind is not Kind.OUTPUT or (layer and blob):
        return None
    return layer or blob
