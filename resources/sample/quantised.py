"""The same network through an NPU's number formats: 8-bit logarithmic codes in, 20.12 out.

A code is a sign (bit 7) and seven bits of exponent in steps of 1/16 octave above an offset of the
layer's own; 0x80 is zero. One layer's weights get a wrong offset, as a mapper with a bad
calibration gives them: whatever lies above the top of its range is clipped.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from resources.sample.arithmetic import Array, per_channel
from resources.sample.network import FloatRun, unweighted, weighted

Codes = NDArray[np.uint8]

FAULTY_BOX = "context/dw"
"""Whose weights are clipped."""

CLIPPED_OCTAVES = 1.5
"""How far the faulty layer's range ends below its largest weight."""

_ZERO = 0x80
_TOP = 127
_STEPS_PER_OCTAVE = 16
_DELTA_PER_STEP = 8


@dataclass(frozen=True, slots=True)
class Quantised:
    """What the mapper leaves behind of one box."""

    outputs: tuple[NDArray[np.int32], ...]
    """One per top, 20.12, in the blob's shape."""
    inputs: tuple[Codes, ...] = ()
    data_delta: int = 0
    """Offset of the input codes, in 1/128 octaves."""
    weights: Codes | None = None
    anti_weights: Array | None = None
    """What the codes stand for."""
    bias: NDArray[np.int32] | None = None


def fitting_delta(largest: float) -> int:
    """The smallest offset whose top code reaches ``largest``, in 1/128 octaves, a multiple of 8."""
    if largest <= 0:
        return 0
    return _DELTA_PER_STEP * (math.ceil(_STEPS_PER_OCTAVE * math.log2(largest)) - _TOP)


def encode(values: Array, delta: int) -> Codes:
    """The nearest code of each value; too large ones are clipped, too small ones become zero."""
    size = np.abs(values.astype(np.float64)).ravel()
    with np.errstate(divide="ignore"):
        steps = np.rint(_STEPS_PER_OCTAVE * np.log2(size) - delta / _DELTA_PER_STEP)
    # The code of the smallest negative number would be that of zero.
    negative = np.signbit(values.ravel())
    codes: Codes = np.clip(steps, 0, _TOP).astype(np.uint8)
    codes[negative] |= 0x80
    codes[steps < negative] = _ZERO
    return codes.reshape(values.shape)


def decode(codes: Codes, delta: int) -> Array:
    """±2^((8·(code & 0x7f) + delta) / 128), and 0 for 0x80."""
    table = np.exp2((_DELTA_PER_STEP * np.arange(128) + delta) / 128)
    table = np.concatenate([table, -table]).astype(np.float32)
    table[_ZERO] = 0
    return table[codes]


def to_fixed(values: Array) -> NDArray[np.int32]:
    """Rounded to 1/4096, within the range of 20.12."""
    scaled = np.rint(values.astype(np.float64) * 4096)
    return np.clip(scaled, -(2**31), 2**31 - 1).astype(np.int32)


def from_fixed(numbers: NDArray[np.int32]) -> Array:
    """The values of 20.12 numbers, rounded to float32."""
    return (numbers / 4096).astype(np.float32)


def run_quantised(run: FloatRun, *, faulty: bool = True) -> Mapping[str, Quantised]:
    """Run ``run``'s network on its picture through the number formats; by box name.

    ``faulty`` clips the weights of ``FAULTY_BOX``.
    """
    blobs: dict[str, NDArray[np.int32]] = {"data": to_fixed(run.data)}
    boxes = {"data": Quantised((blobs["data"],))}
    for box in run.boxes[1:]:
        inputs = [from_fixed(blobs[name]) for name in box.bottoms]
        if box.weights is None:
            outputs = [
                to_fixed(np.maximum(x, np.float32(0)) if box.rectified else x)
                for x in unweighted(box, inputs)
            ]
            quantised = Quantised(tuple(outputs))
        else:
            weights = box.weights
            bias = np.zeros(len(weights), dtype=np.float32)
            if box.normalised:
                factor, bias = run.normalisations[box.name].folded()
                weights = weights * factor.reshape(-1, *[1] * (weights.ndim - 1))
            weight_delta = fitting_delta(float(np.abs(weights).max()))
            if faulty and box.name == FAULTY_BOX:
                weight_delta -= round(128 * CLIPPED_OCTAVES)
            weight_codes = encode(weights, weight_delta)
            anti_weights = decode(weight_codes, weight_delta)
            data_delta = fitting_delta(float(np.abs(inputs[0]).max()))
            input_codes = encode(inputs[0], data_delta)
            bias_numbers = to_fixed(bias)
            x = weighted(box, decode(input_codes, data_delta), anti_weights)
            x += per_channel(from_fixed(bias_numbers))
            if box.rectified:
                x = np.maximum(x, np.float32(0))
            quantised = Quantised(
                (to_fixed(x),), (input_codes,), data_delta, weight_codes, anti_weights, bias_numbers
            )
        boxes[box.name] = quantised
        blobs.update(zip(box.tops, quantised.outputs, strict=True))
    return boxes
