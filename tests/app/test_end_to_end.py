"""What a user does, by the objectNames of the contract: open, compare, look, convert."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QApplication,
    QGraphicsView,
    QLineEdit,
    QProgressBar,
    QTableView,
    QWidget,
)

from app.main_window import MainWindow
from core.comparison.model import Severity
from resources import resource_path

REAL = Path(__file__).resolve().parents[3] / "shared" / "data" / "retinaface"
SAMPLE = resource_path("sample")

Waiter = Callable[..., None]


@pytest.fixture
def window(qtbot) -> MainWindow:
    window = MainWindow()
    qtbot.addWidget(window)
    window.show()
    qtbot.waitExposed(window)
    yield window
    window.close()


def child(window: QWidget, kind: type, name: str):
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def compare(qtbot, window: MainWindow, left: Path, right: Path, prototxt: Path | None = None):
    child(window, QLineEdit, "leftFolder").setText(str(left))
    child(window, QLineEdit, "rightFolder").setText(str(right))
    if prototxt is not None:
        child(window, QAbstractButton, "hasInplace").setChecked(True)
        child(window, QLineEdit, "prototxtFile").setText(str(prototxt))
    with qtbot.waitSignal(window.session.completed, timeout=60_000) as blocker:
        qtbot.mouseClick(child(window, QAbstractButton, "compareButton"), Qt.MouseButton.LeftButton)
    return blocker.args[0]


def column_named(table: QTableView, header: str) -> int:
    model = table.model()
    headers = [
        model.headerData(column, Qt.Orientation.Horizontal) for column in range(model.columnCount())
    ]
    return headers.index(header)


def element_window() -> QWidget:
    return next(
        widget
        for widget in QApplication.topLevelWidgets()
        if widget.objectName() == "elementWindow" and widget.isVisible()
    )


def worst_row(table: QTableView) -> QModelIndex:
    column = column_named(table, "CosineSimilarity")
    model = table.model()
    cosines = {}
    for row in range(model.rowCount()):
        text = str(model.index(row, column).data() or "")
        if text.replace(".", "").replace("-", "").isdigit():
            cosines[row] = float(text)
    return model.index(min(cosines, key=cosines.__getitem__), column)


@pytest.mark.parametrize(
    ("left", "right", "prototxt"),
    [
        pytest.param(
            SAMPLE / "float_run",
            SAMPLE / "quantised_run",
            SAMPLE / "deploy.prototxt",
            id="sample",
        ),
        pytest.param(
            REAL / "caffe",
            REAL / "mapper_quant_8bit",
            REAL / "deploy.prototxt",
            id="retinaface",
            marks=pytest.mark.skipif(not REAL.exists(), reason="shared data is not there"),
        ),
    ],
)
def test_from_two_folders_to_floats(qtbot, window, left, right, prototxt):
    comparison = compare(qtbot, window, left, right, prototxt)

    table = child(window, QTableView, "resultTable")
    assert table.model().rowCount() == comparison.summary.pairs + len(comparison.plan.unmatched)
    assert comparison.summary.bad > 0

    topology = child(window, QGraphicsView, "topologyView")
    qtbot.waitUntil(lambda: len(topology.scene().items()) > 10, timeout=60_000)
    qtbot.mouseClick(child(window, QAbstractButton, "showResultButton"), Qt.MouseButton.LeftButton)
    assert topology.isVisible()

    worst = worst_row(table)
    lowest = min(
        result.metrics.cosine_similarity
        for result in comparison.results
        if result.metrics is not None
    )
    assert float(worst.data()) == pytest.approx(lowest, abs=1e-6)
    table.setCurrentIndex(worst)
    table.doubleClicked.emit(worst)

    elements = element_window()
    element_table = child(elements, QTableView, "elementTable")
    qtbot.waitUntil(lambda: element_table.model().rowCount() > 0, timeout=60_000)
    model = element_table.model()
    before = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    qtbot.mouseClick(child(elements, QAbstractButton, "convertToFloat"), Qt.MouseButton.LeftButton)
    after = [str(model.index(0, column).data()) for column in range(model.columnCount())]
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    assert len(changed) == 1
    digits, number = changed[0]
    assert len(digits) == 8
    raw = int(digits, 16)
    expected = (raw - (1 << 32) if raw >= 1 << 31 else raw) / 4096
    assert float(number) == pytest.approx(expected, rel=1e-8)
    elements.close()


def test_selecting_a_row_selects_its_node_and_back(qtbot, window):
    comparison = compare(
        qtbot,
        window,
        SAMPLE / "float_run",
        SAMPLE / "quantised_run",
        SAMPLE / "deploy.prototxt",
    )
    with qtbot.waitSignal(window.session.layouts.laid_out, timeout=60_000, raising=False):
        pass
    table = child(window, QTableView, "resultTable")
    wanted = len(comparison.plan.pairs) - 1
    window.table.select_pair(0)
    window.table.pairSelected.emit(wanted)
    node = comparison.plan.pairs[wanted].node
    assert window.topology.view.selected_node() == node
    window.topology.view.nodeSelected.emit(comparison.plan.pairs[0].node)
    selected = table.selectionModel().selectedRows()
    assert [index.row() for index in selected] == [0]


def test_a_missing_folder_is_said_in_one_sentence(qtbot, window, tmp_path):
    child(window, QLineEdit, "leftFolder").setText(str(tmp_path / "nowhere"))
    child(window, QLineEdit, "rightFolder").setText(str(tmp_path))
    with qtbot.waitSignal(window.session.failed, timeout=30_000) as blocker:
        qtbot.mouseClick(child(window, QAbstractButton, "compareButton"), Qt.MouseButton.LeftButton)
    assert "nowhere" in str(blocker.args[0])
    assert child(window, QAbstractButton, "compareButton").isEnabled()


def test_one_broken_file_leaves_the_others_judged(qtbot, window, tmp_path):
    left, right = tmp_path / "左 float", tmp_path / "右 quant"
    left.mkdir()
    right.mkdir()
    for name in ("a", "b"):
        (left / f"{name}_output0_2_1_1_caffe.linear.float").write_text("1.0\n2.0\n")
        (right / f"{name}_output0_2_1_1_quant.linear.hex").write_text("00001000\n00002000\n")
    (right / "b_output0_2_1_1_quant.linear.hex").write_text("00001000\nnot hex\n")
    comparison = compare(qtbot, window, left, right)
    severities = {result.pair.layer: result.severity for result in comparison.results}
    assert severities == {"a": Severity.GOOD, "b": Severity.BROKEN}


def test_cancel_keeps_what_was_measured(qtbot, window):
    child(window, QLineEdit, "leftFolder").setText(str(SAMPLE / "float_run"))
    child(window, QLineEdit, "rightFolder").setText(str(SAMPLE / "quantised_run"))
    with qtbot.waitSignal(window.session.stopped, timeout=30_000):
        qtbot.mouseClick(child(window, QAbstractButton, "compareButton"), Qt.MouseButton.LeftButton)
        qtbot.mouseClick(child(window, QAbstractButton, "cancelButton"), Qt.MouseButton.LeftButton)
    assert not window.session.comparing
    assert not child(window, QProgressBar, "progressBar").isVisible()
    assert child(window, QAbstractButton, "compareButton").isEnabled()


def test_changed_sources_are_said_beside_what_is_still_shown(qtbot, window, tmp_path):
    compare(qtbot, window, SAMPLE / "float_run", SAMPLE / "quantised_run")
    title = window.commands.title
    assert "changed" not in title()
    child(window, QLineEdit, "rightFolder").setText(str(tmp_path))
    assert "changed" in title()
    child(window, QLineEdit, "rightFolder").setText(str(SAMPLE / "quantised_run"))
    assert "changed" not in title()


def test_a_network_of_another_net_is_named(qtbot, window, tmp_path):
    other = tmp_path / "other.prototxt"
    other.write_text('layer { name: "x" type: "Input" top: "x" }')
    comparison = compare(
        qtbot, window, SAMPLE / "float_run", SAMPLE / "quantised_run", prototxt=other
    )
    assert "other.prototxt" in next(
        finding.text for finding in comparison.plan.findings if finding.code == "network_mismatch"
    )
    qtbot.waitUntil(lambda: window.sources.offered() != [])
    assert child(window, QLineEdit, "prototxtFile").isVisible()


def test_what_was_measured_before_a_cancel_can_be_saved(qtbot, window):
    child(window, QLineEdit, "leftFolder").setText(str(SAMPLE / "float_run"))
    child(window, QLineEdit, "rightFolder").setText(str(SAMPLE / "quantised_run"))
    qtbot.mouseClick(child(window, QAbstractButton, "compareButton"), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: bool(window.session.results), timeout=60_000)
    if window.session.comparing:
        window.session.cancel()
    assert window.session.comparison is not None
    assert len(window.session.comparison.results) == len(window.session.results)
    assert child(window, QAbstractButton, "saveReportButton").isEnabled()


def test_a_partner_chosen_by_hand_is_measured_and_kept(qtbot, window, tmp_path):
    left, right = tmp_path / "left", tmp_path / "right"
    left.mkdir()
    right.mkdir()
    (left / "conv_output0_2_caffe.linear.float").write_text("1.0\n2.0\n")
    (left / "fc_output0_2_caffe.linear.float").write_text("1.0\n2.0\n")
    (right / "conv_output0_2_1_1_quant.linear.hex").write_text("00001000\n00002000\n")
    (right / "other_output0_2_1_1_quant.linear.hex").write_text("00001000\n00002000\n")
    compare(qtbot, window, left, right)
    with qtbot.waitSignal(window.session.completed, timeout=30_000) as blocker:
        window.table.partnerPicked.emit(
            "fc_output0_2_caffe.linear.float", "other_output0_2_1_1_quant.linear.hex", 0
        )
    rules = {r.pair.left.name.layer: r.pair.rule.value for r in blocker.args[0].results}
    assert rules == {"conv": "name", "fc": "manual"}
    table = child(window, QTableView, "resultTable")
    row = table.currentIndex().row()
    assert "fc" in str(table.model().index(row, column_named(table, "Layer")).data())
    again = compare(qtbot, window, left, right)
    assert {r.pair.rule.value for r in again.results} == {"name", "manual"}
    with qtbot.waitSignal(window.session.completed, timeout=30_000) as blocker:
        window.table.partnerCleared.emit(
            "fc_output0_2_caffe.linear.float", "other_output0_2_1_1_quant.linear.hex", 0
        )
    assert len(blocker.args[0].results) == 1
