"""The handbook's table of keys against the keys that the program really listens to."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QShortcut

from app.actions import MENUS
from app.main_window import MainWindow
from resources import resource_path

ROOT = Path(__file__).resolve().parents[2]
HANDLERS = ("widgets/topology/view.py", "widgets/trend/keys.py")
"""Where plain keys are handled as they are pressed."""
PLAIN = {
    "Plus": "+",
    "Minus": "−",
    "Return": "Enter",
    "Escape": "Esc",
    **dict.fromkeys(("Left", "Right", "Up", "Down"), "Arrow keys"),
}
OTHER_NAMES = {"Equal", "Underscore", "Enter"}
"""Keys that are pressed for another: + without Shift, − with it, Enter of the number block."""
NAMED = {"方向键": "Arrow keys"}


def told(language: str) -> set[str]:
    """Every key in the first column of the handbook's table of keys."""
    text = resource_path("help", f"{language}.md").read_text(encoding="utf-8")
    chapters = re.split(r"^## ", text, flags=re.M)
    page = next(one for one in chapters if re.match(r"(Keys|快捷键)\n", one))
    keys: set[str] = set()
    for row in re.findall(r"^\| ([^|*]+) \|", page, flags=re.M):
        keys |= {NAMED.get(key, key) for key in re.split(r", |、", row.strip())}
    return keys - {"Key", "按键"}


def handled() -> set[str]:
    """The plain keys that the views compare a pressed key with, from their code."""
    found = set()
    for file in HANDLERS:
        for node in ast.walk(ast.parse((ROOT / file).read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr.startswith("Key_"):
                name = node.attr.removeprefix("Key_")
                if name not in OTHER_NAMES:
                    found.add(PLAIN.get(name, name))
    return found


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_key_of_the_menus_is_told(language):
    shortcuts = {spec.shortcut for *_, specs in MENUS for spec in specs if spec.shortcut}
    assert len(shortcuts) > 10
    assert shortcuts - told(language) == set()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_plain_key_of_network_and_trend_is_told(language):
    keys = handled()
    assert {"F", "M", "+", "−", "Home"} <= keys
    assert keys - told(language) == set()


@pytest.mark.parametrize("language", ["en", "zh_CN"])
def test_every_shortcut_of_the_views_is_told(qtbot, language):
    window = MainWindow()
    qtbot.addWidget(window)
    keys = {one.key().toString() for one in window.findChildren(QShortcut)} - {""}
    window.close()
    assert {"O", "R", "Ctrl+F"} <= keys
    assert keys - told(language) == set()


def test_both_languages_tell_the_same_keys():
    assert told("en") == told("zh_CN")
