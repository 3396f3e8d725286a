"""Text-format protobuf into a plain tree, without any schema.

Every field is kept, known or not: vendors add fields that no public ``caffe.proto`` has.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from core.cancelling import Check, heed
from core.errors import CosightError
from core.messages import translate
from core.network.text_file import syntax_error

_DEEPEST = 100
"""Protobuf's own parsers stop here as well."""

TOKEN = re.compile(
    r"""(?:\s+|\#[^\n]*)*+
    (?: ([^\s{}\[\]<>:;,"'\#]+)
      | ("[^"\\\n]*+(?:\\.[^"\\\n]*+)*+" | '[^'\\\n]*+(?:\\.[^'\\\n]*+)*+')
      | (.)
      | (\Z) )""",
    re.VERBOSE,
)
WORD, STRING, MARK, END = 1, 2, 3, 4
_CLOSERS = {"{": "}", "<": ">"}

_ESCAPE = re.compile(
    r"\\(?:([0-7]{1,3})|[xX]([0-9a-fA-F]{1,2})|u([0-9a-fA-F]{4})|([abfnrtv\\'\"?]))"
)
_ESCAPED_RUN = re.compile(rf"(?:{_ESCAPE.pattern})+")
_SIMPLE_ESCAPES = dict(zip("abfnrtv\\'\"?", "\a\b\f\n\r\t\v\\'\"?", strict=True))


@dataclass(slots=True)
class Message:
    """A message: its fields in file order; a scalar is its text, a string without its quotes."""

    fields: list[tuple[str, str | Message]] = field(default_factory=list)
    span: tuple[int, int] = field(default=(0, 0), compare=False, repr=False)
    """Where it stands in the text, from its opening mark to behind its closing one."""

    def texts(self, name: str) -> list[str]:
        """Every scalar called ``name``."""
        return [value for key, value in self.fields if key == name and isinstance(value, str)]

    def text(self, name: str) -> str:
        """The last scalar called ``name`` (as protobuf has it), or an empty text."""
        found = self.texts(name)
        return found[-1] if found else ""

    def messages(self, name: str) -> list[Message]:
        """Every message called ``name``."""
        return [value for key, value in self.fields if key == name and isinstance(value, Message)]


@dataclass(slots=True)
class _Open:
    """A message or list that waits for its closing mark."""

    message: Message
    closer: str
    position: int
    list_name: str = ""


def parse_prototext(text: str, path: Path, cancelled: Check | None = None) -> Message:
    """Read the fields of ``text``.

    Args:
        text: the content of the file.
        path: the file, for the sentence of an error.
        cancelled: asked again and again.

    Raises:
        CosightError: the text breaks the syntax, or nests deeper than 100 messages.
        Cancelled: ``cancelled()`` was true.
    """
    return _Parser(text, path, cancelled).parse()


class _Parser:
    def __init__(self, text: str, path: Path, cancelled: Check | None) -> None:
        self._text = text
        self._path = path
        self._matches: Iterator[re.Match[str]] = iter(heed(TOKEN.finditer(text), cancelled))
        self._kind = MARK
        self._token = ""
        self._position = 0
        self._advance()

    def parse(self) -> Message:
        root = Message()
        stack = [_Open(root, "", 0)]
        while True:
            top = stack[-1]
            if self._kind == END:
                if len(stack) > 1:
                    raise self._unclosed(top)
                return root
            if self._kind == MARK and self._token in ",;":
                self._advance()
            elif self._kind == MARK and self._token == top.closer:
                stack.pop()
                if not top.list_name:
                    top.message.span = top.position, self._position + 1
                self._advance()
            elif top.list_name:
                self._value(stack, top.message, top.list_name)
            else:
                self._field(stack, top)

    def _field(self, stack: list[_Open], top: _Open) -> None:
        if self._kind == WORD:
            name = self._token
            self._advance()
        elif self._kind == MARK and self._token == "[":
            name = self._extension_name()
        elif top.closer:
            raise self._error(
                translate("core", 'a field name or "{closer}"').format(closer=top.closer)
            )
        else:
            raise self._error(translate("core", "a field name such as layer"))
        has_colon = self._kind == MARK and self._token == ":"
        if has_colon:
            self._advance()
        if not has_colon and not (self._kind == MARK and self._token in "{<["):
            raise self._error(translate("core", '":" or "{{" after {name}').format(name=name[:40]))
        if self._kind == MARK and self._token == "[":
            self._push(stack, _Open(top.message, "]", self._position, name))
        else:
            self._value(stack, top.message, name)

    def _value(self, stack: list[_Open], message: Message, name: str) -> None:
        """A scalar, or the opening mark of a message."""
        if self._kind == MARK and self._token in _CLOSERS:
            child = Message()
            message.fields.append((name, child))
            self._push(stack, _Open(child, _CLOSERS[self._token], self._position))
        elif self._kind == STRING:
            parts = []
            while self._kind == STRING:
                parts.append(_unescape(self._token[1:-1]))
                self._advance()
            message.fields.append((name, "".join(parts)))
        elif self._kind == WORD:
            value = self._token
            self._advance()
            if value == "-" and self._kind == WORD:
                value += self._token
                self._advance()
            message.fields.append((name, value))
        else:
            raise self._error(translate("core", "a value for {name}").format(name=name[:40]))

    def _push(self, stack: list[_Open], opened: _Open) -> None:
        if len(stack) > _DEEPEST:
            raise self._error(
                translate("core", "at most {limit} messages inside each other").format(
                    limit=_DEEPEST
                )
            )
        stack.append(opened)
        self._advance()

    def _extension_name(self) -> str:
        """``[package.field]`` or ``[type.googleapis.com/package.message]``."""
        self._advance()
        if self._kind != WORD:
            raise self._error(translate("core", "the name of an extension"))
        name = self._token
        self._advance()
        if not (self._kind == MARK and self._token == "]"):
            raise self._error(translate("core", '"]" after the name of an extension'))
        self._advance()
        return f"[{name}]"

    def _advance(self) -> None:
        match = next(self._matches)
        self._kind = match.lastindex or END
        self._token = match[self._kind]
        self._position = match.start(self._kind)

    def _error(self, expected: str) -> CosightError:
        found = self._token
        if self._kind == MARK and found in "\"'":
            expected = translate("core", "a closing {quote} on the same line").format(quote=found)
            found = self._text[self._position :].split("\n", 1)[0]
        return syntax_error(self._path, self._text, self._position, expected, found)

    def _unclosed(self, opened: _Open) -> CosightError:
        line = self._text.count("\n", 0, opened.position) + 1
        return self._error(
            translate("core", '"{closer}" for the "{opener}" of line {line}').format(
                closer=opened.closer, opener=self._text[opened.position], line=line
            )
        )


def _unescape(text: str) -> str:
    """Resolve protobuf's escapes; others stay, as in ``C:\\data`` typed with single strokes."""
    if "\\" not in text:
        return text
    return _ESCAPED_RUN.sub(lambda run: _unescape_run(run[0]), text)


def _unescape_run(run: str) -> str:
    # Octal and hex escapes are bytes: a run of them together may spell UTF-8 characters.
    data = bytearray()
    for octal, hexadecimal, code_point, simple in _ESCAPE.findall(run):
        if octal:
            data.append(int(octal, 8) & 0xFF)
        elif hexadecimal:
            data.append(int(hexadecimal, 16))
        elif code_point:
            data += chr(int(code_point, 16)).encode("utf-8", "replace")
        else:
            data += _SIMPLE_ESCAPES[simple].encode()
    return data.decode("utf-8", "replace")
