"""Make everything ready to run: ``.venv``, the pinned requirements, Qt's system libraries.

Usage: ``python scripts/setup_environment.py [--dev]``; with ``--dev`` the tools for tests, too.
Runs on any Python 3; what it makes ready needs 3.11 or newer. A second run only looks and is done.
"""

from __future__ import annotations

import argparse
import ctypes
import hashlib
import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
VENV = ROOT / ".venv"
VENV_PYTHON = VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
STAMP = VENV / "cosight-installed.json"
BROWSER_TRIED = VENV / "cosight-browser-tried"
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
RUN_LOCK = "requirements.lock"
DEV_LOCK = "requirements-dev.lock"
OLDEST = (3, 11)
NEWEST_TRIED = (3, 13)

# What PySide6's wheels expect of a Linux system, by the Debian package that brings it.
QT_LIBRARIES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libxkbcommon.so.0": "libxkbcommon0",
}
SCREEN_LIBRARIES = {
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
}


class SetupError(Exception):
    """What is missing and what to do, in one sentence."""


def main() -> int:
    """Make ready, or say in one sentence why not."""
    parser = argparse.ArgumentParser(description="Make .venv and all it needs ready.")
    parser.add_argument("--dev", action="store_true", help="with the tools for tests")
    options = parser.parse_args()
    try:
        make_ready(dev=options.dev)
    except SetupError as error:
        sys.stderr.write(f"setup: {error}\n")
        return 1
    except KeyboardInterrupt:
        sys.stderr.write("setup: stopped; start it again to go on\n")
        return 1
    return 0


def make_ready(*, dev: bool) -> None:
    """Install whatever is not there yet.

    Raises:
        SetupError: something is missing that only the user can bring.
    """
    if not _version_of(str(VENV_PYTHON)) >= OLDEST:
        _make_venv()
    lock = DEV_LOCK if dev else RUN_LOCK
    wanted = _wanted(dev=dev)
    installed = _read_stamp()
    if any(installed.get(name) != digest for name, digest in wanted.items()):
        _install(lock)
        STAMP.write_text(json.dumps(wanted), encoding="utf-8")
    if sys.platform.startswith("linux"):
        _bring_system_libraries(dev=dev)
        if dev:
            _bring_browser()


def _wanted(*, dev: bool) -> dict[str, str]:
    """Digest of each lock that has to be installed; the one for tests holds all of the other."""
    names = [RUN_LOCK, DEV_LOCK] if dev else [RUN_LOCK]
    return {name: hashlib.sha256((ROOT / name).read_bytes()).hexdigest() for name in names}


def _read_stamp() -> dict[str, str]:
    try:
        stamp = json.loads(STAMP.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return stamp if isinstance(stamp, dict) else {}


def _version_of(python: str) -> tuple[int, ...]:
    """Its (major, minor); (0, 0) where it does not run."""
    code = "import sys; print(*sys.version_info[:2])"
    try:
        answer = subprocess.run(
            [python, "-c", code], capture_output=True, text=True, timeout=60, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return (0, 0)
    parts = answer.stdout.split()
    return (int(parts[0]), int(parts[1])) if answer.returncode == 0 and len(parts) == 2 else (0, 0)


def _find_python() -> str:
    """A Python new enough: this one, else one on the PATH; versions tried before come first."""
    names = [sys.executable, "python3", "python3.13", "python3.12", "python3.11", "python"]
    too_new = ""
    for name in names:
        version = _version_of(name)
        if OLDEST <= version <= NEWEST_TRIED:
            return name
        if version > NEWEST_TRIED:
            too_new = too_new or name
    if too_new:
        return too_new
    raise SetupError(
        f"Python {OLDEST[0]}.{OLDEST[1]} or newer is needed, and none was found "
        f"(this is {sys.version_info[0]}.{sys.version_info[1]}); install one and start again"
    )


def _make_venv() -> None:
    python = _find_python()
    _say("Making .venv …")
    command = [python, "-m", "venv", "--clear", str(VENV)]
    made = subprocess.run(command, capture_output=True, text=True, check=False)
    if made.returncode == 0:
        return
    output = made.stdout + made.stderr
    if "ensurepip" in output and shutil.which("apt-get"):
        major, minor = _version_of(python)
        package = f"python{major}.{minor}-venv"
        _apt_install([package], f"this Python cannot make a .venv without {package}")
        made = subprocess.run(command, capture_output=True, text=True, check=False)
        output = made.stdout + made.stderr
    if made.returncode != 0:
        raise SetupError(f"{python} could not make .venv: {output.strip()}")


def _install(lock: str) -> None:
    _say(f"Installing what {lock} lists; this takes a minute, once …")
    pip = [str(VENV_PYTHON), "-m", "pip"]
    if subprocess.run([*pip, "--version"], capture_output=True, check=False).returncode != 0:
        # A .venv made by other means than venv comes without pip.
        subprocess.run(
            [str(VENV_PYTHON), "-m", "ensurepip"], stdout=subprocess.DEVNULL, check=False
        )
    # Constraints a machine sets for other projects must not meet this one's pins.
    unconstrained = VENV / "no-constraints.txt"
    unconstrained.write_text("", encoding="utf-8")
    environment = dict(os.environ, PIP_CONSTRAINT=str(unconstrained), PIP_USER="0")
    command = [
        *pip,
        *("install", "-qq", "--no-input", "--disable-pip-version-check"),
        # A source package would need a compiler and libraries that a user does not have.
        *("--only-binary", ":all:", "--requirement", str(ROOT / lock)),
    ]
    if subprocess.run(command, env=environment, check=False).returncode != 0:
        version = ".".join(map(str, _version_of(str(VENV_PYTHON))))
        raise SetupError(
            f"pip could not install {lock} for Python {version} (its reason stands above); "
            "check the network and that Python is 3.11 to 3.13 on 64 bit, then start again"
        )


def _bring_system_libraries(*, dev: bool) -> None:
    needed = _missing(QT_LIBRARIES)
    shown = _missing(SCREEN_LIBRARIES)
    packages = sorted({**needed, **shown}.values())
    if not packages and not (dev and _may_install() and not shutil.which("Xvfb")):
        return
    if dev and _may_install() and not shutil.which("Xvfb"):
        packages.append("xvfb")
    reason = f"Qt needs system libraries that are missing: {', '.join({**needed, **shown})}"
    try:
        _apt_install(packages, reason)
    except SetupError as error:
        # Without a screen nothing but these is needed, and without a window not even these.
        if needed and dev:
            raise
        sys.stderr.write(f"setup: {error}\n")


def _bring_browser() -> None:
    """The browser that tries the HTML report, where Debian has it; its tests are skipped without.

    Tried once for each .venv: without a network it would be asked for in vain every time.
    """
    if any(map(shutil.which, BROWSERS)) or BROWSER_TRIED.exists() or not _may_install():
        return
    if _system() != "debian":
        return
    BROWSER_TRIED.touch()
    try:
        _apt_install(["chromium"], "the HTML report is tried in no browser")
    except SetupError as error:
        sys.stderr.write(f"setup: {error}\n")


def _system() -> str:
    """The ID of this Linux, such as debian; empty where it has none."""
    try:
        lines = Path("/etc/os-release").read_text(encoding="utf-8").splitlines()
    except OSError:
        return ""
    return next((line[3:].strip("\"'") for line in lines if line.startswith("ID=")), "")


def _missing(libraries: dict[str, str]) -> dict[str, str]:
    missing = {}
    for library, package in libraries.items():
        try:
            ctypes.CDLL(library)
        except OSError:
            missing[library] = package
    return missing


def _may_install() -> bool:
    return os.name == "posix" and os.geteuid() == 0 and shutil.which("apt-get") is not None


def _apt_install(packages: list[str], reason: str) -> None:
    line = f"apt-get install {' '.join(packages)}"
    if not _may_install():
        hint = f"sudo {line}" if shutil.which("apt-get") else "your system's package manager"
        raise SetupError(f"{reason}; install them with: {hint}")
    _say(f"Installing system packages: {' '.join(packages)} …")
    environment = dict(os.environ, DEBIAN_FRONTEND="noninteractive")
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages]
    for command in (["apt-get", "update", "-qq"], install):
        done = subprocess.run(
            command,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            check=False,
        )
        if done.returncode != 0 and command is install:
            last = (done.stdout.strip().splitlines() or ["it said nothing"])[-1]
            raise SetupError(f"{reason}; '{line}' failed: {last}")


def _say(sentence: str) -> None:
    print(sentence, flush=True)


if __name__ == "__main__":
    sys.exit(main())
