"""The results as a Markdown table, and the machine they are of."""

from __future__ import annotations

import importlib.metadata
import os
import platform
from collections.abc import Sequence
from pathlib import Path

from benchmarks.timing import Row

_HEADINGS = (
    "benchmark",
    "measured",
    "median",
    "baseline",
    "median",
    "ratio",
    "lowest–highest (rounds)",
    "target",
    "met",
)
_PACKAGES = ("numpy", "numba", "PySide6_Essentials", "polars", "pyarrow", "pandas")


def as_table(rows: Sequence[Row]) -> str:
    """A Markdown table, its columns aligned for the terminal."""
    lines = [_HEADINGS, *map(_cells, rows)]
    widths = [max(len(line[column]) for line in lines) for column in range(len(_HEADINGS))]
    lines.insert(1, tuple("-" * width for width in widths))
    return "\n".join(f"| {' | '.join(_padded(line, widths))} |" for line in lines)


def _padded(line: Sequence[str], widths: Sequence[int]) -> list[str]:
    return [cell.ljust(width) for cell, width in zip(line, widths, strict=True)]


def _cells(row: Row) -> tuple[str, ...]:
    target, met = "", ""
    if row.target is not None:
        target, met = str(row.target), "yes" if row.target.met(row.ratio) else "NO"
    spread = f"{row.low:.2f}–{row.high:.2f} ({row.rounds})"
    return (
        row.benchmark,
        row.measured,
        row.amount,
        row.baseline,
        row.baseline_amount,
        f"{row.ratio:.2f}",
        spread,
        target,
        met,
    )


def machine() -> str:
    """Processor, cores, memory, load, system and versions, a line each."""
    load = ""
    if hasattr(os, "getloadavg"):
        load = f", load {os.getloadavg()[0]:.1f}"
    versions = [f"Python {platform.python_version()}"]
    for package in _PACKAGES:
        try:
            versions.append(f"{package} {importlib.metadata.version(package)}")
        except importlib.metadata.PackageNotFoundError:
            versions.append(f"{package} missing")
    return "\n".join(
        [
            f"- {_processor()}, {os.cpu_count()} cores{_memory()}{load}",
            f"- {platform.platform()}",
            f"- {', '.join(versions)}",
        ]
    )


def _processor() -> str:
    # platform.processor() is empty or "x86_64" on Linux.
    information = Path("/proc/cpuinfo")
    if information.is_file():
        fields: dict[str, str] = {}
        for line in information.read_text(encoding="utf-8").splitlines():
            key, _, value = line.partition(":")
            fields.setdefault(key.strip(), value.strip())
        if "model name" in fields:
            numbers = ", ".join(
                f"{key} {fields[key]}" for key in ("cpu family", "model") if key in fields
            )
            megahertz = fields.get("cpu MHz", "?").partition(".")[0]
            return f"{fields['model name']} ({numbers}, {megahertz} MHz)"
    return platform.processor() or platform.machine()


def _memory() -> str:
    try:
        size = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES")
    except (AttributeError, ValueError, OSError):
        return ""
    return f", {size / 1e9:.0f} GB of memory"
