"""What the HTML report says first: what was compared, what came out, and where to look."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from datetime import datetime
from pathlib import Path

from core.comparison.colouring import default_range, scale_colours, scale_ticks
from core.comparison.model import Severity
from core.comparison.net_findings.told import Origin, misread_runs, most_followers_first, origins_in
from core.comparison.number_text import cosine_text
from core.comparison.ranking import SEVERITY_RANK, metric_of
from core.dumps.kinds import kind_word
from core.messages import translate
from core.report.html_parts import Subject
from core.report.html_text import (
    escape,
    metric_title,
    severity_sign,
    severity_word,
    shown,
    with_minus,
)

_WRONG = (Severity.BAD, Severity.BROKEN)
_MOST_ORIGINS = 20
"""Other origins of a kind that the head of the page names."""


def title_text(subject: Subject) -> str:
    """``caffe ↔ mapper_quant_8bit``: the folders' own names."""
    plan = subject.comparison.plan
    rights = ", ".join(_folder_name(run.folder) for run in plan.rights)
    return f"{_folder_name(plan.left.folder)} ↔ {rights}"


def report_text(subject: Subject) -> str:
    """What the page is, by how many runs there are."""
    runs = 1 + len(subject.comparison.plan.rights)
    if runs == 2:
        return translate("core", "Comparison of two runs")
    return translate("core", "Comparison of {n} runs").format(n=runs)


def _folder_name(folder: Path) -> str:
    return shown(folder.name or str(folder))


def facts(subject: Subject) -> Iterator[str]:
    """The list of what was compared, and how."""
    request, plan = subject.comparison.plan.request, subject.comparison.plan
    thresholds = subject.settings.thresholds
    rows = [(translate("core", "Left"), str(request.left))]
    for number, folder in enumerate(request.rights, start=1):
        right = translate("core", "Right {run}") if subject.has_several_runs else ""
        rows.append((right.format(run=number) or translate("core", "Right"), str(folder)))
    if request.prototxt is not None:
        rows.append((translate("core", "Prototxt"), str(request.prototxt)))
    if request.dot is not None:
        rows.append((translate("core", "Dot"), str(request.dot)))
    if plan.network is None:
        rows.append((translate("core", "Network"), translate("core", "not known")))
    rows.append((translate("core", "Compared"), ", ".join(map(kind_word, sorted(request.include)))))
    rows.append((translate("core", "Linear hex"), str(request.hex_format)))
    limits = translate("core", "cosine below {cosine}, relative distance above {red}")
    rows.append(
        (
            translate("core", "Marked"),
            limits.format(cosine=f"{thresholds.cosine:g}", red=f"{thresholds.red:g}"),
        )
    )
    for name, value in rows:
        yield f"<div><dt>{escape(name)}</dt><dd><bdi>{escape(value)}</bdi></dd></div>"


def made_text(made: datetime) -> str:
    """When the report was made, with the offset of the time zone."""
    return made.strftime("%Y-%m-%d %H:%M %z").rstrip()


def verdict(subject: Subject) -> str:
    """The layer to look at first, or why none is named."""
    comparison = subject.comparison
    summary = comparison.summary
    if not summary.pairs:
        sentence = translate("core", "Not one pair of dumps was found.")
        return f'<p class="verdict">{escape(sentence)}</p>'
    if subject.first_bad >= 0:
        result = subject.results[subject.first_bad]
        if result.severity is Severity.GOOD:
            text = translate(
                "core", "Look at {layer} first: it is good by its cosine, and yet not right."
            )
        elif subject.node_of(result) >= 0:
            text = translate(
                "core", "Look at {layer} first: nothing that feeds it is bad or broken."
            )
        else:
            text = translate("core", "Look at {layer} first.")
        # The layer becomes a link; the sentence around it is escaped on its own.
        before, _, after = escape(text).partition("{layer}")
        link = (
            f'<a href="#p{subject.first_bad}" class="look"><bdi>{escape(result.pair.title)}'
            "</bdi></a>"
        )
        if subject.has_several_runs:
            link = f"{link} {_run_mark(subject, result.pair.right_index)}"
        return f'<p class="verdict">{before}{link}{after}</p>{_origins(subject)}'
    if misread_runs(comparison.plan.findings):
        sentence, runs = next(iter(_told(subject).items()))
        marks = "".join(f"{_run_mark(subject, run)} " for run in runs)
        return f'<p class="verdict">{marks}{escape(sentence)}</p>'
    if summary.bad or summary.broken:
        sentence = translate(
            "core",
            "Some pairs are bad or broken. Which to look at first is known once the network is: "
            "give its prototxt or dot.",
        )
        if comparison.plan.network is not None:
            sentence = translate("core", "Some pairs are bad or broken.")
        return f'<p class="verdict">{escape(sentence)}</p>'
    cosines = (metric_of(result, "cosine_similarity") for result in subject.results)
    lowest = min((cosine for cosine in cosines if not math.isnan(cosine)), default=math.nan)
    sentence = translate("core", "Every pair is good or warn; the lowest cosine is {cosine}.")
    verdict = sentence.format(cosine=with_minus(cosine_text(lowest)))
    return f'<p class="verdict">{escape(verdict)}</p>'


def _origins(subject: Subject) -> str:
    """Every other layer at which error begins, as links; empty where there is none."""
    place: dict[tuple[str, int], int] = {}
    for at, result in enumerate(subject.results):
        if result.severity in _WRONG:
            place.setdefault((result.pair.layer, result.pair.right_index), at)
    others = [
        (at, one)
        for one in most_followers_first(origins_in(subject.comparison.plan.findings))
        if (at := place.get((one.layer, one.right_index), -1)) not in (-1, subject.first_bad)
    ]
    own: list[tuple[int, Origin]] = []
    crossing: list[tuple[int, Origin]] = []
    unreadable: list[tuple[int, Origin]] = []
    for at, one in others:
        listed = unreadable if one.unreadable else crossing if one.mostly_inherited else own
        listed.append((at, one))
    # A paragraph holds no list.
    block = "div" if subject.has_several_runs else "p"
    parts = []
    if own:
        head = escape(translate("core", "Error begins here too:"))
        parts.append(f"<{block}>{head} {_some_links(subject, own)}</{block}>")
    if unreadable:
        head = escape(translate("core", "Could not be read:"))
        parts.append(f"<{block}>{head} {_some_links(subject, unreadable)}</{block}>")
    if crossing:
        head = translate("core", "1 more layer turns bad with error from its inputs")
        if len(crossing) > 1:
            head = translate("core", "{n} more layers turn bad with error from their inputs")
        parts.append(
            f"<details><summary>{escape(head.format(n=len(crossing)))}</summary>"
            f"{_some_links(subject, crossing)}</details>"
        )
    return f'<div class="origins">{"".join(parts)}</div>' if parts else ""


def _origin_link(subject: Subject, at: int, origin: Origin) -> str:
    """The layer, and how many bad ones follow from it where some do."""
    link = f'<a href="#p{at}"><bdi>{escape(subject.results[at].pair.title)}</bdi></a>'
    if not origin.explains:
        return link
    text = translate("core", "1 bad layer follows")
    if origin.explains > 1:
        text = translate("core", "{n} bad layers follow")
    return f"{link} <small>{escape(text.format(n=origin.explains))}</small>"


def _some_links(subject: Subject, origins: Sequence[tuple[int, Origin]]) -> str:
    """The layers as links, with several runs one line for each run."""
    of_run: dict[int, list[str]] = {}
    for at, one in origins[:_MOST_ORIGINS]:
        of_run.setdefault(one.right_index, []).append(_origin_link(subject, at, one))
    more = ""
    if len(origins) > _MOST_ORIGINS:
        more = translate("core", "and {n} more").format(n=len(origins) - _MOST_ORIGINS)
    if not subject.has_several_runs:
        return " ".join([*(" · ".join(links) for links in of_run.values()), escape(more)]).rstrip()
    lines = [f"{_run_mark(subject, run)} {' · '.join(of_run[run])}" for run in sorted(of_run)]
    if more:
        lines.append(escape(more))
    return f'<ul class="of-runs">{" ".join(f"<li>{line}</li>" for line in lines)}</ul>'


def _run_mark(subject: Subject, run: int) -> str:
    return f"<b><bdi>{escape(run_name(subject, run))}</bdi></b>"


def counts(subject: Subject) -> Iterator[str]:
    """How many pairs are of each severity, in numbers and as a bar of shares."""
    summary = subject.comparison.summary
    number = _numbers(subject)
    pairs = translate("core", "1 pair")
    if summary.pairs != 1:
        pairs = translate("core", "{count} pairs").format(count=summary.pairs)
    yield f'<div class="counts"><b>{escape(pairs)}</b>'
    for severity in Severity:
        kind = f"pill s-{severity.value}" if number[severity] else "pill none"
        yield (
            f'<span class="{kind}" id="count-{severity.value}">{severity_sign(severity)} '
            f"<b>{number[severity]}</b> {escape(severity_word(severity))}</span>"
        )
    lost = translate("core", "{left} without a partner on the left, {right} on the right")
    if summary.unmatched_left or summary.unmatched_right:
        text = lost.format(left=summary.unmatched_left, right=summary.unmatched_right)
        yield f'<a href="#unmatched">{escape(text)}</a>'
    yield "</div>"
    if summary.pairs:
        yield '<div class="shares" aria-hidden="true">'
        for severity in Severity:
            if number[severity]:
                yield f'<i class="s-{severity.value}" style="flex-grow:{number[severity]}"></i>'
        yield "</div>"


def _numbers(subject: Subject) -> dict[Severity, int]:
    summary = subject.comparison.summary
    return {
        Severity.GOOD: summary.good,
        Severity.WARN: summary.warn,
        Severity.BAD: summary.bad,
        Severity.BROKEN: summary.broken,
    }


def findings(subject: Subject) -> Iterator[str]:
    """The findings about the whole comparison."""
    told = _told(subject)
    if told:
        yield f"<section id='findings'><h2>{escape(translate('core', 'Findings'))}</h2><ul>"
        for text, runs in told.items():
            names = " · ".join(run_name(subject, run) for run in runs)
            of = f"<b><bdi>{escape(names)}</bdi></b> " if runs else ""
            yield f"<li>{of}{escape(text)}</li>"
        yield "</ul></section>"


def _told(subject: Subject) -> dict[str, list[int]]:
    """The sentences of the findings, each with the right runs it is true of: with several runs the
    same is often true of some. Without any it is of the comparison. A wrong number format, from
    which all else follows, comes first."""
    told: dict[str, list[int]] = {}
    findings = subject.comparison.plan.findings
    for finding in sorted(findings, key=lambda one: one.code != "number_format"):
        run = finding.evidence.get("right_index")
        text, own = finding.text, isinstance(run, int) and subject.has_several_runs
        if own and isinstance(run, int):
            folder = subject.comparison.plan.rights[run].folder
            text = text.removeprefix(translate("core", "In {folder}: ").format(folder=folder))
        runs = told.setdefault(text, [])
        if own and isinstance(run, int) and run not in runs:
            runs.append(run)
    return told


def run_name(subject: Subject, run: int) -> str:
    """As in the table's choice of runs."""
    return f"{run + 1}: {_folder_name(subject.comparison.plan.rights[run].folder)}"


def colour_options(subject: Subject) -> Iterator[str]:
    """What the page can be coloured by."""
    yield f'<option value="severity">{escape(translate("core", "Severity"))}</option>'
    for metric in subject.colour_metrics:
        yield f'<option value="{metric}">{escape(metric_title(metric))}</option>'


def severity_buttons(subject: Subject) -> Iterator[str]:
    """Each severity as the legend shows it: a button that hides and shows its pairs."""
    number = _numbers(subject)
    for severity in Severity:
        yield (
            f'<button type="button" class="pill s-{severity.value}" '
            f'data-severity="{SEVERITY_RANK[severity]}" aria-pressed="true"'
            f"{'' if number[severity] else ' disabled'}>"
            f"{severity_sign(severity)} {escape(severity_word(severity))}</button>"
        )


def legends(subject: Subject) -> Iterator[str]:
    """The scale of every metric with its marks, hidden at first."""
    light, dark = (
        f"linear-gradient(to right,{','.join(scale_colours(dark)[::10])})" for dark in (False, True)
    )
    for metric in subject.colour_metrics:
        low, high = default_range(metric, subject.values(metric))
        title = escape(metric_title(metric))
        yield f'<div class="legend" data-by="{metric}" data-title="{title}" hidden>'
        yield f'<i style="background:var(--light,{light}) var(--dark,{dark})"></i>'
        for place, text in scale_ticks(metric, low, high):
            yield f'<span style="left:{place * 100:.1f}%">{text}</span>'
        yield "</div>"


def run_options(subject: Subject) -> Iterator[str]:
    """Which right runs are shown; nothing where there is one."""
    if subject.has_several_runs:
        yield f'<option value="-1">{escape(translate("core", "all runs"))}</option>'
        for run in range(len(subject.comparison.plan.rights)):
            yield f'<option value="{run}">{escape(run_name(subject, run))}</option>'
