"""``check``: what it says about a prototxt, in text and JSON, and its exit status."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_runs import PROTOTXT, SAMPLE, float_dump, only_line, start, two_runs

from app.command_line import main
from core.network.prototxt_advice.model import CODES

FAULTY = """\
input: "data"
input_shape { dim: 1 dim: 8 dim: 27 dim: 30 }
layer {
  name: "dw_hp"
  type: "Convolution"
  bottom: "data"
  top: "dw"
\tconvolution_param { num_output: 8 group: 8 kernel_size: 3 pad: 1 }
}
layer { name: "one" type: "Power" bottom: "dw" top: "one" power_param { shift: 1 } }
layer { name: "two" type: "Power" bottom: "one" top: "two" power_param { shift: 1 } }
"""

Capture = pytest.CaptureFixture[str]


def prototxt(folder: Path, text: str = FAULTY) -> str:
    path = folder / "net.prototxt"
    path.write_text(text, encoding="utf-8")
    return str(path)


def test_nothing_found(tmp_path: Path, capsys: Capture) -> None:
    assert main(["check", str(SAMPLE / "deploy.prototxt")]) == 0
    output = capsys.readouterr()
    lines = output.out.splitlines()
    assert lines[-1] == "60 layers, nothing found."
    assert output.err == ""
    # What was looked for is what the help lists, one fault a line.
    at = lines.index("Looked for:")
    assert main(["check", "--help"]) == 0
    told = capsys.readouterr().out
    said = [line.strip() for line in lines[at + 1 : at + 1 + len(CODES)]]
    for code in CODES:
        (words,) = (line.split(maxsplit=1)[1] for line in told.splitlines() if code in line.split())
        assert words in said
    assert lines[at + 1 + len(CODES)].startswith("What a prototxt does not hold is not judged")


def test_something_found(tmp_path: Path, capsys: Capture) -> None:
    assert main(["check", prototxt(tmp_path)]) == 1
    output = capsys.readouterr()
    lines = output.out.splitlines()
    assert [line for line in lines if line and not line.startswith(" ")][1:] == [
        "fault: hp on grouped convolution (1)",
        "risk: power shift one (2)",
        "3 layers, 3 findings.",
    ]
    assert "Looked for:" not in lines
    start = lines.index("    layer {")
    assert lines[start + 2].strip() == 'type: "DepthwiseConv"'
    assert not [line for line in lines if "\t" in line or line != line.rstrip()]
    assert output.err == ""


def test_two_faults_of_one_layer_end_in_one_text(tmp_path: Path, capsys: Capture) -> None:
    layer = 'layer { name: "p_hp" type: "Power" bottom: "dw" top: "p" power_param { shift: 1 } }\n'
    assert main(["check", prototxt(tmp_path, FAULTY + layer)]) == 1
    lines = [line.strip() for line in capsys.readouterr().out.splitlines()]
    assert lines.count("In its place:") == 4
    both = lines.index("In its place, with what is changed above:")
    mended = layer.strip().replace('"p_hp"', '"p"').replace("shift: 1 ", "shift: 1.0001 ")
    assert lines[both + 1] == mended


def test_what_could_not_be_judged_is_said(tmp_path: Path, capsys: Capture) -> None:
    text = 'input: "x" layer { name: "p" type: "Pooling" bottom: "x" top: "p" }'
    assert main(["check", prototxt(tmp_path, text)]) == 0
    assert "Not judged, because the size of their input" in capsys.readouterr().out


def test_json_on_standard_output_and_in_a_file(tmp_path: Path, capsys: Capture) -> None:
    source = prototxt(tmp_path)
    assert main(["check", source, "--json", "-"]) == 1
    told = json.loads(capsys.readouterr().out)
    target = tmp_path / "findings.json"
    assert main(["check", source, "--json", str(target), "--quiet"]) == 1
    output = capsys.readouterr()
    assert (output.out, output.err) == ("", "")
    assert json.loads(target.read_bytes()) == told
    assert (told["schema"], told["prototxt"], told["layers"]) == (1, source, 3)
    assert [one["code"] for one in told["findings"]] == [
        "hp_on_grouped_convolution",
        "power_shift_one",
        "power_shift_one",
    ]
    keys = {"code", "grade", "layers", "text", "try", "evidence", "replacement"}
    assert all(set(one) == keys for one in told["findings"])
    expected = 'layer { name: "two" type: "Power" bottom: "one" top: "two" '
    assert told["findings"][2]["replacement"] == expected + "power_param { shift: 1.0001 } }"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("layer {", '"}"'),
        ("name: 'x'", "no prototxt network"),
        ("\0\0", "binary"),
        (None, "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_used_is_one_line(
    text: str | None, said: str, tmp_path: Path, capsys: Capture
) -> None:
    path = prototxt(tmp_path, text) if text is not None else str(tmp_path / "absent.prototxt")
    assert main(["check", path]) == 2
    output = capsys.readouterr()
    assert output.out == ""
    assert said in only_line(output.err)
    assert path in output.err


@pytest.mark.parametrize(
    "arguments",
    [[], ["a", "b"], ["--nonsense", "a"], ["a", "--json"], ["a", "--json", ""], [""]],
)
def test_arguments_that_are_wrong(arguments: list[str], capsys: Capture) -> None:
    assert main(["check", *arguments]) == 2
    only_line(capsys.readouterr().err)


def test_the_prototxt_is_not_written_over(tmp_path: Path, capsys: Capture) -> None:
    source = prototxt(tmp_path)
    assert main(["check", source, "--json", source]) == 2
    assert "would write over" in only_line(capsys.readouterr().err)
    assert Path(source).read_text(encoding="utf-8") == FAULTY


def test_help_names_every_code(capsys: Capture) -> None:
    from core.network.prototxt_advice.model import CODES

    assert main(["check", "--help"]) == 0
    told = capsys.readouterr().out
    assert {word for word in told.split() if word in CODES} == CODES


def test_as_a_user_starts_it_without_a_display(tmp_path: Path) -> None:
    done = start("check", prototxt(tmp_path))
    assert (done.returncode, done.stderr) == (1, b"")
    assert done.stdout.decode("utf-8").rstrip().endswith("3 layers, 3 findings.")


# In a comparison


def test_compare_says_faults_and_where_the_rest_is_told(tmp_path: Path, capsys: Capture) -> None:
    left, right = two_runs(tmp_path)
    marked = PROTOTXT.replace('"relu1"', '"relu1_hp"')
    marked += 'layer { name: "p" type: "Power" bottom: "prob" top: "p" power_param { shift: 1 } }'
    source = prototxt(tmp_path, marked)
    assert main(["compare", left, right, "--prototxt", source]) == 0
    told = capsys.readouterr().out
    assert "relu1_hp is marked _hp" in told
    assert "shift of exactly 1.0" not in told
    assert f"check {source}" in told


def test_compare_without_faults_says_nothing_of_it(tmp_path: Path, capsys: Capture) -> None:
    left, right = two_runs(tmp_path)
    assert main(["compare", left, right, "--prototxt", prototxt(tmp_path, PROTOTXT)]) == 0
    assert " check " not in capsys.readouterr().out


def test_advice_is_no_reason_why_nothing_was_paired(tmp_path: Path, capsys: Capture) -> None:
    float_dump(tmp_path / "left", "alone", (1.0, 2.0, 3.0, 4.0))
    float_dump(tmp_path / "right", "other", (1.0, 2.0, 3.0, 4.0))
    runs = [str(tmp_path / "left"), str(tmp_path / "right")]
    assert main(["compare", *runs, "--prototxt", prototxt(tmp_path)]) == 2
    assert "_hp" not in only_line(capsys.readouterr().err)
