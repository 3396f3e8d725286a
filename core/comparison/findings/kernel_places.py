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
LEFT_CLOSEST = 13
"""How far two different values are apart, at the least, among the first few of a side."""
RIGHT_CLOSEST = 14
WHOLE = 15

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

# Of ``rounding``, for each way to round.
NEAREST, DOWN, TO_ZERO = 0, 1, 2
MODES = 3
LEFT_OVER = 0
"""Σe² of what this way leaves."""
LIKENESS = 1
"""Σd·e with the error that is there."""
UNUSUAL = 2
"""How many are not at the level where most are, by either side."""
AGREED = 3
"""How many of these are at the level that this way takes them to."""
OF_MODE = 4

# Of ``rounding`` for where the other side stands, but about the level where most are.
BESIDE = 0
"""How many are a little beside a level: 0.02 to 0.12 steps."""
BETWEEN = 1
"""How many are about as far from two levels: by 0.4 to 0.5 steps, a band as wide."""
OF_DENSITY = 2

# Of ``cosines``: of a row of maps, for each axis.
LENGTHS = 0
LEFT_STEPS = 3
"""Place of the first element in the left file, then how far it goes along each axis."""
RIGHT_STEPS = 7
OF_MAP = 11

# Of ``cosines`` for each map.
USED = 0
"""How many places there were."""
COSINE = 1
UNMOVED = 2
"""Cosine at the same places of the right side, each against the same place of the left."""
OF_MOVE = 3
