"""Imports that take most of a second, on background threads, one at a time.

Two at once trip over each other: numba and pyqtgraph both look for colorama, and the one that
comes second may find it half imported and fail.
"""

from __future__ import annotations

import importlib
import threading
from types import ModuleType

_one_at_a_time = threading.Lock()


def import_heavy(name: str) -> ModuleType:
    """Import ``name``; waits while another heavy import is under way."""
    with _one_at_a_time:
        return importlib.import_module(name)
