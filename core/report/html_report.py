"""A comparison as one HTML file: it opens in any browser, without a network, and asks for nothing.

What is in the file is all there is: a content security policy forbids every request, and every
script but the page's own.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from string import Template
from typing import TextIO
from urllib.parse import quote

from core.comparison.colouring import severity_colours
from core.comparison.model import Comparison, Severity
from core.messages import translate
from core.report.html_data import page_data
from core.report.html_head import (
    colour_options,
    counts,
    facts,
    findings,
    legends,
    made_text,
    report_text,
    run_options,
    severity_buttons,
    title_text,
    verdict,
)
from core.report.html_network import draw_network
from core.report.html_parts import HtmlSettings as HtmlSettings
from core.report.html_parts import Subject
from core.report.html_table import pair_table, unmatched_table
from core.report.html_text import embedded_json, escape
from core.report.html_trend import draw_trend, run_lines
from core.report.text_output import whole_text
from resources import resource_path

LAYOUT_SECONDS = 30.0


class ReportCancelled(Exception):  # noqa: N818 (being cancelled is no error)
    """Nobody waits for the report any more."""


def write_html(
    comparison: Comparison,
    stream: TextIO,
    settings: HtmlSettings | None = None,
    *,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write to an open text stream; UTF-8 is what the page says it is in.

    With a network it takes as long as Graphviz does.

    Raises:
        ReportCancelled: ``cancelled``, asked now and then, said so.
    """
    stream.write(html_text(comparison, settings, cancelled=cancelled))


def save_html(
    comparison: Comparison,
    path: Path,
    settings: HtmlSettings | None = None,
    *,
    cancelled: Callable[[], bool] | None = None,
) -> None:
    """Write a file, whole or not at all.

    Raises:
        CosightError: the file cannot be written.
        ReportCancelled: ``cancelled`` said so; nothing was written.
    """
    text = html_text(comparison, settings, cancelled=cancelled)
    with whole_text(path) as stream:
        stream.write(text)


def html_text(
    comparison: Comparison,
    settings: HtmlSettings | None = None,
    *,
    cancelled: Callable[[], bool] | None = None,
) -> str:
    """The whole page; errors as ``write_html``."""
    subject = Subject(comparison, settings or HtmlSettings())
    network, warning = draw_network(subject, timeout=LAYOUT_SECONDS, cancelled=cancelled)
    if cancelled is not None and cancelled():
        raise ReportCancelled
    made = subject.settings.made or datetime.now().astimezone()
    begin, script = _template("begin.js"), _template("report.js")
    title = escape(title_text(subject))
    missing = translate(
        "core", "The network is not known: give its prototxt or dot to see it drawn."
    )
    return Template(_template("report.html")).substitute(
        language=escape(subject.settings.language),
        policy=_policy(begin, script),
        icon=_icon(),
        colours=_severity_variables(),
        style=_template("report.css"),
        begin=begin,
        script=script,
        data=embedded_json(page_data(subject)),
        title=title,
        w_report=escape(report_text(subject)),
        made=escape(made_text(made)),
        made_exactly=escape(made.isoformat(timespec="seconds")),
        facts="".join(facts(subject)),
        verdict=verdict(subject),
        counts="".join(counts(subject)),
        findings="".join(findings(subject)),
        colour_options="".join(colour_options(subject)),
        severities="".join(severity_buttons(subject)),
        legends="".join(legends(subject)),
        run_options="".join(run_options(subject)),
        run_hidden="" if subject.has_several_runs else "hidden",
        trend=draw_trend(subject),
        run_lines=run_lines(subject),
        pairs="".join(pair_table(subject)),
        network=network or f'<p class="empty">{escape(missing)}</p>',
        warning=escape(warning),
        unmatched="".join(unmatched_table(subject)),
        kind=_kind(subject, network),
        **_words(),
    )


def _kind(subject: Subject, network: str) -> str:
    """Classes of the page: what of it there is."""
    kinds = ["" if subject.results else "no-pairs", "" if network else "no-network"]
    return " ".join(filter(None, kinds))


def _template(name: str) -> str:
    return resource_path("templates", name).read_text(encoding="utf-8")


def _policy(*scripts: str) -> str:
    """Nothing is fetched, and only these scripts run: they are known by their hashes."""
    hashes = " ".join(
        f"'sha256-{base64.b64encode(hashlib.sha256(script.encode()).digest()).decode('ascii')}'"
        for script in scripts
    )
    return (
        "default-src 'none'; img-src data:; style-src 'unsafe-inline'; "
        f"script-src {hashes}; base-uri 'none'; form-action 'none'"
    )


def _icon() -> str:
    drawing = resource_path("icons", "cosight.svg").read_text(encoding="utf-8")
    return "data:image/svg+xml," + quote(drawing.strip())


def _severity_variables() -> str:
    """``--good-fill`` and its like, light or dark by the theme's switches."""
    lines = []
    for severity in Severity:
        light, dark = severity_colours(severity, False), severity_colours(severity, True)
        for field in ("fill", "on_fill", "accent"):
            both = f"var(--light,{getattr(light, field)}) var(--dark,{getattr(dark, field)})"
            lines.append(f"--{severity.value}-{field.replace('_', '-')}:{both};")
    return f":root{{{''.join(lines)}}}"


def _words() -> dict[str, str]:
    """The page's own words, by their places in the template."""
    words = {
        "w_theme": translate("core", "Theme"),
        "w_system": translate("core", "System"),
        "w_light": translate("core", "Light"),
        "w_dark": translate("core", "Dark"),
        "w_colour_by": translate("core", "Colour by"),
        "w_severities": translate("core", "Severities shown"),
        "w_filter": translate("core", "Filter"),
        "w_filter_hint": translate("core", "layer, file, note …"),
        "w_runs": translate("core", "Run"),
        "w_trend": translate("core", "Cosine similarity along the network"),
        "w_pairs": translate("core", "Pairs"),
        "w_network": translate("core", "Network"),
        "w_reset": translate("core", "Network order"),
        "w_reset_hint": translate("core", "Undo sorting and filters"),
        "w_zoom_in": translate("core", "Zoom in"),
        "w_zoom_out": translate("core", "Zoom out"),
        "w_fit": translate("core", "Show all"),
        "w_picture_hint": translate(
            "core", "Drag to move · click, then wheel to zoom (or Ctrl + wheel)"
        ),
        "w_none": translate("core", "No pair matches the filter."),
        "w_made_by": translate(
            "core", "Made by Cosight. This file is complete: it needs no connection."
        ),
    }
    return {name: escape(text) for name, text in words.items()}
