"""Paths as the operating system's calls take them."""

from __future__ import annotations

import ntpath
import os
import sys
from pathlib import Path

_LONGEST_PLAIN = 240
"""Windows refuses 260 characters and more, folders 248, unless the path is a verbatim one."""


def openable(path: Path | str) -> str:
    r"""The text to open or list ``path`` with: on Windows a long path as ``\\?\C:\…``."""
    text = os.fspath(path)
    if sys.platform != "win32":
        return text
    absolute = ntpath.abspath(text)
    if len(absolute) <= _LONGEST_PLAIN or absolute.startswith("\\\\?\\"):
        return text
    if absolute.startswith("\\\\"):
        return "\\\\?\\UNC" + absolute[1:]
    return "\\\\?\\" + absolute
