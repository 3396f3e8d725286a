"""``compare``: plan, measure, write the files asked for, print, and give the exit status."""

from __future__ import annotations

import io
import os
import shlex
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TextIO

from app.terminal import Progress, Terminal
from core.comparison.model import (
    Comparison,
    Pair,
    PairResult,
    Plan,
    Problem,
    Request,
    Thresholds,
)
from core.dumps.model import Encoding
from core.errors import CosightError
from core.messages import translate

FINE, APART, UNUSABLE = 0, 1, 2

STANDARD_OUTPUT = "-"

THREADS = max(2, min(4, os.cpu_count() or 2))
"""Each thread holds one pair of dumps in memory."""


NO_NETWORK_HELPS = frozenset({"no_dumps", "nothing_matched", "same_folder"})
"""Findings about runs that no prototxt or dot could bring together."""

EXPLAIN_NOTHING = NO_NETWORK_HELPS | {
    "prototxt_needed",
    "prototxt_mismatch",
    "dot_needed",
    "dot_mismatch",
}
"""Findings that say why there is no pair; others, such as duplicates, are beside the point."""


@dataclass(frozen=True, slots=True)
class CompareOptions:
    """What ``compare`` was asked for; ``json`` and ``csv`` may be ``-``."""

    request: Request
    pairs_file: Path | None = None
    thresholds: Thresholds = field(default_factory=Thresholds)
    json: str | None = None
    csv: str | None = None
    quiet: bool = False


@dataclass(frozen=True, slots=True)
class _Report:
    """A file that was asked for."""

    option: str
    destination: str
    write: Callable[[Comparison, TextIO], None]
    save: Callable[[Comparison, Path], None]


def run_compare(options: CompareOptions) -> int:
    """Compare, write, print; returns the exit status.

    Raises:
        CosightError: the input cannot be used, or a report cannot be written.
    """
    reports = _reports(options)
    _check_reports(options, reports)
    request = options.request
    if options.pairs_file is not None:
        from core.report.pairs_file import read_pairs

        request = replace(request, manual_pairs=read_pairs(options.pairs_file))

    from core.comparison.matching import make_plan

    plan = make_plan(request)
    errors = Terminal(None if options.quiet else sys.stderr)
    comparison = _measure(plan, errors)
    failures = _write_reports(reports, comparison)
    to_stdout = any(report.destination == STANDARD_OUTPUT for report in reports)
    if not options.quiet:
        _print(comparison, options, errors, to_stdout)
    if failures:
        raise CosightError("; ".join(map(str, failures)))
    if not comparison.results:
        raise CosightError(_nothing_matched(comparison))
    for hint in hints(comparison) if not options.quiet else ():
        errors.note(hint)
    return APART if comparison.summary.bad or comparison.summary.broken else FINE


# --- measuring ------------------------------------------------------------------------------


def _measure(plan: Plan, errors: Terminal) -> Comparison:
    """Measure every pair; Ctrl+C ends the reading threads too."""
    from core.comparison.engine import finish, measure_pairs

    results: dict[int, PairResult] = {}
    stop = threading.Event()
    with errors.progress(len(plan.pairs)) as progress:
        try:
            for index, result in measure_pairs(
                plan, threads=THREADS, cancelled=stop.is_set, on_start=_told(progress)
            ):
                results[index] = result
                progress.done(len(results))
        except BaseException:
            stop.set()
            raise
    return finish(plan, results)


def _told(progress: Progress) -> Callable[[Pair], None]:
    return lambda pair: progress.reading(pair.layer)


# --- the files asked for --------------------------------------------------------------------


def _reports(options: CompareOptions) -> list[_Report]:
    reports = []
    if options.json is not None:
        from core.report.json_report import save_json, write_json

        reports.append(_Report("--json", options.json, write_json, save_json))
    if options.csv is not None:
        from core.report.csv_report import save_csv, write_csv

        reports.append(_Report("--csv", options.csv, write_csv, save_csv))
    return reports


def _check_reports(options: CompareOptions, reports: Sequence[_Report]) -> None:
    """Refuse early what would fail, or destroy something, after minutes of reading."""
    request = options.request
    taken = {
        os.path.realpath(path): option
        for option, path in (
            ("--prototxt", request.prototxt),
            ("--dot", request.dot),
            ("--pairs", options.pairs_file),
        )
        if path is not None
    }
    for report in reports:
        if report.destination == STANDARD_OUTPUT:
            place = STANDARD_OUTPUT
            if sys.stdout is None:
                raise CosightError(
                    translate("terminal", "{option} -: there is no standard output").format(
                        option=report.option
                    )
                )
        else:
            _check_destination(Path(report.destination))
            place = os.path.realpath(report.destination)
        if place in taken:
            raise CosightError(
                translate(
                    "terminal",
                    "{option} {name} would write over {other}: give it a name of its own",
                ).format(option=report.option, name=report.destination, other=taken[place])
            )
        taken[place] = report.option


def _check_destination(path: Path) -> None:
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


def _write_reports(reports: Sequence[_Report], comparison: Comparison) -> list[CosightError]:
    """Write each report; one that fails does not stop the others."""
    failures = []
    for report in reports:
        try:
            if report.destination == STANDARD_OUTPUT:
                _write_to_stdout(report, comparison)
            else:
                _write_to_file(report, comparison)
        except CosightError as error:
            failures.append(error)
    return failures


def _write_to_file(report: _Report, comparison: Comparison) -> None:
    path = Path(report.destination)
    if not path.exists() or path.is_file():
        # A link keeps pointing where it did: its target is what is replaced.
        report.save(comparison, path.resolve() if path.is_symlink() else path)
        return
    # A device or a pipe is written into; replacing it would destroy it.
    try:
        with path.open("w", encoding="utf-8", newline="") as stream:
            report.write(comparison, stream)
    except OSError as error:
        raise CosightError(
            translate("terminal", "{path} cannot be written: {reason}").format(
                path=path, reason=error.strerror or error
            )
        ) from error


def _write_to_stdout(report: _Report, comparison: Comparison) -> None:
    """As UTF-8 whatever the console's own encoding: it is read by a program."""
    text = io.StringIO(newline="")
    report.write(comparison, text)
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


# --- what is said ---------------------------------------------------------------------------


def _print(
    comparison: Comparison, options: CompareOptions, errors: Terminal, to_stdout: bool
) -> None:
    """The table on standard output, unless a report goes there: then the verdict alone, aside."""
    from app.comparison_text import print_comparison, print_summary

    if to_stdout:
        print_summary(errors, comparison)
    else:
        print_comparison(Terminal(sys.stdout), comparison, options.thresholds)


def hints(comparison: Comparison) -> list[str]:
    """Network files that lie beside the folders and would help; they are never used unasked."""
    plan, summary = comparison.plan, comparison.summary
    request = plan.request
    codes = {finding.code for finding in plan.findings}
    lost = bool(plan.unmatched)
    blind = plan.network is None and bool(summary.bad or summary.broken)
    numbered = any(item.dump.name.layer_id is not None for item in plan.unmatched)
    coded = any(_lacks_offset(result) for result in comparison.results)
    if not (lost or blind or coded) or (not comparison.results and codes & NO_NETWORK_HELPS):
        return []
    from core.network.discover import find_networks

    found = find_networks([request.left, *request.rights])
    said = []
    to_pair = translate("terminal", "to pair more files")
    # Files named by ids need the dot first; what is left then is told by the next run.
    ids_first = numbered and request.dot is None
    if request.prototxt is None and found.prototxts and (lost or blind) and not ids_first:
        to_order = translate("terminal", "to learn which layer to look at first")
        said.append(_hint("--prototxt", found.prototxts[0], to_pair if lost else to_order))
    if request.dot is None and found.dots:
        if coded:
            to_decode = translate("terminal", "to decode logarithmic inputs")
            said.append(_hint("--dot", found.dots[0], to_decode))
        elif numbered or (lost and not said):
            said.append(_hint("--dot", found.dots[0], to_pair))
    return said


def _lacks_offset(result: PairResult) -> bool:
    """Whether a pair is broken because no dot told how its codes are decoded."""
    return result.problem is Problem.UNREADABLE and any(
        dump.name.encoding is Encoding.NONLINEAR for dump in (result.pair.left, result.pair.right)
    )


def _hint(option: str, path: Path, why: str) -> str:
    return translate(
        "terminal", "{name} lies beside the folders: add {option} {path} {why}."
    ).format(name=path.name, option=option, path=_quoted(path), why=why)


def _quoted(path: Path) -> str:
    """The path as one types it."""
    return subprocess.list2cmdline([str(path)]) if os.name == "nt" else shlex.quote(str(path))


def _nothing_matched(comparison: Comparison) -> str:
    """One line for a comparison without a pair: what was found, and what to do."""
    findings = comparison.plan.findings
    telling = [finding.text for finding in findings if finding.code in EXPLAIN_NOTHING]
    advice = telling or [finding.text for finding in findings]
    if not advice:
        rights = ", ".join(str(folder) for folder in comparison.plan.request.rights)
        advice = [
            translate(
                "terminal",
                "not one file of {left} has a partner in {rights}: expected two runs of the same "
                "network; give --prototxt, --dot or --pairs if the names differ",
            ).format(left=comparison.plan.request.left, rights=rights)
        ]
    return " ".join(dict.fromkeys([*advice, *hints(comparison)]))
