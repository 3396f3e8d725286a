"""Advice from the prototxt in the window: faults at once, what the numbers confirm at the end."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from app.main_window import MainWindow

PROTOTXT = """\
input: "data"
input_shape { dim: 1 dim: 1 dim: 2 dim: 2 }
layer { name: "act_hp" type: "ReLU" bottom: "data" top: "act" }
layer { name: "plus" type: "Power" bottom: "act" top: "plus" power_param { shift: 1.0 } }
"""


@pytest.fixture
def window(qtbot) -> MainWindow:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


def write(folder: Path, plus: float) -> Path:
    folder.mkdir()
    for layer, added in (("act", 0.0), ("plus", plus)):
        text = "".join(f"{value + added}\n" for value in (1.0, 2.0, 3.0, 5.0))
        (folder / f"{layer}_output0_1_2_2_caffe.linear.float").write_text(text)
    return folder


def compare(qtbot, window: MainWindow, folder: Path, plus: float) -> None:
    path = folder / "net.prototxt"
    path.write_text(PROTOTXT)
    left, right = write(folder / "left", 1.0), write(folder / "right", plus)
    window.sources.set_prototxt(str(path))
    with qtbot.waitSignal(window.session.completed, timeout=60_000):
        window.open_folders(str(left), [str(right)])


def notices(window: MainWindow) -> list[str]:
    """What the summary's notices say, from the top."""
    labels = window.summary.findChildren(QLabel)
    seen = [label for label in labels if label.isVisible() and label.wordWrap()]
    seen.sort(key=lambda label: label.mapTo(window.summary, label.pos()).y())
    return [label.text() for label in seen]


def test_a_fault_is_a_notice_and_a_risk_is_none(qtbot, window, tmp_path):
    compare(qtbot, window, tmp_path, 1.0)
    qtbot.waitUntil(lambda: len(notices(window)) == 1)
    assert notices(window)[0].startswith("act_hp is marked _hp")


def test_what_the_numbers_confirm_comes_on_top(qtbot, window, tmp_path):
    compare(qtbot, window, tmp_path, 0.0)
    qtbot.waitUntil(lambda: len(notices(window)) == 2)
    first, second = notices(window)
    assert first.startswith("The result of plus is off by -1.000")
    assert second.startswith("act_hp is marked _hp")
