"""The bundled sample is what the generator writes, and the generator computes what it says."""

from __future__ import annotations

import re

import numpy as np
import pytest

from resources import resource_path
from resources.sample import arithmetic
from resources.sample.arithmetic import Randomness
from resources.sample.generate import main, write_sample
from resources.sample.quantised import FAULTY_BOX, decode, encode, fitting_delta

RUNS = ("float_run", "quantised_run", "instruction_run")
DESCRIPTIONS = ("deploy.prototxt", "cnn_net_tree.dot")


def contents(folder):
    files = [path for run in RUNS for path in (folder / run).iterdir()]
    files += [folder / name for name in DESCRIPTIONS]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    return write_sample(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def cosines(written):
    """By the names both sides share, from NumPy and Python's int alone."""
    found = {}
    for path in sorted(written.float_run.iterdir()):
        layer = path.name.split("_output0")[0]
        for other in written.quantised_run.glob(f"{layer}_output0_*.hex"):
            left = np.loadtxt(path)
            words = [int(line, 16) for line in other.read_text().split()]
            right = np.array(words, dtype=np.uint32).astype(np.int32) / 4096
            found[layer] = float(left @ right / np.sqrt((left @ left) * (right @ right)))
    return found


def test_the_bundled_sample_is_what_the_generator_writes(written):
    fresh, bundled = contents(written.prototxt.parent), contents(resource_path("sample"))
    assert bundled.keys() == fresh.keys()
    assert [name for name in fresh if bundled[name] != fresh[name]] == []


def test_the_bundled_sample_is_small():
    assert sum(map(len, contents(resource_path("sample")).values())) < 2_000_000


def test_the_faulty_layer_is_the_first_bad_one(cosines):
    before = ("data", "stem_conv", "trunk1_dw", "trunk2_sum", "pool", "context_reduce")
    assert min(cosines[layer] for layer in before) >= 0.99
    assert cosines["context_dw"] <= 0.95
    assert cosines["context_pw"] <= 0.95


def test_the_other_branch_stays_good(cosines):
    assert (
        min(cosines[layer] for layer in cosines if layer.startswith(("lateral", "score"))) >= 0.99
    )


def test_where_the_branches_join_the_error_is_diluted(cosines):
    assert 0.95 < cosines["fuse_concat"] < 0.99


def test_without_the_fault_every_layer_is_good(tmp_path):
    paths = write_sample(tmp_path, faulty=False)
    left = np.loadtxt(next(paths.float_run.glob("context_dw_output0_*")))
    words = next(paths.quantised_run.glob("context_dw_output0_*")).read_text().split()
    right = np.array([int(word, 16) for word in words]) / 4096
    assert left @ right / np.sqrt((left @ left) * (right @ right)) >= 0.99


def test_names_that_differ_between_the_runs_are_there(written):
    left = {path.name.split("_output")[0] for path in written.float_run.iterdir()}
    right = {path.name.split("_output")[0] for path in written.quantised_run.glob("*_output*")}
    assert left - right == {
        "trunk1_pw_relu",
        "context_up",
        "head_split_loc",
        "head_split_conf",
    }
    assert right - left == {"trunk1_pw", "context_up_", "head_split"}


def test_every_simulator_dump_equals_the_mapper_s_of_the_id_in_the_dot(written):
    dot = written.dot.read_text()
    nodes = dict(re.findall(r'label="(\w+)\\n net segment id: 0\\n id: (\d+) ', dot))
    by_id = {number: name for name, number in nodes.items()}
    assert len(by_id) == len(nodes)
    dumps = sorted(written.instruction_run.iterdir())
    assert len(dumps) == 25
    for path in dumps:
        number, top = re.match(r"seg0_layer(\d+)_output(\d)_inst", path.name).groups()
        name = re.sub(r"_report_0_\d+$", "", by_id[number])
        (mapper,) = written.quantised_run.glob(f"{name}_output{top}_*.linear.hex")
        assert path.read_bytes() == mapper.read_bytes()


def test_nonlinear_inputs_decode_with_the_dot_s_data_delta(written):
    (codes_file,) = written.quantised_run.glob("context_dw_input0_*_quant.nonlinear.hex")
    (anti_file,) = written.quantised_run.glob("context_dw_input0_*_anti_quant.float")
    node = re.search(r'"context_dw\\n.*data_delta: (-?\d+)"', written.dot.read_text())
    delta = int(node[1])
    for line, text in zip(
        codes_file.read_text().split(), anti_file.read_text().split(), strict=True
    ):
        code = int(line, 16)
        magnitude = 2.0 ** (((code & 0x7F) + delta / 8) / 16)
        value = 0.0 if code == 0x80 else (-magnitude if code & 0x80 else magnitude)
        assert float(text) == pytest.approx(value, rel=1e-5)


def test_a_deeper_network_has_as_many_nodes_as_asked_for(tmp_path):
    paths = write_sample(tmp_path, layers=61, size=16, channels=4, seed=3)
    nodes = paths.dot.read_text().count("[shape=box")
    assert nodes - paths.dot.read_text().count("type name: Reportop") == 61
    assert "nan" not in "".join(path.read_text() for path in paths.float_run.iterdir())


def test_an_earlier_sample_s_dumps_are_replaced(tmp_path):
    write_sample(tmp_path, layers=30, size=16)
    write_sample(tmp_path, layers=24, size=16)
    write_sample(tmp_path / "fresh", layers=24, size=16)
    assert contents(tmp_path) == contents(tmp_path / "fresh")


@pytest.mark.parametrize("wrong", [{"layers": 3}, {"size": 18}, {"channels": 5}])
def test_impossible_sizes_are_refused(tmp_path, wrong):
    with pytest.raises(ValueError, match="not"):
        write_sample(tmp_path, **wrong)
    assert list(tmp_path.iterdir()) == []


def test_the_command_says_what_is_wrong(tmp_path, capsys):
    with pytest.raises(SystemExit) as left:
        main([str(tmp_path), "--layers", "2"])
    assert left.value.code == 2
    assert "at least 23 layers" in capsys.readouterr().err


def test_convolution_is_cross_correlation():
    random = np.random.default_rng(1)
    x = random.standard_normal((3, 7, 9)).astype(np.float32)
    weights = random.standard_normal((4, 3, 3, 3)).astype(np.float32)
    ours = arithmetic.convolution(x, weights, stride=2, pad=1)
    padded = np.pad(x.astype(np.float64), ((0, 0), (1, 1), (1, 1)))
    windows = np.lib.stride_tricks.sliding_window_view(padded, (3, 3), axis=(1, 2))[:, ::2, ::2]
    expected = np.einsum("cyxij,ocij->oyx", windows, weights.astype(np.float64))
    np.testing.assert_allclose(ours, expected, rtol=1e-5, atol=1e-5)


def test_depthwise_convolution_keeps_channels_apart():
    random = np.random.default_rng(2)
    x = random.standard_normal((3, 6, 6)).astype(np.float32)
    weights = random.standard_normal((3, 1, 3, 3)).astype(np.float32)
    ours = arithmetic.convolution(x, weights, pad=1, depthwise=True)
    for channel in range(3):
        alone = arithmetic.convolution(
            x[channel : channel + 1], weights[channel : channel + 1], pad=1
        )
        np.testing.assert_array_equal(ours[channel], alone[0])


def test_statistics_agree_with_numpy():
    x = np.random.default_rng(3).standard_normal((4, 5, 6)).astype(np.float32)
    mean, variance = arithmetic.channel_statistics(x)
    np.testing.assert_allclose(mean, x.astype(np.float64).mean(axis=(1, 2)), rtol=1e-5)
    np.testing.assert_allclose(variance, x.astype(np.float64).var(axis=(1, 2)), rtol=1e-6)


def test_softmax_agrees_with_the_formula():
    x = np.array([1.0, -2.0, 3.0], dtype=np.float32)[:, None, None]
    powers = np.exp(x.astype(np.float64))
    np.testing.assert_allclose(arithmetic.softmax(x), powers / powers.sum(), rtol=1e-6)


def test_random_numbers_never_change():
    assert Randomness(7).integers(4, 1000).tolist() == RECORDED
    normal = Randomness(7).normal(20_000)
    assert abs(normal.mean()) < 0.03
    assert abs(normal.std() - 1) < 0.03


RECORDED = [625, 897, 775, 225]
"""What PCG64 seeded with 7 gave when the sample was first written."""


@pytest.mark.parametrize("delta", [-1016, -720, 0, 64])
def test_every_code_survives_decoding_and_encoding(delta):
    codes = np.arange(256, dtype=np.uint8)
    expected = codes.copy()
    np.testing.assert_array_equal(encode(decode(codes, delta), delta), expected)


def test_values_beyond_the_range_are_clipped_and_below_it_are_zero():
    top = 2.0 ** (127 / 16)
    values = np.array([1e9, -1e9, 0.9, 0.0, -1.0], dtype=np.float32)
    decoded = decode(encode(values, 0), 0)
    np.testing.assert_allclose(decoded, [top, -top, 0, 0, 0], rtol=1e-6)


@pytest.mark.parametrize("largest", [1e-3, 0.7, 1.0, 5.3, 200.0])
def test_the_fitting_offset_just_reaches_the_largest_value(largest):
    delta = fitting_delta(largest)
    top = 2.0 ** ((8 * 127 + delta) / 128)
    assert top / 2 ** (1 / 16) < largest <= top * (1 + 1e-9)
    assert delta % 8 == 0


def test_the_faulty_layer_is_in_the_network(written):
    assert f'name: "{FAULTY_BOX}"' in written.prototxt.read_text()
