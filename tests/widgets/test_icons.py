from __future__ import annotations

import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QColor, QIcon, QImage, QPalette
from PySide6.QtWidgets import QToolButton

from widgets.parts import icons

SQUARE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24">'
    '<rect x="0" y="0" width="24" height="24" fill="currentColor"/></svg>'
)


@pytest.fixture
def folder(qapp, tmp_path, monkeypatch):
    monkeypatch.setattr(icons, "_FOLDER", tmp_path)
    icons._source.cache_clear()
    icons._renderer.cache_clear()
    icons._picture.cache_clear()
    yield tmp_path
    icons._source.cache_clear()
    icons._renderer.cache_clear()
    icons._picture.cache_clear()


def middle(icon: QIcon, mode: QIcon.Mode = QIcon.Mode.Normal, ratio: float = 1.0) -> QColor:
    image: QImage = icon.pixmap(QSize(16, 16), ratio, mode).toImage()
    assert image.width() == 16 * ratio
    return image.pixelColor(image.width() // 2, image.height() // 2)


def painted(colour: str) -> QPalette:
    palette = QPalette()
    palette.setColor(QPalette.ColorRole.ButtonText, QColor(colour))
    return palette


def test_an_icon_wears_the_palette_s_text_colour(folder):
    (folder / "square.svg").write_text(SQUARE)
    assert middle(icons.icon("square", painted("#112233"))) == QColor("#112233")
    assert middle(icons.icon("square", painted("#ddeeff")), ratio=2.0) == QColor("#ddeeff")


def test_an_icon_follows_the_application(qapp, folder):
    (folder / "square.svg").write_text(SQUARE)
    before = qapp.palette()
    icon = icons.icon("square")
    try:
        qapp.setPalette(painted("#aa0000"))
        assert middle(icon) == QColor("#aa0000")
        qapp.setPalette(painted("#00bb00"))
        assert middle(icon) == QColor("#00bb00")
    finally:
        qapp.setPalette(before)


def test_a_disabled_icon_is_dimmed(folder):
    (folder / "square.svg").write_text(SQUARE)
    palette = painted("#000000")
    palette.setColor(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText, QColor("#999999"))
    assert middle(icons.icon("square", palette), QIcon.Mode.Disabled) == QColor("#999999")


@pytest.mark.parametrize("content", [None, "", "this is no svg"])
def test_without_a_drawing_the_button_shows_its_text(qtbot, folder, content):
    if content is not None:
        (folder / "odd.svg").write_text(content)
    assert icons.icon("odd").isNull()
    button = QToolButton()
    qtbot.addWidget(button)
    icons.set_button_icon(button, "odd", "Zoom in")
    assert button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonTextOnly
    assert button.text() == "Zoom in"


def test_with_a_drawing_the_text_is_the_accessible_name(qtbot, folder):
    (folder / "square.svg").write_text(SQUARE)
    button = QToolButton()
    qtbot.addWidget(button)
    icons.set_button_icon(button, "square", "Zoom in")
    assert button.toolButtonStyle() == Qt.ToolButtonStyle.ToolButtonIconOnly
    assert not button.icon().isNull()
    assert button.accessibleName() == "Zoom in"


def test_an_icon_that_is_drawn_again_is_not_rendered_again(folder, monkeypatch):
    (folder / "square.svg").write_text(SQUARE)
    rendered = []
    render = icons._render
    monkeypatch.setattr(icons, "_render", lambda *a: rendered.append(a[2:]) or render(*a))
    icon = icons.icon("square", painted("#112233"))
    for _ in range(3):
        assert middle(icon) == QColor("#112233")
        assert middle(icon, ratio=2.0) == QColor("#112233")
    assert len(rendered) == 2
