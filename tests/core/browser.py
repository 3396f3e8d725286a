"""A real browser without a window, driven through its debugging pipe."""

from __future__ import annotations

import contextlib
import fcntl
import json
import os
import select
import shutil
import signal
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
PATIENCE = 60.0


def found() -> str | None:
    """The browser's program; None where there is none."""
    return next(filter(None, map(shutil.which, NAMES)), None)


class Browser:
    """One page of a browser. What is said on its console is kept in ``complaints``."""

    def __init__(self, program: str, folder: Path) -> None:
        to_read, self._write = os.pipe()
        self._read, to_write = os.pipe()
        # Out of the way of 3 and 4, where the browser wants them.
        ends = [fcntl.fcntl(end, fcntl.F_DUPFD, 20) for end in (to_read, to_write)]
        self._pid = os.posix_spawn(
            program,
            [
                program,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--no-first-run",
                "--disable-background-networking",
                "--disable-dev-shm-usage",
                f"--user-data-dir={folder}",
                "--remote-debugging-pipe",
                "about:blank",
            ],
            {**os.environ, "HOME": str(folder)},
            file_actions=[
                (os.POSIX_SPAWN_OPEN, 1, os.devnull, os.O_WRONLY, 0),
                (os.POSIX_SPAWN_DUP2, 1, 2),
                (os.POSIX_SPAWN_DUP2, ends[0], 3),
                (os.POSIX_SPAWN_DUP2, ends[1], 4),
            ],
            setpgroup=0,
        )
        for end in (to_read, to_write, *ends):
            os.close(end)
        self._buffer = b""
        self._number = 0
        self._session = ""
        self._scripts = True
        self._events: list[dict[str, Any]] = []
        pages = self._call("Target.getTargets")["targetInfos"]
        page = next(one["targetId"] for one in pages if one["type"] == "page")
        attached = self._call("Target.attachToTarget", targetId=page, flatten=True)
        self._session = attached["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self._call(f"{domain}.enable")

    # --- pages ------------------------------------------------------------------------------

    def open(self, path: Path, width: int = 1440, height: int = 900) -> None:
        """Open a file and wait until it stands."""
        self._call(
            "Emulation.setDeviceMetricsOverride",
            width=width,
            height=height,
            deviceScaleFactor=1,
            mobile=False,
        )
        # From nowhere: a place in the page that is asked for must not be of the page before.
        for url in ("about:blank", path.as_uri()):
            self._events.clear()
            self._call("Page.navigate", url=url)
            self._await(lambda: any(e["method"] == "Page.loadEventFired" for e in self._events))
        self.settle()

    def scripts(self, on: bool) -> None:
        """Whether pages opened from now on may run scripts."""
        self._scripts = on
        self._call("Emulation.setScriptExecutionDisabled", value=not on)

    def media(self, kind: str = "", dark: bool = False) -> None:
        """What the page is shown on."""
        feature = {"name": "prefers-color-scheme", "value": "dark" if dark else "light"}
        self._call("Emulation.setEmulatedMedia", media=kind, features=[feature])

    def run(self, script: str) -> Any:
        """The value of an expression in the page."""
        answer = self._call(
            "Runtime.evaluate", expression=script, returnByValue=True, awaitPromise=True
        )
        assert "exceptionDetails" not in answer, answer["exceptionDetails"]
        return answer["result"].get("value")

    def settle(self) -> None:
        """Wait until what was done is drawn."""
        twice = "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(done)))"
        if self._scripts:
            self.run(twice)

    # --- the user ---------------------------------------------------------------------------

    def point(self, selector: str) -> tuple[float, float]:
        """Move the pointer to the middle of an element; where that is."""
        script = f"""(() => {{
            const box = document.querySelector({json.dumps(selector)}).getBoundingClientRect();
            return [box.x + box.width / 2, box.y + box.height / 2];
        }})()"""
        x, y = self.run(script)
        self._call("Input.dispatchMouseEvent", type="mouseMoved", x=x, y=y)
        self.settle()
        return x, y

    def click(self, selector: str) -> None:
        """Click in the middle of an element."""
        x, y = self.point(selector)
        for kind in ("mousePressed", "mouseReleased"):
            self._call("Input.dispatchMouseEvent", type=kind, x=x, y=y, button="left", clickCount=1)
        self.settle()

    def press(self, key: str, code: int) -> None:
        """Press a key of the keyboard."""
        text = {"text": "\r"} if key == "Enter" else {}
        for kind in ("keyDown", "keyUp"):
            self._call(
                "Input.dispatchKeyEvent", type=kind, key=key, windowsVirtualKeyCode=code, **text
            )
        self.settle()

    def write(self, text: str) -> None:
        """Write into what has the focus."""
        self._call("Input.insertText", text=text)
        self.settle()

    def choose(self, selector: str, value: str) -> None:
        """Choose an entry of a list."""
        self.run(f"""(() => {{
            const list = document.querySelector({json.dumps(selector)});
            list.value = {json.dumps(value)};
            list.dispatchEvent(new Event("change", {{bubbles: true}}));
        }})()""")
        self.settle()

    # --- what came of it --------------------------------------------------------------------

    @property
    def complaints(self) -> list[dict[str, Any]]:
        """Errors, console messages and dialogs since the page was opened."""
        kinds = (
            "Runtime.exceptionThrown",
            "Runtime.consoleAPICalled",
            "Log.entryAdded",
            "Page.javascriptDialogOpening",
        )
        return [event for event in self._events if event["method"] in kinds]

    @property
    def requests(self) -> list[str]:
        """Addresses asked for since the page was opened, the page's own among them."""
        sent = "Network.requestWillBeSent"
        urls = [e["params"]["request"]["url"] for e in self._events if e["method"] == sent]
        return [url for url in urls if not url.startswith("data:")]

    def close(self) -> None:
        """End the browser and all its processes."""
        with contextlib.suppress(OSError, AssertionError):
            self._session = ""
            self._call("Browser.close")
        for end in (self._read, self._write):
            os.close(end)
        deadline = time.monotonic() + 10
        while time.monotonic() < deadline and os.waitpid(self._pid, os.WNOHANG) == (0, 0):
            time.sleep(0.05)
        with contextlib.suppress(OSError):
            os.killpg(self._pid, signal.SIGKILL)
        with contextlib.suppress(ChildProcessError):
            os.waitpid(self._pid, 0)

    # --- the pipe ---------------------------------------------------------------------------

    def _call(self, method: str, **parameters: object) -> dict[str, Any]:
        self._number += 1
        message: dict[str, Any] = {"id": self._number, "method": method, "params": parameters}
        if self._session:
            message["sessionId"] = self._session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self._write, data) :]
        answers: list[dict[str, Any]] = []
        self._await(lambda: bool(answers), answers)
        assert "error" not in answers[0], (method, answers[0])
        result: dict[str, Any] = answers[0]["result"]
        return result

    def _await(
        self, ready: Callable[[], bool], answers: list[dict[str, Any]] | None = None
    ) -> None:
        deadline = time.monotonic() + PATIENCE
        while not ready():
            while b"\0" in self._buffer and not ready():
                text, _, self._buffer = self._buffer.partition(b"\0")
                message = json.loads(text)
                if "method" in message:
                    self._events.append(message)
                elif answers is not None and message["id"] == self._number:
                    answers.append(message)
            if ready():
                return
            readable, _, _ = select.select([self._read], [], [], deadline - time.monotonic())
            assert readable, "the browser does not answer"
            data = os.read(self._read, 1 << 20)
            assert data, "the browser has ended"
            self._buffer += data
