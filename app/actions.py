"""Every action of the main window, as a table: name, text, key, menu."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu

CONTEXT = "actions"


def _noop(context: str, text: str) -> str:
    """Mark a text for translation where it stands; it is translated when the menu is built."""
    return str(QT_TRANSLATE_NOOP(context, text))


class ActionSpec(NamedTuple):
    """One action; ``group`` makes it one of several choices, ``checkable`` a switch."""

    name: str
    text: str
    shortcut: str = ""
    checkable: bool = False
    group: str = ""


SEPARATOR = ActionSpec("", "")

MENUS: tuple[tuple[str, str, tuple[ActionSpec, ...]], ...] = (
    (
        "file",
        _noop("actions", "&File"),
        (
            ActionSpec("open_left", _noop("actions", "Open &Left Folder…"), "Ctrl+O"),
            ActionSpec("open_right", _noop("actions", "Open &Right Folder…"), "Ctrl+Shift+O"),
            ActionSpec("recent", _noop("actions", "Re&cent Comparisons")),
            ActionSpec("open_sample", _noop("actions", "Open the &Sample")),
            SEPARATOR,
            ActionSpec("load_partners", _noop("actions", "Load C&hosen Partners…")),
            ActionSpec("save_partners", _noop("actions", "Save Chosen &Partners…")),
            SEPARATOR,
            ActionSpec("save_report", _noop("actions", "Save R&eport…"), "Ctrl+S"),
            ActionSpec("convert", _noop("actions", "Convert He&x Files to Float…")),
            SEPARATOR,
            ActionSpec("quit", _noop("actions", "&Quit"), "Ctrl+Q"),
        ),
    ),
    (
        "compare",
        _noop("actions", "&Compare"),
        (
            ActionSpec("compare", _noop("actions", "&Compare"), "F5"),
            ActionSpec("cancel", _noop("actions", "C&ancel"), "Ctrl+."),
            ActionSpec("show_result", _noop("actions", "Show &Result"), "F6"),
            ActionSpec("next_red", _noop("actions", "&Next Red Layer"), "F8"),
            ActionSpec("previous_red", _noop("actions", "&Previous Red Layer"), "Shift+F8"),
            SEPARATOR,
            ActionSpec("clear_kept", _noop("actions", "Clear &Kept Results")),
        ),
    ),
    (
        "view",
        _noop("actions", "&View"),
        (
            ActionSpec("show_sources", _noop("actions", "&Sources"), "F2", True),
            ActionSpec("show_topology", _noop("actions", "&Network"), "F3", True),
            ActionSpec("show_trend", _noop("actions", "T&rend"), "F4", True),
            ActionSpec("go_table", _noop("actions", "Go to T&able"), "Ctrl+1"),
            ActionSpec("go_topology", _noop("actions", "Go to Net&work"), "Ctrl+2"),
            ActionSpec("go_trend", _noop("actions", "Go to Tr&end"), "Ctrl+3"),
            SEPARATOR,
            ActionSpec("arrange_views", _noop("actions", "Arrange &Views as at First")),
            SEPARATOR,
            ActionSpec(
                "theme_system",
                _noop("actions", "Colours as the S&ystem Has Them"),
                "",
                True,
                "theme",
            ),
            ActionSpec("theme_light", _noop("actions", "&Light Colours"), "", True, "theme"),
            ActionSpec("theme_dark", _noop("actions", "&Dark Colours"), "", True, "theme"),
            SEPARATOR,
            ActionSpec(
                "language_system", _noop("actions", "Lan&guage of the System"), "", True, "language"
            ),
            # In their own language, whatever the window speaks.
            ActionSpec("language_en", "Engl&ish", "", True, "language"),
            ActionSpec("language_zh_CN", "简体中文 (&Chinese)", "", True, "language"),
        ),
    ),
    (
        "help",
        _noop("actions", "&Help"),
        (
            ActionSpec("handbook", _noop("actions", "&Handbook"), "F1"),
            SEPARATOR,
            ActionSpec("about", _noop("actions", "&About Cosight")),
        ),
    ),
)


def build_menus(window: QMainWindow, recent: QMenu) -> Mapping[str, QAction]:
    """Fill the menu bar; each action by its name. ``recent`` becomes a submenu."""
    actions: dict[str, QAction] = {}
    groups: dict[str, QActionGroup] = {}
    for _, title, specs in MENUS:
        menu = window.menuBar().addMenu(_translated(title))
        for spec in specs:
            if spec is SEPARATOR:
                menu.addSeparator()
            else:
                actions[spec.name] = _add(window, menu, spec, groups, recent)
    return actions


def _add(
    window: QMainWindow,
    menu: QMenu,
    spec: ActionSpec,
    groups: dict[str, QActionGroup],
    recent: QMenu,
) -> QAction:
    if spec.name == "recent":
        recent.setTitle(_translated(spec.text))
        return menu.addMenu(recent)
    action = menu.addAction(_translated(spec.text))
    action.setObjectName(f"{spec.name}Action")
    if spec.shortcut:
        action.setShortcut(QKeySequence(spec.shortcut))
    action.setCheckable(spec.checkable)
    if spec.group:
        if spec.group not in groups:
            groups[spec.group] = QActionGroup(window)
        groups[spec.group].addAction(action)
    return action


def _translated(text: str) -> str:
    return QCoreApplication.translate(CONTEXT, text)
