"""One large pair measured by several threads, each from another place in both files."""

from __future__ import annotations

import threading
from collections.abc import Sequence
from dataclasses import dataclass, replace

from core.cancelling import Check
from core.comparison.measuring.outcomes import Bench, Outcome
from core.comparison.measuring.sides import Opener, Side
from core.comparison.measuring.streams import measure_dumps
from core.comparison.metrics import ORDINARY, Moments, fitting_units, measured
from core.comparison.model import Pair
from core.dumps.model import Dump, Encoding
from core.dumps.spans import (
    Span,
    ends_with_a_line,
    is_gap,
    lines_before,
    position_after,
    spans_of,
    stamp_of,
)
from core.dumps.text_file import changed

_LINES = (Encoding.DECIMAL, Encoding.FIXED)
"""What has a number a line, whatever stands in the rest of the file."""


Stamp = tuple[int, int] | None
"""A file's length and time of change; None for what is no file."""


@dataclass(frozen=True, slots=True)
class _Part:
    """What one stretch gave: the index of its first number, how many, their sums."""

    first: int
    count: int
    moments: Moments
    right: tuple[int, int]
    """Where reading the right file began and ended, in bytes."""
    readings: tuple[object, object]
    """What both files were when they were opened, and what they were taken to hold."""


class LargePair:
    """A pair cut into parts that may be measured in any order, by any thread.

    A part finds its place by counting line ends, which is many times quicker than reading
    numbers. Where a file is not one number a line the parts do not fit together, and the whole is
    read once more from its beginning, which also finds the sentence for what cannot be used. A file
    that was written to between two parts cannot be, however well it reads by then.
    """

    def __init__(
        self, opener: Opener, pair: Pair, spans: list[Span], stamps: Sequence[Stamp]
    ) -> None:
        self._opener = opener
        self._pair = pair
        self._spans = spans
        self._stamps = stamps
        """Of the left and the right file, from before their places were looked for."""
        self._lock = threading.Lock()
        self._parts: dict[int, _Part | None] = {}

    @classmethod
    def cut(cls, opener: Opener, pair: Pair, parts: int) -> LargePair | None:
        """The pair in ``parts``; None where that would not pay or cannot be done."""
        if not all(side.name.encoding in _LINES for side in (pair.left, pair.right)):
            return None
        stamps = stamp_of(pair.left.path), stamp_of(pair.right.path)
        spans = spans_of(pair.left.path, parts)
        if len(spans) == 1 or not ends_with_a_line(pair.right.path):
            return None
        return cls(opener, pair, spans, stamps)

    def __len__(self) -> int:
        return len(self._spans)

    def measure(self, part: int, cancelled: Check, bench: Bench) -> Outcome | None:
        """Measure one part; the last to be done returns the outcome of the pair.

        Raises:
            Cancelled: ``cancelled()`` was true.
        """
        try:
            found = self._measured(part, cancelled, bench)
        except OSError:
            found = None
        with self._lock:
            self._parts[part] = found
            if len(self._parts) < len(self):
                return None
        left, right = self._pair.left, self._pair.right
        whys = [
            self._why_changed(side, before)
            for side, before in zip((left, right), self._stamps, strict=True)
        ]
        try:
            outcome = self._joined() if not any(whys) else None
        except OSError:
            outcome = None
        if outcome is not None:
            return outcome
        outcome = measure_dumps(self._opener, left, [right], cancelled, bench)[0]
        if whys[0]:
            outcome = replace(outcome, left_why=whys[0], left_count=0, measured=None)
        if whys[1]:
            outcome = replace(outcome, right_why=whys[1], right_count=0, measured=None)
        return outcome

    def _why_changed(self, dump: Dump, before: Stamp) -> str:
        """The sentence for a file that was written to between two parts, else empty.

        What is no file by now has a sentence of its own.
        """
        now = stamp_of(dump.path)
        if before is None or now is None or now == before:
            return ""
        return str(changed(dump.path, before[0], now[0]))

    def _measured(self, part: int, cancelled: Check, bench: Bench) -> _Part | None:
        begin, end = self._spans[part]
        left, right = self._pair.left, self._pair.right
        right_space = bench.rights(1)[0]
        first, reached = lines_before(left.path, begin, cancelled, bench.left)
        start = position_after(right.path, first, cancelled, right_space)
        size = right.path.stat().st_size
        if reached < begin or start >= size:
            return None
        moments = Moments.empty()
        left_side = Side(self._opener, left, cancelled, bench.left, (begin, end))
        right_side = Side(self._opener, right, cancelled, right_space, (start, size))
        try:
            while length := left_side.advance():
                if right_side.advance(length) < length:
                    return None
                moments.add(
                    left_side.numbers,
                    left_side.scale,
                    right_side.numbers,
                    right_side.scale,
                    first + left_side.count - length,
                )
            read = start, right_side.reached
            # What stands behind the last number may be damaged, or one number too many.
            too_many = part == len(self) - 1 and right_side.advance() > 0
            if too_many or left_side.why or right_side.why:
                return None
            readings = left_side.reading, right_side.reading
            return _Part(first, left_side.count, moments, read, readings)
        finally:
            left_side.close()
            right_side.close()

    def _joined(self) -> Outcome | None:
        """The outcome, where the parts fit together and all of them could be used."""
        whole = Moments.empty()
        count = reached = 0
        readings = None
        for number in range(len(self)):
            part = self._parts[number]
            if part is None or part.first != count or readings not in (None, part.readings):
                return None
            begin, end = part.right
            if number and not is_gap(self._pair.right.path, reached, begin):
                return None
            reached = end
            readings = part.readings
            count += part.count
            whole = whole.merged(part.moments)
        if fitting_units(whole) != ORDINARY:
            return None
        return Outcome("", count, "", count, measured(whole, count))
