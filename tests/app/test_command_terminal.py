"""What the terminal shows: any encoding, any width, colour or none."""

from __future__ import annotations

import io
import math
from dataclasses import replace
from pathlib import Path

import pytest
from rich.cells import cell_len

from app.commands.comparison_text import distance_text, print_comparison, summary_text
from app.commands.terminal import Terminal, one_line
from core.comparison.engine import compare
from core.comparison.model import (
    Comparison,
    Finding,
    Metrics,
    Pair,
    PairResult,
    Plan,
    Problem,
    Request,
    Rule,
    Severity,
    Summary,
    Thresholds,
    Unmatched,
)
from core.comparison.number_text import cosine_text
from core.dumps.model import Dump, DumpName, Encoding, Kind, Run

LONG = "mobilenet0_batchnorm6_with_a_name_nobody_would_type_by_hand"


class Encoded(io.TextIOWrapper):
    """A stream of a given encoding that keeps what is written."""

    def __init__(self, encoding: str) -> None:
        self.bytes = io.BytesIO()
        super().__init__(self.bytes, encoding=encoding, errors="strict", newline="")

    def text(self) -> str:
        self.flush()
        return self.bytes.getvalue().decode(self.encoding)


def metrics(cosine: float = 1.0, red: float = 0.0) -> Metrics:
    return Metrics(cosine, 0.25, red, 52.4598, 62.748, -29.5, 1e9, 0.1, 0.2, 30.0, cosine, 7)


def dump(name: str, kind: Kind = Kind.OUTPUT, index: int = 0) -> Dump:
    file_name = f"{name}_output{index}_caffe.linear.float"
    return Dump(Path("left"), DumpName(file_name, name, kind, index, (), Encoding.DECIMAL))


def result(
    name: str,
    severity: Severity = Severity.GOOD,
    measured: Metrics | None = None,
    *,
    index: int = 0,
    right_index: int = 0,
    problem: Problem | None = None,
    message: str = "",
    right_elements: int = 49152,
    findings: tuple[Finding, ...] = (),
) -> PairResult:
    pair = Pair(name, dump(name, index=index), dump(name), right_index, Rule.NAME)
    return PairResult(
        pair,
        severity,
        measured,
        49152,
        49152,
        right_elements,
        problem,
        message,
        findings=findings,
    )


def comparison(
    results: list[PairResult],
    unmatched: tuple[Unmatched, ...] = (),
    findings: tuple[Finding, ...] = (),
    rights: int = 1,
    first_bad: str | None = None,
) -> Comparison:
    folders = tuple(Path(f"right{index}") for index in range(rights))
    run = Run(Path("left"), (), (), ())
    plan = Plan(
        Request(Path("left"), folders),
        run,
        tuple(Run(folder, (), (), ()) for folder in folders),
        None,
        None,
        tuple(r.pair for r in results),
        unmatched,
        findings,
    )
    count = {severity: sum(r.severity is severity for r in results) for severity in Severity}
    summary = Summary(
        len(results),
        count[Severity.GOOD],
        count[Severity.WARN],
        count[Severity.BAD],
        count[Severity.BROKEN],
        sum(item.side < 0 for item in unmatched),
        sum(item.side >= 0 for item in unmatched),
        first_bad,
    )
    return Comparison(plan, tuple(results), summary)


EVERY_STATE = [
    result("data", Severity.GOOD, metrics()),
    result("conv1", Severity.WARN, metrics(0.98, 0.05), index=2),
    result(LONG, Severity.BAD, metrics(0.5, 0.75)),
    result(
        "prob",
        Severity.BROKEN,
        None,
        problem=Problem.LENGTH_MISMATCH,
        message="left has 49152 elements, right has 3",
        right_elements=3,
    ),
]


def printed(
    what: Comparison,
    width: int | None = None,
    encoding: str = "utf-8",
    thresholds: Thresholds | None = None,
) -> str:
    stream = Encoded(encoding)
    print_comparison(Terminal(stream, width), what, thresholds or Thresholds())
    return stream.text()


def test_every_state_reads_without_colour() -> None:
    text = printed(comparison(EVERY_STATE))
    assert "\x1b" not in text
    for words in ("✓ good", "▲ warn", "● bad", "✕ broken"):
        assert words in text


def test_a_pair_is_one_line_where_nobody_looks() -> None:
    lines = printed(comparison(EVERY_STATE)).splitlines()
    row = next(line for line in lines if LONG in line)
    for part in ("3", "bad", "0.500000*", "0.25", "0.7500*", "name", "49152"):
        assert part in row.split()
    assert "(52.460,62.748)(-29.500,1e+09)" in row


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_no_row_is_wider_than_the_terminal(width: int) -> None:
    rows = table_rows(printed(comparison(EVERY_STATE), width))
    assert all(cell_len(row) <= width for row in rows)


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_no_name_is_cut_off_at_any_width(width: int) -> None:
    rows = table_rows(printed(comparison(EVERY_STATE), width))
    start = rows[0].index("layer")
    folded = "".join(row[start : row.find(" ", start) % (len(row) + 1)] for row in rows[2:])
    assert LONG in folded


@pytest.mark.parametrize("width", [40, 60, 80, 120, 200])
def test_the_cosine_is_there_at_every_width(width: int) -> None:
    text = "\n".join(table_rows(printed(comparison(EVERY_STATE), width)))
    for part in ("0.980000*", "0.500000*"):
        assert part in text


def table_rows(text: str) -> list[str]:
    """The table with its header, out of everything printed."""
    lines = text.splitlines()
    start = next(index for index, line in enumerate(lines) if line.startswith("#"))
    return lines[start : next(i for i, line in enumerate(lines) if line.startswith("* beyond"))]


def test_wide_terminals_show_every_column() -> None:
    header = printed(comparison(EVERY_STATE), 200)
    for title in (
        "cosine",
        "max error",
        "relative distance",
        "(mean,std)(mean,std)",
        "elements",
        "rule",
        "note",
    ):
        assert title in header


def test_narrow_terminals_drop_what_matters_least_first() -> None:
    text = printed(comparison(EVERY_STATE), 120)
    assert "(mean,std)" not in text
    assert "length mismatch" in "\n".join(table_rows(text))


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "gbk", "cp437", "utf-8"])
def test_every_encoding_can_show_it(encoding: str) -> None:
    results = [*EVERY_STATE, result("检测_头", Severity.GOOD, metrics())]
    text = printed(comparison(results), encoding=encoding)
    for word in ("good", "warn", "bad", "broken", "0.500000", "5 pairs"):
        assert word in text
    if encoding in ("utf-8", "gbk"):
        assert "检测_头" in text
    if encoding == "ascii":
        assert "+ good" in text
        assert "2 good | 1 warn | 1 bad" in text


def test_chinese_names_keep_the_columns_in_line() -> None:
    results = [result("检测_头", Severity.GOOD, metrics()), result("data", measured=metrics())]
    rows = [line for line in printed(comparison(results)).splitlines() if "good" in line][:2]
    assert len({cell_len(row[: row.index(" 1 ")]) for row in rows}) == 1


def test_the_thresholds_mark_cells_and_nothing_else() -> None:
    strict = printed(comparison(EVERY_STATE), thresholds=Thresholds(cosine=1.0, red=0.0))
    loose = printed(comparison(EVERY_STATE), thresholds=Thresholds(cosine=0.0, red=1.0))
    assert "0.980000*" in strict
    assert "0.0500*" in strict
    assert "*" not in loose
    assert "1 good · 1 warn · 1 bad · 1 broken" in strict
    assert "1 good · 1 warn · 1 bad · 1 broken" in loose


def test_summary_line() -> None:
    assert summary_text(Summary(120, 26, 63, 31, 0, 1, 0, None)) == (
        "120 pairs · 26 good · 63 warn · 31 bad · 0 broken · 1 unmatched left · 0 right"
    )
    assert summary_text(Summary(1, 1, 0, 0, 0, 0, 0, None)).startswith("1 pair · ")


def test_the_layer_to_look_at_comes_last() -> None:
    text = printed(comparison(EVERY_STATE, first_bad=LONG))
    assert text.rstrip().splitlines()[-1].startswith(f"Look at {LONG} first")
    assert "Look at" not in printed(comparison(EVERY_STATE))


def test_long_lists_are_bounded() -> None:
    unmatched = tuple(
        Unmatched(dump(f"lost{index}"), -1, "no partner", suggestions=("found.float",))
        for index in range(243)
    )
    text = printed(comparison(EVERY_STATE, unmatched))
    assert "unmatched left (243)" in text
    assert text.count("lost") == 10
    assert "… and 233 more, see --json" in text
    assert "Perhaps found.float is meant." in text


def test_findings_and_reasons_are_said_aloud() -> None:
    offset = Finding("constant_offset", "right is 1 below left everywhere")
    results = [
        *EVERY_STATE,
        result("power", Severity.WARN, metrics(0.97), findings=(offset,)),
        result(
            "norm",
            Severity.BROKEN,
            metrics(),
            problem=Problem.NON_FINITE,
            message="3 NaN on the right, first at index 17.",
        ),
    ]
    said = (Finding("ambiguous", "two files claim conv9"),)
    text = printed(comparison(results, findings=said))
    for sentence in (
        "power: right is 1 below left everywhere",
        "prob: left has 49152 elements, right has 3",
        "norm: 3 NaN on the right, first at index 17.",
        "two files claim conv9",
        "49152 ≠ 3",
    ):
        assert sentence in text


def test_a_file_that_could_not_be_read_has_no_count() -> None:
    lost = result(
        "prob",
        Severity.BROKEN,
        problem=Problem.UNREADABLE,
        message="prob.hex, line 3: expected hex digits, found 'zzz'",
        right_elements=0,
    )
    text = printed(comparison([lost]))
    assert "49152" not in text
    assert "prob: prob.hex, line 3: expected hex digits, found 'zzz'" in text


def unreadable(name: str, left: str = "", right: str = "", index: int = 0) -> PairResult:
    """A pair with a sentence about one file or both, joined as the engine does it."""
    pair = Pair(
        name,
        dump(name, Kind.INPUT, index),
        Dump(Path("right"), replace(dump(name).name, file_name=f"{name}.hex")),
        0,
        Rule.NAME,
    )
    sentences = [left and f"{pair.left.path} {left}", right and f"{pair.right.path} {right}"]
    return PairResult(
        pair,
        Severity.BROKEN,
        None,
        0,
        0,
        0,
        Problem.UNREADABLE,
        " ".join(sentence for sentence in sentences if sentence),
        side_messages=(sentences[0], sentences[1]),
    )


def test_two_unreadable_sides_are_told_apart() -> None:
    text = printed(comparison([unreadable("conv1", "is empty: dump it again.", "is UTF-16")]))
    left = Path("left") / "conv1_output0_caffe.linear.float"
    right = Path("right") / "conv1.hex"
    assert f"conv1 (input 0): {left} is empty: dump it again; right: {right} is UTF-16" in text


NEEDED = "holds logarithmic codes, which need the data_delta of its layer"


@pytest.mark.parametrize(
    ("left", "right", "cause"),
    [
        (NEEDED, "", f"the left file {NEEDED}"),
        ("", NEEDED, f"the right file {NEEDED}"),
        (NEEDED, NEEDED, f"each file {NEEDED}"),
        ("is empty.", NEEDED, f"the left file is empty; the right file {NEEDED}"),
    ],
)
def test_many_pairs_with_one_cause_are_one_entry(left: str, right: str, cause: str) -> None:
    results = [unreadable(f"conv{number}", left, right) for number in range(119)]
    results.insert(50, unreadable("odd", "", "is UTF-16"))
    text = printed(comparison(results))
    lines = [line.strip() for line in text.splitlines()]
    start = lines.index("unreadable (120)")
    entry, examples, odd = lines[start + 1 : start + 4]
    assert entry == f"119 pairs: {cause}"
    assert examples == "for example conv0 (input 0), conv1 (input 0), conv2 (input 0)"
    assert odd.startswith("odd (input 0): ")
    assert "see --json" not in text


def test_few_pairs_with_one_cause_are_listed() -> None:
    text = printed(comparison([unreadable(f"conv{number}", "", NEEDED) for number in range(3)]))
    assert " pairs: " not in text
    assert text.count(NEEDED) == 3


def test_what_is_not_shown_is_counted_in_pairs() -> None:
    results = [unreadable(f"odd{number}", "", f"breaks at {number}") for number in range(12)]
    results += [unreadable(f"conv{number}", "", NEEDED) for number in range(20)]
    text = printed(comparison(results))
    assert "… and 22 more, see --json" in text


def test_each_right_has_its_own_section() -> None:
    results = [
        result("conv1", Severity.GOOD, metrics(), right_index=0),
        result("conv1", Severity.BAD, metrics(0.5), right_index=1),
    ]
    text = printed(comparison(results, rights=2))
    first, second = text.split("right0")[1].split("right1")
    assert " 1 " in first
    assert "0.500000" not in first
    assert "0.500000" in second
    assert "0 good · 0 warn · 1 bad · 0 broken" in second


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (1.0, "1"),
        (1.0000000000000002, "1"),
        (0.9999999, "0.9999999"),
        (-0.9999999, "-0.9999999"),
        (0.9899999, "0.9899999"),
        (0.9500001, "0.9500001"),
        (0.99, "0.990000"),
        (0.95, "0.950000"),
        (0.840464123, "0.840464"),
        (math.nan, "–"),
    ],
)
def test_a_rounded_cosine_never_contradicts_its_severity(value: float, text: str) -> None:
    assert cosine_text(value) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (0.59431712, "0.5943"),
        (0.0509, "0.0509"),
        (0.00048507, "0.00049"),
        (2.5e-8, "2.5e-08"),
        (123456.0, "1.2e+05"),
        (math.inf, "inf"),
        (math.nan, "–"),
    ],
)
def test_distances_are_short(value: float, text: str) -> None:
    assert distance_text(value) == text


def test_a_file_name_cannot_break_the_line_or_speak_to_the_terminal() -> None:
    assert one_line("a\nb") == "a b"
    assert one_line("a\x1b[31mb\r\x07") == "a\\x1b[31mb\\r\\x07"
    assert one_line("a\udcffb") == "a\\udcffb"
    assert one_line("层　a") == "层　a"


def test_no_stream_is_no_error() -> None:
    terminal = Terminal(None)
    terminal.line("x")
    terminal.error("x")
    with terminal.progress(3) as progress:
        progress.reading("conv1")
        progress.done(1)
    assert not terminal.is_tty


def test_a_mean_that_rounds_to_zero_has_no_sign(tmp_path: Path) -> None:
    for side, text in (("left", "-0.0\n-0.0\n"), ("right", "-0.0001\n-0.0001\n")):
        (tmp_path / side).mkdir()
        (tmp_path / side / "conv_output0_1_1_2_caffe.float").write_text(text)
    text = printed(compare(Request(tmp_path / "left", (tmp_path / "right",))), 200)
    assert "(0.000,0.000)(0.000,0.000)" in text
