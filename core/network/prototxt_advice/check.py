"""All advice about a prototxt, fault by fault."""

from __future__ import annotations

from core.cancelling import Check, look
from core.network.prototxt_advice.high_precision import grouped_convolutions, without_weights
from core.network.prototxt_advice.model import Advice, Checked
from core.network.prototxt_advice.outputs import too_many_outputs
from core.network.prototxt_advice.pooling import ceil_mode_poolings
from core.network.prototxt_advice.power_shift import shifts_of_one
from core.network.prototxt_advice.relu6 import built_relu6, unsupported_relu6
from core.network.prototxt_advice.replacement import Rewriting
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
    found: list[Advice] = []
    # One after another: where a layer has several faults, each text keeps what those before change.
    rewriting = Rewriting(net)
    for advice in (
        grouped_convolutions(net, shapes, rewriting),
        without_weights(net, rewriting),
        unsupported_relu6(net, rewriting),
        too_many_outputs(net, cancelled),
        shifts_of_one(net, rewriting),
    ):
        look(cancelled)
        found += advice
    poolings, unknown = ceil_mode_poolings(net, shapes, rewriting, cancelled)
    found += poolings
    look(cancelled)
    found += built_relu6(net, rewriting)
    # An input of the header is none of the file's layers.
    layers = sum(bool(one.key) for one in net.layers)
    return Checked(net.path, net.name, (*found,), layers, (*unknown,))
