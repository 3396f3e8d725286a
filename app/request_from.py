"""What the sources panel asks for, as the engine takes it."""

from __future__ import annotations

from pathlib import Path

from core.comparison.model import Request
from widgets.sources_panel import SourcesPanel


def request_from(sources: SourcesPanel) -> Request:
    """The request for the folders and files of the panel, both folders given.

    Raises:
        CosightError: the hex format is none.
    """
    prototxt, dot = sources.prototxt(), sources.dot()
    return Request(
        left=Path(sources.left()),
        rights=(Path(sources.right()),),
        prototxt=Path(prototxt) if prototxt else None,
        dot=Path(dot) if dot else None,
        include=sources.include(),
        hex_format=sources.hex_format(),
    )
