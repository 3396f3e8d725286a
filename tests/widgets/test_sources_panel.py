from __future__ import annotations

import os
import threading
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QToolButton,
    QWidget,
)

from core.dumps.formats import FixedPoint
from core.dumps.model import Kind
from widgets.sources.panel import SourcesPanel
from widgets.sources.path_edit import PathEdit, PathKind, PathState, clean_path
from widgets.sources.recent_comparisons import RecentComparison


@pytest.fixture
def panel(qtbot):
    made = SourcesPanel()
    qtbot.addWidget(made)
    made.show()
    yield made
    made.join()


def edit(panel, name) -> PathEdit:
    found = panel.findChild(QLineEdit, name)
    assert isinstance(found, PathEdit)
    return found


def check(panel, name) -> QCheckBox:
    return panel.findChild(QCheckBox, name)


def drop(widget, *paths) -> bool:
    """Drop paths as the file manager does; True when the widget took them."""
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    copy, left, none = (
        Qt.DropAction.CopyAction,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    enter = QDragEnterEvent(QPoint(3, 3), copy, data, left, none)
    QApplication.sendEvent(widget, enter)
    if not enter.isAccepted() or enter.dropAction() == Qt.DropAction.IgnoreAction:
        return False
    event = QDropEvent(QPointF(3, 3), copy, data, left, none)
    QApplication.sendEvent(widget, event)
    return event.isAccepted()


@pytest.mark.parametrize(
    ("pasted", "path"),
    [
        ("/runs/a", "/runs/a"),
        ("  /runs/a \t", "/runs/a"),
        ('"/runs/with blank"', "/runs/with blank"),
        ("'/runs/a' ", "/runs/a"),
        ("“/runs/a”", "/runs/a"),
        ("file:///runs/with%20blank", "/runs/with blank"),
        ('"file:///runs/a"', "/runs/a"),
        ("file:/runs/a", "/runs/a"),
        ("file://localhost/runs/a", "/runs/a"),
        ("file:///runs/a/\n", "/runs/a"),
        ("/runs/a\n", "/runs/a"),
        ("/runs/a//", "/runs/a"),
        ("'/runs/a/'\r\n", "/runs/a"),
        ("/", "/"),
        ("", ""),
        ('""', ""),
        ("C:\\runs\\a", "C:\\runs\\a"),
        ("/runs/100%", "/runs/100%"),
        ("/runs/跑/左", "/runs/跑/左"),
    ],
)
@pytest.mark.skipif(os.name == "nt", reason="POSIX paths")
def test_pasted_paths_are_cleaned(pasted, path):
    assert clean_path(pasted) == path


def test_home_is_filled_in():
    assert clean_path("~/runs") == str(Path.home() / "runs")


def test_the_contracts_parts_are_there(panel):
    labels = {label.text() for label in panel.findChildren(QLabel)}
    assert {"Left Folder", "Right Folder"} <= labels
    assert check(panel, "parseDot").text() == "Parse Dot File"
    assert check(panel, "hasInplace").text() == "Prototxt Has Inplace Layers"
    for name in ("leftFolder", "rightFolder", "dotFile", "prototxtFile"):
        assert edit(panel, name).accessibleName()


def test_at_first_nothing_is_chosen(panel):
    assert (panel.left(), panel.right(), panel.dot(), panel.prototxt()) == ("", "", "", "")
    assert panel.include() == frozenset({Kind.OUTPUT})
    assert panel.hex_format() == FixedPoint(20, 12)


def test_folders_are_told_of_once_they_stand_still(panel, qtbot):
    told = []
    panel.changed.connect(lambda: told.append("changed"))
    with qtbot.waitSignal(panel.foldersChanged):
        edit(panel, "leftFolder").setText("/runs/l")
        edit(panel, "rightFolder").setText(' "/runs/r" ')
        assert told == ["changed", "changed"]
    assert (panel.left(), panel.right()) == ("/runs/l", "/runs/r")


@pytest.mark.parametrize(
    ("box", "name", "ask"),
    [("parseDot", "dotFile", "dot"), ("hasInplace", "prototxtFile", "prototxt")],
)
def test_a_file_is_used_while_ticked(panel, box, name, ask):
    answer = getattr(panel, ask)
    edit(panel, name).setText("/nets/a.dot")
    assert check(panel, box).isChecked()
    assert answer() == "/nets/a.dot"
    check(panel, box).setChecked(False)
    assert answer() == ""
    assert edit(panel, name).text() == "/nets/a.dot"
    check(panel, box).setChecked(True)
    assert answer() == "/nets/a.dot"
    edit(panel, name).clear()
    assert not check(panel, box).isChecked()
    assert answer() == ""


def test_a_path_can_be_kept_aside(panel):
    panel.set_dot("/nets/a.dot", used=False)
    panel.set_prototxt("/nets/a.prototxt")
    assert panel.dot() == ""
    assert edit(panel, "dotFile").path() == "/nets/a.dot"
    assert panel.prototxt() == "/nets/a.prototxt"


def test_ticking_without_a_path_asks_for_one(panel, qtbot):
    panel.activateWindow()
    check(panel, "parseDot").click()
    assert panel.focusWidget() is edit(panel, "dotFile")
    assert panel.dot() == ""


def test_swap(panel):
    panel.set_left("/l")
    panel.set_right("/r")
    panel.findChild(QToolButton, "swapFolders").click()
    assert (panel.left(), panel.right()) == ("/r", "/l")


def test_missing_and_wrong_paths_are_hinted_at(panel, qtbot, tmp_path):
    file = tmp_path / "a.dot"
    file.write_text("")
    left = edit(panel, "leftFolder")
    for path, state, words in (
        (tmp_path / "none", PathState.MISSING, "not found"),
        (tmp_path, PathState.FINE, ""),
        (file, PathState.WRONG_KIND, "not a folder"),
    ):
        left.setText(str(path))
        qtbot.waitUntil(lambda state=state: left.state is state)
        hint = left.findChild(QLabel)
        assert hint.text() == words
        assert hint.isVisible() == bool(words)
    assert "This is a file" in left.toolTip()
    assert "This is a file" in left.accessibleDescription()
    left.clear()
    assert left.state is PathState.UNKNOWN
    assert not left.findChild(QLabel).isVisible()


def test_an_unused_path_is_not_complained_about(panel, qtbot):
    dot = edit(panel, "dotFile")
    dot.setText("/nowhere/a.dot")
    qtbot.waitUntil(lambda: dot.state is PathState.MISSING)
    assert dot.findChild(QLabel).isVisible()
    check(panel, "parseDot").setChecked(False)
    assert not dot.findChild(QLabel).isVisible()


def test_a_dead_share_holds_nothing_up(qtbot):
    release = threading.Event()

    def look(path, kind):
        if path == "/dead":
            release.wait(30)
            return PathState.MISSING
        return PathState.FINE

    path_edit = PathEdit(PathKind.FOLDER, look=look)
    qtbot.addWidget(path_edit)
    try:
        path_edit.setText("/dead")
        qtbot.wait(350)
        path_edit.setText("/alive")
        qtbot.waitUntil(lambda: path_edit.state is PathState.FINE)
    finally:
        release.set()
        path_edit.join()
    qtbot.wait(20)
    assert path_edit.state is PathState.FINE


def test_quotes_go_when_the_user_is_done(panel, qtbot):
    left = edit(panel, "leftFolder")
    left.setText(' "/runs/a" ')
    qtbot.keyClick(left, Qt.Key.Key_Return)
    assert left.text() == "/runs/a"


def test_dropping_on_an_edit(panel, tmp_path):
    folder = tmp_path / "run"
    folder.mkdir()
    file = folder / "a.hex"
    file.write_text("")
    assert drop(edit(panel, "leftFolder"), folder)
    assert Path(panel.left()) == folder
    assert drop(edit(panel, "rightFolder"), file)
    assert Path(panel.right()) == folder
    assert drop(edit(panel, "dotFile"), file)
    assert Path(panel.dot()) == file
    assert not drop(edit(panel, "prototxtFile"), folder)
    assert panel.prototxt() == ""


def test_dropping_on_the_panel(panel, tmp_path):
    folders = [tmp_path / "l", tmp_path / "r"]
    for folder in folders:
        folder.mkdir()
    files = [tmp_path / "net.PROTOTXT", tmp_path / "tree.dot", tmp_path / "readme.txt"]
    for file in files:
        file.write_text("")
    assert drop(panel, *folders, *files)
    assert [Path(panel.left()), Path(panel.right())] == folders
    assert [Path(panel.prototxt()), Path(panel.dot())] == files[:2]


def test_one_folder_goes_left_first_then_right(panel, tmp_path):
    for name, expected in (
        ("first", ["first", ""]),
        ("second", ["first", "second"]),
        ("third", ["first", "third"]),
    ):
        (tmp_path / name).mkdir()
        assert drop(panel, tmp_path / name)
        assert [Path(panel.left()).name, Path(panel.right()).name] == expected


def test_two_folders_dropped_on_an_edit_fill_both(panel, tmp_path):
    for name in ("l", "r"):
        (tmp_path / name).mkdir()
    assert drop(edit(panel, "rightFolder"), tmp_path / "l", tmp_path / "r")
    assert [Path(panel.left()).name, Path(panel.right()).name] == ["l", "r"]


def test_text_is_no_drop(panel):
    data = QMimeData()
    data.setText("hello")
    event = QDragEnterEvent(
        QPoint(3, 3),
        Qt.DropAction.CopyAction,
        data,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(panel, event)
    assert not event.isAccepted()


def test_an_offer_is_taken_only_on_a_click(panel):
    use = panel.findChild(QPushButton, "useOffer")
    assert not use.isVisible()
    panel.offer([Path("/n/deploy.prototxt"), "/n/b.prototxt"], [Path("/n/cnn_net_tree.dot")])
    assert use.isVisible()
    assert use.accessibleName() == "Use deploy.prototxt + cnn_net_tree.dot"
    assert "Found beside the folders" in use.toolTip()
    assert str(Path("/n/deploy.prototxt")) in use.toolTip()
    assert (panel.prototxt(), panel.dot()) == ("", "")
    use.click()
    assert Path(panel.prototxt()) == Path("/n/deploy.prototxt")
    assert Path(panel.dot()) == Path("/n/cnn_net_tree.dot")
    assert not use.isVisible()


def test_an_offer_moves_nothing_and_is_read_also_where_room_is_scarce(panel):
    panel.set_recent(comparisons=[RecentComparison("/x/l", "/x/r")])
    parts = [part for part in panel.findChildren(QWidget) if part.isVisibleTo(panel)]
    for width in (460, 620, 900):
        panel.resize(width, panel.height())
        panel.offer([], [])
        panel.grab()
        places = [part.geometry() for part in parts]
        least = panel.minimumSizeHint()
        panel.offer(["/n/a very long name of a network.prototxt"], ["/n/cnn_net_tree.dot"])
        panel.grab()
        assert [part.geometry() for part in parts] == places
        assert panel.minimumSizeHint().height() == least.height()
        use = panel.findChild(QPushButton, "useOffer")
        assert use.text().startswith("Use ")
        room = use.width() - use.fontMetrics().horizontalAdvance(use.text())
        assert room > 0
    assert use.text() == "Use a very long name of a network.prototxt + cnn_net_tree.dot"


def test_an_offer_that_is_taken_says_so_before_its_button_goes(panel):
    panel.offer(["/n/deploy.prototxt"], [])
    use = panel.findChild(QPushButton, "useOffer")
    shown = []
    panel.offerTaken.connect(lambda: shown.append(use.isVisible()))
    use.click()
    assert shown == [True]


def test_an_offer_never_replaces_what_the_user_chose(panel):
    panel.set_prototxt("/mine.prototxt")
    panel.offer(["/n/deploy.prototxt"], ["/n/cnn_net_tree.dot"])
    panel.findChild(QPushButton, "useOffer").click()
    assert Path(panel.prototxt()) == Path("/mine.prototxt")
    assert Path(panel.dot()) == Path("/n/cnn_net_tree.dot")


def test_recent_paths_and_comparisons(panel):
    comparisons = panel.findChild(QPushButton, "recentComparisons")
    assert not comparisons.isVisible()
    panel.set_recent(["/a", "/b"], ["/a.dot"], [], [RecentComparison("/x/l", "/x/r")])
    menu = panel.findChild(QToolButton, "leftFolderBrowse").menu()
    paths = [action for action in menu.actions() if not action.isSeparator()]
    assert [action.text() for action in paths] == ["/a", "/b"]
    paths[1].trigger()
    assert Path(panel.left()) == Path("/b")
    assert panel.findChild(QToolButton, "prototxtFileBrowse").menu() is None
    assert comparisons.isVisible()
    comparisons.menu().actions()[0].trigger()
    assert [Path(panel.left()), Path(panel.right())] == [Path("/x/l"), Path("/x/r")]


def test_one_kind_at_least_stays_included(panel):
    told = []
    panel.changed.connect(lambda: told.append(panel.include()))
    outputs, inputs, weights = panel.findChild(QPushButton, "include").menu().actions()
    outputs.trigger()
    assert panel.include() == frozenset({Kind.OUTPUT})
    weights.trigger()
    outputs.trigger()
    assert panel.include() == frozenset({Kind.WEIGHT, Kind.BIAS})
    inputs.trigger()
    panel.set_include(frozenset(Kind))
    assert panel.include() == frozenset(Kind)
    assert len(told) == 4
    panel.set_include(frozenset())
    assert panel.include() == frozenset({Kind.OUTPUT})


def test_hex_format_says_what_is_wrong(panel, qtbot):
    hex_edit = panel.findChild(QLineEdit, "hexFormat")
    told = []
    panel.changed.connect(lambda: told.append(str(panel.hex_format())))
    hex_edit.setText("16.16")
    hex_edit.setText("16.")
    assert panel.hex_format() == FixedPoint(16, 16)
    assert "is not I.F" in hex_edit.toolTip()
    assert "is not I.F" in hex_edit.accessibleDescription()
    qtbot.keyClick(hex_edit, Qt.Key.Key_Return)
    assert hex_edit.text() == "16.16"
    assert "is not I.F" not in hex_edit.toolTip()
    panel.set_hex_format(FixedPoint(24, 8))
    assert told == ["16.16", "24.8"]


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("20-12", "“20-12” is no format such as 20.12: 16.16 stays"),
        ("0.32", "“0.32” is no format such as 20.12: 16.16 stays"),
        ("1.2.3", "“1.2.3” is no format such as 20.12: 16.16 stays"),
        ("20.20", "“20.20” is 40 bits, files hold 32 at most: 16.16 stays"),
        ("", "A format such as 20.12 is needed: 16.16 stays"),
    ],
)
def test_a_hex_format_that_is_refused_is_said_beside_it(panel, qtbot, typed, said):
    hex_edit = panel.findChild(QLineEdit, "hexFormat")
    note = panel.findChild(QLabel, "hexFormatNote")
    hex_edit.setText("16.16")
    hex_edit.selectAll()
    qtbot.keyClicks(hex_edit, typed) if typed else qtbot.keyClick(hex_edit, Qt.Key.Key_Delete)
    # While it is typed it may become right.
    assert not note.isVisible()
    qtbot.keyClick(hex_edit, Qt.Key.Key_Return)
    assert hex_edit.text() == "16.16"
    assert note.isVisible()
    assert note.text() == said
    assert note.y() < hex_edit.geometry().bottom()
    assert note.x() > hex_edit.geometry().right()
    # To leave the edit that is right again takes no word back.
    qtbot.keyClick(hex_edit, Qt.Key.Key_Return)
    assert note.text() == said
    qtbot.keyClick(hex_edit, Qt.Key.Key_Backspace)
    assert not note.isVisible()
    qtbot.keyClicks(hex_edit, "6")
    qtbot.keyClick(hex_edit, Qt.Key.Key_Return)
    assert not note.isVisible()


# --- completion ------------------------------------------------------------------------------


def type_path(qtbot, path_edit: PathEdit, path: Path) -> None:
    """Type letter by letter, slowly enough for each folder on the way to be read."""
    path_edit.window().activateWindow()
    path_edit.setFocus()
    path_edit.clear()
    for part in path.parts:
        qtbot.keyClicks(path_edit, part if part == path.anchor else f"{part}{os.sep}")
        typed = path_edit.text()
        if Path(typed) != path:
            qtbot.waitUntil(lambda typed=typed: is_read(path_edit, typed))
    qtbot.keyClick(path_edit, Qt.Key.Key_Backspace)


def is_read(path_edit: PathEdit, folder: str) -> bool:
    files = path_edit.completer().model()
    return files.rowCount(files.index(folder)) > 0


def completion(path_edit: PathEdit) -> QWidget:
    completer = path_edit.completer()
    assert completer is not None
    return completer.popup()


def click_on_window(widget: QWidget) -> None:
    """Click where ``widget`` is, as the system does: whatever is in front gets it."""
    window = widget.window()
    QTest.mouseClick(
        window.windowHandle(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        widget.mapTo(window, widget.rect().center()),
    )


def test_completion_goes_once_a_whole_folder_is_typed(panel, qtbot, tmp_path):
    (tmp_path / "caffe").mkdir()
    left = edit(panel, "leftFolder")
    type_path(qtbot, left, tmp_path / "caffe")
    assert Path(panel.left()) == tmp_path / "caffe"
    qtbot.waitUntil(lambda: left.state is PathState.FINE)
    assert not completion(left).isVisible()


def test_completion_stays_while_another_folder_begins_the_same(panel, qtbot, tmp_path):
    for name in ("run", "run2"):
        (tmp_path / name).mkdir()
    left = edit(panel, "leftFolder")
    type_path(qtbot, left, tmp_path / "run")
    qtbot.waitUntil(lambda: completion(left).isVisible())
    assert left.completer().completionCount() == 2


def test_a_click_beside_the_completion_is_no_lost_click(panel, qtbot, tmp_path):
    for name in ("run", "run2"):
        (tmp_path / name).mkdir()
    left, other = edit(panel, "leftFolder"), edit(panel, "prototxtFile")
    type_path(qtbot, left, tmp_path / "run")
    qtbot.waitUntil(lambda: completion(left).isVisible())
    click_on_window(other)
    assert not completion(left).isVisible()
    assert panel.focusWidget() is other
    type_path(qtbot, left, tmp_path / "run")
    qtbot.waitUntil(lambda: completion(left).isVisible())
    click_on_window(check(panel, "hasInplace"))
    assert check(panel, "hasInplace").isChecked()


def test_completion_never_covers_the_other_folder_for_nothing(panel, qtbot, tmp_path):
    (tmp_path / "caffe").mkdir()
    left, right = edit(panel, "leftFolder"), edit(panel, "rightFolder")
    type_path(qtbot, left, tmp_path / "caffe")
    click_on_window(right)
    assert panel.focusWidget() is right


# --- what is pasted --------------------------------------------------------------------------


def paste(qtbot, path_edit: PathEdit, text: str) -> None:
    path_edit.window().activateWindow()
    path_edit.setFocus()
    QApplication.clipboard().setText(text)
    qtbot.keyClick(path_edit, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)


def test_a_pasted_file_of_a_run_stands_for_its_folder(panel, qtbot, tmp_path):
    file = tmp_path / "run 1" / "a.float"
    file.parent.mkdir()
    file.write_text("1.0")
    left = edit(panel, "leftFolder")
    paste(qtbot, left, f"{QUrl.fromLocalFile(str(file)).toString()}\n")
    qtbot.waitUntil(lambda: left.state is PathState.FINE)
    assert left.text() == str(file.parent)
    assert Path(panel.left()) == file.parent
    dot = edit(panel, "dotFile")
    paste(qtbot, dot, f"'{file}'\n")
    qtbot.waitUntil(lambda: dot.state is PathState.FINE)
    assert Path(panel.dot()) == file


def test_a_file_that_is_typed_waits_until_the_user_is_done(panel, qtbot, tmp_path):
    file = tmp_path / "a"
    file.write_text("1.0")
    left = edit(panel, "leftFolder")
    left.setText(str(tmp_path) + os.sep)
    left.setFocus()
    qtbot.keyClicks(left, "a")
    qtbot.waitUntil(lambda: left.state is PathState.WRONG_KIND)
    assert Path(panel.left()) == file
    qtbot.keyClick(left, Qt.Key.Key_Return)
    assert Path(panel.left()) == tmp_path


# --- Enter compares --------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["leftFolder", "rightFolder"])
def test_enter_in_a_folder_compares_once_both_are_given(panel, qtbot, tmp_path, name):
    wanted = []
    panel.compareWanted.connect(lambda: wanted.append((panel.left(), panel.right())))
    one = edit(panel, name)
    one.setText(f'"{tmp_path}"')
    qtbot.keyClick(one, Qt.Key.Key_Return)
    QApplication.processEvents()
    assert wanted == []
    panel.set_left(str(tmp_path))
    panel.set_right(str(tmp_path))
    qtbot.keyClick(one, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: wanted == [(str(tmp_path), str(tmp_path))])


def test_enter_in_the_list_of_completions_picks_and_does_not_compare(panel, qtbot, tmp_path):
    for name in ("run", "run2"):
        (tmp_path / name).mkdir()
    wanted = []
    panel.compareWanted.connect(lambda: wanted.append(True))
    panel.set_right(str(tmp_path))
    left = edit(panel, "leftFolder")
    type_path(qtbot, left, tmp_path / "run")
    qtbot.waitUntil(lambda: completion(left).isVisible())
    qtbot.waitUntil(lambda: completion(left).model().rowCount() == 2)

    def reach(row: int) -> bool:
        if completion(left).currentIndex().row() < row:
            qtbot.keyClick(completion(left), Qt.Key.Key_Down)
        return completion(left).currentIndex().row() == row

    # Folders may be listed anew between two keys on a busy machine.
    qtbot.waitUntil(lambda: reach(1))
    picked = left.text()
    qtbot.keyClick(completion(left), Qt.Key.Key_Return)
    QApplication.processEvents()
    assert not completion(left).isVisible()
    assert left.text() == picked == str(tmp_path / "run2")
    assert wanted == []
    qtbot.keyClick(left, Qt.Key.Key_Return)
    assert wanted == [True]


def test_enter_beside_a_list_of_which_nothing_is_chosen_takes_what_is_typed(panel, qtbot, tmp_path):
    for name in ("run", "run2"):
        (tmp_path / name).mkdir()
    wanted = []
    panel.compareWanted.connect(lambda: wanted.append(panel.left()))
    panel.set_right(str(tmp_path))
    left = edit(panel, "leftFolder")
    type_path(qtbot, left, tmp_path / "run")
    qtbot.waitUntil(lambda: completion(left).isVisible())
    qtbot.keyClick(completion(left), Qt.Key.Key_Return)
    assert not completion(left).isVisible()
    assert wanted == [str(tmp_path / "run")]


# --- files that belong to folders ------------------------------------------------------------


def settled(panel, folder: Path) -> list[Path]:
    """Four folders; the first two are filled in with the files of their net."""
    folders = [folder / name for name in ("l0", "r0", "l1", "r1")]
    for one in folders:
        one.mkdir()
    panel.set_left(str(folders[0]))
    panel.set_right(str(folders[1]))
    panel.set_dot("/old.dot")
    panel.set_prototxt("/old.prototxt")
    panel.settle()
    return folders


def files(panel) -> list[str]:
    return [edit(panel, name).text() for name in ("dotFile", "prototxtFile")]


def test_two_dropped_folders_leave_the_files_of_others_behind(panel, tmp_path):
    folders = settled(panel, tmp_path)
    assert drop(panel, *folders[2:])
    assert files(panel) == ["", ""]
    assert not check(panel, "parseDot").isChecked()
    assert not check(panel, "hasInplace").isChecked()


def test_folders_dropped_one_by_one_leave_the_files_of_others_behind(panel, tmp_path):
    folders = settled(panel, tmp_path)
    assert drop(edit(panel, "leftFolder"), folders[2])
    # The other run is the same still, and so is its net.
    assert [Path(file).name for file in files(panel)] == ["old.dot", "old.prototxt"]
    assert drop(edit(panel, "rightFolder"), folders[3])
    assert files(panel) == ["", ""]


def test_a_file_chosen_since_then_stays(panel, tmp_path):
    folders = settled(panel, tmp_path)
    new = tmp_path / "new.prototxt"
    new.write_text("")
    assert drop(panel, new)
    assert drop(panel, *folders[2:])
    assert [Path(file).name for file in files(panel)] == ["", "new.prototxt"]


def test_files_dropped_with_their_folders_are_used(panel, tmp_path):
    folders = settled(panel, tmp_path)
    new = tmp_path / "new.prototxt"
    new.write_text("")
    assert drop(panel, *folders[2:], new)
    assert [Path(file).name for file in files(panel)] == ["", "new.prototxt"]


def keep(panel) -> QPushButton:
    return panel.findChild(QPushButton, "keepFiles")


def test_swapped_folders_and_half_typed_ones_keep_their_files(panel, qtbot, tmp_path):
    folders = settled(panel, tmp_path)
    panel.swap()
    edit(panel, "leftFolder").setText(str(folders[2]))
    edit(panel, "rightFolder").setText(str(folders[3])[:-1])
    qtbot.waitUntil(lambda: edit(panel, "rightFolder").state is PathState.MISSING)
    assert [Path(file).name for file in files(panel)] == ["old.dot", "old.prototxt"]
    assert not keep(panel).isVisible()


def test_typed_folders_leave_the_files_of_others_behind_and_can_have_them_back(
    panel, qtbot, tmp_path
):
    folders = settled(panel, tmp_path)
    edit(panel, "leftFolder").setText(str(folders[2]))
    edit(panel, "rightFolder").setText(str(folders[3]))
    qtbot.waitUntil(lambda: files(panel) == ["", ""])
    qtbot.waitUntil(keep(panel).isVisible)
    assert "old.prototxt" in keep(panel).sentence()
    assert "folders before these" in keep(panel).toolTip()
    assert panel.leave_others_behind() == ["old.dot", "old.prototxt"]
    keep(panel).click()
    assert [Path(file).name for file in files(panel)] == ["old.dot", "old.prototxt"]
    assert check(panel, "hasInplace").isChecked()
    assert not keep(panel).isVisible()
    # Now they are these folders'.
    assert panel.leave_others_behind() == []
    edit(panel, "rightFolder").setText(str(folders[2]))
    assert [Path(file).name for file in files(panel)] == ["old.dot", "old.prototxt"]


def test_who_compares_at_once_leaves_them_behind_too(panel, tmp_path):
    folders = settled(panel, tmp_path)
    edit(panel, "leftFolder").setText(str(folders[2]))
    edit(panel, "rightFolder").setText(str(folders[3]))
    assert panel.leave_others_behind() == ["old.dot", "old.prototxt"]
    assert files(panel) == ["", ""]
    # Another one that is chosen is what is wanted.
    panel.set_prototxt("/new.prototxt")
    assert keep(panel).sentence() == "Keep old.dot"
    assert panel.leave_others_behind() == []


def test_a_file_of_the_same_project_stays(panel, tmp_path):
    folders = settled(panel, tmp_path)
    panel.set_prototxt(str(tmp_path / "deploy.prototxt"))
    panel.settle()
    panel.set_left(str(folders[2]))
    panel.set_right(str(folders[3]))
    assert panel.leave_others_behind() == ["old.dot"]
    assert [Path(file).name for file in files(panel)] == ["", "deploy.prototxt"]


def test_a_recent_comparison_brings_back_the_files_that_are_still_there(panel, qtbot, tmp_path):
    settled(panel, tmp_path)
    there = tmp_path / "net.prototxt"
    there.write_text("")
    called = []
    panel.recall(
        RecentComparison("/x/l", "/x/r", dot=str(tmp_path / "gone.dot"), prototxt=str(there)),
        lambda: called.append(panel.prototxt()),
    )
    assert files(panel) == ["", ""]
    qtbot.waitUntil(lambda: bool(called))
    assert [Path(path) for path in called] == [there]
    assert [Path(panel.left()), Path(panel.right())] == [Path("/x/l"), Path("/x/r")]
    assert panel.dot() == ""
    panel.recall(RecentComparison("/y/l", "/y/r"), lambda: called.append("again"))
    qtbot.waitUntil(lambda: len(called) == 2)
    assert files(panel) == ["", ""]


def test_folders_changed_while_the_files_are_looked_for_stay(panel, qtbot, tmp_path):
    there = tmp_path / "net.prototxt"
    there.write_text("")
    called = []
    recent = RecentComparison("/x/l", "/x/r", prototxt=str(there))
    panel.recall(recent, lambda: called.append(recent))
    edit(panel, "rightFolder").setText("/other")
    with qtbot.waitSignal(panel._recall.idle):
        pass
    assert not called
    assert panel.right() == "/other"
    assert files(panel) == ["", ""]
