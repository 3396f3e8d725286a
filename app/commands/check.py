"""``check``: what a prototxt alone gives away, fault by fault, with the text to copy."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.commands.arguments import CHECKED_FOR
from app.commands.report_files import STANDARD_OUTPUT, ReportFile, check_places, write_reports
from app.commands.terminal import Terminal
from core.errors import CosightError
from core.messages import translate
from core.network.prototxt_advice.check import check_net
from core.network.prototxt_advice.model import Advice, Checked, Grade
from core.network.stated_net import read_stated

CLEAN, FOUND = 0, 1


@dataclass(frozen=True, slots=True)
class CheckOptions:
    """What ``check`` was asked for; ``json`` may be ``-``."""

    prototxt: Path
    json: str | None = None
    quiet: bool = False


def run_check(options: CheckOptions) -> int:
    """Read, judge, write, print; returns the exit status.

    Raises:
        CosightError: the prototxt cannot be used, or the JSON cannot be written.
    """
    reports = _reports(options.json)
    check_places(reports, [("PROTOTXT", options.prototxt)])
    checked = check_net(read_stated(options.prototxt))
    failures = write_reports(reports, checked)
    if not options.quiet and options.json != STANDARD_OUTPUT:
        print_checked(Terminal(sys.stdout), checked)
    if failures:
        raise CosightError("; ".join(failures))
    return FOUND if checked.advice else CLEAN


def _reports(destination: str | None) -> list[ReportFile[Checked]]:
    if destination is None:
        return []
    from core.report.advice_json import save_advice, write_advice

    return [ReportFile("--json", destination, write_advice, save_advice)]


def print_checked(terminal: Terminal, checked: Checked) -> None:
    """Everything that was found, or what was looked for; the verdict last."""
    terminal.line(translate("terminal", "prototxt  {file}").format(file=checked.prototxt))
    groups: dict[tuple[str, Grade], list[Advice]] = {}
    rewritten: set[str] = set()
    for one in checked.advice:
        groups.setdefault((one.code, one.grade), []).append(one)
    for (code, grade), alike in groups.items():
        terminal.line()
        terminal.line(f"{_word(grade)}: {code.replace('_', ' ')} ({len(alike)})", "bold")
        for number, one in enumerate(alike):
            if number:
                terminal.line()
            _print_advice(terminal, one, rewritten)
    if not checked.advice:
        _print_looked_for(terminal)
    _print_unknown(terminal, checked.unknown_poolings)
    terminal.line()
    terminal.line(_verdict(checked), "bold")


def _word(grade: Grade) -> str:
    words = {
        Grade.FAULT: translate("terminal", "fault"),
        Grade.RISK: translate("terminal", "risk"),
        Grade.COST: translate("terminal", "cost"),
    }
    return words[grade]


def _print_advice(terminal: Terminal, one: Advice, rewritten: set[str]) -> None:
    """``rewritten`` are the layers for which a text was given before; it grows."""
    terminal.line(f"  {one.text}")
    terminal.line(f"  → {one.remedy}")
    if one.replacement:
        text = translate("terminal", "  In its place:")
        if len(one.layers) == 1 and one.layers[0] in rewritten:
            text = translate("terminal", "  In its place, with what is changed above:")
        rewritten.update(one.layers)
        terminal.line(text, "dim")
        for line in one.replacement.split("\n"):
            terminal.line(f"    {line.expandtabs(4)}")


def _print_looked_for(terminal: Terminal) -> None:
    """So that nobody takes "nothing found" for more than it is."""
    terminal.line()
    terminal.line(translate("terminal", "Looked for:"))
    for words in CHECKED_FOR.values():
        terminal.line(f"  {words}")
    text = translate(
        "terminal",
        "What a prototxt does not hold is not judged: mean, scale and order of colours of the "
        "mapper's cfg, the weights, and the numbers of a run (compare).",
    )
    terminal.line(text, "dim")


def _print_unknown(terminal: Terminal, names: Sequence[str]) -> None:
    if names:
        terminal.line()
        text = translate(
            "terminal",
            "Not judged, because the size of their input does not follow from the file: {layers}.",
        )
        terminal.line(text.format(layers=", ".join(names)), "dim")


def _verdict(checked: Checked) -> str:
    count = len(checked.advice)
    if not count:
        return translate("terminal", "{layers} layers, nothing found.").format(
            layers=checked.layers
        )
    if count == 1:
        return translate("terminal", "{layers} layers, 1 finding.").format(layers=checked.layers)
    return translate("terminal", "{layers} layers, {count} findings.").format(
        layers=checked.layers, count=count
    )
