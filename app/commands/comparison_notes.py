"""What needs saying aloud below the table: why pairs are broken, what has no partner."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass

from app.commands.report_files import STANDARD_OUTPUT
from app.commands.terminal import Terminal
from core.comparison.model import Comparison, PairResult, Unmatched
from core.messages import translate

LISTED = 10
"""Unmatched files and notes shown of each kind; --json has them all."""

THE_OPTION = "--json"
"""Has everything that a list leaves out, where it was not given."""

EXAMPLES = 3
"""Pairs named where more than these have the very same note."""

LOST_PAIRS = frozenset({"manual_pair_lost", "manual_pair_taken"})
"""Findings about pairs of the user's own that did not take effect: they are errors, no notes."""


@dataclass(frozen=True, slots=True)
class _Note:
    """A sentence about one pair. ``cause`` names no file: it is what pairs can have in common."""

    layer: str
    text: str
    cause: str


@dataclass(frozen=True, slots=True)
class _Entry:
    """What a list shows as one, and how many pairs or files it stands for."""

    lines: Sequence[str]
    count: int = 1


def short_note(result: PairResult) -> str:
    """What is remarkable, in a word or two; the sentences stand below the table."""
    words = [str(result.problem)] if result.problem else []
    words += [finding.code for finding in result.findings if finding.code not in words]
    return ", ".join(words).replace("_", " ")


def title_of(result: PairResult, several: bool) -> str:
    """What a pair is called; where there are several right runs, with its run's number."""
    title = result.pair.title
    return f"{title} [{result.pair.right_index + 1}]" if several else title


def where_everything_is(json: str | None) -> str:
    """Where to look for what is left out: the JSON that was written, else the option for it."""
    if json is None:
        return THE_OPTION
    return translate("terminal", "the JSON") if json == STANDARD_OUTPUT else json


def print_notes(
    terminal: Terminal,
    results: Sequence[PairResult],
    several: bool,
    everything: str,
    misread: Set[int] = frozenset(),
) -> None:
    """The sentences behind the notes, grouped by what they are about.

    No cause is told of the runs in ``misread``: all of them come from the format they were read in.
    """
    groups: dict[str, list[_Note]] = {}
    for result in results:
        layer = title_of(result, several)
        if result.message or result.problem:
            groups.setdefault(str(result.problem or "note"), []).append(_note(layer, result))
        told = () if result.pair.right_index in misread else result.findings
        for finding in told:
            note = _Note(layer, finding.text, finding.text)
            groups.setdefault(finding.code, []).append(note)
    for code, notes in groups.items():
        _print_list(
            terminal, f"{code.replace('_', ' ')} ({len(notes)})", _entries(notes), everything
        )


def print_unmatched(terminal: Terminal, comparison: Comparison, everything: str) -> None:
    """The dumps without a partner and why, run by run."""
    several = len(comparison.plan.rights) > 1
    codes = {finding.code for finding in comparison.plan.findings}
    paired = {pair.right_index for pair in comparison.plan.pairs}
    nothing_to_meet = "no_dumps" in codes and not comparison.plan.pairs
    for side in range(-1, len(comparison.plan.rights)):
        files = [item for item in comparison.plan.unmatched if item.side == side]
        if not files:
            continue
        if side < 0:
            title = translate("terminal", "unmatched left ({count})")
        elif several:
            title = translate("terminal", "unmatched right [{run}] ({count})")
        else:
            title = translate("terminal", "unmatched right ({count})")
        title = title.format(count=len(files), run=side + 1)
        if nothing_to_meet and len(files) > 1:
            # The same is true of each: the error that ends the command says what to do.
            text = translate(
                "terminal", "{title}: the other run holds no dump of the kinds that are compared"
            )
            terminal.line()
            terminal.line(text.format(title=title))
            continue
        # Of a run without any pair the same is true of every file: a few stand for all.
        alone = side >= 0 and side not in paired
        most = EXAMPLES if alone and several else LISTED
        entries = [_Entry([_unmatched_text(item)]) for item in files]
        _print_list(terminal, title, entries, everything, most)


def _note(layer: str, result: PairResult) -> _Note:
    """The note of a pair that has a message or a problem."""
    if not result.message:
        problem = str(result.problem).replace("_", " ")
        return _Note(layer, problem, problem)
    left, right = result.side_messages
    the_left, the_right = result.pair.left.file, result.pair.right.file
    of_left = left.replace(the_left, translate("terminal", "the left file"))
    of_right = right.replace(the_right, translate("terminal", "the right file"))
    if not (left and right):
        return _Note(layer, result.message, of_left or of_right or result.message)
    left, of_left = left.rstrip("."), of_left.rstrip(".")
    both = translate("terminal", "{left}; right: {right}").format(left=left, right=right)
    of_either = left.replace(the_left, "", 1) == right.replace(the_right, "", 1)
    if of_either:
        cause = left.replace(the_left, translate("terminal", "each file"))
    else:
        cause = f"{of_left}; {of_right}"
    return _Note(layer, both, cause)


def _entries(notes: Sequence[_Note]) -> list[_Entry]:
    """One entry a note, but one for all where many pairs have the very same cause."""
    alike: dict[str, list[_Note]] = {}
    for note in notes:
        alike.setdefault(note.cause, []).append(note)
    entries = []
    for note in notes:
        same = alike[note.cause]
        if len(same) <= EXAMPLES:
            entries.append(_Entry([f"{note.layer}: {note.text}"]))
        elif note is same[0]:
            entry = translate("terminal", "{count} pairs: {cause}")
            examples = translate("terminal", "  for example {layers}")
            lines = [
                entry.format(count=len(same), cause=note.cause),
                examples.format(layers=", ".join(one.layer for one in same[:EXAMPLES])),
            ]
            entries.append(_Entry(lines, len(same)))
    return entries


def _unmatched_text(item: Unmatched) -> str:
    text = f"{item.dump.name.file_name}: {item.reason}"
    if item.suggestions:
        text = translate("terminal", "{text} Perhaps {name} is meant.").format(
            text=text, name=item.suggestions[0]
        )
    return text


def _print_list(
    terminal: Terminal,
    title: str,
    entries: Sequence[_Entry],
    everything: str,
    most: int = LISTED,
) -> None:
    terminal.line()
    terminal.line(title, "bold")
    for entry in entries[:most]:
        for line in entry.lines:
            terminal.line(f"  {line}")
    left_out = sum(entry.count for entry in entries[most:])
    if left_out:
        text = translate("terminal", "  … and {count} more, see {where}")
        terminal.line(text.format(count=left_out, where=everything), "dim")
