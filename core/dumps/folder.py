"""What a folder holds, by names alone: nothing is opened."""

from __future__ import annotations

import os
from pathlib import Path

from core.cancelling import Check, heed
from core.dumps.model import Dump, Run
from core.dumps.names import in_natural_order, parse_name
from core.dumps.paths import openable
from core.errors import CosightError
from core.garbage import no_collection
from core.messages import translate


def scan_folder(folder: Path, cancelled: Check | None = None) -> Run:
    """List the dumps of ``folder`` in natural order; hidden entries are left out.

    Raises:
        CosightError: ``folder`` is missing, is a file, or may not be listed.
        Cancelled: ``cancelled()`` was true.
    """
    try:
        with os.scandir(openable(folder)) as entries:
            is_folder = {
                entry.name: _is_folder(entry)
                for entry in heed(entries, cancelled)
                if not entry.name.startswith(".")
            }
    except (OSError, ValueError) as error:
        raise _refusal(folder, error) from error
    dumps: list[Dump] = []
    other_files: list[str] = []
    subfolders: list[str] = []
    with no_collection():
        for name in heed(in_natural_order(is_folder), cancelled):
            if is_folder[name]:
                subfolders.append(name)
            elif parsed := parse_name(name):
                dumps.append(Dump(folder, parsed))
            else:
                other_files.append(name)
        return Run(folder, tuple(dumps), tuple(other_files), tuple(subfolders))


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link that leads nowhere: reading it will say so
        return False


def _refusal(folder: Path, error: OSError | ValueError) -> CosightError:
    if isinstance(error, FileNotFoundError):
        sentence = translate(
            "core", "{folder}: there is no such folder; choose one that holds dumps"
        )
    elif isinstance(error, NotADirectoryError):
        sentence = translate(
            "core", "{folder} is a file, expected a folder of dumps; choose the folder it lies in"
        )
    elif isinstance(error, PermissionError):
        sentence = translate(
            "core",
            "{folder} may not be listed: permission denied; "
            "ask for the right to read it or copy it elsewhere",
        )
    else:
        sentence = translate(
            "core", "{folder} cannot be listed ({reason}); check the path and the drive"
        )
    reason = error.strerror if isinstance(error, OSError) and error.strerror else error
    return CosightError(sentence.format(folder=folder, reason=reason))
