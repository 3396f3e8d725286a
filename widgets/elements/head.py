"""The head of an element window: what is known of the pair, and of a part of it that is shown."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from core.comparison.elements import Elements
from core.comparison.model import PairResult
from widgets.elements.changed import ChangedBar
from widgets.elements.header import ElementHeader
from widgets.elements.overlap import Cut, OverlapBar
from widgets.elements.text import Shape


class ElementHead(QWidget):
    """``elementAsked`` is a clicked link. ``taken`` carries result and elements to show instead:
    the part in common of two lengths, or both files again. ``readAgainAsked``: the files have
    changed, and the user wants their numbers of now."""

    elementAsked = Signal(int)
    taken = Signal(object, object)
    readAgainAsked = Signal()

    def __init__(self, result: PairResult, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._whole = result
        self._elements: Elements | None = None
        self.overlap = OverlapBar(result)
        self.overlap.cutReady.connect(self._on_cut)
        self.overlap.wholeAsked.connect(self._on_whole)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.header = self._made_header(result)
        self.changed = ChangedBar()
        self.changed.button.clicked.connect(self.readAgainAsked)
        self._column.addWidget(self.header)
        self._column.addWidget(self.changed)
        self._column.addWidget(self.overlap)

    def set_shape(self, shape: Shape | None, loading: str = "", changed: bool = False) -> None:
        """As that of the header."""
        self.header.set_shape(shape, loading, changed)

    def set_result(self, result: PairResult) -> None:
        """The pair was measured anew; its numbers are still to come."""
        self._whole = result
        self._elements = None
        self.changed.hide()
        self.overlap.set_result(result)
        self._put_header(result)

    def say_changed(self) -> None:
        """The files are not those any more that are shown."""
        self.changed.show()

    def offer_part(self, elements: Elements) -> None:
        """All of both files is there: offer what they have in common, if it is only a part."""
        self._elements = elements
        self.overlap.offer(elements)

    @property
    def shows_part(self) -> bool:
        """Whether what is shown is a part of the files only."""
        return self.overlap.is_cut

    @property
    def busy(self) -> bool:
        """Whether a part is being cut out."""
        return self.overlap.busy

    def shut_down(self) -> None:
        """Wait for the thread and forget the numbers; call before the window goes."""
        self.overlap.shut_down()
        self._elements = None

    def _made_header(self, result: PairResult) -> ElementHeader:
        header = ElementHeader(result)
        header.elementAsked.connect(self.elementAsked)
        return header

    def _on_cut(self, cut: Cut) -> None:
        self._show(cut.result, cut.elements)

    def _on_whole(self) -> None:
        if self._elements is not None:
            self._show(self._whole, self._elements)

    def _show(self, result: PairResult, elements: Elements) -> None:
        self._put_header(result)
        self.taken.emit(result, elements)

    def _put_header(self, result: PairResult) -> None:
        before, self.header = self.header, self._made_header(result)
        self._column.replaceWidget(before, self.header)
        before.hide()
        before.deleteLater()
