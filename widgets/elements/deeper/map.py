"""Where in the picture the error is: a map of |L − R| over all channels, or of one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QSignalBlocker
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QHBoxLayout,
    QLabel,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.comparison.deeper.places import (
    ErrorMap,
    Shown,
    error_map,
    map_dots,
    map_ends,
    map_mosaic,
)
from core.comparison.deeper.walk import Walk
from widgets.elements.channel_picture import ChannelPicture, PictureView
from widgets.elements.deeper.error_colours import error_colours
from widgets.elements.deeper.page import Count, DeeperPage, DeeperPair, Rows
from widgets.elements.text import number_text
from widgets.parts.colour_bar import ColourBar, NotFiniteKey
from widgets.parts.icons import set_button_icon
from widgets.parts.reading_line import ReadingLine

_Ends = dict[Shown, tuple[float, float]]
"""The number that all but the largest 0.1 % of the places do not exceed, and the largest."""


class DeeperMap(DeeperPage):
    """Points read a place, clicks pick the element with the largest error there."""

    needs_shape = True
    kernels = "core.comparison.deeper.places_kernels"

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("deeperMap")
        self._view = PictureView(self)
        self._element = -1
        self._channel_wanted = -1
        self._map: ErrorMap | None = None
        self._ends: _Ends = {}
        # Outside of what is built late: the channel may be asked for before there is a map.
        self.channel = QSpinBox()
        self.channel.setObjectName("mapChannel")
        self.shown = QComboBox()
        self.shown.setObjectName("mapShown")

    # --- the page ----------------------------------------------------------------------------

    def counting(self, pair: DeeperPair) -> Count:
        elements, shape = pair.elements, pair.shape
        assert shape is not None
        channel = min(self._channel_wanted, shape[0] - 1)

        def count(walk: Walk) -> tuple[ErrorMap, _Ends]:
            found = error_map(elements, shape, channel, walk)
            return found, {shown: map_ends(found.of(shown)) for shown in Shown}

        return count

    def set_pair(self, pair: DeeperPair | None, why_not: str = "") -> None:
        self._channel_wanted = -1
        self._map = None
        super().set_pair(pair, why_not)

    def show_channel(self, channel: int) -> None:
        """Show one channel; −1: all."""
        if channel != self._channel_wanted:
            self._channel_wanted = channel
            with QSignalBlocker(self.channel):
                self.channel.setValue(channel)
            self.recount(keep=True)

    def make_content(self) -> QWidget:
        self.picture = ChannelPicture(self._view, self.tr("Error by place"))
        self.picture.setObjectName("errorMap")
        self.picture.pointed.connect(self._read)
        self.picture.picked.connect(self.elementPicked)
        self._bar = ColourBar(self.tr("Absolute error"))
        self._reading = ReadingLine()
        self._reading.setObjectName("mapReading")
        controls = self._controls()
        legend = QHBoxLayout()
        legend.setSpacing(12)
        legend.addWidget(self._bar, 1)
        legend.addWidget(self._tails)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(self._reading, 1)
        self._odd = NotFiniteKey()
        foot.addWidget(self._odd)
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(controls)
        column.addWidget(self.picture, 1)
        column.addLayout(legend)
        column.addLayout(foot)
        holder.setFocusProxy(self.picture)
        return holder

    def _controls(self) -> QHBoxLayout:
        for shown, text in (
            (Shown.MEAN, self.tr("Mean |L − R|")),
            (Shown.LARGEST, self.tr("Largest |L − R|")),
        ):
            self.shown.addItem(text, shown)
        self.shown.setAccessibleName(self.tr("What the map shows"))
        self.shown.currentIndexChanged.connect(self._draw)
        label = QLabel(self.tr("Channel"))
        self.channel.setRange(-1, 0)
        self.channel.setSpecialValueText(self.tr("All"))
        self.channel.setKeyboardTracking(False)
        self.channel.setToolTip(self.tr("All channels together, or one of them"))
        self.channel.valueChanged.connect(self.show_channel)
        label.setBuddy(self.channel)
        self._tails = QCheckBox(self.tr("Cut tails"))
        self._tails.setObjectName("mapCutTails")
        self._tails.setToolTip(
            self.tr(
                "Spread the colours over all but the largest 0.1 % of the places;\n"
                "what lies beyond takes the end's colour."
            )
        )
        self._tails.setChecked(True)
        self._tails.toggled.connect(self._draw)
        whole = QToolButton()
        set_button_icon(whole, "fit", self.tr("Fit"))
        whole.setObjectName("mapFit")
        whole.setToolTip(self.tr("Show the whole picture (double-click, 0)"))
        whole.clicked.connect(self._view.fit)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self.shown)
        row.addWidget(label)
        row.addWidget(self.channel)
        row.addWidget(whole)
        row.addStretch(1)
        return row

    def show_result(self, pair: DeeperPair, result: tuple[ErrorMap, _Ends]) -> str:
        found, ends = result
        if found.plane == 1:
            return self.tr("Each channel is a single number here: there is no picture to map")
        self._map, self._ends = found, ends
        channels = found.shape[0]
        with QSignalBlocker(self.channel):
            self.channel.setRange(-1, channels - 1)
            self.channel.setValue(found.channel)
        self.channel.setEnabled(channels > 1)
        self._odd.setVisible(bool((found.counts == 0).any()))
        self._draw()
        self.select_element(self._element)
        return ""

    def rows(self) -> Callable[[], Rows] | None:
        found = self._map
        if found is None or not self.shows_result:
            return None
        numbers = found.of(self._what())
        title = f"{self.shown.currentText()} · {self.channel.text()}"

        def made() -> Rows:
            return [[title], *([repr(cell) for cell in row] for row in numbers.tolist())]

        return made

    def select_element(self, element: int) -> None:
        self._element = element
        found = self._map
        if found is None or self.content is None:
            return
        inside = 0 <= element < found.shape[0] * found.plane
        self.picture.choose(found.place_of(element) if inside else -1)
        self._read(-1)

    # --- drawing -----------------------------------------------------------------------------

    def _what(self) -> Shown:
        return Shown(self.shown.currentData())

    def say_slow(self, text: str) -> None:
        self._reading.say(text)

    def _draw(self) -> None:
        found = self._map
        if found is None:
            return
        usual, largest = self._ends[self._what()]
        # Where a few places only err, these are seen, too.
        end = usual if self._tails.isChecked() and usual > 0.0 else largest
        colours = error_colours(self.palette())
        self.picture.show_mosaic(map_mosaic(found), map_dots(found, self._what(), end), colours)
        sign = "≥ " if end < largest else ""
        self._bar.show_scale(colours, "0", f"{sign}{end:.4g}")

    def _read(self, element: int) -> None:
        """Say what stands at the place of an element; −1: at that of the chosen one."""
        found = self._map
        element = element if element >= 0 else self._element
        if found is None or not 0 <= element < found.shape[0] * found.plane:
            self._reading.say("")
            return
        row, column = divmod(found.place_of(element), found.shape[2])
        cell = found.cell_of(element)
        worst = int(found.worst[cell])
        if worst < 0:
            said = self.tr("row {row}, column {column}: nothing is finite on both sides")
            self._reading.say(said.format(row=row, column=column))
            return
        said = self.tr(
            "row {row}, column {column}: mean {mean}, largest {largest} in channel {channel} "
            "(#{element})"
        )
        self._reading.say(
            said.format(
                row=row,
                column=column,
                mean=number_text(float(f"{found.mean[cell]:.4g}")),
                largest=number_text(float(f"{found.largest[cell]:.4g}")),
                channel=worst // found.plane,
                element=worst,
            )
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange and self.content is not None:
            self._draw()
