"""Inputs that differ although what should have written them agrees: a wrong match or wiring."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from core.comparison.model import Finding, PairResult, Problem, Severity
from core.comparison.net_findings.flow import (
    WRONG,
    Flow,
    RunResults,
    cosine_of,
    is_read,
    some_of,
)
from core.messages import translate
from core.network.model import Network, Node
from core.network.prototxt import unmarked


def find_differing_inputs(
    flow: Flow, run: RunResults, results: Sequence[PairResult]
) -> Iterator[Finding]:
    """One finding that lists the input dumps that are bad, or broken but readable, while every
    output of the node that writes that blob is good.

    Where the network does not tell which node writes an input, every node that feeds the layer
    has to be good. A producer without an output that was compared says nothing.
    """
    found = []
    for at, index in run.inputs:
        result = results[index]
        if not _differs(result):
            continue
        node = flow.network.nodes[at]
        producers = [
            flow.place[name]
            for name in producers_of(flow.network, node, result.pair.left.name.index)
        ]
        if producers and all(run.severity[one] is Severity.GOOD for one in producers):
            outputs = [results[output] for one in producers for output in run.outputs[one]]
            found.append((result, outputs))
    if not found:
        return
    entries = [_entry(result, outputs) for result, outputs in found]
    if len(found) > 1:
        titles = [result.pair.title for result, _ in found]
        text = translate(
            "core",
            "{n} inputs differ although what should have written them agrees: {inputs}. They are "
            "matched wrongly, or these layers read something else.",
        ).format(n=len(found), inputs=some_of(titles))
    else:
        text = _one(*found[0])
    yield Finding("input_differs", run.prefix + text, {"right_index": run.run, "inputs": entries})


def producers_of(network: Network, node: Node, index: int) -> list[str]:
    """The nodes that may have written input ``index`` of a node: the one whose blob it reads, or
    all that feed it where blobs do not tell."""
    feeding = list(network.inputs_of.get(node.name, ()))
    bottoms = node.layers[0].bottoms if node.layers else ()
    if index < len(bottoms):
        blob = unmarked(bottoms[index])
        writers = [
            name
            for name in feeding
            if name in network.by_name and blob in map(unmarked, network.by_name[name].blobs)
        ]
        if len(writers) == 1:
            return writers
    return [name for name in feeding if name in network.by_name and name != node.name]


def _differs(result: PairResult) -> bool:
    return result.severity in WRONG and is_read(result)


def _entry(result: PairResult, outputs: Sequence[PairResult]) -> Mapping[str, object]:
    cosine = cosine_of(result)
    return {
        "layer": result.pair.layer,
        "input": result.pair.left.name.index,
        "left_file": result.pair.left.name.file_name,
        "right_file": result.pair.right.name.file_name,
        "cosine_similarity": cosine if cosine >= -1.5 else None,
        "producers": list(dict.fromkeys(one.pair.layer for one in outputs)),
        "producers_cosine": min(cosine_of(one) for one in outputs),
    }


def _one(result: PairResult, outputs: Sequence[PairResult]) -> str:
    producer = some_of(list(dict.fromkeys(one.pair.layer for one in outputs)))
    if result.problem is Problem.LENGTH_MISMATCH:
        text = translate(
            "core",
            "{input} has another length on either side although what {producer} writes agrees: it "
            "is matched wrongly, or {layer} reads something else.",
        )
    elif result.problem is not None:
        text = translate(
            "core",
            "{input} holds NaN or Inf on one side although what {producer} writes agrees: it is "
            "matched wrongly, or {layer} reads something else.",
        )
    else:
        text = translate(
            "core",
            "{input} differs (cosine {cosine}) although what {producer} writes agrees: it is "
            "matched wrongly, or {layer} reads something else.",
        )
    return text.format(
        input=result.pair.title,
        producer=producer,
        layer=result.pair.layer,
        cosine=f"{cosine_of(result):.2g}",
    )
