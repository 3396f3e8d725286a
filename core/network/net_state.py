"""Which layers of a prototxt are in the run: Caffe's rules of phase, level and stage.

Source: ``Net::FilterNet`` and ``Net::StateMeetsRule`` of Caffe's ``net.cpp``, for a net that is
opened, as every dump script and the mapper do, in the TEST phase at level 0.
"""

from __future__ import annotations

import re
from pathlib import Path

from core.errors import CosightError
from core.messages import translate
from core.network.prototext import Message

_LEVEL = 0
_WHOLE_NUMBER = re.compile(r"-?(?:0[xX][0-9a-fA-F]{1,8}|0|[1-9]\d{0,9})")


def stages_of(net: Message) -> frozenset[str]:
    """The stages the file itself puts its net in: ``state { stage: "deploy" }``; mostly none.

    Caffe adds to these, while phase and level of the file yield to those it is opened with.
    """
    return frozenset(stage for state in net.messages("state") for stage in state.texts("stage"))


def is_in_the_run(layer: Message, stages: frozenset[str], path: Path) -> bool:
    """Whether some ``include`` rule is met, where there are any, and no ``exclude`` is.

    Caffe knows layers with either alone.

    Raises:
        CosightError: a level of the layer in file ``path`` is no whole number.
    """
    included, excluded = layer.messages("include"), layer.messages("exclude")
    try:
        if included and not any(_is_met(rule, stages) for rule in included):
            return False
        return not any(_is_met(rule, stages) for rule in excluded)
    except _NoNumberError as error:
        raise CosightError(
            translate(
                "core",
                "{file}, layer {layer}: expected a whole number for {field}, found {found!r}; "
                "correct the file or choose another one",
            ).format(file=path, layer=layer.text("name"), field=error.field, found=error.found)
        ) from None


class _NoNumberError(Exception):
    """``found`` is what stands there for ``field``."""

    def __init__(self, field: str, found: str) -> None:
        super().__init__(field)
        self.field = field
        self.found = found[:40]


def _is_met(rule: Message, stages: frozenset[str]) -> bool:
    """A rule is met by a state in which all it names is true; an empty one always."""
    return (
        rule.text("phase").upper() in ("", "TEST", "1")
        and _level(rule, "min_level") <= _LEVEL <= _level(rule, "max_level")
        and stages.issuperset(rule.texts("stage"))
        and stages.isdisjoint(rule.texts("not_stage"))
    )


def _level(rule: Message, field: str) -> int:
    text = rule.text(field)
    if not text:
        return _LEVEL
    if not _WHOLE_NUMBER.fullmatch(text):
        raise _NoNumberError(field, text)
    return int(text, 0)
