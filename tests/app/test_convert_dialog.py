"""Converting files from the window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLineEdit, QPushButton, QTreeWidget

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


def test_a_wrong_format_is_said_and_nothing_is_written(qtbot, dialog, tmp_path: Path):
    source = tmp_path / "a_output0_2.hex"
    source.write_text("00001000\n")
    dialog.add([source])
    dialog.findChild(QLineEdit, "convertHexFormat").setText("20-12")
    qtbot.mouseClick(dialog.findChild(QPushButton, "convertStart"), Qt.MouseButton.LeftButton)
    assert "20-12" in results(dialog)["a_output0_2.hex"]
    assert list(tmp_path.iterdir()) == [source]


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
