"""Small runs and networks for the tests of matching, engine and reports."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from core.comparison.matching import plan_runs
from core.comparison.model import Plan, Request
from core.dumps.model import Dump, DumpName, Encoding, Kind, Run
from core.network.model import Layer, Network, Node

DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
RETINAFACE = DATA / "retinaface"


def caffe(layer: str, shape: Sequence[int] = (4, 3, 2), k: int = 0) -> DumpName:
    """A Caffe float run's output."""
    dims = "".join(f"_{dim}" for dim in shape)
    file_name = f"{layer}_output{k}{dims}_caffe.linear.float"
    return DumpName(
        file_name, layer, Kind.OUTPUT, k, tuple(shape), Encoding.DECIMAL, source="caffe"
    )


def quant(
    layer: str, shape: Sequence[int] = (4, 3, 2), k: int = 0, extension: str = "hex"
) -> DumpName:
    """A mapper's output, or its converted text."""
    dims = "".join(f"_{dim}" for dim in shape)
    file_name = f"{layer}_output{k}{dims}_quant.linear.{extension}"
    encoding = Encoding.FIXED if extension == "hex" else Encoding.DECIMAL
    return DumpName(file_name, layer, Kind.OUTPUT, k, tuple(shape), encoding, source="quant")


def seg(number: int, segment: int = 0, k: int = 0, source: str = "inst") -> DumpName:
    """A simulator's or board's output."""
    layer = f"seg{segment}_layer{number}"
    return DumpName(
        f"{layer}_output{k}_{source}.linear.hex",
        layer,
        Kind.OUTPUT,
        k,
        (),
        Encoding.FIXED,
        source=source,
        segment=segment,
        layer_id=number,
    )


def parameter(layer: str, kind: Kind, extension: str) -> DumpName:
    """A weight's or bias's codes (``hex``) or their decimals (``float``)."""
    if extension == "hex":
        encoding = Encoding.WEIGHT if kind is Kind.WEIGHT else Encoding.INTEGER
        return DumpName(f"{layer}_{kind}.hex", layer, kind, 0, (), encoding)
    return DumpName(f"{layer}_{kind}-anti.float", layer, kind, 0, (), Encoding.DECIMAL, "anti")


def run(folder: str, names: Sequence[DumpName]) -> Run:
    """A run that was never on disk."""
    return Run(Path(folder), tuple(Dump(Path(folder), name) for name in names), (), ())


def node(
    *layers: str,
    blobs: Sequence[str] | None = None,
    id: int | None = None,
    segment: int | None = None,
    reports: str = "",
    output_shape: tuple[int, ...] = (),
    data_delta: tuple[int, ...] = (),
) -> Node:
    """A node whose head is the first of ``layers`` and whose blob is called like it."""
    return Node(
        layers[0],
        tuple(Layer(name) for name in layers),
        tuple(blobs) if blobs is not None else (layers[0],),
        segment=segment if segment is not None or id is None else 0,
        id=id,
        reports=reports,
        output_shape=output_shape,
        data_delta=data_delta,
    )


def network(nodes: Sequence[Node], edges: Sequence[tuple[str, str]] | None = None) -> Network:
    """A network; without ``edges`` a chain."""
    if edges is None:
        edges = [(a.name, b.name) for a, b in pairwise(nodes)]
    return Network("net", None, tuple(nodes), tuple(edges))


def plan(
    left: Sequence[DumpName],
    *rights: Sequence[DumpName],
    prototxt: Network | None = None,
    dot: Network | None = None,
    **request: object,
) -> Plan:
    """Match runs made of names."""
    runs = [run(f"right{at}", names) for at, names in enumerate(rights)]
    asked = Request(Path("left"), tuple(one.folder for one in runs), **request)  # type: ignore[arg-type]
    return plan_runs(asked, run("left", left), runs, prototxt, dot)


def met(plan: Plan) -> dict[tuple[str, str], str]:
    """Rule by (left file, right file)."""
    return {
        (pair.left.name.file_name, pair.right.name.file_name): pair.rule.value
        for pair in plan.pairs
    }


def codes(plan: Plan) -> list[str]:
    """Codes of the plan's findings."""
    return [finding.code for finding in plan.findings]
