"""Pooling layers that write one row or column more in Caffe than in PyTorch."""

from __future__ import annotations

from collections.abc import Sequence

from core.cancelling import Check, heed
from core.messages import translate
from core.network.pooling_size import Size, size_in_caffe, size_rounded_down, window_of
from core.network.prototext import Message
from core.network.prototext_edit import quoted
from core.network.prototxt_advice.model import Advice, Grade
from core.network.prototxt_advice.replacement import FreeNames, Rewriting, new_layer
from core.network.shapes import LayerShapes
from core.network.stated_net import StatedLayer, StatedNet, unmarked
from core.network.stated_numbers import NotStatedError, decimals, whole, wholes

_HEIGHT = 2
"""The axis of the rows in a blob of pictures; that of the columns follows."""
_WORDS = ("row", "column")


def ceil_mode_poolings(
    net: StatedNet,
    shapes: Sequence[LayerShapes],
    rewriting: Rewriting,
    cancelled: Check | None = None,
) -> tuple[list[Advice], list[str]]:
    """Advice about Pooling layers, and the names of those whose input's size is unknown.

    Nothing is said where the file shows that the net was trained by Caffe, whose rounding is then
    the right one; where it states the rounding itself; and where the excess is cut off already.

    Raises:
        Cancelled: ``cancelled()`` was true.
    """
    found: list[Advice] = []
    unknown: list[str] = []
    if _is_trained_by_caffe(net, cancelled):
        return found, unknown
    names = FreeNames(net)
    for index, (one, shape) in enumerate(heed(zip(net.layers, shapes, strict=True), cancelled)):
        if one.layer.type != "Pooling":
            continue
        known = shape.bottoms[0] if len(shape.bottoms) == 1 else None
        if known is None or len(known) != 4:
            unknown.append(one.layer.name)
            continue
        height, width = known[2:]
        try:
            window = window_of(one.parameters("pooling_param"), height, width)
            caffe = size_in_caffe(window, height, width)
            torch = size_rounded_down(window, height, width)
        except NotStatedError:
            unknown.append(one.layer.name)
            continue
        if len(one.layer.tops) == 1 and not _is_cut_off(net, shapes, index, caffe, torch):
            cut = _cut(one, caffe, torch, names, rewriting)
            found.append(_advice(one, (height, width), caffe, torch, cut))
    return found, unknown


def _advice(one: StatedLayer, size: Size, caffe: Size, torch: Size, cut: str) -> Advice:
    return Advice(
        "ceil_mode_pooling",
        Grade.RISK,
        (one.layer.name,),
        translate(
            "core",
            "{layer} makes {caffe} of {size} in Caffe, which rounds up, and {torch} in PyTorch, "
            "which rounds down: a net trained in PyTorch gives other values here.",
        ).format(layer=one.layer.name, size=_text(size), caffe=_text(caffe), torch=_text(torch)),
        translate(
            "core",
            "If the net was trained in PyTorch, cut off the last {what} with Slice (other padding "
            "would change values), or train with ceil_mode=True; what is cut off counts as an "
            "output of its segment.",
        ).format(what=_excess_words(caffe, torch)),
        {"input": list(size), "caffe": list(caffe), "pytorch": list(torch)},
        cut,
    )


def _text(size: Size) -> str:
    return f"{size[0]}×{size[1]}"


def _excess_words(caffe: Size, torch: Size) -> str:
    if caffe[0] == torch[0]:
        return translate("core", "column")
    if caffe[1] == torch[1]:
        return translate("core", "row")
    return translate("core", "row and column")


def _cut(one: StatedLayer, caffe: Size, torch: Size, names: FreeNames, rewriting: Rewriting) -> str:
    """The layer with another top, and a Slice for each axis that leads back to the old one."""
    top = one.layer.tops[0]
    axes = [at for at in range(2) if caffe[at] != torch[at]]
    blob = names.take(f"{unmarked(top)}_ceil")
    pooling = rewriting.changed(one, {("top",): quoted(blob)})
    if not pooling:
        return ""
    parts = [pooling]
    for at in axes:
        kept = top if at == axes[-1] else names.take(f"{unmarked(top)}_{_WORDS[at]}s")
        rest = names.take(f"{unmarked(top)}_last_{_WORDS[at]}")
        name = names.take(f"{rewriting.name_of(one)}_cut_{_WORDS[at]}")
        values = {"axis": _HEIGHT + at, "slice_point": torch[at]}
        parts.append(
            new_layer(one.key, name, "Slice", [blob], [kept, rest], {"slice_param": values})
        )
        blob = kept
    return "\n".join(parts)


def _is_cut_off(
    net: StatedNet, shapes: Sequence[LayerShapes], index: int, caffe: Size, torch: Size
) -> bool:
    """Whether there is no excess, or the layers behind take it off."""
    excess = {at for at in range(2) if caffe[at] != torch[at]}
    while excess:
        version = index, unmarked(net.layers[index].layer.tops[0])
        readers = net.readers.get(version, ())
        if len(readers) != 1:
            return False
        index = readers[0]
        one, (top, *_) = net.layers[index], (*shapes[index].tops, None)
        if one.layer.type == "Crop":
            return top is not None and len(top) == 4 and all(top[2 + i] == torch[i] for i in excess)
        parameters = one.parameters("slice_param")
        try:
            at = whole(parameters, "axis", 1) - _HEIGHT
            points = wholes(parameters, "slice_point")
        except NotStatedError:
            return False
        if one.layer.type != "Slice" or at not in excess or points != [torch[at]]:
            return False
        excess.remove(at)
    return True


def _is_trained_by_caffe(net: StatedNet, cancelled: Check | None) -> bool:
    """Whether the file bears the marks of training: learning rates, a loss, other phases."""
    if net.left_out:
        return True
    layers = heed(net.layers, cancelled)
    return any(one.layer.type.endswith("Loss") or _learns(one.message) for one in layers)


def _learns(message: Message) -> bool:
    try:
        rates = decimals(message, "blobs_lr")
        for parameters in message.messages("param"):
            rates += decimals(parameters, "lr_mult")
    except NotStatedError:
        return False
    return any(rate > 0 for rate in rates)
