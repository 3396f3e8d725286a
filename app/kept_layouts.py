"""Where the pictures of networks are kept: beside the kept results, in a file of their own.

A picture takes ten thousand times the room of a result, and would push the results out.
"""

from __future__ import annotations

from core.comparison.result_store import ResultStore, default_file
from core.network.layout_cache import LayoutCache

_NAME = "layouts-1.sqlite"
_LIMIT = 48 << 20
"""Bytes: some sixty networks of ten thousand layers, or thousands of usual ones."""


def layout_store() -> ResultStore | None:
    """The file; None where there is no place for it."""
    file = default_file()
    return ResultStore(file.with_name(_NAME), _LIMIT) if file is not None else None


def usual_layouts() -> LayoutCache | None:
    """The user's own."""
    store = layout_store()
    return LayoutCache(store) if store is not None else None
