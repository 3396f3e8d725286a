"""Shapes of blobs against real dumps, the mapper's own dot, NumPy, and windows slid by hand."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.dumps.folder import scan_folder
from core.network.dot import read_dot
from core.network.model import Shape
from core.network.pooling_size import Window, size_in_caffe, size_rounded_down
from core.network.prototext import Message
from core.network.shapes import shapes_of
from core.network.stated_net import StatedNet, read_stated
from core.network.stated_numbers import NotStatedError, decimal, whole
from resources import resource_path

DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="shared/data is not beside the project")


def blobs(net: StatedNet) -> dict[str, Shape | None]:
    """The last shape of every blob."""
    found: dict[str, Shape | None] = {}
    for one, shapes in zip(net.layers, shapes_of(net), strict=True):
        found.update(zip(one.layer.tops, shapes.tops, strict=True))
    return found


def read(folder: Path, text: str) -> dict[str, Shape | None]:
    path = folder / "net.prototxt"
    path.write_text(text, encoding="utf-8")
    return blobs(read_stated(path))


def one_layer(folder: Path, shapes: list[Shape], layer: str, tops: int = 1) -> list[Shape | None]:
    """What a single layer makes of inputs of some shapes."""
    text = ""
    for number, shape in enumerate(shapes):
        dims = " ".join(f"dim: {length}" for length in shape)
        text += f'layer {{ name: "i{number}" type: "Input" top: "i{number}" '
        text += f"input_param {{ shape {{ {dims} }} }} }}\n"
    bottoms = " ".join(f'bottom: "i{number}"' for number in range(len(shapes)))
    names = [f"t{number}" for number in range(tops)]
    written = " ".join(f'top: "{name}"' for name in names)
    text += f'layer {{ name: "it" {layer} {bottoms} {written} }}\n'
    found = read(folder, text)
    return [found[name] for name in names]


# Real nets


@needs_data
def test_every_blob_of_a_real_net_is_as_large_as_its_dump(tmp_path: Path) -> None:
    text = (DATA / "retinaface/deploy.prototxt").read_text(encoding="utf-8")
    assert text.count("dim: 640") == 2
    found = read(tmp_path, text.replace("dim: 640", "dim: 128"))
    by_file = {name.replace("/", "_"): shape for name, shape in found.items()}
    dumps = scan_folder(DATA / "retinaface/caffe").dumps
    assert len(dumps) == 120
    for dump in dumps:
        assert by_file[dump.name.layer] == (1, *dump.name.shape), dump.name.file_name


@needs_data
def test_every_blob_of_a_real_net_is_as_large_as_the_mapper_says() -> None:
    found = blobs(read_stated(DATA / "sfd/models/deploy_sq_org8_sfd2_nnie.prototxt"))
    by_node = {name.replace("/", "_"): shape for name, shape in found.items()}
    nodes = [node for node in read_dot(DATA / "sfd/cnn_net_tree.dot").nodes if node.name in by_node]
    assert len(nodes) == 73
    for node in nodes:
        shape = by_node[node.name]
        assert shape is not None
        _, channels, height, width = shape
        # The mapper turns the picture for a Normalize, and back again in a permute_<n> of its own.
        turned = node.type == "Normalize"
        expected = (height, width, channels) if turned else (channels, height, width)
        assert node.output_shape == expected, node.name


def test_every_blob_of_the_sample_is_as_large_as_its_dump() -> None:
    sample = resource_path("sample")
    found = blobs(read_stated(sample / "deploy.prototxt"))
    by_file = {name.replace("/", "_"): shape for name, shape in found.items()}
    dumps = [dump for dump in scan_folder(sample / "float_run").dumps if dump.name.layer in by_file]
    assert len(dumps) > 20
    for dump in dumps:
        assert by_file[dump.name.layer] == (1, *dump.name.shape), dump.name.file_name


# Windows


def slid(length: int, kernel: int, stride: int, pad: int) -> int:
    """In how many places a window fits, counted one by one."""
    places = 0
    while places * stride + kernel <= length + 2 * pad:
        places += 1
    return places


def slid_until_all_is_seen(length: int, kernel: int, stride: int, pad: int, any_pad: bool) -> int:
    """How many windows it takes to see the last element, as Caffe has them."""
    starts = [-pad]
    while starts[-1] + kernel < length + pad:
        starts.append(starts[-1] + stride)
    if any_pad and starts[-1] >= length:
        starts.pop()
    return len(starts)


windows = st.tuples(st.integers(1, 40), st.integers(1, 8), st.integers(1, 5), st.integers(0, 7))


@settings(deadline=None)
@given(rows=windows, columns=windows)
def test_pooling_sizes_are_those_of_windows_slid_by_hand(
    rows: tuple[int, int, int, int], columns: tuple[int, int, int, int]
) -> None:
    (height, *vertical), (width, *across) = rows, columns
    kernel, stride, pad = zip(vertical, across, strict=True)
    pad = tuple(min(p, k - 1) for p, k in zip(pad, kernel, strict=True))
    window = Window(kernel, stride, pad)
    fits = [length + 2 * p >= k for length, p, k in zip((height, width), pad, kernel, strict=True)]
    if not all(fits):
        with pytest.raises(NotStatedError):
            size_in_caffe(window, height, width)
        return
    sides = list(zip((height, width), kernel, stride, pad, strict=True))
    assert size_in_caffe(window, height, width) == tuple(
        slid_until_all_is_seen(*side, any_pad=any(pad)) for side in sides
    )
    assert size_rounded_down(window, height, width) == tuple(slid(*side) for side in sides)


@pytest.mark.parametrize(
    ("size", "pooling", "expected"),
    [
        # GoogLeNet's four, as its paper has them; AlexNet's three; padded ResNet of PyTorch.
        (112, "kernel_size: 3 stride: 2", 56),
        (56, "kernel_size: 3 stride: 2", 28),
        (28, "kernel_size: 3 stride: 2", 14),
        (7, "kernel_size: 7 stride: 1 pool: AVE", 1),
        (55, "kernel_size: 3 stride: 2", 27),
        (27, "kernel_size: 3 stride: 2", 13),
        (13, "kernel_size: 3 stride: 2", 6),
        (112, "kernel_size: 3 stride: 2 pad: 1", 57),
        (112, "kernel_size: 3 stride: 2 pad: 1 round_mode: FLOOR", 56),
        (112, "kernel_size: 3 stride: 2 pad: 1 ceil_mode: false", 56),
        (17, "global_pooling: true", 1),
    ],
)
def test_poolings_of_well_known_nets(
    size: int, pooling: str, expected: int, tmp_path: Path
) -> None:
    layer = f'type: "Pooling" pooling_param {{ {pooling} }}'
    assert one_layer(tmp_path, [(2, 5, size, size)], layer) == [(2, 5, expected, expected)]


@settings(deadline=None)
@given(side=windows, dilation=st.integers(1, 3))
def test_convolution_fits_and_deconvolution_undoes(
    side: tuple[int, int, int, int], dilation: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    length, kernel, stride, pad = side
    folder = tmp_path_factory.mktemp("net")
    values = f"num_output: 6 kernel_size: {kernel} stride: {stride} pad: {pad} dilation: {dilation}"
    reach = dilation * (kernel - 1) + 1
    parameters = f"convolution_param {{ {values} }}"
    wide = (1, 4, length, 50)
    found = one_layer(folder, [wide], f'type: "Convolution" {parameters}')
    across = slid(50, reach, stride, pad)
    down = slid(length, reach, stride, pad)
    assert found == ([(1, 6, down, across)] if down and across else [None])
    # Where a deconvolution's last window ends: every window of the input spread out by hand.
    ends = [at * stride + reach - 2 * pad for at in range(length)]
    found = one_layer(folder, [wide], f'type: "Deconvolution" {parameters}')
    wide_end = 49 * stride + reach - 2 * pad
    assert found == ([(1, 6, ends[-1], wide_end)] if ends[-1] > 0 and wide_end > 0 else [None])


# What NumPy does with the same numbers

LENGTHS = (2, 3, 4, 6)
PICTURE = np.arange(np.prod(LENGTHS)).reshape(LENGTHS)


@pytest.mark.parametrize(
    ("layer", "expected"),
    [
        ('type: "Permute" permute_param { order: 0 order: 2 order: 3 order: 1 }', (0, 2, 3, 1)),
        ('type: "Permute" permute_param { order: 1 }', (1, 0, 2, 3)),
    ],
)
def test_permute(layer: str, expected: tuple[int, ...], tmp_path: Path) -> None:
    assert one_layer(tmp_path, [LENGTHS], layer) == [PICTURE.transpose(expected).shape]


@pytest.mark.parametrize(
    ("parameters", "expected"),
    [
        ("shape { dim: 0 dim: -1 }", (2, -1)),
        ("shape { dim: -1 }", (-1,)),
        ("shape { dim: 0 dim: 0 dim: 24 }", (2, 3, 24)),
        ("shape { dim: 8 dim: -1 dim: 6 }", (8, -1, 6)),
        ("axis: 1 shape { dim: -1 }", (2, -1)),
        ("axis: 1 num_axes: 2 shape { dim: 4 dim: 3 }", (2, 4, 3, 6)),
        ("axis: -1 shape { dim: 6 dim: 1 }", None),
        ("axis: -1 num_axes: 0 shape { dim: 1 }", (2, 3, 4, 6, 1)),
        ("shape { dim: 7 dim: -1 }", None),
        ("shape { dim: -1 dim: -1 }", None),
        ("shape { dim: 5 }", None),
        ("axis: 9 shape { dim: 5 }", None),
    ],
)
def test_reshape(parameters: str, expected: tuple[int, ...] | None, tmp_path: Path) -> None:
    shape = PICTURE.reshape(expected).shape if expected is not None else None
    layer = f'type: "Reshape" reshape_param {{ {parameters} }}'
    assert one_layer(tmp_path, [LENGTHS], layer) == [shape]


@pytest.mark.parametrize(
    ("parameters", "points", "axis", "tops"),
    [
        ("axis: 3 slice_point: 1 slice_point: 4", [1, 4], 3, 3),
        ("slice_dim: 2 slice_point: 3", [3], 2, 2),
        ("axis: -1", 3, 3, 3),
        ("", 3, 1, 3),
    ],
)
def test_slice(
    parameters: str, points: list[int] | int, axis: int, tops: int, tmp_path: Path
) -> None:
    layer = f'type: "Slice" slice_param {{ {parameters} }}'
    expected = [part.shape for part in np.split(PICTURE, points, axis)]
    assert one_layer(tmp_path, [LENGTHS], layer, tops) == expected


@pytest.mark.parametrize("parameters", ["slice_point: 0 slice_point: 2", "slice_point: 5", ""])
def test_a_slice_that_caffe_would_refuse(parameters: str, tmp_path: Path) -> None:
    layer = f'type: "Slice" slice_param {{ {parameters} }}'
    assert one_layer(tmp_path, [LENGTHS], layer, 2) == [None, None]


def test_what_joins_and_flattens(tmp_path: Path) -> None:
    other = np.zeros((2, 5, 4, 6))
    joined = np.concatenate([PICTURE, other], axis=1).shape
    assert one_layer(tmp_path, [LENGTHS, other.shape], 'type: "Concat"') == [joined]
    assert one_layer(tmp_path, [LENGTHS, (2, 3, 4, 5)], 'type: "Concat"') == [None]
    assert one_layer(tmp_path, [LENGTHS, LENGTHS], 'type: "Eltwise"') == [LENGTHS]
    assert one_layer(tmp_path, [LENGTHS, other.shape], 'type: "Eltwise"') == [None]
    flat = PICTURE.reshape(2, -1).shape
    assert one_layer(tmp_path, [LENGTHS], 'type: "Flatten"') == [flat]
    middle = PICTURE.reshape(2, -1, 6).shape
    layer = 'type: "Flatten" flatten_param { axis: 1 end_axis: 2 }'
    assert one_layer(tmp_path, [LENGTHS], layer) == [middle]
    dense = (PICTURE.reshape(2, -1) @ np.zeros((72, 9))).shape
    layer = 'type: "InnerProduct" inner_product_param { num_output: 9 }'
    assert one_layer(tmp_path, [LENGTHS], layer) == [dense]
    cropped = PICTURE[:, :, :3, :2].shape
    assert one_layer(tmp_path, [LENGTHS, (7, 8, 3, 2)], 'type: "Crop"') == [cropped]
    twice = np.kron(PICTURE, np.ones((1, 1, 2, 2))).shape
    layer = 'type: "Upsample" upsample_param { scale: 2 }'
    assert one_layer(tmp_path, [LENGTHS], layer) == [twice]


# What is not certain


@pytest.mark.parametrize(
    "layer",
    [
        'type: "Custom"',
        'type: "Interp" interp_param { zoom_factor: 2 }',
        'type: "Convolution" convolution_param { kernel_size: 3 }',
        'type: "Convolution" convolution_param { num_output: 4 kernel_h: 3 }',
        'type: "Convolution" convolution_param { num_output: 4 kernel_size: 3 stride: 0 }',
        'type: "Convolution" convolution_param { num_output: 4 kernel_size: 9 }',
        'type: "Convolution" convolution_param { num_output: 4 kernel_size: 3 kernel_size: 1 }',
        'type: "Convolution" convolution_param { num_output: 4 kernel_size: 3 pad_left: 1 }',
        'type: "Convolution" convolution_param { num_output: -4 kernel_size: 3 }',
        'type: "Convolution" convolution_param { num_output: many kernel_size: 3 }',
        'type: "Pooling" pooling_param { kernel_size: 2 pad: 2 }',
        'type: "Upsample" upsample_param { scale: 2 upsample_h: 9 }',
        'type: "Permute" permute_param { order: 7 }',
        'type: "Deconvolution" convolution_param { num_output: 4 kernel_size: 2 stride: 999999999}',
    ],
)
def test_no_shape_is_guessed(layer: str, tmp_path: Path) -> None:
    assert one_layer(tmp_path, [LENGTHS], layer) == [None]


def test_what_reads_the_unknown_is_unknown_and_a_rewritten_blob_is_another(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        'input: "a" input_dim: 1 input_dim: 2 input_dim: 5 input_dim: 5 input: "b"\n'
        'layer { type: "Custom" bottom: "a" top: "c" } layer { type: "ReLU" bottom: "c" top: "d" }'
        'layer { type: "ReLU" bottom: "b" top: "e" } layer { type: "Custom" bottom: "a" top: "a" }'
        'layer { type: "ReLU" bottom: "a" top: "f" }',
    )
    assert found == dict.fromkeys("abcdef")


def test_inputs_in_every_way(tmp_path: Path) -> None:
    found = read(
        tmp_path,
        'input: "a" input_shape { dim: 1 dim: 2 dim: 3 dim: 4 }'
        'layer { type: "Input" top: "b" top: "c" input_param { shape { dim: 5 dim: 6 } } }'
        'layer { type: "DummyData" top: "d" top: "e" dummy_data_param {'
        "  shape { dim: 1 } shape { dim: 2 } } }"
        'layer { type: "MemoryData" top: "f" top: "g" memory_data_param {'
        "  batch_size: 7 channels: 3 height: 4 width: 5 } }"
        'layer { type: "Input" top: "h" input_param { shape { dim: 0 } } }'
        'layer { type: "Input" top: "i" input_param { shape { dim: -3 } } }',
    )
    assert found == {
        "a": (1, 2, 3, 4),
        "b": (5, 6),
        "c": (5, 6),
        "d": (1,),
        "e": (2,),
        "f": (7, 3, 4, 5),
        "g": (7,),
        "h": None,
        "i": None,
    }


# Numbers


@pytest.mark.parametrize("text", ["1", "1.0", "1.0f", "1e0", "+1", "10e-1", "0.99999999", "1."])
def test_a_float32_of_one(text: str) -> None:
    assert decimal(Message([("x", text)]), "x", 0.0) == float(np.float32(text.rstrip("f"))) == 1.0


@pytest.mark.parametrize("text", ["inf", "nan", "1e99", "one", "1.0.0", "0x1p0", "9" * 99])
def test_no_finite_number(text: str) -> None:
    with pytest.raises(NotStatedError):
        decimal(Message([("x", text)]), "x", 0.0)


@pytest.mark.parametrize(("text", "value"), [("7", 7), ("-1", -1), ("0x10", 16), ("0", 0)])
def test_whole_numbers(text: str, value: int) -> None:
    assert whole(Message([("x", text)]), "x") == value


@pytest.mark.parametrize("text", ["", "07", "1.0", "3e2", "9" * 12, "٣"])
def test_no_whole_number(text: str) -> None:
    with pytest.raises(NotStatedError):
        whole(Message([("x", text)]), "x")
