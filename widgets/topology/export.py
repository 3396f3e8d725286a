"""The topology as a file or an image: all in full detail, light on white, with the legend."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from math import sqrt
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF, QSaveFile, QSize
from PySide6.QtGui import QColor, QFontMetricsF, QImage, QPainter, QPainterPath, QPalette, QPen
from PySide6.QtSvg import QSvgGenerator

from core.comparison.colouring import Colouring
from core.comparison.model import PairResult
from core.errors import CosightError
from core.messages import translate
from widgets.parts.giving_way import give_way
from widgets.parts.scale_bar import paint_scale
from widgets.parts.scale_colours import ScaleColouring, metric_title
from widgets.parts.severity_legend import LegendPainter
from widgets.topology.drawing import Detail, Look, add_arrow, add_edge, paint_node
from widgets.topology.edges import EDGE_WIDTH
from widgets.topology.items import flag_size, paint_flag
from widgets.topology.nodes import face_of
from widgets.topology.scene import TopologyScene
from widgets.topology.text import NodeText

if TYPE_CHECKING:
    from core.network.layout import EdgePath

MAX_PIXELS = 64_000_000
"""256 MB of picture while it is drawn."""
_FILLED_AT_ONCE = 250_000
"""Pixels; a megabyte of them."""
MAX_SIDE = 32_000
"""QPainter's limit, and about what viewers open."""
_MARGIN = 24.0
_SCALE_WIDTH = 260.0
_PART = 100
_SVG_BODY, _SVG_END = b"</defs>", b"</svg>"

Box = tuple[QRectF, NodeText, tuple[PairResult, ...], bool]
"""Where a box stands, its words, the results it shows, and whether it is a fold."""


class ExportCancelled(Exception):  # noqa: N818 (being cancelled is no error)
    """Nobody waits for the picture any more."""


def light_palette() -> QPalette:
    """Colours of paper, whatever the window wears."""
    palette = QPalette()
    for role, colour in (
        (QPalette.ColorRole.Window, "#ffffff"),
        (QPalette.ColorRole.Base, "#ffffff"),
        (QPalette.ColorRole.Text, "#1c2127"),
        (QPalette.ColorRole.WindowText, "#1c2127"),
        (QPalette.ColorRole.PlaceholderText, "#6b737c"),
        (QPalette.ColorRole.Highlight, "#1f6fd0"),
    ):
        palette.setColor(role, QColor(colour))
    return palette


@dataclass(frozen=True, slots=True)
class Picture:
    """Everything an export draws, as plain values: it may be drawn on any thread."""

    title: str
    boxes: tuple[Box, ...]
    edges: tuple[EdgePath, ...]
    flag: tuple[QPointF, str] | None
    look: Look
    palette: QPalette
    content: QRectF
    page: QRectF

    @classmethod
    def of(cls, scene: TopologyScene) -> Picture:
        """What ``scene`` shows now, without selection and search."""
        palette = light_palette()
        shown = scene.context.look
        scale = shown.colouring.on(palette) if isinstance(shown.colouring, ScaleColouring) else None
        look = Look.of(palette, shown.fonts, cosmetic=False, colouring=scale)
        content = scene.bounds()
        flagged, words = scene.flagged
        flag = None
        left = content.left()
        if flagged:
            box = scene.states[flagged].box
            flag = (QPointF(box.left(), box.center().y()), words)
            width, height = flag_size(words, look)
            left = min(left, box.left() - width - height)
        title_width = QFontMetricsF(look.fonts.title).horizontalAdvance(scene.network.name)
        legend_width, legend_height = LegendPainter(look.fonts.small).size()
        head = look.fonts.title_height + legend_height + _MARGIN
        content.setLeft(left)
        content.setWidth(max(content.width(), title_width, legend_width))
        return cls(
            title=scene.network.name,
            # Their faces are made where they are drawn: off the window's thread.
            boxes=tuple(
                (state.box, state.text, state.results, state.is_fold)
                for state in scene.states.values()
            ),
            edges=tuple(scene.layout.edges),
            flag=flag,
            look=look,
            palette=palette,
            content=content,
            page=content.adjusted(-_MARGIN, -_MARGIN - head, _MARGIN, _MARGIN),
        )

    def within(self, part: QRectF) -> Picture:
        """What touches this part of the page."""
        near = part.adjusted(-_MARGIN, -_MARGIN, _MARGIN, _MARGIN)
        return replace(
            self,
            boxes=tuple(box for box in self.boxes if near.intersects(box[0])),
            edges=tuple(edge for edge in self.edges if _touches(edge, near)),
            flag=self.flag if self.flag is not None and near.contains(self.flag[0]) else None,
        )

    def draw(
        self,
        painter: QPainter,
        cancelled: Callable[[], bool] | None = None,
        on_ground: bool = False,
    ) -> None:
        """Draw in scene units; ``on_ground``: where all is filled with the ground's colour.

        Raises:
            ExportCancelled: ``cancelled`` said so.
        """
        for part in self.parts(on_ground):
            if cancelled is not None and cancelled():
                raise ExportCancelled
            part(painter)

    def parts(self, on_ground: bool = False) -> Iterator[Callable[[QPainter], None]]:
        """The picture from back to front in pieces, each drawn in some milliseconds."""
        yield partial(self._draw_head, on_ground)
        for start in range(0, len(self.edges), _PART):
            yield partial(self._draw_edges, self.edges[start : start + _PART])
        for start in range(0, len(self.boxes), _PART):
            yield partial(self._draw_boxes, self.boxes[start : start + _PART])
        yield self._draw_flag

    def _draw_head(self, on_ground: bool, painter: QPainter) -> None:
        look = self.look
        if not on_ground:
            painter.fillRect(self.page, look.base)
        left, y = self.page.left() + _MARGIN, self.page.top() + _MARGIN
        painter.setFont(look.fonts.title)
        painter.setPen(look.ink)
        painter.drawText(QPointF(left, y + QFontMetricsF(look.fonts.title).ascent()), self.title)
        y += look.fonts.title_height + 4.0
        if isinstance(look.colouring, ScaleColouring):
            self._draw_scale(painter, look.colouring.colouring, left, y)
            return
        legend = LegendPainter(look.fonts.small)
        legend.paint(painter, left, y + legend.size()[1] / 2, self.palette)

    def _draw_scale(self, painter: QPainter, colouring: Colouring, left: float, top: float) -> None:
        font = self.look.fonts.small
        name = metric_title(colouring.by)
        painter.setFont(font)
        metrics = QFontMetricsF(font)
        painter.drawText(QPointF(left, top + metrics.ascent()), name)
        strip = QRectF(
            left + metrics.horizontalAdvance(name) + 12.0, top, _SCALE_WIDTH, metrics.height() * 0.7
        )
        ends = strip.left(), strip.right()
        paint_scale(painter, strip, colouring, ends, self.palette, font)

    def _draw_edges(self, edges: Sequence[EdgePath], painter: QPainter) -> None:
        pen = QPen(self.look.edge, EDGE_WIDTH)
        for edge in edges:
            give_way()
            if len(edge.points) >= 4:
                line, head = QPainterPath(), QPainterPath()
                add_edge(line, edge.points)
                add_arrow(head, edge.points)
                painter.strokePath(line, pen)
                painter.fillPath(head, self.look.edge)

    def _draw_boxes(self, boxes: Sequence[Box], painter: QPainter) -> None:
        for box, text, results, is_fold in boxes:
            give_way()
            face = face_of(text, results, self.look, is_fold)
            paint_node(painter, box, face, self.look, Detail.FULL)

    def _draw_flag(self, painter: QPainter) -> None:
        if self.flag is not None:
            anchor, words = self.flag
            painter.save()
            painter.translate(anchor)
            paint_flag(painter, *flag_size(words, self.look), words, self.look)
            painter.restore()


def _touches(edge: EdgePath, part: QRectF) -> bool:
    """Whether an edge may be seen in ``part``: a Bézier lies among its control points."""
    ys = [y for _, y in edge.points]
    return min(ys, default=0.0) <= part.bottom() and max(ys, default=0.0) >= part.top()


def draw_svg(picture: Picture, cancelled: Callable[[], bool] | None = None) -> bytes:
    """The picture as SVG, text as text, one user unit a scene unit.

    Raises:
        ExportCancelled: ``cancelled`` said so.
    """
    pages: list[bytes] = []
    for part in picture.parts():
        if cancelled is not None and cancelled():
            raise ExportCancelled
        pages.append(_svg_page(picture, part))
    # Qt writes a page at its end, all at once and without giving Python's lock away: a large net
    # would stop the window for as long. So each part is a page, and the pages become one.
    head = pages[0][: pages[0].index(_SVG_BODY) + len(_SVG_BODY)]
    bodies = (
        page[page.index(_SVG_BODY) + len(_SVG_BODY) : page.rindex(_SVG_END)] for page in pages
    )
    return head + b"".join(bodies) + _SVG_END + b"\n"


def _svg_page(picture: Picture, part: Callable[[QPainter], None]) -> bytes:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setTitle(picture.title)
    generator.setResolution(96)
    page = QRectF(0, 0, picture.page.width(), picture.page.height())
    generator.setSize(page.size().toSize())
    generator.setViewBox(page)
    painter = QPainter(generator)
    try:
        painter.translate(-picture.page.topLeft())
        part(painter)
    finally:
        painter.end()
    return bytes(data.data())


def allowed_scale(width: float, height: float, scale: float, max_pixels: int = MAX_PIXELS) -> float:
    """``scale``, or as much of it as keeps the pixels in bounds."""
    return min(scale, sqrt(max_pixels / (width * height)), MAX_SIDE / max(width, height))


def draw_image(
    picture: Picture,
    scale: float,
    max_pixels: int = MAX_PIXELS,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[QImage, float]:
    """The picture as an image, and the scale it really has: less where it would grow too big."""
    width, height = picture.page.width(), picture.page.height()
    scale = allowed_scale(width, height, scale, max_pixels)
    size = QSize(max(int(width * scale), 1), max(int(height * scale), 1))
    image = QImage(size, QImage.Format.Format_RGB32)
    if image.isNull():
        raise CosightError(
            translate(
                "core",
                "the picture of {width} × {height} pixels does not fit into memory: "
                "choose SVG instead",
            ).format(width=size.width(), height=size.height())
        )
    painter = QPainter(image)
    try:
        _fill(painter, size, picture.look.base, cancelled)
        painter.scale(scale, scale)
        painter.translate(-picture.page.topLeft())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        picture.draw(painter, cancelled, on_ground=True)
    finally:
        painter.end()
    return image, scale


def _fill(
    painter: QPainter, size: QSize, colour: QColor, cancelled: Callable[[], bool] | None
) -> None:
    """Fill an image strip by strip: all at once would hold Python's lock for as long as the system
    needs to find so much memory, a quarter of a second and more."""
    rows = max(_FILLED_AT_ONCE // size.width(), 1)
    for top in range(0, size.height(), rows):
        if cancelled is not None and cancelled():
            raise ExportCancelled
        painter.fillRect(0, top, size.width(), rows, colour)


def save_picture(
    picture: Picture,
    path: Path,
    scale: float = 2.0,
    cancelled: Callable[[], bool] | None = None,
) -> float:
    """Write SVG, PDF or, for any other suffix, PNG; the scale that was used.

    The file appears whole or not at all.

    Raises:
        CosightError: the file cannot be written, or the picture does not fit into memory.
        ExportCancelled: ``cancelled`` said so; nothing was written.
    """
    image: QImage | None = None
    data = b""
    if path.suffix.lower() == ".svg":
        scale = 1.0
        data = draw_svg(picture, cancelled)
    elif path.suffix.lower() == ".pdf":
        from widgets.topology.pdf import draw_pdf  # which is built on this module

        scale = 1.0
        data = draw_pdf(picture, cancelled)
    else:
        image, scale = draw_image(picture, scale, cancelled=cancelled)
    file = QSaveFile(str(path))
    written = file.open(QIODevice.OpenModeFlag.WriteOnly)
    if written:
        # Qt's stub asks for bytes where the call takes str.
        whole = (
            image.save(file, "PNG")  # type: ignore[call-overload]
            if image is not None
            else file.write(data) == len(data)
        )
        written = whole and file.commit()
    if not written:
        raise CosightError(
            translate("core", "{file} cannot be written ({reason}): choose another place").format(
                file=path, reason=file.errorString()
            )
        )
    return scale
