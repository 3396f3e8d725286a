"""Pictures of networks are kept from one window to the next, and large ones come in two steps."""

from __future__ import annotations

import gc
import threading
from itertools import pairwise

import pytest
from PySide6.QtWidgets import QToolButton

from app.kept_layouts import layout_store
from app.main_window import MainWindow
from app.pacing.garbage import QuietSearch
from app.session import Session
from app.settings import Settings
from core.comparison.model import Severity
from core.network.model import Layer, Network, Node
from resources.sample.run_pair import write_run_pair


def chain_net(count: int) -> Network:
    names = [f"l{number}" for number in range(count)]
    nodes = tuple(Node(name, (Layer(name),)) for name in names)
    return Network("net", None, nodes, tuple(pairwise(names)))


@pytest.fixture
def garbage_search():
    """On, as in the program: tests run without."""
    gc.enable()
    yield
    gc.disable()


@pytest.fixture
def session(qapp):
    session = Session(Settings())
    yield session
    session.close()


def sizes(network: Network) -> dict[str, tuple[float, float]]:
    return {node.name: (90.0, 40.0) for node in network.nodes}


def test_a_large_network_is_shown_at_once_and_again_when_graphviz_is_done(qtbot, session):
    shown = []
    session.layouts.laid_out.connect(lambda network, layout: shown.append((network, layout)))
    network = chain_net(1700)
    session.layouts.lay_out(network, sizes)
    qtbot.waitUntil(lambda: len(shown) == 2, timeout=60_000)
    assert [layout.passing for _, layout in shown] == [True, False]
    assert all(one is network for one, _ in shown)
    session.layouts.forget()
    session.layouts.lay_out(network, sizes)
    qtbot.waitUntil(lambda: len(shown) == 3, timeout=60_000)
    assert shown[2][1] == shown[1][1]


def test_what_is_laid_out_was_prepared_off_the_window_s_thread(qtbot, session):
    prepared, threads = [], set()

    def prepare(network, layout):
        prepared.append(layout)
        threads.add(threading.current_thread())

    shown = []
    session.layouts.laid_out.connect(lambda network, layout: shown.append(layout))
    session.layouts.lay_out(chain_net(1700), sizes, prepare)
    qtbot.waitUntil(lambda: len(shown) == 2, timeout=60_000)
    assert all(one is other for one, other in zip(prepared, shown, strict=True))
    assert threading.main_thread() not in threads


def test_a_folded_network_is_not_laid_out_anew_for_the_same_plan(qtbot, session):
    whole, folded = chain_net(8), chain_net(3)
    with qtbot.waitSignal(session.layouts.over):
        assert session.layouts.lay_out(whole, sizes)
    with qtbot.waitSignal(session.layouts.over):
        assert session.layouts.lay_out(folded, sizes, folded_from=whole)
    assert not session.layouts.lay_out(chain_net(8), sizes)
    with qtbot.waitSignal(session.layouts.over):
        assert session.layouts.lay_out(whole, sizes, folded_from=whole)


def test_no_search_for_garbage_while_a_network_is_laid_out(qtbot, garbage_search, session):
    QuietSearch(session)
    assert gc.isenabled()
    with qtbot.waitSignal(session.layouts.over):
        session.layouts.lay_out(chain_net(8), sizes)
        assert not gc.isenabled()
    assert gc.isenabled()


def test_only_what_is_not_good_in_the_window(qtbot, tmp_path):
    runs = write_run_pair(tmp_path, layers=40, elements_per_layer=64)
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    try:
        window.sources.set_prototxt(str(runs.prototxt))
        with qtbot.waitSignals(
            [window.session.completed, window.session.layouts.laid_out], timeout=60_000
        ):
            window.open_folders(str(runs.left), [str(runs.right)])
        view = window.topology.view
        good = {
            result.pair.node
            for result in window.session.results.values()
            if result.severity is Severity.GOOD
        }
        qtbot.waitUntil(lambda: view.picture() is not None and len(view.picture().states) == 40)
        qtbot.waitUntil(lambda: view.picture().states["conv30"].severity is not None)
        window.findChild(QToolButton, "onlyNotGood").click()
        qtbot.waitUntil(lambda: len(view.picture().states) < 40, timeout=10_000)
        states = view.picture().states
        assert [name for name, state in states.items() if state.is_fold] != []
        # One good layer right before those that are not; all others are in the fold.
        assert len(good & set(states)) == 1
        # The next comparison of the same net does not bring all of it back for good.
        with qtbot.waitSignal(window.session.completed, timeout=60_000):
            window.start_comparison()
        qtbot.waitUntil(lambda: len(view.picture().states) < 40, timeout=10_000)
        window.findChild(QToolButton, "onlyNotGood").click()
        qtbot.waitUntil(lambda: len(view.picture().states) == 40, timeout=10_000)
    finally:
        window.close()


def test_clearing_what_is_kept_clears_the_pictures(qtbot, tmp_path):
    runs = write_run_pair(tmp_path, layers=40, elements_per_layer=16)
    window = MainWindow()
    qtbot.addWidget(window)
    try:
        window.sources.set_prototxt(str(runs.prototxt))
        with qtbot.waitSignals(
            [window.session.completed, window.session.layouts.laid_out], timeout=60_000
        ):
            window.open_folders(str(runs.left), [str(runs.right)])
        store = layout_store()
        assert store is not None
        qtbot.waitUntil(lambda: store.size() > 0)
        with qtbot.waitSignal(window.kept.said, timeout=10_000):
            window.kept.clear()
        assert store.size() == 0
    finally:
        window.close()
