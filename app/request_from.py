"""What the sources panel asks for: as it stands at one moment, and as the engine takes it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from core.dumps.formats import FixedPoint
from core.dumps.kinds import Kind
from widgets.sources.panel import SourcesPanel

if TYPE_CHECKING:
    from core.comparison.model import Request


class Asked(NamedTuple):
    """What the panel said when Compare was pressed; what is typed afterwards is not in it."""

    left: str
    right: str
    dot: str
    prototxt: str
    include: frozenset[Kind]
    hex_format: FixedPoint

    @classmethod
    def by(cls, sources: SourcesPanel) -> Asked:
        """What ``sources`` says now."""
        return cls(
            sources.left(),
            sources.right(),
            sources.dot(),
            sources.prototxt(),
            sources.include(),
            sources.hex_format(),
        )

    @classmethod
    def of(cls, request: Request) -> Asked:
        """What was said for ``request``, but for pairs picked by hand, which the settings keep."""
        return cls(
            str(request.left),
            str(request.rights[0]),
            str(request.dot or ""),
            str(request.prototxt or ""),
            request.include,
            request.hex_format,
        )

    def request(self) -> Request:
        """The same for the engine, both folders given."""
        from core.comparison.model import Request  # late: the window's frame needs none

        return Request(
            left=Path(self.left),
            rights=(Path(self.right),),
            prototxt=Path(self.prototxt) if self.prototxt else None,
            dot=Path(self.dot) if self.dot else None,
            include=self.include,
            hex_format=self.hex_format,
        )
