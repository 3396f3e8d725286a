"""``compare``: plan, measure, write the files asked for, print, and give the exit status."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from app.commands.argument_values import typed
from app.commands.comparison_notes import LISTED, LOST_PAIRS, where_everything_is
from app.commands.comparison_order import Shown
from app.commands.interrupting import interruptible
from app.commands.report_files import (
    STANDARD_OUTPUT,
    check_dumps,
    check_places,
    reports_for,
    write_reports,
)
from app.commands.terminal import Progress, Terminal
from core.comparison.model import (
    Comparison,
    Finding,
    ManualPair,
    Pair,
    PairResult,
    Plan,
    Problem,
    Request,
    Thresholds,
)
from core.comparison.prototxt_findings import is_advice
from core.dumps.model import Encoding
from core.errors import CosightError
from core.messages import translate

FINE, APART, UNUSABLE = 0, 1, 2

NO_NETWORK_HELPS = frozenset({"no_dumps", "nothing_matched", "same_folder"})
"""Findings about runs that no prototxt or dot could bring together."""

EXPLAIN_NOTHING = NO_NETWORK_HELPS | {
    "prototxt_needed",
    "prototxt_mismatch",
    "dot_needed",
    "dot_mismatch",
    "ambiguous",
    "duplicate_ids",
}
"""Findings that say why there is no pair; others, such as duplicates, are beside the point."""


@dataclass(frozen=True, slots=True)
class CompareOptions:
    """What ``compare`` was asked for; ``json``, ``csv`` and ``html`` may be ``-``."""

    request: Request
    pairs_file: Path | None = None
    thresholds: Thresholds = field(default_factory=Thresholds)
    shown: Shown = field(default_factory=Shown)
    json: str | None = None
    csv: str | None = None
    html: str | None = None
    quiet: bool = False
    use_cache: bool = True


def run_compare(options: CompareOptions) -> int:
    """Compare, write, print; returns the exit status.

    Raises:
        CosightError: the input cannot be used, or a report cannot be written.
    """
    reports = reports_for(options.json, options.csv, options.html, options.thresholds)
    request = options.request
    check_places(
        reports,
        (
            ("--prototxt", request.prototxt),
            ("--dot", request.dot),
            ("--pairs", options.pairs_file),
        ),
    )
    out_of_reach: list[Finding] = []
    if options.pairs_file is not None:
        from core.report.pairs_file import read_pairs

        request, out_of_reach = _within_reach(request, read_pairs(options.pairs_file))

    from core.comparison.matching import make_plan

    plan = make_plan(request)
    plan = replace(plan, findings=(*out_of_reach, *plan.findings))
    check_dumps(reports, plan)
    errors = Terminal(None if options.quiet else sys.stderr, aside=True)
    comparison, unchanged = _measure(plan, errors, options.use_cache)
    failures = write_reports(reports, comparison)
    everything = where_everything_is(None if failures else options.json)
    to_stdout = any(report.destination == STANDARD_OUTPUT for report in reports)
    if not options.quiet:
        _print(comparison, options, errors, to_stdout, everything)
        _tell_unchanged(unchanged, comparison, errors)
    _tell_lost_pairs(comparison, options.pairs_file, everything)
    if failures:
        raise CosightError("; ".join(failures))
    if not comparison.results:
        raise CosightError(_nothing_matched(comparison))
    for hint in hints(comparison) if not options.quiet else ():
        errors.note(hint)
    return APART if comparison.summary.bad or comparison.summary.broken else FINE


# --- pairs of the user's own ----------------------------------------------------------------


def _within_reach(request: Request, pairs: Sequence[ManualPair]) -> tuple[Request, list[Finding]]:
    """The request with the pairs that name a right folder, and a finding for each other pair."""
    count = len(request.rights)
    findings = []
    for pair in pairs:
        if pair.right_index < count:
            continue
        if count == 1:
            text = translate(
                "terminal",
                "The manual pair {left} with {right} is left out: its right_index is {index}, "
                "but there is only one right folder, number 0.",
            )
        else:
            text = translate(
                "terminal",
                "The manual pair {left} with {right} is left out: its right_index is {index}, "
                "but the right folders have the numbers 0 to {last}.",
            )
        findings.append(
            Finding(
                "manual_pair_lost",
                text.format(
                    left=pair.left, right=pair.right, index=pair.right_index, last=count - 1
                ),
                {"left": pair.left, "right": pair.right, "right_index": pair.right_index},
            )
        )
    reachable = tuple(pair for pair in pairs if pair.right_index < count)
    return replace(request, manual_pairs=reachable), findings


def _tell_lost_pairs(comparison: Comparison, pairs_file: Path | None, everything: str) -> None:
    """The user's own input that did not take effect is an error line, however quiet it may be."""
    errors = Terminal(sys.stderr)
    lost = [one.text for one in comparison.plan.findings if one.code in LOST_PAIRS]
    for text in lost[:LISTED]:
        errors.error(f"{pairs_file}: {text}")
    if len(lost) > LISTED:
        errors.error(
            translate("terminal", "{file}: {count} more pairs are left out, see {where}").format(
                file=pairs_file, count=len(lost) - LISTED, where=everything
            )
        )


# --- measuring ------------------------------------------------------------------------------


def _measure(plan: Plan, errors: Terminal, use_cache: bool) -> tuple[Comparison, int]:
    """Measure every pair; Ctrl+C waits for no thread.

    The second value counts the pairs that were known from before.
    """
    from core.comparison.engine import finish, measure_pairs
    from core.comparison.result_cache import usual_cache
    from core.compiling_beside import beside

    cache = usual_cache() if use_cache else None
    with errors.progress(len(plan.pairs)) as progress:
        beside.on_long = lambda: progress.reading(
            translate("terminal", "making ready, only this once…")
        )

        def measure(stop: threading.Event) -> dict[int, PairResult]:
            results: dict[int, PairResult] = {}
            for index, result in measure_pairs(
                plan, cancelled=stop.is_set, on_start=_told(progress), keeper=cache
            ):
                results[index] = result
                progress.done(len(results))
            return results

        try:
            results = interruptible(measure)
        except KeyboardInterrupt:
            # The program ends behind it, and what was measured is kept.
            if cache is not None:
                cache.flush()
            raise
    return finish(plan, results), cache.found if cache is not None else 0


def _told(progress: Progress) -> Callable[[Pair], None]:
    return lambda pair: progress.reading(pair.layer)


# --- what is said ---------------------------------------------------------------------------


def _print(
    comparison: Comparison,
    options: CompareOptions,
    errors: Terminal,
    to_stdout: bool,
    everything: str,
) -> None:
    """The table on standard output, unless a report goes there: then the verdict alone, aside."""
    from app.commands.comparison_runs import print_runs
    from app.commands.comparison_text import print_comparison, print_network, print_summary

    if to_stdout:
        if comparison.results:  # else the error says it
            print_runs(errors, comparison.plan.request.rights)
            print_network(errors, comparison, everything)
            print_summary(errors, comparison)
    else:
        print_comparison(
            Terminal(sys.stdout), comparison, options.thresholds, options.shown, everything
        )


def _tell_unchanged(unchanged: int, comparison: Comparison, errors: Terminal) -> None:
    """How many results are kept ones; said aside, so that the result itself stays the same."""
    if unchanged:
        text = translate(
            "terminal",
            "{unchanged} of {pairs} pairs are unchanged since they were last measured; "
            "--no-cache measures them again.",
        )
        errors.note(text.format(unchanged=unchanged, pairs=len(comparison.results)))


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
    ).format(name=path.name, option=option, path=typed(path), why=why)


def _nothing_matched(comparison: Comparison) -> str:
    """One line for a comparison without a pair: what was found, and what to do."""
    findings = [
        one for one in comparison.plan.findings if one.code not in LOST_PAIRS and not is_advice(one)
    ]
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
