"""Faults put into clean pairs on purpose, to see which of them the findings name."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.comparison.findings.cropping import cropped, shapes_of
from core.comparison.findings.diagnosis import diagnose
from core.comparison.findings.facts import Cause, Facts, Half, Numbers, Shape
from core.comparison.metrics import measure
from core.comparison.model import Severity
from core.comparison.severity import severity_of
from core.dumps.formats import FixedPoint
from core.dumps.model import Values

Array = NDArray[np.float64]
"""Channels × height × width."""

Sides = tuple[Array, Array]


_IN_GOOD_PAIRS = frozenset(
    {
        *("clipping", "absolute_value", "few_channels", "channel_offsets", "border_only"),
        *("dead_part", "heavy_tail", "channels_permuted"),
    }
)
"""Codes that are looked for in good pairs, too, where these are not close."""


@dataclass(frozen=True, slots=True)
class Fault:
    """What is done to a pair, and the code that should name it; None: nothing to name."""

    code: str | None
    strength: str
    put: Callable[[Array, Array], Sides | None]
    """Gives both sides with the fault in, None where it cannot be put into this pair."""
    any_severity: bool = False
    """Whether it should be named however little apart a good pair is."""

    def is_to_be_named(self, severity: Severity, is_close: bool) -> bool:
        """Whether it is looked for, or must not be named, in a pair like that."""
        if self.code is None or self.any_severity or severity is not Severity.GOOD:
            return True
        return self.code in _IN_GOOD_PAIRS and not is_close


def diagnosed(left: Array, right: Array) -> tuple[Cause | None, Severity]:
    """The cause that is named for two sides, the right one read from 20.12."""
    cause, severity, _ = examined(left, right)
    return cause, severity


def examined(left: Array, right: Array) -> tuple[Cause | None, Severity, bool]:
    """The same, and whether the pair is good and so close that only a line is looked for."""
    if left.size != right.size:
        shapes = shapes_of([left.shape, right.shape], left.size, right.size)
        if shapes is None:
            return None, Severity.BROKEN, False
        return cropped(left.ravel(), right.ravel(), shapes), Severity.BROKEN, False
    flat = np.ascontiguousarray(left).reshape(-1), np.ascontiguousarray(right).reshape(-1)
    measured = measure(Values(flat[0]), Values(flat[1]))
    assert measured.metrics is not None
    shape: Shape = left.shape
    severity = severity_of(measured.metrics, None)
    facts = Facts(measured.metrics, left.size, severity, shape, None, FixedPoint())
    sides = Half(flat[0]), Half(flat[1])
    cause = diagnose(facts, lambda most: Numbers(*sides, facts), at_hand=True)
    return cause, severity, facts.is_close


def faults() -> Iterator[Fault]:
    """Every fault in each of its strengths."""
    yield from _lines()
    yield from _bends()
    yield from _moves()
    yield from _places()
    yield from _noises()


def _on_right(change: Callable[[Array], Array | None]) -> Callable[[Array, Array], Sides | None]:
    def put(left: Array, right: Array) -> Sides | None:
        changed = change(right)
        return None if changed is None else (left, changed)

    return put


def _lines() -> Iterator[Fault]:
    for share in (0.05, 0.1, 0.3, 1.0, -0.3):
        put = _on_right(lambda right, share=share: right + share * right.std())  # type: ignore[misc]
        yield Fault("constant_offset", f"{share:+g} deviations", put, True)
    for gain in (0.6, 0.9, 0.95, 1.1, 1.37):
        put = _on_right(lambda right, gain=gain: right * gain)  # type: ignore[misc]
        yield Fault("constant_gain", f"× {gain:g}", put, True)
    for octaves in (-4, -1, 1, 4):
        put = _on_right(lambda right, gain=2.0**octaves: right * gain)  # type: ignore[misc]
        yield Fault("power_of_two_gain", f"× 2^{octaves}", put, True)
    yield Fault("sign_flipped", "× −1", _on_right(np.negative))
    yield Fault("dead_output", "all 0", _on_right(np.zeros_like))
    yield Fault("dead_output", "all the mean", _on_right(lambda right: right * 0 + right.mean()))


def _bends() -> Iterator[Fault]:
    for percent in (99, 95, 90, 80):
        put = _on_right(
            lambda right, percent=percent: np.minimum(right, np.percentile(right, percent))  # type: ignore[misc]
        )
        yield Fault("clipping", f"upper {100 - percent} %", put)
    yield Fault("clipping", "both ends, 10 %", _on_right(_clip_both))
    yield Fault("clipping", "ReLU", _on_right(_rectified))
    yield Fault("clipping", "ReLU on the left", _swapped(_rectified))
    yield Fault("saturated", "70 %", _on_right(lambda right: _clip_upper(right, 30)))
    yield Fault("absolute_value", "", _on_right(lambda right: _signed(right) and np.abs(right)))


def _clip_upper(right: Array, percent: float) -> Array | None:
    bound = np.percentile(right, percent)
    # A rectified layer would be nothing but its zeros then, which is a dead one.
    clipped: Array = np.minimum(right, bound)
    return clipped if bound > right.min() else None


def _clip_both(right: Array) -> Array | None:
    bound = np.percentile(np.abs(right), 90)
    return np.clip(right, -bound, bound) if _signed(right) else None


def _signed(right: Array) -> Any:
    return True if 0.05 < (right < 0).mean() < 0.95 else None


def _rectified(right: Array) -> Array | None:
    return np.maximum(right, 0.0) if _signed(right) else None


def _swapped(change: Callable[[Array], Array | None]) -> Callable[[Array, Array], Sides | None]:
    def put(left: Array, right: Array) -> Sides | None:
        changed = change(left)
        return None if changed is None else (changed, right)

    return put


def _moves() -> Iterator[Fault]:
    yield Fault("layout_swapped", "right HWC", _on_right(lambda right: _permuted(right, (1, 2, 0))))
    yield Fault("layout_swapped", "left HWC", _swapped(lambda left: _permuted(left, (1, 2, 0))))
    yield Fault("transposed", "C and H", _on_right(lambda right: _permuted(right, (1, 0, 2))))
    yield Fault("channels_reversed", "", _on_right(lambda right: right[::-1].copy()))
    yield from _orders()
    for code, what, turn in (
        ("transposed", "H and W", _turned_over),
        ("mirrored", "", _mirrored),
        ("upside_down", "", _upside_down),
        ("rotated", "by a half", _half_turn),
        ("rotated", "by a quarter", _quarter_turn),
    ):
        for noise in (0.0, 0.3, 0.6):
            noisy = f"noise of {noise:g} deviations" if noise else ""
            strength = ", ".join(filter(None, (what, noisy)))
            yield Fault(code, strength, partial(_turned, turn=turn, noise=noise))
    for down, along in ((1, 0), (0, 1), (1, 1), (-2, 0)):
        put = _on_right(lambda right, down=down, along=along: _shifted(right, down, along))  # type: ignore[misc]
        yield Fault("shifted", f"{down}, {along}", put)
    yield Fault("cropped", "a row and a column less", _on_right(lambda right: right[:, :-1, :-1]))
    yield Fault("cropped", "a row and a column more", _on_right(_grown))


def _orders() -> Iterator[Fault]:
    for what, order_of in (
        ("moved on by one", lambda channels: np.roll(np.arange(channels), 1)),
        ("halves exchanged", lambda channels: np.roll(np.arange(channels), channels // 2)),
        ("neighbours exchanged", lambda channels: np.arange(channels - channels % 2) ^ 1),
        ("quarters exchanged", _quarters),
        ("shuffled", lambda channels: np.random.default_rng(3).permutation(channels)),
    ):
        for noise in (0.0, 0.3, 0.6):
            noisy = f"noise of {noise:g} deviations" if noise else ""
            strength = ", ".join(filter(None, (what, noisy)))
            put = partial(_reordered, order_of=order_of, noise=noise)
            yield Fault("channels_permuted", strength, put)
    yield Fault("channels_permuted", "two exchanged", _two_exchanged)


def _two_exchanged(left: Array, right: Array) -> Sides | None:
    """Two of the livelier half, other by more than noise."""
    if right.shape[0] < 16:
        return None
    chosen = np.argsort(-np.square(right).sum(axis=(1, 2)))[[2, right.shape[0] // 4]]
    changed = right.copy()
    changed[chosen] = right[chosen[::-1]]
    return left, changed


def _quarters(channels: int) -> NDArray[np.int64]:
    """The second of four equal parts first, then the fourth, the first and the third."""
    at = np.arange(channels)
    if channels % 4:
        return at
    return at.reshape(4, -1)[[1, 3, 0, 2]].reshape(-1)


def _reordered(
    left: Array, right: Array, order_of: Callable[[int], NDArray[np.int64]], noise: float
) -> Sides | None:
    order, at = order_of(right.shape[0]), np.arange(right.shape[0])
    # An odd one at the end stays.
    order = np.concatenate((order, at[len(order) :]))
    changed = right[order]
    others = right, right[::-1]
    if any(np.array_equal(order, known) for known in (at, at[::-1])):
        return None
    if any(np.array_equal(changed, known) for known in others):
        return None
    return left, changed + noise * right.std() * _normal(right)


def _permuted(right: Array, order: tuple[int, int, int]) -> Array | None:
    moved = np.ascontiguousarray(right.transpose(order)).reshape(right.shape)
    return None if np.array_equal(moved, right) else moved


def _turned(
    left: Array, right: Array, turn: Callable[[Array], Array], noise: float
) -> Sides | None:
    turned = np.ascontiguousarray(turn(right)).reshape(right.shape)
    if np.array_equal(turned, right):
        return None
    return left, turned + noise * right.std() * _normal(right)


def _mirrored(right: Array) -> Array:
    return right[:, :, ::-1]


def _upside_down(right: Array) -> Array:
    return right[:, ::-1]


def _half_turn(right: Array) -> Array:
    return right[:, ::-1, ::-1]


def _quarter_turn(right: Array) -> Array:
    return np.rot90(right, -1, axes=(1, 2))


def _turned_over(right: Array) -> Array:
    return right.transpose(0, 2, 1)


def _shifted(right: Array, down: int, along: int) -> Array | None:
    if min(right.shape[1:]) < 8:
        return None
    moved = np.roll(right, (down, along), axis=(1, 2))
    moved[:, : max(down, 0)] = 0.0
    moved[:, right.shape[1] + min(down, 0) :] = 0.0
    moved[:, :, : max(along, 0)] = 0.0
    return moved


def _grown(right: Array) -> Array:
    return np.pad(right, ((0, 0), (0, 1), (0, 1)), mode="edge")


def _places() -> Iterator[Fault]:
    yield Fault("few_channels", "one all 0", _on_right(lambda right: _channels(right, 1, 0.0)))
    yield Fault("few_channels", "one × 3", _on_right(lambda right: _channels(right, 1, 3.0)))
    yield Fault("few_channels", "an ordinary one all 0", _on_right(_without_an_ordinary_one))
    yield Fault("few_channels", "1 of 16 all 0", _on_right(_sixteenth))
    for share in (0.5, 1.0):
        put = _on_right(lambda right, share=share: _channel_offsets(right, share))  # type: ignore[misc]
        yield Fault("channel_offsets", f"{share:g} deviations", put)
    yield Fault("border_only", "ring all 0", _on_right(_without_ring))
    yield Fault("border_only", "bottom row all 0", _on_right(_without_bottom))
    yield Fault("dead_part", "upper half all 0", _on_right(_without_upper_half))
    yield Fault("dead_part", "upper half all 0 on the left", _swapped(_without_upper_half))
    yield Fault("dead_part", "a quarter of the columns all 0", _on_right(_without_quarter))
    yield Fault("dead_part", "second half of the channels all 0", _on_right(_without_second_half))
    for size in (10.0, 30.0):
        put = _on_right(lambda right, size=size: _outliers(right, size))  # type: ignore[misc]
        yield Fault("heavy_tail", f"1 of 1000, {size:g} deviations", put)


def _channels(right: Array, count: int, factor: float) -> Array | None:
    """The ``count`` liveliest channels multiplied."""
    if right.shape[0] < 8:
        return None
    changed = right.copy()
    changed[np.argsort(-np.square(right).sum(axis=(1, 2)))[:count]] *= factor
    return changed


def _without_an_ordinary_one(right: Array) -> Array | None:
    """Half of the channels are livelier."""
    if right.shape[0] < 16:
        return None
    changed = right.copy()
    changed[np.argsort(np.square(right).sum(axis=(1, 2)))[right.shape[0] // 2]] = 0.0
    return changed


def _sixteenth(right: Array) -> Array | None:
    return _channels(right, right.shape[0] // 16, 0.0) if right.shape[0] >= 32 else None


def _channel_offsets(right: Array, share: float) -> Array | None:
    if right.shape[0] < 4 or right[0].size < 32:
        return None
    offsets = np.random.default_rng(3).standard_normal((right.shape[0], 1, 1))
    changed: Array = right + share * right.std() * offsets
    return changed


def _without_ring(right: Array) -> Array | None:
    if min(right.shape[1:]) < 8:
        return None
    changed = np.zeros_like(right)
    changed[:, 1:-1, 1:-1] = right[:, 1:-1, 1:-1]
    return changed


def _without_bottom(right: Array) -> Array | None:
    if right.shape[1] < 4:
        return None
    changed = right.copy()
    changed[:, -1] = 0.0
    return changed


def _without_upper_half(side: Array) -> Array | None:
    if min(side.shape[1:]) < 8:
        return None
    changed = side.copy()
    changed[:, : side.shape[1] // 2] = 0.0
    return changed


def _without_quarter(right: Array) -> Array | None:
    """In the middle, where it is no border."""
    if min(right.shape[1:]) < 16:
        return None
    changed, width = right.copy(), right.shape[2]
    changed[:, :, width // 4 : width // 2] = 0.0
    return changed


def _without_second_half(right: Array) -> Array | None:
    if right.shape[0] < 4:
        return None
    changed = right.copy()
    changed[right.shape[0] // 2 :] = 0.0
    return changed


def _outliers(right: Array, size: float) -> Array | None:
    if right.size < 1000:
        return None
    changed = right.reshape(-1).copy()
    random = np.random.default_rng(5)
    at = random.choice(right.size, right.size // 1000, replace=False)
    changed[at] += size * right.std() * random.choice((-1.0, 1.0), len(at))
    return changed.reshape(right.shape)


def _noises() -> Iterator[Fault]:
    for share in (0.7, 1.0):
        put = _on_right(lambda right, share=share: _stepped(right, share))  # type: ignore[misc]
        yield Fault("rounding_noise", f"steps of {share:g} root mean squares", put)
    yield Fault(
        "rounding_noise", "the same on the left", _swapped(lambda left: _stepped(left, 1.0))
    )
    yield Fault("rounding_noise", "the same, cut off", _on_right(_cut_off))
    yield Fault("rounding_noise", "0.7, as 20.12 holds them", _on_right(_stepped_in_file))
    yield Fault("rounding_noise", "Q format too coarse", _on_right(_coarse_format))
    yield Fault("rounding_noise", "4 bits over the range", _on_right(_four_bits))
    yield Fault(None, "as it is", _on_right(np.array))
    for share in (0.1, 0.3, 0.6):
        put = _on_right(lambda right, share=share: right + share * right.std() * _normal(right))  # type: ignore[misc]
        yield Fault(None, f"normal noise, {share:g} deviations", put)
        put = _on_right(lambda right, share=share: right * (1.0 + share * _normal(right)))  # type: ignore[misc]
        yield Fault(None, f"noise of {share:g} of each value", put)
        put = _on_right(lambda right, share=share: _logarithmic(right, share))  # type: ignore[misc]
        yield Fault(None, f"logarithmic steps of {share:g} octaves", put)
        put = partial(_off_by_steps, share=share)
        yield Fault(None, f"both in steps, {share:g} of them off by one", put)


def _normal(right: Array) -> Array:
    return np.random.default_rng(9).standard_normal(right.shape)


def _stepped(right: Array, share: float) -> Array:
    step = share * np.sqrt(np.square(right).mean())
    stepped: Array = np.rint(right / step) * step
    return stepped


def _cut_off(right: Array) -> Array:
    step = np.sqrt(np.square(right).mean())
    cut: Array = np.floor(right / step) * step
    return cut


def _stepped_in_file(right: Array) -> Array:
    return _in_file(_stepped(right, 0.7))


def _coarse_format(right: Array) -> Array:
    """As many fraction bits as leave steps of a half to one root mean square."""
    step = 2.0 ** np.floor(np.log2(np.sqrt(np.square(right).mean())))
    held: Array = np.rint(right / step) * step
    return held


def _four_bits(right: Array) -> Array:
    step = np.abs(right).max() / 7
    return _in_file(np.rint(right / step) * step)


def _in_file(numbers: Array) -> Array:
    """The nearest that 20.12 can hold."""
    held: Array = np.rint(numbers * 4096) / 4096
    return held


def _off_by_steps(left: Array, _: Array, share: float) -> Sides:
    stepped = _stepped(left, 0.5)
    random = np.random.default_rng(13)
    off = np.where(random.random(left.shape) < share, random.choice((-1, 1), left.shape), 0)
    return stepped, stepped + 0.5 * np.sqrt(np.square(left).mean()) * off


def _logarithmic(right: Array, octaves: float) -> Array:
    with np.errstate(divide="ignore"):
        levels = np.rint(np.log2(np.abs(right)) / octaves) * octaves
    stepped: Array = np.sign(right) * np.exp2(levels)
    return stepped
