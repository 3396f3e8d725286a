"""A cause as a finding: one sentence in the user's language that says what to try."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from core.comparison.findings.confidence import confidence_of
from core.comparison.findings.facts import Cause
from core.comparison.model import Finding
from core.messages import translate

_SHIFT_OF_ONE = 0.02
"""How near to −1 an offset may be to remind of the mapper's fault with Power layers."""

Evidence = Mapping[str, Any]


def finding_of(cause: Cause) -> Finding:
    """The finding: the cause's evidence and ``confidence``, with its sentence."""
    evidence = {**cause.evidence, "confidence": confidence_of(cause)}
    return Finding(cause.code, sentence_of(cause), evidence)


def sentence_of(cause: Cause) -> str:
    """One sentence: what it is, by which numbers, and what to try."""
    which = _WHICH.get(cause.code)
    variant = "" if which is None else which(cause.evidence)
    return _SENTENCES[cause.code, variant]().format(**_words(cause.evidence))


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
        "channels_permuted": translate("core", "Channels reordered"),
        "mirrored": translate("core", "Mirrored"),
        "upside_down": translate("core", "Upside down"),
        "rotated": translate("core", "Rotated"),
        "shifted": translate("core", "Shifted"),
        "few_channels": translate("core", "Few channels"),
        "channel_offsets": translate("core", "Channel offsets"),
        "border_only": translate("core", "Border only"),
        "dead_part": translate("core", "Dead part"),
        "heavy_tail": translate("core", "Few elements"),
        "cropped": translate("core", "Cropped"),
    }.get(code, "")


def percent(share: float) -> str:
    """``97 %``, with a decimal where it is small, and never ``100 %`` of what is not all."""
    if 0.995 <= share < 1.0:
        return f"{min(100.0 * share, 99.9):.1f} %"
    return f"{100.0 * share:.0f} %" if share >= 0.1 else f"{100.0 * share:.2g} %"


def _number(value: float) -> str:
    return f"{value:z.4g}"


def _cosine(value: float) -> str:
    return f"{value:.4f}"


_IN_WORDS: Mapping[str, Callable[[Any], str]] = {
    "offset": lambda offset: _number(abs(offset)),
    "gain": _number,
    "value": _number,
    "other_std": _number,
    "step": _number,
    "share_of_error": percent,
    "share_of_elements": percent,
    "share_of_area": percent,
    "by": lambda places: f"{places:+d}".replace("-", "−"),
    "cosine_of_overlap": _cosine,
    "cosine_when_undone": _cosine,
    "cosine_as_it_is": _cosine,
    "overlap": lambda shape: "×".join(map(str, shape)),
}
"""How numbers of the evidence are written; all others as they are."""


def _words(evidence: Evidence) -> dict[str, str]:
    """The evidence as sentences name it, and what is made of it."""
    words = {name: _IN_WORDS.get(name, str)(value) for name, value in evidence.items()}
    left, right = translate("core", "left"), translate("core", "right")
    is_left = evidence.get("side", evidence.get("larger")) == "left"
    words["side"], words["other"] = (left, right) if is_left else (right, left)
    if "octaves" in evidence:
        octaves = evidence["octaves"]
        words["gain"] = str(2**octaves) if octaves > 0 else f"1/{2**-octaves}"
    ends = [_number(evidence[end]) for end in ("lower", "upper") if end in evidence]
    if ends:
        words["bounds"] = ends[0]
    if len(ends) == 2:
        both = translate("core", "{lower} and {upper}")
        words["bounds"] = both.format(lower=ends[0], upper=ends[1])
    if "count" in evidence:
        named = ", ".join(map(str, evidence["channels"]))
        is_all = evidence["count"] <= len(evidence["channels"])
        words["channels"] = named if is_all else f"{named}, …"
    if "mapping" in evidence:
        pairs = ", ".join(f"{right} ← {left}" for right, left in evidence["mapping"])
        is_all = evidence["moved"] <= len(evidence["mapping"])
        words["mapping"] = pairs if is_all else f"{pairs}, …"
    if "last" in evidence:
        first, last = evidence["first"], evidence["last"]
        words["lines"] = str(first) if first == last else f"{first}–{last}"
    if "cosine_of_overlap" in evidence:
        words["cosine"] = words["cosine_of_overlap"]
    if "offsets" in evidence:
        words["channel"] = str(evidence["channels"][0])
        words["offset"] = _number(evidence["offsets"][0])
    return words


def _offset_variant(evidence: Evidence) -> str:
    if abs(evidence["offset"] + 1.0) <= _SHIFT_OF_ONE:
        return "minus one"
    return "above" if evidence["offset"] > 0 else "below"


def _rounding_variant(evidence: Evidence) -> str:
    if evidence["origin"] == "format":
        return "format"
    return "rounded" if evidence["mode"] == "nearest" else "cut off"


def _channels_variant(evidence: Evidence) -> str:
    one, constant = evidence["count"] == 1, evidence["constant"]
    return ("one constant" if one else "constant") if constant else ("one" if one else "")


_WHICH: Mapping[str, Callable[[Evidence], str]] = {
    "constant_offset": _offset_variant,
    "power_of_two_gain": lambda evidence: "format" if "fits" in evidence else "shift",
    "clipping": lambda evidence: evidence["kind"],
    "rounding_noise": _rounding_variant,
    "channels_reversed": lambda evidence: "colours" if evidence["channels"] == 3 else "",
    "channels_permuted": lambda evidence: evidence["kind"],
    "dead_part": lambda evidence: evidence["kind"],
    "few_channels": _channels_variant,
    "heavy_tail": lambda evidence: "one" if evidence["elements"] == 1 else "",
    "cropped": lambda evidence: evidence["surplus_at"],
    "transposed": lambda evidence: "flat" if "rows" in evidence else "",
}
"""Which of its sentences a code says; one that is not named here has only one, without a name."""


def _in_another_order() -> str:
    return translate(
        "core",
        "The {side} file holds the {other} one's values in the order {order} rather than CHW: dump "
        "both in one layout, or put a Permute or reshape right that only one side has.",
    )


_SENTENCES: Mapping[tuple[str, str], Callable[[], str]] = {
    ("constant_offset", "minus one"): lambda: translate(
        "core",
        "The right values lie {offset} below the left ones throughout ({share_of_error} of the "
        "squared error): look for a bias or mean that only one side adds, and for a Power "
        "layer with shift 1.0, which the GPU mapper does not add (1.0001 works).",
    ),
    ("constant_offset", "above"): lambda: translate(
        "core",
        "The right values lie {offset} above the left ones throughout ({share_of_error} of the "
        "squared error): look for a bias, mean or zero point that only one side adds.",
    ),
    ("constant_offset", "below"): lambda: translate(
        "core",
        "The right values lie {offset} below the left ones throughout ({share_of_error} of the "
        "squared error): look for a bias, mean or zero point that only one side adds.",
    ),
    ("constant_gain", ""): lambda: translate(
        "core",
        "The right values are {gain} times the left ones throughout ({share_of_error} of the "
        "squared error): compare the scales of both sides, those of the input and of "
        "normalisations first.",
    ),
    ("power_of_two_gain", "format"): lambda: translate(
        "core",
        "The right values are {gain} times the left ones, a power of two: the {side} file was "
        "read as {read_as} and fits {fits}, so try that hex format or give the layer as many "
        "fraction bits.",
    ),
    ("power_of_two_gain", "shift"): lambda: translate(
        "core",
        "The right values are {gain} times the left ones, a power of two: look for a shift or "
        "a number format that differs between both sides.",
    ),
    ("sign_flipped", ""): lambda: translate(
        "core",
        "The right values are {gain} times the left ones, with the sign turned: look for a "
        "difference that takes its inputs the other way round, or a negative scale.",
    ),
    ("absolute_value", ""): lambda: translate(
        "core",
        "The {side} values are the {other} ones without their sign ({share_of_elements} of the "
        "elements are negative): look for a sign bit that is lost, or an absolute value that only "
        "one side takes.",
    ),
    ("dead_output", ""): lambda: translate(
        "core",
        "The {side} side is {value} everywhere while the {other} one varies (deviation "
        "{other_std}): look at this layer's weights and scale, and whether it ran at all.",
    ),
    ("clipping", "relu"): lambda: translate(
        "core",
        "The {side} side is 0 where the {other} one is negative ({share_of_elements} of the "
        "elements): a ReLU seems to be applied on the {side} side only, or one dump was taken "
        "before it and one behind.",
    ),
    ("clipping", "relu6"): lambda: translate(
        "core",
        "The {side} side stops at 6 where the {other} one goes on ({share_of_elements} of the "
        "elements): a ReLU6 seems to be applied on the {side} side only.",
    ),
    ("clipping", "format"): lambda: translate(
        "core",
        "The {side} values stop at {bounds}, the limit of their number format, where the "
        "{other} ones go on ({share_of_elements} of the elements): give the format more "
        "integer bits, or scale the layer down.",
    ),
    ("clipping", "other"): lambda: translate(
        "core",
        "The {side} values stop at {bounds} where the {other} ones go on ({share_of_elements} "
        "of the elements, {share_of_error} of the squared error): widen this layer's "
        "quantisation range, for example with more calibration images.",
    ),
    ("saturated", ""): lambda: translate(
        "core",
        "{share_of_elements} of the {side} values are stuck at {bounds} where the {other} ones go "
        "on: this layer's range is far too narrow, so check its scale and its number format.",
    ),
    ("rounding_noise", "format"): lambda: translate(
        "core",
        "No value is off by more than one step of the number format ({step}): the layer is "
        "not wrong, its values are too small for it, and more fraction bits would show them.",
    ),
    ("rounding_noise", "cut off"): lambda: translate(
        "core",
        "The {side} values come in steps of {step} and are cut off to them, which is what the "
        "error is: round to the nearest step, or make the steps finer with more bits or a "
        "narrower quantisation range.",
    ),
    ("rounding_noise", "rounded"): lambda: translate(
        "core",
        "The {side} values come in steps of {step} and the error is no more than such "
        "rounding leaves: more bits or a narrower quantisation range make the steps finer.",
    ),
    ("layout_swapped", ""): _in_another_order,
    ("transposed", ""): _in_another_order,
    ("transposed", "flat"): lambda: translate(
        "core",
        "The left file's {rows} rows of {columns} values are the right one's columns (cosine "
        "{cosine_when_undone} once that is undone): look at the order in which a fully connected "
        "layer keeps its weights, or reads what is flattened before it (H×W×C against C×H×W).",
    ),
    ("channels_reversed", "colours"): lambda: translate(
        "core",
        "Both sides hold the same channels in reverse order, as RGB and BGR are: give both "
        "runs the picture in one order.",
    ),
    ("channels_reversed", ""): lambda: translate(
        "core",
        "Both sides hold the same {channels} channels in reverse order: look for a Slice, Concat "
        "or Permute that takes them the other way round.",
    ),
    ("channels_permuted", "rotated"): lambda: translate(
        "core",
        "The right file holds the left one's {of} channels moved on by {by}, round the end (right "
        "← left: {mapping}; cosine {cosine_when_undone} once that is undone): compare in which "
        "order a Concat takes its bottoms and where a Slice cuts.",
    ),
    ("channels_permuted", "halves"): lambda: translate(
        "core",
        "Both halves of the {of} channels are exchanged (right ← left: {mapping}; cosine "
        "{cosine_when_undone} once that is undone): look for a Concat that takes its bottoms in "
        "the other order, or a Slice whose tops are mixed up.",
    ),
    ("channels_permuted", "neighbours"): lambda: translate(
        "core",
        "Each two neighbours of the {of} channels are exchanged (right ← left: {mapping}; cosine "
        "{cosine_when_undone} once that is undone): look at how the mapper packs its output, and "
        "for a layer that interleaves channels on one side only.",
    ),
    ("channels_permuted", "blocks"): lambda: translate(
        "core",
        "The {of} channels stand in another order, in {blocks} blocks (right ← left: {mapping}; "
        "cosine {cosine_when_undone} once that is undone): compare in which order a Concat takes "
        "its bottoms and a Slice gives its tops.",
    ),
    ("channels_permuted", "other"): lambda: translate(
        "core",
        "{moved} of {of} channels stand in another order (right ← left: {mapping}; cosine "
        "{cosine_when_undone} once that is undone): compare the order of a Concat's bottoms, of a "
        "Slice's tops and of the mapper's output, and look for a channel shuffle that only one "
        "side does.",
    ),
    ("mirrored", ""): lambda: translate(
        "core",
        "The right picture is the left one mirrored from left to right (cosine "
        "{cosine_when_undone} once that is undone, {cosine_as_it_is} as it is): look for a flip "
        "that only one side applies, in augmentation, in preprocessing or in the camera.",
    ),
    ("upside_down", ""): lambda: translate(
        "core",
        "The right picture is the left one upside down (cosine {cosine_when_undone} once that "
        "is undone, {cosine_as_it_is} as it is): look for rows that are read from the bottom up, "
        "as BMP files and graphics cards keep them, or for a flip that only one side applies.",
    ),
    ("rotated", ""): lambda: translate(
        "core",
        "The right picture is the left one turned clockwise by {degrees}° (cosine "
        "{cosine_when_undone} once that is undone, {cosine_as_it_is} as it is): look for a "
        "camera's orientation tag (EXIF) that only one side obeys, or for a rotation in one "
        "side's preprocessing.",
    ),
    ("shifted", ""): lambda: translate(
        "core",
        "The right picture is the left one moved (rows down: {rows_down}, columns to the right: "
        "{columns_right}): compare on which sides padding is put, and where a stride or crop "
        "begins.",
    ),
    ("few_channels", "one constant"): lambda: translate(
        "core",
        "{count} of {of} channels ({channels}) does not vary on the right and carries "
        "{share_of_error} of the squared error: look at its weights and scale.",
    ),
    ("few_channels", "one"): lambda: translate(
        "core",
        "{count} of {of} channels ({channels}) carries {share_of_error} of the squared error: "
        "compare its weights and bias, or quantise this layer more finely.",
    ),
    ("few_channels", "constant"): lambda: translate(
        "core",
        "{count} of {of} channels ({channels}) do not vary on the right and carry "
        "{share_of_error} of the squared error: look at their weights and scale.",
    ),
    ("few_channels", ""): lambda: translate(
        "core",
        "{count} of {of} channels ({channels}) carry {share_of_error} of the squared error: "
        "compare their weights and biases, or quantise this layer more finely.",
    ),
    ("channel_offsets", ""): lambda: translate(
        "core",
        "Each channel is off by a constant of its own, channel {channel} most ({offset}; all "
        "together {share_of_error} of the squared error): look for a bias, mean or batch "
        "normalisation that only one side applies.",
    ),
    ("border_only", ""): lambda: translate(
        "core",
        "{share_of_error} of the squared error lies at the border of the picture ({share_of_area} "
        "of its area, {depth} deep): compare the padding of both sides, how wide it is, where it "
        "is put and what it holds.",
    ),
    ("dead_part", "rows"): lambda: translate(
        "core",
        "Of {of} rows these are 0 in every channel on the {side} side, and not on the other: "
        "{lines} ({share_of_error} of the squared error): look for a buffer that was filled in "
        "part, a tile of the picture that was not computed, or a dump made too early.",
    ),
    ("dead_part", "columns"): lambda: translate(
        "core",
        "Of {of} columns these are 0 in every channel on the {side} side, and not on the other: "
        "{lines} ({share_of_error} of the squared error): look for a row stride that is too "
        "short, a tile of the picture that was not computed, or a dump made too early.",
    ),
    ("dead_part", "channels"): lambda: translate(
        "core",
        "Of {of} channels these are 0 on the {side} side, and not on the other: {lines} "
        "({share_of_error} of the squared error): look for a Concat whose bottom is missing, "
        "weights that were not loaded, or a dump that was cut short.",
    ),
    ("heavy_tail", "one"): lambda: translate(
        "core",
        "{elements} of {of} values carries {share_of_error} of the squared error, at index "
        "{largest_at}: look there for an overflow, a wrap-around or a damaged line.",
    ),
    ("heavy_tail", ""): lambda: translate(
        "core",
        "{elements} of {of} values carry {share_of_error} of the squared error, the largest at "
        "index {largest_at}: look there for an overflow, a wrap-around or a damaged line.",
    ),
    ("cropped", "end"): lambda: translate(
        "core",
        "The {side} side is larger (rows: {rows}, columns: {columns}) and the part in common, "
        "{overlap}, has a cosine of {cosine}: slice the last ones off the {side} side, or "
        "pool with ceil on both or floor on both.",
    ),
    ("cropped", "start"): lambda: translate(
        "core",
        "The {side} side is larger (rows: {rows}, columns: {columns}) and the part in common, "
        "{overlap}, has a cosine of {cosine}: slice the first ones off the {side} side, or "
        "give both the same padding.",
    ),
}
"""What is said of each code and variant, in the language of the moment."""

CODES = tuple(dict.fromkeys(code for code, _ in _SENTENCES))
"""Every code a pair's finding may have."""
