"""Where each sum of the kernels stands."""

from __future__ import annotations

# Of ``survey`` over the whole.
ERROR = 0
"""Σd²."""
INNER = 1
"""Σd² of the picture without its border."""
WORST_CHANNEL = 2
"""The largest Σd² of a channel."""
CONSTANT_ERROR = 3
"""Σd² of the channels that are one value on the right."""
OFFSETS = 4
"""Σ(Σd)², the inner sum over a channel."""
LEFT_MIN = 5
LEFT_MAX = 6
RIGHT_MIN = 7
RIGHT_MAX = 8
AT_LEFT_MIN = 9
"""How many equal their side's extreme."""
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
"""Σ|r − the channel's first r|: 0 where the right side is one value."""
OF_CHANNEL = 4
