"""Dot files → networks: four real dialects, a tolerant reader, hostile files."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import CosightError
from core.network.dot import read_dot
from core.network.dot_text import DotGraph, parse_dot
from core.network.model import Network
from core.network.prototxt import read_prototxt

DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
Read = Callable[[str | bytes], Network]
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="shared/data is not beside the project")


@pytest.fixture
def read(tmp_path: Path) -> Read:
    def read_text(text: str | bytes) -> Network:
        path = tmp_path / "net.dot"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return read_dot(path)

    return read_text


def parse(text: str) -> DotGraph:
    return parse_dot(text, Path("net.dot"))


# Real files


@needs_data
@pytest.mark.parametrize(
    ("name", "nodes", "edges", "layers", "reports"),
    [
        ("sfd/cnn_net_tree", 91, 100, 91, 12),
        ("sfd/cnn_net_tree_org", 78, 87, 78, 0),
        ("sfd/cnn_net_tree_pre", 78, 87, 78, 0),
        ("sfd/cnn_net_tree_pre_org", 74, 83, 74, 0),
        ("sfd/cnn_net_tree_gv", 78, 87, 78, 0),
        ("sfd/temp/deploy_sq_org8_sfd2_nnie_mark_nnie_20190808155020", 92, 109, 124, 0),
        ("sfd/temp/deploy_sq_org8_sfd2_nnie_mark_nnie_20190809104248", 2, 1, 2, 0),
        ("sfd/temp/deploy_sq_org8_sfd2_nnie_mark_nnie_20190916144036", 74, 82, 106, 0),
        ("atc_yolov8n/cnn_net_tree", 166, 208, 166, 1),
        ("retinaface/cnn_net_tree", 120, 127, 120, 0),
    ],
)
def test_real_files(name: str, nodes: int, edges: int, layers: int, reports: int) -> None:
    path = DATA / f"{name}.dot"
    network = read_dot(path)
    assert len(network.nodes) == len(network.by_name) == nodes
    assert len(network.edges) == len(set(network.edges)) == edges
    assert sum(len(node.layers) for node in network.nodes) == layers
    assert sum(bool(node.reports) for node in network.nodes) == reports
    assert {name for edge in network.edges for name in edge} <= set(network.by_name)
    position = {node.name: index for index, node in enumerate(network.nodes)}
    assert all(position[source] < position[target] for source, target in network.edges)


@needs_data
def test_mapper_tree_tells_ids_sizes_deltas_and_reports() -> None:
    network = read_dot(DATA / "sfd/cnn_net_tree.dot")
    assert sorted(node.id for node in network.nodes if node.id is not None) == list(range(91))
    assert {node.segment for node in network.nodes} == {0}
    conv = network.by_name["conv1_sq"]
    assert (conv.id, conv.type) == (1, "Convolution")
    assert (conv.input_shape, conv.output_shape) == ((3, 640, 640), (64, 319, 319))
    assert network.by_name["pool1_sq"].data_delta == (200,)
    assert network.by_name["fire5_norm_mbox_conf_slice"].output_shape == (1, 159, 159)
    deltas = {node.data_delta for node in network.nodes}
    assert {(104, 152), (-64, -48), (-640, -592), (-1016,)} <= deltas
    report = network.by_name["conv7_2_mbox_conf_perm_report_0_11"]
    assert (report.id, report.type, report.reports) == (90, "Reportop", "conv7_2_mbox_conf_perm")
    for node in network.nodes:
        if node.type == "Reportop":
            assert node.name.startswith(f"{node.reports}_report_0_")
    # The Slice feeds the first maxout twice: one edge here.
    assert network.outputs_of["fire5_norm_mbox_conf_slice"] == (
        "fire5_norm_mbox_conf_maxout_0",
        "fire5_norm_mbox_conf_maxout",
        "fire5_norm_mbox_conf_out_bridge_0",
    )


@needs_data
def test_pre_tree_has_neither_segment_nor_type() -> None:
    node = read_dot(DATA / "sfd/cnn_net_tree_pre.dot").by_name["pool1_sq"]
    assert (node.id, node.segment, node.type) == (1, None, "")
    assert node.output_shape == (64, 159, 159)


@needs_data
def test_gv_marks_are_no_part_of_names() -> None:
    network = read_dot(DATA / "sfd/cnn_net_tree_gv.dot")
    first = network.nodes[0]
    assert (first.name, first.id, first.type) == ("conv1_sq", 0, "Convolution")
    assert first.layers[0].bottoms == ("data",)
    last = network.by_name["conv7_2_mbox_conf_perm"]
    assert last.blobs == last.layers[0].tops == ("conv7_2_mbox_conf_perm",)
    assert network.by_name["fire2_concat"].layers[0].bottoms == (
        "fire2_expand1x1",
        "fire2_expand3x3",
    )
    assert not any("|" in blob for node in network.nodes for blob in (node.name, *node.blobs))


@needs_data
def test_graph_view_lists_the_in_place_groups_of_its_prototxt() -> None:
    """Two files of one real project, read by two readers, tell one net."""
    graph_view = read_dot(DATA / "sfd/temp/deploy_sq_org8_sfd2_nnie_mark_nnie_20190916144036.dot")
    prototxt = read_prototxt(DATA / "sfd/models/deploy_sq_org8_sfd2_nnie.prototxt")

    def sanitised(network: Network) -> set[tuple[str, ...]]:
        return {
            tuple(layer.name.replace("/", "_") for layer in node.layers) for node in network.nodes
        }

    assert sanitised(graph_view) == sanitised(prototxt)
    assert set(graph_view.edges) == {
        (source.replace("/", "_"), target.replace("/", "_")) for source, target in prototxt.edges
    }


@needs_data
def test_atc_keeps_raw_names_and_drops_the_batch() -> None:
    network = read_dot(DATA / "atc_yolov8n/cnn_net_tree.dot")
    conv = network.by_name["/model.0/conv/Conv"]
    assert (conv.id, conv.segment, conv.type) == (1, 0, "Convolution")
    assert (conv.input_shape, conv.output_shape) == ((3, 640, 640), (16, 320, 320))
    assert network.inputs_of[conv.name] == ("images",)
    assert network.outputs_of[conv.name] == ("/model.1/conv/Conv",)
    report = network.by_name["/model.22/Concat_5_report_0_0"]
    assert report.output_shape == (20, 8400)
    assert report.reports == "/model.22/Concat_5"
    assert sorted(node.id for node in network.nodes if node.id is not None) == list(range(166))


@needs_data
def test_retinaface_tree_meets_its_prototxt() -> None:
    tree = read_dot(DATA / "retinaface/cnn_net_tree.dot")
    prototxt = read_prototxt(DATA / "retinaface/deploy.prototxt")
    assert set(tree.by_name) == set(prototxt.by_name)
    assert set(tree.edges) == set(prototxt.edges)


# Statements


@pytest.mark.parametrize(
    ("text", "nodes", "edges"),
    [
        ("digraph{a}", ["a"], []),
        ("strict digraph g { a; b a -> b; }", ["a", "b"], [("a", "b")]),
        ("digraph g { a -> b -> c }", ["a", "b", "c"], [("a", "b"), ("b", "c")]),
        ("digraph g { a->b;a -> b; a->b [w=1] }", ["a", "b"], [("a", "b")]),
        (
            "digraph g { a -> b\na -> c\nb -> c\n}",
            ["a", "b", "c"],
            [("a", "b"), ("a", "c"), ("b", "c")],
        ),
        (
            "digraph g { /m.0/c -> fc:1.x ; a-b->c-d }",
            ["/m.0/c", "fc:1.x", "a-b", "c-d"],
            [("/m.0/c", "fc:1.x"), ("a-b", "c-d")],
        ),
        ('digraph "g" { "a b" -> "c;}" }', ["a b", "c;}"], [("a b", "c;}")]),
        ("digraph g { a [x=1]; b; a:p -> b:p:n }", ["a", "b"], [("a", "b")]),
        ('digraph g { "a":p -> "b":q:s }', ["a", "b"], [("a", "b")]),
        ("digraph g { a:0 [x=1]; a:1 [x=1]; a:0 -> a:1 }", ["a:0", "a:1"], [("a:0", "a:1")]),
        (
            "digraph g { { a b } -> { c d } }",
            ["a", "b", "c", "d"],
            [("a", "c"), ("a", "d"), ("b", "c"), ("b", "d")],
        ),
        (
            "digraph g { subgraph cluster_0 { label=x; node [s=b]; a -> b } c; b -> c }",
            ["a", "b", "c"],
            [("a", "b"), ("b", "c")],
        ),
        (
            "digraph g { subgraph { a; subgraph s { b } } -> c }",
            ["a", "b", "c"],
            [("a", "c"), ("b", "c")],
        ),
        ("digraph g { rankdir=TB; graph [a=b]; node [c=d] edge [] a }", ["a"], []),
        (
            "// x\n# y\n/* z */ digraph /* { */ g { // a\n b # no comment\n}",
            ["b", "#", "no", "comment"],
            [],
        ),
        ("digraph g { a -> a }", ["a"], [("a", "a")]),
        ("digraph g { b -> c; a [l=1]; c [l=1]; b }", ["a", "c", "b"], [("b", "c")]),
        ("digraph g { a } trailing }{", ["a"], []),
    ],
)
def test_statements(text: str, nodes: list[str], edges: list[tuple[str, str]]) -> None:
    graph = parse(text)
    assert sorted(graph.nodes) == sorted(nodes)
    assert list(graph.edges) == edges


def test_nodes_stand_where_they_are_stated() -> None:
    graph = parse("digraph g { b -> c; a [l=1]; c [l=1]; d -> b; b [l=1] }")
    assert list(graph.nodes) == ["a", "c", "d", "b"]


@pytest.mark.parametrize(
    ("attributes", "expected"),
    [
        ("[shape=box, label=x]", {"shape": "box", "label": "x"}),
        ("[shape = box label = x]", {"shape": "box", "label": "x"}),
        ('\n[\n\tshape = box\r\n\tlabel = "x"\n]', {"shape": "box", "label": "x"}),
        ("[a=1;b=2] [c=3]", {"a": "1", "b": "2", "c": "3"}),
        ('[label="a \\"b\\" ]; -> c"]', {"label": 'a "b" ]; -> c'}),
        ('[label="one\\\ntwo"]', {"label": "onetwo"}),
        (r'[label="x\ny\\z"]', {"label": r"x\ny\\z"}),
        ("[label=<<b>x</b> <i>y</i>>, c=1]", {"label": "<b>x</b> <i>y</i>", "c": "1"}),
        ("[flag, a=1]", {"a": "1"}),
        ("[]", {}),
        ("", {}),
    ],
)
def test_attributes(attributes: str, expected: dict[str, str]) -> None:
    graph = parse(f"digraph g {{ n {attributes}; m }}")
    assert graph.nodes == {"n": expected, "m": {}}


@pytest.mark.parametrize(
    ("text", "line", "mentions"),
    [
        ("", 1, ["digraph", "end of the file"]),
        ("layer { }", 1, ["digraph", "'layer'"]),
        ("\ngraph g { a -- b }", 2, ["digraph", "'graph'"]),
        ("digraph g", 1, ["brace"]),
        ("digraph g {\n}", 2, ["nodes", "none"]),
        ("digraph g {\n a;\n", 3, ["}", "line 1"]),
        ("digraph g {\n a [x=1\n b;\n", 4, ["]", "line 2"]),
        ("digraph g {\n a [x=]\n}", 2, ["value", "']'"]),
        ('digraph g {\n a [x="open\n}', 2, ["closing quote"]),
        ("digraph g {\n a -> ;\n}", 2, ["node", "';'"]),
        ("digraph g {\n a [x=<b]\n}", 2, ['">"']),
        ("digraph g {\n ]\n}", 2, ["']'"]),
        ("digraph g { a /* open }", 1, ["comment"]),
        ('digraph g { "a"b }', 1, ["quotes"]),
    ],
)
def test_errors_name_file_line_and_both_sides(text: str, line: int, mentions: list[str]) -> None:
    with pytest.raises(CosightError) as caught:
        parse(text)
    sentence = str(caught.value)
    assert sentence.startswith(f"net.dot, line {line}: expected ")
    assert "\n" not in sentence
    for mention in mentions:
        assert mention in sentence


@pytest.mark.parametrize(
    "text",
    [
        "digraph g " + "{" * 100_000,
        "digraph g {" + "subgraph s {" * 100_000,
        "digraph g {" + "/* " * 300_000,
        "digraph g { a -> " + ":" * 1_000_000,
        "digraph g { a [x=" + "<" * 1_000_000,
        'digraph g { "' + "\\" * 1_000_000,
        "digraph g { {"
        + "a%d " * 3000 % tuple(range(3000))
        + "} -> {"
        + "b%d " * 3000 % tuple(range(3000))
        + "} }",
    ],
)
def test_hostile_text_is_one_short_sentence(text: str) -> None:
    with pytest.raises(CosightError) as caught:
        parse(text)
    assert len(str(caught.value)) < 300


# Labels


def test_names_shared_by_nodes_fall_back_to_ids(read: Read) -> None:
    network = read(
        r'digraph g { a [label="conv\nid: 1"]; b [label="conv\nid: 2"]; c [label="b"]; a->b }'
    )
    assert len(network.by_name) == 3
    assert {node.layers[0].name for node in network.nodes} == {"conv", "b"}
    assert network.by_name["a"].id == 1
    assert network.by_name["b"].layers[0].name == "b"
    assert [node.id for node in network.nodes if node.layers[0].name == "conv"] == [1, 2]


def test_nodes_that_only_edges_mention(read: Read) -> None:
    network = read('digraph g { a -> b; b [label="b\\nid: 7"]; }')
    assert [node.name for node in network.nodes] == ["a", "b"]
    assert network.by_name["a"].layers[0].name == "a"
    assert network.by_name["b"].id == 7


def test_odd_labels(read: Read) -> None:
    network = read(
        r"""digraph g {
        a [label="c:0\n id: x\n input size: 3x4\n output size: 1*2*3*4\n data_delta: (1, -2, 3)"];
        b [label="\n name : b | kernel | hp\n top : t | report"];
        c [label="fc\n output size: 1*10"];
        d [label="atc\n output size: 1*10\n reportFlag: 0"];
        e [label="half\n data_delta: 12345678901234567890\n output size: """
        + "9" * 5000
        + """"];
        f [label="multi
 id: 5"];
        }"""
    )
    assert network.by_name["c:0"].id is None
    assert network.by_name["c:0"].input_shape == ()
    assert network.by_name["c:0"].output_shape == (2, 3, 4)
    assert network.by_name["c:0"].data_delta == (1, -2, 3)
    assert network.by_name["b | kernel"].blobs == ("t",)
    assert network.by_name["fc"].output_shape == (1, 10)
    assert network.by_name["atc"].output_shape == (10,)
    assert network.by_name["half"].data_delta == ()
    assert network.by_name["half"].output_shape == ()
    assert network.by_name["multi"].id == 5


def test_report_without_edge_is_told_by_its_name(read: Read) -> None:
    network = read(r'digraph g { a; r [label="a_report_0_3\ntype name: Reportop"]; }')
    assert network.by_name["a_report_0_3"].reports == "a"


def test_cycle_is_read(read: Read) -> None:
    network = read("digraph g { a -> b -> c -> a }")
    assert [node.name for node in network.nodes] == ["a", "b", "c"]
    assert len(network.edges) == 3


def test_encodings(read: Read) -> None:
    text = 'digraph g {\r\n 卷积 [label="卷积/1\\n id: 3"];\r\n}\r\n'
    for data in (
        text.encode(),
        b"\xef\xbb\xbf" + text.encode(),
        text.encode("gbk"),
        text.encode("utf-16"),
    ):
        assert read(data).by_name["卷积/1"].id == 3


def test_unreadable_files(tmp_path: Path, read: Read) -> None:
    with pytest.raises(CosightError, match=r"nothing\.dot cannot be read"):
        read_dot(tmp_path / "nothing.dot")
    with pytest.raises(CosightError, match="binary"):
        read(b"digraph {\0")


@given(st.text(alphabet=st.sampled_from('ab{}[]<>-;,=:"\\/*# \n'), max_size=60))
@settings(max_examples=300)
def test_random_marks_never_crash(text: str) -> None:
    sentence = "net.dot, line 0"
    try:
        parse("digraph g {" + text)
    except CosightError as error:
        sentence = str(error)
    assert sentence.startswith("net.dot, line ")


@given(st.binary(max_size=200))
@settings(max_examples=100)
def test_random_labels_never_crash(tmp_path_factory: pytest.TempPathFactory, data: bytes) -> None:
    path = tmp_path_factory.mktemp("random") / "x.dot"
    path.write_bytes(b'digraph g { a [label="x\\n ' + data.replace(b'"', b"") + b'"]; a -> b }')
    sentence = "x.dot"
    try:
        read_dot(path)
    except CosightError as error:
        sentence = str(error)
    assert "x.dot" in sentence
