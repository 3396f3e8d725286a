"""The one exception that carries a sentence meant for the user."""

from __future__ import annotations


class CosightError(Exception):
    """Input that cannot be used, said in one sentence.

    The message names the file (and line, where there is one), what was expected, what was
    found, and what to do. It is shown as it stands, in the window and on standard error;
    a traceback never is.
    """


class MissingDataDelta(CosightError):  # noqa: N818 - it says what is missing
    """Logarithmic codes whose layer's ``data_delta`` is not known."""
