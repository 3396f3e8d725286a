"""How the comparison went, in one line: counts by severity, and the layer to look at first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.comparison.model import Severity, Summary
from widgets.metric_text import severity_word
from widgets.severity_legend import paint_sign
from widgets.severity_style import severity_style

_NOTICES_AT_FIRST = 2


class Chip(QAbstractButton):
    """A count with its severity's colour and sign; checkable, reached by Tab, pressed by Space."""

    def __init__(self, severity: Severity | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._severity = severity
        self._weak = False
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str, weak: bool = False) -> None:
        """Show ``text``; weak ones (a count of nought) step back."""
        self._weak = weak
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        sign = metrics.height() + 2 if self._severity is not None else 0
        return QSize(metrics.horizontalAdvance(self.text()) + sign + 20, metrics.height() + 8)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, ink, rim = self._colours()
        marked = self.isChecked() or self.hasFocus()
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(rim, 2 if marked else 1) if rim is not None else Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        left = box.left() + 9
        if self._severity is not None:
            side = self.fontMetrics().ascent() * 0.85
            sign = QRectF(left, box.center().y() - side / 2, side, side)
            paint_sign(painter, sign, self._severity, ink)
            left = sign.right() + 6
        painter.setPen(ink)
        room = QRectF(left, box.top(), box.right() - left, box.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()

    def _colours(self) -> tuple[QColor, QColor, QColor | None]:
        """Fill, ink and rim (None: no rim)."""
        palette = self.palette()
        ink = palette.color(QPalette.ColorRole.WindowText)
        quiet = palette.color(QPalette.ColorRole.Mid)
        focus = palette.color(QPalette.ColorRole.Highlight) if self.hasFocus() else None
        hover = self.underMouse() and self.isEnabled()
        if self._weak:
            faint = palette.color(QPalette.ColorRole.PlaceholderText)
            return QColor(Qt.GlobalColor.transparent), faint, focus or (ink if hover else quiet)
        if self._severity is None:
            rim = ink if self.isChecked() or hover else quiet
            return palette.color(QPalette.ColorRole.Base), ink, focus or rim
        style = severity_style(self._severity, palette)
        rim_or_none = ink if self.isChecked() or hover else None
        return style.fill, style.on_fill, focus or rim_or_none


class _Link(QToolButton):
    """A flat button whose text gives way in its middle when room is scarce."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sentence, self._layer = "", ""
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_sentence(self, sentence: str, layer: str) -> None:
        """``sentence`` holds ``{layer}``; only the layer's name is ever shortened."""
        self._sentence, self._layer = sentence, layer
        self._fit()
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        full = self._sentence.format(layer=self._layer)
        return QSize(metrics.horizontalAdvance(full) + 24, metrics.height() + 8)

    def minimumSizeHint(self) -> QSize:
        metrics = QFontMetrics(self.font())
        least = self._sentence.format(layer="mobile…orm6")
        return QSize(metrics.horizontalAdvance(least) + 24, metrics.height() + 8)

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange):
            self._fit()
        return super().event(event)

    def _fit(self) -> None:
        metrics = QFontMetrics(self.font())
        frame = metrics.horizontalAdvance(self._sentence.format(layer="")) + 24
        room = max(self.width() - frame, 0)
        name = metrics.elidedText(self._layer, Qt.TextElideMode.ElideMiddle, room)
        self.setText(self._sentence.format(layer=name).replace("&", "&&"))


class _Notice(QFrame):
    """One wrapped sentence with a button that puts it away."""

    dismissed = Signal()

    def __init__(self, text: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.StyledPanel)
        label = QLabel(text, self)
        label.setTextFormat(Qt.TextFormat.PlainText)
        label.setWordWrap(True)
        label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        close = QToolButton(self)
        close.setAutoRaise(True)
        close.setText("×")
        close.setToolTip(self.tr("Dismiss"))
        close.setAccessibleName(self.tr("Dismiss"))
        close.clicked.connect(self.dismissed)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(12, 2, 2, 2)
        layout.addWidget(label, 1)
        layout.addWidget(close, 0, Qt.AlignmentFlag.AlignTop)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A stripe at the left sets the notice off."""
        super().paintEvent(event)
        painter = QPainter(self)
        stripe = QRect(1, 1, 4, self.height() - 2)
        painter.fillRect(stripe, severity_style(Severity.WARN, self.palette()).fill)
        painter.end()


class SummaryBar(QWidget):
    """Chips that filter, the layer to look at first, and what has to be said aloud.

    ``severityClicked`` carries the ``Severity`` to show alone, or None for all.
    """

    severityClicked = Signal(object)
    unmatchedClicked = Signal()
    layerClicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._layer = ""
        self._notices: list[str] = []
        self._all_notices = False
        self._pairs = self._make_chip(None, self.tr("Show all pairs"))
        self._chips = {
            severity: self._make_chip(
                severity,
                self.tr("Show only these pairs; once more shows all"),
            )
            for severity in Severity
        }
        self._unmatched = Chip(None, self)
        self._unmatched.setObjectName("unmatchedChip")
        self._unmatched.setToolTip(self.tr("Go to the first file without a partner"))
        self._unmatched.clicked.connect(self.unmatchedClicked)
        self._link = _Link(self)
        self._link.setObjectName("lookFirst")
        self._link.clicked.connect(lambda: self.layerClicked.emit(self._layer))
        self._lay_out()
        self.set_summary(None)

    # ---------------------------------------------------------------- content

    def set_summary(self, summary: Summary | None) -> None:
        """Show the counts of a finished comparison; None shows none."""
        if summary is None:
            self._show_chips(False)
            self._set_layer("")
            return
        counts = {
            Severity.GOOD: summary.good,
            Severity.WARN: summary.warn,
            Severity.BAD: summary.bad,
            Severity.BROKEN: summary.broken,
        }
        unmatched = summary.unmatched_left + summary.unmatched_right
        pairs = self.tr("1 pair") if summary.pairs == 1 else self.tr("{n} pairs")
        self._fill(pairs.format(n=summary.pairs), counts, unmatched)
        self._set_layer(summary.first_bad_layer or "")

    def set_counts(
        self, counts: Mapping[Severity, int], done: int, total: int, unmatched: int = 0
    ) -> None:
        """Show how far a running comparison has come; no layer is named before its end."""
        text = self.tr("{done} of {total} pairs").format(done=done, total=total)
        self._fill(text, counts, unmatched)
        self._set_layer("")

    def set_notices(self, notices: Sequence[str]) -> None:
        """Show sentences below the chips; each can be put away."""
        self._notices = list(dict.fromkeys(notices))
        self._all_notices = False
        self._rebuild_notices()

    def set_active(self, severity: Severity | None) -> None:
        """Mark the chip whose pairs alone are shown, without telling anyone."""
        for own, chip in self._chips.items():
            chip.setChecked(own is severity)

    # --------------------------------------------------------------- building

    def _make_chip(self, severity: Severity | None, tip: str) -> Chip:
        chip = Chip(severity, self)
        chip.setObjectName(f"{severity.value if severity else 'pairs'}Chip")
        chip.setToolTip(tip)
        chip.setCheckable(severity is not None)
        chip.clicked.connect(lambda: self._on_chip(severity))
        return chip

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(6)
        for chip in (self._pairs, *self._chips.values(), self._unmatched):
            line.addWidget(chip)
        line.addStretch(1)
        line.addWidget(self._link)
        self._notice_box = QVBoxLayout()
        self._notice_box.setContentsMargins(0, 0, 0, 0)
        self._notice_box.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(line)
        layout.addLayout(self._notice_box)

    def _show_chips(self, on: bool) -> None:
        for chip in (self._pairs, *self._chips.values(), self._unmatched):
            chip.setVisible(on)

    def _fill(self, pairs: str, counts: Mapping[Severity, int], unmatched: int) -> None:
        self._pairs.set_text(pairs)
        for severity, chip in self._chips.items():
            count = counts.get(severity, 0)
            chip.set_text(f"{count} {severity_word(severity)}", weak=not count)
        self._unmatched.set_text(self.tr("{n} unmatched").format(n=unmatched))
        self._show_chips(True)
        self._unmatched.setVisible(unmatched > 0)

    def _set_layer(self, layer: str) -> None:
        self._layer = layer
        self._link.setVisible(bool(layer))
        self._link.set_sentence(self.tr("Look at {layer} first →"), layer)
        tip = self.tr(
            "{layer}: the first bad or broken layer in the network whose inputs are neither"
        )
        self._link.setToolTip(tip.format(layer=layer))

    def _rebuild_notices(self) -> None:
        while (item := self._notice_box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        shown = self._notices if self._all_notices else self._notices[:_NOTICES_AT_FIRST]
        for text in shown:
            notice = _Notice(text, self)
            notice.dismissed.connect(lambda text=text: self._dismiss(text))
            self._notice_box.addWidget(notice)
        hidden = len(self._notices) - len(shown)
        if hidden:
            more = QToolButton(self)
            more.setObjectName("moreNotices")
            more.setAutoRaise(True)
            more.setText(self.tr("{n} more…").format(n=hidden))
            more.clicked.connect(self._show_all_notices)
            self._notice_box.addWidget(more)

    # --------------------------------------------------------------- reacting

    def _on_chip(self, severity: Severity | None) -> None:
        checked = severity is not None and self._chips[severity].isChecked()
        active = severity if checked else None
        self.set_active(active)
        self.severityClicked.emit(active)

    def _dismiss(self, text: str) -> None:
        self._notices.remove(text)
        self._rebuild_notices()

    def _show_all_notices(self) -> None:
        self._all_notices = True
        self._rebuild_notices()
