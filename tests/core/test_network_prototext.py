"""The generic text-format protobuf reader, against the grammar's own cases."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import CosightError
from core.network.prototext import Message, parse_prototext

FILE = Path("net.prototxt")


def parse(text: str) -> Message:
    return parse_prototext(text, FILE)


def plain(message: Message) -> list[tuple[str, object]]:
    return [
        (name, plain(value) if isinstance(value, Message) else value)
        for name, value in message.fields
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", []),
        ("# only a comment", []),
        ("a: 1", [("a", "1")]),
        ("a:1 b:-2.5e-3;c:TRUE", [("a", "1"), ("b", "-2.5e-3"), ("c", "TRUE")]),
        ("a:1,b:-inf", [("a", "1"), ("b", "-inf")]),
        ("a: - 5", [("a", "-5")]),
        ("a { b: 1 } c: { d: 2 }", [("a", [("b", "1")]), ("c", [("d", "2")])]),
        ("a < b: 1 > c: < d { } >", [("a", [("b", "1")]), ("c", [("d", [])])]),
        ("a{b:1}a{b:2}", [("a", [("b", "1")]), ("a", [("b", "2")])]),
        ("dim: [1, 3, 640]", [("dim", "1"), ("dim", "3"), ("dim", "640")]),
        ("m: [{a: 1}, <b: 2>] n: []", [("m", [("a", "1")]), ("m", [("b", "2")])]),
        ("m [{a: [1 , 2]}]", [("m", [("a", "1"), ("a", "2")])]),
        ("a: 'x' \"y\"\n  'z'", [("a", "xyz")]),
        ("a: 'say \"hi\"' # 'not this\nb: \"it's\"", [("a", 'say "hi"'), ("b", "it's")]),
        (r"a: 'A\102\x43\n\t\\\''", [("a", "ABC\n\t\\'")]),
        (r"a: '\xe5\xb1\x82 \345\261\202 层 \u5c42'", [("a", "层 层 层 层")]),
        (r"a: 'C:\Data\zoo'", [("a", r"C:\Data\zoo")]),
        ("a: '# no comment'", [("a", "# no comment")]),
        ("[a.b]: 3 [c.d/e.f] { g: 1 }", [("[a.b]", "3"), ("[c.d/e.f]", [("g", "1")])]),
        ("a: 1;;, ; b: 2 ;", [("a", "1"), ("b", "2")]),
        ("a:\n\n\n1\r\nb: 2", [("a", "1"), ("b", "2")]),
    ],
)
def test_grammar(text: str, expected: list[tuple[str, object]]) -> None:
    assert plain(parse(text)) == expected


@pytest.mark.parametrize(
    ("text", "line", "mentions"),
    [
        ("a: 1\nb", 2, ["b", "end of the file"]),
        ("a: 1\nb: }", 2, ["value", "b", "'}'"]),
        ("a {\n  b: 1\n", 3, ["}", "line 1"]),
        ("a <\n  b: 1\n}", 3, [">", "'}'"]),
        ("a: [1, 2", 1, ["]"]),
        ("}", 1, ["'}'", "field"]),
        ("a: 1\n\nb: 'open\nc: 2", 3, ["closing", "'open"]),
        ("{ }", 1, ["'{'"]),
        ("a b", 1, ["'b'"]),
        ("[: 1", 1, ["extension"]),
        ("[a b", 1, ["]"]),
        ("digraph g { a -> b }", 1, ["'g'"]),
    ],
)
def test_errors_name_file_line_and_both_sides(text: str, line: int, mentions: list[str]) -> None:
    with pytest.raises(CosightError) as caught:
        parse(text)
    sentence = str(caught.value)
    assert sentence.startswith(f"net.prototxt, line {line}: expected ")
    assert "\n" not in sentence
    for mention in mentions:
        assert mention in sentence


@pytest.mark.parametrize("opening", ["a{", "a<", "a:[{", "a: {"])
def test_hostile_nesting_is_one_sentence(opening: str) -> None:
    with pytest.raises(CosightError, match="inside each other"):
        parse(opening * 100_000)


def test_nesting_within_the_limit_is_read() -> None:
    message = parse("a{" * 100 + "}" * 100)
    depth = 0
    while message.fields:
        message = message.messages("a")[0]
        depth += 1
    assert depth == 100


def test_last_scalar_wins_and_kinds_are_told_apart() -> None:
    message = parse("a: 1 a { b: 2 } a: 3 c: 'x'")
    assert message.text("a") == "3"
    assert message.texts("a") == ["1", "3"]
    assert plain(message.messages("a")[0]) == [("b", "2")]
    assert message.text("nowhere") == ""


@given(st.text(alphabet=st.sampled_from("ab{}<>[]:;,#\"'\\ \n\r\t-0x7é层"), max_size=60))
def test_random_marks_never_crash(text: str) -> None:
    sentence = "net.prototxt, line 0"
    try:
        parse(text)
    except CosightError as error:
        sentence = str(error)
    assert sentence.startswith("net.prototxt, line ")


names = st.from_regex(r"[A-Za-z_][A-Za-z0-9_]{0,6}", fullmatch=True)
scalars = st.text(st.characters(blacklist_categories=["Cs"]), max_size=12)


def trees(depth: int) -> st.SearchStrategy[list[tuple[str, object]]]:
    value = scalars if depth == 0 else st.one_of(scalars, trees(depth - 1))
    return st.lists(st.tuples(names, value), max_size=4)


def written(tree: list[tuple[str, object]]) -> str:
    parts = []
    for name, value in tree:
        if isinstance(value, list):
            parts.append(f"{name} {{ {written(value)} }}")
        else:
            text = str(value).encode()
            parts.append(f'{name}: "' + "".join(f"\\{byte:03o}" for byte in text) + '"')
    return "\n".join(parts)


@given(trees(3))
def test_any_tree_survives_writing_and_reading(tree: list[tuple[str, object]]) -> None:
    assert plain(parse(written(tree))) == tree
