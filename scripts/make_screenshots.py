"""Takes the pictures in docs/images from the running program, on the bundled sample.

Run by ``make screenshots``; works without a display.
"""

from __future__ import annotations

import argparse
import os
import sys
import tempfile
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.comparison.model import PairResult

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


def wait_until(condition: Callable[[], bool], seconds: float = 120.0) -> None:
    """Let the window run until ``condition`` holds."""
    from PySide6.QtWidgets import QApplication

    end = time.monotonic() + seconds
    while not condition():
        if time.monotonic() > end:
            raise SystemExit("the window did not get ready in time")
        QApplication.processEvents()
        time.sleep(0.01)


def settle(seconds: float = 0.7) -> None:
    """Let animations and late paints finish."""
    end = time.monotonic() + seconds
    wait_until(lambda: time.monotonic() > end)


def worst_pair(results: Mapping[int, PairResult]) -> int:
    """Place of the pair with the lowest cosine."""
    judged = {i: r.metrics.cosine_similarity for i, r in results.items() if r.metrics is not None}
    return min(judged, key=judged.__getitem__)


def main(arguments: Sequence[str] | None = None) -> int:
    """Take every picture."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--out", type=Path, default=ROOT / "docs" / "images")
    parser.add_argument("--left", help="a left folder instead of the bundled sample's")
    parser.add_argument("--right", help="a right folder")
    parser.add_argument("--prototxt", default="")
    parser.add_argument("--dot", default="")
    parser.add_argument("--size", default="1440x900")
    options = parser.parse_args(arguments)
    width, height = (int(part) for part in options.size.split("x"))
    options.out.mkdir(parents=True, exist_ok=True)

    with tempfile.TemporaryDirectory() as settings:
        os.environ["XDG_CONFIG_HOME"] = settings
        os.environ["COSIGHT_CACHE_DIR"] = settings
        from PySide6.QtCore import QSettings
        from PySide6.QtWidgets import QApplication, QTableView

        QSettings.setPath(QSettings.Format.IniFormat, QSettings.Scope.UserScope, settings)
        application = QApplication(sys.argv[:1])
        from app.main_window import MainWindow
        from app.theme import Theme

        window = MainWindow()
        window.resize(width, height)
        window.show()
        settle()
        window.grab().save(str(options.out / "start.png"))

        finished: list[object] = []
        drawn: list[object] = []
        window.session.completed.connect(finished.append)
        window.session.failed.connect(lambda error: sys.exit(str(error)))
        window.session.layouts.laid_out.connect(lambda network, layout: drawn.append(layout))
        if options.left:
            window.sources.set_prototxt(options.prototxt)
            window.sources.set_dot(options.dot)
            window.open_folders(options.left, [options.right])
        else:
            window.open_sample()
        wait_until(lambda: bool(finished and drawn))
        settle()
        window.actions_by_name["show_result"].trigger()
        settle()
        for theme in (Theme.LIGHT, Theme.DARK):
            window.choose_theme(theme)
            settle()
            window.grab().save(str(options.out / f"main-{theme}.png"))

        window.choose_theme(Theme.LIGHT)
        elements = window.open_elements(worst_pair(window.session.results))
        assert elements is not None
        elements.resize(1280, 800)
        table = elements.findChild(QTableView, "elementTable")
        assert table is not None
        wait_until(lambda: table.model().rowCount() > 0)
        settle(1.5)
        elements.grab().save(str(options.out / "elements.png"))
        window.close()
        application.quit()
    print(f"pictures are in {options.out}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
