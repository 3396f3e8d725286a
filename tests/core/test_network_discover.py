"""Network files found near the runs."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.network.discover import Candidates, find_networks

DATA = Path(__file__).resolve().parents[2] / ".." / "shared" / "data"
needs_data = pytest.mark.skipif(not DATA.is_dir(), reason="shared/data is not beside the project")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A RuyiStudio project, its files empty: only names count."""
    for name in (
        "sfd/solver.prototxt",
        "sfd/train_val.prototxt",
        "sfd/cnn_net_tree_org.dot",
        "sfd/cnn_net_tree_gv.dot",
        "sfd/cnn_net_tree.dot",
        "sfd/models/alexnet.prototxt",
        "sfd/models/net10.prototxt",
        "sfd/models/net2.PROTOTXT",
        "sfd/models/readme.txt",
        "sfd/mark_prototxt/net10_mark_nnie_20190808155014.prototxt",
        "sfd/mark_prototxt/net10_mark_nnie_20190812094151.prototxt",
        "sfd/mark_prototxt/net2_mark_nnie_20180101000000.prototxt",
        "sfd/temp/net10_mark_nnie_20190808155020.dot",
        "sfd/temp/net10_mark_nnie_20190916144036.dot",
        "sfd/temp/deeper/never.dot",
        "sfd/.hidden/never.dot",
        "sfd/._cnn_net_tree.dot",
        "sfd/mapper_quant/data_output0_3_2_2_quant.linear.hex",
        "sfd/other/never.prototxt",
    ):
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    return tmp_path / "sfd"


def names(paths: tuple[Path, ...]) -> list[str]:
    return [path.name for path in paths]


def test_ranking(project: Path) -> None:
    found = find_networks([project / "mapper_quant"])
    assert names(found.prototxts) == [
        "net10.prototxt",
        "net2.PROTOTXT",
        "alexnet.prototxt",
        "net10_mark_nnie_20190812094151.prototxt",
        "net10_mark_nnie_20190808155014.prototxt",
        "net2_mark_nnie_20180101000000.prototxt",
        "solver.prototxt",
        "train_val.prototxt",
    ]
    assert names(found.dots) == [
        "cnn_net_tree.dot",
        "net10_mark_nnie_20190916144036.dot",
        "net10_mark_nnie_20190808155020.dot",
        "cnn_net_tree_gv.dot",
        "cnn_net_tree_org.dot",
    ]


def test_nearest_comes_first(project: Path) -> None:
    (project / "mapper_quant" / "zz.prototxt").touch()
    (project / "zy.prototxt").touch()
    (project / "mapper_quant" / "cnn_net_tree_pre.dot").touch()
    found = find_networks([project / "mapper_quant"])
    assert names(found.prototxts)[:3] == ["zz.prototxt", "zy.prototxt", "net10.prototxt"]
    assert found.dots[0] == project / "cnn_net_tree.dot"


def test_net2_before_net10(tmp_path: Path) -> None:
    for name in ("net10.prototxt", "net2.prototxt"):
        (tmp_path / name).touch()
    assert names(find_networks([tmp_path]).prototxts) == ["net2.prototxt", "net10.prototxt"]


@pytest.mark.parametrize(
    ("name", "is_training"),
    [
        ("solver.prototxt", True),
        ("net_solver.prototxt", True),
        ("train.prototxt", True),
        ("trainval.prototxt", True),
        ("VGG_train_test.prototxt", True),
        ("constrained.prototxt", False),
        ("strain.prototxt", False),
        ("resolver.prototxt", False),
    ],
)
def test_training_files_come_last(tmp_path: Path, name: str, is_training: bool) -> None:
    (tmp_path / name).touch()
    (tmp_path / "zzz.prototxt").touch()
    assert (names(find_networks([tmp_path]).prototxts)[-1] == name) is is_training


def test_file_seen_from_both_runs_is_listed_once(project: Path) -> None:
    left, right = project / "mapper_quant", project / "caffe"
    right.mkdir()
    assert names(find_networks([left, right]).dots).count("cnn_net_tree.dot") == 1


def test_nothing_to_find(tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "folder.dot").mkdir()
    assert find_networks([tmp_path / "run", tmp_path / "absent" / "x"]) == Candidates((), ())
    assert find_networks([]) == Candidates((), ())


def test_unreadable_folder_is_passed_over(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scan = os.scandir

    def guarded(folder: Path) -> object:
        if Path(folder).name == "models":
            raise PermissionError(13, "denied")
        return scan(folder)

    monkeypatch.setattr(os, "scandir", guarded)
    found = find_networks([project / "mapper_quant"])
    assert names(found.prototxts)[0] == "net10_mark_nnie_20190812094151.prototxt"


@needs_data
def test_real_project() -> None:
    found = find_networks([DATA / "sfd" / "mapper_quant"])
    assert found.prototxts[0].name == "deploy_sq_org8_sfd2_nnie.prototxt"
    assert len(found.prototxts) == 7
    assert names(found.dots)[:2] == [
        "cnn_net_tree.dot",
        "deploy_sq_org8_sfd2_nnie_mark_nnie_20190916144036.dot",
    ]
    assert len(found.dots) == 8
