"""Where each sum and each count of a range of elements stands."""

from __future__ import annotations

# Places in the vector of sums.
COUNT = 0
LEFT_MEAN = 1
RIGHT_MEAN = 2
LEFT_M2 = 3
RIGHT_M2 = 4
CO_MOMENT = 5
LEFT_SQUARES = 6
RIGHT_SQUARES = 7
PRODUCTS = 8
ABSOLUTE_ERRORS = 9
SQUARED_ERRORS = 10
MAX_ERROR = 11
LEFT_MIN = 12
LEFT_MAX = 13
RIGHT_MIN = 14
RIGHT_MAX = 15
SUMS = 16

# Places in the vector of counts.
LEFT_NAN = 0
LEFT_INF = 1
LEFT_FIRST = 2
RIGHT_NAN = 3
RIGHT_INF = 4
RIGHT_FIRST = 5
ONE_SIDED = 6
MAX_INDEX = 7
COUNTS = 8
