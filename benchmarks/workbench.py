"""What every benchmark gets: how large, how often, and the files, made when first asked for."""

from __future__ import annotations

import importlib
import os
import subprocess
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.comparison.model import Request
from resources.sample.run_pair import RunPair, write_run_pair
from resources.sample.writing import Notation

ROOT = Path(__file__).resolve().parents[1]


class ProbeError(Exception):
    """A process that is measured failed: what it said."""


@dataclass(frozen=True, slots=True)
class Size:
    """How much is measured; ``rounds`` is the least number of turns each run gets."""

    lines: int = 4_000_000
    """Of the file that is parsed."""
    layers: int = 75
    elements: int = 120_000
    """Of each layer: with 75 of them, a ResNet-50's blobs."""
    large_elements: int = 800_000
    opened_elements: int = 20_000_000
    """Of the pair whose elements are looked at."""
    opened_frames: int = 60
    """Scrolled in steps, and as many again in jumps, for each way to show them."""
    names: int = 5000
    drawn_layers: tuple[int, ...] = (1000, 10_000)
    """Of the networks whose picture is drawn."""
    drawn_branches: int = 2000
    """Of the wide one."""
    drawn_side: int = 300
    """Layers in each of the two rows of the dense one."""
    drawn_frames: int = 40
    """At each zoom."""
    touched: int = 96_000_000
    """Bytes in memory that are read over and over, to see what the machine takes."""
    touching_seconds: float = 60.0
    rounds: int = 7
    process_rounds: int = 5


FULL = Size()
QUICK = Size(
    lines=1_000_000,
    elements=30_000,
    large_elements=200_000,
    opened_elements=5_000_000,
    names=2000,
    drawn_layers=(1000, 3000),
    rounds=5,
)


@dataclass(slots=True)
class Workbench:
    """A folder for the files, the size, and the number of threads everyone may use."""

    folder: Path
    size: Size = FULL
    threads: int = 2
    _pairs: dict[str, RunPair] = field(default_factory=dict)

    def run_pair(
        self, layers: int, elements: int, notation: Notation = Notation.SCIENTIFIC
    ) -> RunPair:
        """Decimal text on the left, 20.12 hex on the right."""
        name = f"{notation.name.lower()}-{layers}x{elements}"
        if name not in self._pairs:
            self._pairs[name] = write_run_pair(
                self.folder / name, layers=layers, elements_per_layer=elements, left=notation
            )
        return self._pairs[name]

    def network(self) -> Request:
        """The comparison of a ResNet-50-size pair."""
        return request_of(self.run_pair(self.size.layers, self.size.elements))

    @property
    def kept(self) -> Path:
        """Where processes that are timed keep their results."""
        return self.folder / "results"

    def environment(self) -> Mapping[str, str]:
        """For processes that are timed: as many threads, settings nobody else has, no screen."""
        # Without bytecode Python would compile Cosight anew each time, but not its libraries.
        inherited = {k: v for k, v in os.environ.items() if k != "PYTHONDONTWRITEBYTECODE"}
        return {
            **inherited,
            **thread_limits(self.threads),
            "XDG_CONFIG_HOME": str(self.folder / "settings"),
            "XDG_DATA_HOME": str(self.folder / "settings"),
            "APPDATA": str(self.folder / "settings"),
            "COSIGHT_CACHE_DIR": str(self.kept),
            "QT_QPA_PLATFORM": "offscreen",
        }

    def output_of(self, *arguments: str, good: tuple[int, ...] = (0,)) -> str:
        """Standard output of this Python with ``arguments``.

        Raises:
            ProbeError: the process ends with another status than the ``good`` ones.
        """
        done = subprocess.run(
            [sys.executable, *arguments],
            cwd=ROOT,
            env=self.environment(),
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode not in good:
            raise ProbeError(
                f"{' '.join(arguments)} ended with {done.returncode}: {done.stderr.strip()}"
            )
        return done.stdout


def request_of(pair: RunPair) -> Request:
    """The comparison of a pair of runs, by names alone."""
    return Request(pair.left, (pair.right,))


def thread_limits(threads: int) -> dict[str, str]:
    """Variables that keep the baselines' libraries to ``threads``; read when they are imported."""
    names = ("POLARS_MAX_THREADS", "OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")
    return dict.fromkeys(names, str(threads))


def library(name: str) -> Any:
    """A baseline's library, or None where it is not installed."""
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError:
        return None
