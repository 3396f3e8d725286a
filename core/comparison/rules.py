"""The rules that pair one left run with one right run, in the contract's order."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from core.cancelling import Check, heed
from core.comparison.identities import Claims, Identity, normalise, on_disk, stripped_dims
from core.comparison.lookup import Lookup
from core.comparison.mark_rule import pair_marked
from core.comparison.model import Rule
from core.comparison.network_rules import NetworkRules
from core.comparison.pairing import SEVERAL, Bucket, Matched, Pairing, Side, full
from core.dumps.model import Dump, Kind
from core.network.model import Node


def match_claims(
    left: Claims,
    right: Claims,
    networks: Sequence[Lookup],
    dot: Lookup | None,
    cancelled: Check | None = None,
) -> Matched:
    """Pair two runs by the rules name, inplace, blob and dot; each gets what was left over.

    No dump is used twice; dumps meet only the same kind and index. Takes time linear in the
    number of dumps.

    Raises:
        Cancelled: ``cancelled()`` was true.
    """
    return _Matcher(left, right, networks, dot, cancelled).run()


class _Matcher:
    def __init__(
        self,
        left: Claims,
        right: Claims,
        networks: Sequence[Lookup],
        dot: Lookup | None,
        cancelled: Check | None,
    ) -> None:
        self._pairing = Pairing(left, right, cancelled)
        self._cancelled = cancelled
        self._left, self._right = self._pairing.left, self._pairing.right
        self._networks = networks
        self._by_network = NetworkRules(self._pairing, networks)
        self._dot = dot
        self._doubtful: list[Bucket] = []
        """What a stripped name could mean; another rule may still know better."""

    def run(self) -> Matched:
        self._all_names(Rule.NAME)
        self._by_network.try_all(Rule.INPLACE, Rule.BLOB)
        # Even where nobody is left: it also tells which file of a Reportop another stands for.
        if self._dot is not None and self._translate(self._dot):
            self._all_names(Rule.DOT)
            self._by_network.try_all(Rule.DOT, Rule.DOT)
        for bucket in self._doubtful:
            self._pairing.clash(*self._pairing.free_of(bucket))
        pair_marked(self._pairing, self._networks)
        return self._pairing.found

    # --- name

    def _all_names(self, rule: Rule) -> None:
        self._exact_names(rule)
        self._names(rule, full, full)
        if self._left.has_bare:
            self._names(rule, _bare, full)
        if self._right.has_bare:
            self._names(rule, full, _bare)
        if self._left.dumper and self._right.dumper:
            self._names(rule, _bare, _bare)

    def _exact_names(self, rule: Rule) -> None:
        """Pair names that are equal to the letter and stand once on either side."""
        rights = self._right.once(_exact)
        for key, at_left in heed(self._left.once(_exact).items(), self._cancelled):
            at_right = rights.get(key, SEVERAL)
            if at_left != SEVERAL and at_right != SEVERAL:
                self._pairing.take(rule, at_left, at_right)

    def _names(
        self,
        rule: Rule,
        left_key: Callable[[Identity], object],
        right_key: Callable[[Identity], object],
    ) -> None:
        """Pair what has equal keys.

        A name without its prefix says less than a whole one. It is taken only where nothing else
        in either run, paired or not, could be meant by it.
        """
        if self._pairing.done():
            return
        stripped = left_key is _bare or right_key is _bare
        rights = self._right.bucket(right_key, self._right.among(everyone=stripped))
        if not rights:
            return
        lefts = self._left.bucket(left_key, self._left.among(everyone=stripped))
        for key, at_left in heed(lefts.items(), self._cancelled):
            at_right = rights.get(key, [])
            if stripped and (self._left.differ(at_left) or self._right.differ(at_right)):
                self._doubtful.append((at_left, at_right))
                continue
            self._pairing.settle(rule, (at_left, at_right))

    # --- dot

    def _translate(self, dot: Lookup) -> bool:
        """Give ``seg…`` files the names of their nodes; True if there was any."""
        named = [self._translate_side(side, dot) for side in (self._left, self._right)]
        return any(named)

    def _translate_side(self, side: Side, dot: Lookup) -> bool:
        own: dict[object, Dump] = {}
        nodes: dict[int, Node] = {}
        for at, identity in enumerate(heed(side.identities, self._cancelled)):
            node = dot.numbered(identity.name)
            if node is not None:
                nodes[at] = node
                if not node.reports:
                    own[identity.key, node.name] = identity.dump
        for at, node in nodes.items():
            identity, producer = side.identities[at], dot.producer(node)
            original = own.get((identity.key, producer.name))
            if node.reports and original is not None:
                if at in side.free:
                    del side.free[at]
                    self._pairing.found.superseded[identity.dump] = original
                continue
            dims = identity.dims
            if not dims and identity.name.kind is Kind.OUTPUT:
                dims = stripped_dims(producer.output_shape)
            side.identities[at] = identity._replace(
                spelling=producer.name, layer=normalise(producer.name), dims=dims
            )
        return bool(nodes)


def _exact(identity: Identity) -> object:
    return identity.key, on_disk(identity.spelling)


def _bare(identity: Identity) -> object:
    return (identity.key, identity.bare) if identity.bare else None
