"""Prototxt files → networks: real nets, every way to state inputs, and hostile ones."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import CosightError
from core.network.model import Network, Node
from core.network.prototxt import read_prototxt

DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
Read = Callable[[str | bytes], Network]
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="shared/data is not beside the project")


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read_text(text: str | bytes) -> Network:
        path = tmp_path / "net.prototxt"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_prototxt(path)

    return read_text


def members(node: Node) -> list[str]:
    return [layer.name for layer in node.layers]


def groups(network: Network) -> list[list[str]]:
    return [members(node) for node in network.nodes]


# Real nets


@needs_data
@pytest.mark.parametrize(
    ("name", "nodes", "layers", "edges"),
    [
        ("prototxt/MobileNetSSD_deploy", 85, 120, 107),
        ("prototxt/ResNet-50-deploy", 75, 230, 91),
        ("prototxt/nanodet-simple", 245, 245, 265),
        ("prototxt/pfpld", 103, 103, 114),
        ("prototxt/yolov3", 105, 321, 129),
        ("retinaface/deploy", 120, 208, 127),
        ("sfd/models/deploy_sq_org8_sfd", 99, 131, 130),
        ("sfd/models/deploy_sq_org8_sfd2_nnie", 74, 106, 82),
    ],
)
def test_real_nets(name: str, nodes: int, layers: int, edges: int) -> None:
    path = DATA / f"{name}.prototxt"
    network = read_prototxt(path)
    assert len(network.nodes) == nodes
    assert sum(len(node.layers) for node in network.nodes) == layers
    assert len(network.edges) == len(set(network.edges)) == edges
    assert network.warnings == ()
    assert network.source == path
    # Caffe's files are in execution order, so ours is theirs.
    position = {node.name: index for index, node in enumerate(network.nodes)}
    assert all(position[source] < position[target] for source, target in network.edges)


@needs_data
def test_yolov3_groups_convolution_norm_scale_and_activation() -> None:
    network = read_prototxt(DATA / "prototxt/yolov3.prototxt")
    assert network.name == "Darkent2Caffe"
    assert network.nodes[0].type == "Input"
    assert network.nodes[0].output_shape == (3, 608, 608)
    first = network.by_name["layer1-conv"]
    assert members(first) == ["layer1-conv", "layer1-bn", "layer1-scale", "layer1-act"]
    assert [layer.type for layer in first.layers] == ["Convolution", "BatchNorm", "Scale", "ReLU"]
    assert network.inputs_of["layer1-conv"] == ("data",)
    sizes = Counter(len(node.layers) for node in network.nodes)
    assert sizes == {4: 72, 1: 33}


@needs_data
def test_retinaface_blob_bears_another_name_than_its_layer() -> None:
    network = read_prototxt(DATA / "retinaface/deploy.prototxt")
    upsampling = network.by_name["rf_c2_upsampling_"]
    assert upsampling.blobs == ("rf_c2_upsampling",)
    assert "rf_c2_upsampling" not in network.by_name
    assert network.outputs_of["rf_c2_upsampling_"] == ("plus1",)
    assert network.inputs_of["plus1"] == ("rf_c1_red_conv_bn", "rf_c2_upsampling_")
    # The ReLU stands behind layers of other branches.
    assert members(network.by_name["rf_c3_det_concat"]) == [
        "rf_c3_det_concat",
        "rf_c3_det_concat_relu",
    ]


@needs_data
def test_resnet_drops_the_train_phase() -> None:
    network = read_prototxt(DATA / "prototxt/ResNet-50-deploy.prototxt")
    data = [node for node in network.nodes if node.layers[0].name == "data"]
    assert [node.name for node in data] == ["data"]
    assert data[0].blobs == ("data", "label")
    assert {"prob", "loss"} <= set(network.by_name)
    assert network.inputs_of["prob"] == ("fc8",)
    assert members(network.by_name["conv1"]) == ["conv1", "bn_conv1", "scale_conv1", "conv1_relu"]


@needs_data
def test_sfd_slice_writes_four_blobs() -> None:
    network = read_prototxt(DATA / "sfd/models/deploy_sq_org8_sfd2_nnie.prototxt")
    node = network.by_name["fire5_norm_mbox_conf_slice"]
    assert node.blobs == tuple(f"fire5_norm_mbox_conf{k}" for k in (1, 2, 3, 4))
    assert network.outputs_of[node.name] == (
        "fire5_norm_mbox_conf_maxout",
        "fire5_norm_mbox_conf_out",
    )
    assert members(network.by_name["fire2/squeeze1x1"]) == [
        "fire2/squeeze1x1",
        "fire2/relu_squeeze1x1",
    ]


@needs_data
def test_commented_out_layers_leave_warnings_not_errors() -> None:
    path = DATA / "sfd/mark_prototxt/deploy_sq_org8_sfd2_nnie_mark_nnie_20190808155014.prototxt"
    network = read_prototxt(path)
    assert len(network.nodes) == 92
    assert any("fire5_norm_mbox_priorbox" in warning for warning in network.warnings)
    assert "detection_out" not in network.by_name


# Inputs


@pytest.mark.parametrize(
    "header",
    [
        "input: 'a' input: 'b' input_shape { dim: 1 dim: 3 dim: 8 dim: 9 }"
        " input_shape { dim: 2 dim: 7 }",
        "input: ['a', 'b'] input_shape: [{ dim: [1, 3, 8, 9] }, { dim: [2, 7] }]",
        "layer { name: 'a' type: 'Input' top: 'a' "
        "input_param { shape: { dim: 1 dim: 3 dim: 8 dim: 9 } } }"
        "layer { name: 'b' type: 'Input' top: 'b' input_param { shape { dim: 1 dim: 7 } } }",
    ],
)
def test_inputs_become_nodes(read: Read, header: str) -> None:
    network = read(header + "layer { name: 'sum' bottom: 'a' bottom: 'b' top: 's' }")
    a, b, total = network.nodes
    assert (a.name, a.type, a.blobs, a.output_shape) == ("a", "Input", ("a",), (3, 8, 9))
    assert (b.name, b.type, b.blobs, b.output_shape) == ("b", "Input", ("b",), (7,))
    assert total.blobs == ("s",)
    assert network.edges == (("a", "sum"), ("b", "sum"))


def test_input_dims_come_four_by_four(read: Read) -> None:
    network = read(
        "input: 'a' input: 'b' input_dim: 1 input_dim: 3 input_dim: 8 input_dim: 9 "
        "input_dim: 1 input_dim: 1 input_dim: 4 input_dim: 5 "
        "layer { name: 'x' bottom: 'b' top: 'x' }"
    )
    assert [node.output_shape for node in network.nodes] == [(3, 8, 9), (1, 4, 5), ()]


def test_one_input_layer_with_two_tops(read: Read) -> None:
    network = read(
        "layer { name: 'in' type: 'Input' top: 'a' top: 'b' }"
        "layer { name: 'x' bottom: 'b' bottom: 'a' top: 'x' }"
    )
    assert network.nodes[0].blobs == ("a", "b")
    assert network.edges == (("in", "x"),)


# Groups and edges


def test_rewritten_blob_belongs_to_its_latest_writer(read: Read) -> None:
    network = read(
        """
        layer { name: "one" type: "Convolution" bottom: "data" top: "x" }
        layer { name: "before" bottom: "x" top: "b" }
        layer { name: "two" type: "Convolution" bottom: "b" top: "x" }
        layer { name: "relu" type: "ReLU" bottom: "x" top: "x" }
        layer { name: "after" bottom: "x" top: "a" }
        """
    )
    assert groups(network) == [["one"], ["before"], ["two", "relu"], ["after"]]
    assert network.edges == (("one", "before"), ("before", "two"), ("two", "after"))
    assert len(network.warnings) == 1
    assert "data" in network.warnings[0]
    assert "one" in network.warnings[0]


def test_in_place_on_one_of_several_tops_joins_the_head(read: Read) -> None:
    network = read(
        """
        layer { name: "cut" type: "Slice" bottom: "data" top: "p" top: "q" }
        layer { name: "relu_q" bottom: "q" top: "q" }
        layer { name: "join" type: "Concat" bottom: "p" bottom: "q" top: "j" }
        input: "data"
        """
    )
    assert groups(network) == [["data"], ["cut", "relu_q"], ["join"]]
    assert network.by_name["cut"].blobs == ("p", "q")
    assert network.edges == (("data", "cut"), ("cut", "join"))


def test_layer_that_also_reads_another_node_stays_by_itself(read: Read) -> None:
    """Merged into its head it would run before the branch it reads."""
    network = read(
        """
        layer { name: "conv" bottom: "data" top: "x" }
        layer { name: "gate" bottom: "x" top: "g" }
        layer { name: "scale" type: "Scale" bottom: "x" bottom: "g" top: "x" }
        layer { name: "next" bottom: "x" top: "n" }
        """
    )
    assert groups(network) == [["conv"], ["gate"], ["scale"], ["next"]]
    assert network.edges == (
        ("conv", "gate"),
        ("conv", "scale"),
        ("gate", "scale"),
        ("scale", "next"),
    )


def test_layer_that_also_writes_a_new_blob_stays_by_itself(read: Read) -> None:
    network = read(
        """
        layer { name: "conv" top: "x" }
        layer { name: "norm" bottom: "x" top: "x" top: "mean" }
        layer { name: "use" bottom: "x" bottom: "mean" top: "u" }
        """
    )
    assert groups(network) == [["conv"], ["norm"], ["use"]]
    assert network.edges == (("conv", "norm"), ("norm", "use"))


def test_report_mark_does_not_break_the_net(read: Read) -> None:
    network = read(
        """
        layer { name: "conv_hp" bottom: "data" top: "conv" }
        layer { name: "relu" bottom: "conv" top: "conv_report" }
        layer { name: "pool" bottom: "conv" top: "pool_report" }
        layer { name: "fc" bottom: "pool_report" top: "fc" }
        input: "data"
        """
    )
    assert groups(network) == [["data"], ["conv_hp", "relu"], ["pool"], ["fc"]]
    assert network.by_name["pool"].blobs == ("pool_report",)
    assert network.edges == (("data", "conv_hp"), ("conv_hp", "pool"), ("pool", "fc"))
    assert network.warnings == ()


def test_layers_in_any_order_are_put_in_execution_order(read: Read) -> None:
    network = read(
        """
        layer { name: "c" bottom: "b" top: "c" }
        layer { name: "a" top: "a" }
        layer { name: "b" bottom: "a" top: "b" }
        layer { name: "d" bottom: "c" top: "d" }
        """
    )
    assert [node.name for node in network.nodes] == ["a", "b", "c", "d"]
    assert set(network.edges) == {("a", "b"), ("b", "c"), ("c", "d")}
    assert network.warnings == ()


def test_cycle_is_read(read: Read) -> None:
    network = read(
        "layer { name: 'a' bottom: 'b' top: 'a' } layer { name: 'b' bottom: 'a' top: 'b' }"
    )
    assert [node.name for node in network.nodes] == ["a", "b"]
    assert set(network.edges) == {("a", "b"), ("b", "a")}


def test_same_name_twice_is_made_unique(read: Read) -> None:
    network = read(
        "layer { name: 'x' top: 'p' } layer { name: 'x' top: 'q' } layer { name: 'x#2' top: 'r' }"
    )
    assert len({node.name for node in network.nodes}) == 3
    assert [node.layers[0].name for node in network.nodes] == ["x", "x", "x#2"]
    assert network.nodes[0].name == "x"


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        ("include { phase: TRAIN }", False),
        ("include: { phase: TEST }", True),
        ("include { phase: TRAIN } include { phase: TEST }", True),
        ("exclude { phase: TEST }", False),
        ("exclude { phase: TRAIN }", True),
        ("include { phase: 0 }", False),
        ("include { min_level: 0 }", True),
        ("include { min_level: 1 }", False),
        ("include { min_level: -1 max_level: 0 }", True),
        ("include { max_level: -1 }", False),
        ("include { max_level: 0x1 }", True),
        ("include { phase: TEST min_level: 2 }", False),
        ("include { phase: TRAIN max_level: 5 }", False),
        ("include { min_level: 1 } include { max_level: 1 }", True),
        ("exclude { min_level: 1 }", True),
        ("exclude { min_level: 0 }", False),
        ("exclude { phase: TEST max_level: 0 }", False),
        ("exclude { phase: TEST stage: 'val' }", True),
        ("include { stage: 'deploy' }", False),
        ("include { not_stage: 'deploy' }", True),
        ("include { stage: 'deploy' not_stage: 'val' }", False),
        ("include { stage: 'deploy' } include { phase: TEST }", True),
        ("exclude { not_stage: 'train-on-val' }", False),
        ("include { }", True),
        ("exclude { }", False),
    ],
)
def test_what_is_in_the_run(read: Read, rule: str, kept: bool) -> None:
    """As Caffe has it for a net in the TEST phase, at level 0, in no stage."""
    first = "layer { name: 'a' top: 'a' }"
    network = read(f"{first} layer {{ name: 'b' bottom: 'a' top: 'b' {rule} }}")
    assert ("b" in network.by_name) is kept


@pytest.mark.parametrize(
    ("rule", "kept"),
    [
        ("include { stage: 'deploy' }", True),
        ("include { stage: 'deploy' stage: 'val' }", False),
        ("include { stage: 'deploy' stage: 'board' }", True),
        ("include { not_stage: 'deploy' }", False),
        ("exclude { stage: 'board' }", False),
        ("exclude { stage: 'val' }", True),
        ("include { phase: TRAIN stage: 'deploy' }", False),
        ("include { min_level: 3 stage: 'deploy' }", False),
    ],
)
def test_stages_that_the_file_puts_its_net_in(read: Read, rule: str, kept: bool) -> None:
    """Phase and level are those it is opened with, whatever the file says."""
    state = "state { phase: TRAIN level: 3 stage: 'deploy' stage: 'board' }"
    first = "layer { name: 'a' top: 'a' }"
    network = read(f"{state} {first} layer {{ name: 'b' bottom: 'a' top: 'b' {rule} }}")
    assert ("b" in network.by_name) is kept


@pytest.mark.parametrize("found", ["high", "'1'x", "1.5", "9" * 5000])
def test_a_level_that_is_no_number_names_its_layer(read: Read, found: str) -> None:
    with pytest.raises(CosightError, match=r"net\.prototxt.*expected") as caught:
        read(f"layer {{ name: 'conv9' top: 'a' include {{ max_level: {found} }} }}")
    assert len(str(caught.value)) < 400


def test_in_place_layers_of_other_stages_join_no_group(read: Read) -> None:
    network = read(
        "layer { name: 'conv' top: 'conv' }"
        "layer { name: 'drop' bottom: 'conv' top: 'conv' include { min_level: 1 } }"
        "layer { name: 'relu' bottom: 'conv' top: 'conv' exclude { stage: 'raw' } }"
    )
    assert groups(network) == [["conv", "relu"]]


# Old files


@pytest.mark.parametrize(
    ("enum", "modern"),
    [
        ("CONVOLUTION", "Convolution"),
        ("INNER_PRODUCT", "InnerProduct"),
        ("RELU", "ReLU"),
        ("LRN", "LRN"),
        ("TANH", "TanH"),
        ("EXP", "Exp"),
        ("SOFTMAX_LOSS", "SoftmaxWithLoss"),
        ("SIGMOID_CROSS_ENTROPY_LOSS", "SigmoidCrossEntropyLoss"),
        ("PSROI_POOLING", "PsroiPooling"),
        ('"Convolution"', "Convolution"),
    ],
)
def test_old_layers(read: Read, enum: str, modern: str) -> None:
    network = read(f"layers {{ name: 'x' type: {enum} bottom: 'd' top: 'x' }} input: 'd'")
    assert network.by_name["x"].type == modern


def test_oldest_layers_wrap_name_and_type(read: Read) -> None:
    network = read(
        "layers { layer { name: 'conv1' type: 'conv' } bottom: 'data' top: 'conv1' } input: 'data'"
    )
    assert network.edges == (("data", "conv1"),)


def test_modern_types_stay(read: Read) -> None:
    network = read("layer { name: 'x' type: 'LSTM' top: 'x' }")
    assert network.nodes[0].type == "LSTM"


# Files as they are


def test_encodings(read: Read) -> None:
    text = "# 网络\r\nlayer {\r\n  name: '卷积1'\r\n  top: 'x' # 注释\r\n}\r\n"
    for data in (
        text.encode(),
        b"\xef\xbb\xbf" + text.encode(),
        text.encode("gbk"),
        text.encode("utf-16"),
    ):
        assert read(data).nodes[0].name == "卷积1"
    assert read(b"# \xff\xfe \xe9\nlayer { name: 'x' top: 'x' }").nodes[0].name == "x"


def test_unknown_fields_are_no_error(read: Read) -> None:
    network = read(
        """
        engine { device: NPU list: [1, 2] [vendor.ext]: "x" }
        layer { name: "u" type: "Upsample" bottom: "d" top: "u"
          upsample_param { scale: 2 } custom_param: { deep < er: 0x1F > } pass_through_param {} }
        """
    )
    assert network.nodes[0].type == "Upsample"


@pytest.mark.parametrize("text", ["", "name: 'x'", "net: 'train_val.prototxt' base_lr: 0.1"])
def test_file_without_layers_is_said_to_be_no_network(read: Read, text: str) -> None:
    with pytest.raises(CosightError, match=r"net\.prototxt is no prototxt network: expected layer"):
        read(text)


def test_training_only_file(read: Read) -> None:
    with pytest.raises(CosightError, match="TRAIN"):
        read("layer { name: 'x' top: 'x' include { phase: TRAIN } }")


def test_unreadable_files(tmp_path: Path, read: Read) -> None:
    with pytest.raises(CosightError, match=r"nothing\.prototxt cannot be read"):
        read_prototxt(tmp_path / "nothing.prototxt")
    with pytest.raises(CosightError, match="cannot be read"):
        read_prototxt(tmp_path)
    with pytest.raises(CosightError, match="binary"):
        read(b"layer {\0\1\2")
    with pytest.raises(CosightError, match="larger"):
        read(b"#" * (17 << 20))


def test_many_layers_of_one_name(read: Read) -> None:
    network = read("layer { name: 'x' top: 'x' }\n" * 10_000)
    assert len(network.by_name) == 10_000


@given(data=st.binary(max_size=200) | st.text(max_size=100).map(str.encode))
@settings(max_examples=150)
def test_random_files_never_crash(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("random") / "x.prototxt"
    path.write_bytes(b"layer { " + data)
    sentence = "x.prototxt"
    try:
        read_prototxt(path)
    except CosightError as error:
        sentence = str(error)
    assert "x.prototxt" in sentence


@st.composite
def nets(draw: st.DrawFn) -> tuple[str, list[list[str]], set[tuple[str, str]]]:
    """A layered net: its text, its groups, its edges; layers and blobs bear different names."""
    text, expected, edges = "input: 'blob-0'\n", [["blob-0"]], set()
    heads = ["blob-0"]
    for number in range(1, draw(st.integers(1, 12)) + 1):
        head = f"层/{number}.conv:{number}"
        sources = draw(st.lists(st.integers(0, number - 1), min_size=1, max_size=3, unique=True))
        bottoms = " ".join(f'bottom: "blob-{source}"' for source in sources)
        text += f'layer {{ name: "{head}" type: "T" {bottoms} top: "blob-{number}" }}\n'
        group = [head]
        for extra in range(draw(st.integers(0, 3))):
            blob = f'"blob-{number}"'
            name = f"in place {number}_{extra}"
            text += f"layer < top: {blob}; bottom: {blob}, name: '{name}' >\n"
            group.append(name)
        expected.append(group)
        edges |= {(heads[source], head) for source in sources}
        heads.append(head)
    return text, expected, edges


@given(net=nets())
@settings(max_examples=60)
def test_generated_nets_come_back(
    tmp_path_factory: pytest.TempPathFactory,
    net: tuple[str, list[list[str]], set[tuple[str, str]]],
) -> None:
    text, expected, edges = net
    path = tmp_path_factory.mktemp("net") / "x.prototxt"
    path.write_text(text, encoding="utf-8")
    network = read_prototxt(path)
    assert groups(network) == expected
    assert set(network.edges) == edges
    assert network.warnings == ()
