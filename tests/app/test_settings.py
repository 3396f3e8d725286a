"""Settings read back what was stored and survive damage."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray, QSettings

from app.settings import RECENT_LIMIT, Settings
from core.comparison.model import ManualPair
from widgets.sources.recent_comparisons import RecentComparison


@pytest.fixture
def store(tmp_path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


def reopened(store: QSettings) -> Settings:
    store.sync()
    return Settings(QSettings(store.fileName(), QSettings.Format.IniFormat))


@pytest.mark.parametrize("value", [True, False])
def test_flags_read_back(store, value):
    Settings(store).set_flag("some/flag", value)
    assert reopened(store).flag("some/flag", not value) is value


def test_numbers_and_texts_read_back(store):
    settings = Settings(store)
    settings.set_number("some/number", 0.987)
    settings.set_text("some/text", "D:\\网络\\run 1, 2")
    again = reopened(store)
    assert again.number("some/number", 0) == 0.987
    assert again.text("some/text") == "D:\\网络\\run 1, 2"


@pytest.mark.parametrize("damage", ["nan", "", "abc", "1e999"])
def test_a_damaged_number_is_its_default(store, damage):
    store.setValue("some/number", damage)
    assert reopened(store).number("some/number", 0.5) == 0.5


@pytest.mark.parametrize("damage", ["{", "3", '[["a"]]', "[[1, 2]]"])
def test_damaged_recent_comparisons_are_none(store, damage):
    store.setValue("recent/comparisons", damage)
    assert reopened(store).recent_comparisons() == []


def test_recent_comparisons_are_newest_first_without_repeats(store):
    settings = Settings(store)
    for number in range(RECENT_LIMIT + 3):
        settings.add_recent_comparison(RecentComparison(f"left{number}", "right"))
    settings.add_recent_comparison(RecentComparison("left5", "right", "a.dot", "b.prototxt"))
    recent = reopened(store).recent_comparisons()
    assert recent[0] == ("left5", "right", "a.dot", "b.prototxt")
    assert len(recent) == len({one[:2] for one in recent}) == RECENT_LIMIT


def test_of_very_many_recent_entries_the_newest_are_read(store):
    many = [["unread"], *([f"left{number}", "right", "", ""] for number in range(20_000))]
    store.setValue("recent/comparisons", json.dumps(many))
    store.setValue("recent/dots", json.dumps([7, *(f"{number}.dot" for number in range(20_000))]))
    settings = reopened(store)
    expected = [(f"left{number}", "right", "", "") for number in range(RECENT_LIMIT)]
    assert settings.recent_comparisons() == expected
    assert settings.recent_paths("dots") == [f"{number}.dot" for number in range(RECENT_LIMIT)]


def test_recent_comparisons_of_an_older_version_are_without_files(store):
    store.setValue("recent/comparisons", '[["left", "right"], ["a", "b", "c"]]')
    assert reopened(store).recent_comparisons() == [("left", "right", "", "")]


def test_manual_pairs_belong_to_their_folders(store):
    settings = Settings(store)
    left, right = Path("左"), Path("right")
    pairs = (ManualPair("a.float", "b.hex", 0),)
    settings.set_manual_pairs(left, [right], pairs)
    assert reopened(store).manual_pairs(left, [right]) == pairs
    assert reopened(store).manual_pairs(right, [left]) == ()
    settings.set_manual_pairs(left, [right], ())
    assert reopened(store).manual_pairs(left, [right]) == ()


def test_a_damaged_state_reads_as_none(store):
    state = bytes(range(12))
    Settings(store).set_state("window/geometry", state)
    assert reopened(store).state("window/geometry").data() == state
    whole = bytes(store.value("window/geometry").data())
    for place in range(len(whole)):
        damaged = bytearray(whole)
        damaged[place] ^= 0x40
        store.setValue("window/geometry", QByteArray(bytes(damaged)))
        assert reopened(store).state("window/geometry").isEmpty()


def test_a_state_of_an_older_version_or_none_at_all_is_none(store):
    store.setValue("window/rows", QByteArray(b"\x00\x00\x00\xff"))
    assert reopened(store).state("window/rows").isEmpty()
    assert reopened(store).state("window/columns").isEmpty()
