"""``convert``: hex dumps to decimal text or NumPy arrays, one line for each file."""

from __future__ import annotations

import glob
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from app.conversion import ConvertOptions, convert_all, hex_files
from app.terminal import Terminal
from core.errors import CosightError
from core.messages import translate

DONE, UNUSABLE = 0, 2


def run_convert(arguments: Sequence[str], options: ConvertOptions) -> int:
    """Convert the files, patterns and folders that ``arguments`` name; returns the exit status.

    Raises:
        CosightError: the dot or the destination folder cannot be used.
    """
    status = DONE
    problems: list[str] = []
    files: list[Path] = []
    for argument in arguments:
        try:
            files += expand(argument, has_out=options.out is not None)
        except CosightError as error:
            problems.append(str(error))
    said, errors = Terminal(sys.stdout), Terminal(sys.stderr)
    if files:
        for outcome in convert_all(replace(options, files=tuple(files))):
            if outcome.problem:
                errors.error(outcome.problem)
                status = UNUSABLE
            else:
                said.line(f"{outcome.source} → {outcome.destination}")
    for problem in problems:
        errors.error(problem)
    return UNUSABLE if problems else status


def expand(argument: str, has_out: bool) -> list[Path]:
    """The files an argument stands for: itself, a folder's hex files, or a pattern's.

    The name as it stands comes first: Windows' shells expand no patterns, and a real name may
    hold brackets, as ``conv[1].hex`` does.

    Raises:
        CosightError: there is no such file, or a folder is given without a folder to write to.
    """
    if not argument.strip():
        raise CosightError(translate("terminal", "a file name is empty: give its path"))
    path = Path(argument)
    if path.is_dir():
        if not has_out:
            raise CosightError(
                translate(
                    "terminal", "{folder} is a folder: say with --out where its files are to go"
                ).format(folder=path)
            )
        return hex_files(path)
    if path.exists():
        return [path]
    found = [path for name in sorted(glob.glob(argument)) if (path := Path(name)).is_file()]
    if found:
        return found
    if glob.has_magic(argument):
        raise CosightError(
            translate("terminal", "no file fits the pattern {pattern}").format(pattern=argument)
        )
    raise CosightError(translate("terminal", "there is no file {path}").format(path=argument))
