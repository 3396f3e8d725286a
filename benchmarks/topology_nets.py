"""Networks whose picture is drawn for a benchmark: deep as real ones are, wide, and dense."""

from __future__ import annotations

from pathlib import Path

from core.network.model import Layer, Network, Node
from core.network.prototxt import read_prototxt
from resources.sample.branches import branching_boxes
from resources.sample.network_files import prototxt

LAYERS, FAN, DENSE = "layers", "fan", "dense"


def made_network(kind: str, size: int, folder: Path) -> Network:
    """One of ``size`` ``LAYERS`` with branches and long skips, as it is read from a file; one of a
    ``FAN`` of ``size`` branches that meet again; or one of two rows of ``size`` layers, where
    each of the lower reads each of the upper: ``DENSE``."""
    if kind == LAYERS:
        return _layers(size, folder)
    return _fan(size) if kind == FAN else _dense(size)


def _layers(count: int, folder: Path) -> Network:
    boxes = branching_boxes(count)
    shapes = {blob: (32, 56, 56) for box in boxes for blob in box.tops}
    path = folder / "deploy.prototxt"
    path.write_text(prototxt(f"generated {count}", boxes, shapes), encoding="ascii")
    return read_prototxt(path)


def _fan(branches: int) -> Network:
    middle = [f"branch{number}/conv" for number in range(branches)]
    nodes = [_node("data", "Input"), *(_node(name) for name in middle), _node("all", "Concat")]
    edges = [("data", name) for name in middle] + [(name, "all") for name in middle]
    return Network(f"fan {branches}", None, tuple(nodes), tuple(edges))


def _dense(side: int) -> Network:
    upper = [f"expert{number}" for number in range(side)]
    lower = [f"mixed{number}" for number in range(side)]
    nodes = [*(_node(name) for name in upper), *(_node(name, "Eltwise") for name in lower)]
    edges = [(above, below) for below in lower for above in upper]
    return Network(f"dense {side}", None, tuple(nodes), tuple(edges))


def _node(name: str, kind: str = "Convolution") -> Node:
    return Node(name, (Layer(name, kind),), (name,), output_shape=(32, 56, 56))
