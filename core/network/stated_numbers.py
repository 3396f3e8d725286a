"""Numbers in a prototxt's messages, as protobuf and Caffe read them."""

from __future__ import annotations

import re
import struct

from core.network.prototext import Message

_WHOLE = re.compile(r"-?(?:0[xX][0-9a-fA-F]{1,8}|0|[1-9]\d{0,9})")
_DECIMAL = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?[fF]?")
_MOST_DIGITS = 60


class NotStatedError(Exception):
    """What is asked for does not follow from the file."""


def whole(message: Message, name: str, default: int | None = None) -> int:
    """The whole number called ``name``; without a default it has to be there.

    Raises:
        NotStatedError: it is not there, or is no whole number.
    """
    text = message.text(name)
    if not text:
        if default is None:
            raise NotStatedError
        return default
    return _as_whole(text)


def wholes(message: Message, name: str) -> list[int]:
    """Every whole number called ``name``.

    Raises:
        NotStatedError: one of them is no whole number.
    """
    return [_as_whole(text) for text in message.texts(name)]


def decimal(message: Message, name: str, default: float) -> float:
    """The number called ``name``, rounded to the float32 that Caffe holds.

    Raises:
        NotStatedError: it is no finite number.
    """
    text = message.text(name)
    return _as_decimal(text) if text else default


def decimals(message: Message, name: str) -> list[float]:
    """Every number called ``name``, each as a float32.

    Raises:
        NotStatedError: one of them is no finite number.
    """
    return [_as_decimal(text) for text in message.texts(name)]


def is_true(message: Message, name: str, default: bool = False) -> bool:
    """The truth value called ``name``, in any of protobuf's spellings."""
    text = message.text(name)
    return text in ("true", "True", "t", "1") if text else default


def _as_whole(text: str) -> int:
    if not _WHOLE.fullmatch(text):
        raise NotStatedError
    return int(text, 0)


def _as_decimal(text: str) -> float:
    if len(text) > _MOST_DIGITS or not _DECIMAL.fullmatch(text):
        raise NotStatedError
    try:
        (value,) = struct.unpack("<f", struct.pack("<f", float(text.rstrip("fF"))))
    except OverflowError:
        raise NotStatedError from None
    return float(value)
