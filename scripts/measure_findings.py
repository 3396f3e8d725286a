"""How often findings are right: faults put into real pairs, and what is named for each.

Usage: ``python scripts/measure_findings.py LEFT RIGHT [RIGHT ...] [--prototxt FILE]``

Each RIGHT is taken as a clean run of LEFT, so that whatever is named in it as it is, is a false
alarm. Prints the tables of docs/findings.md and, for each code, the share of right namings from
which ``core/comparison/findings/confidence.py`` is made.
"""

from __future__ import annotations

import argparse
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))

from benchmarks.faults import Array, Fault, examined, faults  # noqa: E402
from core.comparison.engine import read_pair  # noqa: E402
from core.comparison.matching import make_plan  # noqa: E402
from core.comparison.model import Request  # noqa: E402


def pairs_of(left: Path, right: Path, prototxt: Path | None) -> Iterator[tuple[Array, Array]]:
    """Both sides of each pair whose shape its name gives."""
    plan = make_plan(Request(left, (right,), prototxt))
    for pair in plan.pairs:
        shape = pair.left.name.chw
        sides = [values.as_float() for values in read_pair(plan, pair)]
        if shape is not None and all(side.size == side.reshape(shape).size for side in sides):
            yield sides[0].reshape(shape), sides[1].reshape(shape)


class Tally:
    """Namings of one fault over many pairs."""

    def __init__(self) -> None:
        self.pairs = 0
        self.named: Counter[str | None] = Counter()

    def add(self, fault: Fault, left: Array, right: Array) -> None:
        """Put the fault in, where it can be and where it shows, and note what is named."""
        sides = fault.put(left, right)
        if sides is None:
            return
        cause, severity, is_close = examined(*sides)
        if not fault.is_to_be_named(severity, is_close):
            return
        self.pairs += 1
        self.named[cause.code if cause is not None else None] += 1


def measure(pairs: Sequence[tuple[Array, Array]]) -> list[tuple[Fault, Tally]]:
    """Every fault in every pair."""
    rows = []
    for fault in faults():
        tally = Tally()
        for left, right in pairs:
            tally.add(fault, left, right)
        rows.append((fault, tally))
    return rows


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("left", type=Path)
    parser.add_argument("rights", type=Path, nargs="+")
    parser.add_argument("--prototxt", type=Path)
    options = parser.parse_args(arguments)
    right_namings: Counter[str] = Counter()
    all_namings: Counter[str] = Counter()
    for right in options.rights:
        pairs = list(pairs_of(options.left, right, options.prototxt))
        print(f"\n### {right.name}, {len(pairs)} pairs\n")
        print("| fault | strength | pairs | named | rate | named otherwise |")
        print("|---|---|---:|---:|---:|---|")
        for fault, tally in measure(pairs):
            hits = tally.named[fault.code]
            others = {code: n for code, n in tally.named.items() if code not in (fault.code, None)}
            said = ", ".join(f"{code} {n}" for code, n in sorted(others.items()))
            rate = f"{hits / tally.pairs:.0%}".replace("%", " %") if tally.pairs else "–"
            row = (fault.code or "none", fault.strength, tally.pairs, hits, rate, said)
            print(f"| {' | '.join(map(str, row))} |")
            for code, count in tally.named.items():
                if code is not None:
                    all_namings[code] += count
                    right_namings[code] += count if code == fault.code else 0
    print("\n| code | named | rightly | confidence |\n|---|---:|---:|---:|")
    for code, count in sorted(all_namings.items()):
        rightly = right_namings[code]
        print(f"| {code} | {count} | {rightly} | {confidence(rightly, count):.2f} |")
    return 0


def confidence(rightly: int, named: int) -> float:
    """Laplace's rule of succession: never 1, however often it was right."""
    return (rightly + 1) / (named + 2)


if __name__ == "__main__":
    sys.exit(main())
