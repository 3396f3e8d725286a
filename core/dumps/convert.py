"""Writes a dump as decimal text or as a NumPy array."""

from __future__ import annotations

import os
from io import BufferedWriter
from pathlib import Path

import numpy as np
from numpy.lib import format as npy

from core.dumps import kernels
from core.dumps.formats import FixedPoint
from core.dumps.model import Values
from core.dumps.names import parse_name
from core.dumps.paths import openable
from core.dumps.reader import read_dump
from core.dumps.whole_file import whole_file
from core.errors import CosightError
from core.messages import translate
from core.processors import usable

_CHUNK = 1 << 17
_LONGEST_LINE = 13


def convert_dump(
    path: Path, destination: Path, hex_format: FixedPoint, data_delta: int | None = None
) -> None:
    """Write the values of ``path`` to ``destination``, whole or not at all.

    ``.float``: one number a line, in as many digits as read back as the same float64; fixed
    point is written exactly. ``.npy``: one dimension, float64. An existing destination is
    replaced, unless it is the source.

    Raises:
        CosightError: the source cannot be read, the destination cannot be written, is the
            source, or ends in neither.
    """
    name = parse_name(path.name)
    if name is None:
        sentence = translate(
            "core", "{file} is no dump: expected a name that ends in .hex or .float; choose another"
        )
        raise CosightError(sentence.format(file=path))
    suffix = destination.suffix.lower()
    if suffix not in (".float", ".npy"):
        sentence = translate(
            "core", "{file} cannot be written: expected a name that ends in .float or .npy"
        )
        raise CosightError(sentence.format(file=destination))
    if _same_file(path, destination):
        sentence = translate(
            "core", "{file} would overwrite itself; choose another name or folder to convert to"
        )
        raise CosightError(sentence.format(file=path))
    values = read_dump(path, name, hex_format, data_delta, threads=usable())
    try:
        with whole_file(destination) as stream:
            if suffix == ".npy":
                _write_array(stream, values)
            else:
                _write_text(stream, values)
    except (OSError, ValueError) as error:
        sentence = translate(
            "core",
            "{file} cannot be written ({reason}); check the folder, the disk and your rights",
        )
        reason = error.strerror if isinstance(error, OSError) and error.strerror else error
        raise CosightError(sentence.format(file=destination, reason=reason)) from error


def _same_file(path: Path, destination: Path) -> bool:
    try:
        return os.path.samefile(openable(path), openable(destination))
    except (OSError, ValueError):  # the destination does not exist yet
        return False


def _write_array(stream: BufferedWriter, values: Values) -> None:
    kind = npy.dtype_to_descr(np.dtype(np.float64))
    header = {"descr": kind, "fortran_order": False, "shape": (len(values),)}
    npy.write_array_header_1_0(stream, header)
    for start in range(0, len(values), _CHUNK):
        stream.write(values.as_float(start, start + _CHUNK).tobytes())


def _write_text(stream: BufferedWriter, values: Values) -> None:
    numbers = values.numbers
    if numbers.dtype == np.int32:
        write_fixed = kernels.text_kernel().write_fixed
        fraction_bits = round(-np.log2(values.scale))
        text = np.empty(_CHUNK * (fraction_bits + _LONGEST_LINE), np.uint8)
        for start in range(0, len(numbers), _CHUNK):
            written = write_fixed(numbers[start : start + _CHUNK], fraction_bits, text)
            stream.write(text[:written].data)
    else:
        for start in range(0, len(numbers), _CHUNK):
            chunk = numbers[start : start + _CHUNK].tolist()
            stream.write("".join(f"{number!r}\n" for number in chunk).encode())
