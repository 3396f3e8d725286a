"""Large run pairs hold numbers in the notation asked for, and an error that grows."""

from __future__ import annotations

import numpy as np
import pytest

from resources.sample.run_pair import NOISE_LEVELS, write_run_pair
from resources.sample.writing import LineTable, Notation


def numbers(path):
    if path.name.endswith(".hex"):
        words = np.array([int(word, 16) for word in path.read_text().split()], dtype=np.uint32)
        return words.astype(np.int32) / 4096
    return np.array([float(word) for word in path.read_text().split()])


@pytest.mark.parametrize("notation", list(Notation))
@pytest.mark.parametrize("line_ending", ["\n", "\r\n"])
def test_every_notation_reads_back_as_the_same_values(tmp_path, notation, line_ending):
    sizes = {"layers": 4, "elements_per_layer": 600}
    pair = write_run_pair(tmp_path / "a", left=notation, line_ending=line_ending, **sizes)
    plain = write_run_pair(tmp_path / "b", left=Notation.SCIENTIFIC, **sizes)
    for ours, expected in zip(
        sorted(pair.left.iterdir()), sorted(plain.left.iterdir()), strict=True
    ):
        content = ours.read_bytes()
        assert content.count(line_ending.encode()) == 600
        assert content.count(b"\n") == 600
        np.testing.assert_allclose(numbers(ours), numbers(expected), rtol=1e-5, atol=1 / 4096)


def test_the_error_grows_along_the_network(tmp_path):
    pair = write_run_pair(tmp_path, layers=8, elements_per_layer=20_000)
    cosines = []
    for number in range(8):
        name = "data" if number == 0 else f"conv{number}"
        (left,) = pair.left.glob(f"{name}_output0_*")
        (right,) = pair.right.glob(f"{name}_output0_*")
        a, b = numbers(left), numbers(right)
        cosines.append(a @ b / np.sqrt((a @ a) * (b @ b)))
    expected = [1 / np.sqrt(1 + level * level) for level in NOISE_LEVELS for _ in range(2)]
    np.testing.assert_allclose(cosines, expected, atol=0.005)


def test_shape_in_the_name_fits_the_count(tmp_path):
    for count in (1, 7, 4096, 600):
        pair = write_run_pair(tmp_path / str(count), layers=1, elements_per_layer=count)
        assert np.prod(pair.shape) == count
        (dump,) = pair.left.iterdir()
        assert "_".join(map(str, pair.shape)) in dump.name
        assert len(numbers(dump)) == count


def test_an_empty_run_is_refused(tmp_path):
    with pytest.raises(ValueError, match="at least one"):
        write_run_pair(tmp_path, layers=0, elements_per_layer=5)


def test_lines_are_written_in_the_order_asked_for(tmp_path):
    path = tmp_path / "lines"
    with path.open("wb") as stream:
        LineTable([b"a\n", b"long line\n"]).write(stream, np.array([1, 0, 0, 1]))
    assert path.read_bytes() == b"long line\na\na\nlong line\n"
