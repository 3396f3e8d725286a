"""A cause as a finding: one sentence in the user's language that says what to try."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.comparison.findings.confidence import confidence_of
from core.comparison.findings.facts import Cause
from core.comparison.model import Finding
from core.messages import translate

_SHIFT_OF_ONE = 0.02
"""How near to −1 an offset may be to remind of the mapper's fault with Power layers."""


def finding_of(cause: Cause) -> Finding:
    """The finding: the cause's evidence and ``confidence``, with its sentence."""
    evidence = {**cause.evidence, "confidence": confidence_of(cause)}
    return Finding(cause.code, sentence_of(cause), evidence)


def sentence_of(cause: Cause) -> str:
    """One sentence: what it is, by which numbers, and what to try."""
    say, evidence = _SENTENCES[cause.code], cause.evidence
    words: dict[str, Any] = dict(evidence)
    side = evidence.get("side", evidence.get("larger"))
    if side is not None:
        words["side"], words["other"] = _sides(side)
    for share in ("share_of_error", "share_of_elements", "share_of_area"):
        if share in evidence:
            words[share] = percent(evidence[share])
    return say(evidence, words)


def title_of(code: str) -> str:
    """The cause in two or three words; empty for what is no code of a pair's finding."""
    return {
        "constant_offset": translate("core", "Constant offset"),
        "constant_gain": translate("core", "Constant gain"),
        "power_of_two_gain": translate("core", "Power-of-two gain"),
        "sign_flipped": translate("core", "Sign turned"),
        "absolute_value": translate("core", "Absolute value"),
        "dead_output": translate("core", "Dead output"),
        "clipping": translate("core", "Clipped"),
        "saturated": translate("core", "Saturated"),
        "rounding_noise": translate("core", "Rounding noise"),
        "layout_swapped": translate("core", "Layout swapped"),
        "transposed": translate("core", "Transposed"),
        "channels_reversed": translate("core", "Channels reversed"),
        "shifted": translate("core", "Shifted"),
        "few_channels": translate("core", "Few channels"),
        "channel_offsets": translate("core", "Channel offsets"),
        "border_only": translate("core", "Border only"),
        "heavy_tail": translate("core", "Few elements"),
        "cropped": translate("core", "Cropped"),
    }.get(code, "")


def percent(share: float) -> str:
    """``97 %``, with a decimal where it is small, and never ``100 %`` of what is not all."""
    if 0.995 <= share < 1.0:
        return f"{min(100.0 * share, 99.9):.1f} %"
    return f"{100.0 * share:.0f} %" if share >= 0.1 else f"{100.0 * share:.2g} %"


def _sides(side: str) -> tuple[str, str]:
    left, right = translate("core", "left"), translate("core", "right")
    return (left, right) if side == "left" else (right, left)


def _number(value: float) -> str:
    return f"{value:.4g}"


def _constant_offset(evidence: Mapping[str, Any], words: dict[str, Any]) -> str:
    offset = float(evidence["offset"])
    words["offset"] = _number(abs(offset))
    if abs(offset + 1.0) <= _SHIFT_OF_ONE:
        text = translate(
            "core",
            "The right values lie {offset} below the left ones throughout ({share_of_error} of the "
            "squared error): look for a bias or mean that only one side adds, and for a Power "
            "layer with shift 1.0, which the GPU mapper does not add (1.0001 works).",
        )
    elif offset > 0:
        text = translate(
            "core",
            "The right values lie {offset} above the left ones throughout ({share_of_error} of the "
            "squared error): look for a bias, mean or zero point that only one side adds.",
        )
    else:
        text = translate(
            "core",
            "The right values lie {offset} below the left ones throughout ({share_of_error} of the "
            "squared error): look for a bias, mean or zero point that only one side adds.",
        )
    return text.format(**words)


def _constant_gain(evidence: Mapping[str, Any], words: dict[str, Any]) -> str:
    words["gain"] = _number(evidence["gain"])
    return translate(
        "core",
        "The right values are {gain} times the left ones throughout ({share_of_error} of the "
        "squared error): compare the scales of both sides, those of the input and of "
        "normalisations first.",
    ).format(**words)


def _power_of_two_gain(evidence: Mapping[str, Any], words: dict[str, Any]) -> str:
    octaves = int(evidence["octaves"])
    words["gain"] = str(2**octaves) if octaves > 0 else f"1/{2**-octaves}"
    if "fits" in evidence:
        text = translate(
            "core",
            "The right values are {gain} times the left ones, a power of two: the {side} file was "
            "read as {read_as} and fits {fits}, so try that hex format or give the layer as many "
            "fraction bits.",
        )
    else:
        text = translate(
            "core",
            "The right values are {gain} times the left ones, a power of two: look for a shift or "
            "a number format that differs between both sides.",
        )
    return text.format(**words)


def _sign_flipped(evidence: Mapping[str, Any], words: dict[str, Any]) -> str:
    words["gain"] = _number(evidence["gain"])
    return translate(
        "core",
        "The right values are {gain} times the left ones, with the sign turned: look for a "
        "difference that takes its inputs the other way round, or a negative scale.",
    ).format(**words)


def _absolute_value(_: Mapping[str, Any], words: dict[str, Any]) -> str:
    return translate(
        "core",
        "The {side} values are the {other} ones without their sign ({share_of_elements} of the "
        "elements are negative): look for a sign bit that is lost, or an absolute value that only "
        "one side takes.",
    ).format(**words)


def _dead_output(evidence: Mapping[str, Any], words: dict[str, Any]) -> str:
    words["value"], words["other_std"] = _number(evidence["value"]), _number(evidence["other_std"])
    return translate(
        "core",
        "The {side} side is {value} everywhere while the {other} one varies (deviation "
        "{other_std}): look at this layer's weights and scale, and whether it ran at all.",
    ).format(**words)


def _bounds(evidence: Mapping[str, Any]) -> str:
    ends = [_number(evidence[end]) for end in ("lower", "upper") if end in evidence]
    if len(ends) == 1:
        return ends[0]
    return translate("core", "{lower} and {upper}").format(lower=ends[0], upper=ends[1])


def _clipping(evidence: Mapping[str, Any], words: dict[str, Any]) -> str:
    words["bounds"] = _bounds(evidence)
    kind = evidence["kind"]
    if kind == "relu":
        text = translate(
            "core",
            "The {side} side is 0 where the {other} one is negative ({share_of_elements} of the "
            "elements): a ReLU seems to be applied on the {side} side only, or one dump was taken "
            "before it and one behind.",
        )
    elif kind == "relu6":
        text = translate(
            "core",
            "The {side} side stops at 6 where the {other} one goes on ({share_of_elements} of the "
            "elements): a ReLU6 seems to be applied on the {side} side only.",
        )
    elif kind == "format":
        text = translate(
            "core",
            "The {side} values stop at {bounds}, the limit of their number format, where the "
            "{other} ones go on ({share_of_elements} of the elements): give the format more "
            "integer bits, or scale the layer down.",
        )
    else:
        text = translate(
            "core",
            "The {side} values stop at {bounds} where the {other} ones go on ({share_of_elements} "
            "of the elements, {share_of_error} of the squared error): widen this layer's "
            "quantisation range, for example with more calibration images.",
        )
    return text.format(**words)


def _saturated(evidence: Mapping[str, Any], words: dict[str, Any]) -> str:
    words["bounds"] = _bounds(evidence)
    return translate(
        "core",
        "{share_of_elements} of the {side} values are stuck at {bounds} where the {other} ones go "
        "on: this layer's range is far too narrow, so check its scale and its number format.",
    ).format(**words)


def _rounding_noise(evidence: Mapping[str, Any], words: dict[str, Any]) -> str:
    words["step"] = _number(evidence["step"])
    if evidence["origin"] == "format":
        text = translate(
            "core",
            "No value is off by more than one step of the number format ({step}): the layer is "
            "not wrong, its values are too small for it, and more fraction bits would show them.",
        )
    elif evidence["mode"] != "nearest":
        text = translate(
            "core",
            "The {side} values come in steps of {step} and are cut off to them, which is what the "
            "error is: round to the nearest step, or make the steps finer with more bits or a "
            "narrower quantisation range.",
        )
    else:
        text = translate(
            "core",
            "The {side} values come in steps of {step} and the error is no more than such "
            "rounding leaves: more bits or a narrower quantisation range make the steps finer.",
        )
    return text.format(**words)


def _arranged(_: Mapping[str, Any], words: dict[str, Any]) -> str:
    return translate(
        "core",
        "The {side} file holds the {other} one's values in the order {order} rather than CHW: dump "
        "both in one layout, or put a Permute or reshape right that only one side has.",
    ).format(**words)


def _channels_reversed(evidence: Mapping[str, Any], words: dict[str, Any]) -> str:
    if evidence["channels"] == 3:
        return translate(
            "core",
            "Both sides hold the same channels in reverse order, as RGB and BGR are: give both "
            "runs the picture in one order.",
        )
    return translate(
        "core",
        "Both sides hold the same {channels} channels in reverse order: look for a Slice, Concat "
        "or Permute that takes them the other way round.",
    ).format(**words)


def _shifted(_: Mapping[str, Any], words: dict[str, Any]) -> str:
    return translate(
        "core",
        "The right picture is the left one moved (rows down: {rows_down}, columns to the right: "
        "{columns_right}): compare on which sides padding is put, and where a stride or crop "
        "begins.",
    ).format(**words)


def _few_channels(evidence: Mapping[str, Any], words: dict[str, Any]) -> str:
    named = ", ".join(map(str, evidence["channels"]))
    words["channels"] = named if evidence["count"] <= len(evidence["channels"]) else f"{named}, …"
    if evidence["constant"]:
        text = translate(
            "core",
            "{count} of {of} channels ({channels}) do not vary on the right and carry "
            "{share_of_error} of the squared error: look at their weights and scale.",
        )
    else:
        text = translate(
            "core",
            "{count} of {of} channels ({channels}) carry {share_of_error} of the squared error: "
            "compare their weights and biases, or quantise this layer more finely.",
        )
    return text.format(**words)


def _channel_offsets(evidence: Mapping[str, Any], words: dict[str, Any]) -> str:
    words["channel"], words["offset"] = evidence["channels"][0], _number(evidence["offsets"][0])
    return translate(
        "core",
        "Each channel is off by a constant of its own, channel {channel} most ({offset}; all "
        "together {share_of_error} of the squared error): look for a bias, mean or batch "
        "normalisation that only one side applies.",
    ).format(**words)


def _border_only(_: Mapping[str, Any], words: dict[str, Any]) -> str:
    return translate(
        "core",
        "{share_of_error} of the squared error lies at the border of the picture ({share_of_area} "
        "of its area, {depth} deep): compare the padding of both sides, how wide it is, where it "
        "is put and what it holds.",
    ).format(**words)


def _heavy_tail(_: Mapping[str, Any], words: dict[str, Any]) -> str:
    return translate(
        "core",
        "{elements} of {of} values carry {share_of_error} of the squared error, the largest at "
        "index {largest_at}: look there for an overflow, a wrap-around or a damaged line.",
    ).format(**words)


def _cropped(evidence: Mapping[str, Any], words: dict[str, Any]) -> str:
    words["overlap"] = "×".join(map(str, evidence["overlap"]))
    words["cosine"] = f"{evidence['cosine_of_overlap']:.4f}"
    if evidence["surplus_at"] == "end":
        text = translate(
            "core",
            "The {side} side is larger (rows: {rows}, columns: {columns}) and the part in common, "
            "{overlap}, has a cosine of {cosine}: slice the last ones off the {side} side, or "
            "pool with ceil on both or floor on both.",
        )
    else:
        text = translate(
            "core",
            "The {side} side is larger (rows: {rows}, columns: {columns}) and the part in common, "
            "{overlap}, has a cosine of {cosine}: slice the first ones off the {side} side, or "
            "give both the same padding.",
        )
    return text.format(**words)


_SENTENCES = {
    "constant_offset": _constant_offset,
    "constant_gain": _constant_gain,
    "power_of_two_gain": _power_of_two_gain,
    "sign_flipped": _sign_flipped,
    "absolute_value": _absolute_value,
    "dead_output": _dead_output,
    "clipping": _clipping,
    "saturated": _saturated,
    "rounding_noise": _rounding_noise,
    "layout_swapped": _arranged,
    "transposed": _arranged,
    "channels_reversed": _channels_reversed,
    "shifted": _shifted,
    "few_channels": _few_channels,
    "channel_offsets": _channel_offsets,
    "border_only": _border_only,
    "heavy_tail": _heavy_tail,
    "cropped": _cropped,
}

CODES = tuple(_SENTENCES)
"""Every code a pair's finding may have."""
