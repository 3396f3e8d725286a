"""The language of the window, its handbook, and the window built anew for another language."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale, Qt, QTranslator
from PySide6.QtGui import QFontMetricsF, QPalette, QTextCursor, QTextTable
from PySide6.QtWidgets import QApplication, QListWidget, QTextBrowser, QWidget

from app import language as language_module
from app.help.chapters import Chapter
from app.help.help_window import HelpWindow
from app.language import Language, language_of, set_language, speak, system_language
from app.main_window import MainWindow
from app.settings import Settings
from app.window import _Stage


@pytest.fixture
def english_again(qapp):
    yield
    speak(qapp, Language.ENGLISH)


@pytest.fixture
def window(qtbot, english_again):
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    yield window
    window.close()


def handbook() -> QWidget:
    return next(
        widget
        for widget in QApplication.topLevelWidgets()
        if widget.objectName() == "helpWindow" and widget.isVisible()
    )


class _SystemLocale:
    def __init__(self, *names: str) -> None:
        self._names = list(names)

    def uiLanguages(self) -> list[str]:
        return self._names


@pytest.mark.parametrize(
    ("names", "spoken"),
    [
        (["zh-Hans-CN", "zh-CN", "zh"], Language.CHINESE),
        (["zh-CN"], Language.CHINESE),
        (["zh-SG"], Language.CHINESE),
        (["zh-Hant-TW", "zh-TW"], Language.ENGLISH),
        (["de-DE", "de", "zh-CN"], Language.CHINESE),
        (["de-DE", "en-GB", "zh-CN"], Language.ENGLISH),
        (["C"], Language.ENGLISH),
        ([], Language.ENGLISH),
    ],
)
def test_the_system_is_followed_to_the_first_language_that_is_spoken(monkeypatch, names, spoken):
    monkeypatch.setattr(
        language_module.QLocale, "system", staticmethod(lambda: _SystemLocale(*names))
    )
    assert system_language() is spoken


def test_the_choice_is_kept_and_a_damaged_one_is_the_systems():
    settings = Settings()
    assert language_of(settings) is Language.SYSTEM
    set_language(settings, Language.CHINESE)
    assert language_of(Settings()) is Language.CHINESE
    settings.set_text("window/language", "Klingon")
    assert language_of(settings) is Language.SYSTEM


def test_speaking_another_language_takes_the_one_before_back(qapp, english_again):
    speak(qapp, Language.CHINESE)
    speak(qapp, Language.CHINESE)
    assert qapp.translate("QPlatformTheme", "Cancel") == "取消"
    speak(qapp, Language.ENGLISH)
    assert qapp.translate("QPlatformTheme", "Cancel") == "Cancel"
    QApplication.sendPostedEvents(None, 52)  # what is to be deleted is
    assert not qapp.findChildren(QTranslator)


def test_choosing_a_language_keeps_it_and_asks_for_another_window_once(qtbot, window):
    asked = []
    window.rebuildWanted.connect(lambda: asked.append(True))
    window.actions_by_name["language_zh_CN"].trigger()
    window.actions_by_name["language_zh_CN"].trigger()
    assert asked == [True]
    assert language_of(Settings()) is Language.CHINESE


def test_the_window_is_built_anew_with_what_it_compared(qtbot, qapp, english_again):
    stage = _Stage(qapp)
    first = stage.window
    stage.show()
    with qtbot.waitSignal(first.ready, timeout=30_000):
        pass
    with qtbot.waitSignal(first.session.completed, timeout=60_000) as compared:
        first.open_sample()
    left = first.sources.left()
    first.actions_by_name["language_zh_CN"].trigger()
    qtbot.waitUntil(lambda: stage.window is not first, timeout=10_000)
    second = stage.window
    qtbot.waitUntil(lambda: second.isVisible() and second._is_ready, timeout=30_000)
    qtbot.waitUntil(lambda: second.session.comparison is not None, timeout=60_000)
    assert second.session.comparison.summary == compared.args[0].summary
    assert second.sources.left() == left
    assert second.actions_by_name["language_zh_CN"].isChecked()
    assert qapp.quitOnLastWindowClosed()
    second.close()
    stage.deleteLater()


@pytest.mark.parametrize(
    ("view", "chapter"),
    [
        (lambda w: w.table.table, Chapter.TABLE),
        (lambda w: w.topology.view, Chapter.NETWORK),
        (lambda w: w.topology.search, Chapter.NETWORK),
        (lambda w: w.sources, Chapter.SOURCES),
        (lambda w: w.commands.compare, Chapter.START),
    ],
)
def test_f1_opens_the_chapter_of_the_view_that_has_the_focus(qtbot, window, view, chapter):
    widget = view(window)
    widget.setEnabled(True)
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.setFocus()
    window.actions_by_name["handbook"].trigger()
    shown = handbook()
    assert shown.findChild(QListWidget, "helpChapters").currentRow() == chapter
    cursor = shown.findChild(QTextBrowser, "helpPage").textCursor()
    assert cursor.block().text() == shown.findChild(QListWidget).currentItem().text()


def test_f1_in_an_element_window_opens_the_chapter_of_the_elements(qtbot, window):
    with qtbot.waitSignal(window.session.completed, timeout=60_000):
        window.open_sample()
    elements = window.open_elements(0)
    qtbot.waitUntil(lambda: not elements.busy, timeout=30_000)
    elements.activateWindow()
    qtbot.waitUntil(elements.isActiveWindow)
    qtbot.keyClick(elements.table, Qt.Key.Key_F1)
    assert handbook().findChild(QListWidget, "helpChapters").currentRow() == Chapter.ELEMENTS


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.CHINESE])
def test_the_handbook_of_each_language_has_every_chapter(qapp, qtbot, english_again, language):
    speak(qapp, language)
    shown = HelpWindow()
    qtbot.addWidget(shown)
    assert shown.findChild(QListWidget, "helpChapters").count() == len(Chapter)


@pytest.mark.parametrize("language", [Language.ENGLISH, Language.CHINESE])
def test_each_table_of_the_handbook_says_what_its_columns_are(qapp, qtbot, english_again, language):
    speak(qapp, language)
    shown = HelpWindow()
    qtbot.addWidget(shown)
    frames = shown.page.document().rootFrame().childFrames()
    tables = [frame for frame in frames if isinstance(frame, QTextTable)]
    assert [table.columns() for table in tables] == [3, 2, 2]
    for table in tables:
        for column in range(table.columns()):
            cell = table.cellAt(0, column)
            assert cell.firstCursorPosition().block().text().strip()
            assert cell.firstCursorPosition().block().text() != (
                table.cellAt(1, column).firstCursorPosition().block().text()
            )


def test_the_handbook_is_set_with_room_between_its_lines_in_any_palette(qapp, qtbot):
    shown = HelpWindow()
    qtbot.addWidget(shown)
    shown.show()
    palette = QPalette(shown.palette())
    palette.setColor(QPalette.ColorRole.Base, Qt.GlobalColor.black)
    for change in (None, palette):
        if change is not None:
            shown.setPalette(change)
        shown.page.document().documentLayout().documentSize()  # lays every line out
        block = shown.page.document().begin()
        own = QFontMetricsF(shown.page.font()).height()
        paragraphs = headings = 0
        while block.isValid():
            layout = block.layout()
            if block.blockFormat().headingLevel():
                headings += 1
                assert block.position() == 0 or block.blockFormat().topMargin() > own
            elif layout.lineCount() > 1 and QTextCursor(block).currentTable() is None:
                paragraphs += 1
                step = layout.lineAt(1).y() - layout.lineAt(0).y()
                assert step >= 1.2 * own
            block = block.next()
        assert paragraphs
        assert headings


def test_the_handbook_closes_with_the_window(qtbot, window):
    window.actions_by_name["handbook"].trigger()
    shown = handbook()
    window.close()
    assert not shown.isVisible()


def test_locale_names_of_the_choices_are_locales():
    assert QLocale(Language.CHINESE).language() is QLocale.Language.Chinese


def test_another_language_keeps_what_is_shown_whatever_is_typed_meanwhile(
    qtbot, qapp, english_again, tmp_path
):
    stage = _Stage(qapp)
    first = stage.window
    stage.show()
    with qtbot.waitSignal(first.ready, timeout=30_000):
        pass
    with qtbot.waitSignal(first.session.completed, timeout=60_000) as compared:
        first.open_sample()
    first.sources.set_left(str(tmp_path / "nowhere"))
    first.actions_by_name["language_zh_CN"].trigger()
    qtbot.waitUntil(lambda: stage.window is not first, timeout=10_000)
    second = stage.window
    # Once more, before the second window stands.
    second.actions_by_name["language_en"].trigger()
    qtbot.waitUntil(lambda: stage.window is not second, timeout=10_000)
    third = stage.window
    qtbot.waitUntil(
        lambda: third._is_ready and third.session.comparison is not None, timeout=60_000
    )
    assert third.session.comparison.summary == compared.args[0].summary
    assert third.sources.left() == str(tmp_path / "nowhere")
    third.close()
    stage.deleteLater()
