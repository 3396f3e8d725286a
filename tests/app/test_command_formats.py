"""What is said of a run whose hex was read in another format than its own: that, and first."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pytest

from app.command_line import main

NAMES = [f"l{at}" for at in range(6)]
PROTOTXT = 'input: "l0" input_shape { dim: 1 dim: 4 dim: 8 dim: 8 }\n' + "".join(
    f'layer {{ name: "l{at}" type: "Convolution" bottom: "l{at - 1}" top: "l{at}" }}\n'
    for at in range(1, 6)
)
Capture = pytest.CaptureFixture[str]


def run_of(folder: Path, faults: Mapping[str, float]) -> str:
    """Six blobs in 20.12 hex, each times its fault."""
    folder.mkdir()
    random = np.random.default_rng(3)
    for name in NAMES:
        codes = np.round(random.normal(size=256) * faults.get(name, 1.0) * 4096).astype(int)
        path = folder / f"{name}_output0_4_8_8_quant.linear.hex"
        path.write_text("".join(f"{code & 0xFFFFFFFF:08x}\n" for code in codes))
    return str(folder)


@pytest.fixture
def runs(tmp_path: Path) -> list[str]:
    """What is compared: a float run, with its network."""
    (tmp_path / "left").mkdir()
    random = np.random.default_rng(3)
    for name in NAMES:
        path = tmp_path / "left" / f"{name}_output0_4_8_8_caffe.linear.float"
        path.write_text("".join(f"{value:.9e}\n" for value in random.normal(size=256)))
    net = tmp_path / "net.prototxt"
    net.write_text(PROTOTXT)
    return ["compare", "--prototxt", str(net), str(tmp_path / "left")]


def test_the_format_comes_first_and_not_what_comes_of_it(
    runs: list[str], tmp_path: Path, capsys: Capture
) -> None:
    right, page = run_of(tmp_path / "r", {"l2": -1.0, "l3": 1.3}), tmp_path / "page.html"
    assert main([*runs, right, "--hex-format", "16.16", "--html", str(page)]) == 1
    text = capsys.readouterr().out
    assert text.count("was read as 16.16 and fits 20.12") == 1
    assert text.index("was read as 16.16") < text.index("Lowest cosine")
    for effect in ("compare the scales", "constant gain (", "times the left ones", "Look at"):
        assert effect not in text
    said = page.read_text(encoding="utf-8")
    verdict = said.split('<p class="verdict">')[1].split("</p>")[0]
    assert verdict.startswith("The hex of the right run was read as 16.16 and fits 20.12")
    first = said[said.index("id='findings'") :].split("<li>")[1]
    assert first.startswith("The hex of the right run was read as 16.16")
    # Read in its own format it has notes of its own, and a layer to look at.
    main([*runs, right])
    text = capsys.readouterr().out
    assert "constant gain (1)" in text
    assert "Look at l2 first" in text


def test_of_several_runs_only_the_misread_one_is_left_untold(
    runs: list[str], tmp_path: Path, capsys: Capture
) -> None:
    misread = run_of(tmp_path / "r0", dict.fromkeys(NAMES, 1 / 16))
    page = tmp_path / "page.html"
    main([*runs, misread, run_of(tmp_path / "r1", {"l3": 1.3}), "--html", str(page)])
    text = capsys.readouterr().out
    assert "power of two gain (" not in text
    assert "constant gain (1)" in text
    assert re.search(r"^  l3 \[2\]: The right values are 1\.3 times", text, re.MULTILINE)
    assert text.index("In right [1]: The hex of the right run") < text.index("constant gain (1)")
    assert "Look at l3 [2] first: it is good by its cosine, and yet not right." in text
    assert "Look at" in page.read_text(encoding="utf-8")
