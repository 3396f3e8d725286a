"""What the command line says of an error, whatever it is: one line, never a traceback."""

from __future__ import annotations

from pathlib import Path

from app.errors import log_error
from core.errors import CosightError
from core.messages import translate

OUR_PACKAGES = ("app", "core", "resources", "widgets")


def sentence_of(error: Exception) -> str:
    """One line for whatever went wrong."""
    if isinstance(error, CosightError):
        return str(error)
    if isinstance(error, MemoryError):
        return translate("terminal", "there is not enough memory for this comparison")
    if isinstance(error, ModuleNotFoundError) and error.name:
        package = error.name.partition(".")[0]
        if package not in OUR_PACKAGES:
            return translate(
                "terminal",
                "the Python package {package} is missing: install what Cosight needs with "
                "python -m pip install {folder}",
            ).format(package=package, folder=Path(__file__).resolve().parents[1])
    if isinstance(error, OSError) and error.strerror:
        if not isinstance(error.filename, str):
            return translate(
                "terminal", "the output cannot be written: {reason}; send it somewhere else"
            ).format(reason=error.strerror)
        return translate(
            "terminal", "{path} cannot be used: {reason}; check the path and your rights"
        ).format(path=error.filename, reason=error.strerror)
    log = log_error(error)
    if log is None:
        return translate(
            "terminal", "a defect of Cosight itself ({error}); no log could be written"
        ).format(error=f"{type(error).__name__}: {error}")
    return translate(
        "terminal", "a defect of Cosight itself ({error}); please report it with {log}"
    ).format(error=f"{type(error).__name__}: {error}", log=log)
