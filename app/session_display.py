"""What the session says, shown: plan, results, progress, errors and the network's picture."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtWidgets import QWidget

from app.errors import defect_sentence, log_error
from app.request_from import request_from
from app.selection import Selection
from app.session import Progress, Session
from app.views import Views
from core.comparison.model import Comparison, PairResult, Plan
from core.errors import CosightError

if TYPE_CHECKING:
    from core.network.discover import Candidates
    from core.network.layout import Layout
    from core.network.model import Network


class SessionDisplay(QObject):
    """Passes what the session says on to the views of ``window``.

    ``changed``: what can be asked for may be another thing now, so that buttons want a look.
    """

    changed = Signal()

    def __init__(
        self, session: Session, views: Views, selection: Selection, window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._selection = selection
        self._sources, self._commands, self._progress = (
            views.sources,
            views.commands,
            views.progress,
        )
        self._summary = views.summary
        self._table, self._topology, self._trend = views.table, views.topology, views.trend
        session.preparing.connect(self._on_preparing)
        session.planned.connect(self._on_planned)
        session.measured.connect(self._on_measured)
        session.progressed.connect(self._on_progress)
        session.completed.connect(self._on_completed)
        session.stopped.connect(self._on_stopped)
        session.failed.connect(self._on_failed)
        session.laid_out.connect(self._on_laid_out)
        session.offered.connect(self._on_offered)

    # -- sentences -----------------------------------------------------------------------

    def show_notice(self, sentence: str) -> None:
        """Tell the user something that went wrong or that needs doing."""
        self._summary.set_notices([sentence])

    def show_error(self, error: Exception) -> None:
        """Tell the user what went wrong; a defect of ours is logged."""
        self.show_notice(
            str(error)
            if isinstance(error, CosightError)
            else defect_sentence(error, log_error(error))
        )

    def show_sources(self) -> None:
        """What is shown and what the sources say may differ from now on: say so."""
        plan = self._session.plan
        if plan is None:
            if not self._session.comparing:
                self._summary.set_notices([])
            self._table.set_empty_text(
                self.tr("Press Compare (F5)")
                if self._sources.left() and self._sources.right()
                else self.tr("Choose two folders and press Compare")
            )
            return
        try:
            asked = request_from(self._sources)
        except CosightError:
            asked = None
        shown = replace(plan.request, manual_pairs=())
        self._show_title(plan, changed=asked != shown)

    def _show_title(self, plan: Plan, changed: bool = False) -> None:
        title = f"{_short_name(plan.left.folder)}  ↔  {_short_name(plan.rights[0].folder)}"
        if changed:
            title += self.tr("  ·  the sources have changed: press Compare (F5)")
        self._commands.set_title(title)

    # -- the comparison ------------------------------------------------------------------

    def _on_preparing(self) -> None:
        self._summary.set_notices([])
        self._progress.setToolTip("")
        self._progress.begin(self.tr("Reading the folders…"))
        self.changed.emit()

    def _on_planned(self, plan: Plan) -> None:
        left, right = plan.left.folder, plan.rights[0].folder
        self._show_title(plan)
        self._topology.set_folder(str(plan.rights[0].folder.parent))
        self._commands.set_open(any(one.code == "network_mismatch" for one in plan.findings))
        self._window.setWindowTitle(f"{_short_name(left)} ↔ {_short_name(right)} – Cosight")
        self._selection.set_plan(plan)
        self._table.set_plan(plan)
        self._trend.set_plan(plan)
        self._show_counts()
        self._summary.set_notices([finding.text for finding in plan.findings])
        # In a step of its own: measuring the texts of a large net takes its time.
        QTimer.singleShot(0, self._lay_out)
        self.changed.emit()

    def _on_measured(self, results: list[tuple[int, PairResult]]) -> None:
        self._table.add_results(results)
        self._trend.add_results(results)
        self._selection.add_results(results)
        self._show_counts()

    def _show_counts(self) -> None:
        plan = self._session.plan
        if plan is None:
            return
        results = self._session.results
        counts = Counter(result.severity for result in results.values())
        self._summary.set_counts(counts, len(results), len(plan.pairs), len(plan.unmatched))

    def _on_progress(self, event: Progress) -> None:
        text = event.text
        if event.total:
            text = self.tr("{done} of {total} · {layer}").format(
                done=event.done, total=event.total, layer=event.text
            )
        self._progress.advance(event.done, event.total, text)

    def _on_completed(self, comparison: Comparison) -> None:
        self._summary.set_summary(comparison.summary)
        self._selection.set_first_bad(comparison.summary.first_bad_layer)
        self._show_end(comparison.summary.pairs, self._session.unchanged)
        self.changed.emit()

    def _show_end(self, pairs: int, unchanged: int) -> None:
        text = self.tr("Compared {pairs} pairs.")
        tip = ""
        if unchanged:
            text = self.tr("Compared {pairs} pairs; {unchanged} unchanged since last time.")
            tip = self.tr(
                "Files that have not changed since they were last measured are not read again.\n"
                "To measure every pair: Compare > Clear Kept Results, then Compare."
            )
        self._progress.end(text.format(pairs=pairs, unchanged=unchanged))
        self._progress.setToolTip(tip)

    def _on_stopped(self) -> None:
        plan = self._session.plan
        if plan is None or not self._session.plan_came:
            self._progress.end(self.tr("Cancelled before the first pair was measured."))
        else:
            self._progress.end(
                self.tr("Cancelled after {done} of {total} pairs; what was measured stays.").format(
                    done=len(self._session.results), total=len(plan.pairs)
                )
            )
        self.changed.emit()

    def _on_failed(self, error: Exception) -> None:
        if self._session.comparing:
            # The layout failed; the comparison beside it goes on.
            self.show_error(error)
            return
        self._progress.end("")
        self._commands.set_open(True)
        self.show_error(error)
        self.changed.emit()

    # -- the network ---------------------------------------------------------------------

    def _lay_out(self) -> None:
        plan = self._session.plan
        if plan is None:
            return
        if plan.network is None:
            self._session.forget_layout()
            self._topology.show_empty()
            self._offer_network()
        elif self._session.lay_out(plan.network, self._topology.node_sizes):
            self._topology.show_laying_out()
        else:
            self._selection.topology_ready()

    def _on_laid_out(self, network: Network, layout: Layout) -> None:
        self._topology.show_network(network, layout)
        # In a step of its own, too.
        QTimer.singleShot(0, self._selection.topology_ready)

    def _on_offered(self, candidates: Candidates) -> None:
        self._sources.offer(candidates.prototxts, candidates.dots)
        self._offer_network()

    def _offer_network(self) -> None:
        """What lies beside the folders is one click away where the network would be."""
        plan = self._session.plan
        if plan is None or plan.network is None:
            self._topology.offer(self._sources.offered() if plan is not None else [])


def _short_name(folder: Path) -> str:
    """The folder's name, with its parent's where the name alone says little."""
    name = folder.name or str(folder)
    return f"{folder.parent.name}/{name}" if folder.parent.name else name
