"""Number formats: fixed point I.F and the NPU's logarithmic code."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from core.errors import CosightError
from core.messages import translate

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class FixedPoint(NamedTuple):
    """Two's complement fixed point; the sign bit is one of the ``integer_bits``."""

    integer_bits: int = 20
    fraction_bits: int = 12

    @classmethod
    def parse(cls, text: str) -> FixedPoint:
        """Read ``"20.12"``.

        Raises:
            CosightError: the text is no I.F with 1 ≤ I and 0 ≤ F and I + F ≤ 32.
        """
        parts = text.strip().split(".")
        # Longer numbers are nonsense, and int() refuses the longest.
        if len(parts) == 2 and all(
            part.isascii() and part.isdigit() and len(part) <= 9 for part in parts
        ):
            integer_bits, fraction_bits = int(parts[0]), int(parts[1])
            if integer_bits >= 1 and integer_bits + fraction_bits > 32:
                raise CosightError(
                    translate(
                        "core",
                        "hex format {text!r} is too wide: files hold at most 8 hex digits, which "
                        "are 32 bits, not {bits}; give one such as 20.12",
                    ).format(text=text, bits=integer_bits + fraction_bits)
                )
            if integer_bits >= 1:
                return cls(integer_bits, fraction_bits)
        raise CosightError(
            translate(
                "core",
                "hex format {text!r} is not I.F: expected integer bits (with the sign) and "
                "fraction bits such as 20.12, at least one integer bit and at most 32 together",
            ).format(text=text if len(text) <= 40 else f"{text[:40]}…")
        )

    def __str__(self) -> str:
        return f"{self.integer_bits}.{self.fraction_bits}"

    @property
    def width(self) -> int:
        """Bits that carry the number in the file; files hold at most 32."""
        return min(self.integer_bits + self.fraction_bits, 32)

    @property
    def scale(self) -> float:
        """Value of one step."""
        return 2.0**-self.fraction_bits


def nonlinear_table(bits: int, data_delta: int) -> NDArray[np.float64]:
    """Values of all 2**bits logarithmic codes.

    8-bit: 0x80 → 0, else ±2^((8·(code & 0x7f) + data_delta) / 128). 16-bit: 0x8000 → 0, else
    ±2^(((code & 0x7fff) + data_delta) / 128): ``data_delta`` counts 1/128 octaves, which is the
    16-bit step (16-bit runs of a real net err 1/8 of its 8-bit runs) and 1/8 of the 8-bit one.

    Source: derived from pairs of ``.nonlinear.hex`` and ``_anti_quant.float`` of a real project.
    """
    import numpy as np  # late: reading arguments needs no arrays

    codes = np.arange(1 << bits, dtype=np.int64)
    zero = 1 << (bits - 1)
    exponents = (codes & (zero - 1)) * (8 if bits == 8 else 1) + data_delta
    with np.errstate(over="ignore", under="ignore"):
        values = np.exp2(exponents / 128.0)
        values[codes >= zero] *= -1.0
        values[zero] = 0.0
        return values
