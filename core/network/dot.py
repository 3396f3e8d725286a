"""DOT files of the mapper and its successors → ``Network``.

Four dialects tell the same net: ``cnn_net_tree.dot`` (with ``_org``, ``_pre``, ``_pre_org``),
its ATC successor, ``cnn_net_tree_gv.dot``, and the Graph View files in ``temp``.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass, field, replace
from pathlib import Path

from core.cancelling import Check, heed
from core.messages import translate
from core.network.dot_text import DotGraph, parse_dot
from core.network.model import Layer, Network, Node, Shape
from core.network.order import UniqueNames, execution_order
from core.network.text_file import read_text

_LINE_BREAK = re.compile(r"(?<!\\)\\n|\n")
_INTEGER = re.compile(r"(?<!\d)[+-]?\d{1,9}(?!\d)")
_SIZE = re.compile(r"\d{1,9}(?:\s*\*\s*\d{1,9})*")
_MARKS = frozenset({"input", "output", "report", "hp", "cpu"})
"""What ``cnn_net_tree_gv.dot`` appends to names and tops: ``conv1 | output | hp``."""
_ATC_KEY = "reportFlag"
"""ATC's sizes begin with the batch, whatever their length; the mapper's never do."""
_REPORT = "Reportop"
_REPORT_NAME = re.compile(r"(.+)_report_\d+_\d+")


def read_dot(path: Path, cancelled: Check | None = None) -> Network:
    """Read the net of a dot file.

    A node bears the raw layer name of its label, or its graphviz id where several nodes share
    a name. Nodes that only edges mention are kept, without layers' details.

    Raises:
        CosightError: the file cannot be read, is no digraph, breaks the syntax or has no node.
        Cancelled: ``cancelled()`` was true.
    """
    graph = parse_dot(read_text(path, translate("core", "a dot file")), path, cancelled)
    labels = {
        node_id: _read_label(attributes.get("label", ""), node_id)
        for node_id, attributes in heed(graph.nodes.items(), cancelled)
    }
    names = _node_names(labels)
    edges = tuple((names[tail], names[head]) for tail, head in graph.edges)
    nodes = {
        names[node_id]: label.node(names[node_id])
        for node_id, label in heed(labels.items(), cancelled)
    }
    _tell_reports(nodes, edges)
    ordered = execution_order(list(nodes), edges, cancelled)
    return Network(_network_name(graph, path), path, tuple(nodes[name] for name in ordered), edges)


def _network_name(graph: DotGraph, path: Path) -> str:
    # Every tool calls its graph cnn_tree: the file says more.
    return graph.name if graph.name not in ("", "cnn_tree") else path.stem


def _node_names(labels: dict[str, _Label]) -> dict[str, str]:
    """Graphviz id → node name."""
    count = Counter(label.layers[0].name for label in labels.values())
    unique = UniqueNames(name for name, times in count.items() if times == 1)
    return {
        node_id: label.layers[0].name if count[label.layers[0].name] == 1 else unique.take(node_id)
        for node_id, label in labels.items()
    }


def _tell_reports(nodes: dict[str, Node], edges: tuple[tuple[str, str], ...]) -> None:
    """Let every Reportop know the node it hangs on."""
    producers: dict[str, str] = {}
    for source, target in edges:
        producers.setdefault(target, source)
    for name, node in nodes.items():
        if node.type != _REPORT:
            continue
        named = _REPORT_NAME.fullmatch(node.layers[0].name)
        by_name = named[1] if named and named[1] in nodes else ""
        nodes[name] = replace(node, reports=producers.get(name, by_name))


@dataclass(slots=True)
class _StatedLayer:
    """One ``name : …`` of a label, with what follows it."""

    name: str
    type: str = ""
    bottoms: list[str] = field(default_factory=list)
    tops: list[str] = field(default_factory=list)


@dataclass(slots=True)
class _Label:
    """What the label of a node says."""

    layers: tuple[Layer, ...]
    segment: int | None = None
    id: int | None = None
    input_shape: Shape = ()
    output_shape: Shape = ()
    data_delta: tuple[int, ...] = ()

    def node(self, name: str) -> Node:
        return Node(
            name,
            self.layers,
            self.layers[0].tops,
            self.segment,
            self.id,
            self.input_shape,
            self.output_shape,
            self.data_delta,
        )


def _read_label(text: str, node_id: str) -> _Label:
    """Take what we know from a label; every other line is let pass."""
    lines = [line.strip() for line in _LINE_BREAK.split(text)]
    stated: list[_StatedLayer] = []
    fields: dict[str, str] = {}
    for line in lines:
        key, colon, value = line.partition(":")
        key, value = key.rstrip(), value.strip()
        if not colon:
            continue
        if key == "name":
            stated.append(_StatedLayer(_without_marks(value)))
        elif stated and key == "type":
            stated[-1].type = value
        elif stated and key == "bottom":
            stated[-1].bottoms.append(_without_marks(value))
        elif stated and key == "top":
            stated[-1].tops.append(_without_marks(value))
        else:
            fields.setdefault(key, value)
    if stated:
        layers = tuple(
            Layer(layer.name or node_id, layer.type, (*layer.bottoms,), (*layer.tops,))
            for layer in stated
        )
    else:
        # The first line is the raw layer name, colons and all.
        name = lines[0].replace("\\\\", "\\") or node_id
        layers = (Layer(name, fields.get("type name", "")),)
    has_batch = _ATC_KEY in fields
    return _Label(
        layers,
        _integer(fields.get("net segment id", "")),
        _integer(fields.get("id", "")),
        _shape(fields.get("input size", ""), has_batch),
        _shape(fields.get("output size", ""), has_batch),
        tuple(int(number) for number in _INTEGER.findall(fields.get("data_delta", ""))),
    )


def _without_marks(text: str) -> str:
    """``conv1 | output | hp`` → ``conv1``."""
    parts = text.split(" | ")
    while len(parts) > 1 and parts[-1].strip() in _MARKS:
        parts.pop()
    return " | ".join(parts).strip()


def _integer(text: str) -> int | None:
    match = _INTEGER.match(text)
    return int(match[0]) if match else None


def _shape(text: str, has_batch: bool) -> Shape:
    """``3*640*640`` → (3, 640, 640), without a leading batch of 1."""
    match = _SIZE.fullmatch(text)
    if match is None:
        return ()
    dims = tuple(int(dim) for dim in text.split("*"))
    drops_first = dims[0] == 1 and (len(dims) > 3 or (has_batch and len(dims) > 1))
    return dims[1:] if drops_first else dims
