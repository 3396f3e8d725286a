"""relu6, which NNIE does not have: as a layer type, and built from what it has.

Built: with t = Threshold(x > 6), ``relu6 = (1 − t) · relu(x) + 6 · t``, or any other way to the
same values. Which layers stand in for it is found out by sending values through them.
"""

from __future__ import annotations

import heapq
import math
from collections.abc import Iterator, Sequence, Set

from core.messages import translate
from core.network.prototxt_advice.model import Advice, Grade
from core.network.prototxt_advice.replacement import Rewriting, new_layer, type_value
from core.network.stated_net import NOBODY, StatedLayer, StatedNet, Version, unmarked
from core.network.stated_numbers import NotStatedError, decimal, decimals

_LIMIT = 6.0
_PROBES = (-50.0, -6.1, -1.0, -0.1, 0.0, 0.5, 3.0, 5.9, 6.1, 7.0, 50.0)
_EXPECTED = tuple(min(max(value, 0.0), _LIMIT) for value in _PROBES)
_TOLERANCE = 0.01
"""Relative: a shift of 1.0001 in the place of 1.0 is what people write."""
_MOST_LAYERS = 64
"""So many are looked at around each Threshold; five build a relu6."""
_MOST_INPUTS = 8

Values = tuple[float, ...]


def unsupported_relu6(net: StatedNet, rewriting: Rewriting) -> Iterator[Advice]:
    """Layers of type ReLU6."""
    for one in net.layers:
        if one.layer.type.casefold() == "relu6":
            yield Advice(
                "relu6_unsupported",
                Grade.FAULT,
                (one.layer.name,),
                translate("core", "{layer} is of type {type}, which NNIE does not support.").format(
                    layer=one.layer.name, type=one.layer.type
                ),
                translate(
                    "core",
                    "Make it a ReLU, which gives the same where no value is above 6, and train on "
                    "where some are; built from Threshold, Power and Eltwise it would take three "
                    "times as long.",
                ),
                {"type": one.layer.type},
                rewriting.changed(one, {("type",): type_value(one.key, "ReLU")}),
            )


def built_relu6(net: StatedNet, rewriting: Rewriting) -> Iterator[Advice]:
    """Threshold, Power and Eltwise layers that together are a relu6."""
    told: set[int] = set()
    for index, one in enumerate(net.layers):
        if one.layer.type != "Threshold" or len(net.reads[index]) != 1:
            continue
        found = _behind(net, index)
        if found is None or found[-1] in told:
            continue
        told.add(found[-1])
        layers = [net.layers[at] for at in found]
        names = tuple(layer.layer.name for layer in layers)
        top = layers[-1].layer.tops[0]
        yield Advice(
            "relu6_built",
            Grade.COST,
            names,
            translate(
                "core",
                "{layers} together stand in for relu6, which takes three times as long.",
            ).format(layers=", ".join(names)),
            translate(
                "core",
                "Try a ReLU in their place: it gives the same where no value is above 6; where "
                "some are, train on with it.",
            ),
            {"types": [layer.layer.type for layer in layers], "output": top},
            new_layer(one.key, rewriting.name_of(layers[-1]), "ReLU", one.layer.bottoms, [top]),
        )


def _behind(net: StatedNet, threshold: int) -> tuple[int, ...] | None:
    """The layers that make a relu6 of what a Threshold reads, or None."""
    (read,) = net.reads[threshold]
    values: dict[Version, Values] = {read: _PROBES}
    writer, _ = read
    if writer != NOBODY and _is_plain_relu(net, writer):
        # The ReLU of the relu6, which may be shared: it stays, and what it read counts as input.
        values = {net.reads[writer][0]: _PROBES, read: tuple(max(x, 0.0) for x in _PROBES)}
    seen = {writer}
    waiting: list[int] = []
    for version in values:
        _add_readers(net, version, seen, waiting)
    made: set[Version] = set()
    for _ in range(_MOST_LAYERS):
        if not waiting:
            break
        index = heapq.heappop(waiting)
        result = _through(net, index, values)
        if result is None:
            continue
        version = index, unmarked(net.layers[index].layer.tops[0])
        values[version] = result
        made.add(version)
        if _is_relu6(result) and threshold in (path := _path(net, index, made)):
            return path
        _add_readers(net, version, seen, waiting)
    return None


def _add_readers(net: StatedNet, version: Version, seen: set[int], waiting: list[int]) -> None:
    for reader in net.readers.get(version, ())[:_MOST_LAYERS]:
        if reader not in seen:
            seen.add(reader)
            heapq.heappush(waiting, reader)


def _path(net: StatedNet, last: int, made: Set[Version]) -> tuple[int, ...]:
    """``last`` and the layers it is made from, in file order."""
    found, waiting = {last}, [last]
    while waiting:
        for version in net.reads[waiting.pop()]:
            if version in made and version[0] not in found:
                found.add(version[0])
                waiting.append(version[0])
    return tuple(sorted(found))


def _is_plain_relu(net: StatedNet, index: int) -> bool:
    one = net.layers[index]
    if one.layer.type != "ReLU" or len(net.reads[index]) != 1:
        return False
    try:
        return decimal(one.parameters("relu_param"), "negative_slope", 0.0) == 0.0
    except NotStatedError:
        return False


def _is_relu6(values: Values) -> bool:
    return all(
        math.isclose(value, expected, rel_tol=_TOLERANCE, abs_tol=_TOLERANCE)
        for value, expected in zip(values, _EXPECTED, strict=True)
    )


# --- values through a layer -----------------------------------------------------------------


def _through(net: StatedNet, index: int, values: dict[Version, Values]) -> Values | None:
    """What a layer makes of values; None where that is not known."""
    one = net.layers[index]
    inputs = [values.get(version) for version in net.reads[index][:_MOST_INPUTS]]
    known = [value for value in inputs if value is not None]
    if len(known) < len(net.reads[index]) or not known or len(one.layer.tops) != 1:
        return None
    try:
        if one.layer.type == "Eltwise":
            return _eltwise(one, known)
        return _single(one, known[0]) if len(known) == 1 else None
    except NotStatedError:
        return None


def _single(one: StatedLayer, values: Values) -> Values:
    if one.layer.type == "Threshold":
        threshold = decimal(one.parameters("threshold_param"), "threshold", 0.0)
        return tuple(1.0 if value > threshold else 0.0 for value in values)
    if one.layer.type == "ReLU":
        slope = decimal(one.parameters("relu_param"), "negative_slope", 0.0)
        return tuple(value if value > 0 else slope * value for value in values)
    if one.layer.type == "Power":
        parameters = one.parameters("power_param")
        shift, scale = decimal(parameters, "shift", 0.0), decimal(parameters, "scale", 1.0)
        if decimal(parameters, "power", 1.0) == 1.0:
            return tuple(shift + scale * value for value in values)
    raise NotStatedError


def _eltwise(one: StatedLayer, inputs: Sequence[Values]) -> Values:
    parameters = one.parameters("eltwise_param")
    operation = parameters.text("operation") or "SUM"
    columns = list(zip(*inputs, strict=True))
    if operation in ("PROD", "0"):
        return tuple(math.prod(column) for column in columns)
    if operation in ("MAX", "2"):
        return tuple(max(column) for column in columns)
    if operation not in ("SUM", "1"):
        raise NotStatedError
    factors = decimals(parameters, "coeff") or [1.0] * len(inputs)
    if len(factors) != len(inputs):
        raise NotStatedError
    return tuple(
        sum(factor * value for factor, value in zip(factors, column, strict=True))
        for column in columns
    )
