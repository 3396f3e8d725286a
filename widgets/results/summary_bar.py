"""How the comparison went, in one line: counts by severity, and the layer to look at first."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPalette, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from core.comparison.model import Finding, Severity, Summary
from core.comparison.net_findings.told import (
    CAUSES,
    OF_ADDED_ERROR,
    about_network,
    first_to_look_at,
    origins_in,
)
from widgets.parts.metric_text import severity_word
from widgets.parts.severity_legend import paint_sign
from widgets.parts.severity_style import severity_style
from widgets.results.look_first import LookFirst
from widgets.results.notice import Notice
from widgets.results.passing_sentence import PassingSentence
from widgets.results.rows import RowFilter, ShownRows

_NOTICES_AT_FIRST = 2
_ALL_ROOM = 1000
"""Beside the stretch of 1 that keeps the button at the right where the sentence stands below."""
_HALO = 3
"""Room around a chip's box for the ring of the keyboard focus, which is no part of the box."""


class Chip(QAbstractButton):
    """A count with its severity's colour and sign; checkable, reached by Tab, pressed by Space.

    Checked, its rows alone are shown; hollow, it is another filter's turn.
    """

    def __init__(self, severity: Severity | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._severity = severity
        self._hollow = False
        self._count = 0
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_count(self, count: int, text: str) -> None:
        """Show ``text``, which says ``count``; nought of something cannot be shown alone."""
        self._count = count
        self.setText(text)
        self.setAccessibleName(text)
        self._refresh_enabled()
        self.updateGeometry()
        self.update()

    @property
    def count(self) -> int:
        """How many rows it stands for."""
        return self._count

    def set_state(self, checked: bool, hollow: bool) -> None:
        """Whether its rows alone are shown, and whether any filter is on; tells nobody."""
        self._hollow = hollow
        self.setChecked(checked)
        self._refresh_enabled()
        self.update()

    def _refresh_enabled(self) -> None:
        # What is switched on can always be switched off again.
        self.setEnabled(self._count > 0 or self.isChecked() or not self.isCheckable())

    def sizeHint(self) -> QSize:
        metrics = self.fontMetrics()
        sign = metrics.height() + 2 if self._severity is not None else 0
        width = metrics.horizontalAdvance(self.text()) + sign + 18
        return QSize(width + 2 * _HALO, metrics.height() + 6 + 2 * _HALO)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses as Space does."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        fill, ink, sign_ink, rim = self._colours()
        halo = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        if self.hasFocus():
            painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Highlight), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(halo, halo.height() / 2, halo.height() / 2)
        box = QRectF(self.rect()).adjusted(_HALO, _HALO, -_HALO, -_HALO)
        edge = box.adjusted(0.5, 0.5, -0.5, -0.5) if rim is not None else box
        painter.setPen(QPen(rim, 1) if rim is not None else Qt.PenStyle.NoPen)
        painter.setBrush(fill)
        painter.drawRoundedRect(edge, edge.height() / 2, edge.height() / 2)
        left = box.left() + 9
        if self._severity is not None:
            side = self.fontMetrics().ascent() * 0.85
            sign = QRectF(left, box.center().y() - side / 2, side, side)
            paint_sign(painter, sign, self._severity, sign_ink)
            left = sign.right() + 6
        painter.setPen(ink)
        room = QRectF(left, box.top(), box.right() - left, box.height())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self.text())
        painter.end()

    def _colours(self) -> tuple[QColor, QColor, QColor, QColor | None]:
        """Fill, ink of the words, ink of the sign, and rim (None: no rim)."""
        palette = self.palette()
        ink = palette.color(QPalette.ColorRole.WindowText)
        base = palette.color(QPalette.ColorRole.Base)
        clear = QColor(Qt.GlobalColor.transparent)
        quiet = palette.color(QPalette.ColorRole.Mid)
        if not self.isEnabled():
            faint = palette.color(QPalette.ColorRole.PlaceholderText)
            return clear, faint, faint, quiet
        rim = ink if self.underMouse() else None
        if self._severity is None:
            return (ink, base, base, rim) if self.isChecked() else (base, ink, ink, rim or quiet)
        style = severity_style(self._severity, palette)
        if self.isChecked():
            return style.accent, base, base, rim
        if self._hollow:
            return clear, ink, style.accent, rim or quiet
        return style.fill, style.on_fill, style.on_fill, rim


class SummaryBar(QWidget):
    """Chips that filter, the layer to look at first, and what has to be said aloud.

    ``severityClicked`` carries the ``Severity`` to show alone, or None for all rows;
    ``unmatchedClicked`` whether to show the files without a partner alone; ``layerClicked`` the
    layer to go to.
    """

    severityClicked = Signal(object)
    unmatchedClicked = Signal(bool)
    layerClicked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._notices: list[str] = []
        self._all_notices = False
        self._brief = False
        self._terse = False
        self._shown: ShownRows = None
        self._pairs = self._make_chip(None, "pairs", self.tr("Show all pairs"))
        self._pairs.clicked.connect(lambda: self._on_severity(None))
        self._chips: dict[Severity, Chip] = {}
        for severity in Severity:
            tip = self.tr("Show only these pairs; once more shows all")
            chip = self._chips[severity] = self._make_chip(severity, severity.value, tip)
            chip.setCheckable(True)
            chip.clicked.connect(
                lambda on, severity=severity: self._on_severity(severity if on else None)
            )
        tip = self.tr("Show only the files without a partner; once more shows all")
        self._unmatched = self._make_chip(None, RowFilter.UNMATCHED.value, tip)
        self._unmatched.setCheckable(True)
        self._unmatched.clicked.connect(self._on_unmatched)
        self._passing = PassingSentence(self)
        self._passing.setObjectName("passingSentence")
        self._link = LookFirst(self)
        self._link.setObjectName("lookFirst")
        self._link.layerChosen.connect(self.layerClicked)
        self._lay_out()
        self.set_summary(None)

    # ---------------------------------------------------------------- content

    def set_summary(self, summary: Summary | None, findings: Sequence[Finding] = ()) -> None:
        """Show the counts of a finished comparison, and what its ``findings`` tell of the network
        as a whole; None shows none."""
        if summary is None:
            self._show_chips(False)
            self._set_layer(None)
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
        self._set_layer(summary, findings)

    def set_counts(
        self, counts: Mapping[Severity, int], done: int, total: int, unmatched: int = 0
    ) -> None:
        """Show how far a running comparison has come; no layer is named before its end."""
        text = self.tr("{done} of {total} pairs").format(done=done, total=total)
        self._fill(text, counts, unmatched)
        self._set_layer(None)

    def set_notices(self, notices: Sequence[str]) -> None:
        """Show sentences below the chips; each can be put away."""
        self._notices = list(dict.fromkeys(notices))
        self._all_notices = False
        self._rebuild_notices()

    def add_notices(self, notices: Sequence[str]) -> None:
        """Show these above those there are; what was put away stays away."""
        if notices:
            self._notices = list(dict.fromkeys([*notices, *self._notices]))
            self._rebuild_notices()

    def set_brief(self, brief: bool) -> None:
        """Whether the notices have to do with little height: one at first, in one line."""
        if brief != self._brief:
            self._brief = brief
            self._rebuild_notices()

    def set_terse(self, terse: bool) -> None:
        """Whether there is no height for a line of what is said in passing: it then stands in the
        tooltip of the button alone, unless there is room beside the chips."""
        if terse != self._terse:
            self._terse = terse
            self._place_passing()

    def set_active(self, shown: ShownRows) -> None:
        """Mark the chip whose rows alone are shown, without telling anyone."""
        self._shown = shown
        for own, chip in self._chips.items():
            chip.set_state(own is shown, shown is not None)
        self._unmatched.set_state(shown is RowFilter.UNMATCHED, shown is not None)
        self._show_unmatched()

    # --------------------------------------------------------------- building

    def _make_chip(self, severity: Severity | None, name: str, tip: str) -> Chip:
        chip = Chip(severity, self)
        chip.setObjectName(f"{name}Chip")
        chip.setToolTip(tip)
        return chip

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(4)
        for chip in self._all_chips():
            line.addWidget(chip)
        line.addStretch(1)
        line.addWidget(self._passing, _ALL_ROOM)
        line.addWidget(self._link)
        self._line = line
        self._notice_box = QVBoxLayout()
        self._notice_box.setContentsMargins(0, 0, 0, 0)
        self._notice_box.setSpacing(4)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addLayout(line)
        layout.addLayout(self._notice_box)
        self._column = layout

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_passing()

    def _place_passing(self) -> None:
        """Beside the chips where the whole sentence can be read there, else below them."""
        beside = [*(chip for chip in self._all_chips() if not chip.isHidden()), self._link]
        taken = sum(one.sizeHint().width() + self._line.spacing() for one in beside)
        fits = self._passing.fits(self.width() - taken)
        box = self._line if fits else self._column
        if box.indexOf(self._passing) < 0:
            self._line.removeWidget(self._passing)
            self._column.removeWidget(self._passing)
            if fits:
                self._line.insertWidget(self._line.indexOf(self._link), self._passing, _ALL_ROOM)
            else:
                self._column.insertWidget(1, self._passing)
        room = self.width() - taken if fits else self.width()
        self._passing.set_room(room, right=fits)
        self._passing.setVisible(fits or not self._terse)

    def _all_chips(self) -> tuple[Chip, ...]:
        return self._pairs, *self._chips.values(), self._unmatched

    def _show_chips(self, on: bool) -> None:
        for chip in self._all_chips():
            chip.setVisible(on)

    def _fill(self, pairs: str, counts: Mapping[Severity, int], unmatched: int) -> None:
        self._pairs.set_count(sum(counts.values()), pairs)
        for severity, chip in self._chips.items():
            count = counts.get(severity, 0)
            chip.set_count(count, f"{count} {severity_word(severity)}")
        self._unmatched.set_count(unmatched, self.tr("{n} unmatched").format(n=unmatched))
        self._show_chips(True)
        self._show_unmatched()

    def _show_unmatched(self) -> None:
        some = self._unmatched.count > 0 or self._shown is RowFilter.UNMATCHED
        self._unmatched.setVisible(some and not self._pairs.isHidden())

    def _set_layer(self, summary: Summary | None, findings: Sequence[Finding] = ()) -> None:
        layer = "" if summary is None else first_to_look_at(summary, findings) or ""
        runs = [one for one in about_network(findings) if one.code not in CAUSES]
        told = [one.text for one in runs]
        # Explained beside the sentence that says it, and nowhere else.
        explained = self._what_is_added() if runs and runs[0].code in OF_ADDED_ERROR else ""
        self._passing.set_text(told[0] if told else "", explained)
        self._link.setVisible(bool(layer))
        self._link.set_layer(self.tr("Look at {layer} first →"), layer)
        self._link.set_origins(origins_in(findings))
        if summary is not None and summary.first_bad_layer is None:
            tip = self.tr("{layer}: good by its cosine, and yet not right")
        else:
            tip = self.tr(
                "{layer}: the first bad or broken layer in the network none of whose inputs is bad "
                "or broken; they may be warn"
            )
        self._link.set_tip([tip.format(layer=layer), *told])
        self._place_passing()

    def _what_is_added(self) -> str:
        return self.tr(
            "What a layer adds is the part of its RelativeEuclideanDistance that its inputs did "
            "not bring along, in % of its own signal: √(RED² of the output − RED² of the inputs). "
            "The trend shows it as Added error."
        )

    def _rebuild_notices(self) -> None:
        while (item := self._notice_box.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        at_first = 1 if self._brief else _NOTICES_AT_FIRST
        shown = self._notices if self._all_notices else self._notices[:at_first]
        for text in shown:
            notice = Notice(text, self._brief, self)
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

    def _on_severity(self, severity: Severity | None) -> None:
        self.set_active(severity)
        self.severityClicked.emit(severity)

    def _on_unmatched(self, on: bool) -> None:
        self.set_active(RowFilter.UNMATCHED if on else None)
        self.unmatchedClicked.emit(on)

    def _dismiss(self, text: str) -> None:
        self._notices.remove(text)
        self._rebuild_notices()

    def _show_all_notices(self) -> None:
        self._all_notices = True
        self._rebuild_notices()
