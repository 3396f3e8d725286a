"""Where each word stands of what ``statx`` says of a file, the same on every Linux."""

from __future__ import annotations

KNOWN = 0
"""In its lower half: what of the rest is true."""
MODE = 3
"""In bits 32 to 47: what kind of file it is."""
SIZE = 5
"""Its length in bytes."""
SECONDS = 14
NANOSECONDS = 15
"""When it was last written to; the latter in its lower half."""
STATUS = 32
