"""Two sides of different lengths: what they have in common, shown as a part and never silently."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from element_pairs_made_up import decimal, fixed, pair_result
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from core.comparison.findings.cropping import cropped
from core.comparison.findings.sentences import finding_of
from core.comparison.metrics import measure
from core.comparison.model import Severity
from widgets.elements.deeper.panel import DeeperView
from widgets.elements.window import ElementWindow

LEFT, RIGHT, COMMON = (3, 9, 9), (3, 8, 8), (3, 8, 8)


@pytest.fixture(params=[False, True], ids=["at the end", "at the start"])
def at_start(request) -> bool:
    return request.param


@pytest.fixture
def arrays(at_start) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Left, right, and the part of the left that the right has, too."""
    random = np.random.default_rng(7)
    left = random.normal(size=LEFT)
    part = left[:, 1:, 1:] if at_start else left[:, :8, :8]
    right = np.rint((part + random.normal(0, 0.05, COMMON)) * 4096)
    right[1, 2, 3] += 4096
    return left, right, part


def settle(window: ElementWindow, qtbot) -> None:
    qtbot.waitUntil(lambda: window.pictures.density is not None and not window.busy, timeout=30_000)


@pytest.fixture
def window(arrays, qtbot):
    left, right = decimal(arrays[0].ravel()), fixed(arrays[1].ravel())
    finding = finding_of(cropped(left.as_float(), right.as_float(), (LEFT, RIGHT)))
    result = replace(pair_result(left, right, None, "they differ in length"), findings=(finding,))
    window = ElementWindow(result)
    qtbot.addWidget(window)
    window.resize(1280, 800)
    window.show()
    window.set_values(left, right)
    settle(window, qtbot)
    yield window
    window.close()


def button(window: ElementWindow) -> QPushButton:
    return window.findChild(QPushButton, "compareOverlap")


def said(window: ElementWindow) -> str:
    return window.findChild(QLabel, "overlapText").text()


def press(window: ElementWindow, qtbot) -> None:
    qtbot.mouseClick(button(window), Qt.MouseButton.LeftButton)
    settle(window, qtbot)


def test_the_part_is_offered_and_nothing_is_cropped_before(window):
    assert button(window).isVisible()
    assert button(window).text() == "Compare the overlapping part"
    assert "3×8×8" in said(window)
    assert "Cropped" not in said(window)
    assert window.model.count == 243
    assert "cropped" not in window.windowTitle()


def test_the_part_is_shown_and_said_to_be_one(window, arrays, qtbot, at_start):
    press(window, qtbot)
    _, right, part = arrays
    assert window.model.count == 192
    assert window.model.shape == COMMON
    np.testing.assert_array_equal(window.model.elements.left.as_float(), part.ravel())
    assert said(window).startswith("Cropped: only the last" if at_start else "Cropped: only the fi")
    assert all(text in said(window) for text in ("3×8×8", "3×9×9"))
    assert window.windowTitle().endswith("(cropped)")
    # Its metrics are measured, and the verdict stays.
    metrics = measure(decimal(part.ravel()), fixed(right.ravel())).metrics
    assert window._result.metrics == metrics
    assert window._result.severity is Severity.BROKEN
    texts = " ".join(label.text() for label in window.header.findChildren(QLabel))
    assert f"{metrics.cosine_similarity:.6f}" in texts
    assert "they differ in length" in texts
    assert window.table.current_element() == metrics.max_error_index == 64 + 2 * 8 + 3


def test_deeper_numbers_are_those_of_the_part(window, arrays, qtbot):
    window.pictures.setCurrentWidget(window.pictures.deeper)
    window.pictures.deeper.show_view(DeeperView.CHANNELS)
    settle(window, qtbot)
    page = window.pictures.deeper.page
    assert not page.shows_result
    press(window, qtbot)
    assert page.shows_result
    error = np.abs(arrays[2] - arrays[1] / 4096).reshape(3, -1).max(axis=1)
    np.testing.assert_allclose(page.result.table.max_absolute_error, error, rtol=1e-12)


def test_the_whole_files_come_back(window, qtbot):
    title = window.windowTitle()
    press(window, qtbot)
    assert button(window).text() == "Show the whole files"
    press(window, qtbot)
    assert window.model.count == 243
    assert window.windowTitle() == title
    assert button(window).text() == "Compare the overlapping part"
    assert window._result.metrics is None
    assert len(window.head.findChildren(type(window.header))) == 1


def test_sides_of_one_length_have_nothing_to_offer(qtbot):
    values = decimal(np.arange(12.0))
    window = ElementWindow(pair_result(values, values, (3, 2, 2)))
    qtbot.addWidget(window)
    window.show()
    window.set_values(values, values)
    settle(window, qtbot)
    assert not button(window).isVisible()
    window.close()


def test_what_fails_is_said_and_can_be_tried_again(window, qtbot, monkeypatch):
    def broken(*_):
        raise MemoryError("no room")

    with monkeypatch.context() as patch:
        patch.setattr("core.comparison.metrics.measure", broken)
        press(window, qtbot)
    assert said(window) == "The part cannot be compared: no room"
    assert window.model.count == 243
    press(window, qtbot)
    assert window.model.count == 192
