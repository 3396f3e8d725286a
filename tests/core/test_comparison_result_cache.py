"""Results kept on the disk: known again bit for bit, and never once a file has changed."""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import struct
import threading
import time
from dataclasses import fields, replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.cancelling import Cancelled
from core.comparison import result_cache, result_store
from core.comparison.engine import measure_pairs
from core.comparison.keeper import Keeper, Kept
from core.comparison.metrics import Measured
from core.comparison.model import METRIC_NAMES, Metrics, NonFinite, Plan, Request, Rule
from core.comparison.model import Pair as LayerPair
from core.comparison.result_cache import ResultCache, packed, unpacked
from core.comparison.result_store import ResultStore, default_file
from core.dumps.folder import scan_folder
from core.dumps.formats import FixedPoint
from core.dumps.model import Run
from core.network.model import Layer, Network, Node

LONG_AGO = 1_700_000_000
KEY = b"0123456789abcdef"

needs_ctime = pytest.mark.skipif(os.name != "posix", reason="Windows keeps no inode times")


@pytest.fixture
def store(tmp_path: Path) -> ResultStore:
    return ResultStore(tmp_path / "caches" / "cosight" / "results.sqlite")


@pytest.fixture
def runs(tmp_path: Path) -> tuple[Path, Path]:
    """Two runs of two layers, old enough to be trusted."""
    left, right = tmp_path / "left", tmp_path / "right"
    for layer in ("conv1", "conv2"):
        old_file(left / f"{layer}_output0_4_caffe.linear.float", "1\n2\n3\n4\n")
        old_file(right / f"{layer}_output0_4_quant.linear.hex", "00001000\n" * 4)
    return left, right


@pytest.fixture(autouse=True)
def later(monkeypatch):
    """As if some time had passed: the inode's time cannot be set back."""
    now = time.time_ns
    monkeypatch.setattr(result_cache.time, "time_ns", lambda: now() + 10_000_000_000)


def old_file(path: Path, text: str) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="ascii")
    os.utime(path, (LONG_AGO, LONG_AGO))
    return path


def plan_of(left: Path, *rights: Path, dot: Network | None = None, **request: object) -> Plan:
    """Every left file with the file at the same place of each right run."""
    runs: list[Run] = [scan_folder(folder) for folder in (left, *rights)]
    pairs = tuple(
        LayerPair(one.name.layer, one, other, index, Rule.NAME)
        for index, run in enumerate(runs[1:])
        for one, other in zip(runs[0].dumps, run.dumps, strict=True)
    )
    asked = Request(left, tuple(rights), **request)  # type: ignore[arg-type]
    return Plan(asked, runs[0], tuple(runs[1:]), None, dot, pairs, ())


def kept(cosine: float = 0.5, elements: int = 4) -> Kept:
    metrics = Metrics(cosine, *[float(place) for place in range(len(METRIC_NAMES) - 1)], 3)
    measured = Measured(metrics, NonFinite(1, 2, 3), NonFinite(), True, elements)
    return Kept(measured, elements, elements)


def compare(keeper: Keeper, plan: Plan) -> dict[int, Kept]:
    """What an engine does; measuring gives each pair a number of its own."""
    found = dict(keeper.look_up(plan))
    for index in range(len(plan.pairs)):
        if index not in found:
            stamp = keeper.begin(plan, index)
            if stamp is not None:
                keeper.keep(plan, index, stamp, kept(cosine=index / 8))
    keeper.flush()
    wait_for_writer()
    return found


def wait_for_writer() -> None:
    for thread in threading.enumerate():
        if thread.name == "keep-results":
            thread.join(10)


def look_up(store: ResultStore, plan: Plan) -> dict[int, Kept]:
    return dict(ResultCache(store).look_up(plan))


# --- known again ----------------------------------------------------------------------------


def test_nothing_is_known_the_first_time_and_all_of_it_the_second(store, runs):
    plan = plan_of(*runs)
    assert compare(ResultCache(store), plan) == {}
    second = ResultCache(store)
    assert compare(second, plan) == {0: kept(0.0), 1: kept(1 / 8)}
    assert second.found == 2


def test_a_pair_is_known_wherever_it_stands_in_the_plan(store, runs):
    plan = plan_of(*runs)
    compare(ResultCache(store), plan)
    part = replace(plan, pairs=plan.pairs[1:])
    assert look_up(store, part) == {0: kept(1 / 8)}


def test_a_relative_folder_is_the_same_as_its_absolute_path(store, runs, monkeypatch):
    left, right = runs
    compare(ResultCache(store), plan_of(left, right))
    monkeypatch.chdir(left.parent)
    assert len(look_up(store, plan_of(Path(left.name), Path(right.name)))) == 2


def test_sides_are_not_exchanged(store, runs):
    left, right = runs
    compare(ResultCache(store), plan_of(left, right))
    assert look_up(store, plan_of(right, left)) == {}


def test_several_right_runs_share_a_left_one(store, runs, tmp_path):
    left, right = runs
    other = tmp_path / "other"
    shutil.copytree(right, other)
    plan = plan_of(left, right, other)
    compare(ResultCache(store), plan)
    assert look_up(store, plan) == {index: kept(index / 8) for index in range(4)}


def numbers() -> st.SearchStrategy[float]:
    bits = st.integers(0, 2**64 - 1).map(lambda n: struct.unpack("<d", struct.pack("<Q", n))[0])
    hard = st.sampled_from([0.0, -0.0, float("nan"), float("inf"), float("-inf"), 5e-324, 1e308])
    return st.one_of(hard, st.floats(), bits)


counts = st.integers(0, 2**62)
non_finite = st.builds(NonFinite, counts, counts, st.integers(-1, 2**62))
all_metrics = st.lists(numbers(), min_size=len(METRIC_NAMES), max_size=len(METRIC_NAMES)).flatmap(
    lambda values: st.integers(-1, 2**62).map(lambda index: Metrics(*values, index))
)
anything_kept = st.builds(
    Kept,
    st.builds(
        Measured, st.one_of(st.none(), all_metrics), non_finite, non_finite, st.booleans(), counts
    ),
    counts,
    counts,
)


def bits_of(one: Kept) -> tuple[object, ...]:
    """Everything in it; numbers as the 64 bits they are, for NaN is unequal to itself."""
    measured = one.measured
    values: tuple[object, ...] = (None,)
    if measured.metrics is not None:
        values = tuple(
            struct.pack("<d", value) if isinstance(value, float) else value
            for value in (getattr(measured.metrics, field.name) for field in fields(Metrics))
        )
    return values, replace(measured, metrics=None), one.left_elements, one.right_elements


@given(anything_kept)
def test_whatever_was_measured_comes_back_bit_for_bit(one):
    again = unpacked(KEY, packed(KEY, one))
    assert again is not None
    assert bits_of(again) == bits_of(one)


def test_what_the_disk_gives_back_is_the_same(store):
    values = {
        bytes([place] * 16): packed(bytes([place] * 16), kept(cosine))
        for place, cosine in enumerate([float("nan"), float("-inf"), -0.0, 5e-324])
    }
    assert store.put(list(values.items()), [], 7)
    assert store.get(list(values)) == {key: (value, 7) for key, value in values.items()}


@given(st.integers(0, 10_000), st.integers(1, 255))
def test_a_value_with_a_flipped_bit_is_refused(place, mask):
    value = bytearray(packed(KEY, kept()))
    value[place % len(value)] ^= mask
    assert unpacked(KEY, bytes(value)) is None


def test_a_value_of_another_key_or_kind_is_refused():
    value = packed(KEY, kept())
    assert unpacked(KEY[::-1], value) is None
    assert [unpacked(KEY, other) for other in (value[:-1], b"", "text", None, 3)] == [None] * 5


def test_every_metric_is_kept():
    assert [field.name for field in fields(Metrics)] == [*METRIC_NAMES, "max_error_index"]


# --- a file that changed --------------------------------------------------------------------


def longer(path: Path) -> None:
    old_file(path, path.read_text() + "5\n")


def other_content(path: Path) -> None:
    path.write_text(path.read_text().replace("4", "7").replace("1000", "2000"))


def set_back(path: Path) -> None:
    other_content(path)
    os.utime(path, (LONG_AGO, LONG_AGO))


def replaced_by_rename(path: Path) -> None:
    other = path.with_name("other")
    other.write_text(path.read_text())
    os.utime(other, (LONG_AGO, LONG_AGO))
    os.replace(other, path)


def replaced_by_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()


@pytest.mark.parametrize("side", [0, 1])
@pytest.mark.parametrize(
    "change",
    [
        longer,
        other_content,
        pytest.param(set_back, marks=needs_ctime),
        replaced_by_rename,
        os.unlink,
        replaced_by_folder,
    ],
    ids=lambda change: change.__name__,
)
def test_a_change_is_noticed_and_touches_no_other_pair(store, runs, change, side):
    plan = plan_of(*runs)
    compare(ResultCache(store), plan)
    pair = plan.pairs[0]
    path = (pair.left, pair.right)[side].path
    before = path.read_text()
    change(path)
    assert change is replaced_by_rename or not path.is_file() or path.read_text() != before
    assert look_up(store, plan) == {1: kept(1 / 8)}


def test_a_file_changed_within_the_last_seconds_is_not_trusted(store, runs, monkeypatch):
    plan = plan_of(*runs)
    path = plan.pairs[0].left.path
    now = path.stat().st_ctime_ns + 1_999_999_999
    monkeypatch.setattr(result_cache.time, "time_ns", lambda: now)
    os.utime(path, ns=(now - 1, now - 1))
    compare(ResultCache(store), plan)
    monkeypatch.setattr(result_cache.time, "time_ns", lambda: now + 20_000_000_000)
    assert 0 not in look_up(store, plan)


@needs_ctime
def test_a_file_whose_time_was_set_back_just_now_is_not_trusted(store, runs, monkeypatch):
    plan = plan_of(*runs)
    # Written within the second before, with an old date: as an unpacked archive is.
    created = max(pair.left.path.stat().st_ctime_ns for pair in plan.pairs)
    monkeypatch.setattr(result_cache.time, "time_ns", lambda: created + 1_000_000_000)
    assert compare(ResultCache(store), plan) == {}
    assert not store.file.exists()


def test_a_date_in_the_future_is_not_trusted(store, runs):
    plan = plan_of(*runs)
    os.utime(plan.pairs[1].right.path, (4_000_000_000, 4_000_000_000))
    compare(ResultCache(store), plan)
    assert set(look_up(store, plan)) == {0}


def test_a_file_that_changes_while_it_is_read_is_not_kept(store, runs):
    plan = plan_of(*runs)
    cache = ResultCache(store)
    cache.look_up(plan)
    stamps = [cache.begin(plan, index) for index in range(2)]
    old_file(plan.pairs[0].right.path, "00002000\n" * 4)
    for index in range(2):
        cache.keep(plan, index, stamps[index], kept(index / 8))
    cache.flush()
    wait_for_writer()
    assert look_up(store, plan) == {1: kept(1 / 8)}
    assert len(all_rows(store)) == 1


def test_a_left_file_that_changes_between_two_right_runs_is_not_kept(store, runs, tmp_path):
    left, right = runs
    other = tmp_path / "other"
    shutil.copytree(right, other)
    plan = plan_of(left, right, other)
    cache = ResultCache(store)
    cache.look_up(plan)
    cache.keep(plan, 0, cache.begin(plan, 0), kept())
    # The numbers of before are measured against the second run, after the file has changed.
    old_file(plan.pairs[0].left.path, "9\n9\n9\n9\n")
    cache.keep(plan, 2, cache.begin(plan, 2), kept())
    cache.flush()
    wait_for_writer()
    assert look_up(store, plan) == {}
    assert len(all_rows(store)) == 1


def test_the_number_format_counts_for_fixed_point_only(store, runs, tmp_path):
    left, right = runs
    decimals = tmp_path / "decimals"
    shutil.copytree(left, decimals)
    compare(ResultCache(store), plan_of(left, right))
    compare(ResultCache(store), plan_of(left, decimals))
    other = FixedPoint(24, 8)
    assert look_up(store, plan_of(left, right, hex_format=other)) == {}
    assert len(look_up(store, plan_of(left, decimals, hex_format=other))) == 2


def test_the_offset_of_logarithmic_codes_counts(store, tmp_path):
    left, right = tmp_path / "left", tmp_path / "right"
    old_file(left / "conv1_input0_4_caffe.linear.float", "1\n")
    old_file(right / "conv1_input0_4_quant.nonlinear.hex", "01\n")

    def dot(delta: int) -> Network:
        node = Node("conv1", (Layer("conv1"),), ("conv1",), data_delta=(delta,))
        return Network("net", None, (node,), ())

    compare(ResultCache(store), plan_of(left, right, dot=dot(-96)))
    assert len(look_up(store, plan_of(left, right, dot=dot(-96)))) == 1
    assert look_up(store, plan_of(left, right, dot=dot(-95))) == {}
    assert look_up(store, plan_of(left, right)) == {}


def test_weights_depend_on_a_second_file_and_are_not_kept(store, tmp_path):
    left, right = tmp_path / "left", tmp_path / "right"
    old_file(left / "conv1_weight.float", "1\n")
    old_file(right / "conv1_weight.hex", "01\n")
    compare(ResultCache(store), plan_of(left, right))
    assert not store.file.exists()


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes in folders here")
def test_what_is_no_file_is_not_kept(store, runs):
    plan = plan_of(*runs)
    path = plan.pairs[0].left.path
    path.unlink()
    os.mkfifo(path)
    compare(ResultCache(store), plan)
    assert set(look_up(store, plan)) == {1}


def test_other_measuring_makes_everything_new(store, runs, monkeypatch):
    plan = plan_of(*runs)
    compare(ResultCache(store), plan)
    monkeypatch.setattr(result_cache, "MEASURING_VERSION", result_cache.MEASURING_VERSION + 1)
    assert look_up(store, plan) == {}


# --- the file it is kept in -----------------------------------------------------------------


def some(count: int, start: int = 0) -> list[tuple[bytes, bytes]]:
    keys = [place.to_bytes(16, "big") for place in range(start, start + count)]
    return [(key, packed(key, kept())) for key in keys]


def test_more_keys_than_one_query_takes(store):
    values = some(2 * result_store._AT_ONCE + 1)
    store.put(values, [], 1)
    assert store.get([key for key, _ in values]) == {key: (value, 1) for key, value in values}


def test_what_was_used_longest_ago_goes_first(tmp_path):
    store = ResultStore(tmp_path / "small.sqlite", limit=100_000)
    old, new = some(200), some(200, 200)
    store.put(old, [], 1)
    store.put([], [key for key, _ in old[:20]], 3)
    store.put(new, [], 2)
    left = set(store.get([key for key, _ in [*old, *new]]))
    assert {key for key, _ in old[:20]} <= left
    assert {key for key, _ in new} <= left
    assert not left.issuperset(key for key, _ in old)


def test_it_stays_bounded(tmp_path):
    store = ResultStore(tmp_path / "small.sqlite", limit=200_000)
    for batch in range(20):
        store.put(some(200, 200 * batch), [], batch)
    assert 100_000 < store.size() < 300_000
    assert len(store.get([key for key, _ in some(200, 3800)])) == 200


def test_use_is_noted_once_a_day(store, runs, monkeypatch):
    plan = plan_of(*runs)
    compare(ResultCache(store), plan)
    (first,) = {used for _, used in all_rows(store).values()}
    monkeypatch.setattr(result_cache.time, "time", lambda: first + 3600)
    compare(ResultCache(store), plan)
    assert {used for _, used in all_rows(store).values()} == {first}
    monkeypatch.setattr(result_cache.time, "time", lambda: first + 100_000)
    compare(ResultCache(store), plan)
    assert {used for _, used in all_rows(store).values()} == {first + 100_000}


def all_rows(store: ResultStore) -> dict[bytes, tuple[bytes, int]]:
    connection = sqlite3.connect(store.file)
    try:
        rows = connection.execute("SELECT key, value, used FROM kept").fetchall()
    finally:
        connection.close()
    return {key: (value, used) for key, value, used in rows}


def test_clearing_forgets_and_gives_the_space_back(store, runs):
    plan = plan_of(*runs)
    compare(ResultCache(store), plan)
    store.put(some(2000), [], 1)
    large = store.size()
    assert store.clear()
    assert look_up(store, plan) == {}
    assert store.size() == 0
    assert store.file.stat().st_size < large / 10
    assert len(compare(ResultCache(store), plan)) == 0
    assert len(compare(ResultCache(store), plan)) == 2


def test_clearing_nothing_is_fine(store):
    assert store.clear()
    assert not store.file.exists()


def test_two_share_it(store, runs):
    plan = plan_of(*runs)
    one, other = ResultCache(store), ResultCache(ResultStore(store.file))
    one.look_up(plan)
    other.look_up(plan)
    one.keep(plan, 0, one.begin(plan, 0), kept(0.25))
    other.keep(plan, 1, other.begin(plan, 1), kept(0.75))
    one.flush()
    other.flush()
    wait_for_writer()
    assert look_up(store, plan) == {0: kept(0.25), 1: kept(0.75)}


def test_many_threads_write_and_read_at_once(store):
    def write(start: int) -> None:
        for batch in range(5):
            store.put(some(20, start + 20 * batch), [], 1)
            store.get([key for key, _ in some(20, start)])

    threads = [threading.Thread(target=write, args=(1000 * place,)) for place in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(all_rows(store)) == 400


# --- where it cannot be ---------------------------------------------------------------------


def damage_head(path: Path) -> None:
    path.write_bytes(b"this is no database " * 500)


def damage_pages(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[4096:] = b"\xa5" * (len(content) - 4096)
    path.write_bytes(bytes(content))


def cut_off(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:5000])


@pytest.mark.parametrize("damage", [damage_head, damage_pages, cut_off], ids=lambda f: f.__name__)
def test_a_damaged_file_is_replaced(store, runs, damage):
    plan = plan_of(*runs)
    compare(ResultCache(store), plan)
    store.put(some(500), [], 1)
    damage(store.file)
    assert compare(ResultCache(store), plan) == {}
    compare(ResultCache(store), plan)
    assert compare(ResultCache(store), plan) == {0: kept(0.0), 1: kept(1 / 8)}


def test_somebody_elses_database_is_left_alone(store, runs):
    store.file.parent.mkdir(parents=True)
    connection = sqlite3.connect(store.file)
    connection.executescript("CREATE TABLE kept (a, b, c); INSERT INTO kept VALUES (1, 'b', 3);")
    connection.close()
    before = store.file.read_bytes()
    plan = plan_of(*runs)
    assert compare(ResultCache(store), plan) == compare(ResultCache(store), plan) == {}
    assert not store.clear()
    assert store.file.read_bytes() == before


OTHER_LAYOUTS = {
    "none of it": "CREATE TABLE results (path TEXT, cosine REAL);"
    "CREATE VIEW best AS SELECT * FROM results; INSERT INTO results VALUES ('a', 1.0);",
    "a column less": "CREATE TABLE kept (key BLOB PRIMARY KEY, value BLOB NOT NULL);"
    "CREATE INDEX kept_used ON kept (value); INSERT INTO kept VALUES (x'00', x'01');",
    "a column more": "CREATE TABLE kept (key BLOB, value BLOB, used INTEGER, run TEXT NOT NULL)",
    "no index": "CREATE TABLE kept (key BLOB PRIMARY KEY, value BLOB NOT NULL,"
    " used INTEGER NOT NULL) WITHOUT ROWID",
    "rows with an id": "CREATE TABLE log (id INTEGER PRIMARY KEY AUTOINCREMENT, what TEXT);"
    "INSERT INTO log (what) VALUES ('x'); CREATE TRIGGER t AFTER INSERT ON log BEGIN"
    " DELETE FROM log WHERE id < new.id; END;",
}


def lay_out(file: Path, script: str, user_version: int = 0) -> None:
    """A file of this program, as another version of it would leave it."""
    file.parent.mkdir(parents=True, exist_ok=True)
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.executescript(script)
        connection.execute(f"PRAGMA user_version = {user_version}")
        connection.execute("PRAGMA application_id = 1131369321")
        connection.commit()


@pytest.mark.parametrize("layout", OTHER_LAYOUTS)
def test_a_file_of_another_version_is_replaced(store, runs, layout):
    lay_out(store.file, OTHER_LAYOUTS[layout])
    plan = plan_of(*runs)
    assert compare(ResultCache(store), plan) == {}
    assert compare(ResultCache(store), plan) == {0: kept(0.0), 1: kept(1 / 8)}


def test_a_later_version_may_mean_something_else_by_the_same_tables(store, runs):
    plan = plan_of(*runs)
    compare(ResultCache(store), plan)
    with contextlib.closing(sqlite3.connect(store.file)) as connection:
        connection.execute("PRAGMA user_version = 99")
        connection.commit()
    assert compare(ResultCache(store), plan) == {}
    assert len(compare(ResultCache(store), plan)) == 2


def test_a_file_of_another_version_is_cleared(store, runs):
    lay_out(store.file, OTHER_LAYOUTS["none of it"])
    assert store.clear()
    assert store.size() == 0


def test_another_versions_file_in_use_is_replaced_once_it_is_free(store, monkeypatch):
    monkeypatch.setattr(result_store, "WRITE_PATIENCE", 0.05)
    lay_out(store.file, OTHER_LAYOUTS["none of it"])
    with contextlib.closing(sqlite3.connect(store.file, isolation_level=None)) as other:
        other.execute("BEGIN IMMEDIATE")
        other.execute("INSERT INTO results VALUES ('b', 0.5)")
        assert not store.put(some(3), [], 1)
        other.execute("COMMIT")
        assert other.execute("SELECT count(*) FROM results").fetchone() == (2,)
        assert store.put(some(3), [], 1)
    assert set(all_rows(store)) == {key for key, _ in some(3)}


def test_two_windows_find_another_versions_file_at_once(store):
    lay_out(store.file, OTHER_LAYOUTS["a column less"])
    start = threading.Barrier(4)

    def write(first: int) -> None:
        start.wait()
        ResultStore(store.file).put(some(20, first), [], 1)

    threads = [threading.Thread(target=write, args=(1000 * place,)) for place in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(all_rows(store)) == 80


def test_a_locked_file_is_as_good_as_none(store, runs, monkeypatch):
    monkeypatch.setattr(result_store, "WRITE_PATIENCE", 0.05)
    plan = plan_of(*runs)
    compare(ResultCache(store), plan)
    connection = sqlite3.connect(store.file, isolation_level=None)
    try:
        connection.execute("BEGIN EXCLUSIVE")
        assert compare(ResultCache(store), plan) == {}
        assert not store.clear()
        connection.execute("ROLLBACK")
    finally:
        connection.close()
    assert len(look_up(store, plan)) == 2


def test_a_full_disk_keeps_what_was_there(store, runs, monkeypatch):
    plan = plan_of(*runs)
    compare(ResultCache(store), plan)
    connect = sqlite3.connect

    def connect_to_full_disk(*arguments: object, **options: object) -> sqlite3.Connection:
        connection = connect(*arguments, **options)  # type: ignore[call-overload]
        connection.execute("PRAGMA max_page_count = 1")
        return connection

    monkeypatch.setattr(sqlite3, "connect", connect_to_full_disk)
    assert not store.put(some(2000), [], 1)
    monkeypatch.undo()
    assert set(all_rows(store)).isdisjoint(key for key, _ in some(2000))
    assert len(all_rows(store)) == 2


@pytest.mark.parametrize("kind", ["a file is in the way", "a folder is in the way"])
def test_a_place_that_cannot_be_written_is_no_error(tmp_path, runs, kind):
    if kind == "a file is in the way":
        old_file(tmp_path / "taken", "x")
        store = ResultStore(tmp_path / "taken" / "results.sqlite")
    else:
        (tmp_path / "results.sqlite").mkdir()
        store = ResultStore(tmp_path / "results.sqlite")
    plan = plan_of(*runs)
    assert compare(ResultCache(store), plan) == compare(ResultCache(store), plan) == {}
    assert store.size() == 0 or store.file.is_dir()


def test_a_file_that_may_only_be_read_is_read(store, runs):
    plan = plan_of(*runs)
    compare(ResultCache(store), plan)
    store.file.chmod(0o444)
    try:
        assert len(compare(ResultCache(store), plan)) == 2
    finally:
        store.file.chmod(0o644)


def test_a_python_without_sqlite_keeps_nothing(store, runs, monkeypatch):
    monkeypatch.setitem(__import__("sys").modules, "sqlite3", None)
    plan = plan_of(*runs)
    assert compare(ResultCache(store), plan) == compare(ResultCache(store), plan) == {}


def test_no_file_at_all_is_opened_for_an_empty_plan(store, runs):
    plan = replace(plan_of(*runs), pairs=())
    assert compare(ResultCache(store), plan) == {}
    assert not store.file.exists()


# --- where it lies --------------------------------------------------------------------------


def test_the_folder_can_be_named(monkeypatch, tmp_path):
    monkeypatch.setenv("COSIGHT_CACHE_DIR", str(tmp_path))
    found = default_file()
    assert found is not None
    assert found.parent == tmp_path


@pytest.mark.parametrize(
    ("platform", "variables", "expected"),
    [
        ("linux", {"XDG_CACHE_HOME": "/var/caches"}, "/var/caches/cosight"),
        ("linux", {"XDG_CACHE_HOME": "caches"}, "/home/ada/.cache/cosight"),
        ("linux", {}, "/home/ada/.cache/cosight"),
        ("darwin", {}, "/home/ada/Library/Caches/Cosight"),
        ("win32", {"LOCALAPPDATA": "/local"}, "/local/Cosight/Cache"),
        ("win32", {}, "/home/ada/AppData/Local/Cosight/Cache"),
    ],
)
def test_every_system_has_its_place(monkeypatch, platform, variables, expected):
    for name in ("COSIGHT_CACHE_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(result_store.sys, "platform", platform)
    monkeypatch.setattr(Path, "home", lambda: Path("/home/ada"))
    if os.name == "nt" and platform == "linux":
        pytest.skip("what is absolute there is not here")
    found = default_file()
    assert found is not None
    assert found.parent == Path(expected)


def test_without_a_home_there_is_no_place(monkeypatch):
    def homeless() -> Path:
        raise RuntimeError("Could not determine home directory.")

    for name in ("COSIGHT_CACHE_DIR", "XDG_CACHE_HOME", "LOCALAPPDATA"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setattr(Path, "home", homeless)
    assert default_file() is None


def test_a_damaged_name_in_the_file_is_no_error(tmp_path: Path) -> None:
    """SQLite quotes it in its sentence, which is then no UTF-8."""
    file = tmp_path / "results.sqlite"
    store = ResultStore(file, 1 << 20)
    assert store.put([(b"key", b"value")], [], 1)
    damaged = bytearray(file.read_bytes())
    damaged[damaged.find(b"kept_used")] = 0xD6
    file.write_bytes(damaged)
    assert store.get([b"key"]) == {}
    assert store.put([(b"key", b"value")], [], 1)
    assert store.get([b"key"]) == {b"key": (b"value", 1)}


@pytest.mark.parametrize("used", ["'abc'", "x'00'"])
def test_a_time_that_is_no_number_is_long_ago(tmp_path: Path, used: str) -> None:
    file = tmp_path / "results.sqlite"
    store = ResultStore(file, 1 << 20)
    assert store.put([(b"key", b"value")], [], 7)
    with contextlib.closing(sqlite3.connect(file)) as connection:
        connection.execute(f"UPDATE kept SET used = {used}")
        connection.commit()
    assert store.get([b"key"]) == {b"key": (b"value", 0)}


def test_looking_up_very_many_files_can_be_cancelled(store, runs):
    asked = []

    def cancelled():
        asked.append(True)
        return True

    plan = plan_of(*runs)
    with pytest.raises(Cancelled):
        ResultCache(store).look_up(plan, cancelled)
    assert len(asked) == 1
    assert list(measure_pairs(plan, keeper=ResultCache(store), cancelled=cancelled)) == []
