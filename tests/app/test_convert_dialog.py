"""Converting files from the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QLabel, QLineEdit, QPushButton, QTreeWidget

from app.convert_dialog import ConvertDialog


@pytest.fixture
def dialog(qtbot) -> ConvertDialog:
    dialog = ConvertDialog("", "")
    qtbot.addWidget(dialog)
    dialog.show()
    yield dialog
    dialog.close()


def results(dialog: ConvertDialog) -> dict[str, str]:
    tree = dialog.findChild(QTreeWidget, "convertFiles")
    items = [tree.topLevelItem(row) for row in range(tree.topLevelItemCount())]
    return {item.text(0): item.text(1) for item in items}


def convert(qtbot, dialog: ConvertDialog) -> None:
    with qtbot.waitSignal(dialog.finished_converting, timeout=30_000):
        qtbot.mouseClick(dialog.findChild(QPushButton, "convertStart"), Qt.MouseButton.LeftButton)


def test_every_file_says_what_became_of_it(qtbot, dialog, tmp_path: Path):
    good, broken = tmp_path / "a_output0_2.hex", tmp_path / "b_output0_2.hex"
    good.write_text("00001000\nfffff000\n")
    broken.write_text("xyz\n")
    dialog.add([good, broken, good])
    convert(qtbot, dialog)
    said = results(dialog)
    assert [float(line) for line in (tmp_path / "a_output0_2.float").read_text().split()] == [1, -1]
    assert "a_output0_2.float" in said["a_output0_2.hex"]
    assert "xyz" in said["b_output0_2.hex"]
    assert not (tmp_path / "b_output0_2.float").exists()


def test_a_folder_stands_for_its_hex_files(dialog, tmp_path: Path):
    (tmp_path / "a.hex").write_text("1\n")
    (tmp_path / "b.float").write_text("1\n")
    dialog.add([tmp_path])
    assert list(results(dialog)) == ["a.hex"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("33.2", "“33.2” is 35 bits, files hold 32 at most"),
        ("20-12", "“20-12” is no format such as 20.12"),
        ("", "A format such as 20.12 is needed"),
    ],
)
@pytest.mark.parametrize("way", ["tab", "enter", "click"])
def test_a_wrong_format_is_said_beside_it_and_nothing_is_written(
    qtbot, dialog, tmp_path: Path, way: str, typed: str, said: str
):
    source = tmp_path / "a_output0_2.hex"
    source.write_text("00001000\n")
    dialog.add([source])
    dialog.activateWindow()
    entry = dialog.findChild(QLineEdit, "convertHexFormat")
    note = dialog.findChild(QLabel, "convertHexFormatNote")
    start = dialog.findChild(QPushButton, "convertStart")
    entry.setFocus()
    qtbot.waitUntil(entry.hasFocus)
    entry.selectAll()
    qtbot.keyClicks(entry, typed) if typed else qtbot.keyClick(entry, Qt.Key.Key_Delete)
    # While it is typed it may become right.
    assert not note.isVisible()
    assert start.isEnabled()
    if way == "tab":
        qtbot.keyClick(entry, Qt.Key.Key_Tab)
    elif way == "enter":
        qtbot.keyClick(entry, Qt.Key.Key_Return)
    else:
        qtbot.mouseClick(start, Qt.MouseButton.LeftButton)
    assert note.isVisible()
    assert note.text() == said
    assert note.mapTo(dialog, QPoint()).x() > entry.mapTo(dialog, entry.rect().topRight()).x()
    assert entry.text() == typed
    assert not start.isEnabled()
    assert results(dialog) == {"a_output0_2.hex": ""}
    assert list(tmp_path.iterdir()) == [source]
    # Mended, it can be used.
    entry.selectAll()
    qtbot.keyClicks(entry, "24.8")
    assert not note.isVisible()
    assert start.isEnabled()
    convert(qtbot, dialog)
    # 0x1000 / 2^8.
    assert float((tmp_path / "a_output0_2.float").read_text()) == 16.0


def test_a_wrong_format_that_is_put_there_is_refused_at_convert(qtbot, dialog, tmp_path: Path):
    source = tmp_path / "a_output0_2.hex"
    source.write_text("00001000\n")
    dialog.add([source])
    dialog.findChild(QLineEdit, "convertHexFormat").setText("20-12")
    qtbot.mouseClick(dialog.findChild(QPushButton, "convertStart"), Qt.MouseButton.LeftButton)
    assert "20-12" in dialog.findChild(QLabel, "convertHexFormatNote").text()
    assert list(tmp_path.iterdir()) == [source]
    dialog.findChild(QLineEdit, "convertHexFormat").setText("20.12")
    convert(qtbot, dialog)
    assert float((tmp_path / "a_output0_2.float").read_text()) == 1.0


def test_other_format_and_folder(qtbot, dialog, tmp_path: Path):
    source, out = tmp_path / "a_output0_2.hex", tmp_path / "出 out"
    source.write_text("00000180\n")
    dialog.add([source])
    dialog.findChild(QLineEdit, "convertHexFormat").setText("24.8")
    dialog.findChild(QLineEdit, "convertOut").setText(str(out))
    convert(qtbot, dialog)
    assert float((out / "a_output0_2.float").read_text()) == 1.5


@pytest.mark.parametrize("way", ["button", "escape"])
def test_it_closes(qtbot, dialog, way: str):
    if way == "escape":
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    else:
        close = next(b for b in dialog.findChildren(QPushButton) if b.text() == "Close")
        qtbot.mouseClick(close, Qt.MouseButton.LeftButton)
    assert not dialog.isVisible()
