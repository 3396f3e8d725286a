"""JSON, CSV and the pairs file."""

from __future__ import annotations

import csv
import io
import json
import math
import os
from pathlib import Path

import pytest

from core.comparison.engine import compare
from core.comparison.model import Comparison, ManualPair, Request
from core.errors import CosightError
from core.report.csv_report import COLUMNS, save_csv, write_csv
from core.report.json_report import comparison_as_dict, save_json, write_json
from core.report.pairs_file import read_pairs, write_pairs

FILES = {
    "good": ("1\n2\n3\n4\n", "1\n2\n3\n4\n"),
    "zero": ("0\n0\n0\n0\n", "1\n0\n0\n0\n"),
    "odd": ("1\nnan\n3\ninf\n", "1\n2\n3\n4\n"),
    "short": ("1\n2\n3\n4\n", "1\n2\n"),
    "空": ("", "1\n2\n3\n4\n"),
}


@pytest.fixture
def comparison(tmp_path: Path) -> Comparison:
    left, right = tmp_path / "left", tmp_path / "right"
    left.mkdir()
    right.mkdir()
    for name, (mine, theirs) in FILES.items():
        (left / f"{name}_output0_1_2_2_caffe.float").write_text(mine)
        (right / f"{name}_output0_1_2_2_quant.float").write_text(theirs)
    (left / "mine_output0_caffe.float").write_text("1\n")
    (right / "theirs,too_output0_quant.float").write_text("1\n")
    return compare(Request(left, (right,)))


def by_layer(report: dict[str, object]) -> dict[str, dict[str, object]]:
    return {pair["layer"]: pair for pair in report["pairs"]}  # type: ignore[attr-defined]


def test_json_holds_the_contract(comparison: Comparison) -> None:
    stream = io.StringIO()
    write_json(comparison, stream)
    text = stream.getvalue()
    assert text.isascii()
    report = json.loads(text, parse_constant=pytest.fail)
    assert report["schema"] == 1
    assert report["left"] == str(comparison.plan.request.left)
    assert report["rights"] == [str(comparison.plan.request.rights[0])]
    assert report["summary"] == {
        "pairs": 5,
        "good": 1,
        "warn": 0,
        "bad": 1,
        "broken": 3,
        "unmatched_left": 1,
        "unmatched_right": 1,
        "first_bad_layer": None,
    }
    assert report["unmatched"] == {
        "left": ["mine_output0_caffe.float"],
        "rights": [["theirs,too_output0_quant.float"]],
    }
    pairs = by_layer(report)
    good = pairs["good"]
    assert good["left_file"] == "good_output0_1_2_2_caffe.float"
    assert good["right_file"] == "good_output0_1_2_2_quant.float"
    assert (good["rule"], good["severity"], good["problem"]) == ("name", "good", None)
    assert (good["elements"], good["shape"], good["right_index"]) == (4, [1, 2, 2], 0)
    metrics = good["metrics"]
    assert metrics["cosine_similarity"] == pytest.approx(1.0)
    assert metrics["left_std"] == pytest.approx(math.sqrt(1.25))
    assert metrics["sqnr_db"] is None  # +inf
    assert pairs["zero"]["metrics"]["relative_euclidean_distance"] is None
    assert {layer: pair["problem"] for layer, pair in pairs.items() if pair["problem"]} == {
        "odd": "non_finite",
        "short": "length_mismatch",
        "空": "unreadable",
    }
    assert pairs["odd"]["non_finite"]["left"] == {"nan": 1, "inf": 1, "first_index": 1}
    assert pairs["odd"]["non_finite"]["right"]["first_index"] is None
    assert pairs["short"]["metrics"]["cosine_similarity"] is None
    assert set(pairs["short"]["metrics"]) == set(metrics)
    assert all(isinstance(pair["findings"], list) for pair in pairs.values())


def test_json_file_is_the_same(comparison: Comparison, tmp_path: Path) -> None:
    path = tmp_path / "report.json"
    save_json(comparison, path)
    assert json.loads(path.read_text()) == comparison_as_dict(comparison)
    assert list(tmp_path.glob(".*")) == []


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def test_csv_has_the_vendors_columns_first(comparison: Comparison) -> None:
    stream = io.StringIO(newline="")
    write_csv(comparison, stream)
    assert COLUMNS[:7] == (
        "Index",
        "CompareFile1",
        "CompareFile2",
        "CosineSimilarity",
        "MaxAbsoluteError",
        "RelativeEuclideanDistance",
        "StandardDeviation",
    )
    found = rows(stream.getvalue())
    assert [row["Index"] for row in found] == [str(number) for number in range(1, 8)]
    table = {row["Layer"]: row for row in found if row["Layer"]}
    assert table["good"]["StandardDeviation"] == "(2.500,1.118)(2.500,1.118)"
    assert float(table["good"]["CosineSimilarity"]) == pytest.approx(1.0)
    assert table["zero"]["RelativeEuclideanDistance"] == "inf"
    assert table["short"]["CosineSimilarity"] == ""
    assert table["short"]["StandardDeviation"] == ""
    assert table["short"]["Problem"] == "length_mismatch"
    left, right = found[-2:]
    assert (left["CompareFile1"], left["CompareFile2"]) == ("mine_output0_caffe.float", "")
    assert (right["CompareFile1"], right["CompareFile2"]) == ("", "theirs,too_output0_quant.float")
    assert left["Message"]
    folder = str(comparison.plan.request.rights[0])
    assert (left["RightRun"], left["RightFolder"]) == ("", "")
    assert (right["RightRun"], right["RightFolder"]) == ("0", folder)
    assert table["good"]["RightFolder"] == folder


def test_csv_file_tells_excel_its_encoding(comparison: Comparison, tmp_path: Path) -> None:
    path = tmp_path / "report.csv"
    save_csv(comparison, path)
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbfIndex,")
    assert content.count(b"\r\n") == content.count(b"\n") == 8
    assert "空" in content.decode("utf-8-sig")


def test_a_report_replaces_the_old_one_whole(
    comparison: Comparison, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "report.csv"
    path.write_text("old")

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "replace", full)
    with pytest.raises(CosightError, match=r"report\.csv cannot be written \(No space"):
        save_csv(comparison, path)
    assert path.read_text() == "old"
    assert [one.name for one in tmp_path.iterdir() if one.is_file()] == ["report.csv"]


def test_a_report_without_a_folder_is_refused(comparison: Comparison, tmp_path: Path) -> None:
    with pytest.raises(CosightError, match="cannot be written"):
        save_json(comparison, tmp_path / "nowhere" / "report.json")
    with pytest.raises(CosightError, match="cannot be written"):
        save_json(comparison, tmp_path)


@pytest.mark.skipif(os.name != "posix", reason="needs /dev/null")
def test_a_device_is_written_to_and_stays_one(comparison: Comparison) -> None:
    save_json(comparison, Path(os.devnull))
    assert Path(os.devnull).is_char_device()


# --- pairs

PAIRS = (ManualPair("a.hex", "空.float"), ManualPair("b.hex", "c.float", 2))


def test_pairs_come_back(tmp_path: Path) -> None:
    path = tmp_path / "pairs.json"
    write_pairs(PAIRS, path)
    assert json.loads(path.read_text())["schema"] == 1
    assert read_pairs(path) == PAIRS


@pytest.mark.parametrize(
    "text",
    [
        '{"pairs": [{"left": "a.hex", "right": "空.float"}, '
        '{"left": "b.hex", "right": "c.float", "right_index": 2, "note": "more"}]}',
        '[["a.hex", "空.float"], ["b.hex", "c.float", 2]]',
        '\ufeff[["a.hex", "空.float"], {"left": "b.hex", "right": "c.float", "right_index": 2}]',
    ],
)
def test_pairs_written_by_hand(tmp_path: Path, text: str) -> None:
    path = tmp_path / "pairs.json"
    path.write_text(text, encoding="utf-8")
    assert read_pairs(path) == PAIRS


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (b"", "line 1: expected JSON"),
        (b'{\n"pairs": [\n}', "line 3: expected JSON"),
        (b"\xff\xfe\x00", "no JSON text"),
        (b"3", "holds no pairs"),
        (b"{}", "holds no pairs"),
        (b'{"schema": 2, "pairs": []}', "schema 2"),
        (b'[["a", "b"], ["a"]]', "pair 2"),
        (b'[["a", 5]]', "pair 1"),
        (b'[["a", ""]]', "pair 1"),
        (b'[["a", "b", -1]]', "pair 1"),
        (b'[["a", "b", true]]', "pair 1"),
        (b'["ab"]', "pair 1"),
        (b"[" * 100_000, "pairs"),
    ],
)
def test_pairs_that_are_none(tmp_path: Path, content: bytes, message: str) -> None:
    path = tmp_path / "pairs.json"
    path.write_bytes(content)
    with pytest.raises(CosightError, match=message) as caught:
        read_pairs(path)
    assert str(path) in str(caught.value)
    assert "\n" not in str(caught.value)


def test_pairs_that_are_not_there(tmp_path: Path) -> None:
    with pytest.raises(CosightError, match="cannot be read"):
        read_pairs(tmp_path / "pairs.json")


def test_what_rounds_to_zero_has_no_sign(tmp_path: Path) -> None:
    left, right = tmp_path / "left", tmp_path / "right"
    for folder, text in ((left, "-0.0\n-0.0\n-0.0\n"), (right, "-0.0001\n-0.0001\n-0.0001\n")):
        folder.mkdir()
        (folder / "conv_output0_1_1_3_caffe.float").write_text(text)
    stream = io.StringIO(newline="")
    write_csv(compare(Request(left, (right,))), stream)
    (row,) = rows(stream.getvalue())
    assert "(0.000,0.000)(0.000,0.000)" in row.values()
    assert not any(value.startswith(("-0", "(-0")) for value in row.values())


# --- the added error

CHAIN = """
layer { name: "data" type: "Input" top: "data" }
layer { name: "a" type: "Convolution" bottom: "data" top: "a" }
layer { name: "b" type: "Convolution" bottom: "a" top: "b" }
"""


def chain(tmp_path: Path, prototxt: bool) -> Comparison:
    """``a`` is off by 0.3 of its signal, ``b`` by 0.5; ``alone`` is no layer of the net."""
    left, right = tmp_path / "left", tmp_path / "right"
    for folder in (left, right):
        folder.mkdir()
    for name, off in (("a", 0.3), ("b", 0.5), ("alone", 0.2)):
        (left / f"{name}_output0_1_1_2_caffe.float").write_text("3\n4\n")
        theirs = f"{3 * (1 + off):g}\n{4 * (1 + off):g}\n"
        (right / f"{name}_output0_1_1_2_quant.float").write_text(theirs)
    (tmp_path / "deploy.prototxt").write_text(CHAIN)
    network = tmp_path / "deploy.prototxt" if prototxt else None
    return compare(Request(left, (right,), prototxt=network))


def test_csv_and_json_hold_what_each_layer_adds(tmp_path: Path) -> None:
    """√(0.5² − 0.3²) = 0.4 is what b adds; of what no net places it is not known."""
    made = chain(tmp_path, prototxt=True)
    stream = io.StringIO(newline="")
    write_csv(made, stream)
    assert COLUMNS[-3:] == ("Message", "RightFolder", "AddedError")
    table = {row["Layer"]: row["AddedError"] for row in rows(stream.getvalue())}
    assert float(table["a"]) == pytest.approx(0.3, abs=1e-6)
    assert float(table["b"]) == pytest.approx(0.4, abs=1e-6)
    assert table["alone"] == ""
    pairs = by_layer(comparison_as_dict(made))
    assert pairs["a"]["added_error"] == pytest.approx(0.3, abs=1e-6)
    assert pairs["b"]["added_error"] == pytest.approx(0.4, abs=1e-6)
    assert pairs["alone"]["added_error"] is None


def test_without_a_network_no_added_error_is_known(tmp_path: Path) -> None:
    made = chain(tmp_path, prototxt=False)
    stream = io.StringIO(newline="")
    write_csv(made, stream)
    assert [row["AddedError"] for row in rows(stream.getvalue())] == ["", "", ""]
    assert {pair["added_error"] for pair in by_layer(comparison_as_dict(made)).values()} == {None}


def test_every_csv_row_has_all_columns(comparison: Comparison) -> None:
    stream = io.StringIO(newline="")
    write_csv(comparison, stream)
    lengths = {len(row) for row in csv.reader(io.StringIO(stream.getvalue()))}
    assert lengths == {len(COLUMNS)}
