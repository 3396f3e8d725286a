"""The strip at the bottom: what is being read, how far it is, and Cancel."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QProgressBar, QPushButton, QSizePolicy, QWidget


class ProgressStrip(QWidget):
    """Quiet while nothing runs; the text of the last event stays readable."""

    cancelRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._busy = False
        self._waiting = False
        self._text = QLabel()
        self._text.setObjectName("progressText")
        self._text.setTextFormat(Qt.TextFormat.PlainText)
        self._text.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._bar = QProgressBar()
        self._bar.setObjectName("progressBar")
        self._bar.setFixedWidth(240)
        self._cancel = QPushButton(self.tr("Cancel"))
        self._cancel.setObjectName("cancelButton")
        self._cancel.setAutoDefault(False)
        self._cancel.clicked.connect(self.cancelRequested)
        for widget in (self._bar, self._cancel):
            keep = widget.sizePolicy()
            keep.setRetainSizeWhenHidden(True)
            widget.setSizePolicy(keep)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(self._text, 1)
        row.addWidget(self._bar)
        row.addWidget(self._cancel)
        self.end("")

    @property
    def busy(self) -> bool:
        """Whether something runs that the user asked for."""
        return self._busy

    @property
    def waiting(self) -> bool:
        """Whether something is shown to run that nobody asked for."""
        return self._waiting

    @property
    def says_something(self) -> bool:
        """Whether words stand here, of what runs or of what has ended."""
        return bool(self._text.text())

    def wait(self, text: str) -> None:
        """Something runs that nobody asked for, and that nobody needs to cancel."""
        self.begin(text)
        self._cancel.hide()
        self._busy, self._waiting = False, True

    def begin(self, text: str) -> None:
        """Something runs; how long is not known yet."""
        self._busy, self._waiting = True, False
        self._bar.setRange(0, 0)
        self._bar.show()
        self._cancel.setEnabled(True)
        self._cancel.show()
        self._text.setText(text)

    def advance(self, done: int, total: int, text: str) -> None:
        """``done`` of ``total`` steps; total 0 means not known."""
        self._bar.setRange(0, total)
        self._bar.setValue(done)
        self._text.setText(text)

    def end(self, text: str) -> None:
        """Nothing runs any more; ``text`` says how it went."""
        self._busy = self._waiting = False
        self._bar.setRange(0, 1)
        self._bar.setValue(1)
        self._bar.hide()
        self._cancel.setEnabled(False)
        self._cancel.hide()
        self._text.setText(text)
