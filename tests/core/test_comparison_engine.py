"""Reading and measuring pairs of real files: broken ones, cancelling, order, the summary."""

from __future__ import annotations

import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from comparison_samples import caffe, network, node, plan, quant

from core.comparison.engine import compare, finish, measure_pairs, read_pair
from core.comparison.matching import make_plan, plan_runs
from core.comparison.measuring import sides
from core.comparison.metrics import measure
from core.comparison.model import (
    Metrics,
    NonFinite,
    PairResult,
    Plan,
    Problem,
    Request,
    Severity,
)
from core.comparison.severity import length_sentence, severity_of
from core.comparison.summary import first_bad_layer
from core.dumps.folder import scan_folder
from core.dumps.model import Kind
from core.dumps.reader import Cancelled
from core.network.model import Network


def write_float(folder: Path, name: str, values: object) -> None:
    folder.mkdir(exist_ok=True)
    text = "".join(f"{value!r}\n" for value in np.asarray(values, float).tolist())
    (folder / name).write_text(text)


def write_hex(folder: Path, name: str, values: object) -> None:
    folder.mkdir(exist_ok=True)
    numbers = np.round(np.asarray(values, float) * 4096).astype(int).tolist()
    (folder / name).write_text("".join(f"{number & 0xFFFFFFFF:08x}\n" for number in numbers))


@pytest.fixture
def folders(tmp_path: Path) -> tuple[Path, Path]:
    left, right = tmp_path / "left", tmp_path / "right"
    left.mkdir()
    right.mkdir()
    return left, right


def only_result(left: Path, right: Path, **request: object) -> PairResult:
    comparison = compare(Request(left, (right,), **request))  # type: ignore[arg-type]
    (result,) = comparison.results
    return result


def pair_of(folders: tuple[Path, Path], left: object, right: object, dims: str = "") -> PairResult:
    write_float(folders[0], f"conv_output0{dims}_caffe.linear.float", left)
    write_float(folders[1], f"conv_output0{dims}_quant.linear.float", right)
    return only_result(*folders)


# --- severity


@pytest.mark.parametrize(
    ("cosine", "severity"),
    [
        (1.0, Severity.GOOD),
        (0.99, Severity.GOOD),
        (np.nextafter(0.99, 0), Severity.WARN),
        (np.nextafter(0.95, 1), Severity.WARN),
        (0.95, Severity.BAD),
        (-1.0, Severity.BAD),
        (float("nan"), Severity.BROKEN),
    ],
)
def test_severity_from_cosine(cosine: float, severity: Severity) -> None:
    metrics = Metrics(float(cosine), *[0.0] * 10, max_error_index=0)
    assert severity_of(metrics, None) is severity
    assert severity_of(metrics, Problem.NON_FINITE) is Severity.BROKEN


def test_hints_for_lengths() -> None:
    assert "batch of 3" in length_sentence(300, 100)
    assert "batch of 3" in length_sentence(100, 300)
    assert "ceil" in length_sentence(4 * 6 * 6, 4 * 5 * 5, [(4, 5, 5)])
    assert "ceil" in length_sentence(4 * 6 * 6, 4 * 5 * 5, [(4, 6, 6)])
    assert "ceil" not in length_sentence(4, 16, [(4, 1, 1)])
    plain = length_sentence(100, 77, [(4, 5, 5)])
    assert "100" in plain
    assert "77" in plain
    assert "ceil" not in plain
    assert "batch" not in plain


# --- one pair


def test_a_pair_is_measured(folders: tuple[Path, Path]) -> None:
    write_float(folders[0], "conv_output0_1_2_2_caffe.linear.float", [1, 2, 3, 4])
    write_hex(folders[1], "conv_output0_1_2_2_quant.linear.hex", [1, 2, 3, 4.5])
    result = only_result(*folders)
    assert result.severity is Severity.GOOD
    assert result.problem is None
    assert result.metrics is not None
    assert result.metrics.max_absolute_error == 0.5
    assert result.metrics.max_error_index == 3
    assert (result.elements, result.shape, result.message) == (4, (1, 2, 2), "")


def test_lengths_differ(folders: tuple[Path, Path]) -> None:
    result = pair_of(folders, range(8), range(4), "_1_2_2")
    assert result.problem is Problem.LENGTH_MISMATCH
    assert result.severity is Severity.BROKEN
    assert result.metrics is None
    assert (result.elements, result.left_elements, result.right_elements) == (0, 8, 4)
    assert result.shape is None
    assert "batch of 2" in result.message


def test_nan_on_one_side_is_broken_and_the_rest_is_given(folders: tuple[Path, Path]) -> None:
    result = pair_of(folders, [1, 2, 3], [1, float("nan"), 3])
    assert result.problem is Problem.NON_FINITE
    assert result.severity is Severity.BROKEN
    assert result.right_non_finite == NonFinite(1, 0, 1)
    assert result.metrics is not None
    assert result.metrics.max_absolute_error == 0
    assert result.elements == 3
    assert "index 1" in result.message


def test_nan_on_both_sides_alike_is_told_and_judged(folders: tuple[Path, Path]) -> None:
    nan, inf = float("nan"), float("inf")
    result = pair_of(folders, [1, nan, -inf, 4], [1, nan, -inf, -4])
    assert result.problem is None
    assert result.severity is Severity.BAD
    assert "index 1" in result.message


def test_opposite_infinities_are_broken(folders: tuple[Path, Path]) -> None:
    inf = float("inf")
    assert pair_of(folders, [1, inf], [1, -inf]).problem is Problem.NON_FINITE


def test_nothing_finite_cannot_be_judged(folders: tuple[Path, Path]) -> None:
    result = pair_of(folders, [float("nan")] * 3, [float("nan")] * 3)
    assert result.problem is Problem.NON_FINITE
    assert result.severity is Severity.BROKEN
    assert result.metrics is None


@pytest.mark.parametrize("content", [b"", b"\n\n", b"1.0\nrubbish\n", b"\xff\x00\x01"])
@pytest.mark.parametrize("side", [0, 1])
def test_unreadable_files_break_their_pair_only(
    folders: tuple[Path, Path], content: bytes, side: int
) -> None:
    for name in ("a", "b", "c"):
        write_float(folders[0], f"{name}_output0_2_caffe.linear.float", [1, 2])
        write_float(folders[1], f"{name}_output0_2_quant.linear.float", [1, 2])
    broken = next(folders[side].glob("b_*"))
    broken.write_bytes(content)
    comparison = compare(Request(folders[0], (folders[1],)))
    assert [result.severity.value for result in comparison.results] == ["good", "broken", "good"]
    result = comparison.results[1]
    assert result.problem is Problem.UNREADABLE
    assert broken.name in result.message
    assert (result.left_elements, result.right_elements) == ((0, 2) if side == 0 else (2, 0))


def test_a_file_that_vanished_breaks_its_pair(folders: tuple[Path, Path]) -> None:
    write_float(folders[0], "a_output0_caffe.float", [1])
    write_float(folders[1], "a_output0_quant.float", [1])
    planned = make_plan(Request(folders[0], (folders[1],)))
    planned.pairs[0].right.path.unlink()
    ((_, result),) = measure_pairs(planned)
    assert result.problem is Problem.UNREADABLE


@pytest.mark.usefixtures("read_by_python")
def test_a_bug_in_the_reader_breaks_its_pair_only(
    folders: tuple[Path, Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(sides, "open_numbers", fail)
    result = pair_of(folders, [1], [1])
    assert result.problem is Problem.UNREADABLE
    assert "conv_output0" in result.message


def test_a_name_that_does_not_fit_is_told(folders: tuple[Path, Path]) -> None:
    result = pair_of(folders, range(1, 9), range(1, 9), "_1_2_2")
    assert result.severity is Severity.GOOD
    assert result.shape is None
    assert "batch of 2" in result.message


def test_nonlinear_inputs_get_the_offset_of_their_layer(folders: tuple[Path, Path]) -> None:
    dot = network([node("add/1", id=4, data_delta=(-128, 128))])
    for folder in folders:
        for k in (0, 1):
            (folder / f"add_1_input{k}_1_1_1_quant.nonlinear.hex").write_text("00\n80\n90\n")
    request = Request(folders[0], (folders[1],), include=frozenset({Kind.INPUT}))
    planned = plan_runs(request, scan_folder(folders[0]), [scan_folder(folders[1])], None, dot)
    assert len(planned.pairs) == 2
    for pair, factor in zip(planned.pairs, (0.5, 2.0), strict=True):
        left, right = read_pair(planned, pair)
        assert left.as_float().tolist() == right.as_float().tolist()
        assert left.as_float().tolist() == pytest.approx([factor, 0.0, -2 * factor])


# --- many pairs


@pytest.fixture
def many(tmp_path: Path) -> Plan:
    left, rights = tmp_path / "left", (tmp_path / "r0", tmp_path / "r1")
    for number in range(12):
        write_float(left, f"c{number}_output0_2_caffe.float", [1, number])
        for right in rights:
            write_float(right, f"c{number}_output0_2_quant.float", [1, number])
    return make_plan(Request(left, rights))


def measuring_threads() -> list[str]:
    return [thread.name for thread in threading.enumerate() if thread.name.startswith("measure-")]


@pytest.mark.parametrize("threads", [1, 2, 5])
def test_every_pair_comes_once(many: Plan, threads: int) -> None:
    started: list[str] = []
    found = list(
        measure_pairs(many, threads=threads, on_start=lambda pair: started.append(pair.layer))
    )
    assert sorted(index for index, _ in found) == list(range(24))
    assert all(result.pair is many.pairs[index] for index, result in found)
    assert len(started) == 24
    assert measuring_threads() == []


def test_a_left_file_is_read_once_for_all_right_runs(
    many: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: list[Path] = []
    original = sides.open_numbers

    def spy(path: Path, *rest: object) -> object:
        read.append(path)
        return original(path, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(sides, "open_numbers", spy)
    list(measure_pairs(many))
    lefts = [path for path in read if path.parent == many.left.folder]
    assert sorted(lefts) == sorted(dump.path for dump in many.left.dumps)
    assert len(read) - len(lefts) == len(many.pairs)


def test_memory_used_again_changes_no_result(tmp_path: Path) -> None:
    """Long and short, decimal and hex in turn, and one left side for two right ones."""
    random = np.random.default_rng(7)
    left, rights = tmp_path / "left", (tmp_path / "r0", tmp_path / "r1")
    for number, length in enumerate((700, 3, 90_000, 41, 90_001, 1)):
        values = random.normal(size=length)
        write_float(left, f"c{number}_output0_{length}_caffe.float", values)
        for right in rights:
            noisy = values + random.normal(size=length) / 50
            if number % 2:
                write_float(right, f"c{number}_output0_{length}_quant.float", noisy)
            else:
                write_hex(right, f"c{number}_output0_{length}_quant.linear.hex", noisy)
    (rights[0] / "c3_output0_41_quant.float").write_text("1\nno number\n")
    planned = make_plan(Request(left, rights))
    found = dict(measure_pairs(planned, threads=1))
    assert len(found) == 12
    for index, pair in enumerate(planned.pairs):
        if pair.right.path.parent == rights[0] and pair.layer == "c3":
            assert found[index].problem is Problem.UNREADABLE
        else:
            assert found[index].metrics == measure(*read_pair(planned, pair)).metrics


def test_a_pair_that_is_read_keeps_its_numbers(many: Plan) -> None:
    first = read_pair(many, many.pairs[0])
    kept = [side.as_float() for side in first]
    other = read_pair(many, many.pairs[-1])
    list(measure_pairs(many))
    for side, before in zip(first, kept, strict=True):
        assert np.array_equal(side.as_float(), before)
        assert not any(np.shares_memory(side.numbers, another.numbers) for another in other)


_AT_ONCE = """
import sys
from pathlib import Path
from core.comparison.engine import read_pair
from core.comparison.matching import make_plan
from core.comparison.model import Request
plan = make_plan(Request(Path(sys.argv[1]), (Path(sys.argv[2]),)))
print(*map(len, read_pair(plan, plan.pairs[0])))
"""


def test_both_sides_may_be_the_first_thing_that_is_read(tmp_path: Path) -> None:
    # Each of two threads loads a kernel then, and with it the same large libraries.
    write_float(tmp_path / "a", caffe("conv", (1, 1, 3)).file_name, [1, 2, 3])
    write_hex(tmp_path / "b", quant("conv", (1, 1, 3)).file_name, [1, 2, 3])
    done = subprocess.run(
        [sys.executable, "-c", _AT_ONCE, str(tmp_path / "a"), str(tmp_path / "b")],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "3 3\n"), done.stderr


def test_closing_early_leaves_no_threads(many: Plan) -> None:
    results = measure_pairs(many, threads=3)
    next(results)
    results.close()  # type: ignore[attr-defined]
    assert measuring_threads() == []


def test_cancelling_ends_the_iteration(many: Plan) -> None:
    flag = threading.Event()
    found = []
    for index, _ in measure_pairs(many, cancelled=flag.is_set):
        found.append(index)
        flag.set()
    assert len(found) == 1
    assert measuring_threads() == []


@pytest.mark.usefixtures("read_by_python")
def test_cancelling_reaches_a_file_that_is_being_read(
    many: Plan, monkeypatch: pytest.MonkeyPatch
) -> None:
    reading, flag = threading.Event(), threading.Event()

    def endless(*arguments: object, **_: object) -> None:
        reading.set()
        cancelled: Callable[[], bool] = arguments[4]  # type: ignore[assignment]
        while not cancelled():
            reading.wait(0.01)
        raise Cancelled

    monkeypatch.setattr(sides, "open_numbers", endless)
    waiter = threading.Thread(target=lambda: (reading.wait(), flag.set()))
    waiter.start()
    assert list(measure_pairs(many, cancelled=flag.is_set)) == []
    waiter.join()
    assert measuring_threads() == []


def test_an_error_in_a_callback_reaches_the_caller(many: Plan) -> None:
    def fail(_: object) -> None:
        raise LookupError("mine")

    with pytest.raises(LookupError, match="mine"):
        list(measure_pairs(many, on_start=fail))
    assert measuring_threads() == []


def test_nothing_to_measure() -> None:
    assert list(measure_pairs(plan([], []))) == []


def test_a_cancelled_comparison_holds_what_was_done(many: Plan) -> None:
    results = dict(measure_pairs(many))
    comparison = finish(many, {index: results[index] for index in (7, 3)})
    assert [result.pair for result in comparison.results] == [many.pairs[3], many.pairs[7]]
    assert comparison.summary.pairs == comparison.summary.good == 2


def test_results_are_heard_of_as_they_come(many: Plan) -> None:
    heard: list[int] = []
    compare(many.request, on_result=lambda index, _result, _plan: heard.append(index))
    assert sorted(heard) == list(range(24))


# --- summary


def judged(net: Network | None, severities: dict[str, Severity]) -> str | None:
    names = list(severities)
    planned = plan([caffe(name) for name in names], [quant(name) for name in names], prototxt=net)
    results = [PairResult(pair, severities[pair.layer], None, 0, 0, 0) for pair in planned.pairs]
    return first_bad_layer(net, results)


G, W, B, X = Severity.GOOD, Severity.WARN, Severity.BAD, Severity.BROKEN
DIAMOND = network(
    [node(name) for name in ("data", "left", "right", "join", "end")],
    [("data", "left"), ("data", "right"), ("left", "join"), ("right", "join"), ("join", "end")],
)


@pytest.mark.parametrize(
    ("severities", "first"),
    [
        ({"data": G, "left": G, "right": W, "join": B, "end": B}, "join"),
        ({"data": G, "left": G, "right": X, "join": B, "end": B}, "right"),
        ({"data": G, "left": B, "right": B, "join": G, "end": B}, "left"),
        ({"data": G, "left": G, "right": G, "join": G, "end": W}, None),
        # A node without a pair is looked through.
        ({"right": B, "end": B}, "right"),
        ({"data": B, "end": B}, "data"),
        ({"left": W, "end": B}, "end"),
        # In order, and those outside the network after it.
        ({"elsewhere": B, "end": G}, "elsewhere"),
        ({"elsewhere": B, "end": B}, "end"),
    ],
)
def test_first_bad_layer(severities: dict[str, Severity], first: str | None) -> None:
    assert judged(DIAMOND, severities) == first


def test_first_bad_layer_needs_a_network() -> None:
    assert judged(None, {"a": B}) is None


def test_loops_in_a_network_end() -> None:
    loop = network([node("a"), node("b"), node("c")], [("a", "b"), ("b", "a"), ("b", "c")])
    assert judged(loop, {"c": B}) == "c"


def test_each_right_run_is_judged_on_its_own() -> None:
    net = network([node("a"), node("b")])
    planned = plan(
        [caffe("a"), caffe("b")], [quant("a"), quant("b")], [quant("a"), quant("b")], prototxt=net
    )
    severity = {("a", 0): B, ("a", 1): G, ("b", 0): B, ("b", 1): B}
    results = [
        PairResult(pair, severity[pair.layer, pair.right_index], None, 0, 0, 0)
        for pair in planned.pairs
    ]
    assert first_bad_layer(net, results) == "a"
    assert first_bad_layer(net, [one for one in results if one.pair.right_index == 1]) == "b"


def test_ids_of_another_numbering_are_told(tmp_path: Path) -> None:
    left, right = tmp_path / "left", tmp_path / "right"
    for number in range(3):
        write_float(left, f"conv{number}_output0_caffe.float", range(number + 1))
        write_hex(right, f"seg0_layer{number + 1}_output0_inst.linear.hex", range(number + 1))
    shifted = network([node(f"conv{number}", id=(number + 1) % 3 + 1) for number in range(3)])
    planned = plan_runs(
        Request(left, (right,)), scan_folder(left), [scan_folder(right)], None, shifted
    )
    comparison = finish(planned, dict(measure_pairs(planned)))
    assert comparison.summary.broken == 3
    assert "dot_mismatch" in [finding.code for finding in comparison.plan.findings]
