"""Brings the translations in step with the code: new texts in, texts that are gone out.

Run by ``make translations``. Reads every ``tr("…")`` and ``translate("context", "…")`` from the
code's syntax trees (``lupdate`` guesses contexts wrongly where calls are nested), keeps what is
translated, marks the rest unfinished, and lets ``lrelease`` write the ``.qm`` that the program
loads. ``--check`` writes nothing and fails where something would change or is not translated.

The command line speaks English: texts of its own context are left out.
"""

from __future__ import annotations

import argparse
import ast
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from xml.etree import ElementTree

ROOT = Path(__file__).resolve().parents[1]
FOLDER = ROOT / "resources" / "translations"
LANGUAGES = ("zh_CN",)
ROOMS = ("app", "core", "widgets")
WITH_CONTEXT = ("translate", "say", "_noop")
"""Functions whose first argument is the context and whose second is the text."""
LEFT_OUT = ("terminal",)

Text = tuple[str, str, str]
"""Context, text, and what is said about it to the translator."""


class _Finder(ast.NodeVisitor):
    """Texts of one module, in the order in which they stand."""

    def __init__(self) -> None:
        self.found: list[Text] = []
        self._classes: list[str] = []

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_Call(self, node: ast.Call) -> None:
        name = node.func.attr if isinstance(node.func, ast.Attribute) else ""
        if isinstance(node.func, ast.Name):
            name = node.func.id
        words = [
            argument.value
            for argument in node.args
            if isinstance(argument, ast.Constant) and isinstance(argument.value, str)
        ]
        if name == "tr" and words and self._classes:
            self._add(self._classes[-1], words)
        elif name in WITH_CONTEXT and len(words) >= 2:
            self._add(words[0], words[1:])
        self.generic_visit(node)

    def _add(self, context: str, words: Sequence[str]) -> None:
        self.found.append((context, words[0], words[1] if len(words) > 1 else ""))


def texts_of_code() -> list[Text]:
    """Every text that can be translated, once, by context and in the order of the code."""
    found: dict[Text, None] = {}
    for path in sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py")):
        finder = _Finder()
        finder.visit(ast.parse(path.read_text(encoding="utf-8")))
        found.update(dict.fromkeys(finder.found))
    kept = [text for text in found if text[0] not in LEFT_OUT]
    return sorted(kept, key=lambda text: text[0].lower())


def translations(path: Path) -> dict[Text, str]:
    """What a ``.ts`` file translates, finished entries only."""
    if not path.exists():
        return {}
    known: dict[Text, str] = {}
    for context in ElementTree.parse(path).getroot().iter("context"):
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None and translation.get("type") is None:
                key = name, message.findtext("source", ""), message.findtext("comment", "")
                known[key] = translation.text or ""
    return known


def file_text(language: str, texts: Sequence[Text], known: dict[Text, str]) -> str:
    """The ``.ts`` file; what is not ``known`` is unfinished."""
    root = ElementTree.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context: ElementTree.Element | None = None
    for text in texts:
        name, source, comment = text
        if context is None or context.findtext("name") != name:
            context = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(context, "name").text = name
        message = ElementTree.SubElement(context, "message")
        ElementTree.SubElement(message, "source").text = source
        if comment:
            ElementTree.SubElement(message, "comment").text = comment
        translation = ElementTree.SubElement(message, "translation")
        if known.get(text):
            translation.text = known[text]
        else:
            translation.set("type", "unfinished")
    ElementTree.indent(root, "    ")
    body = ElementTree.tostring(root, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n{body}\n'


def compiled(ts: str) -> bytes:
    """What ``lrelease`` makes of a ``.ts`` file."""
    with tempfile.TemporaryDirectory() as folder:
        source, target = Path(folder, "texts.ts"), Path(folder, "texts.qm")
        source.write_text(ts, encoding="utf-8", newline="\n")
        subprocess.run([_lrelease(), "-silent", str(source), "-qm", str(target)], check=True)
        return target.read_bytes()


def _lrelease() -> str:
    import PySide6

    folder = Path(PySide6.__file__).parent
    return next(str(path) for path in _tools(folder) if path.exists())


def _tools(folder: Path) -> Iterator[Path]:
    for name in ("lrelease", "lrelease.exe"):
        yield folder / name
        yield folder / "Qt" / "libexec" / name


def main(arguments: Sequence[str] | None = None) -> int:
    """Update every language, or say where it is behind."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--check", action="store_true")
    check = parser.parse_args(arguments).check
    texts = texts_of_code()
    behind = 0
    for language in LANGUAGES:
        path = FOLDER / f"cosight_{language}.ts"
        known = translations(path)
        missing = [text for text in texts if not known.get(text)]
        ts = file_text(language, texts, known)
        for name, text, _ in missing:
            print(f"{path.name}: not translated: {name}: {text!r}", file=sys.stderr)
        behind += len(missing)
        if check:
            old = path.read_text(encoding="utf-8") if path.exists() else ""
            if ts != old:
                print(f"{path.name} is behind the code: make translations", file=sys.stderr)
                behind += 1
            elif path.with_suffix(".qm").read_bytes() != compiled(ts):
                print(f"{path.stem}.qm is behind the .ts: make translations", file=sys.stderr)
                behind += 1
        else:
            FOLDER.mkdir(parents=True, exist_ok=True)
            path.write_text(ts, encoding="utf-8", newline="\n")
            path.with_suffix(".qm").write_bytes(compiled(ts))
    return 1 if behind else 0


if __name__ == "__main__":
    sys.exit(main())
