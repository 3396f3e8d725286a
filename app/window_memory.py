"""What the main window remembers between starts: where things were, and what was compared."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QMenu

from app.language import language_of
from app.settings import Settings
from app.theme import Theme, ThemeController
from app.views import Views
from core.comparison.colouring import BY_SEVERITY
from core.comparison.vocabulary import Thresholds
from widgets.sources.recent_comparisons import RecentComparison


class WindowMemory(QObject):
    """Restores the window as it was left, saves it, and keeps the lists of recent paths.

    ``recentChosen(RecentComparison)``: the user wants to see a comparison of before again.
    """

    recentChosen = Signal(object)

    def __init__(
        self,
        window: QMainWindow,
        views: Views,
        theme: ThemeController,
        actions: Mapping[str, QAction],
        recent_menu: QMenu,
        settings: Settings,
    ) -> None:
        super().__init__(window)
        self._window = window
        self._views = views
        self._theme = theme
        self._actions = actions
        self._recent_menu = recent_menu
        self._settings = settings

    def restore(self) -> None:
        """Make the frame look as it was left; what cannot be read stays at its default."""
        window, views, settings = self._window, self._views, self._settings
        name = settings.text("window/theme", Theme.SYSTEM)
        theme = Theme(name) if name in set(Theme) else Theme.SYSTEM
        self._theme.apply(theme)
        self._actions[f"theme_{theme}"].setChecked(True)
        self._actions[f"language_{language_of(settings)}"].setChecked(True)
        window.restoreGeometry(settings.state("window/geometry"))
        views.desk.restore_state(
            settings.state("window/docks"), settings.flag("window/arranged", False)
        )
        self._actions["show_topology"].setChecked(not views.desk.topology_dock.isHidden())
        self._actions["show_trend"].setChecked(not views.desk.trend_dock.isHidden())
        views.algorithm.set_values(
            Thresholds(
                settings.number("algorithm/cosine", Thresholds().cosine),
                settings.number("algorithm/red", Thresholds().red),
            ),
            int(settings.number("algorithm/max_error_count", 5)),
            settings.flag("algorithm/standard_deviation", True),
        )
        views.sources.set_left(settings.text("sources/left"))
        views.sources.set_right(settings.text("sources/right"))
        views.sources.set_dot(settings.text("sources/dot"), settings.flag("sources/use_dot", False))
        views.sources.set_prototxt(
            settings.text("sources/prototxt"), settings.flag("sources/use_prototxt", False)
        )
        views.sources.settle()
        self._show_recent()

    def restore_results(self) -> None:
        """Make table, colours and trend look as they were left, once they are there."""
        self._views.table.restore_state(bytes(self._settings.state("window/table").data()))
        self._views.topology.colouring.choose(self._settings.text("window/colour_by", BY_SEVERITY))
        # Late: the frame of the window needs no metric.
        from widgets.trend.scale import TrendMetric

        metric = self._settings.text("window/trend_metric")
        if metric in set(TrendMetric):
            self._views.trend.set_metric(TrendMetric(metric))

    def save(self) -> None:
        """Keep how the window looks."""
        window, views, settings = self._window, self._views, self._settings
        settings.set_text("window/theme", self._theme.theme)
        settings.set_state("window/geometry", window.saveGeometry())
        settings.set_state("window/docks", views.desk.save_state())
        settings.set_flag("window/arranged", views.desk.arranged)
        if views.has_results:
            settings.set_state("window/table", views.table.save_state())
            settings.set_text("window/colour_by", views.topology.colouring.wish)
            settings.set_text("window/trend_metric", views.trend.shown_metric())
        thresholds = views.algorithm.thresholds()
        settings.set_number("algorithm/cosine", thresholds.cosine)
        settings.set_number("algorithm/red", thresholds.red)
        settings.set_number("algorithm/max_error_count", views.algorithm.max_error_count())
        settings.set_flag("algorithm/standard_deviation", views.algorithm.show_standard_deviation())
        settings.set_text("sources/left", views.sources.left())
        settings.set_text("sources/right", views.sources.right())
        for kind, path in (("dot", views.sources.dot()), ("prototxt", views.sources.prototxt())):
            settings.set_text(f"sources/{kind}", path)
            settings.set_flag(f"sources/use_{kind}", bool(path))
        settings.sync()

    def note_comparison(self, recent: RecentComparison) -> None:
        """Put what is compared now first among the recent ones."""
        self._settings.add_recent_comparison(recent)
        for kind, path in (("dots", recent.dot), ("prototxts", recent.prototxt)):
            if path:
                self._settings.add_recent_path(kind, path)
        self._show_recent()

    def _show_recent(self) -> None:
        recent = self._settings.recent_comparisons()
        folders = list(dict.fromkeys(folder for one in recent for folder in (one.left, one.right)))
        self._views.sources.set_recent(
            folders,
            self._settings.recent_paths("dots"),
            self._settings.recent_paths("prototxts"),
            recent,
        )
        menu = self._recent_menu
        menu.clear()
        for one in recent:
            action = menu.addAction(f"{one.left}  ↔  {one.right}".replace("&", "&&"))
            action.triggered.connect(lambda _=False, one=one: self.recentChosen.emit(one))
        menu.addSeparator()
        forget = menu.addAction(self.tr("Forget These"))
        forget.triggered.connect(self._forget)
        menu.menuAction().setEnabled(bool(recent))

    def _forget(self) -> None:
        self._settings.clear_recent()
        self._show_recent()
