"""File names without what stands beside them already."""

from __future__ import annotations

import re
from itertools import takewhile
from typing import NamedTuple

from core.comparison.identities import normalise

ELLIPSIS = "…"
_LEAST_SAVED = 3
_ENDS = ("_", ".")
_NUMBERED = re.compile(r"seg\d+_layer\d+", re.IGNORECASE | re.ASCII)


class ShortName(NamedTuple):
    """A file's name in short, and which end of it says more."""

    text: str
    """Empty where nothing is gained by it."""
    end_counts: bool
    """Whether the layer's name is cut off whole, so that all that is left stands at the end."""


def short_file_name(file_name: str, layer: str) -> ShortName:
    """``…_output0_8_64_64_caffe.linear.float`` for a file that is called like its layer, and
    ``…relu3_output0.float`` for one of ``block1_relu3`` beside ``block1_bn3``.

    What begins with its number, like ``seg0_layer12_output0_inst.linear.hex``, keeps that: it is
    what such a file is known by, and its tail gives way. The layer may be written with separators
    that a file's name cannot hold.
    """
    if _NUMBERED.match(file_name):
        return ShortName("", False)
    end = len(layer)
    if layer and file_name[end : end + 1] in _ENDS:
        begins_so = file_name.startswith(layer)
        if begins_so or normalise(file_name[:end]) == normalise(layer):
            return ShortName(ELLIPSIS + file_name[end:] if end > 1 else "", True)
    alike = zip(normalise(file_name), normalise(layer), strict=False)
    common = "".join(mine for mine, _ in takewhile(lambda two: two[0] == two[1], alike))
    end = common.rfind("_") + 1
    return ShortName(ELLIPSIS + file_name[end:] if end >= _LEAST_SAVED else "", False)
