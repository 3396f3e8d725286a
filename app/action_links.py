"""What each action of the menus does."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from app.help.about import show_about
from app.language import Language
from app.theme import Theme

if TYPE_CHECKING:
    from app.main_window import MainWindow

_BY_KEY = Qt.FocusReason.ShortcutFocusReason


def connect_actions(window: MainWindow) -> None:
    """Let the actions do what they say; what needs all of the window waits until it stands."""
    acts = window.actions_by_name
    at_once: dict[str, Callable[[], object]] = {
        "open_sample": window.open_sample,
        "quit": window.close,
        "compare": window.start_comparison,
        "cancel": window.cancel,
        "arrange_views": window.views.desk.arrange,
        "handbook": window.handbook.open,
        "about": lambda: show_about(window),
    }
    when_ready: dict[str, Callable[[], object]] = {
        "open_left": lambda: window.files.choose_left(),
        "open_right": lambda: window.files.choose_right(),
        "load_partners": lambda: window.files.load_partners(),
        "save_partners": lambda: window.files.save_partners(),
        "save_report": lambda: window.files.save_report(window.algorithm.thresholds()),
        "convert": lambda: window.files.convert(),
        "show_result": window.show_result,
        "next_red": lambda: window.focus.step_red(1),
        "previous_red": lambda: window.focus.step_red(-1),
        "clear_kept": lambda: window.kept.clear(),
        "go_table": lambda: window.table.table.setFocus(_BY_KEY),
        "go_topology": lambda: _go_topology(window),
        "go_trend": lambda: _go_trend(window),
    }
    for name, handler in at_once.items():
        acts[name].triggered.connect(lambda _=False, call=handler: call())
    for name, handler in when_ready.items():
        acts[name].triggered.connect(lambda _=False, call=handler: window.when_ready(call))
    for language in Language:
        acts[f"language_{language}"].triggered.connect(
            lambda _=False, chosen=language: window.choose_language(chosen)
        )
    for theme in Theme:
        acts[f"theme_{theme}"].triggered.connect(
            lambda _=False, chosen=theme: window.choose_theme(chosen)
        )
    acts["show_sources"].toggled.connect(window.commands.show_sources)
    desk = window.views.desk
    acts["show_topology"].toggled.connect(desk.show_topology)
    acts["show_trend"].toggled.connect(desk.show_trend)
    desk.topologyShown.connect(acts["show_topology"].setChecked)
    desk.trendShown.connect(acts["show_trend"].setChecked)


def _go_topology(window: MainWindow) -> None:
    window.views.desk.bring(window.views.desk.topology_dock)
    window.topology.view.setFocus(_BY_KEY)


def _go_trend(window: MainWindow) -> None:
    window.views.desk.bring(window.views.desk.trend_dock)
    window.trend.setFocus(_BY_KEY)
