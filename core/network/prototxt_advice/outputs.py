"""More outputs than NNIE takes in a segment.

The mapper cuts a net where NNIE cannot go on: at layers marked ``_cpu``, and at Custom and
Proposal layers. A prototxt does not tell the cuts, so that layers count as one segment that have
as many changes between NNIE and the rest on the way from the inputs. Without such a layer the
whole net is one segment, and the count is certain.
"""

from __future__ import annotations

from collections.abc import Iterator

from core.cancelling import Check, heed
from core.messages import translate
from core.network.prototxt_advice.model import Advice, Grade
from core.network.stated_net import NOBODY, StatedLayer, StatedNet, is_reported, unmarked

_MOST = 16
"""``SVP_NNIE_MAX_OUTPUT_NUM`` of the vendor's ``hi_nnie.h``."""
_OTHERS = frozenset({"Custom", "Proposal"})
_NAMED = 3


def outputs_of_segments(
    net: StatedNet, cancelled: Check | None = None
) -> dict[int, dict[str, str]]:
    """The outputs of each segment of NNIE, by its number: blob and the layer that writes it.

    They are the blobs that nobody reads, or that another segment reads, and the tops marked
    ``_report``; inputs of the net are none.
    """
    segments = _segments(net, cancelled)
    outputs: dict[int, dict[str, str]] = {}
    for index, one in enumerate(heed(net.layers, cancelled)):
        if segments[index] % 2 or not one.layer.bottoms:
            continue
        for top in one.layer.tops:
            readers = net.readers.get((index, unmarked(top)), ())
            leaves = not readers or any(segments[at] != segments[index] for at in readers)
            if leaves or is_reported(top):
                outputs.setdefault(segments[index], {}).setdefault(unmarked(top), one.layer.name)
    return outputs


def too_many_outputs(net: StatedNet, cancelled: Check | None = None) -> Iterator[Advice]:
    """Segments of NNIE with more than 16 outputs.

    Raises:
        Cancelled: ``cancelled()`` was true.
    """
    is_whole = not any(map(_is_other, net.layers))
    for segment, blobs in outputs_of_segments(net, cancelled).items():
        if len(blobs) > _MOST:
            layers = tuple(dict.fromkeys(blobs.values()))
            if is_whole:
                text = translate(
                    "core",
                    "The net has {n} outputs ({blobs}, …), but the mapper takes {most} at most in "
                    "a segment.",
                )
            else:
                text = translate(
                    "core",
                    "A part of the net between its CPU layers has {n} outputs ({blobs}, …), but "
                    "the mapper takes {most} at most in a segment.",
                )
            yield Advice(
                "too_many_outputs",
                Grade.FAULT if is_whole else Grade.RISK,
                layers,
                text.format(n=len(blobs), most=_MOST, blobs=", ".join([*blobs][:_NAMED])),
                translate(
                    "core",
                    "Join outputs of equal height and width with Concat, the cut-off ends of "
                    "Slices too, and take _report off tops that need not be seen.",
                ),
                {"outputs": list(blobs), "most": _MOST, "segment": None if is_whole else segment},
            )


def _segments(net: StatedNet, cancelled: Check | None) -> list[int]:
    """For each layer the changes between NNIE and the rest before it: even numbers are NNIE's."""
    found: list[int] = []
    for index, one in enumerate(heed(net.layers, cancelled)):
        before = max((found[at] for at, _ in net.reads[index] if at != NOBODY), default=0)
        found.append(before + (before % 2 != _is_other(one)))
    return found


def _is_other(one: StatedLayer) -> bool:
    """Whether the mapper leaves a layer to the CPU."""
    return one.layer.type in _OTHERS or one.layer.name.endswith("_cpu")
