"""What several tests of the engine ask for."""

from __future__ import annotations

import pytest

from core.comparison.measuring import at_once


@pytest.fixture
def read_by_python(monkeypatch: pytest.MonkeyPatch) -> None:
    """Files are opened and read piece by piece, as where no kernel can do it."""
    monkeypatch.setattr(at_once, "_functions", lambda: None)
