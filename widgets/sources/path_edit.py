"""A line edit for a path: cleans what is pasted, takes drops, completes, and says quietly
when there is nothing at that path."""

from __future__ import annotations

import os
from collections.abc import Callable
from enum import Enum
from typing import TYPE_CHECKING

from PySide6.QtCore import QDir, QEvent, QFileInfo, QMimeData, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QDragEnterEvent,
    QDragMoveEvent,
    QDropEvent,
    QKeyEvent,
    QPalette,
    QResizeEvent,
)
from PySide6.QtWidgets import QLabel, QLineEdit, QToolButton, QWidget

from core.comparison.vocabulary import Severity
from widgets.parts.background import BackgroundTask, Handle
from widgets.parts.plain_tip import plain_tip
from widgets.parts.severity_style import severity_style

if TYPE_CHECKING:
    from widgets.sources.path_completer import PathCompleter

_CHECK_DELAY_MS = 300
_QUOTES = "\"'“”‘’"


class PathKind(Enum):
    """What a path must lead to."""

    FOLDER = "folder"
    FILE = "file"


class PathState(Enum):
    """What is known about the path in the edit."""

    UNKNOWN = "unknown"
    FINE = "fine"
    MISSING = "missing"
    WRONG_KIND = "wrong_kind"


def clean_path(text: str) -> str:
    """A path as pasted from anywhere: without blanks and quotes around it, ``file:`` undone,
    ``~`` filled in, and without a separator at its end."""
    text = text.strip().strip(_QUOTES).strip()
    if text[:6].lower() == "file:/":
        url = QUrl(text)
        if url.host() == "localhost":
            url.setHost("")
        text = url.toLocalFile() or text
    text = os.path.expanduser(text)
    bare = text.rstrip(os.sep + (os.altsep or ""))
    # Of "/" and "C:\" the separator is a part.
    return bare if os.path.splitdrive(bare)[1] else text


def local_paths(data: QMimeData) -> list[str]:
    """Paths of the files and folders being dragged; empty for anything else."""
    return [url.toLocalFile() for url in data.urls() if url.isLocalFile()]


def look_at(path: str, kind: PathKind) -> PathState:
    """Ask the file system; may take long on a dead share, so never on the GUI thread."""
    if not os.path.exists(path):
        return PathState.MISSING
    fits = os.path.isdir(path) if kind is PathKind.FOLDER else os.path.isfile(path)
    return PathState.FINE if fits else PathState.WRONG_KIND


class PathEdit(QLineEdit):
    """``path()`` is the cleaned text; ``pathChanged`` tells when that changes, ``chosen`` that it
    was given as a whole, not letter by letter, ``entered`` of Enter, unless that picked one of the
    completions."""

    pathChanged = Signal(str)
    chosen = Signal()
    entered = Signal()
    stateChanged = Signal()

    def __init__(
        self,
        kind: PathKind,
        parent: QWidget | None = None,
        look: Callable[[str, PathKind], PathState] = look_at,
    ) -> None:
        """``look`` answers for a path; it runs on a thread of its own."""
        super().__init__(parent)
        self._kind = kind
        self._look = look
        self._path = ""
        self._length = 0
        self._state = PathState.UNKNOWN
        self._used = True
        self._whole = False
        """Whether the path was given at once, or is done: it is not on its way to another."""
        self._plain_tip = ""
        self._completer: PathCompleter | None = None
        self._task = BackgroundTask(self, "path check")
        self._task.succeeded.connect(self._take_state)
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.timeout.connect(self._check)
        self._hint = QLabel(self)
        self._hint.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._hint.hide()
        self.setClearButtonEnabled(True)
        self.setAcceptDrops(True)
        self.textChanged.connect(self._on_text)
        self.textEdited.connect(self._on_edited)
        self.editingFinished.connect(self._tidy)

    # ----------------------------------------------------------------- public

    def path(self) -> str:
        """The cleaned path, empty for none."""
        return self._path

    @property
    def kind(self) -> PathKind:
        """What the path must lead to."""
        return self._kind

    @property
    def state(self) -> PathState:
        """What is known about the path."""
        return self._state

    def choose(self, path: str) -> None:
        """Show ``path`` as this system writes it."""
        self.setText(QDir.toNativeSeparators(path))
        self.chosen.emit()

    def set_used(self, used: bool) -> None:
        """A path that is not used stands back and is not complained about."""
        if used != self._used:
            self._used = used
            self._show_state()

    def set_tip(self, text: str) -> None:
        """What the edit is for; shown while there is nothing to complain about."""
        self._plain_tip = text
        self._show_state()

    def check_again(self) -> None:
        """Ask the file system anew, as when the window comes back to the front."""
        if self._path:
            self._delay.start(_CHECK_DELAY_MS)

    def join(self, timeout: float = 0.5) -> None:
        """Stop asking; called before the window goes. A dead share is not waited for."""
        self._delay.stop()
        self._task.join(timeout)

    # ------------------------------------------------------------- drag, drop

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """One file or folder is for this edit; more are left to the panel."""
        if event.mimeData().hasUrls():
            self._answer(event)
        else:
            super().dragEnterEvent(event)

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        if event.mimeData().hasUrls():
            self._answer(event)
        else:
            super().dragMoveEvent(event)

    def dropEvent(self, event: QDropEvent) -> None:
        path = self._dropped(event)
        if path:
            self.choose(path)
            event.acceptProposedAction()
        elif event.mimeData().hasUrls():
            event.ignore()
        else:
            super().dropEvent(event)

    def _answer(self, event: QDropEvent) -> None:
        if self._dropped(event):
            event.acceptProposedAction()
        elif len(local_paths(event.mimeData())) == 1:
            # Accepted as "nothing will happen": ignored, it would go to the panel below.
            event.setDropAction(Qt.DropAction.IgnoreAction)
            event.accept()
        else:
            event.ignore()

    def _dropped(self, event: QDropEvent) -> str:
        """The path this edit takes from a drag: a folder edit takes a file's folder, a file
        edit takes files only."""
        paths = local_paths(event.mimeData())
        if len(paths) != 1:
            return ""
        info = QFileInfo(paths[0])
        if self._kind is PathKind.FOLDER:
            return paths[0] if info.isDir() else info.absolutePath()
        return "" if info.isDir() else paths[0]

    # --------------------------------------------------------------- reacting

    def keyPressEvent(self, event: QKeyEvent) -> None:
        # Qt's own ``returnPressed`` comes for a pick, too: the list hands its keys on to the edit.
        picks = self._completer is not None and self._completer.has_choice()
        enters = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not picks
        super().keyPressEvent(event)
        if self._completer is not None:
            self._completer.hide_if_done()
        if enters:
            self.entered.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place_hint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # The edit's own colours stem from its parent's palette, else it would follow itself.
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.ParentChange):
            QTimer.singleShot(0, self, self._recolour)

    def _on_edited(self, text: str) -> None:
        """The user's own change: a paste brings more than a key does."""
        self._whole = len(text) - self._length > 1
        if self._completer is None:
            # The file system is looked at by the completer's own thread, from the first key on.
            from widgets.sources.path_completer import PathCompleter

            self._completer = PathCompleter(self._kind is PathKind.FILE, self)
            self.setCompleter(self._completer)

    def _on_text(self, text: str) -> None:
        self._length = len(text)
        path = clean_path(text)
        if path == self._path:
            return
        self._path = path
        self._task.cancel()
        self._set_state(PathState.UNKNOWN)
        if path:
            self._delay.start(0 if self._whole else _CHECK_DELAY_MS)
        else:
            self._delay.stop()
        self.pathChanged.emit(path)

    def _tidy(self) -> None:
        """Show what is used, once the user is done: without the quotes that were pasted."""
        self._whole = True
        if self._path and self.text() != self._path:
            self.setText(self._path)
        self._take_folder_of_file()

    def _take_folder_of_file(self) -> None:
        """A file of the run stands for its folder, as where it is dropped."""
        if self._whole and self._kind is PathKind.FOLDER and self._state is PathState.WRONG_KIND:
            self.setText(os.path.dirname(self._path))

    def _check(self) -> None:
        path, kind, look = self._path, self._kind, self._look

        def work(handle: Handle) -> tuple[str, PathState]:
            return path, look(path, kind)

        self._task.start(work)

    def _take_state(self, answer: tuple[str, PathState]) -> None:
        path, state = answer
        if path == self._path:
            self._set_state(state)
            self._take_folder_of_file()

    # ------------------------------------------------------------------- hint

    def _set_state(self, state: PathState) -> None:
        if state is not self._state:
            self._state = state
            self._show_state()
            self.stateChanged.emit()

    def _complaint(self) -> tuple[str, str]:
        """Two words for the hint and a sentence for the tooltip; empty when all is well."""
        folder = self._kind is PathKind.FOLDER
        if not self._used:
            return "", ""
        if self._state is PathState.MISSING:
            sentence = (
                self.tr("There is no such folder") if folder else self.tr("There is no such file")
            )
            return self.tr("not found"), sentence
        if self._state is PathState.WRONG_KIND:
            if folder:
                return self.tr("not a folder"), self.tr("This is a file: choose its folder")
            return self.tr("not a file"), self.tr("This is a folder: choose a file in it")
        return "", ""

    def _show_state(self) -> None:
        words, sentence = self._complaint()
        self._hint.setText(words)
        self._hint.setVisible(bool(words))
        lines = [part for part in (sentence, self._path, self._plain_tip) if part]
        self.setToolTip(plain_tip("\n".join(lines)))
        self.setAccessibleDescription(sentence or self._plain_tip)
        self._recolour()
        self._place_hint()

    def _recolour(self) -> None:
        above = self.parentWidget()
        base = above.palette() if above is not None else self.palette()
        palette = QPalette(base)
        accent = severity_style(Severity.WARN, base).accent
        ink: QColor | None = None
        if self._hint.text():
            ink = accent
        elif not self._used:
            ink = base.color(QPalette.ColorRole.PlaceholderText)
        if ink is not None:
            palette.setColor(QPalette.ColorRole.Text, ink)
        if palette != self.palette():
            self.setPalette(palette)
        hint_palette = self._hint.palette()
        if hint_palette.color(QPalette.ColorRole.WindowText) != accent:
            hint_palette.setColor(QPalette.ColorRole.WindowText, accent)
            self._hint.setPalette(hint_palette)

    def _place_hint(self) -> None:
        """Put the hint left of the clear button, and keep the text clear of it."""
        shown = not self._hint.isHidden()
        wide = self._hint.sizeHint().width() + 8 if shown else 0
        self.setTextMargins(0, 0, wide, 0)
        if shown:
            buttons = [button.x() for button in self.findChildren(QToolButton)]
            right = min(buttons, default=self.width() - 4)
            height = self._hint.sizeHint().height()
            top = (self.height() - height) // 2
            self._hint.setGeometry(right - wide + 4, top, wide - 4, height)
