"""``parse_lines`` as Python can call it: elsewhere it is a part of kernels.

In a file of its own and kept on the disk as the kernels are: it takes seconds to compile.
"""

from __future__ import annotations

from typing import Any

from numba import types

from core.compiling import kernel
from core.dumps import decimal_kernel
from core.dumps.decimal_kernel import parse_lines


@kernel(
    (types.uint8[::1], types.int64, types.float64[::1], types.int64[:, ::1]),
    *(*decimal_kernel.PARTS, decimal_kernel),
)
def parse(buffer: Any, stop: Any, room: Any, odd: Any) -> Any:
    """Read ``buffer[:stop]`` into ``room``."""
    return parse_lines(buffer, 0, stop, room, 0, odd, 0)
