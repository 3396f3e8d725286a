"""How sure a cause is, as measured: see docs/findings.md, made by scripts/measure_findings.py."""

from __future__ import annotations

from core.comparison.findings.facts import Cause

CONFIDENCE = {
    "absolute_value": 0.99,
    "border_only": 0.95,
    "channel_offsets": 0.82,
    "channels_permuted": 0.99,
    "channels_reversed": 0.91,
    "clipping": 0.99,
    "constant_gain": 0.89,
    "constant_offset": 0.99,
    "cropped": 0.99,
    "dead_output": 0.99,
    "dead_part": 0.99,
    "few_channels": 0.94,
    "heavy_tail": 0.97,
    "layout_swapped": 0.99,
    "mirrored": 0.99,
    "power_of_two_gain": 0.99,
    "rotated": 0.99,
    "rounding_noise": 0.99,
    "saturated": 0.97,
    "shifted": 0.99,
    "sign_flipped": 0.99,
    "transposed": 0.99,
    "upside_down": 0.99,
}
"""Of all namings of a code over the faults put into real pairs, the share that was right; 0.99 at
most, since nobody has measured all nets."""

_OVERLAP = 0.9
_BY_SHAPE = 0.5
"""Of a crop whose overlap has a lower cosine than that: only the shapes speak for it."""


def confidence_of(cause: Cause) -> float:
    """Of 0 to 1: the share of namings of this code that were right."""
    if cause.code == "cropped" and cause.evidence["cosine_of_overlap"] < _OVERLAP:
        return _BY_SHAPE
    return CONFIDENCE[cause.code]
