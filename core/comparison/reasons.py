"""Why a dump has no partner, in one sentence."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from itertools import islice

from core.comparison.identities import Identity, normalise
from core.comparison.lookup import Place
from core.comparison.order import Guide
from core.comparison.pairing import Clash, Matched
from core.dumps.kinds import kind_word
from core.dumps.model import Dump, Kind
from core.messages import translate

_SHOWN = 4


class Reasons:
    """Reasons for what one meeting of two runs left over on one side."""

    def __init__(
        self, found: Matched, others: Iterable[Identity], guide: Guide, is_left: bool
    ) -> None:
        self._guide = guide
        self._superseded: Mapping[Dump, Dump] = found.superseded
        self._clash: dict[Dump, Clash] = {}
        for clash in found.clashes:
            for dump in (*clash.lefts, *clash.rights):
                self._clash[dump] = clash
        self._is_left = is_left
        others = list(others)
        self._other_names = {normalise(name) for identity in others for name in identity.names}
        self._others_are_ids = (
            bool(others)
            and guide.dot is None
            and all(identity.name.layer_id is not None for identity in others)
        )
        self._paired: dict[object, str] = {}
        for match in found.matches if guide.main is not None else ():
            mine = match.left if is_left else match.right
            place = guide.place(mine.dump)
            if place is not None:
                self._paired[_held(mine, place)] = mine.name.file_name

    def why(self, identity: Identity) -> str:
        """The sentence for one dump without a partner."""
        dump = identity.dump
        if self._superseded and dump in self._superseded:
            return translate(
                "core", "It reports the same blob as {file}, which was used instead."
            ).format(file=self._superseded[dump].name.file_name)
        if self._clash and dump in self._clash:
            return clash_sentence(self._clash[dump], of_left=self._is_left)
        if dump.name.layer_id is not None:
            return self._why_numbered(dump)
        place = self._guide.place(dump)
        if place is not None:
            used = self._paired.get(_held(identity, place))
            if used is not None:
                return translate(
                    "core",
                    "It belongs to {node}, whose value {file} holds and which is paired already.",
                ).format(node=place.node.name, file=used)
        if any(normalise(name) in self._other_names for name in identity.names):
            return translate(
                "core",
                "The other run has files of {layer}, but none for this {kind} {index} that is "
                "still free.",
            ).format(layer=dump.name.layer, kind=kind_word(dump.name.kind), index=dump.name.index)
        if self._others_are_ids:
            return translate(
                "core",
                "The other run's names carry layers' ids: give the mapper's cnn_net_tree.dot.",
            )
        return self._nobody.format(layer=dump.name.layer)

    @cached_property
    def _nobody(self) -> str:
        """What most are told where nothing matches, translated once."""
        if self._guide.main is None or self._guide.main is self._guide.dot:
            return translate(
                "core",
                "The other run has no file of {layer}; if its blob bears another name, the "
                "prototxt tells.",
            )
        return translate("core", "The other run has no file of {layer}.")

    def _why_numbered(self, dump: Dump) -> str:
        if self._guide.dot is None:
            return translate(
                "core",
                "Its name carries a layer's id, not its name: give the mapper's cnn_net_tree.dot.",
            )
        homonyms = self._guide.dot.all_numbered(dump.name)
        if len(homonyms) > 1:
            return translate(
                "core",
                "Ambiguous: id {id} of segment {segment} stands {n} times in the dot ({layers}); "
                "pick a pair by hand.",
            ).format(
                id=dump.name.layer_id,
                segment=dump.name.segment,
                n=len(homonyms),
                layers=some(node.name for node in homonyms),
            )
        node = self._guide.numbered(dump)
        if node is None:
            return translate("core", "Id {id} of segment {segment} is not in the dot.").format(
                id=dump.name.layer_id, segment=dump.name.segment
            )
        return translate(
            "core", "By the dot it holds {layer}, of which the other run has no free file."
        ).format(layer=node.name)


def _held(identity: Identity, place: Place) -> object:
    """What tells a node's files apart: for outputs the top they hold."""
    slot = place.slot(identity.name.index) if identity.name.kind is Kind.OUTPUT else None
    return place.node.name, identity.key if slot is None else (identity.name.kind, slot)


def clash_sentence(clash: Clash, of_left: bool) -> str:
    """Who could meet whom, seen from one side."""
    return translate("core", "Ambiguous: {cause}; pick a pair by hand.").format(
        cause=clash_cause(clash, of_left)
    )


def clash_cause(clash: Clash, of_left: bool) -> str:
    """What ``clash_sentence`` says, to stand within another sentence."""
    mine, theirs = (clash.lefts, clash.rights) if of_left else (clash.rights, clash.lefts)
    if clash.writers:
        return translate(
            "core",
            "the network has {n} layers that write {blob} ({layers}), so {left} and {right} need "
            "not be of the same one",
        ).format(
            n=len(clash.writers),
            blob=clash.blob,
            layers=some(clash.writers),
            left=listed(clash.lefts),
            right=listed(clash.rights),
        )
    if len(mine) > 1:
        text = translate("core", "{files} of the same run all fit {partner}")
        return text.format(files=listed(mine), partner=listed(theirs))
    if len(theirs) > 1:
        text = translate("core", "{file} could meet any of {files}")
        return text.format(file=listed(mine), files=listed(theirs))
    return translate(
        "core", "{file} and {partner} fit, but other files fit one of them as well or better"
    ).format(file=listed(mine), partner=listed(theirs))


def listed(dumps: Iterable[Dump]) -> str:
    """Their file names, the first few of many."""
    return some(dump.name.file_name for dump in dumps)


def some(these: Iterable[str]) -> str:
    """The first few of many names."""
    names = list(islice(these, _SHOWN + 1))
    return ", ".join(names[:_SHOWN]) + (", …" if len(names) > _SHOWN else "")
