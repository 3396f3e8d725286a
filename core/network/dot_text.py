"""The statements of a DOT file, read tolerantly: ids and attributes, no drawing.

Graphviz's own grammar is stricter than the tools that write these files: their ids hold
``/ : . -`` without quotes, their attributes miss commas, their statements miss semicolons.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from itertools import product
from pathlib import Path

from core.cancelling import Check, look
from core.errors import CosightError
from core.messages import translate
from core.network.text_file import syntax_error

_DEEPEST = 50
_MOST_EDGES = 1_000_000
_LOOK = 1 << 14
"""Characters between two looks at ``cancelled``."""

_SKIPPED = re.compile(r"(?:\s+|//[^\n]*|(?<![^\n])\#[^\n]*)*+")
_TOKEN = re.compile(
    r"""( (?: [^\s\[\]{};,="\-] | -(?!>) )++ )
      | "( [^"\\]*+ (?: \\. [^"\\]*+ )*+ )"
      | (->)
      | ([\[\]{};,=])""",
    re.VERBOSE | re.DOTALL,
)
_WORD, _STRING, _ARROW, _MARK, _OTHER, _END = 1, 2, 3, 4, 5, 6
_STRING_ESCAPE = re.compile(r'\\(?:(")|\n)')
_HTML_EDGE = re.compile(r"[<>]")


@dataclass(slots=True)
class DotGraph:
    """What a DOT file states: nodes with their attributes, and edges between node ids.

    ``nodes`` stand in the order of their own statements; a node that only edges mention stands
    where it was first mentioned, with no attributes. ``edges`` hold no duplicates.
    """

    name: str
    nodes: dict[str, dict[str, str]]
    edges: tuple[tuple[str, str], ...]


def parse_dot(text: str, path: Path, cancelled: Check | None = None) -> DotGraph:
    """Read the first digraph of ``text``; subgraphs are flattened, ports dropped.

    Args:
        text: the content of the file.
        path: the file, for the sentence of an error.
        cancelled: asked again and again.

    Raises:
        CosightError: the text is no digraph, breaks the syntax, or holds no node.
        Cancelled: ``cancelled()`` was true.
    """
    return _Parser(text, path, cancelled).parse()


@dataclass(slots=True)
class _Seen:
    """A node as far as the file has told."""

    order: int
    is_stated: bool = False
    attributes: dict[str, str] = field(default_factory=dict)


class _Parser:
    def __init__(self, text: str, path: Path, cancelled: Check | None) -> None:
        self._text = text
        self._path = path
        self._cancelled = cancelled
        self._looked = 0
        self._nodes: dict[str, _Seen] = {}
        self._edges: dict[tuple[str, str], None] = {}
        self._end = 0
        self._kind = _OTHER
        self._token = ""
        self._position = 0
        self._advance()

    def parse(self) -> DotGraph:
        if self._is_word("strict"):
            self._advance()
        if not self._is_word("digraph"):
            raise self._error(translate("core", "a dot file that begins with digraph"))
        self._advance()
        name = ""
        if self._kind in (_WORD, _STRING):
            name = self._token
            self._advance()
        self._statements(self._expect_opening(), 0)
        if not self._nodes:
            raise CosightError(
                translate(
                    "core",
                    "{file}, line {line}: expected nodes in the digraph, found none; "
                    "choose the cnn_net_tree.dot of the net",
                ).format(file=self._path, line=self._line(self._position))
            )
        return self._graph(name)

    def _graph(self, name: str) -> DotGraph:
        """Put nodes in order, and tell ports from ids that hold a colon."""
        stated = {node_id for node_id, seen in self._nodes.items() if seen.is_stated}
        resolved: dict[str, str] = {}
        for node_id in self._nodes:
            # a:port, a:port:compass, or an id of its own.
            heads = (node_id, *(":".join(node_id.rsplit(":", n)[:1]) for n in (1, 2)))
            resolved[node_id] = next((head for head in heads if head in stated), node_id)
        ordered = sorted(self._nodes, key=lambda node_id: self._nodes[node_id].order)
        return DotGraph(
            name,
            {
                node_id: self._nodes[node_id].attributes
                for node_id in ordered
                if resolved[node_id] == node_id
            },
            tuple(dict.fromkeys((resolved[tail], resolved[head]) for tail, head in self._edges)),
        )

    def _statements(self, opened: int, depth: int) -> list[str]:
        """Everything up to the closing brace; the ids of all nodes in it."""
        inside: dict[str, None] = {}
        while not self._is_mark("}"):
            if self._position - self._looked > _LOOK:
                self._looked = self._position
                look(self._cancelled)
            if self._kind == _END:
                raise self._error(
                    translate("core", '"}}" for the "{{" of line {line}').format(
                        line=self._line(opened)
                    )
                )
            if self._is_mark(";") or self._is_mark(","):
                self._advance()
            else:
                inside.update(dict.fromkeys(self._statement(depth)))
        self._advance()
        return list(inside)

    def _statement(self, depth: int) -> list[str]:
        """One statement; the ids of the nodes in it."""
        start = self._position
        is_block = self._is_mark("{") or self._is_word("subgraph")
        is_default = self._kind == _WORD and self._token.lower() in ("graph", "node", "edge")
        ends = self._end_point(depth)
        if not ends and self._is_mark("="):
            self._advance()
            self._value()
            return []
        if is_default and self._is_mark("["):
            self._attributes()
            return []
        for node_id in ends:
            self._mention(node_id, start)
        mentioned = list(ends)
        is_edge = False
        while self._kind == _ARROW:
            is_edge = True
            self._advance()
            position = self._position
            heads = self._end_point(depth)
            for node_id in heads:
                self._mention(node_id, position)
            if len(self._edges) + len(ends) * len(heads) > _MOST_EDGES:
                raise self._error(
                    translate("core", "at most {limit} edges").format(limit=_MOST_EDGES)
                )
            self._edges.update(dict.fromkeys(product(ends, heads)))
            mentioned += heads
            ends = heads
        attributes = self._attributes()
        if not is_edge and not is_block:
            self._state(ends[0], start, attributes)
        return mentioned

    def _end_point(self, depth: int) -> list[str]:
        """A node, or the nodes of a subgraph; nothing where a graph attribute begins."""
        if self._is_word("subgraph"):
            self._advance()
            if self._kind in (_WORD, _STRING):
                self._advance()
            return self._subgraph(self._expect_opening(), depth)
        if self._is_mark("{"):
            return self._subgraph(self._expect_opening(), depth)
        if self._kind not in (_WORD, _STRING):
            raise self._error(translate("core", "a node, an edge or a closing brace"))
        is_quoted, node_id, end = self._kind == _STRING, self._token, self._end
        self._advance()
        if is_quoted and self._kind == _WORD and self._position == end:
            # A port stands right behind the quotes.
            if not self._token.startswith(":"):
                raise self._error(translate("core", "a node id without quotes inside"))
            self._advance()
        return [] if self._is_mark("=") else [node_id]

    def _subgraph(self, opened: int, depth: int) -> list[str]:
        if depth >= _DEEPEST:
            raise self._error(
                translate("core", "at most {limit} subgraphs inside each other").format(
                    limit=_DEEPEST
                )
            )
        return self._statements(opened, depth + 1)

    def _mention(self, node_id: str, position: int) -> None:
        if node_id not in self._nodes:
            self._nodes[node_id] = _Seen(position)

    def _state(self, node_id: str, position: int, attributes: dict[str, str]) -> None:
        seen = self._nodes[node_id]
        if not seen.is_stated:
            seen.order, seen.is_stated = position, True
        seen.attributes.update(attributes)

    def _attributes(self) -> dict[str, str]:
        """Any number of ``[ key = value … ]`` lists; commas and semicolons are optional."""
        attributes: dict[str, str] = {}
        while self._is_mark("["):
            opened = self._position
            self._advance()
            while not self._is_mark("]"):
                if self._is_mark(",") or self._is_mark(";"):
                    self._advance()
                    continue
                if self._kind not in (_WORD, _STRING):
                    raise self._error(
                        translate("core", 'an attribute or "]" for the "[" of line {line}').format(
                            line=self._line(opened)
                        )
                    )
                key = self._token
                self._advance()
                if self._is_mark("="):
                    self._advance()
                    attributes[key] = self._value()
            self._advance()
        return attributes

    def _value(self) -> str:
        if self._kind not in (_WORD, _STRING):
            raise self._error(translate("core", 'a value after "="'))
        if self._kind == _WORD and self._token.startswith("<"):
            return self._html()
        value = self._token
        self._advance()
        return value

    def _html(self) -> str:
        """``<…>`` with balanced brackets, given without the outermost."""
        depth = 0
        for match in _HTML_EDGE.finditer(self._text, self._position):
            depth += 1 if match[0] == "<" else -1
            if depth == 0:
                value = self._text[self._position + 1 : match.start()]
                self._end = match.end()
                self._advance()
                return value
        raise self._error(translate("core", 'a closing ">"'))

    def _expect_opening(self) -> int:
        """Step over ``{``; its position."""
        if not self._is_mark("{"):
            raise self._error(translate("core", "an opening brace"))
        position = self._position
        self._advance()
        return position

    def _is_mark(self, mark: str) -> bool:
        return self._kind == _MARK and self._token == mark

    def _is_word(self, word: str) -> bool:
        return self._kind == _WORD and self._token.lower() == word

    def _advance(self) -> None:
        text = self._text
        position = self._skip(self._end)
        self._position = position
        match = _TOKEN.match(text, position)
        if match is not None:
            self._kind = match.lastindex or _OTHER
            self._token = match[self._kind]
            self._end = match.end()
            if self._kind == _STRING and "\\" in self._token:
                self._token = _STRING_ESCAPE.sub(lambda escape: escape[1] or "", self._token)
            return
        self._kind = _END if position == len(text) else _OTHER
        self._token = text[position : position + 1]
        self._end = position + len(self._token)

    def _skip(self, position: int) -> int:
        """The next place that is neither white space nor comment."""
        text = self._text
        while True:
            match = _SKIPPED.match(text, position)
            position = match.end() if match else position
            if not text.startswith("/*", position):
                return position
            end = text.find("*/", position + 2)
            if end < 0:
                self._position, self._token = position, text[position : position + 40]
                raise self._error(translate("core", "the end of this comment"))
            position = end + 2

    def _error(self, expected: str) -> CosightError:
        found = self._token
        if self._kind == _OTHER and found == '"':
            expected = translate("core", "a closing quote for this one")
            found = self._text[self._position : self._position + 40]
        return syntax_error(self._path, self._text, self._position, expected, found)

    def _line(self, position: int) -> int:
        return self._text.count("\n", 0, position) + 1
