"""``compare --html``: a page on disk or on standard output, with the thresholds asked for."""

from __future__ import annotations

from pathlib import Path

import pytest
from command_runs import PROTOTXT, TURNED, only_line, start, two_runs

from app.command_line import main


def test_a_page_is_written_with_its_thresholds(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    left, right = two_runs(tmp_path, conv2=TURNED)
    (tmp_path / "deploy.prototxt").write_text(PROTOTXT)
    page = tmp_path / "report.html"
    network = ["--prototxt", str(tmp_path / "deploy.prototxt")]
    limits = ["--cosine", "0.97", "--red", "0.25"]
    assert main(["compare", left, right, *network, *limits, "--html", str(page)]) == 1
    assert "conv2" in capsys.readouterr().out
    text = page.read_text(encoding="utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert text.count('<tbody class="pair') == 4
    assert "cosine below 0.97, relative distance above 0.25" in text
    assert '<a href="#p2" class="look"><bdi>conv2</bdi></a>' in text
    assert text.count('<g class="node') == 4


def test_a_page_goes_to_standard_output_alone(tmp_path: Path) -> None:
    done = start("compare", *two_runs(tmp_path), "--html", "-", PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    text = done.stdout.decode("utf-8")
    assert text.startswith("<!DOCTYPE html>")
    assert text.endswith("</html>\n")
    assert "caffe ↔ quant" in text
    assert b"pairs" in done.stderr


def test_a_page_without_a_pair_is_written_all_the_same(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    left, _ = two_runs(tmp_path)
    (tmp_path / "empty").mkdir()
    page = tmp_path / "report.html"
    assert main(["compare", left, str(tmp_path / "empty"), "--html", str(page)]) == 2
    only_line(capsys.readouterr().err)
    assert "Not one pair" in page.read_text(encoding="utf-8")


def test_only_one_report_goes_to_standard_output(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    arguments = [*two_runs(tmp_path), "--json", "-", "--html", "-"]
    assert main(["compare", *arguments]) == 2
    assert "--html - would write over --json" in only_line(capsys.readouterr().err)
