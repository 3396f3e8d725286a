"""Icons drawn in currentColor, tinted with the palette of the moment at any pixel ratio."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from PySide6.QtCore import QByteArray, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import (
    QColor,
    QGuiApplication,
    QIcon,
    QIconEngine,
    QImage,
    QPainter,
    QPalette,
    QPixmap,
)
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QToolButton

_APPLICATION_SIDES = (16, 24, 32, 48, 64, 128, 256)
_FOLDER = Path(__file__).resolve().parents[2] / "resources" / "icons"


@lru_cache(maxsize=256)
def _source(name: str) -> bytes:
    """The drawing as it stands in the file; empty where there is none."""
    try:
        return (_FOLDER / f"{name}.svg").read_bytes()
    except OSError:
        return b""


@lru_cache(maxsize=512)
def _renderer(name: str, colour: str) -> QSvgRenderer | None:
    source = _source(name)
    if not source:
        return None
    renderer = QSvgRenderer(QByteArray(source.replace(b"currentColor", colour.encode("ascii"))))
    return renderer if renderer.isValid() else None


def _text_colour(palette: QPalette, mode: QIcon.Mode) -> QColor:
    if mode == QIcon.Mode.Disabled:
        return palette.color(QPalette.ColorGroup.Disabled, QPalette.ColorRole.ButtonText)
    if mode == QIcon.Mode.Selected:
        return palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.HighlightedText)
    return palette.color(QPalette.ColorGroup.Active, QPalette.ColorRole.ButtonText)


def _render(painter: QPainter, rect: QRect, name: str, colour: str, opacity: float) -> None:
    renderer = _renderer(name, colour)
    if renderer is None:
        return
    side = min(rect.width(), rect.height())
    box = QRectF(0, 0, side, side)
    box.moveCenter(QPointF(rect.x() + rect.width() / 2, rect.y() + rect.height() / 2))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setOpacity(painter.opacity() * opacity)
    renderer.render(painter, box)
    painter.restore()


@lru_cache(maxsize=256)
def _picture(name: str, colour: str, opacity: float, width: int, height: int) -> QImage:
    """The icon so large, which a button asks for each time that it is drawn. An image and no
    pixmap: those must not outlive the application."""
    picture = QImage(width, height, QImage.Format.Format_ARGB32_Premultiplied)
    picture.fill(Qt.GlobalColor.transparent)
    painter = QPainter(picture)
    _render(painter, picture.rect(), name, colour, opacity)
    painter.end()
    return picture


class _TintedEngine(QIconEngine):
    """Renders when asked, in the palette's colour at that time: a palette change needs no call."""

    def __init__(self, name: str, palette: QPalette | None) -> None:
        super().__init__()
        self._name = name
        self._palette = palette

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        colour = self._colour(mode)
        _render(painter, rect, self._name, colour.name(), colour.alphaF())

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(
        self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float
    ) -> QPixmap:
        # ``size`` counts device-independent pixels. A Qt that multiplies it before gets more
        # pixels than it needs, and puts that right by itself.
        pixels = (size * scale).expandedTo(QSize(1, 1))
        colour = self._colour(mode)
        return QPixmap.fromImage(
            _picture(self._name, colour.name(), colour.alphaF(), pixels.width(), pixels.height())
        )

    def _colour(self, mode: QIcon.Mode) -> QColor:
        palette = QGuiApplication.palette() if self._palette is None else self._palette
        return _text_colour(palette, mode)

    def clone(self) -> QIconEngine:
        return _TintedEngine(self._name, self._palette)


def icon(name: str, palette: QPalette | None = None) -> QIcon:
    """The icon ``resources/icons/<name>.svg`` with ``currentColor`` in the palette's text colour.

    Without ``palette`` the application's is read at every paint, so that the icon follows a
    switch between light and dark by itself. A missing or damaged file gives a null icon.
    """
    if _renderer(name, "#000000") is None:
        return QIcon()
    return QIcon(_TintedEngine(name, palette))


def set_button_icon(button: QToolButton, name: str, text: str) -> None:
    """Show the icon, or ``text`` where its file is missing; ``text`` is the accessible name."""
    drawn = icon(name)
    button.setIcon(drawn)
    button.setText(text)
    button.setAccessibleName(text)
    button.setToolButtonStyle(
        Qt.ToolButtonStyle.ToolButtonTextOnly
        if drawn.isNull()
        else Qt.ToolButtonStyle.ToolButtonIconOnly
    )


def application_icon() -> QIcon:
    """The application's own, as pictures of fixed sizes and in the text colour of the moment.

    Qt keeps it until the process ends, when nothing of Python may be asked to draw any more.
    """
    own = QIcon()
    colour = _text_colour(QGuiApplication.palette(), QIcon.Mode.Normal)
    for side in _APPLICATION_SIDES:
        picture = _picture("cosight", colour.name(), colour.alphaF(), side, side)
        own.addPixmap(QPixmap.fromImage(picture))
    return own
