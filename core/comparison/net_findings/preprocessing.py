"""What makes the data of two runs differ before the first layer, as far as their numbers tell.

Said only where it accounts for nearly all of the difference (``data_fit``): channels in the
opposite order, another layout, a picture the other way round, a factor, an offset, a scale
multiplied before the mean is subtracted on one side. Where nothing of this brings the two anywhere
near, they are not the same image.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from core.comparison.model import Finding, Pair, PairResult, Severity
from core.comparison.net_findings.data_fit import (
    AS_IT_IS,
    INTERLEAVED,
    MIRRORED,
    ROTATED,
    UPSIDE_DOWN,
    Fit,
    Floats,
    fits,
    scaled_before_mean,
)
from core.comparison.net_findings.flow import Flow, RunResults
from core.messages import translate

Read = Callable[[Pair], tuple[NDArray[np.float64], NDArray[np.float64]] | None]
"""Gives the numbers of both sides of a pair; None where they cannot be read."""

MOST_READ = 4_000_000
"""Numbers of a side above which a data blob is not read again (a frame of 1080p has 6 million)."""

_DISTANCE = 0.1
"""Relative distance from which on data differ that have a good cosine: it is blind to a factor."""
_EXPLAINED = 0.02
"""Share of the variance that may be left over; what quantising leaves is far less."""
_BETTER = 4.0
"""So many times less must another reading leave over than the plain one."""
_ANOTHER = 0.75
"""Left over by the best reading of all, from here on it is not the same image (|r| ≤ 0.5)."""
_ANOTHER_LEAST = 1000
"""So many numbers it takes to call it another image."""
_SCALE_EQUAL = 0.01
_OFFSET_EQUAL = 0.02
"""Of the left side's deviation."""


def find_preprocessing(
    flow: Flow, run: RunResults, results: Sequence[PairResult], read: Read
) -> Iterator[Finding]:
    """A finding for each data blob that differs, where its numbers say how.

    A data blob is the output of a node that nothing feeds.
    """
    for at, sources in enumerate(flow.before):
        if sources or run.severity[at] is None:
            continue
        for index in run.outputs[at]:
            result = results[index]
            if not differs(result):
                continue
            numbers = read(result.pair)
            if numbers is None:
                continue
            shape = result.shape or (1, 1, len(numbers[0]))
            told = explain(numbers[0], numbers[1], shape)
            if told is not None:
                text, evidence = told
                where = {"right_index": run.run, "layer": result.pair.layer}
                text = run.prefix + text.format(layer=result.pair.layer)
                yield Finding("preprocessing", text, where | evidence)


def differs(result: PairResult) -> bool:
    """Whether the two sides of a data blob are worth a look: of one length, and not alike."""
    if result.metrics is None or not 1 < result.elements <= MOST_READ or result.problem is not None:
        return False
    far = result.metrics.relative_euclidean_distance > _DISTANCE
    return result.severity is not Severity.GOOD or far


def explain(
    left: Floats, right: Floats, shape: tuple[int, int, int]
) -> tuple[str, dict[str, object]] | None:
    """A sentence with a place for ``{layer}``, and its evidence; None where nothing can be said."""
    found = list(fits(left, right, shape))
    if not found:
        return None
    plain = found[0]
    # Among equals the plainest, which comes first.
    best = min(found, key=lambda fit: fit.unexplained)
    if plain.unexplained <= _BETTER * best.unexplained or plain.unexplained < 1e-6:
        best = plain
    if best.unexplained > _EXPLAINED or min(best.scale) <= 0:
        return _another_image(found, left.size)
    parts, evidence = _parts(left, right, shape, best)
    if not parts:
        return None
    start = translate("core", "The data of the two runs ({layer}) are prepared differently: ")
    return start + "; ".join(parts) + ".", evidence


def _another_image(found: Sequence[Fit], size: int) -> tuple[str, dict[str, object]] | None:
    least = min(fit.unexplained for fit in found)
    if least < _ANOTHER or size < _ANOTHER_LEAST:
        return None
    text = translate(
        "core",
        "The data of the two runs ({layer}) seem to be of another image: in no order of channels "
        "does the one resemble the other. A mapper's folder holds the last image of its list.",
    )
    return text, {"kind": "another_image", "unexplained": least}


def _parts(
    left: Floats, right: Floats, shape: tuple[int, int, int], fit: Fit
) -> tuple[list[str], dict[str, object]]:
    """What the fit says, each part of the sentence for itself."""
    rows = left.reshape(shape[0], -1)
    deviation = float(rows.std(axis=1).mean())
    same_scale = all(abs(one - 1.0) <= _SCALE_EQUAL for one in fit.scale)
    # A scale that is 1 but for noise would leave its rounding in the offset.
    offset = fit.offset
    if same_scale and not fit.is_reversed and fit.layout == AS_IT_IS:
        difference = (right - left).reshape(shape[0], -1)
        offset = tuple(map(float, difference.mean(axis=1)))
    same_offset = all(
        abs(one) <= _OFFSET_EQUAL * deviation * max(scale, 1e-300)
        for one, scale in zip(offset, fit.scale, strict=True)
    )
    kinds: list[str] = []
    parts: list[str] = []
    evidence: dict[str, object] = {
        "layout": fit.layout,
        "channels_reversed": fit.is_reversed,
        "scale": list(fit.scale),
        "offset": list(offset),
        "unexplained": fit.unexplained,
    }
    if fit.layout != AS_IT_IS:
        kinds.append(fit.layout)
        parts.append(_layout(fit.layout))
    if fit.is_reversed:
        kinds.append("channels_reversed")
        parts.append(
            translate(
                "core",
                "the channels stand in the opposite order (BGR on one side, RGB on the other)",
            )
        )
    if same_scale and not same_offset:
        before = None
        if not kinds:
            before = scaled_before_mean(rows, right.reshape(shape[0], -1), offset)
        if before is None:
            kinds.append("offset")
            parts.append(
                translate(
                    "core",
                    "the right side is the left one plus {offset}: another mean is taken away",
                ).format(offset=_numbers(offset))
            )
        else:
            side, pixels = before
            kinds.append("scale_before_mean")
            evidence["data_scale"], evidence["mean"] = pixels.scale, list(pixels.mean)
            parts.append(
                _before(side).format(scale=f"{pixels.scale:.4g}", mean=_numbers(pixels.mean))
            )
    elif not same_scale:
        kinds.append("scale" if same_offset else "scale_and_offset")
        text = translate("core", "the right side is the left one times {scale}")
        if not same_offset:
            text = translate("core", "the right side is the left one times {scale} plus {offset}")
        parts.append(text.format(scale=_numbers(fit.scale), offset=_numbers(offset)))
    return parts, {"kind": "+".join(kinds), **evidence}


def _layout(layout: str) -> str:
    if layout == INTERLEAVED:
        return translate("core", "the right side holds H×W×C where the left one holds C×H×W")
    if layout == MIRRORED:
        return translate("core", "the right side is mirrored")
    if layout == UPSIDE_DOWN:
        return translate("core", "the right side is upside down")
    if layout in ROTATED:
        text = translate("core", "the right side is turned clockwise by {degrees}°")
        return text.format(degrees=ROTATED[layout])
    return translate("core", "height and width are exchanged")


def _before(side: int) -> str:
    if side == 0:
        return translate(
            "core",
            "the left side is multiplied by {scale} before the mean {mean} is taken away, the "
            "right side after",
        )
    return translate(
        "core",
        "the right side is multiplied by {scale} before the mean {mean} is taken away, the left "
        "side after",
    )


def _numbers(values: Sequence[float]) -> str:
    """One number where all are the same but for noise, else one a channel."""
    spread = max(values) - min(values)
    if len(values) == 1 or spread <= 1e-3 * max(map(abs, values)):
        return f"{sum(values) / len(values):.4g}"
    if len(values) > 4:
        return f"{min(values):.4g} … {max(values):.4g}"
    return "(" + ", ".join(f"{value:.4g}" for value in values) + ")"
