"""What the session says, shown: plan, results, progress, errors and the network's picture."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app.errors import defect_sentence, log_error
from app.focus import Focus
from app.pacing.result_feed import ResultFeed, Results
from app.pacing.right_of_way import LONG_BESIDE_PYTHON
from app.pacing.turns import Turns, hold
from app.request_from import Asked
from app.session import Progress, Session
from app.views import Views
from core.comparison.model import Comparison, Plan
from core.comparison.net_findings.told import CAUSES, ORDER, first_to_look_at
from core.errors import CosightError

if TYPE_CHECKING:
    from core.network.discover import Candidates
    from core.network.layout import Layout
    from core.network.model import Network

_MANY_ROWS = 1000
_MANY_AT_ONCE = 50
"""Results that take the table about as long as drawing it does."""
_DRAWING = "views are drawn"
_DRAWING_SECONDS = 0.2
_EXPORT = "picture is exported"
_BUILD = "network is built"
_BUILD_SECONDS = 0.5
"""The picture of a network is built while threads that compare stand back, at most so long."""


class SessionDisplay(QObject):
    """Passes what the session says on to the views of ``window``.

    ``changed``: what can be asked for may be another thing now, so that buttons want a look.
    """

    changed = Signal()

    def __init__(self, session: Session, views: Views, focus: Focus, window: QWidget) -> None:
        super().__init__(window)
        self._session = session
        self._window = window
        self._focus = focus
        self._sources, self._commands, self._progress = (
            views.sources,
            views.commands,
            views.progress,
        )
        self._summary = views.summary
        self._table, self._topology, self._trend = views.table, views.topology, views.trend
        session.preparing.connect(self._on_preparing)
        session.planned.connect(self._on_planned)
        self._table.model.layoutAboutToBeChanged.connect(self._on_other_rows)
        self._table.table.selectionModel().currentRowChanged.connect(self._let_window_go_first)
        self._trend_plan: Plan | None = None
        self._feed = ResultFeed(
            (
                self._to_table,
                focus.add_results,
                self._to_trend,
                lambda _: self._show_counts(),
            ),
            session.right_of_way,
            self,
        )
        session.measured.connect(self._feed.add)
        session.complete_when(self._feed.hurry)
        session.progressed.connect(self._on_progress)
        session.completed.connect(self._on_completed)
        session.stopped.connect(self._on_stopped)
        session.failed.connect(self._on_failed)
        session.layouts.laid_out.connect(self._on_laid_out)
        session.layouts.failed.connect(self._on_layout_failed)
        session.offered.connect(self._on_offered)
        self._topology.view.built.connect(lambda: session.right_of_way.give(_BUILD))
        self._topology.saver.give_way_by(session.right_of_way.wait)
        self._topology.saver.changed.connect(self._on_export)
        self._topology.layoutWanted.connect(self._lay_out_folded)
        self._with_plan: list[str] = []
        self._turns = Turns(self)
        # A session that is closed lays nothing out any more.
        session.closed.connect(self._turns.forget)
        self._draw_in_turns_after(views)

    def _draw_in_turns_after(self, views: Views) -> None:
        """What moves all views, or is shown in all of them, has each drawn in its own turn."""
        for dock in (views.desk.topology_dock, views.desk.trend_dock):
            dock.topLevelChanged.connect(self.draw_in_turns)
        for moving in (views.desk.topologyShown, views.desk.trendShown, views.commands.foldToggled):
            moving.connect(self.draw_in_turns)
        for chosen in (
            self._table.pairSelected,
            self._trend.pairSelected,
            self._topology.nodeSelected,
        ):
            # The table draws two of its rows, which is soon done.
            chosen.connect(lambda _: self._draw_first(self._trend, self._topology))

    # -- sentences -----------------------------------------------------------------------

    def say_with_plan(self, sentence: str) -> None:
        """Tell this of the next comparison as soon as it is planned, above what else there is."""
        self._with_plan.append(sentence)

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
        self._say_why_no_network(failed=False)
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
        asked = Asked.by(self._sources).request()
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
        self._feed.forget()
        self._turns.forget()
        # To draw all views in one turn of the event loop takes as long as everything else in it.
        hold(self._large_views())
        left, right = plan.left.folder, plan.rights[0].folder
        self.show_sources()
        self._topology.set_folder(str(plan.rights[0].folder.parent))
        self._commands.set_open(any(one.code == "network_mismatch" for one in plan.findings))
        self._window.setWindowTitle(f"{_short_name(left)} ↔ {_short_name(right)} – Cosight")
        self._focus.set_plan(plan)
        self._topology.set_unmatched({one.node for one in plan.unmatched if one.node})
        self._table.set_plan(plan)
        told = [one.text for one in plan.findings if not one.quiet]
        self._summary.set_notices([*self._with_plan, *told])
        self._with_plan = []
        self._session.right_of_way.take(_DRAWING, _DRAWING_SECONDS)
        # With a large net each takes its time.
        self._turns.then(
            # The first counts make room for themselves.
            self._show_counts,
            self._draw_table,
            self._draw_trend,
            self._lay_out,
            self._draw_topology,
            self._drawn,
        )
        self.changed.emit()

    def draw_in_turns(self) -> None:
        """All views look another way, as in other colours: the large ones are drawn one a turn."""
        self._draw_first(*self._large_views())

    def _draw_first(self, *views: QWidget) -> None:
        """Each in a turn of its own, before the threads that compare go on."""
        if self._session.comparing:
            self._session.right_of_way.take(_DRAWING, _DRAWING_SECONDS)
        self._turns.draw(views)
        self._turns.then(self._drawn)

    def _drawn(self) -> None:
        self._session.right_of_way.give(_DRAWING)

    def _to_table(self, results: Results) -> None:
        if len(results) > _MANY_AT_ONCE:
            self._draw_first(self._table.table.viewport())
        self._table.add_results(results)

    def _large_views(self) -> tuple[QWidget, ...]:
        return self._table, self._trend, self._topology

    def _draw_table(self) -> None:
        self._table.setUpdatesEnabled(True)

    def _draw_trend(self) -> None:
        self._show_trend()
        self._trend.setUpdatesEnabled(True)

    def _draw_topology(self) -> None:
        self._topology.setUpdatesEnabled(True)

    def _on_other_rows(self) -> None:
        """What the table does not show the others fade: with many rows each in its own turn."""
        self._let_window_go_first()
        if self._table.model.total_rows > _MANY_ROWS:
            self._draw_first(self._trend, self._topology)

    def _let_window_go_first(self) -> None:
        """With many rows the threads beside what the user does are mostly Python."""
        if self._session.comparing and self._table.model.total_rows > _MANY_ROWS:
            self._session.right_of_way.take_turn()

    def _show_trend(self) -> None:
        """The trend is that of the plan; nothing is done where it is."""
        if self._trend_plan is not self._session.plan:
            self._trend_plan = self._session.plan
            self._trend.set_plan(self._trend_plan)
            self._focus.trend_ready()

    def _to_trend(self, results: Results) -> None:
        self._show_trend()
        self._trend.add_results(results)

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
        # All of them go to the layer to look at first.
        self.draw_in_turns()
        self._show_trend()
        self._summary.set_summary(comparison.summary, comparison.plan.findings)
        self._summary.add_notices(self._found_since(comparison))
        self._focus.all_measured()
        self._focus.set_first_bad(first_to_look_at(comparison.summary, comparison.plan.findings))
        self._show_end(comparison.summary.pairs)
        self.changed.emit()

    def _found_since(self, comparison: Comparison) -> list[str]:
        """What only the numbers could tell and what needs doing; how error runs is told beside the
        layer to look at first. What was put away before stays away."""
        plan = self._session.plan
        known = {one.text for one in plan.findings} if plan is not None else set()
        return [
            one.text
            for one in comparison.plan.findings
            if not one.quiet
            and one.text not in known
            and (one.code in CAUSES or one.code not in ORDER)
        ]

    def _show_end(self, pairs: int) -> None:
        unchanged, kept = self._session.unchanged, self._session.taken_over
        text = self.tr("Compared 1 pair.") if pairs == 1 else self.tr("Compared {pairs} pairs.")
        tip = ""
        if kept == pairs:
            text = self.tr("Partners changed: no pair is new, all {pairs} stay as they were.")
        elif kept:
            # Some of the new ones may be known of old, which would be one count too many here.
            text = self.tr("Partners changed: {new} of {pairs} pairs compared, {kept} stay.")
        elif unchanged:
            text = self.tr("Compared {pairs} pairs; {unchanged} unchanged since last time.")
            tip = self.tr(
                "Files that have not changed since they were last measured are not read again.\n"
                "To measure every pair: Compare > Clear Kept Results, then Compare."
            )
        new = pairs - kept
        self._progress.end(text.format(pairs=pairs, unchanged=unchanged, kept=kept, new=new))
        self._progress.setToolTip(tip)

    def _on_stopped(self) -> None:
        # Thousands of results may wait: each view takes them in a turn of its own.
        self._feed.drain(self._focus.all_measured)
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
        self._feed.drain(self._focus.all_measured)
        self._progress.end("")
        self._commands.set_open(True)
        self._say_why_no_network(failed=True)
        self.show_error(error)
        self.changed.emit()

    # -- the network ---------------------------------------------------------------------

    def _lay_out(self) -> None:
        plan = self._session.plan
        if plan is None:
            return
        if plan.network is None:
            self._session.layouts.forget()
            self._topology.show_empty()
            self._offer_network()
        elif self._session.layouts.lay_out(
            plan.network, self._topology.node_sizes, self._topology.prepare
        ):
            self._topology.show_laying_out()
        else:
            self._turns.then(self._focus.topology_ready)

    def _lay_out_folded(self, network: Network, whole: Network) -> None:
        topology = self._topology
        self._session.layouts.lay_out(
            network, topology.node_sizes, topology.prepare, folded_from=whole
        )

    def _on_laid_out(self, network: Network, layout: Layout) -> None:
        self._session.right_of_way.take(_BUILD, _BUILD_SECONDS)
        self._topology.show_network(network, layout)
        self._turns.then(self._focus.topology_ready)

    def _on_export(self) -> None:
        # Drawn in Python: the window could wait for its lock a thousand times meanwhile.
        seconds = LONG_BESIDE_PYTHON if self._topology.exporting() else None
        self._session.right_of_way.take_long_turns(seconds, _EXPORT)

    def _on_layout_failed(self, error: Exception) -> None:
        """The comparison beside it goes on."""
        self._topology.show_empty()
        self._say_why_no_network(failed=True)
        self.show_error(error)

    def _say_why_no_network(self, failed: bool) -> None:
        """What stands where the network would be; empty for the view's own words."""
        text = ""
        if self._sources.prototxt() or self._sources.dot():
            text = (
                self.tr("The network could not be shown: the line above the table says why")
                if failed
                else self.tr("Press Compare to see the network")
            )
        self._topology.view.set_empty_text(text)

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
