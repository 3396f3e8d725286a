"""Pictures of networks are kept from one window to the next, and large ones come in two steps."""

from __future__ import annotations

from itertools import pairwise

import pytest

from app.kept_layouts import layout_store
from app.main_window import MainWindow
from app.session import Session
from app.settings import Settings
from core.network.model import Layer, Network, Node
from resources.sample.run_pair import write_run_pair


def chain_net(count: int) -> Network:
    names = [f"l{number}" for number in range(count)]
    nodes = tuple(Node(name, (Layer(name),)) for name in names)
    return Network("net", None, nodes, tuple(pairwise(names)))


@pytest.fixture
def session(qapp):
    session = Session(Settings())
    yield session
    session.close()


def sizes(network: Network) -> dict[str, tuple[float, float]]:
    return {node.name: (90.0, 40.0) for node in network.nodes}


def test_a_large_network_is_shown_at_once_and_again_when_graphviz_is_done(qtbot, session):
    shown = []
    session.laid_out.connect(lambda network, layout: shown.append((network, layout)))
    network = chain_net(1700)
    session.lay_out(network, sizes)
    qtbot.waitUntil(lambda: len(shown) == 2, timeout=60_000)
    assert [layout.passing for _, layout in shown] == [True, False]
    assert all(one is network for one, _ in shown)
    session.forget_layout()
    session.lay_out(network, sizes)
    qtbot.waitUntil(lambda: len(shown) == 3, timeout=60_000)
    assert shown[2][1] == shown[1][1]


def test_clearing_what_is_kept_clears_the_pictures(qtbot, tmp_path):
    runs = write_run_pair(tmp_path, layers=40, elements_per_layer=16)
    window = MainWindow()
    qtbot.addWidget(window)
    try:
        window.sources.set_prototxt(str(runs.prototxt))
        with qtbot.waitSignals([window.session.completed, window.session.laid_out], timeout=60_000):
            window.open_folders(str(runs.left), [str(runs.right)])
        store = layout_store()
        assert store is not None
        qtbot.waitUntil(lambda: store.size() > 0)
        with qtbot.waitSignal(window._kept.said, timeout=10_000):
            window._kept.clear()
        assert store.size() == 0
    finally:
        window.close()
