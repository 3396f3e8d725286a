"""Converting hex files to floats from the window: pick files, press Convert, read what came out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QComboBox,
    QDialog,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QProgressBar,
    QPushButton,
    QToolButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from app.conversion import ConvertOptions, Outcome, convert_all, hex_files
from core.comparison.model import Severity
from core.errors import CosightError
from widgets.parts.background import BackgroundTask, Handle
from widgets.parts.hex_format_edit import HexFormatEdit
from widgets.parts.plain_tip import plain_tip
from widgets.parts.severity_style import severity_style

_ALL_ROOM = 1000
"""Beside the stretch of 1 that keeps the field narrow where nothing is said of it."""


class ConvertDialog(QDialog):
    """Writes ``.hex`` dumps as decimal text or NumPy arrays, in the background."""

    finished_converting = Signal()

    def __init__(self, dot: str, folder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("convertDialog")
        self.setWindowTitle(self.tr("Convert Hex Files to Float"))
        self.setAcceptDrops(True)
        self.resize(760, 520)
        self._start_folder = folder
        self._rows: dict[Path, QTreeWidgetItem] = {}
        self._task = BackgroundTask(self, "convert")
        self._task.progressed.connect(self._on_outcome)
        self._task.failed.connect(self._on_failed)
        self._task.idle.connect(self._on_idle)

        self._files = QTreeWidget()
        self._files.setObjectName("convertFiles")
        self._files.setHeaderLabels([self.tr("File"), self.tr("Result")])
        self._files.setRootIsDecorated(False)
        self._files.setAlternatingRowColors(True)
        self._files.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self._files.setTextElideMode(Qt.TextElideMode.ElideRight)
        self._files.header().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        self._add_files = self._button(self.tr("Add Files…"), self._choose_files)
        self._add_folder = self._button(self.tr("Add Folder…"), self._choose_folder)
        self._remove = self._button(self.tr("Remove"), self._remove_selected)

        self._format = QComboBox()
        self._format.setObjectName("convertFormat")
        self._format.addItem(self.tr("Decimal text, one number a line (.float)"), ".float")
        self._format.addItem(self.tr("NumPy array (.npy)"), ".npy")
        self._hex_format = HexFormatEdit(gives_way=False)
        self._hex_format.setObjectName("convertHexFormat")
        self._hex_format.note.setObjectName("convertHexFormatNote")
        self._hex_format.refusalChanged.connect(self._update)
        self._out = QLineEdit()
        self._out.setObjectName("convertOut")
        self._out.setPlaceholderText(self.tr("Beside each file"))
        self._out.setClearButtonEnabled(True)
        self._dot = QLineEdit(dot)
        self._dot.setObjectName("convertDot")
        self._dot.setPlaceholderText(self.tr("Needed for .nonlinear.hex only"))
        self._dot.setClearButtonEnabled(True)
        self._replace = QCheckBox(self.tr("Replace files that exist already"))
        self._bar = QProgressBar()
        keep = self._bar.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self._bar.setSizePolicy(keep)
        self._bar.hide()
        self._told = QLabel()
        self._told.setObjectName("convertSummary")
        self._converted = self._failed = 0
        self._convert = QPushButton(self.tr("Convert"))
        self._convert.setObjectName("convertStart")
        self._convert.setDefault(True)
        self._convert.clicked.connect(self._on_convert)
        self._close = QPushButton(self.tr("Close"))
        self._close.clicked.connect(self.reject)
        self._lay_out()
        self._update()

    def add(self, paths: Sequence[Path]) -> None:
        """Add files; a folder stands for the hex files in it."""
        for path in paths:
            try:
                files = hex_files(path) if path.is_dir() else [path]
            except CosightError as error:
                self._say(path, str(error), failed=True)
                continue
            for file in files:
                if file not in self._rows:
                    item = QTreeWidgetItem([file.name, ""])
                    item.setToolTip(0, plain_tip(str(file)))
                    item.setData(0, Qt.ItemDataRole.UserRole, file)
                    self._files.addTopLevelItem(item)
                    self._rows[file] = item
        self._update()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        self.add([Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()])
        event.acceptProposedAction()

    def done(self, result: int) -> None:
        """Stop converting, however the dialog is closed."""
        self._task.join()
        super().done(result)

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        for button in (self._add_files, self._add_folder, self._remove):
            buttons.addWidget(button)
        buttons.addStretch(1)
        form = QFormLayout()
        form.addRow(self.tr("Write as"), self._format)
        form.addRow(self.tr("Into folder"), self._with_browse(self._out, folder=True))
        hex_format = QHBoxLayout()
        hex_format.addWidget(self._hex_format)
        hex_format.addWidget(self._hex_format.note, _ALL_ROOM)
        hex_format.addStretch(1)
        form.addRow(self.tr("Hex format"), hex_format)
        form.addRow(self.tr("Dot file"), self._with_browse(self._dot, folder=False))
        form.addRow("", self._replace)
        bottom = QHBoxLayout()
        bottom.addWidget(self._told)
        bottom.addWidget(self._bar, 1)
        bottom.addWidget(self._convert)
        bottom.addWidget(self._close)
        column = QVBoxLayout(self)
        column.setContentsMargins(16, 16, 16, 16)
        column.setSpacing(8)
        column.addLayout(buttons)
        column.addWidget(self._files, 1)
        column.addLayout(form)
        column.addLayout(bottom)

    def _button(self, text: str, handler: object) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(False)
        button.clicked.connect(handler)
        return button

    def _with_browse(self, edit: QLineEdit, folder: bool) -> QWidget:
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(edit, 1)
        browse = QToolButton()
        browse.setText(self.tr("Browse…"))
        browse.clicked.connect(lambda: self._browse(edit, folder))
        row.addWidget(browse)
        return holder

    def _browse(self, edit: QLineEdit, folder: bool) -> None:
        start = edit.text() or self._start_folder
        if folder:
            chosen = QFileDialog.getExistingDirectory(self, self.tr("Choose a Folder"), start)
        else:
            chosen, _ = QFileDialog.getOpenFileName(
                self, self.tr("Choose a Dot File"), start, self.tr("Dot files (*.dot)")
            )
        if chosen:
            edit.setText(chosen)

    def _choose_files(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self, self.tr("Add Files"), self._start_folder, self.tr("Hex dumps (*.hex *.HEX)")
        )
        self.add([Path(name) for name in names])

    def _choose_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self, self.tr("Add Folder"), self._start_folder)
        if name:
            self.add([Path(name)])

    def _remove_selected(self) -> None:
        for item in self._files.selectedItems():
            self._rows.pop(item.data(0, Qt.ItemDataRole.UserRole), None)
            self._files.takeTopLevelItem(self._files.indexOfTopLevelItem(item))
        self._update()

    def _on_convert(self) -> None:
        if self._task.running:
            self._task.cancel()
            return
        if not self._hex_format.settle():
            return
        options = ConvertOptions(
            files=tuple(self._rows),
            out=Path(self._out.text().strip()) if self._out.text().strip() else None,
            dot=Path(self._dot.text().strip()) if self._dot.text().strip() else None,
            hex_format=self._hex_format.value(),
            suffix=self._format.currentData(),
            force=self._replace.isChecked(),
        )
        for item in self._rows.values():
            item.setText(1, "")
        self._converted = self._failed = 0
        self._told.clear()
        self._bar.setRange(0, len(self._rows))
        self._bar.setValue(0)
        self._bar.show()

        def work(handle: Handle) -> None:
            for outcome in convert_all(options):
                handle.report(outcome)
                if handle.cancelled():
                    return

        self._task.start(work)
        self._update()

    def _on_outcome(self, outcome: Outcome) -> None:
        self._bar.setValue(self._bar.value() + 1)
        if outcome.problem:
            self._failed += 1
            self._say(outcome.source, outcome.problem, failed=True)
        else:
            self._converted += 1
            self._say(outcome.source, str(outcome.destination), failed=False)

    def _on_failed(self, error: Exception) -> None:
        for path in self._rows:
            self._say(path, str(error), failed=True)

    def _on_idle(self) -> None:
        self._bar.hide()
        self._update()
        self._told.setText(
            self.tr("{converted} converted, {failed} not").format(
                converted=self._converted, failed=self._failed
            )
            if self._failed
            else self.tr("{converted} converted").format(converted=self._converted)
        )
        self.finished_converting.emit()

    def _say(self, path: Path, text: str, failed: bool) -> None:
        item = self._rows.get(path)
        if item is None:
            item = QTreeWidgetItem([path.name, ""])
            item.setData(0, Qt.ItemDataRole.UserRole, path)
            self._files.addTopLevelItem(item)
        style = severity_style(Severity.BAD if failed else Severity.GOOD, self.palette())
        # The path stands in the first column already: what is said about it comes first here.
        brief = text.removeprefix(str(path)).lstrip(" ,:") if failed else Path(text).name
        item.setText(1, f"{style.sign} {brief}")
        item.setToolTip(1, plain_tip(text))
        item.setForeground(1, style.accent)

    def _update(self) -> None:
        running = self._task.running
        for widget in (self._add_files, self._add_folder, self._remove):
            widget.setEnabled(not running)
        self._convert.setText(self.tr("Cancel") if running else self.tr("Convert"))
        wanted = bool(self._rows) and not self._hex_format.refused
        self._convert.setEnabled(running or wanted)
