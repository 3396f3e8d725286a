"""What every test gets: no display, settings and a cache of its own, a look for threads left."""

from __future__ import annotations

import gc
import os
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest
from hypothesis import settings

from core import processors

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
# NumPy's threads wait for each other by counting, and there are as many tests at once as cores.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# Dozens of processes are started, and each would compile all that it imports once more.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# How long an example takes says nothing on a busy machine.
settings.register_profile("patient", deadline=None)
settings.load_profile("patient")

_PATIENCE = 10.0
"""Seconds a thread may need to end once nobody waits for it: a kernel compiles to its end."""

_NOT_OURS = ("pytest_timeout",)
"""Names of threads that belong to the tools around a test."""


_KERNELS = """
from core.comparison import elements_sorting, metrics
from core.comparison.deeper import warm
from core.comparison.findings import diagnosis
from core.dumps import kernels
for part in (kernels, metrics, diagnosis, elements_sorting, warm):
    part.warm_up()
"""


def pytest_configure(config):
    """Compile the kernels into their cache once: no test waits for them, and no two processes of
    a test run compile the same ones side by side."""
    if not hasattr(config, "workerinput") and not config.option.collectonly:
        root = Path(__file__).resolve().parents[1]
        # What is wrong with the kernels is for the tests to tell.
        subprocess.run([sys.executable, "-c", _KERNELS], cwd=root, check=False)


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config):
    """One process more than there are cores: a window's test waits for a third of its time."""
    return processors.usable() + 1


@pytest.fixture(autouse=True)
def garbage_searched_between_tests():
    """Look for garbage in cycles behind each test and at no other moment.

    Windows that earlier tests left would go whenever a test happens to make many objects: inside
    Qt's own loop over all windows, or on another thread.
    """
    gc.disable()
    yield
    # What a test made and left is still young; the rest is looked at when the process ends.
    gc.collect(1)


@pytest.fixture(autouse=True)
def no_thread_left_behind():
    """Fail a test whose threads go on after it."""
    before = set(threading.enumerate())
    yield
    left = _started_since(before)
    deadline = time.monotonic() + _PATIENCE
    for thread in left:
        thread.join(max(0.0, deadline - time.monotonic()))
    left = [thread for thread in left if thread.is_alive()]
    if left:
        names = ", ".join(thread.name for thread in left)
        pytest.fail(f"threads go on after the test: {names}", pytrace=False)


def _started_since(before: set[threading.Thread]) -> list[threading.Thread]:
    return [
        thread
        for thread in threading.enumerate()
        if thread not in before
        # Threads of Qt's own pools that came by Python code; Python cannot wait for them.
        and not isinstance(thread, threading._DummyThread)
        and not thread.name.startswith(_NOT_OURS)
    ]


@pytest.fixture(autouse=True)
def settings_of_its_own(tmp_path_factory, monkeypatch):
    """Keep the user's settings and kept results out of the tests, and the tests out of them."""
    folder = tmp_path_factory.mktemp("settings")
    for variable in ("XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "APPDATA"):
        monkeypatch.setenv(variable, str(folder))
    monkeypatch.setenv("COSIGHT_CACHE_DIR", str(folder / "kept"))
    core = sys.modules.get("PySide6.QtCore")
    if core is not None:
        for file_format in (core.QSettings.Format.NativeFormat, core.QSettings.Format.IniFormat):
            core.QSettings.setPath(file_format, core.QSettings.Scope.UserScope, str(folder))
