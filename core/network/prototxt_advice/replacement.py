"""Prototxt text to copy, in the form of the file it is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.network.prototext_edit import Path, edited, quoted
from core.network.stated_net import StatedLayer, StatedNet

_OLD_KEY = "layers"


def changed(net: StatedNet, one: StatedLayer, changes: Mapping[Path, str]) -> str:
    """A layer as its author wrote it, with other values at some paths; empty where one is missing.

    ``name`` and ``type`` of the oldest files are found in their inner ``layer``.
    """
    if not one.key:
        return ""
    inner = ("name", "type")
    for prefix in ((), ("layer",)):
        moved = {
            (*prefix, *path) if path[0] in inner else path: value for path, value in changes.items()
        }
        text = edited(net.text, one.message.span, moved)
        if text is not None:
            return f"{one.key} {text}"
    return ""


def renamed(net: StatedNet, one: StatedLayer, name: str) -> str:
    """A layer under another name; empty where that is another layer's already."""
    if not name or name in net.layer_names:
        return ""
    return changed(net, one, {("name",): quoted(name)})


def new_layer(
    key: str,
    name: str,
    kind: str,
    bottoms: Sequence[str],
    tops: Sequence[str],
    parameters: Mapping[str, Mapping[str, object]] | None = None,
) -> str:
    """A layer written anew."""
    lines = [f"{key} {{", f"  name: {quoted(name)}", f"  type: {type_value(key, kind)}"]
    lines += [f"  bottom: {quoted(blob)}" for blob in bottoms]
    lines += [f"  top: {quoted(blob)}" for blob in tops]
    for group, values in (parameters or {}).items():
        lines.append(f"  {group} {{")
        lines += [f"    {field}: {value}" for field, value in values.items()]
        lines.append("  }")
    return "\n".join((*lines, "}"))


def type_value(key: str, kind: str) -> str:
    """A layer type as a value, in the form of the file."""
    return kind.upper() if key == _OLD_KEY else quoted(kind)


class FreeNames:
    """Hands out names that neither a layer nor a blob of the net has."""

    def __init__(self, net: StatedNet) -> None:
        self._taken = set(net.names)
        self._last: dict[str, int] = {}

    def take(self, wish: str) -> str:
        """``wish``, or that with a number behind it."""
        name, number = wish, self._last.get(wish, 1)
        while name in self._taken:
            number += 1
            name = f"{wish}_{number}"
        self._last[wish] = number
        self._taken.add(name)
        return name
