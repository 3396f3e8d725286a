"""What the main window remembers between starts: where things were, and what was compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.settings import Settings
from app.theme import Theme
from core.comparison.model import Thresholds

if TYPE_CHECKING:
    from app.main_window import MainWindow

_SHOWN = ("show_topology", "show_trend")


class WindowMemory:
    """Restores the window as it was left, saves it, and keeps the lists of recent paths."""

    def __init__(self, window: MainWindow, settings: Settings) -> None:
        self._window = window
        self._settings = settings

    def restore(self) -> None:
        """Make the window look as it was left; what cannot be read stays at its default."""
        window, settings = self._window, self._settings
        name = settings.text("window/theme", Theme.SYSTEM)
        theme = Theme(name) if name in set(Theme) else Theme.SYSTEM
        window.theme.apply(theme)
        window.actions_by_name[f"theme_{theme}"].setChecked(True)
        window.restoreGeometry(settings.state("window/geometry"))
        window.rows.setSizes([window.height(), max(150, window.height() // 5)])
        window.rows.restoreState(settings.state("window/rows"))
        if window.columns.restoreState(settings.state("window/columns")):
            window.keep_split()
        window.table.restore_state(bytes(settings.state("window/table").data()))
        for name in _SHOWN:
            action = window.actions_by_name[name]
            action.setChecked(True)
            action.setChecked(settings.flag(f"window/{name}", True))
        window.algorithm.set_values(
            Thresholds(
                settings.number("algorithm/cosine", Thresholds().cosine),
                settings.number("algorithm/red", Thresholds().red),
            ),
            int(settings.number("algorithm/max_error_count", 5)),
            settings.flag("algorithm/standard_deviation", True),
        )
        window.sources.set_left(settings.text("sources/left"))
        window.sources.set_right(settings.text("sources/right"))
        window.sources.set_dot(
            settings.text("sources/dot"), settings.flag("sources/use_dot", False)
        )
        window.sources.set_prototxt(
            settings.text("sources/prototxt"), settings.flag("sources/use_prototxt", False)
        )
        self._show_recent()

    def save(self) -> None:
        """Keep how the window looks."""
        window, settings = self._window, self._settings
        settings.set_text("window/theme", window.theme.theme)
        settings.set_state("window/geometry", window.saveGeometry())
        settings.set_state("window/rows", window.rows.saveState())
        if window.split_by_hand:
            settings.set_state("window/columns", window.columns.saveState())
        settings.set_state("window/table", window.table.save_state())
        for name in _SHOWN:
            settings.set_flag(f"window/{name}", window.actions_by_name[name].isChecked())
        thresholds = window.algorithm.thresholds()
        settings.set_number("algorithm/cosine", thresholds.cosine)
        settings.set_number("algorithm/red", thresholds.red)
        settings.set_number("algorithm/max_error_count", window.algorithm.max_error_count())
        settings.set_flag(
            "algorithm/standard_deviation", window.algorithm.show_standard_deviation()
        )
        settings.set_text("sources/left", window.sources.left())
        settings.set_text("sources/right", window.sources.right())
        for kind, path in (("dot", window.sources.dot()), ("prototxt", window.sources.prototxt())):
            settings.set_text(f"sources/{kind}", path)
            settings.set_flag(f"sources/use_{kind}", bool(path))
        settings.sync()

    def note_comparison(self, left: str, right: str, dot: str, prototxt: str) -> None:
        """Put what is compared now first among the recent ones."""
        self._settings.add_recent_comparison(left, right)
        for kind, path in (("dots", dot), ("prototxts", prototxt)):
            if path:
                self._settings.add_recent_path(kind, path)
        self._show_recent()

    def _show_recent(self) -> None:
        recent = self._settings.recent_comparisons()
        folders = list(dict.fromkeys(folder for pair in recent for folder in pair))
        self._window.sources.set_recent(
            folders,
            self._settings.recent_paths("dots"),
            self._settings.recent_paths("prototxts"),
            recent,
        )
        menu = self._window.recent_menu
        menu.clear()
        for left, right in recent:
            action = menu.addAction(f"{left}  ↔  {right}".replace("&", "&&"))
            action.triggered.connect(
                lambda _=False, a=left, b=right: self._window.open_folders(a, [b])
            )
        menu.addSeparator()
        forget = menu.addAction(self._window.tr("Forget These"))
        forget.triggered.connect(self._forget)
        menu.menuAction().setEnabled(bool(recent))

    def _forget(self) -> None:
        self._settings.clear_recent()
        self._show_recent()
