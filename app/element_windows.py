"""The element windows that are open: one per pair, each read in the background."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.handover import OpenElements
from app.kept_values import FileStamp, KeptValues
from app.pacing.right_of_way import RightOfWay
from app.settings import Settings
from core.comparison.model import Pair, PairFiles, PairResult, Plan
from core.dumps.formats import FixedPoint
from core.dumps.model import Dump, Values
from core.errors import CosightError
from widgets.parts.background import BackgroundTask, Handle

if TYPE_CHECKING:
    from widgets.elements.window import ElementWindow

Sides = tuple[Values, Values]

_STATE_KEY = "window/elements"
_LOOK_SECONDS = 0.1
"""A look at a file's times cannot be ended; its thread is not waited for any longer."""


@dataclass(frozen=True, slots=True)
class _Read:
    """Both sides of a pair, and their files as they stood."""

    sides: Sides
    stamps: tuple[FileStamp | None, FileStamp | None]


@dataclass(frozen=True, slots=True)
class _Looked:
    """Whether the files stand as they were ``read``, and what to do where they do not."""

    read: _Read
    say: Callable[[], None]
    holds: bool


@dataclass(slots=True)
class _Open:
    window: ElementWindow
    task: BackgroundTask
    plan: Plan
    result: PairResult
    hex_format: FixedPoint
    look: BackgroundTask
    """Asks for the files' times: a share of a network that is gone answers after a minute."""
    read: _Read | None = None

    def shows(self, result: PairResult, hex_format: FixedPoint) -> bool:
        """Whether the window shows this result; its files may have changed."""
        return (self.result, self.hex_format) == (result, hex_format)

    def look_whether_changed(self, say: Callable[[], None]) -> None:
        """``say`` later on, if the numbers that are shown do not stand in the files any more."""
        read = self.read
        if read is None:
            # They are still on their way.
            return
        stamps = [stamp for stamp in read.stamps if stamp is not None]

        def work(_: Handle) -> _Looked:
            return _Looked(read, say, all(stamp.holds() for stamp in stamps))

        self.look.start(work)

    def on_looked(self, looked: _Looked) -> None:
        """What was read meanwhile is newer than the look."""
        if not looked.holds and looked.read is self.read:
            looked.say()


class ElementWindows(QObject):
    """Opens, finds again and closes element windows; ``helpAsked``: F1 in one of them."""

    helpAsked = Signal()

    def __init__(
        self, settings: Settings, owner: QWidget, right_of_way: RightOfWay | None = None
    ) -> None:
        """``right_of_way``: taken while a window is drawn; all who read or compare heed it."""
        super().__init__(owner)
        self._right_of_way = right_of_way or RightOfWay(self)
        self._owner = owner
        self._settings = settings
        self._open: dict[PairFiles, _Open] = {}
        self.kept = KeptValues()
        """Numbers that were read, for whoever shows them next."""

    def show(self, plan: Plan, result: PairResult) -> ElementWindow:
        """Show the pair's elements; a window already open for it comes to the front.

        A window that shows the numbers of an earlier comparison gives way to a new one, and one
        whose files have changed reads them anew. Numbers that were read before and whose files
        are unchanged are not read again.
        """
        key = result.pair.files
        hex_format = plan.request.hex_format
        entry = self._open.get(key)
        if entry is not None and not entry.shows(result, hex_format):
            entry.window.close()
        elif entry is not None:
            window = entry.window
            window.showNormal() if window.isMinimized() else window.show()
            window.raise_()
            window.activateWindow()
            entry.look_whether_changed(partial(window.read_anew, result))
            return window
        # It brings pyqtgraph along, which the main window does not wait for.
        from widgets.elements.window import ElementWindow

        self._right_of_way.take_turn()
        window = ElementWindow(result)
        state = self._settings.state(_STATE_KEY)
        if not state.isEmpty():
            window.restore_state(state)
        task, look = BackgroundTask(self, "elements"), BackgroundTask(self, "file times")
        opened = self._open[key] = _Open(window, task, plan, result, hex_format, look)
        look.succeeded.connect(lambda looked: opened.on_looked(looked))
        window.closed.connect(lambda: self._on_closed(key))
        window.helpAsked.connect(self.helpAsked)

        def work(handle: Handle) -> _Read:
            return self._values(opened.plan, opened.result.pair, handle)

        def show_so_far(sides: Sides) -> None:
            self._right_of_way.take_turn()
            window.set_values_so_far(*sides)

        def show_all(read: _Read) -> None:
            self._right_of_way.take_turn()
            opened.read = read
            window.set_values(*read.sides)

        task.progressed.connect(show_so_far)
        task.succeeded.connect(show_all)
        task.failed.connect(lambda error: window.show_failure(self._sentence(error)))
        window.readAgainAsked.connect(lambda: task.start(work))
        task.start(work)
        window.show()
        return window

    def follow(self, plan: Plan, results: Mapping[int, PairResult]) -> None:
        """A comparison is complete: windows of pairs that it measured otherwise, or whose files
        have changed, read themselves anew; one whose pair is not in it says that the files have
        changed, where they have."""
        if not self._open:
            return
        new = {result.pair.files: result for result in results.values()}
        hex_format = plan.request.hex_format
        for entry in self._open.values():
            result = new.get(entry.result.pair.files)
            if result is None:
                entry.look_whether_changed(entry.window.say_changed)
            elif entry.shows(result, hex_format):
                entry.plan, entry.result = plan, result
                entry.look_whether_changed(partial(entry.window.read_anew, result))
            else:
                entry.plan, entry.result, entry.hex_format = plan, result, hex_format
                entry.window.read_anew(result)

    def _values(self, plan: Plan, pair: Pair, handle: Handle) -> _Read:
        """Both sides of a pair, kept or read; reports what there is meanwhile. On any thread."""
        from core.comparison.engine import read_pair
        from core.comparison.lookup import Lookup

        dot = Lookup(plan.dot) if plan.dot is not None else None

        def stamp(dump: Dump) -> FileStamp | None:
            data_delta = dot.data_delta(dump.name) if dot is not None else None
            return FileStamp.of(dump, plan.request.hex_format, data_delta)

        before = stamp(pair.left), stamp(pair.right)
        left, right = self.kept.get(before[0]), self.kept.get(before[1])
        if left is None or right is None:

            def cancelled() -> bool:
                # Looked at between blocks. Two threads that read leave a window on two processors
                # half of its time.
                self._right_of_way.wait()
                return handle.cancelled()

            left, right = read_pair(plan, pair, cancelled, lambda *sides: handle.report(sides))
            self.kept.put(before[0], stamp(pair.left), left)
            self.kept.put(before[1], stamp(pair.right), right)
        return _Read((left, right), before)

    def opened(self) -> tuple[OpenElements, ...]:
        """The windows that are open."""
        return tuple(
            OpenElements(entry.result.pair.files, entry.window.saveGeometry())
            for entry in self._open.values()
        )

    def close_all(self) -> None:
        """Close every window and wait for its reading to end."""
        for entry in list(self._open.values()):
            entry.window.close()
        self._open.clear()

    def _on_closed(self, key: PairFiles) -> None:
        entry = self._open.pop(key, None)
        if entry is None:
            return
        self._settings.set_state(_STATE_KEY, entry.window.save_state())
        entry.task.join()
        entry.look.join(_LOOK_SECONDS)
        entry.read = None
        entry.task.deleteLater()
        entry.look.deleteLater()
        entry.window.deleteLater()

    def _sentence(self, error: Exception) -> str:
        if isinstance(error, CosightError):
            return str(error)
        # A defect of ours: the hooks log it and tell the user, the window stays usable.
        raise error
