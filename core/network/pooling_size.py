"""How large what a Pooling layer writes is: Caffe rounds up, PyTorch down.

Source: ``PoolingLayer::LayerSetUp`` and ``Reshape`` of Caffe's ``pooling_layer.cpp``;
``pooling_output_shape`` of PyTorch's ``Pool.h``.
"""

from __future__ import annotations

from dataclasses import dataclass

from core.network.prototext import Message
from core.network.stated_numbers import NotStatedError, is_true, whole

Size = tuple[int, int]
"""Height and width."""


@dataclass(frozen=True, slots=True)
class Window:
    """What slides over the picture; each is height and width."""

    kernel: Size
    stride: Size
    pad: Size
    rounds_down: bool = False
    """The file itself says so (``round_mode: FLOOR``, or a fork's ``ceil_mode: false``)."""


def window_of(parameters: Message, height: int, width: int) -> Window:
    """The window of a ``pooling_param`` over an input of ``height`` and ``width``.

    Raises:
        NotStatedError: it does not follow from the file, or Caffe would refuse it.
    """
    known = ("pad", "pad_h", "pad_w")
    if any(key.startswith("pad") and key not in known for key, _ in parameters.fields):
        raise NotStatedError
    if is_true(parameters, "global_pooling"):
        return Window((height, width), (1, 1), (0, 0))
    kernel = both(parameters, "kernel_size", "kernel")
    stride = both(parameters, "stride", "stride", 1)
    pad = both(parameters, "pad", "pad", 0)
    if min(kernel) < 1 or min(stride) < 1 or min(pad) < 0:
        raise NotStatedError
    if pad[0] >= kernel[0] or pad[1] >= kernel[1]:
        raise NotStatedError
    rounds_down = parameters.text("round_mode") in ("FLOOR", "1") or not is_true(
        parameters, "ceil_mode", True
    )
    return Window(kernel, stride, pad, rounds_down)


def both(parameters: Message, name: str, stem: str, default: int | None = None) -> Size:
    """A number for height and width alike, or ``<stem>_h`` and ``<stem>_w``.

    Raises:
        NotStatedError: neither is there and there is no default, or one is no whole number.
    """
    if parameters.text(f"{stem}_h") or parameters.text(f"{stem}_w"):
        return whole(parameters, f"{stem}_h", default), whole(parameters, f"{stem}_w", default)
    stated = parameters.texts(name)
    if len(set(stated)) > 1:
        raise NotStatedError
    value = whole(parameters, name, default)
    return value, value


def size_in_caffe(window: Window, height: int, width: int) -> Size:
    """The output's height and width in Caffe, which rounds up unless the file says otherwise.

    Raises:
        NotStatedError: the window does not fit the input.
    """
    if window.rounds_down:
        return size_rounded_down(window, height, width)
    sizes = []
    for at, length in enumerate((height, width)):
        steps = -(-_room(window, at, length) // window.stride[at])
        # With any padding, the last window has to begin within the picture or its leading pad.
        starts_beyond = steps * window.stride[at] >= length + window.pad[at]
        sizes.append(steps if any(window.pad) and starts_beyond else steps + 1)
    return sizes[0], sizes[1]


def size_rounded_down(window: Window, height: int, width: int) -> Size:
    """The output's height and width in PyTorch with its usual ``ceil_mode=False``.

    Raises:
        NotStatedError: the window does not fit the input.
    """
    sizes = [
        _room(window, at, length) // window.stride[at] + 1
        for at, length in enumerate((height, width))
    ]
    return sizes[0], sizes[1]


def _room(window: Window, at: int, length: int) -> int:
    """How far the window can slide."""
    room = length + 2 * window.pad[at] - window.kernel[at]
    if room < 0:
        raise NotStatedError
    return room
