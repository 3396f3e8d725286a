"""What is known of the pair before any element is read, with links to single elements."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QVBoxLayout, QWidget

from core.comparison.model import NonFinite, PairResult, Severity
from core.comparison.number_text import even_cosine
from widgets.elements.text import Shape, place_text
from widgets.parts.metric_text import error_text, severity_word
from widgets.parts.severity_legend import paint_sign
from widgets.parts.severity_style import severity_style


class _Sign(QWidget):
    """The severity's shape in its colour."""

    def __init__(self, severity: Severity) -> None:
        super().__init__()
        self.set_severity(severity)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_severity(self, severity: Severity) -> None:
        self._severity = severity
        self.setAccessibleName(severity_word(severity))
        self.update()

    def sizeHint(self) -> QSize:
        side = self.fontMetrics().height() + 4
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        colour = severity_style(self._severity, self.palette()).accent
        paint_sign(painter, QRectF(self.rect()).adjusted(3, 3, -3, -3), self._severity, colour)
        painter.end()


class _Wrapped(QLabel):
    """Text in as many lines as the window's width makes it, without a say in the least height:
    Qt takes that of a narrow column for it."""

    def minimumSizeHint(self) -> QSize:
        return QSize(0, self.fontMetrics().height())


class ElementHeader(QWidget):
    """Layer, severity, shape, metrics and what is odd; ``elementAsked`` is a clicked link."""

    elementAsked = Signal(int)

    _standing = False

    def __init__(self, result: PairResult, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._result = result
        self._shape: Shape | None = result.shape
        self._loading = ""
        self._changed = False
        self._unreadable = False
        self._sign = _Sign(result.severity)
        self._title = self._label(links=False)
        self._numbers = self._label(links=True)
        self._remarks = self._label(links=True)
        first = QHBoxLayout()
        first.setSpacing(8)
        first.addWidget(self._sign)
        first.addWidget(self._title, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(first)
        column.addWidget(self._numbers)
        column.addWidget(self._remarks)
        self._standing = True
        self._say()

    def _label(self, links: bool) -> QLabel:
        label = _Wrapped()
        label.setTextFormat(Qt.TextFormat.RichText)
        label.setWordWrap(True)
        # Wide enough for its longest word only: the window decides how lines break.
        label.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        if links:
            label.setTextInteractionFlags(
                Qt.TextInteractionFlag.LinksAccessibleByMouse
                | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
                | Qt.TextInteractionFlag.TextSelectableByMouse
            )
            label.linkActivated.connect(self._on_link)
        else:
            label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        return label

    def set_shape(self, shape: Shape | None, loading: str = "", changed: bool = False) -> None:
        """The shape that fits what was read.

        ``loading`` says how far reading is; ``changed``: what was read is not what was measured.
        """
        self._shape = shape
        self._loading = loading
        self._changed = changed
        self._unreadable = False
        self._say()

    def set_unreadable(self) -> None:
        """The files cannot be read: the pair is broken, whatever was measured before. What was
        says nothing of the files as they are, and its links lead nowhere."""
        self._unreadable = True
        self._say()

    def _on_link(self, target: str) -> None:
        self.elementAsked.emit(int(target))

    def _link(self, element: int) -> str:
        place = place_text(self._shape, element)
        text = f"#{element} ({place})" if place else f"#{element}"
        colour = self.palette().link().color().name()
        return f'<a href="{element}" style="color:{colour}">{text}</a>'

    def _say(self) -> None:
        result = self._result
        severity = Severity.BROKEN if self._unreadable else result.severity
        self._sign.set_severity(severity)
        colour = severity_style(severity, self.palette()).accent.name()
        layer = f'<b style="font-size:large">{escape(result.pair.title)}</b>'
        facts = [
            f'<span style="color:{colour}"><b>{escape(severity_word(severity))}</b></span>',
            self.tr("paired by {rule}").format(rule=escape(result.pair.rule.value)),
        ]
        if self._shape is not None:
            facts.append("×".join(str(side) for side in self._shape))
        facts.append(self._counts())
        if self._loading and not self._unreadable:
            facts.append(f"<i>{escape(self._loading)}…</i>")
        self._title.setText("&nbsp;&nbsp; ".join([layer, " · ".join(facts)]))
        self._numbers.setText("&nbsp;&nbsp; ".join(self._metrics()))
        self._numbers.setVisible(result.metrics is not None and not self._unreadable)
        remarks = [] if self._unreadable else self._said_remarks()
        self._remarks.setText("<br>".join(remarks))
        self._remarks.setVisible(bool(remarks))

    def _counts(self) -> str:
        """How many elements each side has; a file that could not be read has no number of them."""
        result = self._result
        left, right = f"{result.left_elements:,}", f"{result.right_elements:,}"
        no_left, no_right = map(bool, result.side_messages)
        if no_left and no_right:
            return self.tr("neither file could be read")
        if no_left:
            return self.tr("the left file could not be read, {count} elements in the right").format(
                count=right
            )
        if no_right:
            return self.tr("{count} elements in the left, the right file could not be read").format(
                count=left
            )
        if left == right:
            return self.tr("{count} elements").format(count=left)
        return self.tr("{left} against {right} elements").format(left=left, right=right)

    def _metrics(self) -> list[str]:
        metrics = self._result.metrics
        if metrics is None:
            return []
        largest = f"<b>{error_text(metrics.max_absolute_error)}</b>"
        if metrics.max_error_index >= 0:
            largest = self.tr("{error} at {place}").format(
                error=largest, place=self._link(metrics.max_error_index)
            )
        red = metrics.relative_euclidean_distance
        return [
            f"CosineSimilarity <b>{even_cosine(metrics.cosine_similarity)}</b>",
            f"MaxAbsoluteError {largest}",
            f"RelativeEuclideanDistance <b>{error_text(red)}</b>",
        ]

    def _said_remarks(self) -> list[str]:
        result = self._result
        remarks = [escape(result.message)] if result.message else []
        if self._changed:
            changed = self.tr(
                "The files have changed since they were compared: compare the folders again"
            )
            remarks.insert(0, f"<b>{escape(changed)}</b>")
        sides = (
            (self.tr("Left"), result.left_non_finite),
            (self.tr("Right"), result.right_non_finite),
        )
        remarks += [self._non_finite(name, odd) for name, odd in sides if odd.nan or odd.inf]
        remarks += [
            escape(finding.text) for finding in result.findings if finding.text != result.message
        ]
        return remarks

    def _non_finite(self, side: str, odd: NonFinite) -> str:
        parts = [
            f"{count:,} {name}" for count, name in ((odd.nan, "NaN"), (odd.inf, "Inf")) if count
        ]
        said = self.tr("{side}: {counts}").format(side=side, counts=", ".join(parts))
        if odd.first_index < 0:
            return said
        return self.tr("{said}, the first at {place}").format(
            said=said, place=self._link(odd.first_index)
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if self._standing and event.type() == QEvent.Type.PaletteChange:
            self._say()
