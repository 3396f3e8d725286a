"""Makes the kernels ready before they are needed."""

from __future__ import annotations


def warm_up() -> None:
    """Compile the kernels or load them from the cache: each is ready once it is imported."""
    from core.comparison.deeper import (  # noqa: F401
        channels_kernels,
        line_kernels,
        magnitudes_kernels,
        places_kernels,
        steps_kernels,
    )
