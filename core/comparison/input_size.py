"""Whether the runs were made at the input size that the prototxt states."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from core.comparison.lookup import Lookup
from core.comparison.model import Finding
from core.dumps.model import Kind, Run
from core.messages import translate
from core.network.model import Shape

_INPUTS = ("Input", "Data")
"""Types of layers that write what comes in from outside."""


def other_input_size(runs: Iterable[Run], prototxt: Lookup) -> Iterator[Finding]:
    """One finding for all inputs whose dumps are of another size than the prototxt says."""
    stated = {
        node.name: _plain(node.output_shape)
        for node in prototxt.network.nodes
        if node.output_shape and node.layers and node.layers[0].type in _INPUTS
    }
    for run in runs if stated else ():
        for dump in run.dumps:
            if dump.name.kind is not Kind.OUTPUT or not dump.name.shape:
                continue
            place = prototxt.place((dump.name.layer,))
            if place is None or place.rewrites or place.node.name not in stated:
                continue
            expected, found = stated[place.node.name], _plain(dump.name.shape)
            if len(expected) != len(found) or expected == found:
                continue
            text = translate(
                "core",
                "Another input size: the prototxt states {layer} as {stated}, {file} holds "
                "{found}. Layers are paired by name all the same, but advice on sizes may not "
                "hold for these runs.",
            )
            yield Finding(
                "input_size",
                text.format(
                    layer=place.node.name,
                    stated=_words(expected),
                    found=_words(found),
                    file=dump.name.file_name,
                ),
                {
                    "layer": place.node.name,
                    "stated": list(expected),
                    "found": list(found),
                    "file": dump.name.file_name,
                },
            )
            # The other inputs and runs would say the same once more.
            return


def _plain(shape: Shape) -> Shape:
    """Without a batch of one."""
    return shape[1:] if len(shape) == 4 and shape[0] == 1 else shape


def _words(shape: Shape) -> str:
    return "×".join(map(str, shape))
