"""Offers what two sides of different lengths have in common, and says all the time that it is
only a part."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QHBoxLayout, QProgressBar, QPushButton, QWidget

from core.comparison.elements import Elements
from core.comparison.model import PairResult, Severity
from widgets.parts.background import BackgroundTask, Handle
from widgets.parts.metric_text import shape_text
from widgets.parts.severity_style import severity_style
from widgets.parts.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from core.comparison.deeper.overlap import Overlap

_PATIENCE_MS = 500


@dataclass(frozen=True, slots=True)
class Cut:
    """The part in common, and what is measured of it."""

    elements: Elements
    result: PairResult


class OverlapBar(QFrame):
    """Hidden where there is nothing to offer. ``cutReady`` carries the ``Cut`` that was asked
    for; ``wholeAsked``: both files as they are, please."""

    cutReady = Signal(object)
    wholeAsked = Signal()

    def __init__(self, result: PairResult, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("overlapBar")
        self._result = result
        self._elements: Elements | None = None
        self._overlap: Overlap | None = None
        self.is_cut = False
        self.said = WrappedLabel()
        self.said.setObjectName("overlapText")
        self._bar = QProgressBar()
        self._bar.setRange(0, 0)
        self._bar.setMaximumWidth(120)
        self._bar.setAccessibleName(self.tr("Progress"))
        self._bar.hide()
        self.button = QPushButton()
        self.button.setObjectName("compareOverlap")
        self.button.setAutoDefault(False)
        self.button.clicked.connect(self._on_clicked)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self.said, 1)
        row.addWidget(self._bar)
        row.addWidget(self.button)
        self._task = BackgroundTask(self, "overlap")
        self._task.succeeded.connect(self._on_cut)
        self._task.failed.connect(self._on_failed)
        self._task.progressed.connect(self._on_progress)
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(_PATIENCE_MS)
        self._patience.timeout.connect(self._bar.show)
        self.hide()

    def set_result(self, result: PairResult) -> None:
        """The pair was measured anew; nothing is offered until its numbers are there."""
        self._stop()
        self._result = result
        self._elements = self._overlap = None
        self.is_cut = False
        self.hide()

    def offer(self, elements: Elements) -> None:
        """Offer the part in common of ``elements``, where the pair's finding names one."""
        self._overlap = None
        if len(elements.left) != len(elements.right):
            from core.comparison.deeper.overlap import Overlap

            counts = len(elements.left), len(elements.right)
            self._overlap = Overlap.of(self._result.findings, *counts)
        self._elements = elements
        self.is_cut = False
        self._say()

    @property
    def busy(self) -> bool:
        """Whether the part is being cut out."""
        return self._task.running

    def shut_down(self) -> None:
        """Wait for the thread and forget the numbers; call before the window goes."""
        self._patience.stop()
        self._task.join()
        self._elements = None

    def _say(self) -> None:
        overlap = self._overlap
        self.setVisible(overlap is not None)
        if overlap is None:
            return
        words = {
            "shape": shape_text(overlap.shape),
            "left": shape_text(overlap.left),
            "right": shape_text(overlap.right),
        }
        if not self.is_cut:
            said = self.tr("The sides have {shape} in common (left {left}, right {right}).")
            self.button.setText(self.tr("Compare the overlapping part"))
        elif overlap.at_start:
            said = self.tr(
                "Cropped: only the last {shape} of left {left} and right {right} is compared here; "
                "indices and places are those of the part."
            )
            self.button.setText(self.tr("Show the whole files"))
        else:
            said = self.tr(
                "Cropped: only the first {shape} of left {left} and right {right} is compared "
                "here; indices and places are those of the part."
            )
            self.button.setText(self.tr("Show the whole files"))
        self.said.setText(said.format(**words))
        font = self.said.font()
        font.setBold(self.is_cut)
        self.said.setFont(font)
        palette = QPalette(self.palette())
        if self.is_cut:
            accent = severity_style(Severity.WARN, palette).accent
            palette.setColor(QPalette.ColorRole.WindowText, accent)
        self.said.setPalette(palette)

    def _on_clicked(self) -> None:
        if self._task.running:
            self._stop()
            self._say()
            return
        if self.is_cut:
            self.is_cut = False
            self._say()
            self.wholeAsked.emit()
            return
        elements, overlap, result = self._elements, self._overlap, self._result
        if elements is None or overlap is None:
            return

        def work(handle: Handle) -> Cut:
            from core.comparison.deeper.walk import Walk
            from core.comparison.metrics import measure  # late: numba takes its time

            cut = overlap.cut(elements, Walk(handle.cancelled, handle.report))
            measured = measure(cut.left, cut.right)
            count = len(cut.left)
            return Cut(
                cut,
                # Broken it stays: what was dumped differs in length.
                replace(
                    result,
                    metrics=measured.metrics,
                    elements=count,
                    left_elements=count,
                    right_elements=count,
                    left_non_finite=measured.left_non_finite,
                    right_non_finite=measured.right_non_finite,
                    shape=overlap.shape,
                ),
            )

        self.button.setText(self.tr("Cancel"))
        self._patience.start()
        self._task.start(work)

    def _stop(self) -> None:
        self._patience.stop()
        self._bar.hide()
        self._task.cancel()

    def _on_progress(self, share: float) -> None:
        self._bar.setRange(0, 100)
        self._bar.setValue(int(100 * share))

    def _on_cut(self, cut: Cut) -> None:
        self._stop()
        self.is_cut = True
        self._say()
        self.cutReady.emit(cut)

    def _on_failed(self, error: BaseException) -> None:
        self._stop()
        self._say()
        self.said.setText(self.tr("The part cannot be compared: {error}").format(error=error))
