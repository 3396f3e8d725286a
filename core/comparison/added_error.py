"""How much error each layer adds over what came in with its inputs.

A layer whose output is far off is not to blame where its inputs were as far off already. With RED
the relative Euclidean distance, a share of the signal without unit (0.1 = a tenth is error):

    added   = √ max(0, RED_out² − RED_in²)
    RED_in² = Σ n·rmse² / Σ n·(mean² + std²)       sums over the nearest paired layers upstream

where n is the number of finite elements, rmse that of the pair, and mean and std those of its left
side, so that the sums are ‖L − R‖² and ‖L‖² of all inputs taken as one vector.

The nearest paired layers are found along the network's edges, through nodes without a pair, each
counted once by however many ways it is reached. Of a node with several tops only those count that
the next one reads, where the network names blobs. Pairs of one in-place group follow each other
inside it, and what comes after the group reads the last of them.

To be read with care:

- Error that comes in and error that is made are taken to be independent, so that their squares add
  up. Where a layer undoes what came in, the difference is below 0 and shows as 0.
- A layer that amplifies error more than signal shows as adding it: a BatchNorm that takes a large
  mean away, a ReLU that cuts off more of the signal than of the error.
- A node with nothing paired upstream has RED_in = 0: all its error is its own.
- Unknown (NaN) is what is broken or not measured, what has such a pair among its nearest paired
  layers (what came in is then unknown, and another layer's error must not be put down to this
  one), what is not in the network, and dumps that are no outputs.
- On a cycle an unpaired node is not asked again by those before it in the network's order.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from core.comparison.model import Comparison, Pair, PairFiles, PairResult, Severity
from core.dumps.model import Kind
from core.garbage import no_collection
from core.network.model import Network, Node
from core.network.prototxt import unmarked

_NOTHING = 0
"""The pool of a node with nothing paired upstream."""


class _Pool(NamedTuple):
    """Pairs whose errors and signals are summed: those of other pools, which share none of
    theirs with each other, and some more."""

    pairs: tuple[int, ...]
    pools: tuple[int, ...]


class AddedError:
    """The added error of every pair of a plan, as results come in.

    Made once a plan, in time linear in the edges (but for networks in which long ways without
    pairs cross); ``values`` takes time linear in the pairs.
    """

    def __init__(self, network: Network, pairs: Sequence[Pair]) -> None:
        self._pools: list[_Pool] = [_Pool((), ())]
        self._pool_of: list[int | None] = [None] * len(pairs)
        self._errors = [math.nan] * len(pairs)
        self._signals = [math.nan] * len(pairs)
        self._distances = [math.nan] * len(pairs)
        with no_collection():
            for run in sorted({pair.right_index for pair in pairs}):
                _Sources(network, pairs, run, self._pools, self._pool_of).find()

    def add(self, results: Iterable[tuple[int, PairResult]]) -> None:
        """Take measured pairs, as (index into ``pairs``, result)."""
        for index, result in results:
            error, signal = _energies(result)
            self._errors[index], self._signals[index] = error, signal
            self._distances[index] = (
                math.nan
                if result.metrics is None or result.severity is Severity.BROKEN
                else result.metrics.relative_euclidean_distance
            )

    def values(self) -> list[float]:
        """One number a pair, NaN where it is unknown; infinite where the left side is all zero."""
        errors, signals = self._errors, self._signals
        pooled_errors: list[float] = []
        pooled_signals: list[float] = []
        squares: list[float] = []
        for pairs, pools in self._pools:
            error = signal = 0.0
            for pair in pairs:
                error += errors[pair]
                signal += signals[pair]
            for pool in pools:
                error += pooled_errors[pool]
                signal += pooled_signals[pool]
            pooled_errors.append(error)
            pooled_signals.append(signal)
            squares.append(_ratio(error, signal))
        return [
            math.nan if pool is None else _added(distance, squares[pool])
            for distance, pool in zip(self._distances, self._pool_of, strict=True)
        ]


class AddedNumbers:
    """The added errors of the pairs of a plan, by a pair's result."""

    def __init__(self, pairs: Sequence[Pair], values: Iterable[float]) -> None:
        self._by_files = {_key(pair): value for pair, value in zip(pairs, values, strict=True)}

    @classmethod
    def of(cls, comparison: Comparison) -> AddedNumbers | None:
        """Those of a comparison; None without a network. Of a pair that was not measured it is
        not known what it hands on."""
        pairs = comparison.plan.pairs
        places = {_key(pair): place for place, pair in enumerate(pairs)}
        results = {places[_key(result.pair)]: result for result in comparison.results}
        errors = added_errors(comparison.plan.network, pairs, results)
        return None if errors is None else cls(pairs, errors)

    def __call__(self, result: PairResult) -> float:
        """NaN where it is unknown."""
        return self._by_files.get(_key(result.pair), math.nan)


def added_errors(
    network: Network | None, pairs: Sequence[Pair], results: Mapping[int, PairResult]
) -> list[float] | None:
    """The added error of every pair, NaN where unknown; None without a network.

    ``results`` by index into ``pairs``.
    """
    if network is None:
        return None
    added = AddedError(network, pairs)
    added.add(results.items())
    return added.values()


def _key(pair: Pair) -> tuple[PairFiles, int]:
    # The same folder may stand on the right twice.
    return pair.files, pair.right_index


def _energies(result: PairResult) -> tuple[float, float]:
    """‖L − R‖² and ‖L‖² over the finite elements; NaN where the pair could not be judged."""
    metrics = result.metrics
    if metrics is None or result.severity is Severity.BROKEN:
        return math.nan, math.nan
    # On one side alone they would make the pair broken: both sides have the same ones.
    count = result.elements - result.left_non_finite.nan - result.left_non_finite.inf
    rmse, mean, std = metrics.root_mean_square_error, metrics.left_mean, metrics.left_std
    return count * (rmse * rmse), count * (mean * mean + std * std)


def _ratio(error: float, signal: float) -> float:
    if error == 0.0:
        return 0.0
    return error / signal if signal else math.inf * error


def _added(distance: float, square_in: float) -> float:
    """√ max(0, distance² − square_in), without loss where the two are close."""
    if math.isnan(distance) or math.isnan(square_in):
        return math.nan
    came_in = math.sqrt(square_in)
    if distance == came_in:
        return math.nan if math.isinf(distance) else 0.0
    if distance < came_in:
        return 0.0
    return math.sqrt(distance - came_in) * math.sqrt(distance + came_in)


class _Sources:
    """Finds for every output of one right run the pool of what feeds it."""

    def __init__(
        self,
        network: Network,
        pairs: Sequence[Pair],
        run: int,
        pools: list[_Pool],
        pool_of: list[int | None],
    ) -> None:
        self._network = network
        self._pools = pools
        self._pool_of = pool_of
        self._masks: dict[int, int] = {_NOTHING: 0}
        self._through: dict[str, int] = {}
        """What feeds a node: where the next one reads a top without a pair, that feeds it, too."""
        self._alone: dict[int, int] = {}
        self._stages: dict[str, dict[int, list[list[int]]]] = {}
        """The pairs of each top of a node, by their place in its in-place group."""
        ranked: dict[str, dict[int, dict[int, list[int]]]] = {}
        for index, pair in enumerate(pairs):
            node = network.by_name.get(pair.node)
            if node is None or pair.right_index != run or pair.left.name.kind is not Kind.OUTPUT:
                continue
            tops = ranked.setdefault(node.name, {}).setdefault(_top(node, pair), {})
            tops.setdefault(_rank(node, pair), []).append(index)
        for name, by_top in ranked.items():
            self._stages[name] = {
                top: [ranks[rank] for rank in sorted(ranks)] for top, ranks in by_top.items()
            }

    def find(self) -> None:
        """Fill ``pool_of``, in the network's order."""
        for node in self._network.nodes:
            pool = self._through[node.name] = self._what_feeds(node)
            for stages in self._stages.get(node.name, {}).values():
                before = pool
                for stage in stages:
                    for index in stage:
                        self._pool_of[index] = before
                    before = self._union(stage, ())

    def _what_feeds(self, node: Node) -> int:
        near: dict[int, None] = {}
        far: dict[int, None] = {}
        reads: set[str] | None = None
        for name in self._network.inputs_of[node.name]:
            if name == node.name:
                continue
            stages = self._stages.get(name)
            if not stages:
                far[self._through.get(name, _NOTHING)] = None
                continue
            source = self._network.by_name[name]
            tops: Iterable[int] = stages
            if len(source.blobs) > 1:
                if reads is None:
                    reads = {unmarked(blob) for layer in node.layers for blob in layer.bottoms}
                blobs = [unmarked(blob) for blob in source.blobs]
                tops = [top for top, blob in enumerate(blobs) if blob in reads] or stages
            for top in tops:
                if top in stages:
                    near.update(dict.fromkeys(stages[top][-1]))
                else:
                    far[self._through.get(name, _NOTHING)] = None
        return self._union(list(near), list(far))

    def _union(self, pairs: Sequence[int], pools: Sequence[int]) -> int:
        """The pool of all these, made anew only where there is none yet."""
        pools = [pool for pool in pools if pool != _NOTHING]
        if not pools and len(pairs) == 1:
            if pairs[0] not in self._alone:
                self._alone[pairs[0]] = self._new(_Pool((pairs[0],), ()))
            return self._alone[pairs[0]]
        if not pools or (len(pools) == 1 and not pairs):
            return pools[0] if pools else self._new(_Pool((*pairs,), ())) if pairs else _NOTHING
        pools = sorted(pools, key=lambda pool: -self._mask(pool).bit_count())
        seen, whole, more = self._mask(pools[0]), [pools[0]], 0
        for pool in pools[1:]:
            mask = self._mask(pool)
            if mask & seen:
                more |= mask & ~seen
            else:
                whole.append(pool)
            seen |= mask
        for pair in pairs:
            if not seen >> pair & 1:
                seen |= 1 << pair
                more |= 1 << pair
        if not more and len(whole) == 1:
            return whole[0]
        made = self._new(_Pool((*_bits(more),), (*whole,)))
        self._masks[made] = seen
        return made

    def _new(self, pool: _Pool) -> int:
        self._pools.append(pool)
        return len(self._pools) - 1

    def _mask(self, pool: int) -> int:
        """One bit a pair of the pool; every pool made of others has its own from the start."""
        if pool not in self._masks:
            self._masks[pool] = sum(1 << pair for pair in self._pools[pool].pairs)
        return self._masks[pool]


def _bits(mask: int) -> Iterable[int]:
    while mask:
        lowest = mask & -mask
        yield lowest.bit_length() - 1
        mask ^= lowest


def _top(node: Node, pair: Pair) -> int:
    """Index in ``node.blobs`` of what a pair holds, by the network's name for it."""
    if len(node.blobs) < 2:
        return 0
    k = pair.left.name.index
    blobs = [unmarked(blob) for blob in node.blobs]
    for layer in node.layers[1:]:
        if layer.name == pair.layer:
            writes = [blobs.index(top) for top in map(unmarked, layer.tops) if top in blobs]
            return writes[0] if len(writes) == 1 else writes[k] if k < len(writes) else k
    heads = {node.name, *(layer.name for layer in node.layers[:1])}
    if pair.layer not in heads and unmarked(pair.layer) in blobs:
        return blobs.index(unmarked(pair.layer))
    return k


def _rank(node: Node, pair: Pair) -> int:
    """Place within the in-place group; a blob's own name means what the group leaves behind."""
    for rank, layer in enumerate(node.layers):
        if layer.name == pair.layer:
            return rank
    return 0 if pair.layer == node.name else len(node.layers)
