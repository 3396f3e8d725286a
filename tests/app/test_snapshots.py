"""The views as they looked when somebody last looked at them, in light and in dark.

Each is compared with its picture in ``tests/snapshots``, both made small: another font moves edges
by a pixel, but a view that is empty, in other colours or arranged in another way is another
picture. ``COSIGHT_SNAPSHOTS=write`` takes them anew: look at them before they are committed.
"""

from __future__ import annotations

import os
from pathlib import Path

import numpy as np
import pytest
from compared_sample import compared_sample
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QWidget

from app.main_window import MainWindow
from app.theme import Theme
from core.comparison.colouring import BY_SEVERITY

_MOST_LOOKS = 50
FOLDER = Path(__file__).resolve().parents[1] / "snapshots"
WIDTH = 120
SHIFT = 2
"""Dots of a small picture by which a view's content may lie elsewhere."""
MOST = 5.0
"""Levels of 255 by which it may differ on average."""


@pytest.fixture(scope="module")
def compared(qapp, tmp_path_factory):
    with compared_sample(tmp_path_factory.mktemp("compared"), size=(1440, 900)) as window:
        yield window
        window.choose_theme(Theme.SYSTEM)


VIEWS = {
    "window": lambda window: window,
    "table": lambda window: window.table,
    "network": lambda window: window.topology,
    "trend": lambda window: window.trend,
}


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
@pytest.mark.parametrize("name", VIEWS)
def test_a_view_looks_as_it_did(qtbot, compared, name, theme):
    check(qtbot, compared, VIEWS[name](compared), name, theme)


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_the_views_coloured_by_a_metric_look_as_they_did(qtbot, compared, theme):
    compared.topology.colouring.choose("sqnr_db")
    try:
        check(qtbot, compared, compared, "window-sqnr", theme)
    finally:
        compared.topology.colouring.choose(BY_SEVERITY)


def test_another_picture_is_told_from_this_one(qtbot, compared):
    light = shot(qtbot, compared, compared.topology, Theme.LIGHT)
    dark = shot(qtbot, compared, compared.topology, Theme.DARK)
    other = shot(qtbot, compared, compared.trend, Theme.LIGHT)
    assert differs(light, dark)
    assert differs(light, resized(other, light.shape))
    assert not differs(light, shot(qtbot, compared, compared.topology, Theme.LIGHT))


def check(qtbot, window: MainWindow, view: QWidget, name: str, theme: Theme) -> None:
    now = shot(qtbot, window, view, theme)
    path = FOLDER / f"{name}-{theme}.png"
    if os.environ.get("COSIGHT_SNAPSHOTS") == "write":
        FOLDER.mkdir(exist_ok=True)
        assert as_image(now).save(str(path))
    kept = pixels(QImage(str(path)))
    assert kept.size, f"{path} is missing: COSIGHT_SNAPSHOTS=write"
    apart = difference(resized(now, kept.shape), kept)
    assert apart <= MOST, f"{path.name} looks another way now: {apart:.1f} levels"


def shot(qtbot, window: MainWindow, view: QWidget, theme: Theme) -> np.ndarray:
    window.choose_theme(theme)
    qtbot.wait(250)
    image = view.grab().toImage()
    for _ in range(_MOST_LOOKS):
        # On a busy machine it is drawn in more turns than that.
        qtbot.wait(100)
        before, image = image, view.grab().toImage()
        if image == before:
            break
    smooth = Qt.TransformationMode.SmoothTransformation
    return pixels(image.scaledToWidth(WIDTH, smooth))


def pixels(image: QImage) -> np.ndarray:
    if image.isNull():
        return np.zeros((0, 0, 3))
    image = image.convertToFormat(QImage.Format.Format_RGBX8888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), -1)
    return rows[:, : 4 * image.width()].reshape(image.height(), -1, 4)[..., :3].astype(float)


def as_image(dots: np.ndarray) -> QImage:
    height, width, _ = dots.shape
    filled = np.full((height, width, 4), 255, np.uint8)
    filled[..., :3] = dots
    return QImage(filled.tobytes(), width, height, QImage.Format.Format_RGBX8888).copy()


def resized(dots: np.ndarray, shape: tuple[int, ...]) -> np.ndarray:
    if dots.shape == shape:
        return dots
    image = as_image(dots).scaled(
        shape[1], shape[0], mode=Qt.TransformationMode.SmoothTransformation
    )
    return pixels(image)


def difference(one: np.ndarray, other: np.ndarray) -> float:
    """The mean of how far the dots are apart, at the shift at which that is least."""
    height, width, _ = one.shape
    means = []
    for down in range(-SHIFT, SHIFT + 1):
        for right in range(-SHIFT, SHIFT + 1):
            rows = slice(SHIFT + down, height - SHIFT + down)
            columns = slice(SHIFT + right, width - SHIFT + right)
            inner = other[SHIFT : height - SHIFT, SHIFT : width - SHIFT]
            means.append(np.abs(one[rows, columns] - inner).mean())
    return float(min(means))


def differs(one: np.ndarray, other: np.ndarray) -> bool:
    return difference(one, other) > MOST
