from __future__ import annotations

import re
from itertools import pairwise
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QFont, QImage, QPainter, QPalette
from PySide6.QtSvg import QSvgRenderer
from topology_made_up import chain, diamond, diamond_layout, make_result

from app.theme import palette_for
from core.comparison.colouring import Colouring, colour_at
from core.comparison.model import Severity
from core.errors import CosightError
from widgets.parts.scale_colours import ScaleColouring
from widgets.parts.severity_style import severity_style
from widgets.topology.data import PictureData
from widgets.topology.drawing import Look
from widgets.topology.export import (
    MAX_SIDE,
    ExportCancelled,
    Picture,
    allowed_scale,
    draw_image,
    draw_svg,
    light_palette,
    save_picture,
)
from widgets.topology.pdf import draw_pdf, page_ends
from widgets.topology.scene import TopologyScene
from widgets.topology.text import NodeFonts, NodeTexts

pytestmark = pytest.mark.usefixtures("qapp")


def make_scene(network, layout, palette=None) -> TopologyScene:
    fonts = NodeFonts(QFont())
    data = PictureData(network, layout, NodeTexts(fonts).of(network))
    scene = TopologyScene(data, Look.of(palette or QPalette(), fonts))
    for _ in scene.steps():
        pass
    return scene


@pytest.fixture
def scene():
    dark = QPalette()
    for role in (QPalette.ColorRole.Window, QPalette.ColorRole.Base):
        dark.setColor(role, QColor("#101010"))
    scene = make_scene(diamond(), diamond_layout(), dark)
    scene.update_results({"left": [make_result("left", 0.9731)]})
    return scene


def texts_of(svg: bytes) -> list[str]:
    root = ElementTree.fromstring(svg.decode())
    return ["".join(e.itertext()).strip() for e in root.iter() if e.tag.endswith("}text")]


def test_svg_holds_every_word_as_text(scene):
    texts = texts_of(draw_svg(Picture.of(scene)))
    for word in (
        "diamond",
        "data",
        "left",
        "+ left_bn",
        "+ left_relu",
        "Convolution · 8×32×64",
        "cos 0.9731",
        "good ≥ 0.99",
        "bad ≤ 0.95",
        "broken",
        "no data",
    ):
        assert word in texts
    assert "sum_report_0_0" not in texts


def test_detail_does_not_depend_on_the_zoom(scene):
    before = draw_svg(Picture.of(scene))
    scene.set_zoom(0.01, scene.context.detail.__class__.RECTANGLES)
    scene.fade_all_but([])
    scene.mark("left")
    assert draw_svg(Picture.of(scene)) == before


def test_the_page_holds_all_of_the_picture(scene):
    picture = Picture.of(scene)
    assert picture.page.contains(QRectF(0, 0, 600, 600))
    svg = QSvgRenderer(draw_svg(picture))
    assert svg.isValid()
    assert svg.viewBoxF().width() == pytest.approx(picture.page.width(), abs=1.0)
    assert svg.viewBoxF().height() == pytest.approx(picture.page.height(), abs=1.0)


def test_the_first_bad_flag_is_in_the_picture(scene):
    assert "look here" not in texts_of(draw_svg(Picture.of(scene)))
    scene.flag("left", "look here")
    picture = Picture.of(scene)
    assert "look here" in texts_of(draw_svg(picture))
    assert picture.content.left() < scene.states["left"].box.left() - 20


def test_the_picture_is_light_whatever_the_window_wears(scene):
    picture = Picture.of(scene)
    image, _ = draw_image(picture, 1.0)
    assert image.pixelColor(1, 1) == QColor("#ffffff")
    box = scene.states["left"].box
    at = box.topRight() - picture.page.topLeft()
    shown = image.pixelColor(int(at.x()) - 5, int(at.y()) + 40)
    assert shown == severity_style(Severity.WARN, light_palette()).fill


def test_svg_and_png_show_the_same(scene):
    picture = Picture.of(scene)
    image, _ = draw_image(picture, 1.0)
    drawn = QImage(image.size(), image.format())
    drawn.fill(QColor("#ff00ff"))
    painter = QPainter(drawn)
    QSvgRenderer(draw_svg(picture)).render(painter, QRectF(drawn.rect()))
    painter.end()
    for name in scene.states:
        at = scene.states[name].box.topRight() - picture.page.topLeft()
        x, y = int(at.x()) - 6, int(at.y()) + 45
        assert drawn.pixelColor(x, y) == image.pixelColor(x, y), name


@pytest.mark.parametrize(
    ("size", "scale", "most"),
    [((100, 100), 2.0, 10**6), ((4000, 3000), 2.0, 10**6), ((10, 90_000), 2.0, 10**9)],
)
def test_a_picture_stays_within_its_pixels(size, scale, most):
    allowed = allowed_scale(*size, scale, most)
    width, height = size[0] * allowed, size[1] * allowed
    assert width * height <= most * (1 + 1e-9)
    assert max(width, height) <= MAX_SIDE * (1 + 1e-9)
    assert allowed == scale or width * height > most * 0.99 or max(width, height) > MAX_SIDE * 0.99


def test_a_reduced_image_says_its_scale():
    picture = Picture.of(make_scene(*chain(50)))
    image, scale = draw_image(picture, 2.0, max_pixels=200_000)
    assert scale < 2.0
    assert image.width() * image.height() <= 200_000
    assert image.height() == pytest.approx(picture.page.height() * scale, abs=1)


def test_files_are_written_whole(scene, tmp_path):
    picture = Picture.of(scene)
    assert save_picture(picture, tmp_path / "net.svg") == 1.0
    assert (tmp_path / "net.svg").read_bytes() == draw_svg(picture)
    assert save_picture(picture, tmp_path / "net.png", 1.5) == 1.5
    image = QImage(str(tmp_path / "net.png"))
    assert image.width() == int(picture.page.width() * 1.5)


@pytest.mark.parametrize("name", ["net.svg", "net.png", "net.pdf"])
def test_a_place_that_cannot_be_written_is_named(scene, tmp_path, name):
    path = tmp_path / "missing" / name
    with pytest.raises(CosightError, match=name):
        save_picture(Picture.of(scene), path)


@pytest.mark.parametrize("name", ["net.svg", "net.png", "net.pdf"])
def test_a_cancelled_export_leaves_nothing(scene, tmp_path, name):
    with pytest.raises(ExportCancelled):
        save_picture(Picture.of(scene), tmp_path / name, cancelled=lambda: True)
    assert list(tmp_path.iterdir()) == []


def test_a_large_net_is_one_svg_with_every_name_once():
    scene = make_scene(*chain(250))
    texts = texts_of(draw_svg(Picture.of(scene)))
    titles = [state.text.title for state in scene.states.values()]
    assert len(titles) == 250
    assert [texts.count(title) for title in titles] == [1] * 250


def pages_of(pdf: bytes) -> list[tuple[float, float]]:
    """Width and height of every page, in points, as the file says it."""
    boxes = re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", pdf)
    return [(float(width), float(height)) for width, height in boxes]


def test_a_pdf_is_one_page_as_large_as_the_picture(scene, tmp_path):
    picture = Picture.of(scene)
    assert save_picture(picture, tmp_path / "net.pdf") == 1.0
    pdf = (tmp_path / "net.pdf").read_bytes()
    assert pdf.startswith(b"%PDF-")
    assert b"/Font" in pdf
    ((width, height),) = pages_of(pdf)
    assert width == pytest.approx(picture.page.width() * 0.75, abs=1.5)
    assert height == pytest.approx(picture.page.height() * 0.75, abs=1.5)


def test_a_tall_net_goes_on_from_page_to_page_and_none_is_too_tall():
    pages = pages_of(draw_pdf(Picture.of(make_scene(*chain(400)))))
    assert len(pages) > 2
    assert all(height <= 14_400 for _, height in pages)
    assert len({width for width, _ in pages}) == 1


def test_pages_end_between_rows():
    boxes = [QRectF(0, 100.0 * n, 50, 70) for n in range(20)]
    page = QRectF(-10, -10, 100, 2000)
    ends = page_ends(boxes, page, 450.0)
    assert ends[-1] == page.bottom()
    for start, end in pairwise([page.top(), *ends]):
        assert 0 < end - start <= 450.0
        assert not any(box.top() < end < box.bottom() for box in boxes)
    # What is taller than a page is cut all the same.
    assert len(page_ends([QRectF(0, 0, 10, 1980)], page, 450.0)) == 5


@pytest.mark.parametrize("dark", [False, True])
def test_a_colouring_is_seen_in_the_picture_and_explained(scene, dark):
    colouring = Colouring("cosine_similarity", 0.96, 0.97)
    scale = ScaleColouring(colouring, palette_for(dark))
    scene.set_look(Look.of(palette_for(dark), scene.context.look.fonts, colouring=scale))
    svg = draw_svg(Picture.of(scene))
    # A picture is always a light one.
    assert colour_at(1.0, dark=False).encode() in svg
    assert colour_at(1.0, dark=True).encode() not in svg
    said = texts_of(svg)
    assert "good ≥ 0.99" not in said
    assert "Cosine similarity" in said
    assert {"0.96", "0.97"} <= set(said)
