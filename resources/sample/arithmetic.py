"""Float32 layers whose results are the same bits on every machine.

Sums are taken tap by tap with whole-array additions, never by BLAS or ``np.sum``, whose order
of summation depends on the processor; the random numbers are the bit generator's raw integers,
which NumPy promises to keep, never its distributions, which it may change.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float32]


class Randomness:
    """Seeded numbers that stay the same across NumPy versions and platforms."""

    def __init__(self, seed: int) -> None:
        self._bits = np.random.PCG64(seed)

    def integers(self, count: int, below: int) -> NDArray[np.int64]:
        """``count`` integers in [0, below); ``below`` is at most 2**31."""
        raw = np.asarray(self._bits.random_raw(count), dtype=np.uint64) >> np.uint64(33)
        return ((raw * np.uint64(below)) >> np.uint64(31)).astype(np.int64)

    def uniform(self, count: int, low: float, high: float) -> Array:
        """``count`` numbers in [low, high)."""
        steps = self.integers(count, 1 << 20) / (1 << 20)
        values: Array = (low + (high - low) * steps).astype(np.float32)
        return values

    def normal(self, *shape: int) -> Array:
        """Roughly normal numbers, mean 0, deviation 1: twelve uniform ones added up, exactly."""
        draws = self.integers(12 * math.prod(shape), 1 << 16).reshape(12, *shape)
        values: Array = (draws.sum(axis=0) / (1 << 16) - 6.0).astype(np.float32)
        return values


def convolution(
    x: Array, weights: Array, *, stride: int = 1, pad: int = 0, depthwise: bool = False
) -> Array:
    """Cross-correlation as Caffe computes it, without a bias.

    Args:
        x: (C, H, W).
        weights: (O, C, k, k), or (C, 1, k, k) for a depthwise one.

    Returns:
        (O, ⌊(H + 2·pad − k)/stride⌋ + 1, …).
    """
    kernel = weights.shape[2]
    padded = np.pad(x, ((0, 0), (pad, pad), (pad, pad)))
    height, width = (
        (extent + 2 * pad - kernel) // stride + 1 for extent in (x.shape[1], x.shape[2])
    )
    total = np.zeros((len(weights), height, width), dtype=np.float32)
    for row in range(kernel):
        for column in range(kernel):
            window = padded[
                :,
                row : row + stride * (height - 1) + 1 : stride,
                column : column + stride * (width - 1) + 1 : stride,
            ]
            if depthwise:
                total += weights[:, 0, row, column, None, None] * window
                continue
            for channel in range(len(x)):
                total += weights[:, channel, row, column, None, None] * window[channel]
    return total


def inner_product(x: Array, weights: Array) -> Array:
    """``weights`` (O, N) times ``x`` (N values in any shape), as (O, 1, 1)."""
    total = np.zeros(len(weights), dtype=np.float32)
    for index, value in enumerate(x.ravel()):
        total += weights[:, index] * value
    return total[:, None, None]


def max_pool(x: Array, size: int) -> Array:
    """Maxima of ``size`` × ``size`` windows that do not overlap; the rest is cut off (ceil = floor
    where H and W divide by ``size``)."""
    height, width = x.shape[1] // size, x.shape[2] // size
    cut = x[:, : height * size, : width * size].reshape(len(x), height, size, width, size)
    pooled: Array = cut.max(axis=(2, 4))
    return pooled


def global_average(x: Array) -> Array:
    """Mean of each channel, (C, 1, 1), correctly rounded."""
    return np.array([_mean(channel) for channel in x], dtype=np.float32)[:, None, None]


def softmax(x: Array) -> Array:
    """Softmax over the channels."""
    powers = np.exp(x.astype(np.float64) - float(x.max()))
    total = math.fsum(powers.ravel().tolist())
    return (powers / total).astype(np.float32)


def channel_statistics(x: Array) -> tuple[Array, Array]:
    """Mean and population variance of each channel, correctly rounded."""
    means = [_mean(channel) for channel in x]
    variances = [
        math.fsum((value - mean) ** 2 for value in channel.ravel().tolist()) / channel.size
        for channel, mean in zip(x, means, strict=True)
    ]
    return np.array(means, dtype=np.float32), np.array(variances, dtype=np.float32)


def per_channel(values: Array | Sequence[float]) -> Array:
    """(C,) as (C, 1, 1), to be combined with (C, H, W)."""
    return np.asarray(values, dtype=np.float32)[:, None, None]


def _mean(values: Array) -> float:
    return math.fsum(values.ravel().tolist()) / values.size
