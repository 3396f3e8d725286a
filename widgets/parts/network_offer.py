"""The buttons that take a prototxt and a dot: those found beside the folders, those left out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPushButton, QSizePolicy, QStyle, QStyleOptionButton, QWidget

from widgets.parts.plain_tip import plain_tip

_READABLE = 6
"""Characters of a name; with fewer it says nothing."""


class NetworkOffer(QPushButton):
    """Takes what room there is, and shortens the names where that is little; without an offer it
    is hidden. It stands in a line of other buttons, so that nothing moves when it comes."""

    def __init__(self, parent: QWidget | None = None, name: str = "useOffer") -> None:
        super().__init__(parent)
        self.setObjectName(name)
        # Whoever was led here by a key presses Enter as well as Space.
        self.setAutoDefault(True)
        self._names: list[str] = []
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.hide()

    def show_paths(self, paths: Sequence[str]) -> None:
        """Offer these files; none hides the button."""
        self._names = [Path(path).name for path in paths]
        if paths:
            self.setToolTip(plain_tip("\n".join([self._about(), *paths])))
            self.setAccessibleName(self._sentence(self._names))
            self._fit()
        self.updateGeometry()
        self.setVisible(bool(paths))

    def sentence(self) -> str:
        """What the button says where it has room; empty without an offer."""
        return self._sentence(self._names) if self._names else ""

    def sizeHint(self) -> QSize:
        return self._size_for(self._sentence(self._names))

    def minimumSizeHint(self) -> QSize:
        return self._size_for(self._sentence(["…"]))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def _about(self) -> str:
        """What its tooltip says of the files."""
        return self.tr("Found beside the folders:")

    def _sentence(self, names: Sequence[str]) -> str:
        return self.tr("Use {files}").format(files=" + ".join(names))

    def _size_for(self, text: str) -> QSize:
        option = QStyleOptionButton()
        self.initStyleOption(option)
        metrics = self.fontMetrics()
        content = QSize(metrics.horizontalAdvance(text) + 2, metrics.height())
        return self.style().sizeFromContents(
            QStyle.ContentsType.CT_PushButton, option, content, self
        )

    def _fit(self) -> None:
        metrics = self.fontMetrics()
        text = self._sentence(self._names)
        spare = self.width() - self._size_for(text).width() + metrics.horizontalAdvance(text)
        if metrics.horizontalAdvance(text) > spare:
            frame = metrics.horizontalAdvance(self._sentence(["" for _ in self._names]))
            each = (spare - frame) // max(len(self._names), 1)
            middle = Qt.TextElideMode.ElideMiddle
            text = self._sentence(
                [metrics.elidedText(name, middle, each) for name in self._names]
                if each >= metrics.averageCharWidth() * _READABLE
                else ["…"]
            )
        self.setText(text.replace("&", "&&"))


class KeptFiles(NetworkOffer):
    """The button that brings back what was left out, since it belongs to other folders."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, "keepFiles")

    def _about(self) -> str:
        return self.tr("Chosen for the folders before these, and not used. Use it all the same:")

    def _sentence(self, names: Sequence[str]) -> str:
        return self.tr("Keep {files}").format(files=" + ".join(names))
