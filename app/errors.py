"""What happens to an error nobody expected: it is logged, and the user is told in a sentence."""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path
from types import TracebackType

from core.messages import translate

LOG_LIMIT = 1_000_000


def log_path() -> Path:
    """The log file, in the place the system keeps such files for a user."""
    if sys.platform == "win32":
        base = Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local")
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Logs"
    else:
        base = Path(os.environ.get("XDG_STATE_HOME") or Path.home() / ".local" / "state")
    return base / "cosight" / "cosight.log"


def log_error(error: BaseException) -> Path | None:
    """Append the traceback to the log; None where it cannot be written."""
    import traceback
    from datetime import datetime

    path = log_path()
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        mode = "w" if path.exists() and path.stat().st_size > LOG_LIMIT else "a"
        with path.open(mode, encoding="utf-8", errors="backslashreplace") as stream:
            stream.write(f"{datetime.now().isoformat(timespec='seconds')}\n")
            stream.writelines(traceback.format_exception(error))
            stream.write("\n")
    except OSError:
        return None
    return path


def defect_sentence(error: BaseException, log: Path | None) -> str:
    """One sentence for a defect of ours, with where the details are."""
    if log is None:
        return translate(
            "errors", "Cosight met a defect of its own ({error}); what was open is kept."
        ).format(error=_short(error))
    return translate(
        "errors",
        "Cosight met a defect of its own ({error}); what was open is kept, details are in {log}.",
    ).format(error=_short(error), log=log)


def _short(error: BaseException) -> str:
    text = str(error).strip().splitlines()
    return f"{type(error).__name__}: {text[0]}" if text else type(error).__name__


def install_hooks(show: Callable[[str], None]) -> None:
    """Send every uncaught error, of any thread, to the log and its sentence to ``show``.

    ``show`` may be called on any thread.
    """

    def report(error: BaseException) -> None:
        show(defect_sentence(error, log_error(error)))

    def on_error(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        report(error.with_traceback(trace))

    def on_thread_error(args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None and not issubclass(args.exc_type, SystemExit):
            report(args.exc_value)

    sys.excepthook = on_error
    threading.excepthook = on_thread_error
