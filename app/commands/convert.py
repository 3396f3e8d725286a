"""``convert``: hex dumps to decimal text or NumPy arrays, one line for each file and a last one."""

from __future__ import annotations

import glob
import os
import sys
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from app.commands.terminal import Terminal
from app.conversion import ConvertOptions, convert_all, hex_files, is_hex
from core.errors import CosightError
from core.messages import translate

DONE, UNUSABLE = 0, 2


def run_convert(arguments: Sequence[str], options: ConvertOptions) -> int:
    """Convert the files, patterns and folders that ``arguments`` name; returns the exit status.

    Raises:
        CosightError: the dot or the destination folder cannot be used.
    """
    converted = refused = 0
    without_dot: list[Path] = []
    problems: list[str] = []
    files: list[Path] = []
    for argument in arguments:
        try:
            files += expand(argument)
        except CosightError as error:
            problems.append(str(error))
    said, errors = Terminal(sys.stdout), Terminal(sys.stderr)
    if files:
        for outcome in convert_all(replace(options, files=_once(files))):
            if outcome.needs_dot:
                without_dot.append(outcome.source)
                refused += 1
            elif outcome.problem:
                errors.error(outcome.problem)
                refused += 1
            else:
                converted += 1
                said.line(f"{outcome.source} → {outcome.destination}")
    if without_dot:
        # One dot is what they all want: one sentence, however many they are.
        errors.error(_needs_dot(without_dot))
    for problem in problems:
        errors.error(problem)
    refused += len(problems)
    if converted + refused > 1:
        said.line(_summary(converted, refused))
    return UNUSABLE if refused else DONE


def _summary(converted: int, refused: int) -> str:
    if not refused:
        return translate("terminal", "{converted} converted").format(converted=converted)
    return translate("terminal", "{converted} converted, {refused} refused").format(
        converted=converted, refused=refused
    )


def _needs_dot(sources: Sequence[Path]) -> str:
    if len(sources) == 1:
        text = translate(
            "terminal",
            "{path} holds logarithmic codes, which need the data_delta of their layer: "
            "give --dot cnn_net_tree.dot",
        )
    else:
        text = translate(
            "terminal",
            "{count} files hold logarithmic codes, which need the data_delta of their layers: "
            "give --dot cnn_net_tree.dot (the first is {path})",
        )
    return text.format(count=len(sources), path=sources[0])


def expand(argument: str) -> list[Path]:
    """The files an argument stands for: itself, a folder's hex files, or a pattern's.

    The name as it stands comes first: Windows' shells expand no patterns, and a real name may
    hold brackets, as ``conv[1].hex`` does. An entry that turns out to be no file is among them,
    so that it is refused by name.

    Raises:
        CosightError: there is no such file, or the folder cannot be read or holds no hex file.
    """
    if not argument.strip():
        raise CosightError(translate("terminal", "a file name is empty: give its path"))
    if os.path.isdir(argument):
        return hex_files(Path(argument))
    try:
        os.lstat(argument)
        return [Path(argument)]
    except (FileNotFoundError, NotADirectoryError):
        pass
    except (OSError, ValueError) as error:
        # Windows knows no names like those of patterns.
        if glob.has_magic(argument):
            return _fitting(argument)
        reason = error.strerror if isinstance(error, OSError) else error
        raise CosightError(
            translate(
                "terminal", "{path} cannot be read: {reason}; check the path and your rights"
            ).format(path=Path(argument), reason=reason)
        ) from error
    return _fitting(argument)


def _fitting(argument: str) -> list[Path]:
    """The files that fit a pattern."""
    names = sorted(glob.glob(argument))
    found = [Path(name) for name in names if is_hex(name) or os.path.isfile(name)]
    if found:
        return found
    if glob.has_magic(argument):
        raise CosightError(
            translate("terminal", "no file fits the pattern {pattern}").format(pattern=argument)
        )
    raise CosightError(translate("terminal", "there is no file {path}").format(path=Path(argument)))


def _once(files: Sequence[Path]) -> tuple[Path, ...]:
    """Each file once; a link beside its target is a file of its own, with its own name."""
    places: dict[str, Path] = {}
    for path in files:
        place = os.path.join(os.path.realpath(path.parent), path.name)
        places.setdefault(os.path.normcase(place), path)
    return tuple(places.values())
