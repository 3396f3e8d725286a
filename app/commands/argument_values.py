"""How the value of each argument is read; what cannot be meant raises ``CosightError``."""

from __future__ import annotations

import os
import shlex
import subprocess
from collections.abc import Callable
from pathlib import Path

from app.commands.comparison_order import Order
from core.dumps.model import Kind
from core.errors import CosightError
from core.messages import translate

INCLUDED: dict[str, frozenset[Kind]] = {
    "outputs": frozenset({Kind.OUTPUT}),
    "inputs": frozenset({Kind.INPUT}),
    "weights": frozenset({Kind.WEIGHT, Kind.BIAS}),
    "all": frozenset(Kind),
}
"""What ``--include`` accepts."""


def read_path(text: str) -> Path:
    """The path an argument gives; one that is empty or ill quoted is refused."""
    if not text.strip():
        # Path("") would be the current folder: an unset shell variable must not mean that.
        raise CosightError(translate("terminal", "a folder or file name is empty: give its path"))
    if os.name == "nt" and '"' in text:
        raise CosightError(
            translate(
                "terminal",
                "a quotation mark got into the name {name}: leave out the backslash "
                "before a closing quotation mark",
            ).format(name=text)
        )
    return Path(text)


def typed(path: Path) -> str:
    """The path as one types it."""
    return subprocess.list2cmdline([str(path)]) if os.name == "nt" else shlex.quote(str(path))


def text_for(option: str) -> Callable[[str], str]:
    """Reads what ``option`` names, which must not be empty."""

    def read(text: str) -> str:
        if not text.strip():
            raise CosightError(
                translate(
                    "terminal", "{option} is empty: give a file name, or - for standard output"
                ).format(option=option)
            )
        return text

    return read


def included(text: str) -> frozenset[Kind]:
    """The kinds that ``--include`` names, one or several with commas."""
    kinds: set[Kind] = set()
    for word in text.split(","):
        if word.strip() not in INCLUDED:
            raise CosightError(
                translate(
                    "terminal",
                    "--include {text}: expected outputs, inputs, weights or all, "
                    "or several with commas, found {word!r}",
                ).format(text=text, word=word.strip())
            )
        kinds |= INCLUDED[word.strip()]
    return frozenset(kinds)


def threshold_for(option: str, example: str) -> Callable[[str], float]:
    """Reads a number from 0 to 1."""

    def read(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = -1.0
        if not 0.0 <= value <= 1.0:
            raise CosightError(
                translate(
                    "terminal", "{option} {text}: expected a number from 0 to 1, such as {example}"
                ).format(option=option, text=text, example=example)
            )
        return value

    return read


def order(text: str) -> Order:
    """The order that ``--sort`` names."""
    try:
        return Order(text)
    except ValueError as error:
        raise CosightError(
            translate("terminal", "--sort {text}: expected network, cosine or error").format(
                text=text
            )
        ) from error


def count(text: str) -> int:
    """The number of rows that ``--worst`` asks for."""
    if text.isascii() and text.isdigit() and int(text[:18]) > 0:
        return int(text[:18])
    raise CosightError(
        translate("terminal", "--worst {text}: expected how many rows to show, such as 10").format(
            text=text
        )
    )
