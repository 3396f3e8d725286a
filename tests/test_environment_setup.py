"""The lock files hold what the project asks for, and setting up says what is missing."""

from __future__ import annotations

import os
import re
import sys
import tomllib
from pathlib import Path

import pytest

from scripts import run_demo, setup_environment

ROOT = Path(__file__).resolve().parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
RUN = PROJECT["dependencies"]
DEV = PROJECT["optional-dependencies"]["dev"]

on_linux = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="Linux only")


def bare(requirement: str) -> str:
    return re.match(r"[\w-]+", requirement)[0].lower()


def pins(name: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for line in (ROOT / name).read_text(encoding="ascii").splitlines():
        found.setdefault(line.split("==")[0], []).append(line)
    return found


@pytest.mark.parametrize("name", ["requirements.lock", "requirements-dev.lock"])
def test_a_lock_holds_pins_and_markers_and_no_address(name):
    for line in (ROOT / name).read_text(encoding="ascii").splitlines():
        assert re.fullmatch(r"[a-z0-9-]+==[\w.]+( ; [a-z_]+ (<|>=|!=|==) '[\w.]+')?", line), line


def test_every_dependency_is_pinned():
    assert {bare(requirement) for requirement in RUN} <= pins("requirements.lock").keys()
    assert {bare(requirement) for requirement in DEV} <= pins("requirements-dev.lock").keys()


def test_the_lock_for_tests_holds_the_other_one():
    dev = pins("requirements-dev.lock")
    assert {name: dev.get(name) for name in pins("requirements.lock")} == pins("requirements.lock")


def test_the_release_that_aborts_is_not_pinned():
    assert "6.12.0" not in "".join(pins("requirements.lock")["pyside6-essentials"])


@pytest.mark.parametrize("requirement", RUN + DEV)
def test_every_dependency_has_its_line_of_reasons(requirement):
    reasons = (ROOT / "docs" / "dependencies.md").read_text(encoding="utf-8").lower()
    assert f"| [{bare(requirement)}](" in reasons


@pytest.fixture
def installs(tmp_path, monkeypatch):
    """What would be installed, into a .venv that is this interpreter's."""
    monkeypatch.setattr(setup_environment, "VENV_PYTHON", Path(sys.executable))
    monkeypatch.setattr(setup_environment, "STAMP", tmp_path / "stamp.json")
    monkeypatch.setattr(setup_environment, "_bring_system_libraries", lambda *, dev: None)
    monkeypatch.setattr(setup_environment, "_bring_browser", lambda: None)
    done: list[str] = []
    monkeypatch.setattr(setup_environment, "_install", done.append)
    return done


def test_nothing_is_installed_twice(installs):
    setup_environment.make_ready(dev=False)
    setup_environment.make_ready(dev=False)
    assert installs == ["requirements.lock"]


def test_what_is_there_for_tests_is_enough_to_run(installs):
    setup_environment.make_ready(dev=True)
    setup_environment.make_ready(dev=False)
    setup_environment.make_ready(dev=True)
    assert installs == ["requirements-dev.lock"]


def test_a_changed_lock_is_installed(installs, tmp_path, monkeypatch):
    setup_environment.make_ready(dev=False)
    (tmp_path / "requirements.lock").write_text("numpy==2.0\n")
    monkeypatch.setattr(setup_environment, "ROOT", tmp_path)
    setup_environment.make_ready(dev=False)
    assert installs == ["requirements.lock"] * 2


@pytest.mark.parametrize("damage", ["", "{", "[]", "3"])
def test_a_damaged_stamp_counts_as_none(installs, tmp_path, damage):
    (tmp_path / "stamp.json").write_text(damage)
    setup_environment.make_ready(dev=False)
    assert installs == ["requirements.lock"]


def test_a_library_that_is_missing_is_noticed():
    libraries = {"libnosuchthing.so.9": "libnosuchthing9"}
    assert setup_environment._missing(libraries) == libraries


@on_linux
def test_without_root_the_apt_line_is_named(monkeypatch, capsys):
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(setup_environment.shutil, "which", lambda name: f"/usr/bin/{name}")
    monkeypatch.setattr(setup_environment, "QT_LIBRARIES", {"libnosuchthing.so.9": "libnosuch9"})
    monkeypatch.setattr(setup_environment, "SCREEN_LIBRARIES", {})
    with pytest.raises(setup_environment.SetupError, match=r"sudo apt-get install libnosuch9$"):
        setup_environment._bring_system_libraries(dev=True)
    setup_environment._bring_system_libraries(dev=False)
    assert "sudo apt-get install libnosuch9" in capsys.readouterr().err


@pytest.fixture
def browser_wanted(tmp_path, monkeypatch):
    """A Debian without a browser where root may install; what is asked of apt."""
    monkeypatch.setattr(setup_environment, "BROWSER_TRIED", tmp_path / "tried")
    monkeypatch.setattr(setup_environment.shutil, "which", lambda name: None)
    monkeypatch.setattr(setup_environment, "_may_install", lambda: True)
    monkeypatch.setattr(setup_environment, "_system", lambda: "debian")
    asked: list[list[str]] = []
    monkeypatch.setattr(setup_environment, "_apt_install", lambda names, why: asked.append(names))
    return asked


def test_the_browser_is_brought_once(browser_wanted):
    setup_environment._bring_browser()
    setup_environment._bring_browser()
    assert browser_wanted == [["chromium"]]


def test_a_browser_that_cannot_be_brought_stops_nothing(browser_wanted, monkeypatch, capsys):
    def refuse(names, why):
        browser_wanted.append(names)
        raise setup_environment.SetupError(f"{why}; no network")

    monkeypatch.setattr(setup_environment, "_apt_install", refuse)
    setup_environment._bring_browser()
    setup_environment._bring_browser()
    assert browser_wanted == [["chromium"]]
    assert capsys.readouterr().err == "setup: the HTML report is tried in no browser; no network\n"


@pytest.mark.parametrize(
    ("what", "value"),
    [
        ("_system", lambda: "ubuntu"),
        ("_may_install", lambda: False),
        ("shutil.which", lambda name: f"/usr/bin/{name}"),
    ],
)
def test_no_browser_is_brought_where_it_is_not_asked_for(browser_wanted, monkeypatch, what, value):
    place, _, name = what.rpartition(".")
    monkeypatch.setattr(setup_environment.shutil if place else setup_environment, name, value)
    setup_environment._bring_browser()
    assert browser_wanted == []


def test_no_python_is_said_in_one_sentence(monkeypatch):
    monkeypatch.setattr(setup_environment, "_version_of", lambda python: (3, 8))
    with pytest.raises(setup_environment.SetupError, match=r"3\.11 or newer is needed"):
        setup_environment._find_python()


def test_a_python_that_was_tried_comes_before_a_newer_one(monkeypatch):
    versions = {sys.executable: (3, 19), "python3.12": (3, 12)}
    monkeypatch.setattr(setup_environment, "_version_of", lambda name: versions.get(name, (0, 0)))
    assert setup_environment._find_python() == "python3.12"


@on_linux
def test_without_a_display_the_demo_goes_to_the_terminal(monkeypatch):
    for variable in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(variable, raising=False)
    assert not run_demo._display_works()


@on_linux
def test_a_display_that_does_not_answer_is_none(monkeypatch):
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":4711")
    assert not run_demo._display_works()


def test_the_sample_s_bad_pairs_do_not_fail_the_demo(monkeypatch, capsys):
    monkeypatch.setattr(run_demo, "_display_works", lambda: False)
    for status, expected in ((0, 0), (1, 0), (2, 2)):
        monkeypatch.setattr(run_demo.subprocess, "call", lambda *_, status=status, **__: status)
        assert run_demo.main() == expected
    assert "No display" in capsys.readouterr().out
