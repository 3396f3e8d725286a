"""The user's own pairs as a file: ``{"schema": 1, "pairs": [{"left": …, "right": …}, …]}``."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from pathlib import Path

from core.comparison.model import ManualPair
from core.dumps.small_file import read_small
from core.errors import CosightError
from core.messages import translate
from core.report.text_output import whole_text

SCHEMA = 1

_MOST_BYTES = 64 << 20
"""Some hundred thousand pairs."""


def read_pairs(path: Path) -> tuple[ManualPair, ...]:
    """Read manual pairs; a bare list of ``[left, right]`` is understood too.

    Raises:
        CosightError: the file cannot be read, is no JSON, or a pair in it is none.
    """
    try:
        data = read_small(path, _MOST_BYTES + 1)
        if len(data) > _MOST_BYTES:
            raise CosightError(
                translate(
                    "core",
                    "{file} is no pairs file: it is larger than {limit} MiB; choose a pairs file",
                ).format(file=path, limit=_MOST_BYTES >> 20)
            )
        content = json.loads(data.decode("utf-8-sig"))
    except OSError as error:
        raise CosightError(
            translate("core", "{file} cannot be read ({reason}); choose a pairs file").format(
                file=path, reason=error.strerror or error
            )
        ) from error
    except json.JSONDecodeError as error:
        raise CosightError(
            translate(
                "core", "{file}, line {line}: expected JSON with pairs, found {reason}; correct it"
            ).format(file=path, line=error.lineno, reason=error.msg)
        ) from error
    except (ValueError, RecursionError) as error:
        raise CosightError(
            translate("core", "{file} is no JSON text; choose a pairs file").format(file=path)
        ) from error
    return tuple(
        _pair(entry, number, path) for number, entry in enumerate(_entries(content, path), start=1)
    )


def write_pairs(pairs: Iterable[ManualPair], path: Path) -> None:
    """Write manual pairs, whole or not at all.

    Raises:
        CosightError: the file cannot be written.
    """
    content = {
        "schema": SCHEMA,
        "pairs": [
            {"left": pair.left, "right": pair.right, "right_index": pair.right_index}
            for pair in pairs
        ],
    }
    with whole_text(path) as stream:
        json.dump(content, stream, indent=1)
        stream.write("\n")


def _entries(content: object, path: Path) -> list[object]:
    if isinstance(content, Mapping):
        schema = content.get("schema", SCHEMA)
        if schema != SCHEMA:
            raise CosightError(
                translate(
                    "core",
                    "{file} has schema {schema}, this version reads {known}; use a newer Cosight",
                ).format(file=path, schema=schema, known=SCHEMA)
            )
        content = content.get("pairs")
    if not isinstance(content, list):
        raise CosightError(
            translate(
                "core", '{file} holds no pairs: expected {{"schema": 1, "pairs": [ … ]}}'
            ).format(file=path)
        )
    return content


def _pair(entry: object, number: int, path: Path) -> ManualPair:
    if isinstance(entry, list) and len(entry) in (2, 3):
        entry = dict(zip(("left", "right", "right_index"), entry, strict=False))
    if isinstance(entry, Mapping):
        left, right = entry.get("left"), entry.get("right")
        index = entry.get("right_index", 0)
        counted = type(index) is int and index >= 0
        if isinstance(left, str) and isinstance(right, str) and left and right and counted:
            return ManualPair(left, right, index)
    raise CosightError(
        translate(
            "core",
            '{file}: pair {number} is no {{"left": NAME, "right": NAME}}, found {found}; '
            "correct it",
        ).format(file=path, number=number, found=json.dumps(entry)[:80])
    )
