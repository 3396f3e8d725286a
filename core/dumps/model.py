"""What a dump is: its parsed name, its place on disk, and the numbers it holds."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from core.dumps.kinds import Encoding as Encoding
from core.dumps.kinds import Kind as Kind

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class DumpName:
    """A file name, read from the right.

    ``layer`` is the name as it stands in the file name (``/`` already written as ``_`` by the
    tool that made it); for ``seg<s>_layer<id>_…`` it is ``seg<s>_layer<id>``.
    ``shape`` are the dims in the name, outermost first (``()`` where the name has none);
    for inputs these are the layer's *output* dims and say nothing about the element count.
    """

    file_name: str
    layer: str
    kind: Kind
    index: int
    shape: tuple[int, ...]
    encoding: Encoding
    source: str = ""
    """``caffe``, ``quant``, ``func``, ``inst``, ``board``, ``anti_quant``, or empty."""
    segment: int | None = None
    layer_id: int | None = None
    blob: str = ""
    """What stands in brackets in ``input(data)``, or empty."""

    @property
    def chw(self) -> tuple[int, int, int] | None:
        """Dims padded with ones to (C, H, W); None where the name has none or more than three."""
        if self.kind is not Kind.OUTPUT or not 1 <= len(self.shape) <= 3:
            return None
        c, h, w = (*self.shape, 1, 1)[:3]
        return c, h, w


@dataclass(frozen=True, slots=True)
class Dump:
    """One file of a run. Nothing has been read from it yet."""

    folder: Path
    name: DumpName

    @property
    def path(self) -> Path:
        """Where it lies. Made when asked for: a ``Path`` costs ten times what ``file`` does."""
        return self.folder / self.name.file_name

    @property
    def file(self) -> str:
        """``path`` as text."""
        folder = str(self.folder)
        # As Path has it: nothing stands before the files of the folder one is in.
        return self.name.file_name if folder == "." else os.path.join(folder, self.name.file_name)


@dataclass(frozen=True, slots=True)
class Run:
    """One folder of dumps from one execution, scanned by names alone, in natural order."""

    folder: Path
    dumps: tuple[Dump, ...]
    other_files: tuple[str, ...]
    """Names that are no dumps."""
    subfolders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Values:
    """The numbers of one dump, flat, in file order.

    ``numbers`` is float64 (decimal text, decoded logarithmic codes) or int32 (fixed point,
    integer); value = numbers * scale, exact in float64. ``codes`` are the file's own digits
    where it holds hex: for int32 the numbers themselves, for logarithmic codes the raw codes.
    """

    numbers: NDArray[np.float64] | NDArray[np.int32]
    scale: float = 1.0
    codes: NDArray[np.int32] | NDArray[np.uint16] | NDArray[np.uint8] | None = None
    digits: int = 0
    """Hex digits a code is written with (2, 4 or 8), 0 for decimal text."""

    def __len__(self) -> int:
        return len(self.numbers)

    def as_float(self, start: int = 0, stop: int | None = None) -> NDArray[np.float64]:
        """Values ``start:stop`` in float64."""
        return self.numbers[start:stop].astype("float64") * self.scale

    def text(self, index: int) -> str:
        """The digits of element ``index`` as the file writes them (decimal text: the number)."""
        if self.codes is None:
            return f"{self.numbers[index]:.9g}"
        return self.code_texts([int(self.codes[index])])[0]

    def code_texts(self, codes: Iterable[int]) -> list[str]:
        """``codes`` of this dump, as the file writes them."""
        mask, form = (1 << (4 * self.digits)) - 1, f"0{self.digits}x"
        return [format(code & mask, form) for code in codes]
