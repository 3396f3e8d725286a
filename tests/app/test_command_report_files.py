"""``compare``: no report is ever written over what is compared."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from command_runs import GOOD, PROTOTXT, float_dump, hex_dump, only_line, two_runs

from app.command_line import main
from core.errors import CosightError

LEFT_DUMP = "conv1_output0_1_2_2_caffe.linear.float"
RIGHT_DUMP = "conv1_output0_1_2_2_quant.linear.hex"


def contents(folder: Path) -> dict[str, bytes]:
    """Every file below ``folder``, links followed."""
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


@pytest.fixture
def runs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Two runs and a second right one, in the current folder; nothing may be measured."""
    two_runs(tmp_path)
    hex_dump(tmp_path / "quant2", "conv1", GOOD)
    (tmp_path / "deploy.prototxt").write_text(PROTOTXT)
    (tmp_path / "net.dot").write_text('digraph n {\ndata [label="data\\n id: 0"];\n}\n')
    (tmp_path / "pairs.json").write_text("[]")
    monkeypatch.chdir(tmp_path)

    def measured(*_: object, **__: object) -> None:
        raise AssertionError("something was measured")

    monkeypatch.setattr("core.comparison.engine.measure_pairs", measured)
    return tmp_path


@pytest.mark.parametrize("option", ["--json", "--csv", "--html"])
@pytest.mark.parametrize(
    ("report", "said"),
    [
        (f"quant/{RIGHT_DUMP}", "a dump in quant"),
        (f"caffe/{LEFT_DUMP}", "a dump in caffe"),
        (f"quant2/{RIGHT_DUMP}", "a dump in quant2"),
        (f"caffe/../quant/./{RIGHT_DUMP}", "a dump in quant"),
        ("quant/conv1_weight.hex", "a dump in quant"),  # not compared by default
        ("deploy.prototxt", "--prototxt"),
        ("net.dot", "--dot"),
        ("pairs.json", "--pairs"),
    ],
)
def test_no_report_is_written_over_the_input(
    option: str, report: str, said: str, runs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (runs / "quant" / "conv1_weight.hex").write_text("4a\n")
    before = contents(runs)
    network = ["--prototxt", "deploy.prototxt", "--dot", "net.dot", "--pairs", "pairs.json"]
    assert main(["compare", "caffe", "quant", "quant2", *network, option, report]) == 2
    output = capsys.readouterr()
    line = only_line(output.err)
    assert f"{option} {report} would write over {said}" in line
    assert output.out == ""
    assert contents(runs) == before


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
@pytest.mark.parametrize("link", [os.symlink, os.link])
@pytest.mark.parametrize(
    ("target", "said"), [(f"quant/{RIGHT_DUMP}", "a dump in quant"), ("net.dot", "--dot")]
)
def test_another_name_of_an_input_is_seen_through(
    link: object, target: str, said: str, runs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert callable(link)
    link(runs / target, runs / "report.csv")
    before = contents(runs)
    arguments = ["caffe", "quant", "--dot", "net.dot", "--csv", "report.csv"]
    assert main(["compare", *arguments]) == 2
    assert f"--csv report.csv would write over {said}" in only_line(capsys.readouterr().err)
    assert contents(runs) == before


@pytest.mark.skipif(os.name != "posix", reason="links need rights on Windows")
def test_a_dump_that_is_a_link_guards_what_it_leads_to(
    runs: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    real = float_dump(runs / "elsewhere", "conv9", GOOD)
    (runs / "caffe" / real.name).symlink_to(real)
    report = f"elsewhere/{real.name}"
    assert main(["compare", "caffe", "quant", "--json", report]) == 2
    assert "a dump in caffe" in only_line(capsys.readouterr().err)
    (runs / "caffe" / "lost.float").symlink_to(runs / "nowhere.float")
    assert main(["compare", "caffe", "quant", "--json", "caffe/lost.float"]) == 2
    assert "a dump in caffe" in only_line(capsys.readouterr().err)
    assert not (runs / "nowhere.float").exists()


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (KeyError("centred"), "a defect of Cosight itself"),
        (OSError(28, "No space left on device"), "No space left on device"),
        (MemoryError(), "not enough memory"),
        (CosightError("one.json cannot be written"), "one.json cannot be written"),
    ],
)
def test_a_report_that_fails_keeps_no_other_from_being_written(
    error: Exception,
    said: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    left, right = two_runs(tmp_path)
    monkeypatch.chdir(tmp_path)

    def fail(*_: object, **__: object) -> None:
        raise error

    monkeypatch.setattr("core.report.json_report.save_json", fail)
    monkeypatch.setattr("core.report.html_report.write_html", fail)
    reports = ("--json", "one.json", "--csv", "two.csv", "--html", "-")
    assert main(["compare", left, right, *reports]) == 2
    captured = capsys.readouterr()
    told = captured.err.splitlines()[-1]
    assert told.count(said) == 2
    assert "Traceback" not in captured.err
    assert captured.out == ""
    assert not Path("one.json").exists()
    assert len(Path("two.csv").read_text().splitlines()) == 5
    if not isinstance(error, CosightError):
        assert "--json one.json: " in told
        assert "--html -: " in told


def test_a_report_may_lie_among_the_dumps(tmp_path: Path) -> None:
    left, right = two_runs(tmp_path)
    target = Path(right) / "result.json"
    for _ in range(2):  # the second time it is there already
        assert main(["compare", left, right, "--json", str(target), "--quiet"]) == 0
        assert json.loads(target.read_bytes())["summary"]["pairs"] == 4
