"""Every window of the program at once, with a comparison in it that has all kinds of trouble."""

from __future__ import annotations

import math
import shutil
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QTableView, QTabWidget, QWidget
from visible_texts import Said, texts_of

from app.main_window import MainWindow
from core.comparison.model import PairResult
from resources import resource_path
from widgets.elements.deeper.panel import DeeperPanel, DeeperView
from widgets.parts.background import BackgroundTask
from widgets.parts.metric_text import Column
from widgets.topology.text import node_card

SAMPLE = resource_path("sample")


def runs_with_trouble(folder: Path) -> tuple[Path, Path]:
    """The sample with a NaN, a file cut in half, one that is no dump, and one that is missing."""
    left, right = folder / "left_run", folder / "right_run"
    shutil.copytree(SAMPLE / "float_run", left)
    shutil.copytree(SAMPLE / "quantised_run", right)
    shutil.copy(SAMPLE / "deploy.prototxt", folder)

    def rewrite(run: Path, pattern: str, lines: int, *new: str) -> None:
        (file,) = run.glob(pattern)
        kept = file.read_text(encoding="ascii").splitlines()[len(new) : lines]
        file.write_text("\n".join([*new, *kept]), encoding="ascii")

    rewrite(left, "trunk1_dw_output0*.float", 2048, "nan")
    rewrite(right, "trunk2_dw_output0*.hex", 1024)
    rewrite(left, "lateral_dw_output0*.float", 2048, "1.5", "??")
    next(right.glob("head_conf_perm_output0*")).unlink()
    return left, right


class EveryWindow:
    """The main window, element windows of every kind of result, the dialogs and the handbook."""

    def __init__(self, qtbot, folder: Path) -> None:
        self.qtbot = qtbot
        self.main = MainWindow()
        qtbot.addWidget(self.main)
        self.main.show()
        left, right = runs_with_trouble(folder)
        self.main.sources.set_folders(str(left), str(right))
        self.main.sources.set_dot(str(folder / "nowhere.dot"))
        qtbot.wait(100)
        self.said_before: list[Said] = list(texts_of(self.main))
        self.main.sources.set_dot("")
        self.main.sources.set_prototxt(str(folder / "deploy.prototxt"))
        session = self.main.session
        with qtbot.waitSignals([session.completed, session.layouts.laid_out], timeout=60_000):
            self.main.start_comparison()
        self.elements = [self._elements(index) for index in self._each_kind()]
        self.main.actions_by_name["handbook"].trigger()
        self.main.actions_by_name["convert"].trigger()
        self._open_menus()

    def _each_kind(self) -> list[int]:
        """Places of one pair of each severity and problem, and of one that is a mere vector."""
        found: dict[object, int] = {}
        for index, result in sorted(self.main.session.results.items()):
            if result.left_elements and result.right_elements:
                found.setdefault((result.severity, result.problem), index)
                found.setdefault(math.prod(result.shape or ()) == max(result.shape or (0,)), index)
        return sorted(set(found.values()))

    def _elements(self, index: int) -> QWidget:
        window = self.main.open_elements(index)
        table = window.findChild(QTableView, "elementTable")
        self.qtbot.waitUntil(lambda: table.model().rowCount() > 0, timeout=30_000)
        return window

    def _open_menus(self) -> None:
        """Menus that are made when they are asked for, and the dialog behind one of them."""
        panel, topology = self.main.table, self.main.topology
        rows = panel.table.model().rowCount()
        self.menus = [panel.make_row_menu(row, Column.FILE1) for row in (0, rows - 1)]
        self.menus.append(QMenu(topology))
        topology.fill_menu(self.menus[-1], self.main.session.results[0].pair.node)
        choose = next(a for a in self.menus[1].actions() if a.text().endswith("…"))
        choose.trigger()

    def windows(self) -> list[QWidget]:
        return [
            widget
            for widget in QApplication.topLevelWidgets()
            if widget.isVisible() and not isinstance(widget, QMenu)
        ]

    def each_page(self) -> Iterator[int]:
        """One page of pictures after the other in front, of the deeper numbers each of theirs."""
        tabs = [window.findChild(QTabWidget) for window in self.elements]
        for page in range(tabs[0].count()):
            for tab in tabs:
                tab.setCurrentIndex(page)
            panels = [tab.currentWidget() for tab in tabs]
            deeper = [panel for panel in panels if isinstance(panel, DeeperPanel)]
            for view in DeeperView if deeper else (None,):
                for panel in deeper:
                    panel.show_view(view)
                self._come_to_rest()
                yield page

    def _come_to_rest(self) -> None:
        """Until nothing is counted, drawn or about to be in the element windows."""

        def is_at_rest() -> bool:
            return not any(
                [task.running for one in self.elements for task in one.findChildren(BackgroundTask)]
                + [
                    timer.isActive() and timer.isSingleShot()
                    for one in self.elements
                    for timer in one.findChildren(QTimer)
                ]
            )

        # What has ended may have the next to begin.
        for _ in range(2):
            self.qtbot.wait(25)
            self.qtbot.waitUntil(is_at_rest, timeout=30_000)

    def texts(self) -> Iterator[Said]:
        """Every text, of before and of after the comparison."""
        yield from self.said_before
        for window in self.windows():
            yield from texts_of(window)
        for _ in self.each_page():
            for window in self.elements:
                yield from texts_of(window)
        for menu in self.menus:
            yield from texts_of(menu)
        for node in self.main.session.plan.network.nodes:
            yield Said(f"card of {node.name}", node_card(node, self._results_of(node.name)))

    def _results_of(self, node: str) -> list[PairResult]:
        results = self.main.session.results.values()
        return [result for result in results if result.pair.node == node]

    def names(self) -> set[str]:
        """What files, layers and folders are called: in no language."""
        session = self.main.session
        found = {str(run.folder) for run in (session.plan.left, *session.plan.rights)}
        for result in session.results.values():
            pair = result.pair
            found |= {pair.title, pair.node, pair.layer}
        for node in session.plan.network.nodes:
            found |= {node.name, node.type}
            for layer in node.layers:
                found |= {layer.name, layer.type}
        return found

    def close(self) -> None:
        for widget in QApplication.topLevelWidgets():
            if isinstance(widget, QDialog):
                widget.reject()
        self.main.close()
