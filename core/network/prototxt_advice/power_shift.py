"""Power layers whose shift the GPU mapper forgets."""

from __future__ import annotations

from collections.abc import Iterator

from core.messages import translate
from core.network.prototxt_advice.model import Advice, Grade
from core.network.prototxt_advice.replacement import Rewriting
from core.network.stated_net import StatedNet
from core.network.stated_numbers import NotStatedError, decimal

CODE = "power_shift_one"
_INSTEAD = "1.0001"


def shifts_of_one(net: StatedNet, rewriting: Rewriting) -> Iterator[Advice]:
    """Power layers, (shift + scale · x) ^ power, with a shift of exactly 1 as float32."""
    for one in net.layers:
        if one.layer.type != "Power":
            continue
        parameters = one.parameters("power_param")
        try:
            shift = decimal(parameters, "shift", 0.0)
            scale, power = decimal(parameters, "scale", 1.0), decimal(parameters, "power", 1.0)
        except NotStatedError:
            continue
        if shift != 1.0:
            continue
        if power == 1.0:
            text = translate(
                "core",
                "{layer} is a Power layer with a shift of exactly 1.0, which the GPU mapper does "
                "not add: its result may be off by -1.",
            )
        else:
            text = translate(
                "core",
                "{layer} is a Power layer with a shift of exactly 1.0, which the GPU mapper does "
                "not add: its result may be wrong.",
            )
        yield Advice(
            CODE,
            Grade.RISK,
            (one.layer.name,),
            text.format(layer=one.layer.name),
            translate("core", "Write 1.0001 for the shift, which is added."),
            {"shift": shift, "scale": scale, "power": power},
            rewriting.changed(one, {("power_param", "shift"): _INSTEAD}),
        )
