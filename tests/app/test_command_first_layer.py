"""What the last line of the terminal says about the layer to look at."""

from __future__ import annotations

import io
from pathlib import Path

import pytest

from app.commands.comparison_text import print_summary
from app.commands.terminal import Terminal
from core.comparison.engine import compare
from core.comparison.model import Request


@pytest.mark.parametrize(
    ("layer", "said"),
    [
        ("conv", "Look at conv first: nothing that feeds it is bad or broken."),
        ("elsewhere", "Look at elsewhere first."),
    ],
)
def test_only_a_layer_of_the_network_has_something_that_feeds_it(
    tmp_path: Path, layer: str, said: str
) -> None:
    for side, values in (("left", "1\n2\n"), ("right", "2\n-1\n")):
        (tmp_path / side).mkdir()
        (tmp_path / side / f"{layer}_output0_2_caffe.linear.float").write_text(values)
    prototxt = tmp_path / "net.prototxt"
    prototxt.write_text('layer { name: "conv" type: "Input" top: "conv" }')
    found = compare(Request(tmp_path / "left", (tmp_path / "right",), prototxt))
    stream = io.StringIO()
    print_summary(Terminal(stream), found)
    assert stream.getvalue().rstrip().splitlines()[-1] == said
