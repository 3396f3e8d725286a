"""The main window: puts the views together and passes what they say to the session.

It comes in two parts, so that it is on screen at once: the frame with sources, settings, commands
and menus, and behind its first paint all that shows results, with what that imports.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QPaintEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QMenu

from app import late_modules
from app.action_links import connect_actions
from app.actions import build_menus
from app.desk import LOW_WINDOW
from app.dropped_paths import DroppedPaths
from app.early_warm_up import EarlyWarmUp
from app.handover import Handover
from app.help.chapters import Chapter
from app.help.handbook import Handbook
from app.language import Language, language_of, set_language, speak
from app.next_comparison import NextComparison, Stage
from app.pacing.late_part import LatePart
from app.settings import Settings
from app.theme import Theme, ThemeController, use_style
from app.views import Views
from app.window_memory import WindowMemory
from core.errors import CosightError
from core.messages import install_translator
from widgets.sources.recent_comparisons import RecentComparison

if TYPE_CHECKING:
    from app.element_windows import ElementWindows
    from app.file_dialogs import FileDialogs
    from app.file_jobs import FileJobs
    from app.focus import Focus
    from app.kept_results import KeptResults
    from app.session import Session
    from app.session_display import SessionDisplay
    from widgets.elements.window import ElementWindow
    from widgets.results.panel import ResultPanel
    from widgets.results.summary_bar import SummaryBar
    from widgets.topology.panel import TopologyPanel
    from widgets.trend.plot import TrendPlot


class MainWindow(QMainWindow):
    """Cosight's one main window.

    ``ready`` comes once all of it stands; what the user asks for before is kept and done then.
    ``settled`` comes once nothing is made ready behind it any more. ``failed(error)``: the rest of
    it cannot be built. ``rebuildWanted``: the user chose another language; this window keeps
    speaking the one it was built in.
    """

    ready = Signal()
    settled = Signal()
    failed = Signal(object)
    rebuildWanted = Signal()

    session: Session
    summary: SummaryBar
    table: ResultPanel
    topology: TopologyPanel
    trend: TrendPlot
    focus: Focus
    files: FileJobs
    kept: KeptResults
    _display: SessionDisplay
    # Qt may send change events while the constructor still runs.
    _is_ready = False
    _elements: ElementWindows
    _dialogs: FileDialogs

    def __init__(self, at_once: bool = True) -> None:
        """``at_once`` False builds the frame alone; the rest follows its first paint."""
        super().__init__()
        install_translator(QCoreApplication.translate)
        self.setWindowTitle("Cosight")
        self.settings = Settings()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.theme = ThemeController(application)
        speak(application, language_of(self.settings))
        self._waiting: list[Callable[[], object]] = []
        self._rest = LatePart(late_modules.BESIDE, late_modules.BEHIND, self._build_rest(), self)
        self._rest.failed.connect(self.failed)
        self.views = views = Views()
        self.sources, self.algorithm, self.commands = views.sources, views.algorithm, views.commands
        self.progress = views.progress
        self._next = NextComparison(self.sources, self.progress, self)
        self.handbook = Handbook(self, views)
        self._warm_up = EarlyWarmUp(self.progress, self)
        self._warm_up.over.connect(self.settled)
        self.setCentralWidget(views)
        drops = DroppedPaths(self, views)
        drops.said.connect(self.progress.end)
        self.ready.connect(drops.take_from_edits)
        self._take_room()
        self.recent_menu = QMenu(self)
        self.actions_by_name = build_menus(self, self.recent_menu)
        connect_actions(self)
        self._connect_frame()
        self._memory = WindowMemory(
            self, self.views, self.theme, self.actions_by_name, self.recent_menu, self.settings
        )
        self._memory.recentChosen.connect(self.open_recent)
        self._next.begun.connect(self._memory.note_comparison)
        self._memory.restore()
        views.desk.stand_in(self.height())
        self._update_buttons()
        if at_once:
            use_style(application)
            self._rest.finish()

    # -- what others may call ------------------------------------------------------------

    def open_folders(
        self, left: str, rights: Sequence[str], dot: str = "", prototxt: str = ""
    ) -> None:
        """Fill in the folders and compare them; the files of the last session are not theirs."""
        self.sources.set_folders(left, rights[0] if rights else "")
        if dot:
            self.sources.set_dot(dot)
        if prototxt:
            self.sources.set_prototxt(prototxt)
        if not self._is_ready:
            # Keys that are pressed while the window comes are for nobody.
            self.views.setFocus()
        if len(rights) > 1:
            sentence = self.tr(
                "The window compares two folders at a time: {right} is shown, {others} not. "
                "The command line compares all {count}, and --html shows them on one page."
            ).format(
                right=Path(rights[0]).name,
                others=", ".join(Path(right).name for right in rights[1:]),
                count=len(rights) + 1,
            )
            self.when_ready(lambda: self._display.say_with_plan(sentence))
        self.start_comparison()

    def open_recent(self, recent: RecentComparison) -> None:
        """Compare what was compared before, with the same files."""
        self.sources.recall(recent, self.start_comparison)

    def open_sample(self) -> None:
        """Compare the bundled sample."""
        from app.demo import sample_request

        try:
            sample = sample_request()
        except CosightError as error:
            self.show_notice(str(error))
            return
        self.open_folders(
            str(sample.left),
            [str(right) for right in sample.rights],
            dot=str(sample.dot),
            prototxt=str(sample.prototxt),
        )

    def show_notice(self, sentence: str) -> None:
        """Tell the user something that went wrong or that needs doing."""
        self.when_ready(lambda: self._display.show_notice(sentence))

    def start_comparison(self) -> None:
        """Compare what the sources say now, also where the window is not ready for it yet; not
        where an entry is refused."""
        if not self.sources.take_entries():
            self.commands.set_open(True)
            return
        left_out = self.sources.leave_others_behind()
        if left_out:
            sentence = self.tr(
                "Not used: {files}, chosen for the folders before these; “Keep” under Sources "
                "brings it back."
            )
            if len(left_out) > 1:
                sentence = self.tr(
                    "Not used: {files}, chosen for the folders before these; “Keep” under Sources "
                    "brings them back."
                )
            sentence = sentence.format(files=", ".join(left_out))
            self.when_ready(lambda: self._display.say_with_plan(sentence))
        self._next.ask()

    def choose_theme(self, theme: Theme) -> None:
        """Show these colours from now on."""
        self.theme.apply(theme)

    def choose_language(self, language: Language) -> None:
        """Speak this language from the next window on, and ask for that."""
        if language is not language_of(self.settings):
            set_language(self.settings, language)
            self.rebuildWanted.emit()

    def open_elements(self, index: int) -> ElementWindow | None:
        """Show the elements of a pair (its place in the plan); None while it is not measured."""
        plan = self.session.plan
        result = self.session.results.get(index)
        if plan is None or result is None:
            return None
        return self._elements.show(plan, result)

    def hand_over(self) -> Handover:
        """What is shown, is being compared or will be in a moment, whatever the sources say now."""
        return self._next.hand_over()

    def take_over(self, handover: Handover) -> None:
        """Show what another window showed; the sources keep what stands in them."""
        self._next.take_over(handover)

    def when_ready(self, call: Callable[[], object]) -> None:
        """Do this now, or once the window stands."""
        if self._is_ready:
            call()
        else:
            self._waiting.append(call)

    def build_rest(self) -> None:
        """Begin with what shows results; comes by itself after the first paint."""
        self._rest.begin()

    # -- the frame -----------------------------------------------------------------------

    def _take_room(self) -> None:
        room = self.screen().availableSize()
        # The frame and the title bar need room, too.
        self.resize(min(1440, room.width() * 24 // 25), min(900, room.height() * 11 // 12))
        if room.height() < LOW_WINDOW:
            # Of a small screen all is needed.
            self.setWindowState(Qt.WindowState.WindowMaximized)

    def _connect_frame(self) -> None:
        acts = self.actions_by_name
        self.commands.foldToggled.connect(acts["show_sources"].setChecked)
        self.commands.compare.pressed.connect(self.sources.hold_refusal)
        self.commands.compareRequested.connect(self.start_comparison)
        self.commands.showResultRequested.connect(acts["show_result"].trigger)
        self.commands.saveReportRequested.connect(acts["save_report"].trigger)
        self.progress.cancelRequested.connect(self.cancel)
        self._next.changed.connect(self._update_buttons)
        self._next.incomplete.connect(self._on_incomplete)
        self.sources.compareWanted.connect(self.commands.compare.click)
        self.sources.offerTaken.connect(self.commands.compare.setFocus)
        self.sources.foldersChanged.connect(lambda: self.when_ready(self._discover))

    # -- the rest, behind the first paint ------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        self._rest.begin_behind_paint()

    def changeEvent(self, event: QEvent) -> None:
        if event.type() == QEvent.Type.PaletteChange and self._is_ready:
            self._display.draw_in_turns()
        super().changeEvent(event)

    def _build_rest(self) -> Iterator[None]:
        """What shows results, in steps short enough to type between them."""
        from app.element_windows import ElementWindows
        from app.file_dialogs import FileDialogs
        from app.file_jobs import FileJobs
        from app.focus import Focus
        from app.kept_results import KeptResults
        from app.saving_progress import SavingProgress
        from app.session import Session
        from app.session_display import SessionDisplay
        from widgets.results.panel import ResultPanel
        from widgets.results.summary_bar import SummaryBar
        from widgets.topology.panel import TopologyPanel
        from widgets.trend.plot import TrendPlot

        self.table = ResultPanel()
        yield
        self.topology = TopologyPanel()
        yield
        self.summary, self.trend = SummaryBar(), TrendPlot()
        yield
        self.session = Session(self.settings, self)
        self._elements = ElementWindows(self.settings, self, self.session.right_of_way)
        self.session.completed.connect(
            lambda comparison: self._elements.follow(comparison.plan, self.session.results)
        )
        self._elements.helpAsked.connect(lambda: self.handbook.open_at(Chapter.ELEMENTS))
        self.focus = Focus(self.table, self.topology, self.trend, self)
        self._dialogs = FileDialogs(self, self.settings)
        self.files = FileJobs(self.session, self.sources, self._dialogs, self)
        SavingProgress(self.session, self._dialogs, self.progress, self)
        clear_kept = self.actions_by_name["clear_kept"]
        self.kept = KeptResults(clear_kept, lambda: self.session.comparing, self)
        self.views.place_results(self.summary, self.table, self.topology, self.trend)
        self._display = SessionDisplay(self.session, self.views, self.focus, self)
        self._connect_rest()
        self._memory.restore_results()
        self._display.show_sources()
        yield
        self._become_ready()

    def _connect_rest(self) -> None:
        self._display.changed.connect(self._update_buttons)
        self.files.refused.connect(self._display.show_notice)
        self.kept.said.connect(self.progress.end)
        self.sources.changed.connect(self._display.show_sources)
        self.summary.layerClicked.connect(self.focus.select_layer)
        self.table.partnerPicked.connect(self._pick_partner)
        self.table.partnerCleared.connect(self._clear_partner)
        self._dialogs.partners_loaded.connect(self.session.replace_partners)
        self._dialogs.failed.connect(self._display.show_error)
        self.focus.activated.connect(self.open_elements)
        self.topology.said.connect(self.progress.end)
        self.topology.offerTaken.connect(self._use_offer)
        self.focus.without_dumps.connect(
            lambda node: self.progress.end(
                self.tr("{layer} has no pair of dumps to open.").format(layer=node)
            )
        )

    def _become_ready(self) -> None:
        """Do what was asked for meanwhile, and make the kernels ready before they are needed."""
        self._is_ready = True
        waiting, self._waiting = self._waiting, []
        self._next.set_stage(
            Stage(
                self.session,
                self._elements,
                self.focus,
                self.topology,
                self.open_elements,
                self._come_to_front,
            )
        )
        for call in waiting:
            call()
        self._next.begin()
        self._warm_up.start()
        self.ready.emit()

    # -- the user asks -------------------------------------------------------------------

    def _on_incomplete(self, sentence: str) -> None:
        self.show_notice(sentence)
        self.commands.set_open(True)

    def cancel(self) -> None:
        """Stop the comparison, also one that has not begun."""
        if self._is_ready:
            self.session.cancel()
        else:
            self._next.drop()

    def _discover(self) -> None:
        self.session.discover([self.sources.left(), self.sources.right()])

    def _use_offer(self) -> None:
        # The button that was pressed goes, and Qt would give the focus to whatever is next.
        self.topology.view.setFocus()
        self.sources.use_offer()
        self.start_comparison()

    def show_result(self) -> None:
        """The network, at the layer to look at first."""
        self.views.desk.bring(self.views.desk.topology_dock)
        if self.session.plan is not None and self.session.plan.network is None:
            button = self.topology.focus_offer()
            if button:
                self.show_notice(
                    self.tr("The network is not known: press “{button}” to see it.").format(
                        button=button
                    )
                )
                return
            self.show_notice(
                self.tr(
                    "The network is not known: give a prototxt or a dot above and press Compare."
                )
            )
            self.commands.set_open(True)
            return
        self.focus.select_first_bad()
        self.topology.view.setFocus()

    def _pick_partner(self, left: str, right: str, right_index: int) -> None:
        from core.comparison.model import ManualPair

        self.focus.expect(left, right)
        self.session.pick_partner(ManualPair(left, right, right_index))

    def _clear_partner(self, left: str, right: str, right_index: int) -> None:
        from core.comparison.model import ManualPair

        self.focus.expect(left, right)
        self.session.clear_partner(ManualPair(left, right, right_index))

    def _come_to_front(self) -> None:
        self.raise_()
        self.activateWindow()

    # -- state ---------------------------------------------------------------------------

    def _update_buttons(self) -> None:
        comparing, finished, planned = self._next.waits, False, False
        if self._is_ready:
            comparing = self.session.comparing
            finished = self.session.comparison is not None and not comparing
            planned = self.session.plan is not None
        self.commands.compare.setEnabled(not comparing)
        self.commands.save_report.setEnabled(finished)
        self.commands.show_result.setEnabled(planned)
        self.actions_by_name["compare"].setEnabled(not comparing)
        self.actions_by_name["cancel"].setEnabled(comparing)
        self.actions_by_name["save_report"].setEnabled(finished)
        if self._is_ready:
            self.kept.refresh()

    def closeEvent(self, event: QCloseEvent) -> None:
        self._memory.save()
        self.handbook.close()
        # Waiting for a thread must not leave a dead window on the screen.
        self.hide()
        self._rest.stop()
        if self._is_ready:
            self._elements.close_all()
            self._dialogs.close()
            self.kept.close()
            self.session.close()
        self.views.stop()
        self._warm_up.close()
        self.theme.release()
        event.accept()
