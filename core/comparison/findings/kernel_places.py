"""Where each sum of the kernels stands."""

from __future__ import annotations

# Of ``survey`` over the whole.
ERROR = 0
"""Σd²."""
RIGHT_UNSIGNED = 1
"""Σ(R − |L|)²."""
LEFT_UNSIGNED = 2
"""Σ(L − |R|)²."""
LEFT_NEGATIVE = 3
RIGHT_NEGATIVE = 4
LEFT_MIN = 5
LEFT_MAX = 6
RIGHT_MIN = 7
RIGHT_MAX = 8
AT_LEFT_MIN = 9
AT_LEFT_MAX = 10
AT_RIGHT_MIN = 11
AT_RIGHT_MAX = 12
WHOLE = 13

# Of ``survey`` for each channel.
CHANNEL_ERRORS = 0
"""Σd²."""
CHANNEL_OFFSETS = 1
"""Σd."""
CHANNEL_SIGNAL = 2
"""ΣL²."""
CHANNEL_VARIES = 3
"""How many right values are not its first."""
OF_CHANNEL = 4
