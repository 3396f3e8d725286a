"""Tables of the HTML report: the pairs with all their metrics, and what found no partner."""

from __future__ import annotations

from collections.abc import Iterator

from core.comparison.model import PairResult, Rule, Thresholds
from core.messages import translate
from core.report.html_parts import Subject, places_of
from core.report.html_text import (
    elements_text,
    escape,
    metric_help,
    metric_title,
    notes_of,
    number_text,
    severity_sign,
    severity_word,
    shape_text,
)


def pair_table(subject: Subject) -> Iterator[str]:
    """The table of pairs; each pair is a row group of its own: its numbers, then its sentences."""
    yield '<table id="pairs"><thead><tr>'
    yield from _headers(subject)
    yield "</tr></thead>"
    columns = len(subject.metrics) + 8 + subject.has_several_runs
    numbers, _ = places_of(subject)
    for place, result in enumerate(subject.results):
        yield from _pair(subject, place, numbers[place] + 1, result, columns)
    yield "</table>"


def _headers(subject: Subject) -> Iterator[str]:
    yield _header("severity", translate("core", "State"), "")
    yield _header("index", "#", translate("core", "Place in the order of the network"), "n")
    yield _header("layer", translate("core", "Layer"), "")
    if subject.has_several_runs:
        yield _header("run", translate("core", "Run"), translate("core", "Number of the right run"))
    for metric in subject.metrics:
        yield _header(metric, metric_title(metric), metric_help(metric), "n")
    yield _header("elements", translate("core", "Elements"), "", "n")
    yield _header("shape", translate("core", "Shape"), "")
    yield _header("rule", translate("core", "Rule"), translate("core", "What paired the two files"))
    yield _header("left", translate("core", "Left file"), "")
    yield _header("right", translate("core", "Right file"), "")


def _header(key: str, title: str, tip: str, kind: str = "") -> str:
    help_of_it = f' title="{escape(tip)}"' if tip else ""
    return (
        f'<th scope="col" class="{kind}" data-key="{key}"{help_of_it}>'
        f'<button type="button">{escape(title)}</button></th>'
    )


def _pair(
    subject: Subject, place: int, number: int, result: PairResult, columns: int
) -> Iterator[str]:
    pair, severity = result.pair, result.severity
    kind = f"pair s-{severity.value}" + (" first" if place == subject.first_bad else "")
    yield f'<tbody class="{kind}" id="p{place}"><tr>'
    word = escape(severity_word(severity))
    yield f'<td><span class="pill">{severity_sign(severity)} {word}</span></td>'
    yield f'<td class="n">{number}</td>'
    yield f'<th scope="row"><a href="#p{place}"><bdi>{escape(pair.title)}</bdi></a></th>'
    if subject.has_several_runs:
        yield f"<td>{pair.right_index + 1}</td>"
    for metric in subject.metrics:
        value = subject.value(metric, result)
        kind = "n beyond" if is_beyond(metric, value, subject.settings.thresholds) else "n"
        key = f' data-m="{metric}"' if metric in subject.colour_metrics else ""
        yield f'<td class="{kind}"{key}>{number_text(metric, value)}</td>'
    yield f'<td class="n">{elements_text(result)}</td>'
    yield f"<td>{shape_text(result.shape)}</td><td>{escape(rule_word(pair.rule))}</td>"
    left, right = escape(pair.left.name.file_name), escape(pair.right.name.file_name)
    yield f'<td class="file"><bdi>{left}</bdi></td><td class="file"><bdi>{right}</bdi></td></tr>'
    notes = notes_of(result)
    if notes:
        said = "".join(f"<p>{escape(note)}</p>" for note in notes)
        yield f'<tr class="notes"><td colspan="{columns}"><div>{said}</div></td></tr>'
    yield "</tbody>"


def is_beyond(metric: str, value: float, thresholds: Thresholds) -> bool:
    """Whether a single number is marked, whatever the severity; NaN is not."""
    if metric == "cosine_similarity":
        return value < thresholds.cosine
    return metric == "relative_euclidean_distance" and value > thresholds.red


def rule_word(rule: Rule) -> str:
    """What paired two files, in a word."""
    return {
        Rule.MANUAL: translate("core", "manual"),
        Rule.NAME: translate("core", "name"),
        Rule.INPLACE: translate("core", "inplace"),
        Rule.BLOB: translate("core", "blob"),
        Rule.DOT: translate("core", "dot"),
    }[rule]


def unmatched_table(subject: Subject) -> Iterator[str]:
    """The files without a partner, and why; nothing where there are none."""
    unmatched = subject.comparison.plan.unmatched
    if not unmatched:
        return
    title = translate("core", "Files without a partner ({count})").format(count=len(unmatched))
    yield f'<section id="unmatched"><h2>{escape(title)}</h2><table class="plain"><thead><tr>'
    for header in (
        translate("core", "Side"),
        translate("core", "File"),
        translate("core", "Why"),
        translate("core", "Perhaps meant"),
    ):
        yield f'<th scope="col">{escape(header)}</th>'
    yield "</tr></thead><tbody>"
    for one in unmatched:
        offered = "<br>".join(f"<bdi>{escape(name)}</bdi>" for name in one.suggestions)
        yield (
            f"<tr><td>{escape(side_word(subject, one.side))}</td>"
            f'<th scope="row"><bdi>{escape(one.dump.name.file_name)}</bdi></th>'
            f"<td>{escape(one.reason)}</td><td>{offered}</td></tr>"
        )
    yield "</tbody></table></section>"


def side_word(subject: Subject, side: int) -> str:
    """Left, or which right run."""
    if side < 0:
        return translate("core", "left")
    if subject.has_several_runs:
        return translate("core", "right {run}").format(run=side + 1)
    return translate("core", "right")
