"""The picture of a network as PDF: text as text, on as many pages as viewers open."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRectF, QSizeF
from PySide6.QtGui import QPageLayout, QPageSize, QPainter, QPdfWriter

from widgets.topology.export import ExportCancelled, Picture

POINTS_A_UNIT = 0.75
"""A scene unit is a pixel of 1/96 inch."""
LONGEST_SIDE = 14_400.0
"""Points: the format's own limit, which viewers hold to."""
_TALLEST = 12_000.0
"""Points of a page: some hundred layers, which are drawn in a moment."""
_RESOLUTION = 72


def draw_pdf(picture: Picture, cancelled: Callable[[], bool] | None = None) -> bytes:
    """The picture as PDF; a tall one goes on from page to page, between two rows of boxes.

    Raises:
        ExportCancelled: ``cancelled`` said so.
    """
    page = picture.page
    scale = min(POINTS_A_UNIT, LONGEST_SIDE / page.width())
    ends = page_ends([box for box, *_ in picture.boxes], page, _TALLEST / scale)
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    writer = QPdfWriter(buffer)
    writer.setTitle(picture.title)
    writer.setResolution(_RESOLUTION)
    top = page.top()
    painter: QPainter | None = None
    try:
        for end in ends:
            part = QRectF(page.left(), top, page.width(), end - top)
            writer.setPageLayout(_layout(part.width() * scale, part.height() * scale))
            if painter is None:
                painter = QPainter(writer)
            else:
                writer.newPage()
            painter.resetTransform()
            painter.scale(scale, scale)
            painter.translate(-part.topLeft())
            painter.setClipRect(part)
            for draw in picture.within(part).parts():
                if cancelled is not None and cancelled():
                    raise ExportCancelled
                draw(painter)
            top = end
    finally:
        if painter is not None:
            painter.end()
    return bytes(data.data())


def _layout(width: float, height: float) -> QPageLayout:
    exact = QPageSize.SizeMatchPolicy.ExactMatch
    size = QPageSize(QSizeF(width, height), QPageSize.Unit.Point, "", exact)
    return QPageLayout(size, QPageLayout.Orientation.Portrait, QMarginsF())


def page_ends(boxes: Sequence[QRectF], page: QRectF, tallest: float) -> list[float]:
    """Where pages no taller than ``tallest`` end: between rows of boxes where that can be."""
    ends = []
    start = page.top()
    rows = sorted((box.top(), box.bottom()) for box in boxes)
    while page.bottom() - start > tallest:
        end = start + tallest
        # Up to the top of what would be cut, and of what is cut then, as long as pages get on.
        while True:
            cut = [top for top, bottom in rows if top < end < bottom]
            if not cut or min(cut) <= start + tallest / 2:
                break
            end = min(cut)
        ends.append(end)
        start = end
    return [*ends, page.bottom()]
