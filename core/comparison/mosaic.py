"""All channels of a blob as one picture: tiles in a grid, a page at a time.

A tile is a channel of (C, H, W), row by row. What would make no picture is folded: vectors, and
channels that are much longer than wide, run on in rows of a near-square tile. A channel too
large to draw is drawn by blocks, each showing its element of the largest |L − R|, so that no
error is lost between the dots.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.comparison.elements import Asked, Elements
from core.dumps.model import Values
from core.dumps.text_file import Cancelled

Dots = NDArray[np.uint8]
Shape = tuple[int, int, int]

COLOURS = 253
"""Dots 0 … 252 are places on the colour scale, low to high."""
NOT_FINITE = 253
"""Dot of a NaN or Inf."""
EMPTY = 255
"""Dot between the tiles."""

_MOST_DOTS = 1 << 20
_LONGEST = 12
_MOST_TILES = 4096


@dataclass(frozen=True, slots=True)
class TileGrid:
    """Where each element stands: pages of tiles, tiles of dots."""

    elements: int
    tiles: int
    tile_size: int
    """Elements of one tile."""
    width: int
    """Elements in one row of a tile."""
    step: int
    """Elements along each side of the block that one dot stands for."""
    folded: bool

    @classmethod
    def of(cls, elements: int, shape: Shape | None) -> TileGrid:
        """The grid of ``elements`` numbers; a shape that does not hold that many is ignored."""
        if shape is None or math.prod(shape) != elements:
            shape = (1, 1, elements)
        channels, height, width = shape
        size = height * width
        if size == 1:
            channels, size = 1, elements
        folded = channels == 1 and size == elements and min(height, width) == 1
        folded = folded or max(height, width) > _LONGEST * min(height, width)
        if folded:
            width = max(1, math.ceil(math.sqrt(1.5 * size)))
        step = max(1, math.ceil(math.sqrt(size / _MOST_DOTS)))
        return cls(elements, channels, size, width, step, folded)

    @property
    def rows(self) -> int:
        """Rows of elements in a tile; in a folded one the last may be short."""
        return -(-self.tile_size // self.width)

    @property
    def dots(self) -> tuple[int, int]:
        """Dots of a tile: rows, columns."""
        return -(-self.rows // self.step), -(-self.width // self.step)

    @property
    def gap(self) -> int:
        """Dots between two tiles."""
        return max(1, max(self.dots) // 16) if self.tiles > 1 else 0

    @property
    def tiles_a_page(self) -> int:
        """Tiles drawn at once; painting stays fast whatever the blob's size."""
        rows, columns = self.dots
        fitting = _MOST_DOTS // ((rows + self.gap) * (columns + self.gap))
        return min(self.tiles, max(1, min(fitting, _MOST_TILES)))

    @property
    def pages(self) -> int:
        """How many pages hold all tiles."""
        return -(-self.tiles // self.tiles_a_page)

    def columns(self, aspect: float) -> int:
        """Tiles side by side so that a full page is about ``aspect`` times as wide as high."""
        rows, columns = self.dots
        tiles = self.tiles_a_page
        best = math.sqrt(tiles * max(aspect, 0.01) * (rows + self.gap) / (columns + self.gap))
        across = min(tiles, max(1, round(best)))
        return -(-tiles // -(-tiles // across))

    def page_of(self, element: int) -> int:
        """The page an element stands on."""
        return element // self.tile_size // self.tiles_a_page


@dataclass(frozen=True, slots=True)
class Mosaic:
    """One page, ready to be coloured. Dots of a side that has nothing to show are None.

    ``left`` and ``right`` share one scale; ``difference`` is L − R on a scale around zero.
    """

    grid: TileGrid
    page: int
    columns: int
    left: Dots | None
    right: Dots | None
    difference: Dots | None
    picked: NDArray[np.int64] | None
    """Element of each dot, (tiles, rows, columns), where a dot is a block; −1 for none."""

    @property
    def first_tile(self) -> int:
        """The tile this page begins with."""
        return self.page * self.grid.tiles_a_page

    @property
    def shown_tiles(self) -> int:
        """Tiles on this page."""
        return min(self.grid.tiles_a_page, self.grid.tiles - self.first_tile)

    @property
    def size(self) -> tuple[int, int]:
        """Dots of the whole picture: rows, columns."""
        rows, columns = self.grid.dots
        gap = self.grid.gap
        down = -(-self.shown_tiles // self.columns)
        across = min(self.columns, self.shown_tiles)
        return down * (rows + gap) - gap, across * (columns + gap) - gap

    def tile_at(self, x: int, y: int) -> int | None:
        """The channel (or tile) under a dot; gaps belong to the tile before them."""
        rows, columns = self.grid.dots
        across, down = x // (columns + self.grid.gap), y // (rows + self.grid.gap)
        tile = down * self.columns + across
        if min(x, y) < 0 or across >= self.columns or tile >= self.shown_tiles:
            return None
        return self.first_tile + tile

    def element_at(self, x: int, y: int) -> int | None:
        """The element drawn at a dot; None in a gap."""
        tile = self.tile_at(x, y)
        if tile is None:
            return None
        rows, columns = self.grid.dots
        across, down = x % (columns + self.grid.gap), y % (rows + self.grid.gap)
        if across >= columns or down >= rows:
            return None
        if self.picked is not None:
            element = int(self.picked[tile - self.first_tile, down, across])
            return None if element < 0 else element
        inside = down * self.grid.width + across
        return tile * self.grid.tile_size + inside if inside < self.grid.tile_size else None

    def dot_of(self, element: int) -> tuple[int, int] | None:
        """Where an element is drawn (x, y); None on another page."""
        tile, inside = divmod(element, self.grid.tile_size)
        place = tile - self.first_tile
        if not 0 <= place < self.shown_tiles:
            return None
        x, y = self.tile_corner(tile)
        row, column = divmod(inside, self.grid.width)
        return x + column // self.grid.step, y + row // self.grid.step

    def tile_corner(self, tile: int) -> tuple[int, int]:
        """Top left dot (x, y) of a tile of this page."""
        rows, columns = self.grid.dots
        down, across = divmod(tile - self.first_tile, self.columns)
        return across * (columns + self.grid.gap), down * (rows + self.grid.gap)


@dataclass(frozen=True, slots=True)
class Scale:
    """What the colours of a mosaic stand for: ``low … high`` on the sides, ±``error`` between."""

    low: float
    high: float
    error: float


def draw_mosaic(
    elements: Elements,
    grid: TileGrid,
    page: int,
    columns: int,
    scale: Scale,
    cancelled: Asked | None = None,
) -> Mosaic:
    """One page of ``grid``; a side of another length than ``grid.elements`` is left out.

    Raises:
        Cancelled: ``cancelled()`` was true.
    """
    both = len(elements.left) == len(elements.right) == grid.elements
    first = page * grid.tiles_a_page
    tiles = np.arange(first, min(first + grid.tiles_a_page, grid.tiles))
    if grid.step == 1:
        inside = np.arange(grid.rows * grid.width).reshape(grid.dots)
        offsets = tiles[:, None, None] * grid.tile_size
        picked = np.where(inside < grid.tile_size, inside + offsets, -1)
    else:
        worst = elements if both else None
        picked = np.stack([_worst_of_blocks(worst, grid, int(t), cancelled) for t in tiles])
    mosaic = Mosaic(grid, page, columns, None, None, None, picked)

    def side(values: Values, low: float, high: float) -> Dots | None:
        if len(values) != grid.elements:
            return None
        return _tiled(mosaic, _dots(_taken(values, picked), low, high, picked))

    difference = None
    if both:
        with np.errstate(invalid="ignore"):
            apart = _taken(elements.left, picked) - _taken(elements.right, picked)
        difference = _tiled(mosaic, _dots(apart, -scale.error, scale.error, picked))
    left = side(elements.left, scale.low, scale.high)
    right = side(elements.right, scale.low, scale.high)
    kept = picked if grid.step > 1 else None
    return Mosaic(grid, page, columns, left, right, difference, kept)


def _worst_of_blocks(
    elements: Elements | None, grid: TileGrid, tile: int, cancelled: Asked | None
) -> NDArray[np.int64]:
    """Element of each dot of one tile: the worst of its block, else the first."""
    rows, columns = grid.dots
    offset = tile * grid.tile_size
    step = grid.step
    picked = np.empty((rows, columns), np.int64)
    for row in range(rows):
        if cancelled is not None and cancelled():
            raise Cancelled
        start = row * step * grid.width
        stop = min(start + step * grid.width, grid.tile_size)
        block = np.full(step * columns * step, -1, np.int64).reshape(step, columns * step)
        inside = np.arange(start, start + step * grid.width).reshape(step, grid.width)
        block[:, : grid.width] = np.where(inside < stop, inside, -1)
        blocks = block.reshape(step, columns, step).swapaxes(0, 1).reshape(columns, -1)
        best = blocks[:, 0]
        if elements is not None:
            errors = np.full(block.shape, -1.0)
            flat = elements.absolute_errors(offset + start, offset + stop)
            # NaN goes before every number: it must not hide in a block.
            flat = np.where(np.isnan(flat), np.inf, flat)
            padded = np.full(step * grid.width, -1.0)
            padded[: len(flat)] = flat
            errors[:, : grid.width] = padded.reshape(step, grid.width)
            errors = errors.reshape(step, columns, step).swapaxes(0, 1).reshape(columns, -1)
            best = np.take_along_axis(blocks, errors.argmax(axis=1)[:, None], axis=1)[:, 0]
        picked[row] = np.where(best >= 0, best + offset, -1)
    return picked


def _taken(values: Values, picked: NDArray[np.int64]) -> NDArray[np.float64]:
    return values.numbers[np.maximum(picked, 0)].astype(np.float64) * values.scale


def _dots(numbers: NDArray[np.float64], low: float, high: float, picked: NDArray[np.int64]) -> Dots:
    """Numbers on the scale; beyond its ends they take the end's colour."""
    finite = np.isfinite(numbers)
    span = high - low
    # A scale of no width has one colour, the middle one.
    if span > 0:
        places = (np.where(finite, numbers, low) - low) / span
    else:
        places = np.full(numbers.shape, 0.5)
    places = np.where(finite, places, 0.0)
    dots = np.clip(np.rint(places * (COLOURS - 1)), 0, COLOURS - 1).astype(np.uint8)
    dots[~finite] = NOT_FINITE
    dots[picked < 0] = EMPTY
    return dots


def _tiled(mosaic: Mosaic, dots: Dots) -> Dots:
    """Tiles put side by side, with gaps."""
    rows, columns = mosaic.grid.dots
    gap = mosaic.grid.gap
    down = -(-len(dots) // mosaic.columns)
    room = (rows + gap, columns + gap)
    whole = np.full((down * mosaic.columns, *room), EMPTY, np.uint8)
    whole[: len(dots), :rows, :columns] = dots
    lines = whole.reshape(down, mosaic.columns, *room).swapaxes(1, 2)
    picture = lines.reshape(down * room[0], mosaic.columns * room[1])
    height, width = mosaic.size
    return np.ascontiguousarray(picture[:height, :width])
