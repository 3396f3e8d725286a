"""The mark ``_hp`` (high precision) where it harms, and where it does nothing."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from core.messages import translate
from core.network.prototxt_advice.model import Advice, Grade
from core.network.prototxt_advice.replacement import Rewriting
from core.network.shapes import LayerShapes
from core.network.stated_net import StatedLayer, StatedNet
from core.network.stated_numbers import NotStatedError, whole

_MARK = "_hp"

_WITHOUT_WEIGHTS = frozenset(
    {
        *("AbsVal", "ArgMax", "BNLL", "CReLU", "Clip", "Concat", "Crop", "Data", "DetectionOutput"),
        *("Dropout", "DummyData", "ELU", "Eltwise", "Exp", "Flatten", "Input", "Interp", "LRN"),
        *("Log", "MVN", "MemoryData", "PSROIPooling", "PassThrough", "Permute", "Pooling", "Power"),
        *("PriorBox", "Proposal", "ROIPooling", "ReLU", "ReLU6", "Reduction", "Reorg", "Reshape"),
        *("SPP", "ShuffleChannel", "Sigmoid", "Silence", "Slice", "Softmax", "Split", "Swish"),
        *("TanH", "Threshold", "Tile", "Upsample"),
    }
)
"""Layer types that never have weights; of a type that is not here it is not known."""


def grouped_convolutions(
    net: StatedNet, shapes: Sequence[LayerShapes], rewriting: Rewriting
) -> Iterator[Advice]:
    """Convolutions in groups that are marked."""
    for one, shape in zip(net.layers, shapes, strict=True):
        if one.layer.type != "Convolution" or not _is_marked(one):
            continue
        parameters = one.parameters("convolution_param")
        try:
            group, outputs = whole(parameters, "group", 1), whole(parameters, "num_output")
        except NotStatedError:
            continue
        if group <= 1:
            continue
        known = shape.bottoms[0] if len(shape.bottoms) == 1 else None
        channels = known[1] if known is not None and len(known) > 1 else None
        remedy, replacement = _other_than_grouped(one, group, outputs, channels, rewriting)
        yield Advice(
            "hp_on_grouped_convolution",
            Grade.FAULT,
            (one.layer.name,),
            translate(
                "core",
                "{layer} is a Convolution in {group} groups that is marked _hp: from this layer on "
                "the mapper's results lose their precision.",
            ).format(layer=one.layer.name, group=group),
            remedy,
            {"group": group, "num_output": outputs, "input_channels": channels},
            replacement,
        )


def _other_than_grouped(
    one: StatedLayer, group: int, outputs: int, channels: int | None, rewriting: Rewriting
) -> tuple[str, str]:
    """What to try, and the text for it."""
    if group == outputs == channels and one.key == "layer":
        remedy = translate("core", "Make it a DepthwiseConv, on which _hp works.")
        return remedy, rewriting.changed(one, {("type",): '"DepthwiseConv"'})
    if group == outputs and channels in (None, group):
        remedy = translate(
            "core",
            "Leave off _hp; or, where its input has {group} channels as well, make it a "
            "DepthwiseConv, on which _hp works.",
        ).format(group=group)
    else:
        remedy = translate("core", "Leave off _hp.")
    return remedy, rewriting.renamed(one, one.layer.name.removesuffix(_MARK))


def without_weights(net: StatedNet, rewriting: Rewriting) -> Iterator[Advice]:
    """Layers that are marked and have nothing that the mark could be about."""
    for one in net.layers:
        if not _is_marked(one) or not _has_no_weights(one):
            continue
        yield Advice(
            "hp_without_weights",
            Grade.FAULT,
            (one.layer.name,),
            translate(
                "core", "{layer} is marked _hp, which does nothing: a {type} layer has no weights."
            ).format(layer=one.layer.name, type=one.layer.type),
            translate("core", "Leave off _hp; mark the layer with weights that feeds it instead."),
            {"type": one.layer.type},
            rewriting.renamed(one, one.layer.name.removesuffix(_MARK)),
        )


def _is_marked(one: StatedLayer) -> bool:
    name = one.layer.name
    # An input of the header and a layer without a name of its own bear a blob's name.
    stated = one.message.text("name") or any(
        inner.text("name") for inner in one.message.messages("layer")
    )
    return bool(stated) and name.endswith(_MARK) and name != _MARK


def _has_no_weights(one: StatedLayer) -> bool:
    if one.layer.type in ("Scale", "Bias"):
        # With a second bottom that is the factor, and no weight.
        return len(one.layer.bottoms) > 1
    return one.layer.type in _WITHOUT_WEIGHTS
