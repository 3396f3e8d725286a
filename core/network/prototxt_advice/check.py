"""All advice about a prototxt, fault by fault."""

from __future__ import annotations

from core.cancelling import Check, look
from core.network.prototxt_advice.high_precision import grouped_convolutions, without_weights
from core.network.prototxt_advice.model import Advice, Checked
from core.network.prototxt_advice.outputs import too_many_outputs
from core.network.prototxt_advice.pooling import ceil_mode_poolings
from core.network.prototxt_advice.power_shift import shifts_of_one
from core.network.prototxt_advice.relu6 import built_relu6, unsupported_relu6
from core.network.shapes import shapes_of
from core.network.stated_net import StatedNet


def check_net(net: StatedNet, cancelled: Check | None = None) -> Checked:
    """What can be said about a net by its prototxt alone, the surest first.

    Preprocessing is not among it: the order of mean and scale, the order of the colours and which
    image is dumped stand in the mapper's cfg and in the dump script, not in the prototxt.

    Raises:
        Cancelled: ``cancelled()`` was true.
    """
    shapes = shapes_of(net, cancelled)
    poolings, unknown = ceil_mode_poolings(net, shapes, cancelled)
    found: list[Advice] = []
    for advice in (
        grouped_convolutions(net, shapes),
        without_weights(net),
        unsupported_relu6(net),
        too_many_outputs(net, cancelled),
        shifts_of_one(net),
        poolings,
        built_relu6(net),
    ):
        look(cancelled)
        found += advice
    return Checked(net.path, net.name, (*found,), len(net.layers), (*unknown,))
