"""Files of real projects, when they lie beside this one."""

from __future__ import annotations

import re
from pathlib import Path

import numpy as np
import pytest
from dumps_reading import REAL_DATA

from core.dumps.folder import scan_folder
from core.dumps.formats import FixedPoint
from core.dumps.model import Encoding
from core.dumps.reader import read_dump
from core.errors import CosightError

pytestmark = pytest.mark.skipif(not REAL_DATA.is_dir(), reason="no shared data beside the project")
FORMAT = FixedPoint()


@pytest.mark.parametrize(
    "folder",
    ["sfd/mapper_quant", "sfd/mapper_param", "retinaface/caffe", "retinaface/mapper_quant_8bit",
     "retinaface/inst_8bit"],
)  # fmt: skip
def test_every_file_holds_as_many_values_as_tokens(folder: str) -> None:
    run = scan_folder(REAL_DATA / folder)
    assert run.dumps
    assert run.other_files == ()
    for dump in run.dumps:
        try:
            values = read_dump(dump.path, dump.name, FORMAT, data_delta=-200)
        except CosightError as error:
            # two weights of the real project lie there without their decoded copy
            assert dump.name.encoding is Encoding.WEIGHT
            assert "-anti.float" in str(error)  # noqa: PT017
            assert not dump.path.with_name(f"{dump.name.layer}_weight-anti.float").exists()
            continue
        assert len(values) == len(dump.path.read_bytes().split()), dump.path.name


def test_caffe_floats_equal_numpy() -> None:
    for dump in scan_folder(REAL_DATA / "retinaface" / "caffe").dumps[::12]:
        numbers = read_dump(dump.path, dump.name, FORMAT).numbers
        expected = np.array(dump.path.read_text().split(), np.float64)
        np.testing.assert_array_equal(numbers.view(np.uint32), expected.view(np.uint32))


def test_mapper_hex_equals_python() -> None:
    for dump in scan_folder(REAL_DATA / "sfd" / "mapper_quant").dumps:
        if dump.name.encoding not in (Encoding.FIXED, Encoding.INTEGER):
            continue
        values = read_dump(dump.path, dump.name, FORMAT)
        tokens = dump.path.read_text().split()
        codes = np.array([int(token, 16) for token in tokens], np.uint32)
        np.testing.assert_array_equal(values.numbers.view(np.uint32), codes)


def data_deltas(dot: Path) -> dict[str, list[int]]:
    found = re.findall(r'label="(\S+?)\\n[^"]*data_delta: ?([-\d, ()]+)', dot.read_text())
    return {
        name.replace("/", "_"): [int(delta) for delta in re.findall(r"-?\d+", text)]
        for name, text in found
    }


def test_decoded_copies_confirm_the_logarithmic_codes() -> None:
    deltas = data_deltas(REAL_DATA / "sfd" / "cnn_net_tree.dot")
    run = scan_folder(REAL_DATA / "sfd" / "mapper_quant")
    by_name = {dump.name.file_name: dump for dump in run.dumps}
    pairs = 0
    for name, decoded in by_name.items():
        if decoded.name.source != "anti_quant":
            continue
        coded = by_name[name.replace("_anti_quant.float", "_quant.nonlinear.hex")]
        delta = deltas[coded.name.layer][coded.name.index]
        numbers = read_dump(coded.path, coded.name, FORMAT, delta).numbers
        expected = np.array(decoded.path.read_text().split(), np.float64)
        np.testing.assert_allclose(numbers, expected, rtol=6e-6, atol=0)
        pairs += 1
    assert pairs == 16


def test_decoded_copies_confirm_the_logarithmic_weights() -> None:
    run = scan_folder(REAL_DATA / "sfd" / "mapper_quant")
    pairs = 0
    for dump in run.dumps:
        anti = dump.path.with_name(f"{dump.name.layer}_weight-anti.float")
        if dump.name.encoding is Encoding.WEIGHT and anti.exists():
            numbers = read_dump(dump.path, dump.name, FORMAT).numbers
            expected = np.array(anti.read_text().split(), np.float64)
            np.testing.assert_allclose(numbers, expected, rtol=6e-6, atol=0)
            pairs += 1
    assert pairs > 30
