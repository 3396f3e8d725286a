"""Where to save: the real dialog, typed into as a user does, and what is replaced by that."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import (
    QApplication,
    QFileDialog,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QWidget,
)

from widgets.parts.save_place import ask_place

TYPES = {".html": "Page (*.html *.htm)", ".csv": "Table (*.csv)"}


class User:
    """Types each of ``names`` into the dialog and gives each of ``answers`` to the question."""

    def __init__(self, names: list[str], answers: list[str]) -> None:
        self.names, self.answers = names, answers
        self.questions: list[str] = []
        self._timer = QTimer()
        self._timer.timeout.connect(self._look)
        self._timer.start(20)

    def _look(self) -> None:
        box = QApplication.activeModalWidget()
        if isinstance(box, QFileDialog):
            if not self.names:
                box.reject()
                return
            edit = box.findChild(QLineEdit, "fileNameEdit")
            assert edit is not None
            edit.setText(self.names.pop(0))
            box.accept()
        elif isinstance(box, QMessageBox):
            assert box.objectName() == "replaceQuestion"
            self.questions.append(box.text())
            answer = self.answers.pop(0)
            buttons = box.findChildren(QPushButton)
            next(one for one in buttons if one.text().replace("&", "") == answer).click()

    def stop(self) -> None:
        self._timer.stop()


@pytest.fixture
def owner(qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    widget.show()
    return widget


def ask(owner, folder, user, **more):
    try:
        return ask_place(owner, "Save", str(folder / "first.csv"), TYPES, ".csv", **more)
    finally:
        user.stop()


@pytest.mark.parametrize("typed", ["gui", "gui.csv"])
def test_a_file_of_the_final_name_is_asked_about(owner, tmp_path, typed):
    (tmp_path / "gui.csv").write_text("precious")
    user = User([str(tmp_path / typed)], ["Cancel"])
    assert ask(owner, tmp_path, user) is None
    assert user.questions == ["gui.csv exists already."]


def test_it_is_replaced_where_the_user_says_so(owner, tmp_path):
    (tmp_path / "gui.csv").write_text("precious")
    user = User([str(tmp_path / "gui")], ["Replace"])
    assert ask(owner, tmp_path, user) == tmp_path / "gui.csv"


def test_after_a_no_another_name_can_be_given(owner, tmp_path):
    (tmp_path / "gui.csv").write_text("precious")
    user = User([str(tmp_path / "gui"), str(tmp_path / "other")], ["Cancel"])
    assert ask(owner, tmp_path, user) == tmp_path / "other.csv"
    assert len(user.questions) == 1


def test_a_new_name_is_not_asked_about(owner, tmp_path):
    # Of this name, but not the file that is going to be written.
    (tmp_path / "gui").write_text("other")
    user = User([str(tmp_path / "gui")], [])
    assert ask(owner, tmp_path, user) == tmp_path / "gui.csv"
    assert user.questions == []


def test_an_ending_that_is_not_known_is_none(owner, tmp_path):
    (tmp_path / "net.v2.csv").write_text("precious")
    user = User([str(tmp_path / "net.v2")], ["Replace"])
    assert ask(owner, tmp_path, user, known=(".csv",)) == tmp_path / "net.v2.csv"
    assert user.questions == ["net.v2.csv exists already."]
