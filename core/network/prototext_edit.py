"""Single values of a prototxt exchanged, the rest of its text left as its author wrote it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from core.network.prototext import END, MARK, STRING, TOKEN, WORD

Path = tuple[str, ...]
"""Names of fields from the outermost message inwards, such as ``("power_param", "shift")``."""


def edited(text: str, span: tuple[int, int], changes: Mapping[Path, str]) -> str | None:
    """The message at ``span`` of ``text``, with other values at some paths.

    ``text`` is one that was parsed before, ``span`` that of one of its messages. What is put in
    stands as it is given: strings bring their quotes along. None where a path leads nowhere.
    """
    walk = _Walk()
    for match in TOKEN.finditer(text, *span):
        kind = match.lastindex or END
        if kind == END:
            break
        walk.take(kind, match[kind], *match.span(kind))
    parts, at = [], span[0]
    for path, (start, end) in walk.values:
        if path in changes:
            parts += [text[at:start], changes[path]]
            at = end
    if not changes.keys() <= {path for path, _ in walk.values}:
        return None
    return "".join((*parts, text[at : span[1]]))


def quoted(text: str) -> str:
    """A string as prototxt writes it."""
    escaped = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + "".join(c if c.isprintable() else _escape(c) for c in escaped) + '"'


def _escape(char: str) -> str:
    return "".join(f"\\{byte:03o}" for byte in char.encode("utf-8", "replace"))


@dataclass(slots=True)
class _Walk:
    """Goes along the tokens of a message and notes where each scalar stands."""

    values: list[tuple[Path, tuple[int, int]]] = field(default_factory=list)
    _open: list[tuple[str, bool]] = field(default_factory=list)
    """Name of each open message or list, and whether it is a list."""
    _name: str | None = None
    """Of the field whose value comes next."""
    _continues: str = ""
    """The kind of value that the next token may go on with: a string, or a minus sign."""
    _in_extension: bool = False

    def take(self, kind: int, token: str, start: int, end: int) -> None:
        if kind == MARK:
            self._continues = ""
            self._mark(token)
        elif self._in_extension:
            self._name = f"[{token}]"
        elif self._continues and self._continues == ("string" if kind == STRING else "minus"):
            path, (first, _) = self.values[-1]
            self.values[-1] = path, (first, end)
            self._continues = "string" if kind == STRING else ""
        elif self._name is None and not self._in_list:
            self._name = token
        else:
            names = [name for name, _ in self._open[1:]]
            if not self._in_list:
                names.append(self._name or "")
            self.values.append(((*names,), (start, end)))
            self._name = None
            self._continues = (
                "string" if kind == STRING else "minus" if kind == WORD and token == "-" else ""
            )

    @property
    def _in_list(self) -> bool:
        return bool(self._open) and self._open[-1][1]

    def _mark(self, token: str) -> None:
        if token in "{<":
            name = "" if self._in_list else self._name or ""
            self._open.append((name, False))
            self._name = None
        elif token == "[" and self._name is None:
            self._in_extension = True
        elif token == "[":
            self._open.append((self._name or "", True))
            self._name = None
        elif token == "]" and self._in_extension:
            self._in_extension = False
        elif token in "}>]":
            self._open.pop()
            self._name = None
