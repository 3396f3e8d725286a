"""What several right runs are called in text, and what is said of each: ``right [2]``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from app.commands.terminal import Terminal
from core.comparison.model import Comparison, Finding, PairResult, Severity
from core.messages import translate


def print_runs(terminal: Terminal, rights: Sequence[Path]) -> None:
    """Which folder each run is; nothing where there is one."""
    for run in range(len(rights)) if len(rights) > 1 else ():
        terminal.line(title_of_run(run, rights))


def title_of_run(run: int, rights: Sequence[Path]) -> str:
    """``right [2]  /runs/new``, from where on the run is called ``right [2]``."""
    text = translate("terminal", "right  {folder}")
    if len(rights) > 1:
        text = translate("terminal", "right [{run}]  {folder}")
    return text.format(run=run + 1, folder=rights[run])


def told_texts(findings: Iterable[Finding], rights: Sequence[Path]) -> list[str]:
    """The sentences of findings, with several runs each under its run's number.

    What is true of several runs is said once.
    """
    if len(rights) < 2:
        return [finding.text for finding in findings]
    told: dict[str, list[int]] = {}
    for finding in findings:
        text, run = finding.text, finding.evidence.get("right_index")
        if isinstance(run, int) and run < len(rights):
            prefix = translate("core", "In {folder}: ").format(folder=rights[run])
            if text.startswith(prefix):
                told.setdefault(text.removeprefix(prefix), []).append(run)
                continue
        told.setdefault(text, [])
    texts = []
    for text, runs in told.items():
        named = _by_number(text, rights)
        if runs:
            numbers = ", ".join(f"[{run + 1}]" for run in dict.fromkeys(runs))
            named = translate("terminal", "In right {runs}: {text}").format(
                runs=numbers, text=named
            )
        texts.append(named)
    return texts


def _by_number(text: str, rights: Sequence[Path]) -> str:
    """A sentence with the runs' numbers in the place of their folders; files keep their paths."""
    for run, folder in enumerate(rights):
        # Not where the path goes on: "/runs/new.old", "/runs/new/conv1.float".
        alone = rf"(?<![\w/\\]){re.escape(str(folder))}(?![\w/\\-]|\.\w)"
        text = re.sub(alone, f"right [{run + 1}]", text)
    return text


def counts_of_run(comparison: Comparison, results: Sequence[PairResult]) -> str:
    """How many pairs of a run are of each severity, and how many left files have none in it."""
    if not results:
        return translate("terminal", "no pair")
    count = dict.fromkeys(Severity, 0)
    for result in results:
        count[result.severity] += 1
    parts = [f"{number} {severity}" for severity, number in count.items()]
    alone = _without_partner(comparison, results[0].pair.right_index)
    if alone:
        parts.append(translate("terminal", "{count} left without a partner").format(count=alone))
    return " · ".join(parts)


def _without_partner(comparison: Comparison, run: int) -> int:
    """How many left files met none in a run, whether or not they met one in another."""
    nowhere = sum(one.side < 0 for one in comparison.plan.unmatched)
    elsewhere = [
        finding.evidence["count"]
        for finding in comparison.plan.findings
        if finding.code == "missing_in_right" and finding.evidence["right_index"] == run
    ]
    return nowhere + sum(one for one in elsewhere if isinstance(one, int))
