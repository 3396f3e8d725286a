"""Who is told to stop stops: wherever a plan is in the making, and soon."""

from __future__ import annotations

import gc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from core.cancelling import Cancelled, heed, look
from core.comparison.identities import claims_of
from core.comparison.lookup import Lookup
from core.comparison.matching import make_plan
from core.comparison.model import Plan, Request
from core.comparison.rules import match_claims
from core.dumps.folder import scan_folder
from core.dumps.model import Kind
from core.network.dot import read_dot
from core.network.order import execution_order
from core.network.prototxt import network_of, read_prototxt
from core.network.prototxt_advice.check import check_net
from core.network.shapes import shapes_of
from core.network.stated_net import read_stated

LAYERS = 1500
LEAST_LOOKS = 4
"""At many thousand layers a stage lasts for seconds: at 1500 it asks more than once or twice."""


@pytest.fixture(scope="module")
def request_of_many(tmp_path_factory) -> Request:
    """Runs that share half of their layers, with a prototxt and a dot that know them all."""
    folder = tmp_path_factory.mktemp("many")
    for side, first in (("left", 0), ("right", LAYERS // 2)):
        (folder / side).mkdir()
        for at in range(first, first + LAYERS // 2 + 300):
            (folder / side / f"conv{at}_output0_2_2_2_caffe.linear.float").touch()
    layers = ['input: "conv0"']
    nodes = ["digraph cnn_tree {"]
    for at in range(1, LAYERS):
        bottom, top = f"conv{at - 1}", f"conv{at}"
        layers.append(f'layer {{ name: "{top}" type: "ReLU" bottom: "{bottom}" top: "{top}" }}')
        nodes.append(f'n{at} [label="{top}\\nid : {at}\\nnet segment id : 0"]; n{at - 1} -> n{at};')
    (folder / "deploy.prototxt").write_text("\n".join(layers))
    (folder / "cnn_net_tree.dot").write_text("\n".join([*nodes, "}"]))
    return Request(
        folder / "left",
        (folder / "right",),
        folder / "deploy.prototxt",
        folder / "cnn_net_tree.dot",
    )


class Looks:
    """Says no until the look of a number, and yes from then on."""

    def __init__(self, until: float) -> None:
        self.count = 0
        self._until = until

    def __call__(self) -> bool:
        self.count += 1
        return self.count >= self._until


NEVER = float("inf")


def test_all_things_come_in_order_whether_anybody_may_stop_it_or_not():
    assert list(heed(range(1000), None)) == list(range(1000))
    assert list(heed(iter(range(1000)), Looks(NEVER))) == list(range(1000))
    assert list(heed([], Looks(NEVER))) == []


def test_things_are_gone_through_no_further_than_to_the_next_look():
    stopped: list[int] = []
    with pytest.raises(Cancelled):
        any(map(stopped.append, heed(range(100_000), lambda: len(stopped) > 0)))
    assert 0 < len(stopped) < 1000


def test_a_look_at_nobody_goes_on():
    look(None)
    look(lambda: False)
    with pytest.raises(Cancelled):
        look(lambda: True)


def test_a_plan_that_somebody_could_stop_is_the_same_plan(request_of_many):
    assert make_plan(request_of_many, Looks(NEVER)) == make_plan(request_of_many)


def test_a_plan_stops_at_whatever_look_it_is_told_to(request_of_many):
    whole = Looks(NEVER)
    make_plan(request_of_many, whole)
    assert whole.count > 10 * LEAST_LOOKS
    was_on = gc.isenabled()
    for at in (*range(1, whole.count, whole.count // 10), whole.count):
        stopped = Looks(at)
        with pytest.raises(Cancelled):
            make_plan(request_of_many, stopped)
        assert stopped.count == at
    assert gc.isenabled() is was_on


def stages(request: Request) -> dict[str, Callable[[Looks], object]]:
    prototxt, dot = request.prototxt, request.dot
    assert isinstance(prototxt, Path)
    assert isinstance(dot, Path)
    stated, network = read_stated(prototxt), read_prototxt(prototxt)
    left, right = scan_folder(request.left), scan_folder(request.rights[0])
    lefts, rights = claims_of(left, {Kind.OUTPUT}), claims_of(right, {Kind.OUTPUT})
    names = [node.name for node in network.nodes]
    return {
        "scan": lambda looks: scan_folder(request.left, looks),
        "read a prototxt": lambda looks: read_stated(prototxt, looks),
        "its network": lambda looks: network_of(stated, looks),
        "its shapes": lambda looks: shapes_of(stated, looks),
        "its advice": lambda looks: check_net(stated, looks),
        "read a dot": lambda looks: read_dot(dot, looks),
        "order": lambda looks: execution_order(names, network.edges, looks),
        "look up": lambda looks: Lookup(network, looks),
        "claims": lambda looks: claims_of(left, {Kind.OUTPUT}, looks),
        "match": lambda looks: match_claims(lefts, rights, [], None, looks),
    }


@pytest.mark.parametrize(
    "stage",
    [
        *("scan", "read a prototxt", "its network", "its shapes", "its advice", "read a dot"),
        *("order", "look up", "claims", "match"),
    ],
)
def test_every_stage_asks_again_and_again(request_of_many, stage):
    do = stages(request_of_many)[stage]
    looks = Looks(NEVER)
    do(looks)
    assert looks.count >= LEAST_LOOKS
    for at in (1, looks.count):
        with pytest.raises(Cancelled):
            do(Looks(at))


def test_files_without_a_partner_are_asked_about_as_well(request_of_many):
    alone: Plan = make_plan(replace(request_of_many, prototxt=None, dot=None))
    assert len(alone.unmatched) > LAYERS // 2
    few, many = Looks(NEVER), Looks(NEVER)
    same = replace(request_of_many, prototxt=None, dot=None, rights=(request_of_many.left,))
    make_plan(same, few)
    make_plan(replace(request_of_many, prototxt=None, dot=None), many)
    assert many.count > few.count
