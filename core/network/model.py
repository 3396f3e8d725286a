"""One ``Network`` type for prototxt and every kind of dot."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

Shape = tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Layer:
    """A named step of the net.

    ``bottoms`` and ``tops`` are blob names; a dot that lists no blobs leaves them empty.
    """

    name: str
    type: str = ""
    bottoms: tuple[str, ...] = ()
    tops: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Node:
    """One box of the picture: a head layer and the in-place layers that rewrite its blob.

    ``layers[0]`` is the head. ``blobs`` are what the node writes, in top order: ``_output<k>``
    of the mapper is ``blobs[k]``. A Reportop has ``reports`` = name of the node it hangs on.
    """

    name: str
    layers: tuple[Layer, ...]
    blobs: tuple[str, ...] = ()
    segment: int | None = None
    id: int | None = None
    input_shape: Shape = ()
    output_shape: Shape = ()
    """(C, H, W) where known; a leading batch of 1 is dropped."""
    data_delta: tuple[int, ...] = ()
    """One entry per input, in 1/128 octaves."""
    reports: str = ""

    @property
    def type(self) -> str:
        """Type of the head layer."""
        return self.layers[0].type if self.layers else ""


@dataclass(frozen=True)
class Network:
    """Nodes in execution order and the edges between them (node names, no duplicates)."""

    name: str
    source: Path | None
    nodes: tuple[Node, ...]
    edges: tuple[tuple[str, str], ...]
    warnings: tuple[str, ...] = field(default=())

    @cached_property
    def by_name(self) -> dict[str, Node]:
        """Node by its own name."""
        return {node.name: node for node in self.nodes}

    @cached_property
    def inputs_of(self) -> dict[str, tuple[str, ...]]:
        """Names of the nodes that feed each node."""
        return self._adjacent(target=1)

    @cached_property
    def outputs_of(self) -> dict[str, tuple[str, ...]]:
        """Names of the nodes that each node feeds."""
        return self._adjacent(target=0)

    @cached_property
    def hosts(self) -> dict[str, str]:
        """The node that each Reportop hangs on which reads nothing else and feeds nothing.

        One with more edges is a node like any other: led through its host they could close a
        cycle that the network does not have.
        """
        found = {}
        for node in self.nodes:
            host = node.reports
            if host in self.by_name and host != node.name:
                sources, targets = self.inputs_of[node.name], self.outputs_of[node.name]
                if not targets and set(sources) <= {host}:
                    found[node.name] = host
        return found

    def _adjacent(self, target: int) -> dict[str, tuple[str, ...]]:
        found: dict[str, list[str]] = {node.name: [] for node in self.nodes}
        for edge in self.edges:
            found.setdefault(edge[target], []).append(edge[1 - target])
        return {name: tuple(names) for name, names in found.items()}
