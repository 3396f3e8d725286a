"""Where each word stands that says how far a number stream has got, for kernels to go on with."""

from __future__ import annotations

# Set by the stream.
IS_HEX = 0
POSITION = 1
STOP = 2
"""Between these lies the text that was not read yet."""
FILLED = 3
FUNCTION = 4
FILE = 5
LEFT = 6
"""See ``refilling.refill``."""
MOST = 7
"""Hex digits of a number, at most."""
NARROWEST = 8
WIDEST = 9
NO_WIDTH = 1 << 30
"""The narrowest number before there is one."""
COUNT = 10
"""Numbers in the block that is filled."""

# Set by a kernel, with what stands above.
READ = 11
GIVEN = 12
ODDS = 13
"""Rows of odd tokens, see ``decimal_kernel.fill_decimals``."""
NUMBERS = 14
"""How many were read altogether."""
STATE = 15
