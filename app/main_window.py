"""The main window: puts the views together and passes what they say to the session and back."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QCoreApplication, Qt, QTimer
from PySide6.QtGui import QCloseEvent
from PySide6.QtWidgets import (
    QApplication,
    QMainWindow,
    QMenu,
    QMessageBox,
)

from app.actions import build_menus
from app.demo import sample_request
from app.element_windows import ElementWindows
from app.errors import defect_sentence, log_error
from app.file_dialogs import FileDialogs
from app.request_from import request_from
from app.selection import Selection
from app.session import Progress, Session
from app.settings import Settings
from app.theme import Theme, ThemeController
from app.views import Views
from app.warm_up import warm_up
from app.window_memory import WindowMemory
from core.comparison.model import Comparison, ManualPair, PairResult, Plan, Request
from core.errors import CosightError
from core.messages import install_translator
from widgets.background import BackgroundTask
from widgets.icons import icon

if TYPE_CHECKING:
    from core.network.discover import Candidates
    from core.network.layout import Layout
    from core.network.model import Network
    from widgets.element_window import ElementWindow


class MainWindow(QMainWindow):
    """Cosight's one main window."""

    def __init__(self) -> None:
        super().__init__()
        install_translator(QCoreApplication.translate)
        self.setWindowTitle("Cosight")
        self.settings = Settings()
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        self.theme = ThemeController(application)
        self.session = Session(self.settings, self)
        self._elements = ElementWindows(self.settings, self)
        self._dialogs = FileDialogs(self)
        self._warm_up = BackgroundTask(self, "warm-up")

        self.views = views = Views()
        self.sources, self.algorithm, self.commands = views.sources, views.algorithm, views.commands
        self.summary, self.progress = views.summary, views.progress
        self.table, self.topology, self.trend = views.table, views.topology, views.trend
        self._selection = Selection(self.table, self.topology, self.trend, self)
        self._place_views()
        self.recent_menu = QMenu(self)
        self.actions_by_name = build_menus(self, self.recent_menu)
        self._connect_actions()
        self._connect_views()
        self._connect_session()
        self._memory = WindowMemory(
            self, self.views, self.theme, self.actions_by_name, self.recent_menu, self.settings
        )
        self._memory.recentChosen.connect(lambda left, right: self.open_folders(left, [right]))
        self._memory.restore()
        self._update_buttons()
        QTimer.singleShot(0, lambda: self._warm_up.start(lambda handle: warm_up(handle.cancelled)))

    # -- what others may call ------------------------------------------------------------

    def open_folders(self, left: str, rights: Sequence[str]) -> None:
        """Fill in the folders and compare them."""
        self.sources.set_left(left)
        self.sources.set_right(rights[0] if rights else "")
        if len(rights) > 1:
            self.show_notice(
                self.tr(
                    "The window compares two folders; for {count} use the command line."
                ).format(count=len(rights) + 1)
            )
        self.start_comparison()

    def open_sample(self) -> None:
        """Compare the bundled sample."""
        try:
            sample = sample_request()
        except CosightError as error:
            self.show_notice(str(error))
            return
        self.sources.set_prototxt(str(sample.prototxt))
        self.sources.set_dot(str(sample.dot))
        self.open_folders(str(sample.left), [str(right) for right in sample.rights])

    def show_notice(self, sentence: str) -> None:
        """Tell the user something that went wrong or that needs doing."""
        self.summary.set_notices([sentence])

    def start_comparison(self) -> None:
        """Compare what the sources say."""
        request = self._request()
        if request is None:
            return
        self.session.compare(request)
        self._memory.note_comparison(
            self.sources.left(), self.sources.right(), self.sources.dot(), self.sources.prototxt()
        )

    def _request(self) -> Request | None:
        """What the sources ask for; None, and a notice, where something is missing or wrong."""
        left, right = self.sources.left(), self.sources.right()
        if not left or not right:
            missing = self.tr("Left Folder") if not left else self.tr("Right Folder")
            self.show_notice(
                self.tr("Choose a {folder} first: the folder that holds one run's dumps.").format(
                    folder=missing
                )
            )
            self.commands.set_open(True)
            return None
        try:
            return request_from(self.sources)
        except CosightError as error:
            self.show_notice(str(error))
            return None

    # -- putting together ----------------------------------------------------------------

    def _place_views(self) -> None:
        self.setCentralWidget(self.views)
        # Element windows stand by themselves and take the application's icon.
        QApplication.setWindowIcon(icon("cosight", self.palette()))
        room = self.screen().availableSize()
        # The frame and the title bar need room, too.
        self.resize(min(1440, room.width() * 24 // 25), min(900, room.height() * 11 // 12))

    def _connect_actions(self) -> None:
        acts = self.actions_by_name
        handlers = {
            "open_left": lambda: self._choose_folder(left=True),
            "open_right": lambda: self._choose_folder(left=False),
            "open_sample": self.open_sample,
            "load_partners": self._load_partners,
            "save_partners": self._save_partners,
            "save_report": self._save_report,
            "convert": self._convert_files,
            "quit": self.close,
            "compare": self.start_comparison,
            "cancel": self.session.cancel,
            "show_result": self._show_result,
            "next_red": lambda: self._selection.step_red(1),
            "previous_red": lambda: self._selection.step_red(-1),
            "about": self._about,
        }
        for name, handler in handlers.items():
            acts[name].triggered.connect(lambda _=False, call=handler: call())
        acts["show_sources"].toggled.connect(self.commands.set_open)
        acts["show_topology"].toggled.connect(self.topology.setVisible)
        acts["show_trend"].toggled.connect(self.trend.setVisible)
        for theme in Theme:
            acts[f"theme_{theme}"].triggered.connect(
                lambda _=False, chosen=theme: self.choose_theme(chosen)
            )

    def _connect_views(self) -> None:
        self.commands.foldToggled.connect(self.actions_by_name["show_sources"].setChecked)
        self.commands.compareRequested.connect(self.start_comparison)
        self.commands.showResultRequested.connect(self._show_result)
        self.commands.saveReportRequested.connect(self._save_report)
        self.progress.cancelRequested.connect(self.session.cancel)
        self.sources.foldersChanged.connect(self._on_folders_changed)
        self.sources.changed.connect(self._on_sources_changed)
        self.algorithm.changed.connect(self._apply_thresholds)
        self.summary.severityClicked.connect(self.table.set_severity_filter)
        self.summary.unmatchedClicked.connect(self.table.show_unmatched)
        self.table.filterChanged.connect(self.summary.set_active)
        self.summary.layerClicked.connect(self._selection.select_layer)
        self.table.partnerPicked.connect(self._pick_partner)
        self.table.partnerCleared.connect(self._clear_partner)
        self._dialogs.saved.connect(
            lambda path: self.progress.end(self.tr("Saved {file}.").format(file=path))
        )
        self._dialogs.partners_loaded.connect(self.session.replace_partners)
        self._dialogs.failed.connect(self._show_error)
        self._selection.activated.connect(self.open_elements)
        self.topology.said.connect(self.progress.end)
        self.topology.offerTaken.connect(self._use_offer)
        self._selection.without_dumps.connect(
            lambda node: self.progress.end(
                self.tr("{layer} has no pair of dumps to open.").format(layer=node)
            )
        )

    def _connect_session(self) -> None:
        session = self.session
        session.preparing.connect(self._on_preparing)
        session.planned.connect(self._on_planned)
        session.measured.connect(self._on_measured)
        session.progressed.connect(self._on_progress)
        session.completed.connect(self._on_completed)
        session.stopped.connect(self._on_stopped)
        session.failed.connect(self._on_failed)
        session.laid_out.connect(self._on_laid_out)
        session.offered.connect(self._on_offered)

    # -- the session speaks --------------------------------------------------------------

    def _on_preparing(self) -> None:
        self.summary.set_notices([])
        self.progress.begin(self.tr("Reading the folders…"))
        self._update_buttons()

    def _on_planned(self, plan: Plan) -> None:
        left, right = plan.left.folder, plan.rights[0].folder
        self._show_title(plan)
        self.topology.set_folder(str(plan.rights[0].folder.parent))
        self.commands.set_open(any(one.code == "network_mismatch" for one in plan.findings))
        self.setWindowTitle(f"{_short_name(left)} ↔ {_short_name(right)} – Cosight")
        self._selection.set_plan(plan)
        self.table.set_plan(plan)
        self.trend.set_plan(plan)
        self._show_counts()
        self.summary.set_notices([finding.text for finding in plan.findings])
        # In a step of its own: measuring the texts of a large net takes its time.
        QTimer.singleShot(0, self._lay_out)
        self._update_buttons()

    def _lay_out(self) -> None:
        plan = self.session.plan
        if plan is None:
            return
        if plan.network is None:
            self.session.forget_layout()
            self.topology.show_empty()
            self._offer_network()
        elif self.session.lay_out(plan.network, self.topology.node_sizes(plan.network)):
            self.topology.show_laying_out()
        else:
            self._selection.topology_ready()

    def _on_measured(self, results: list[tuple[int, PairResult]]) -> None:
        self.table.add_results(results)
        self.trend.add_results(results)
        self._selection.add_results(results)
        self._show_counts()

    def _show_counts(self) -> None:
        plan = self.session.plan
        if plan is None:
            return
        results = self.session.results
        counts = Counter(result.severity for result in results.values())
        self.summary.set_counts(counts, len(results), len(plan.pairs), len(plan.unmatched))

    def _on_progress(self, event: Progress) -> None:
        text = event.text
        if event.total:
            text = self.tr("{done} of {total} · {layer}").format(
                done=event.done, total=event.total, layer=event.text
            )
        self.progress.advance(event.done, event.total, text)

    def _on_completed(self, comparison: Comparison) -> None:
        self.summary.set_summary(comparison.summary)
        self._selection.set_first_bad(comparison.summary.first_bad_layer)
        self.progress.end(self.tr("Compared {pairs} pairs.").format(pairs=comparison.summary.pairs))
        self._update_buttons()

    def _on_stopped(self) -> None:
        plan = self.session.plan
        if plan is None or not self.session.plan_came:
            self.progress.end(self.tr("Cancelled before the first pair was measured."))
        else:
            self.progress.end(
                self.tr("Cancelled after {done} of {total} pairs; what was measured stays.").format(
                    done=len(self.session.results), total=len(plan.pairs)
                )
            )
        self._update_buttons()

    def _on_failed(self, error: Exception) -> None:
        if self.session.comparing:
            # The layout failed; the comparison beside it goes on.
            self._show_error(error)
            return
        self.progress.end("")
        self.commands.set_open(True)
        self._show_error(error)
        self._update_buttons()

    def _show_error(self, error: Exception) -> None:
        self.show_notice(
            str(error)
            if isinstance(error, CosightError)
            else defect_sentence(error, log_error(error))
        )

    def _on_laid_out(self, network: Network, layout: Layout) -> None:
        self.topology.show_network(network, layout)
        self._selection.topology_ready()

    def _on_offered(self, candidates: Candidates) -> None:
        self.sources.offer(candidates.prototxts, candidates.dots)
        self._offer_network()

    def _offer_network(self) -> None:
        """What lies beside the folders is one click away where the network would be."""
        plan = self.session.plan
        if plan is None or plan.network is None:
            self.topology.offer(self.sources.offered() if plan is not None else [])

    def _use_offer(self) -> None:
        self.sources.use_offer()
        self.start_comparison()

    # -- the user asks -------------------------------------------------------------------

    def _on_folders_changed(self) -> None:
        self.session.discover([self.sources.left(), self.sources.right()])

    def _on_sources_changed(self) -> None:
        """What is shown and what the sources say may differ from now on: say so."""
        plan = self.session.plan
        left, right = self.sources.left(), self.sources.right()
        if plan is None:
            if not self.session.comparing:
                self.summary.set_notices([])
            self.table.set_empty_text(
                self.tr("Press Compare (F5)")
                if left and right
                else self.tr("Choose two folders and press Compare")
            )
            return
        try:
            asked = request_from(self.sources)
        except CosightError:
            asked = None
        shown = replace(plan.request, manual_pairs=())
        self._show_title(plan, changed=asked != shown)

    def _show_title(self, plan: Plan, changed: bool = False) -> None:
        title = f"{_short_name(plan.left.folder)}  ↔  {_short_name(plan.rights[0].folder)}"
        if changed:
            title += self.tr("  ·  the sources have changed: press Compare (F5)")
        self.commands.set_title(title)

    def _apply_thresholds(self) -> None:
        self.table.set_thresholds(self.algorithm.thresholds(), self.algorithm.max_error_count())
        self.table.show_standard_deviation(self.algorithm.show_standard_deviation())

    def _show_result(self) -> None:
        """The network, at the layer to look at first."""
        self.actions_by_name["show_topology"].setChecked(True)
        if self.session.plan is not None and self.session.plan.network is None:
            self.show_notice(
                self.tr(
                    "The network is not known: give a prototxt or a dot above and press Compare."
                )
            )
            self.commands.set_open(True)
            return
        self._selection.select_first_bad()
        self.topology.view.setFocus()

    def _pick_partner(self, left: str, right: str, right_index: int) -> None:
        self._selection.expect(left, right)
        self.session.pick_partner(ManualPair(left, right, right_index))

    def _clear_partner(self, left: str, right: str, right_index: int) -> None:
        self._selection.expect(left, right)
        self.session.clear_partner(ManualPair(left, right, right_index))

    def open_elements(self, index: int) -> ElementWindow | None:
        """Show the elements of a pair (its place in the plan); None while it is not measured."""
        plan = self.session.plan
        result = self.session.results.get(index)
        if plan is None or result is None:
            return None
        return self._elements.show(plan, result)

    def _choose_folder(self, left: bool) -> None:
        folder = self._dialogs.folder(self.sources.left() if left else self.sources.right())
        if folder:
            (self.sources.set_left if left else self.sources.set_right)(folder)

    def _save_report(self) -> None:
        if self.session.comparison is None:
            self.show_notice(self.tr("There is nothing to save yet: press Compare first."))
            return
        self._dialogs.save_report(self.session.comparison)

    def _load_partners(self) -> None:
        if self.session.plan is None:
            self.show_notice(self.tr("Compare two folders first, then load the partners for them."))
            return
        self._dialogs.load_partners()

    def _save_partners(self) -> None:
        plan = self.session.plan
        if plan is None or not plan.request.manual_pairs:
            self.show_notice(self.tr("No partner has been chosen by hand yet."))
            return
        self._dialogs.save_partners(plan.request.manual_pairs, plan)

    def _convert_files(self) -> None:
        from app.convert_dialog import ConvertDialog

        dialog = ConvertDialog(self.sources.dot(), self.sources.right(), self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.show()

    def choose_theme(self, theme: Theme) -> None:
        """Show these colours from now on."""
        self.theme.apply(theme)

    def _about(self) -> None:
        box = QMessageBox(self)
        box.setWindowTitle(self.tr("About Cosight"))
        box.setText("Cosight")
        box.setInformativeText(
            self.tr(
                "See where two runs of a network part ways.\n\n"
                "Compares the per-layer dumps of a float run and a quantised run."
            )
        )
        box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        box.open()

    # -- state ---------------------------------------------------------------------------

    def _update_buttons(self) -> None:
        comparing = self.session.comparing
        ready = self.session.comparison is not None and not comparing
        self.commands.compare.setEnabled(not comparing)
        self.commands.save_report.setEnabled(ready)
        self.commands.show_result.setEnabled(self.session.plan is not None)
        self.actions_by_name["compare"].setEnabled(not comparing)
        self.actions_by_name["cancel"].setEnabled(comparing)
        self.actions_by_name["save_report"].setEnabled(ready)

    def closeEvent(self, event: QCloseEvent) -> None:
        self._memory.save()
        self._elements.close_all()
        self._dialogs.close()
        self.session.close()
        self.views.stop()
        self._warm_up.join()
        event.accept()


def _short_name(folder: Path) -> str:
    """The folder's name, with its parent's where the name alone says little."""
    name = folder.name or str(folder)
    return f"{folder.parent.name}/{name}" if folder.parent.name else name
