"""The files a command is asked to write: refused early where they would destroy something."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any, Generic, TextIO, TypeVar

from app.commands.terminal import Terminal
from app.error_sentence import sentence_of
from core.comparison.model import Comparison, Plan, Thresholds
from core.errors import CosightError
from core.messages import translate

STANDARD_OUTPUT = "-"

Content = TypeVar("Content")


@dataclass(frozen=True, slots=True)
class ReportFile(Generic[Content]):
    """One report that was asked for; ``destination`` may be ``-``."""

    option: str
    destination: str
    write: Callable[[Content, TextIO], None]
    save: Callable[[Content, Path], None]


def reports_for(
    json: str | None, csv: str | None, html: str | None, thresholds: Thresholds
) -> list[ReportFile[Comparison]]:
    """The reports behind ``--json``, ``--csv`` and ``--html``."""
    reports: list[ReportFile[Comparison]] = []
    if json is not None:
        from core.report.json_report import save_json, write_json

        reports.append(ReportFile("--json", json, write_json, save_json))
    if csv is not None:
        from core.report.csv_report import save_csv, write_csv

        reports.append(ReportFile("--csv", csv, write_csv, save_csv))
    if html is not None:
        from core.report.html_report import HtmlSettings, save_html, write_html

        settings = HtmlSettings(thresholds)
        write, save = partial(write_html, settings=settings), partial(save_html, settings=settings)
        reports.append(ReportFile("--html", html, write, save))
    return reports


# --- before anything is measured ------------------------------------------------------------


def check_places(
    reports: Sequence[ReportFile[Any]], inputs: Iterable[tuple[str, Path | None]]
) -> None:
    """Refuse early what would fail, or destroy something, after minutes of reading.

    ``inputs`` are options and the files they name.

    Raises:
        CosightError: a report cannot be written, or would replace an input or another report.
    """
    taken = [(path, option) for option, path in inputs if path is not None]
    to_stdout = ""
    for report in reports:
        if report.destination == STANDARD_OUTPUT:
            if sys.stdout is None:
                raise CosightError(
                    translate("terminal", "{option} -: there is no standard output").format(
                        option=report.option
                    )
                )
            if to_stdout:
                raise _would_destroy(report, to_stdout)
            to_stdout = report.option
            continue
        path = Path(report.destination)
        _check_destination(path)
        for other, option in taken:
            if _same_file(path, other):
                raise _would_destroy(report, option)
        taken.append((path, report.option))


def check_dumps(reports: Sequence[ReportFile[Any]], plan: Plan) -> None:
    """Refuse a report that would replace a dump of one of the runs, compared or not.

    Raises:
        CosightError: a report's file is a dump's, under whatever name.
    """
    for report in reports:
        if report.destination == STANDARD_OUTPUT:
            continue
        folder = _folder_of_dump(Path(report.destination), plan)
        if folder is not None:
            raise _would_destroy(
                report, translate("terminal", "a dump in {folder}").format(folder=folder)
            )


def check_place(path: Path, plan: Plan) -> None:
    """Refuse a file chosen in the window that would replace what is compared.

    Raises:
        CosightError: the file is a dump of one of the runs, the prototxt or the dot.
    """
    networks = (plan.request.prototxt, plan.request.dot)
    if any(network is not None and _same_file(path, network) for network in networks):
        raise CosightError(
            translate(
                "report", "{file} is the network of this comparison: choose another name"
            ).format(file=path)
        )
    if _folder_of_dump(path, plan) is not None:
        raise CosightError(
            translate("report", "{file} is a dump of this comparison: choose another name").format(
                file=path
            )
        )


def _folder_of_dump(path: Path, plan: Plan) -> Path | None:
    """The run's folder whose dump ``path`` is, under whatever name; None for no dump."""
    place, status = _place(path), _status(path)
    for run in (plan.left, *plan.rights):
        folder = os.path.realpath(run.folder)
        for dump in run.dumps:
            if place == os.path.normcase(os.path.join(folder, dump.name.file_name)) or (
                status is not None and _is_same(status, _status(dump.path))
            ):
                return run.folder
    return None


def _place(path: Path) -> str:
    """Where an entry of a folder is, whatever the folder is called; a link is not followed."""
    return os.path.normcase(os.path.join(os.path.realpath(path.parent), path.name))


def _same_file(path: Path, other: Path) -> bool:
    if os.path.normcase(os.path.realpath(path)) == os.path.normcase(os.path.realpath(other)):
        return True
    status = _status(path)
    return status is not None and _is_same(status, _status(other))


def _status(path: Path) -> os.stat_result | None:
    try:
        return os.stat(path)
    except (OSError, ValueError):
        return None


def _is_same(status: os.stat_result, other: os.stat_result | None) -> bool:
    """Whether both are one file; some network drives give no file a number."""
    return other is not None and status.st_ino != 0 and os.path.samestat(status, other)


def _would_destroy(report: ReportFile[Any], other: str) -> CosightError:
    return CosightError(
        translate(
            "terminal", "{option} {name} would write over {other}: give it a name of its own"
        ).format(option=report.option, name=report.destination, other=other)
    )


def _check_destination(path: Path) -> None:
    try:
        os.lstat(path)
    except (FileNotFoundError, NotADirectoryError):
        pass
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) else error
        raise CosightError(
            translate(
                "terminal", "{path} cannot be written: {reason}; choose another place or name"
            ).format(path=path, reason=reason)
        ) from error
    if path.is_dir():
        raise CosightError(
            translate("terminal", "{path} is a folder: give the name of a file to write").format(
                path=path
            )
        )
    if not path.parent.is_dir():
        raise CosightError(
            translate(
                "terminal",
                "{path} cannot be written: there is no folder {folder}; make it first",
            ).format(path=path, folder=path.parent)
        )


# --- writing --------------------------------------------------------------------------------


def write_reports(reports: Sequence[ReportFile[Content]], content: Content) -> list[str]:
    """Write each report; one that fails, for whatever reason, does not stop the others.

    Returns a sentence for each that failed.
    """
    failures = []
    for report in reports:
        try:
            if report.destination == STANDARD_OUTPUT:
                _write_to_stdout(report, content)
            else:
                _write_to_file(report, content)
        except CosightError as error:
            failures.append(str(error))
        except Exception as error:
            failures.append(
                translate("terminal", "{option} {name}: {reason}").format(
                    option=report.option, name=report.destination, reason=sentence_of(error)
                )
            )
    return failures


def _write_to_file(report: ReportFile[Content], content: Content) -> None:
    path = Path(report.destination)
    if not path.exists() or path.is_file():
        # A link keeps pointing where it did: its target is what is replaced.
        report.save(content, path.resolve() if path.is_symlink() else path)
        return
    # A device or a pipe is written into; replacing it would destroy it.
    try:
        with path.open("w", encoding="utf-8", newline="") as stream:
            report.write(content, stream)
    except OSError as error:
        raise CosightError(
            translate("terminal", "{path} cannot be written: {reason}").format(
                path=path, reason=error.strerror or error
            )
        ) from error


def _write_to_stdout(report: ReportFile[Content], content: Content) -> None:
    """As UTF-8 whatever the console's own encoding: it is read by a program."""
    text = io.StringIO(newline="")
    report.write(content, text)
    stream = sys.stdout
    try:
        buffer = getattr(stream, "buffer", None)
        if buffer is None or stream.isatty():
            stream.write(text.getvalue())
        else:
            stream.flush()
            buffer.write(text.getvalue().encode("utf-8", "replace"))
        stream.flush()
    except BrokenPipeError:
        Terminal.abandon(stream)
