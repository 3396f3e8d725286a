"""Ten thousand layers as they look from afar, from half way and near enough to be read.

Each picture is held against one that is drawn here in the plainest way, every edge and every box by
itself, both made small; and what is not good is looked for pixel by pixel.
"""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QImage, QPainter, QPainterPath, QPen
from pytestqt.qtbot import QtBot
from topology_made_up import make_node, make_result

from app.theme import palette_for
from core.comparison.model import Severity
from core.network.layout import Layout
from core.network.model import Network
from core.network.quick_layout import quick_layout
from resources.sample.branches import branching_boxes, edges_of
from widgets.parts.severity_style import severity_style
from widgets.topology.view import TopologyView

LAYERS = 10_000
ZOOMS = {"afar": 0.0, "half way": 0.2, "near": 0.9}
BAD, WARN = 211, 97
"""One layer in so many."""
LEAST = 3.0
"""Pixels that what is not good takes at least."""
SMALL = 90
MOST = 8.0
"""Levels of 255 by which a small picture may differ on average: words are not in the plain one."""


def worth(number: int) -> Severity:
    if number % BAD == 5:
        return Severity.BAD
    return Severity.WARN if number % WARN == 3 else Severity.GOOD


COSINES = {Severity.GOOD: 0.999, Severity.WARN: 0.97, Severity.BAD: 0.5}


@pytest.fixture(scope="module")
def made() -> tuple[Network, Layout]:
    boxes = branching_boxes(LAYERS)
    names = [box.name for box in boxes]
    number = {name: place for place, name in enumerate(names)}
    edges = edges_of(boxes)
    pairs = [(number[a], number[b]) for a, b in edges]
    network = Network("deep", None, tuple(make_node(name) for name in names), edges)
    return network, quick_layout(names, [(160.0, 90.0)] * len(names), pairs)


@pytest.fixture(scope="module", params=[False, True], ids=["light", "dark"])
def view(qapp, made, request):
    """A test moves what is seen of it, and nothing else."""
    qtbot = QtBot(request)
    view = TopologyView()
    view.setPalette(palette_for(dark=request.param))
    view.resize(700, 700)
    view.show()
    qtbot.waitExposed(view)
    network, layout = made
    view.prepare(network, layout)
    with qtbot.waitSignal(view.built):
        view.show_network(network, layout)
    view.update_results(
        {
            node.name: [make_result(node.name, COSINES[worth(number)])]
            for number, node in enumerate(network.nodes)
        }
    )
    view.minimap().set_wanted(False)
    yield view
    view.close()
    view.deleteLater()


def shown(qtbot, view, zoom: float) -> QImage:
    if zoom:
        view.set_zoom(zoom)
        middle = view.picture().states[view.picture().order[BAD * 20 + 5]].box.center()
        view.centerOn(middle)
    else:
        view.fit_all()
    view.viewport().grab()
    qtbot.waitUntil(lambda: not view.refining(), timeout=60_000)
    return view.viewport().grab().toImage()


def plainly(view, size) -> QImage:
    """The same without any shortcut."""
    palette, scene = view.palette(), view.picture()
    image = QImage(size, QImage.Format.Format_RGB32)
    image.fill(palette.color(palette.ColorRole.Base))
    with QPainter(image) as painter:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setTransform(view.viewportTransform())
        pen = QPen(scene.context.look.edge, 1.3)
        pen.setCosmetic(True)
        painter.setPen(pen)
        for edge in scene.layout.edges:
            path = QPainterPath(QPointF(*edge.points[0]))
            for place in range(1, len(edge.points), 3):
                path.cubicTo(*(QPointF(*point) for point in edge.points[place : place + 3]))
            painter.drawPath(path)
        for worst in (Severity.GOOD, Severity.WARN, Severity.BAD):
            fill = severity_style(worst, palette).fill
            pen = QPen(scene.context.look.border(fill), 1.0)
            pen.setCosmetic(True)
            painter.setPen(pen)
            painter.setBrush(fill)
            least = LEAST / view.zoom if worst is not Severity.GOOD else 0.0
            for number, name in enumerate(scene.order):
                if worth(number) is worst:
                    painter.drawRoundedRect(at_least(scene.states[name].box, least), 7, 7)
    return image


def at_least(box: QRectF, side: float) -> QRectF:
    grown = QRectF(0, 0, max(box.width(), side), max(box.height(), side))
    grown.moveCenter(box.center())
    return grown


def levels(image: QImage) -> np.ndarray:
    smooth = Qt.TransformationMode.SmoothTransformation
    small = image.scaledToWidth(SMALL, smooth).convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(small.constBits(), np.uint8).reshape(small.height(), -1)
    return rows[:, : 3 * small.width()].astype(float)


def apart(one: QImage, other: QImage) -> float:
    return float(np.abs(levels(one) - levels(other)).mean())


@pytest.mark.parametrize("zoom", ZOOMS.values(), ids=ZOOMS)
def test_it_looks_as_if_drawn_plainly(qtbot, view, zoom):
    image = shown(qtbot, view, zoom)
    plain = plainly(view, image.size())
    blank = QImage(image.size(), QImage.Format.Format_RGB32)
    blank.fill(view.palette().color(view.palette().ColorRole.Base))
    assert apart(image, plain) < MOST
    # From afar all of it is a thin line: still, nothing would be further from it than this.
    assert apart(image, plain) < apart(image, blank) / 2


@pytest.mark.parametrize("zoom", ZOOMS.values(), ids=ZOOMS)
def test_nothing_bad_is_hidden(qtbot, view, zoom):
    image = shown(qtbot, view, zoom)
    scene, port = view.picture(), QRectF(image.rect()).adjusted(3, 3, -3, -3)
    bad = severity_style(Severity.BAD, view.palette()).fill
    found = 0
    for number, name in enumerate(scene.order):
        box = view.viewportTransform().mapRect(scene.states[name].box)
        if worth(number) is Severity.BAD and port.contains(box):
            found += 1
            assert wears(image, box.adjusted(-2, -2, 2, 2), bad), name
    assert found > (LAYERS // BAD / 2 if zoom == 0.0 else 0)


def wears(image: QImage, box: QRectF, colour) -> bool:
    left, top, right, bottom = (round(side) for side in box.getCoords())
    pixels = (
        image.pixelColor(x, y) for x in range(left, right + 1) for y in range(top, bottom + 1)
    )
    return any(
        abs(one.red() - colour.red()) + abs(one.green() - colour.green()) < 24 for one in pixels
    )
