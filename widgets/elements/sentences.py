"""What an element window says while its numbers are being read."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from core.comparison.elements import Elements
from core.comparison.model import PairResult


def reading_text(result: PairResult, elements: Elements | None) -> str:
    """How much of both files has been read, in percent where the whole is known."""
    read = 0 if elements is None else len(elements.left) + len(elements.right)
    whole = result.left_elements + result.right_elements
    if not whole:
        return QCoreApplication.translate("element_sentences", "reading")
    return QCoreApplication.translate("element_sentences", "reading, {percent} %").format(
        percent=min(99, 100 * read // whole)
    )


def rows_read_text(read: int, whole: int, then: Iterable[str]) -> str:
    """How many rows there are already, and what happens ``then``, once all are there."""
    said = QCoreApplication.translate("element_sentences", "{count} of {whole} rows read").format(
        count=f"{read:,}", whole=f"{whole:,}"
    )
    return " · ".join([said, *then])


def then_text(sorted_by: str, only_marked: bool, jump: bool) -> list[str]:
    """What waits for the last number: a sort (by a column, or empty), a filter, a jump."""
    translate = QCoreApplication.translate
    said = []
    if sorted_by:
        text = translate("element_sentences", "then sorted by {title}")
        said.append(text.format(title=sorted_by))
    if only_marked:
        said.append(translate("element_sentences", "then only the marked ones"))
    if jump:
        said.append(translate("element_sentences", "then the jump"))
    return said
