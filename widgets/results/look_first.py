"""The layer to look at first, and behind an arrow every other one at which error begins."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QAction, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QMenu, QSizePolicy, QStyle, QToolButton, QWidget

from core.comparison.net_findings.told import Origin, most_followers_first

_NAME_WIDTH = 420
"""Pixels of a layer's name in the menu; what is longer gives way in its middle."""
_MOST_LISTED = 30


class LookFirst(QToolButton):
    """A button whose layer's name gives way in its middle when room is scarce.

    With several origins an arrow opens a menu of them: the arrow by the mouse, the Down key, F4
    or the menu key where the button has the focus. ``layerChosen`` carries the name of the layer.
    """

    layerChosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence, self._layer = "", ""
        self._menu = QMenu(self)
        self._menu.setObjectName("originsMenu")
        self._menu.setToolTipsVisible(True)
        self._menu.setContentsMargins(0, 6, 0, 4)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(lambda: self.layerChosen.emit(self._layer))

    def set_layer(self, sentence: str, layer: str) -> None:
        """``sentence`` holds ``{layer}``; only the layer's name is ever shortened."""
        self._sentence, self._layer = sentence, layer
        self._fit()
        self.updateGeometry()

    def set_origins(self, origins: Sequence[Origin]) -> None:
        """List these behind the arrow, of each kind those with most behind them first.

        There is none for fewer than two.
        """
        self._menu.clear()
        several = len(origins) > 1
        if several:
            self._fill(most_followers_first(origins))
        self.setMenu(self._menu if several else None)  # type: ignore[arg-type]
        mode = QToolButton.ToolButtonPopupMode
        self.setPopupMode(mode.MenuButtonPopup if several else mode.DelayedPopup)
        self._fit()
        self.updateGeometry()

    def set_tip(self, paragraphs: Sequence[str]) -> None:
        """What is said of the layer and of the network; names in it are no markup."""
        told = [text for text in paragraphs if text]
        self.setToolTip("".join(f"<p>{escape(text, quote=False)}</p>" for text in told))
        self.setAccessibleDescription(" ".join(told))

    # ------------------------------------------------------------------- menu

    def _fill(self, origins: Sequence[Origin]) -> None:
        unreadable = [one for one in origins if one.unreadable]
        crossing = [one for one in origins if one.mostly_inherited and not one.unreadable]
        own = [one for one in origins if not one.mostly_inherited and not one.unreadable]
        room = _MOST_LISTED
        for heading, listed in (
            (self.tr("Make their error themselves"), own),
            (self.tr("Turn bad with error from their inputs"), crossing),
            (self.tr("Could not be read"), unreadable),
        ):
            if listed:
                self._menu.addSection(heading)
            for one in listed[:room]:
                self._menu.addAction(self._entry(one))
            room = max(room - len(listed), 0)
        if len(origins) > _MOST_LISTED:
            text = self.tr("… and {n} more").format(n=len(origins) - _MOST_LISTED)
            self._menu.addAction(text).setEnabled(False)

    def _entry(self, origin: Origin) -> QAction:
        metrics = QFontMetrics(self._menu.font())
        name = origin.layer.replace("\t", " ")
        name = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, _NAME_WIDTH)
        numbers = self._following(origin.explains)
        if origin.cosine is not None:
            numbers = self.tr("cosine {cosine} · {following}").format(
                following=numbers, cosine=f"{origin.cosine:.4f}"
            )
        action = QAction(name.replace("&", "&&") + "\t" + numbers, self._menu)
        tip = self.tr(
            "{layer}: so many bad or broken layers follow from it, along the edges and through "
            "such layers alone. Those behind better layers count for origins of their own."
        )
        action.setToolTip(f"<p>{escape(tip.format(layer=origin.layer), quote=False)}</p>")
        action.triggered.connect(lambda: self.layerChosen.emit(origin.layer))
        return action

    def _following(self, count: int) -> str:
        if count == 0:
            return self.tr("no bad layer directly behind it")
        if count == 1:
            return self.tr("1 bad layer follows from it")
        return self.tr("{n} bad layers follow from it").format(n=count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys by which a list drops down elsewhere."""
        keys = (Qt.Key.Key_Down, Qt.Key.Key_F4, Qt.Key.Key_Menu)
        if self.menu() is not None and event.key() in keys:
            self._menu.popup(self.mapToGlobal(self.rect().bottomLeft()))
            entries = [action for action in self._menu.actions() if not action.isSeparator()]
            self._menu.setActiveAction(entries[0])
            return
        super().keyPressEvent(event)

    # ------------------------------------------------------------------- room

    def sizeHint(self) -> QSize:
        return self._size_for(self._layer)

    def minimumSizeHint(self) -> QSize:
        return self._size_for("mobile…orm6")

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange):
            self._fit()
        return super().event(event)

    def _size_for(self, layer: str) -> QSize:
        metrics = QFontMetrics(self.font())
        text = metrics.horizontalAdvance(self._sentence.format(layer=layer))
        return QSize(text + self._frame(), metrics.height() + 8)

    def _frame(self) -> int:
        """Pixels beside the text: the margins, and the arrow where there is one."""
        arrow = QStyle.PixelMetric.PM_MenuButtonIndicator
        return 24 + (self.style().pixelMetric(arrow, None, self) if self.menu() is not None else 0)

    def _fit(self) -> None:
        metrics = QFontMetrics(self.font())
        frame = metrics.horizontalAdvance(self._sentence.format(layer="")) + self._frame()
        room = max(self.width() - frame, 0)
        name = self._layer
        # The parts may be wider than the whole, by what each is rounded up.
        if self._size_for(name).width() > self.width():
            name = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, room)
        self.setText(self._sentence.format(layer=name).replace("&", "&&"))
