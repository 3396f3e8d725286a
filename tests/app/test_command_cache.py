"""The second ``compare`` of unchanged folders reads none of them, and says so."""

from __future__ import annotations

import json
import os
import threading
import time
from pathlib import Path

import pytest
from command_runs import PROTOTXT, TURNED, hex_dump, start, two_runs

from app.command_line import main
from app.commands import compare as compare_command
from core.comparison import result_cache
from core.comparison.result_store import ResultStore

NOTE = "4 of 4 pairs are unchanged since they were last measured"


@pytest.fixture(autouse=True)
def later(monkeypatch):
    """As if some time had passed since the files were written."""
    now = time.time_ns
    monkeypatch.setattr(result_cache.time, "time_ns", lambda: now() + 10_000_000_000)


@pytest.fixture
def folders(tmp_path: Path) -> tuple[str, str]:
    (tmp_path / "deploy.prototxt").write_text(PROTOTXT, encoding="ascii")
    return two_runs(tmp_path, conv2=TURNED)


def compare(capsys, *arguments: str) -> tuple[int, str, str]:
    status = main(["compare", *arguments])
    output = capsys.readouterr()
    return status, output.out, output.err


def cache_folder() -> Path:
    return Path(os.environ["COSIGHT_CACHE_DIR"])


def test_the_second_time_says_the_same_and_where_it_is_from(capsys, folders):
    first = compare(capsys, *folders)
    second = compare(capsys, *folders)
    assert second[:2] == first[:2]
    assert first[0] == 1
    assert NOTE not in first[2]
    assert NOTE in second[2]


def test_every_number_is_the_same_the_second_time(capsys, folders, tmp_path):
    texts = []
    for name in ("first.json", "second.json"):
        compare(capsys, *folders, "--json", str(tmp_path / name))
        texts.append((tmp_path / name).read_text(encoding="utf-8"))
    assert texts[0] == texts[1]
    assert json.loads(texts[0])["summary"]["bad"] == 1


def test_a_changed_file_is_measured_again(capsys, folders):
    compare(capsys, *folders)
    hex_dump(Path(folders[1]), "conv1", TURNED)
    _, out, err = compare(capsys, *folders)
    assert "2 bad" in out
    assert "3 of 4 pairs" in err


def test_without_cache_nothing_is_kept_or_used(capsys, folders):
    compare(capsys, *folders, "--no-cache")
    assert not cache_folder().exists()
    compare(capsys, *folders)
    assert NOTE not in compare(capsys, *folders, "--no-cache")[2]
    assert NOTE in compare(capsys, *folders)[2]


def test_quiet_does_not_mention_it(capsys, folders):
    compare(capsys, *folders)
    assert compare(capsys, *folders, "--quiet")[1:] == ("", "")


def test_broken_pairs_are_as_broken_the_second_time(capsys, folders):
    right = Path(folders[1])
    hex_dump(right, "conv1", [1.0, 2.0])
    (right / "conv2_output0_1_2_2_quant.linear.hex").write_text("no digits\n")
    first = compare(capsys, *folders)
    second = compare(capsys, *folders)
    assert "2 broken" in first[1]
    assert second[:2] == first[:2]
    # A file that cannot be read is tried again; that lengths differ is known.
    assert "3 of 4 pairs" in second[2]


def test_a_cache_that_cannot_be_made_is_no_matter(capsys, folders, tmp_path, monkeypatch):
    (tmp_path / "taken").write_text("x")
    monkeypatch.setenv("COSIGHT_CACHE_DIR", str(tmp_path / "taken"))
    first = compare(capsys, *folders)
    assert compare(capsys, *folders) == first


def test_the_second_time_needs_no_kernel(folders):
    # In processes of their own, and these cannot be told that time has passed.
    time.sleep(max(0.0, result_cache.YOUNG / 1e9 - age_of(folders)) + 0.1)
    ask = "import atexit, sys; atexit.register(lambda: print('numba' in sys.modules))"
    loaded = []
    for _ in range(2):
        done = start("compare", *folders, "--quiet", before=ask)
        assert done.returncode == 1, done.stderr
        loaded.append(done.stdout.decode().strip())
    assert loaded == ["True", "False"]


def age_of(folders: tuple[str, str]) -> float:
    youngest = max(path.stat().st_ctime for folder in folders for path in Path(folder).iterdir())
    return time.time() - youngest


def test_help_opens_nothing(capsys):
    assert main(["compare", "--help"]) == 0
    assert "--no-cache" in capsys.readouterr().out
    assert not cache_folder().exists()


def test_what_was_measured_before_ctrl_c_is_written_before_the_end(capsys, folders, monkeypatch):
    stop = threading.Event()
    written: list[int] = []

    def slow_put(self, values, used, now):
        time.sleep(0.2)
        written.append(len(values))
        return True

    def interrupted(work):
        work(stop)
        raise KeyboardInterrupt

    monkeypatch.setattr(result_cache, "LAST_WAIT", 60.0)
    monkeypatch.setattr(ResultStore, "put", slow_put)
    monkeypatch.setattr(compare_command.Progress, "done", lambda self, count: stop.set())
    monkeypatch.setattr(compare_command, "interruptible", interrupted)
    assert compare(capsys, *folders)[0] == 130
    assert sum(written) >= 1
