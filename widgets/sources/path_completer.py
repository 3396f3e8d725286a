"""Completes a path while it is typed, and is in nobody's way."""

from __future__ import annotations

import os

from PySide6.QtCore import QDir, QEvent, QObject, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QCompleter, QFileSystemModel, QWidget


class PathCompleter(QCompleter):
    """Lists folders, and with ``files`` files too; a thread of the model's own reads them.

    The list goes as soon as it holds nothing but what is typed already, and a click beside it
    does what it would do without the list.
    """

    def __init__(self, files: bool, parent: QObject) -> None:
        super().__init__(parent)
        model = QFileSystemModel(self)
        wanted = QDir.Filter.AllDirs | QDir.Filter.Drives | QDir.Filter.NoDotAndDotDot
        if files:
            wanted |= QDir.Filter.Files
        model.setFilter(wanted)
        model.setRootPath("")
        self.setModel(model)
        self.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)
        if os.name == "nt":
            self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        # Behind the completer's own slot, which opens the list.
        model.directoryLoaded.connect(self.hide_if_done)

    def hide_if_done(self) -> None:
        """Take the list away when what is typed is all there is to complete."""
        popup = self.popup()
        if (
            popup is not None
            and popup.isVisible()
            and self.completionCount() == 1
            and os.path.normcase(self.currentCompletion())
            == os.path.normcase(self.completionPrefix())
        ):
            popup.hide()

    def has_choice(self) -> bool:
        """Whether the list is open and one of its lines is chosen."""
        popup = self.popup()
        return popup is not None and popup.isVisible() and popup.currentIndex().isValid()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        popup = self.popup()
        if (
            popup is not None
            and watched is popup
            and isinstance(event, QMouseEvent)
            and event.type() == QEvent.Type.MouseButtonPress
            and not popup.rect().contains(event.position().toPoint())
        ):
            # Qt would close the list and swallow the press.
            popup.hide()
            _press_below(event)
            return True
        return super().eventFilter(watched, event)


def _press_below(event: QMouseEvent) -> None:
    """Press what lies under the mouse, as if nothing had been in front of it."""
    spot = event.globalPosition()
    widget = QApplication.widgetAt(spot.toPoint())
    window = widget.window().windowHandle() if widget is not None else None
    if widget is None or window is None:
        return
    _focus_by_click(widget)
    place = QPointF(window.mapFromGlobal(spot))
    press = QMouseEvent(
        event.type(), place, place, spot, event.button(), event.buttons(), event.modifiers()
    )
    QApplication.sendEvent(window, press)


def _focus_by_click(widget: QWidget) -> None:
    """Qt gives the focus for presses of the system alone."""
    taker: QWidget | None = widget
    while taker is not None:
        if taker.isEnabled() and taker.focusPolicy() & Qt.FocusPolicy.ClickFocus:
            taker.setFocus(Qt.FocusReason.MouseFocusReason)
            return
        if taker.isWindow():
            return
        taker = taker.parentWidget()
