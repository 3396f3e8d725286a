"""Where each sum and each count of a channel stands."""

from __future__ import annotations

# Of the sums.
ERRORS = 0
"""Σd."""
SQUARES = 1
"""Σd²."""
LEFT_SQUARES = 2
RIGHT_SQUARES = 3
PRODUCTS = 4
LARGEST = 5
"""max |d|."""
ABSOLUTE_LEFT = 6
"""max |L|, in no unit."""
ABSOLUTE_RIGHT = 7
SUMS = 8

# Of the counts.
COUNT = 0
WORST = 1
"""The element of max |d|, −1 where there is none."""
COUNTS = 2

# Of the factors.
PAIR_UNIT = 0
"""For L and R before d is taken; the one for d stands behind it."""
LEFT_UNIT = 2
RIGHT_UNIT = 3
FACTORS = 4
