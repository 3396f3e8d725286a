"""A finished comparison as text: the table and the summary, with the notes between."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence

from app.commands.argument_values import typed
from app.commands.arguments import PROGRAM
from app.commands.comparison_notes import (
    LOST_PAIRS,
    THE_OPTION,
    print_notes,
    print_unmatched,
    short_note,
    title_of,
)
from app.commands.comparison_order import Shown, lowest_cosine, rows_of
from app.commands.comparison_runs import counts_of_run, title_of_run, told_texts
from app.commands.terminal import Terminal
from app.commands.text_table import Cell, Column, TextTable
from core.comparison.model import (
    Comparison,
    PairResult,
    Problem,
    Severity,
    Summary,
    Thresholds,
)
from core.comparison.net_findings.told import ORDER as ABOUT_NETWORK
from core.comparison.net_findings.told import about_network, misread_runs, pair_to_look_at
from core.comparison.number_text import NOTHING, cosine_text
from core.messages import translate

WHOLE_LAYER = 32
"""A layer's name keeps this width whatever else has to go; only a longer one folds."""

BEYOND = "*"
"""Marks a number beyond its threshold, for those who see no colour."""

MOST_TOLD = 3
"""Findings about the network as a whole that are told; the most important come first."""

FORMAT = "number_format"
"""The finding that a run was read in another number format than its own."""

_STYLES = {
    Severity.GOOD: ("✓", "dim"),
    Severity.WARN: ("▲", "yellow"),
    Severity.BAD: ("●", "bold red"),
    Severity.BROKEN: ("✕", "bold magenta"),
}

_EVERYTHING = Shown()

_Row = tuple[int, PairResult]
"""A result, and its number in the order of the network."""


def print_comparison(
    terminal: Terminal,
    comparison: Comparison,
    thresholds: Thresholds,
    shown: Shown = _EVERYTHING,
    everything: str = THE_OPTION,
) -> None:
    """What there is to read, the table first and the verdict last.

    Of long lists the rest is found in ``everything``.
    """
    request = comparison.plan.request
    several = len(request.rights) > 1
    any_beyond = False
    terminal.line(translate("terminal", "left   {folder}").format(folder=request.left))
    for index in range(len(request.rights)):
        if several:
            terminal.line()
        terminal.line(title_of_run(index, request.rights))
        results = [r for r in comparison.results if r.pair.right_index == index]
        rows = rows_of(results, shown)
        if rows:
            terminal.line()
            terminal.draw(_table(terminal, rows, thresholds))
            any_beyond |= _any_beyond([result for _, result in rows], thresholds)
        if len(rows) < len(results):
            terminal.line(_left_out(len(results) - len(rows)), "dim")
        if several:
            terminal.line(counts_of_run(comparison, results))
    if any_beyond:
        terminal.line(
            translate(
                "terminal",
                "{mark} beyond a threshold: cosine below {cosine}, relative distance above {red}",
            ).format(mark=BEYOND, cosine=f"{thresholds.cosine:g}", red=f"{thresholds.red:g}"),
            "dim",
        )
    # The cause of all else comes first, and its effects are not told.
    findings = about_network(comparison.plan.findings)
    formats = [one for one in findings if one.code == FORMAT]
    for text in told_texts(formats, request.rights):
        terminal.line()
        terminal.line(text, "bold")
    print_unmatched(terminal, comparison, everything)
    misread = misread_runs(formats)
    print_notes(terminal, comparison.results, several, everything, misread)
    if comparison.results:  # else they are the error that ends the command
        told = [
            finding
            for finding in comparison.plan.findings
            if not (finding.code in LOST_PAIRS or finding.code in ABOUT_NETWORK or finding.quiet)
        ]
        for text in told_texts(told, request.rights):
            terminal.line()
            terminal.line(text)
        _print_where_more_is_told(terminal, comparison)
    if len(findings) > len(formats):
        terminal.line()
        print_network(terminal, comparison, everything, but=(FORMAT,))
    terminal.line()
    print_summary(terminal, comparison)


def _print_where_more_is_told(terminal: Terminal, comparison: Comparison) -> None:
    """That the prototxt has more to it, which need not have to do with this comparison."""
    prototxt = comparison.plan.request.prototxt
    if prototxt is not None and any(finding.quiet for finding in comparison.plan.findings):
        text = translate(
            "terminal",
            "There is more to know about the network itself: {program} check {prototxt}",
        )
        terminal.line()
        terminal.line(text.format(program=PROGRAM, prototxt=typed(prototxt)), "dim")


def print_network(
    terminal: Terminal,
    comparison: Comparison,
    everything: str = THE_OPTION,
    but: Sequence[str] = (),
) -> None:
    """What the results show of the network as a whole: the most important sentences, without those
    of the codes in ``but``, which are told elsewhere."""
    findings = [one for one in about_network(comparison.plan.findings) if one.code not in but]
    told = told_texts(findings, comparison.plan.request.rights)
    for sentence in told[:MOST_TOLD]:
        terminal.line(sentence)
    if len(told) > MOST_TOLD:
        text = translate("terminal", "… and {count} more about the network, see {where}")
        terminal.line(text.format(count=len(told) - MOST_TOLD, where=everything), "dim")


def print_summary(terminal: Terminal, comparison: Comparison) -> None:
    """The counts, the layer of the lowest cosine, and the one to look at first."""
    several = len(comparison.plan.request.rights) > 1
    terminal.line(summary_text(comparison.summary, several), "bold")
    lowest = lowest_cosine(comparison.results)
    if lowest is not None and lowest.metrics is not None:
        terminal.line(
            translate("terminal", "Lowest cosine: {layer} ({cosine}).").format(
                layer=title_of(lowest, several),
                cosine=cosine_text(lowest.metrics.cosine_similarity),
            )
        )
    place = pair_to_look_at(comparison)
    if place >= 0:
        first = comparison.results[place]
        if first.severity is Severity.GOOD:
            text = translate(
                "terminal", "Look at {layer} first: it is good by its cosine, and yet not right."
            )
        elif _is_placed(comparison, first.pair.node):
            text = translate(
                "terminal", "Look at {layer} first: nothing that feeds it is bad or broken."
            )
        else:
            text = translate("terminal", "Look at {layer} first.")
        terminal.line(text.format(layer=title_of(first, several)), "bold")


def _is_placed(comparison: Comparison, node: str) -> bool:
    """Whether a node stands in the network, so that something is known of what feeds it."""
    network = comparison.plan.network
    return network is not None and node in network.by_name


def summary_text(summary: Summary, several: bool = False) -> str:
    """``120 pairs · 26 good · 63 warn · 31 bad · 0 broken · 1 unmatched left · 0 right``.

    With ``several`` right runs it is said that those on the left met none in any of them.
    """
    pairs = (
        translate("terminal", "1 pair")
        if summary.pairs == 1
        else translate("terminal", "{count} pairs").format(count=summary.pairs)
    )
    text = translate(
        "terminal",
        "{pairs} · {good} good · {warn} warn · {bad} bad · {broken} broken · "
        "{left} unmatched left · {right} right",
    )
    if several:
        text = translate(
            "terminal",
            "{pairs} · {good} good · {warn} warn · {bad} bad · {broken} broken · "
            "{left} unmatched left in every run · {right} right",
        )
    return text.format(
        pairs=pairs,
        good=summary.good,
        warn=summary.warn,
        bad=summary.bad,
        broken=summary.broken,
        left=summary.unmatched_left,
        right=summary.unmatched_right,
    )


def _left_out(count: int) -> str:
    if count == 1:
        return translate("terminal", "… and 1 row that is not among the worst")
    return translate("terminal", "… and {count} rows that are not among the worst").format(
        count=count
    )


# --- the table ------------------------------------------------------------------------------


def _table(terminal: Terminal, rows: Sequence[_Row], thresholds: Thresholds) -> TextTable:
    """One line a pair; columns leave until the rest fits the terminal."""
    columns = _columns(rows, thresholds, terminal.fit)
    line = "─" if terminal.encodes_lines else "-"
    return TextTable(columns, columns[2], WHOLE_LAYER, terminal.width, line)


def _columns(
    rows: Sequence[_Row], thresholds: Thresholds, fit: Callable[[str], str]
) -> list[Column]:
    number = Column("#", right=True)
    state = Column(translate("terminal", "state"))
    layer = Column(translate("terminal", "layer"))
    cosine = Column(translate("terminal", "cosine"), right=True)
    error = Column(translate("terminal", "max error"), leaves=2, right=True)
    red = Column(translate("terminal", "relative distance"), leaves=1, right=True)
    spread = Column("(mean,std)(mean,std)", leaves=6)
    elements = Column(translate("terminal", "elements"), leaves=5, right=True)
    rule = Column(translate("terminal", "rule"), leaves=4)
    note = Column(translate("terminal", "note"), leaves=3)
    for position, result in rows:
        sign, style = _STYLES[result.severity]
        metrics = result.metrics
        number.cells.append((str(position), "dim"))
        state.cells.append((fit(f"{sign} {result.severity}"), style))
        layer.cells.append((fit(result.pair.title), "" if style == "dim" else style))
        cosine.cells.append(
            _marked(cosine_text(metrics.cosine_similarity), _low(result, thresholds), fit)
            if metrics
            else _marked(NOTHING, False, fit)
        )
        error.cells.append(
            (fit(error_text(metrics.max_absolute_error) if metrics else NOTHING), "")
        )
        red.cells.append(
            _marked(
                distance_text(metrics.relative_euclidean_distance), _far(result, thresholds), fit
            )
            if metrics
            else _marked(NOTHING, False, fit)
        )
        spread.cells.append((fit(_spread(result)), "dim"))
        elements.cells.append((fit(_elements(result)), ""))
        rule.cells.append((str(result.pair.rule), ""))
        note.cells.append((fit(short_note(result)), ""))
    columns = [number, state, layer, cosine, error, red, spread, elements, rule]
    if any(text for text, _ in note.cells):
        columns.append(note)
    return columns


def _marked(text: str, beyond: bool, fit: Callable[[str], str]) -> Cell:
    """A number with room for the mark behind it, so that digits stay in line."""
    return fit(text) + (BEYOND if beyond else " "), "red" if beyond else ""


def _low(result: PairResult, thresholds: Thresholds) -> bool:
    return result.metrics is not None and result.metrics.cosine_similarity < thresholds.cosine


def _far(result: PairResult, thresholds: Thresholds) -> bool:
    return (
        result.metrics is not None and result.metrics.relative_euclidean_distance > thresholds.red
    )


def _any_beyond(results: Sequence[PairResult], thresholds: Thresholds) -> bool:
    return any(_low(result, thresholds) or _far(result, thresholds) for result in results)


def error_text(value: float) -> str:
    """Four significant digits; --json has them all."""
    return NOTHING if math.isnan(value) else f"{value:.4g}"


def distance_text(value: float) -> str:
    """A relative distance with four decimals, so that a column reads at a glance."""
    if math.isnan(value):
        return NOTHING
    if value == 0 or not 0.001 <= value < 1e4:
        return f"{value:.2g}"
    return f"{value:.4f}"


def _spread(result: PairResult) -> str:
    """``(mean,std)`` of left and right with three decimals, as RuyiStudio writes it."""
    m = result.metrics
    if m is None:
        return NOTHING

    def three(value: float) -> str:
        return f"{value:z.3f}" if abs(value) < 1e6 else f"{value:.4g}"

    return f"({three(m.left_mean)},{three(m.left_std)})({three(m.right_mean)},{three(m.right_std)})"


def _elements(result: PairResult) -> str:
    if result.problem is Problem.UNREADABLE:
        return NOTHING
    if result.left_elements != result.right_elements:
        return f"{result.left_elements} ≠ {result.right_elements}"
    return str(result.elements or result.left_elements)
