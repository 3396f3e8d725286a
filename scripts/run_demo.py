"""Open the window on the bundled sample; without a display compare it in the terminal instead."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
MAIN = ROOT / "main.py"
SAMPLE = ROOT / "resources" / "sample"

INVISIBLE = {"offscreen", "minimal"}


def main() -> int:
    """Run the demo the way this machine can show it."""
    if _display_works():
        return subprocess.call([sys.executable, str(MAIN), "--demo"], cwd=ROOT)
    print(
        "No display was found, so no window can be opened: comparing the sample in the terminal.",
        flush=True,
    )
    status = subprocess.call(
        [
            sys.executable,
            str(MAIN),
            "compare",
            str(SAMPLE / "float_run"),
            str(SAMPLE / "quantised_run"),
            "--prototxt",
            str(SAMPLE / "deploy.prototxt"),
            "--dot",
            str(SAMPLE / "cnn_net_tree.dot"),
        ],
        cwd=ROOT,
    )
    # 1 says that some pair is bad, and in the sample one layer has gone wrong on purpose.
    return 0 if status == 1 else status


def _display_works() -> bool:
    """Whether Qt can open a window here, found out in a process of its own: Qt aborts if not."""
    if os.environ.get("QT_QPA_PLATFORM", "").split(":")[0] in INVISIBLE:
        return False
    if sys.platform.startswith("linux") and not (
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    ):
        return False
    code = "from PySide6.QtWidgets import QApplication; QApplication([])"
    try:
        return (
            subprocess.run(
                [sys.executable, "-c", code], capture_output=True, timeout=60, check=False
            ).returncode
            == 0
        )
    except subprocess.TimeoutExpired:
        return False


if __name__ == "__main__":
    sys.exit(main())
