"""All channels of both sides and of their difference, as pictures on common scales."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSignalBlocker, QTimer, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.comparison.distributions import ChannelErrors, Distributions, Range, channel_errors
from core.comparison.elements import Elements
from core.comparison.mosaic import Mosaic, Scale, TileGrid, draw_mosaic
from widgets.elements.channel_bars import ChannelBars
from widgets.elements.channel_picture import ChannelPicture, PictureView
from widgets.elements.text import Shape, element_text
from widgets.parts.background import BackgroundTask, Handle
from widgets.parts.colour_bar import ColourBar, NotFiniteKey
from widgets.parts.colour_maps import difference_colours, value_colours
from widgets.parts.reading_line import ReadingLine

_LEFT, _RIGHT, _DIFFERENCE = range(3)
_STANDS_STILL_MS = 100
"""After the last step of a drag at an edge of the window."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What the worker hands over: a mosaic for each side, the same one where both fit."""

    left: Mosaic | None
    right: Mosaic | None
    scale: Scale
    errors: ChannelErrors | None


def _round_text(value: float) -> str:
    return f"{value + 0.0:.4g}"


class ChannelGrid(QWidget):
    """``elementPicked`` carries the element that was clicked."""

    elementPicked = Signal(int)

    _standing = False

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._elements: Elements | None = None
        self._distributions: Distributions | None = None
        self._grids: tuple[TileGrid | None, TileGrid | None] = (None, None)
        self._shape: Shape | None = None
        self._drawn: _Drawn | None = None
        self._chosen = -1
        self._errors: ChannelErrors | None = None
        self._goto_channel = -1
        self._columns: list[int] = []
        """Tiles side by side on each side, as last asked for."""
        self._resettle = QTimer(self)
        self._resettle.setSingleShot(True)
        self._resettle.setInterval(_STANDS_STILL_MS)
        self._resettle.timeout.connect(self._fill_room)
        self._task = BackgroundTask(self, "channels")
        self._task.succeeded.connect(self._on_drawn)
        self._task.failed.connect(self._on_failed)
        self._view = PictureView(self)
        self._view.changed.connect(self._on_view)

        titles = (self.tr("Left"), self.tr("Right"), self.tr("Left − right"))
        self._pictures = [ChannelPicture(self._view, title) for title in titles]
        self._bars = ChannelBars()
        self._value_bar = ColourBar(self.tr("Colours of left and right"))
        self._difference_bar = ColourBar(self.tr("Colours of left − right"))
        self._reading = ReadingLine()
        for picture in self._pictures:
            picture.pointed.connect(self._on_pointed)
            picture.resized.connect(self._look_at_room)
            picture.picked.connect(self.elementPicked)
        self._bars.picked.connect(self.show_channel)
        self._bars.pointed.connect(self._on_channel_pointed)

        column = QVBoxLayout(self)
        column.setContentsMargins(8, 8, 8, 8)
        column.setSpacing(4)
        column.addLayout(self._controls())
        cells = QGridLayout()
        cells.setHorizontalSpacing(8)
        cells.setVerticalSpacing(4)
        for place, title in enumerate((*titles, self.tr("Mean |left − right| by channel"))):
            label = ReadingLine()
            label.say(title)
            cells.addWidget(label, 3 * (place // 2), place % 2)
        for place, widget in enumerate((*self._pictures, self._bars)):
            row = 1 + 3 * (place // 2)
            cells.addWidget(widget, row, place % 2)
            cells.setRowStretch(row, 1)
            cells.setColumnStretch(place % 2, 1)
        values = QHBoxLayout()
        values.setSpacing(12)
        values.addWidget(self._value_bar, 1)
        values.addWidget(NotFiniteKey())
        cells.addLayout(values, 2, 0, 1, 2)
        # Over both columns: its numbers leave a strip wide enough to be read.
        cells.addWidget(self._difference_bar, 5, 0, 1, 2)
        column.addLayout(cells, 1)
        column.addWidget(self._reading)
        self._standing = True
        self.wait("")

    def _controls(self) -> QHBoxLayout:
        self._channel = QSpinBox()
        self._channel.setObjectName("channel")
        self._channel.setRange(-1, 0)
        self._channel.setValue(-1)
        self._channel.setSpecialValueText(self.tr("All"))
        self._channel.setToolTip(
            self.tr("Channel to look at alone; the wheel zooms, a drag moves, Fit shows all")
        )
        self._channel.setKeyboardTracking(False)
        self._channel.valueChanged.connect(self._on_channel)
        self._page_label = QLabel()
        self._page = QSpinBox()
        self._page.setObjectName("channelPage")
        self._page.setRange(1, 1)
        self._page.hide()
        self._page.setKeyboardTracking(False)
        self._page.valueChanged.connect(self._on_page)
        self._whole = QPushButton(self.tr("Fit"))
        self._whole.setToolTip(self.tr("Show the whole picture (double-click, 0)"))
        self._whole.setAutoDefault(False)
        self._whole.clicked.connect(self._fit)
        self._tails = QCheckBox(self.tr("Cut tails"))
        self._tails.setObjectName("cutTails")
        self._tails.setChecked(True)
        self._tails.setToolTip(
            self.tr(
                "Spread the colours over all but the outermost 0.1 % of the numbers;\n"
                "what lies beyond takes the end's colour."
            )
        )
        self._tails.toggled.connect(self._draw)
        channel_label = QLabel(self.tr("Channel"))
        channel_label.setBuddy(self._channel)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(channel_label)
        row.addWidget(self._channel)
        row.addWidget(self._whole)
        row.addWidget(self._page_label)
        row.addWidget(self._page)
        row.addStretch(1)
        row.addWidget(self._tails)
        return row

    # --- content -------------------------------------------------------------------------

    def wait(self, text: str) -> None:
        """Say ``text`` in the place of the pictures until they come."""
        for picture in self._pictures:
            picture.show_text(text)
        self._bars.show_text(text)

    def set_elements(
        self, elements: Elements, shapes: tuple[Shape | None, Shape | None], known: Distributions
    ) -> None:
        """Draw a pair. ``shapes`` are (C, H, W) of left and right, None where none is known."""
        left, right = len(elements.left), len(elements.right)
        self._elements = elements
        self._distributions = known
        self._shape = shapes[0] if left == right else None
        one = TileGrid.of(left, shapes[0]) if left else None
        self._grids = (
            one,
            one if left == right else TileGrid.of(right, shapes[1]) if right else None,
        )
        self._errors = None
        grids = [grid for grid in self._grids if grid is not None]
        tiles = max((grid.tiles for grid in grids), default=1)
        pages = max((grid.pages for grid in grids), default=1)
        for box, low, high in ((self._channel, -1, tiles - 1), (self._page, 1, pages)):
            box.blockSignals(True)
            box.setRange(low, high)
            box.blockSignals(False)
        self._channel.setEnabled(tiles > 1)
        self._page.setVisible(pages > 1)
        self._page_label.setVisible(pages > 1)
        self._page_label.setText(self.tr("Page (of {pages})").format(pages=pages))
        self._page_label.setBuddy(self._page)
        self._draw()

    @property
    def busy(self) -> bool:
        """Whether a picture is being drawn, or is going to be laid out for other room."""
        return self._task.running or self._resettle.isActive()

    def select_element(self, element: int) -> None:
        """Put the cross-hair on an element (−1: none), on its page.

        Where a channel is shown alone, the channel of another element takes its place.
        """
        if element >= 0 and element != self._chosen and self._view.alone >= 0:
            self._channel.setValue(self._channel_of(element))
        self._chosen = element
        grid = self._grids[_LEFT] or self._grids[_RIGHT]
        if element >= 0 and grid is not None:
            page = min(grid.page_of(element), grid.pages - 1)
            if page + 1 != self._page.value():
                self._page.setValue(page + 1)
        for picture in self._pictures:
            picture.choose(element)
        self._bars.choose(self._channel_of(element))
        self._read(element)

    def show_channel(self, channel: int) -> None:
        """Show one channel alone; −1: all."""
        self._channel.setValue(channel)

    def shut_down(self) -> None:
        """Wait for the drawing thread and forget the pair; call before the window goes."""
        self._resettle.stop()
        self._task.join()
        self._elements = None

    # --- drawing -------------------------------------------------------------------------

    def _draw(self) -> None:
        elements, known = self._elements, self._distributions
        if elements is None or known is None:
            return
        cut = self._tails.isChecked()
        low, high = known.usual if cut else known.whole
        error = known.usual_error if cut else known.largest_error
        scale = Scale(low, high, error if math.isfinite(error) else 0.0)
        page = self._page.value() - 1
        grids, errors = self._grids, self._errors
        columns = self._columns = self._fitting_columns()

        def work(handle: Handle) -> _Drawn:
            def mosaic(side: int) -> Mosaic | None:
                grid = grids[side]
                if grid is None or page >= grid.pages:
                    return None
                return draw_mosaic(elements, grid, page, columns[side], scale, handle.cancelled)

            left = mosaic(_LEFT)
            right = left if grids[_RIGHT] is grids[_LEFT] else mosaic(_RIGHT)
            found = errors
            same = len(elements.left) == len(elements.right)
            if found is None and left is not None and same and left.grid.tiles > 1:
                found = channel_errors(elements, left.grid.tiles, handle.cancelled)
            return _Drawn(left, right, scale, found)

        self._task.start(work)

    def _fitting_columns(self) -> list[int]:
        """Tiles side by side on each side that leave the least of the room empty."""
        layout = self.layout()
        if layout is not None and not self.isVisible():
            # Of a tab that is not shown Qt lays nothing out.
            layout.activate()
        picture = self._pictures[_LEFT]
        aspect = max(1, picture.width()) / max(1, picture.height())
        return [0 if grid is None else grid.columns(aspect) for grid in self._grids]

    def _look_at_room(self) -> None:
        if self._elements is not None:
            self._resettle.start()

    def _fill_room(self) -> None:
        """Lay the tiles out anew where the pictures have other room than they were drawn for; not
        under the eyes of who has zoomed in."""
        if self._elements is None or not self.isVisible() or not self._view.is_whole:
            return
        if self._columns != self._fitting_columns():
            self._draw()

    def _on_drawn(self, drawn: _Drawn) -> None:
        self._drawn = drawn
        self._errors = drawn.errors
        self._show_drawn()
        if self._goto_channel >= 0:
            self._look_at(self._goto_channel)

    def _on_failed(self, error: BaseException) -> None:
        self.wait(self.tr("The channels cannot be drawn: {error}").format(error=error))

    def _show_drawn(self) -> None:
        drawn = self._drawn
        if drawn is None:
            return
        values, apart = value_colours(), difference_colours(self.palette())
        nothing = self.tr("Nothing on this page")
        no_difference = self.tr("No difference: the two sides differ in length")
        sides = (
            (drawn.left, None if drawn.left is None else drawn.left.left, values),
            (drawn.right, None if drawn.right is None else drawn.right.right, values),
            (drawn.left, None if drawn.left is None else drawn.left.difference, apart),
        )
        for picture, (mosaic, dots, colours) in zip(self._pictures, sides, strict=True):
            if mosaic is not None and dots is not None:
                picture.show_mosaic(mosaic, dots, colours)
            elif picture is self._pictures[_DIFFERENCE]:
                picture.show_text(no_difference)
            else:
                picture.show_text(nothing)
        if drawn.errors is not None:
            self._bars.show_errors(drawn.errors)
        else:
            self._bars.show_text(
                self.tr("No channels to tell apart") if self._same_length() else no_difference
            )
        scale = drawn.scale
        known = self._distributions
        if known is not None:
            error = scale.error
            largest = max(error, known.largest_error)
            self._value_bar.show_scale(values, *_ends((scale.low, scale.high), known.whole))
            self._difference_bar.setVisible(self._same_length())
            self._difference_bar.show_scale(apart, *_ends((-error, error), (-largest, largest)))
        self.select_element(self._chosen)

    def _same_length(self) -> bool:
        elements = self._elements
        return elements is not None and len(elements.left) == len(elements.right)

    # --- what the user does --------------------------------------------------------------

    def _fit(self) -> None:
        self._channel.setValue(-1)
        self._view.fit()

    def _on_view(self) -> None:
        if self._view.alone < 0 and self._goto_channel < 0:
            with QSignalBlocker(self._channel):
                self._channel.setValue(-1)
        if self._view.is_whole:
            self._look_at_room()

    def _on_page(self) -> None:
        if self._goto_channel < 0 and self._view.alone >= 0:
            self._view.fit()
        self._draw()

    def _on_channel(self, channel: int) -> None:
        grid = self._grids[_LEFT] or self._grids[_RIGHT]
        if grid is None or channel < 0:
            self._goto_channel = -1
            self._view.fit()
            self._bars.choose(self._channel_of(self._chosen))
            return
        page = channel // grid.tiles_a_page
        if page + 1 != self._page.value():
            self._goto_channel = channel
            self._page.setValue(page + 1)
        else:
            self._look_at(channel)

    def _look_at(self, channel: int) -> None:
        self._goto_channel = -1
        self._view.show_alone(channel)
        self._bars.choose(channel)

    def _channel_of(self, element: int) -> int:
        grid = self._grids[_LEFT]
        return -1 if grid is None or element < 0 else element // grid.tile_size

    def _on_pointed(self, element: int) -> None:
        for picture in self._pictures:
            picture.echo(element)
        self._read(element if element >= 0 else self._chosen)

    def _on_channel_pointed(self, channel: int) -> None:
        if channel < 0 or self._errors is None:
            self._read(self._chosen)
            return
        self._reading.say(
            self.tr("channel {channel}: mean error {mean}, largest {largest}").format(
                channel=channel,
                mean=_round_text(float(self._errors.mean[channel])),
                largest=_round_text(float(self._errors.largest[channel])),
            )
        )

    def _read(self, element: int) -> None:
        elements = self._elements
        if elements is None or not 0 <= element < len(elements):
            self._reading.say("")
            return
        self._reading.say(element_text(elements, self._shape, element))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._standing and event.type() == QEvent.Type.PaletteChange:
            self._show_drawn()


def _ends(shown: Range, whole: Range) -> tuple[str, str]:
    """Words for the ends of a scale; an end with tails cut off stands for what is beyond, too."""
    low, high = _round_text(shown[0]), _round_text(shown[1])
    return (
        f"≤ {low}" if shown[0] > whole[0] else low,
        f"≥ {high}" if shown[1] < whole[1] else high,
    )
