"""What stands out in the network's picture, while all else fades: what is sought or brushed."""

from __future__ import annotations

from collections.abc import Collection

from widgets.topology.scene import TopologyScene


class Emphasis:
    """A search and a filter over one picture at a time. While something is sought, what is found
    stands out and nothing else, whatever another view asks for: white letters on a faded ground
    cannot be read."""

    def __init__(self) -> None:
        self._found: list[str] = []
        self._at = -1
        self._sought = ""
        self._filter: Collection[str] | None = None

    def forget(self) -> None:
        """The network is another one: nothing is sought in it, nor asked for."""
        self._found, self._at, self._sought, self._filter = [], -1, "", None

    def set_filter(self, names: Collection[str] | None) -> None:
        """Let these nodes stand out, by their own names or their layers'; None: all."""
        self._filter = names

    def seek(self, text: str, picture: TopologyScene) -> None:
        """Find the nodes that hold a layer whose name, type or blob holds ``text``; empty ends
        the search."""
        self._sought = text.strip()
        self._found, self._at = picture.data.matches(text), -1

    def seek_again(self, picture: TopologyScene) -> None:
        """Find the same in another picture of the network."""
        if self._sought:
            self._found = picture.data.matches(self._sought)
        self._at = -1

    def found(self) -> list[str]:
        """Nodes that the search has found."""
        return list(self._found)

    def step(self, step: int, selected: str) -> int:
        """Place in ``found`` of the next (+1) or previous (−1) one, the first time that of
        ``selected`` where it is among them; −1: there is none."""
        if not self._found:
            return -1
        if self._at < 0 and selected in self._found:
            self._at = self._found.index(selected)
        elif self._at < 0:
            self._at = 0 if step > 0 else len(self._found) - 1
        else:
            self._at = (self._at + step) % len(self._found)
        return self._at

    def show_in(self, picture: TopologyScene) -> None:
        """Fade all that does not stand out, but for the marked node."""
        if self._sought:
            picture.fade_all_but(set(self._found))
        elif self._filter is not None:
            picture.fade_all_but({picture.host_of(name) for name in self._filter})
        else:
            picture.fade_all_but(None)
