"""The translations: complete, in step with the code, asked for as they stand, and with room."""

from __future__ import annotations

import ast
import re
import string
import sys
from collections import Counter
from typing import ClassVar

import pytest
from every_window import EveryWindow
from PySide6.QtCore import QTranslator
from PySide6.QtGui import QFontDatabase
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QLabel,
    QMenuBar,
    QPushButton,
    QTabBar,
    QToolButton,
    QTreeWidget,
    QVBoxLayout,
    QWidget,
)
from visible_texts import Cut, cut_texts, plain

from app import language as language_module
from app.actions import MENUS
from app.file_dialogs import write_report
from app.language import Language, set_language, speak
from app.main_window import MainWindow
from app.settings import Settings
from core.comparison.model import Rule, Thresholds
from resources import resource_path
from scripts import update_translations
from scripts.update_translations import ROOMS, ROOT

TEXTS = update_translations.texts_of_code()
FILES = [
    update_translations.FOLDER / f"cosight_{name}.ts" for name in update_translations.LANGUAGES
]
OUR_CODE = tuple(str(ROOT / room) for room in ROOMS)


@pytest.fixture
def spoken(qapp, request) -> Language:
    """Chinese, where a test does not ask for another language."""
    language = getattr(request, "param", Language.CHINESE)
    set_language(Settings(), language)
    speak(qapp, language)
    yield language
    speak(qapp, Language.ENGLISH)


@pytest.fixture
def shown(qtbot, spoken, tmp_path) -> EveryWindow:
    made = EveryWindow(qtbot, tmp_path)
    yield made
    made.close()


# -- the files -------------------------------------------------------------------------------


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_the_texts_are_those_of_the_code_and_each_is_translated(file):
    known = update_translations.translations(file)
    assert [text for text in TEXTS if not known.get(text)] == []
    language = file.stem.removeprefix("cosight_")
    in_step = update_translations.file_text(language, TEXTS, known)
    assert file.read_text(encoding="utf-8") == in_step, "make translations"


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_what_the_program_loads_is_what_the_file_says(file):
    try:
        compiled = update_translations.compiled(file.read_text(encoding="utf-8"))
    except StopIteration:
        pytest.skip("lrelease is not installed")
    assert file.with_suffix(".qm").read_bytes() == compiled, "make translations"


def places(text: str) -> Counter[object]:
    """What ``str.format`` fills in, and the braces that it leaves."""
    found: Counter[object] = Counter()
    for literal, *place in string.Formatter().parse(text):
        found.update(mark for mark in literal if mark in "{}")
        if place[0] is not None:
            found[tuple(place)] += 1
    return found


KEPT = {
    "markup": re.compile(r"</?[a-z]+[^<>]*>"),
    "patterns of files": re.compile(r"\([^()]*\*[^()]*\)|;;"),
    "new lines": re.compile(r"\n"),
    "spaces at an end": re.compile(r"^ +| +$"),
    "keys": re.compile(r"(?:Ctrl|Shift)\+[A-Z]\w*|\bF\d+\b|\bEsc\b|\bEnter\b"),
    "signs": re.compile(r"[‖√Σ²✓▲●✕○□…]"),
    "decimals": re.compile(r"\d+\.\d+"),
}


@pytest.mark.parametrize("what", ["places", *KEPT])
def test_a_translation_keeps(what):
    def kept(text: str) -> Counter[object]:
        return places(text) if what == "places" else Counter(KEPT[what].findall(text))

    wrong = [
        (source, translation)
        for file in FILES
        for (_, source, _), translation in update_translations.translations(file).items()
        if kept(source) != kept(translation)
    ]
    assert wrong == []


def test_chinese_says_no_times_behind_per_cent():
    (file,) = FILES
    found = {
        source: translation
        for (_, source, _), translation in update_translations.translations(file).items()
        if re.search(r"\{(added|before|each)\}", source)
    }
    assert len(found) >= 5
    assert not [one for one in found.values() if "} 倍" in one]


def test_the_handbooks_name_the_same_chapters_files_and_keys():
    english, *others = (
        resource_path("help", f"{name}.md").read_text(encoding="utf-8")
        for name in ("en", *update_translations.LANGUAGES)
    )

    def named(text: str) -> tuple[int, int, Counter[str]]:
        keys = re.findall(r"(?:Ctrl|Shift)\+(?:Shift\+)?\S|\bF\d\b", text)
        return text.count("\n## "), text.count("\n|"), Counter(keys)

    for other in others:
        assert named(other) == named(english)


# -- what is said ----------------------------------------------------------------------------

SAYING = re.compile(
    r"set(Text|ToolTip|Title|WindowTitle|AccessibleName|AccessibleDescription|PlaceholderText"
    r"|StatusTip|WhatsThis|HeaderLabels|Prefix|Suffix|SpecialValueText)"
    r"|add(Item|Action|Menu|Tab)|Q(Label|PushButton|ToolButton|CheckBox|GroupBox|Action|Menu)"
)


def test_no_text_is_shown_that_was_never_given_to_a_translator():
    found = []
    for path in (path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(call, ast.Call) or not call.args:
                continue
            name = getattr(call.func, "attr", getattr(call.func, "id", ""))
            if not SAYING.fullmatch(name):
                continue
            parts = getattr(call.args[0], "values", [call.args[0]])
            said = "".join(str(part.value) for part in parts if isinstance(part, ast.Constant))
            words = re.findall(r"[A-Za-z]{3,}", re.sub(r"<[^>]*>?", "", said))
            if set(words) - {"Cosight"}:
                found.append((path.name, call.lineno, said))
    assert found == []


class Asked(QTranslator):
    """Takes the place of the program's translators and notes what lines of ours ask in vain."""

    count = 0
    found: ClassVar[set[tuple[str, str, int]]] = set()
    missed: ClassVar[dict[tuple[str, str, int], str]] = {}

    def translate(self, context, text, comment=None, n=-1):
        translation = super().translate(context, text, comment, n)
        caller = sys._getframe(1)
        if caller.f_code.co_filename.startswith(OUR_CODE):
            Asked.count += 1
            # ``tr`` asks for the class, then for each of its bases, until one is translated; and
            # every translator is asked in turn.
            place = text, caller.f_code.co_filename, caller.f_lineno
            if translation:
                self.found.add(place)
            else:
                self.missed.setdefault(place, context)
        return translation or None


@pytest.fixture
def asked(monkeypatch) -> type[Asked]:
    monkeypatch.setattr(language_module, "QTranslator", Asked)
    monkeypatch.setattr(Asked, "count", 0)
    monkeypatch.setattr(Asked, "found", set())
    monkeypatch.setattr(Asked, "missed", {})
    return Asked


QTS_OWN = {"QT_LAYOUT_DIRECTION", "%p%"}
"""What Qt asks for while a line of ours makes its widgets."""

NOT_TRANSLATED = {"English", "简体中文 (Chinese)", *QTS_OWN, *Rule}
"""Besides that, languages in their own words, and the rules' names."""

PHRASES = (
    # As RuyiStudio, whose users come, calls its own.
    *("Parse Dot File", "Prototxt Has Inplace Layers", "Left Folder", "Right Folder"),
    *("Algorithm Setting", "Save Report", "Show Result", "Convert To Float", "Mark Color"),
    *("（Compare，", "AbsoluteError", "CompareFile1", "CompareFile2"),
    *("CosineSimilarity", "MaxAbsoluteError", "RelativeEuclideanDistance", "StandardDeviation"),
    # Metrics of ours, named after those.
    *("MeanAbsoluteError", "RootMeanSquareError", "CentredCosine", "AddedError"),
    # Rules, as they stand in the reports.
    *("manual = ", "name = ", "inplace = ", "blob = ", "dot = ", "规则 name", "规则 inplace"),
    # What the field calls it in every language.
    *("in-place", "seg…", "<id>", "blob", "batch", "mapper", "prototxt", "BatchNorm", "ReLU"),
    *("RuyiStudio", "Cosight", "Caffe", "NumPy", "NPU", "hex", "dot", ".float", ".npy"),
    *("NaN", "nan", "Inf", "inf", "SQNR", "RED", "dB", "log", "max", "mean", "id", "cos"),
    *("CSV", "JSON", "HTML", "SVG", "PDF", "PNG"),
    *("Ctrl", "Shift", "Enter", "Esc", "Home", "End", "PageUp", "PageDown"),
)
WORD = re.compile(r"[A-Za-z]{2,}")
NAME = re.compile(r"[\w./\\]*(?:[\d_/\\]|\.(?=\w))[\w./\\-]*", re.ASCII)
"""What only a file, a path or a number can be."""


def english_in(text: str, names: set[str]) -> list[str]:
    """English words of a text, without names and what is said in English everywhere."""
    left = plain(text)
    for name in sorted(names, key=len, reverse=True):
        left = re.sub(rf"(?<![A-Za-z]){re.escape(name)}(?![A-Za-z])", " ", left)
    left = NAME.sub(" ", left)
    for phrase in sorted(PHRASES, key=len, reverse=True):
        left = re.sub(rf"(?<![A-Za-z]){re.escape(phrase)}(?![A-Za-z])", " ", left)
    return WORD.findall(left)


def test_nothing_that_is_shown_is_english_or_asked_for_in_vain(asked, shown):
    names = shown.names()
    # One place of each text: many are said by every row.
    said = {one.text: one.where for one in shown.texts() if plain(one.text) not in NOT_TRANSLATED}
    assert {(where, text) for text, where in said.items() if english_in(text, names)} == set()
    missed = {place for place in asked.missed if plain(place[0]) not in NOT_TRANSLATED}
    missed -= asked.found
    assert missed == set()
    # More often than there are texts: it was really asked.
    assert asked.count > len(TEXTS)


def test_a_saved_page_is_chinese_and_says_so(shown, tmp_path):
    comparison = shown.main.session.comparison
    write_report(comparison, tmp_path / "r.html", Thresholds(), lambda: False)
    page = (tmp_path / "r.html").read_text(encoding="utf-8")
    assert '<html lang="zh-CN"' in page
    body = re.sub(r"<(script|style)\b.*?</\1>", " ", page, flags=re.DOTALL)
    names = shown.names() | set(Rule)
    said = re.findall(r">([^<>]+)<", body) + re.findall(r'(?:title|aria-label)="([^"]+)"', body)
    assert {text for text in said if english_in(text, names)} == set()


@pytest.mark.parametrize(
    ("text", "english"),
    [
        ("适应", []),
        ("Fit", ["Fit"]),
        ("适应 (F)", []),
        ("转到 conv1/relu 的 a.linear.hex", []),
        ("Compare. 对比", ["Compare"]),
        ("对比（Compare，F5）", []),
        ("<b>Left</b> 3", ["Left"]),
        ("the blob and a dotted line", ["the", "and", "dotted", "line"]),
    ],
)
def test_english_is_known_from_names(text, english):
    assert english_in(text, {"pool"}) == english


@pytest.mark.parametrize("spoken", [Language.ENGLISH, Language.CHINESE], indirect=True)
def test_one_letter_opens_one_entry(qtbot, spoken):
    window = MainWindow()
    qtbot.addWidget(window)
    bar = window.menuBar()
    assert isinstance(bar, QMenuBar)
    menus = [action.menu() for action in bar.actions()]
    assert len(menus) == len(MENUS)
    for actions in (bar.actions(), *(menu.actions() for menu in menus)):
        texts = [action.text() for action in actions if not action.isSeparator()]
        letters = [re.findall(r"&(\w)", text) for text in texts]
        assert all(len(found) == 1 for found in letters), texts
        assert len({found[0].lower() for found in letters}) == len(texts), texts
    window.close()


# -- the room --------------------------------------------------------------------------------

CUT_ON_PURPOSE = {
    "ElidedLabel": "what the trend says of the order, whole in the tooltip",
    "ReadingLabel": "what the trend points at: a sentence of any length, whole in the tooltip",
    "ReadingLine": "the numbers under the pointer, whole in the tooltip",
}
"""Classes that cut their text themselves and show that they do."""


@pytest.mark.parametrize("spoken", [Language.ENGLISH, Language.CHINESE], indirect=True)
def test_nothing_is_cut_off(qtbot, shown, spoken):
    if spoken is Language.CHINESE and not QFontDatabase.families(
        QFontDatabase.WritingSystem.SimplifiedChinese
    ):
        pytest.skip("no font with Chinese characters is installed")
    found: set[tuple[object, ...]] = set()
    for size in ((1440, 900), (1024, 700)):
        for window in (shown.main, *shown.elements):
            window.resize(*size)
        for unfolded in (False, True):
            shown.main.commands.show_sources(unfolded)
            qtbot.wait(400)
            found |= {(*size, *cut) for window in shown.windows() for cut in cut_in(window)}
        # What stands in front in an element window is nothing to the others.
        for _ in shown.each_page():
            found |= {(*size, *cut) for window in shown.elements for cut in cut_in(window)}
    assert found == set()


def cut_in(window: QWidget) -> list[Cut]:
    return [cut for cut in cut_texts(window) if cut.where.split()[0] not in CUT_ON_PURPOSE]


def made(kind: type[QWidget], text: str) -> QWidget:
    widget = kind()
    if isinstance(widget, QComboBox):
        widget.addItem(text)
    elif isinstance(widget, QTabBar):
        widget.addTab(text)
    elif isinstance(widget, QTreeWidget):
        widget.setHeaderLabels([text, ""])
    else:
        widget.setText(text)
    return widget


@pytest.mark.parametrize(
    "kind", [QLabel, QPushButton, QCheckBox, QToolButton, QComboBox, QTabBar, QTreeWidget]
)
def test_what_is_cut_off_is_found(qtbot, kind):
    window = QWidget()
    qtbot.addWidget(window)
    widget = made(kind, "as wide as these words are")
    QVBoxLayout(window).addWidget(widget)
    window.resize(500, 120)
    if isinstance(widget, QTreeWidget):
        widget.header().resizeSection(0, 300)
    window.show()
    assert list(cut_texts(window)) == []
    if isinstance(widget, QTreeWidget):
        widget.header().resizeSection(0, 80)
    widget.setFixedWidth(80)
    qtbot.waitUntil(lambda: widget.width() == 80)
    assert [cut.text for cut in cut_texts(window)] == ["as wide as these words are"]


def test_what_reaches_out_of_its_window_is_found(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    label = QLabel("low", window)
    label.setGeometry(20, 90, 60, 30)
    window.resize(200, 100)
    window.show()
    assert [cut.needed for cut in cut_texts(window)] == [20]
