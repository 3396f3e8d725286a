"""The handbook as a window: chapters on the left, their text on the right."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import (
    QKeySequence,
    QPalette,
    QShortcut,
    QTextBlock,
    QTextBlockFormat,
    QTextCursor,
    QTextFrameFormat,
    QTextTable,
)
from PySide6.QtWidgets import QListWidget, QSplitter, QTextBrowser, QVBoxLayout, QWidget

from app.help.chapters import Chapter
from resources import resource_path

_CHAPTER_LEVEL = 2
_MARGIN = 18
_LINE_HEIGHT = 130.0
"""Percent of the font's own: lines of a wide page are found again more easily apart."""
_PARAGRAPH_GAP = 8.0
_HEADING_GAPS = (22.0, 6.0)
"""Above and below: a heading belongs to what follows."""
_CELL_PADDING = 5.0


def handbook() -> str:
    """The handbook's Markdown in the language that is spoken."""
    # The name of the file is translated like every other text.
    name = QCoreApplication.translate("HelpWindow", "en.md", "file of the handbook")
    return resource_path("help", name).read_text(encoding="utf-8")


class HelpWindow(QWidget):
    """Chapters on the left, the text on the right; a window of its own, so that it can be read
    beside what it speaks of."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.setObjectName("helpWindow")
        self.setWindowTitle(self.tr("Cosight Help"))
        self.resize(900, 680)
        self.chapters = QListWidget()
        self.chapters.setObjectName("helpChapters")
        self.chapters.setAccessibleName(self.tr("Chapters"))
        self.page = QTextBrowser()
        self.page.setObjectName("helpPage")
        self.page.setOpenExternalLinks(False)
        self.page.setOpenLinks(False)
        self.page.document().setDocumentMargin(_MARGIN)
        self._headings = self._read()
        self.chapters.addItems([block.text() for block in self._headings])
        self.chapters.currentRowChanged.connect(self._go)
        split = QSplitter()
        split.addWidget(self.chapters)
        split.addWidget(self.page)
        split.setStretchFactor(1, 1)
        split.setSizes([220, 680])
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(split)
        for key in (QKeySequence(Qt.Key.Key_Escape), QKeySequence(QKeySequence.StandardKey.Close)):
            QShortcut(key, self).activated.connect(self.close)

    def open_at(self, chapter: Chapter) -> None:
        """Show the window, at a chapter."""
        self.show()
        self.raise_()
        self.activateWindow()
        self.chapters.setCurrentRow(chapter)
        # Also when the list stands there already and the text was scrolled.
        self._go(chapter)
        self.page.setFocus()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.PaletteChange:
            # Colours of links and code are set when the text is read.
            self._headings = self._read()

    def _read(self) -> list[QTextBlock]:
        """Set the text anew; the headings of its chapters."""
        self.page.setMarkdown(handbook())
        self._give_room()
        return self._found_headings()

    def _give_room(self) -> None:
        """Space lines, paragraphs and cells: a style sheet says nothing to Markdown."""
        document = self.page.document()
        proportional = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value
        block = document.begin()
        while block.isValid():
            cursor = QTextCursor(block)
            room = QTextBlockFormat()
            room.setLineHeight(_LINE_HEIGHT, proportional)
            if block.blockFormat().headingLevel():
                above, below = _HEADING_GAPS
                room.setTopMargin(above if block.position() else 0.0)
                room.setBottomMargin(below)
            elif cursor.currentTable() is None:
                room.setTopMargin(0.0)
                room.setBottomMargin(_PARAGRAPH_GAP)
            cursor.mergeBlockFormat(room)
            block = block.next()
        for frame in document.rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                look = frame.format()
                look.setCellPadding(_CELL_PADDING)
                look.setBorder(1.0)
                look.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
                look.setBorderBrush(self.palette().color(QPalette.ColorRole.Mid))
                look.setBorderCollapse(True)
                look.setTopMargin(_PARAGRAPH_GAP / 2)
                look.setBottomMargin(_PARAGRAPH_GAP)
                frame.setFormat(look)

    def _found_headings(self) -> list[QTextBlock]:
        found = []
        block = self.page.document().begin()
        while block.isValid():
            if block.blockFormat().headingLevel() == _CHAPTER_LEVEL:
                found.append(block)
            block = block.next()
        return found

    def _go(self, row: int) -> None:
        if not 0 <= row < len(self._headings):
            return
        heading = self._headings[row]
        self.page.setTextCursor(QTextCursor(heading))
        layout = self.page.document().documentLayout()
        top = layout.blockBoundingRect(heading).top()
        self.page.verticalScrollBar().setValue(max(int(top) - _MARGIN // 2, 0))
