"""Prototxt text to copy, in the form of the file it is for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from core.network.prototext_edit import Path, edited, quoted
from core.network.stated_net import StatedLayer, StatedNet

_OLD_KEY = "layers"


class Rewriting:
    """Rewrites layers of a net fault by fault: each text keeps what was changed before.

    So the last text for a layer has all that is to change in it, and none takes back another.
    """

    def __init__(self, net: StatedNet) -> None:
        self._net = net
        self._made: dict[tuple[int, int], dict[Path, str]] = {}
        """What was changed so far, by the place of the layer in the file."""
        self._names: dict[tuple[int, int], str] = {}

    def changed(self, one: StatedLayer, changes: Mapping[Path, str]) -> str:
        """A layer as its author wrote it, with other values at some paths; empty where one is
        missing.

        ``name`` and ``type`` of the oldest files are found in their inner ``layer``.
        """
        if not one.key:
            return ""
        span, inner = one.message.span, ("name", "type")
        changes = {**self._made.get(span, {}), **changes}
        for prefix in ((), ("layer",)):
            moved = {
                (*prefix, *path) if path[0] in inner else path: value
                for path, value in changes.items()
            }
            text = edited(self._net.text, span, moved)
            if text is not None:
                self._made[span] = changes
                return f"{one.key} {text}"
        return ""

    def renamed(self, one: StatedLayer, name: str) -> str:
        """A layer under another name; empty where that is another layer's already."""
        if not name or name in self._net.layer_names:
            return ""
        text = self.changed(one, {("name",): quoted(name)})
        if text:
            self._names[one.message.span] = name
        return text

    def name_of(self, one: StatedLayer) -> str:
        """What a layer is called by now."""
        return self._names.get(one.message.span, one.layer.name)


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
