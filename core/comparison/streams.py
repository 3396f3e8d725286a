"""Measures pairs while their files are read: a piece of both sides at a time, no whole array."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from core.comparison.lookup import Lookup
from core.comparison.metrics import (
    ORDINARY,
    Measured,
    Moments,
    Units,
    fitting_units,
    joined,
    measured,
)
from core.comparison.model import NonFinite, Plan
from core.dumps.model import Dump
from core.dumps.number_stream import NumberStream
from core.dumps.reader import Cancelled, open_numbers
from core.dumps.stream_places import COUNT
from core.dumps.workspace import PIECE, Workspace
from core.errors import CosightError
from core.messages import translate

Check = Callable[[], bool]

_NOTHING = np.empty(0, np.float64)


class Opener:
    """Opens dumps of a plan with its number format and the dot's offsets."""

    def __init__(self, plan: Plan) -> None:
        self.hex_format = plan.request.hex_format
        self._dot = Lookup(plan.dot) if plan.dot is not None else None

    def data_delta(self, dump: Dump) -> int | None:
        """The offset of a dump's logarithmic codes, None where nothing gives it."""
        return self._dot.data_delta(dump.name) if self._dot is not None else None

    def open(
        self,
        dump: Dump,
        cancelled: Check,
        workspace: Workspace,
        span: tuple[int, int] | None = None,
    ) -> NumberStream:
        """Open a dump, or the part of it between two bytes; CosightError where it cannot be."""
        return open_numbers(
            dump.path,
            dump.name,
            self.hex_format,
            self.data_delta(dump),
            cancelled,
            workspace,
            span,
        )


class Side:
    """One dump while it is read.

    ``why`` says in a sentence why it cannot be used; it is then at its end. ``numbers`` are those
    of the last piece, to be multiplied by ``scale``; they hold until the next is read.
    """

    def __init__(
        self,
        opener: Opener,
        dump: Dump,
        cancelled: Check,
        workspace: Workspace,
        span: tuple[int, int] | None = None,
    ) -> None:
        self.why = ""
        self.ended = False
        self.numbers: NDArray[Any] = _NOTHING
        self._last: NDArray[Any] = _NOTHING
        self.scale = 1.0
        self._dump = dump
        self._begun = 0
        """Numbers that the next piece has already."""
        self._workspace = workspace
        self._stream: NumberStream | None = None
        try:
            self._stream = opener.open(dump, cancelled, workspace, span)
        except Cancelled:
            raise
        except Exception as error:
            self._give_up(error)
        else:
            self.scale = self._stream.scale
            # Codes need room beside the numbers they stand for.
            self._decodes = type(self._stream).decoded is not NumberStream.decoded
            self._raw = workspace.codes() if self._decodes else workspace.numbers(self._stream.raw)

    @property
    def count(self) -> int:
        """Numbers read so far; 0 where the file cannot be used."""
        return self._stream.count if self._stream is not None and not self.why else 0

    @property
    def all(self) -> NDArray[Any] | None:
        """Every number of the file, where one piece held them and memory still does, else None."""
        return self._last if len(self._last) == self.count else None

    @property
    def reading(self) -> object:
        """The file's length and time when it was opened, and how its text is read.

        Parts of one file must agree on it: what a ``.hex`` holds is told by its beginning, and a
        part's beginning may tell otherwise. None where it could not be opened.
        """
        stream = self._stream
        return (stream.file.stamp, type(stream), stream.scale) if stream is not None else None

    @property
    def reached(self) -> int:
        """Bytes of the file up to behind the last number read and before the next."""
        return self._stream.reached if self._stream is not None else 0

    def advance(self, most: int | None = None) -> int:
        """Read the next piece, of ``most`` numbers; returns how many it has, 0 at the end."""
        stream = self._stream
        if self.ended or stream is None:
            return 0
        wanted = self._raw[:most]
        try:
            got = stream.fill(wanted, self._begun)
        except Cancelled:
            raise
        except Exception as error:
            self._give_up(error)
            return 0
        self._begun = 0
        raw = wanted[:got]
        self.numbers = raw
        if self._decodes:
            self.numbers = stream.decoded(raw, self._workspace.numbers(np.float64)[:got])
        if got:
            self._last = self.numbers
        if got < len(wanted):
            self.ended = True
            self.close()
        return got

    @property
    def has_more(self) -> bool:
        """Whether there is text that was not fetched from the file yet."""
        return self._stream is not None and not self._stream.file.at_end

    def lend(self, unit: float) -> tuple[Any, ...] | None:
        """What a kernel needs to read on, in ``unit``, as ``measure_on`` takes it.

        None where only ``advance`` can.
        """
        stream, space = self._stream, self._workspace
        try:
            if self.ended or stream is None or not stream.lend(space.state):
                return None
        except Cancelled:
            raise
        except Exception as error:
            self._give_up(error)
            return None
        return (
            space.state,
            stream.file.buffer,
            space.floats,
            space.whole,
            stream.odd,
            self.scale / unit,
        )

    def take_back(self) -> None:
        """Go on where the kernel has stopped; ``advance`` completes its last piece."""
        assert self._stream is not None
        try:
            self._stream.take_back(self._workspace.state, self._raw)
        except Cancelled:
            raise
        except Exception as error:
            self._give_up(error)
        self._begun = int(self._workspace.state[COUNT])
        if self._stream.count == len(self._raw):
            # It has summed up all of them, and left them where they are.
            self._last = self._raw

    def close(self) -> None:
        """Close the file."""
        if self._stream is not None:
            self._stream.close()

    def _give_up(self, error: Exception) -> None:
        self.ended = True
        self.close()
        self.why = why_not(self._dump, error)


def why_not(dump: Dump, error: Exception) -> str:
    """The sentence for a dump that cannot be used.

    One odd file never stops the others, whatever it made the reader do.
    """
    if isinstance(error, CosightError):
        return str(error)
    if isinstance(error, MemoryError):
        return translate(
            "core", "{file} is too large for the memory that is left; close other programs."
        ).format(file=dump.path)
    return translate("core", "{file} cannot be read: {reason}.").format(
        file=dump.path, reason=error or type(error).__name__
    )


class Bench:
    """What one thread measures with: memory for a left side and for each right one."""

    def __init__(self) -> None:
        self.left = Workspace()
        self._rights: list[Workspace] = []
        self._room = np.empty(0, np.float64)

    def rights(self, count: int) -> list[Workspace]:
        """Memory for ``count`` right sides."""
        while len(self._rights) < count:
            self._rights.append(Workspace())
        return self._rights[:count]

    def room(self) -> NDArray[np.float64]:
        """Room for the numbers of both sides of a small pair; made when first wanted."""
        if not len(self._room):
            self._room = np.empty(2 * PIECE, np.float64)
        return self._room


class Held(NamedTuple):
    """All numbers of both sides of a small pair, in a bench's memory.

    They hold until the bench measures again; value = number * scale.
    """

    left: NDArray[Any]
    left_scale: float
    right: NDArray[Any]
    right_scale: float

    @classmethod
    def of(cls, left: Side, right: Side) -> Held | None:
        """Of two sides that were read to their ends; None where they took more than one piece."""
        lefts, rights = left.all, right.all
        if lefts is None or rights is None:
            return None
        return cls(lefts, left.scale, rights, right.scale)

    def values(self, room: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Left and right in float64, in ``room`` for two pieces where they are not so already."""
        middle = len(room) // 2
        return (
            _as_float(self.left, self.left_scale, room[:middle]),
            _as_float(self.right, self.right_scale, room[middle:]),
        )


def _as_float(
    numbers: NDArray[Any], scale: float, room: NDArray[np.float64]
) -> NDArray[np.float64]:
    if scale == 1.0 and numbers.dtype == np.float64:
        return numbers
    values = room[: len(numbers)]
    np.multiply(numbers, scale, out=values)
    return values


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of one pair: ``measured``, or the sentences for the sides that have none."""

    left_why: str
    left_count: int
    right_why: str
    right_count: int
    measured: Measured | None
    held: Held | None = None

    @classmethod
    def of(cls, left: Side, right: Side, found: Measured | None) -> Outcome:
        """The outcome of two sides that were read to their ends."""
        held = Held.of(left, right) if found is not None else None
        return cls(left.why, left.count, right.why, right.count, found, held)


def measure_dumps(
    opener: Opener, left: Dump, rights: Sequence[Dump], cancelled: Check, bench: Bench
) -> list[Outcome]:
    """Read ``left`` once, and each of ``rights`` beside it; the outcomes in the same order.

    Raises:
        Cancelled: ``cancelled()`` was true.
    """
    left_side, right_sides, sums = _one_pass(opener, left, rights, cancelled, bench)
    outcomes = []
    for dump, right_side, moments in zip(rights, right_sides, sums, strict=True):
        found = None
        if not left_side.why and not right_side.why:
            if left_side.count != right_side.count:
                found = Measured(None, NonFinite(), NonFinite(), False, 0)
            else:
                units = fitting_units(moments)
                if units == ORDINARY:
                    found = measured(moments, left_side.count)
                else:
                    outcomes.append(_in_units(opener, left, dump, cancelled, bench, units))
                    continue
        outcomes.append(Outcome.of(left_side, right_side, found))
    return outcomes


def _in_units(
    opener: Opener, left: Dump, right: Dump, cancelled: Check, bench: Bench, units: Units
) -> Outcome:
    """Squares left float64's range: once or twice more, in units in which they do not."""
    found = []
    for pair_units in units.passes:
        left_side, (right_side,), (moments,) = _one_pass(
            opener, left, [right], cancelled, bench, pair_units
        )
        if left_side.why or right_side.why:
            return Outcome.of(left_side, right_side, None)
        found.append(moments)
    return Outcome.of(left_side, right_side, measured(joined(*found), left_side.count, units))


def _one_pass(
    opener: Opener,
    left: Dump,
    rights: Sequence[Dump],
    cancelled: Check,
    bench: Bench,
    units: tuple[float, float] = (1.0, 1.0),
) -> tuple[Side, list[Side], list[Moments]]:
    """Read all sides to their ends, and sum up what stands against each other."""
    sides: list[Side] = []
    try:
        left_side = Side(opener, left, cancelled, bench.left)
        sides.append(left_side)
        for dump, workspace in zip(rights, bench.rights(len(rights)), strict=True):
            sides.append(Side(opener, dump, cancelled, workspace))
        right_sides = sides[1:]
        sums = [Moments.empty() for _ in rights]
        base = 0
        while not all(side.ended for side in sides):
            if len(right_sides) == 1:
                base += measured_on(left_side, right_sides[0], units, base, sums[0])
            length = left_side.advance()
            for right_side, moments in zip(right_sides, sums, strict=True):
                # Pieces are equally long until one side is at its end, and then nothing counts.
                if right_side.advance() == length and length:
                    moments.add(
                        left_side.numbers,
                        left_side.scale / units[0],
                        right_side.numbers,
                        right_side.scale / units[1],
                        base,
                    )
            base += length
        return left_side, right_sides, sums
    finally:
        for side in sides:
            side.close()


def measured_on(
    left: Side, right: Side, units: tuple[float, float], base: int, moments: Moments
) -> int:
    """Measure on by a kernel, as far as that gets; returns how many elements.

    Not what lies in memory already: three calls for small things are quicker than a large one.
    """
    if not (left.has_more or right.has_more):
        return 0
    lefts = left.lend(units[0])
    if lefts is None:
        return 0
    rights = right.lend(units[1])
    if rights is None:
        return 0
    done = moments.measure_on(lefts, rights, base)
    left.take_back()
    right.take_back()
    return done
