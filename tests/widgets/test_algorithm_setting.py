from __future__ import annotations

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox, QLabel, QPushButton, QSlider, QSpinBox

from core.comparison.model import Thresholds
from widgets.sources.algorithm_setting import AlgorithmSetting


@pytest.fixture
def setting(qtbot):
    made = AlgorithmSetting()
    qtbot.addWidget(made)
    made.told = []
    made.changed.connect(lambda: made.told.append(made.thresholds()))
    return made


def part(setting, kind, name):
    found = setting.findChild(kind, name)
    assert found is not None
    return found


def test_defaults_are_ruyistudios(setting):
    assert setting.title() == "Algorithm Setting"
    assert setting.thresholds() == Thresholds(0.99, 0.10)
    assert setting.max_error_count() == 5
    assert setting.show_standard_deviation()
    assert part(setting, QSlider, "cosineThresholdSlider").value() == 9900


@pytest.mark.parametrize("name", ["cosineThreshold", "redThreshold"])
def test_box_and_slider_keep_step(setting, name):
    box, slider = part(setting, QDoubleSpinBox, name), part(setting, QSlider, f"{name}Slider")
    assert (box.minimum(), box.maximum(), box.decimals()) == (0.0, 1.0, 4)
    box.setValue(0.1234)
    assert slider.value() == 1234
    slider.setValue(4321)
    assert box.value() == pytest.approx(0.4321, abs=1e-12)
    assert len(setting.told) == 2


def test_every_step_of_the_slider_survives_the_box(setting):
    box = part(setting, QDoubleSpinBox, "cosineThreshold")
    slider = part(setting, QSlider, "cosineThresholdSlider")
    for step in range(0, 10_001, 37):
        slider.setValue(step)
        assert slider.value() == step
        assert setting.thresholds().cosine == round(step / 10_000, 4)
        assert box.text() == f"{step / 10_000:.4f}"


def test_the_count_keeps_to_its_range(setting):
    box, slider = (
        part(setting, QSpinBox, "maxErrorCount"),
        part(setting, QSlider, "maxErrorCountSlider"),
    )
    box.setValue(3)
    assert slider.value() == 3
    slider.setValue(1)
    assert setting.max_error_count() == 1
    box.setValue(9)
    assert setting.max_error_count() == 5


def test_the_count_says_that_it_is_one(setting):
    box = part(setting, QSpinBox, "maxErrorCount")
    assert box.text() == "5 largest"
    assert box.toolTip() == "This many of the largest MaxAbsoluteErrors are shown red"
    labels = [label.text() for label in setting.findChildren(QLabel) if label.buddy() is box]
    assert labels == ["MaxAbsoluteError"]


def test_standard_deviation_is_a_tick(setting):
    part(setting, QCheckBox, "standardDeviation").setChecked(False)
    assert not setting.show_standard_deviation()
    assert len(setting.told) == 1


def test_defaults_button_tells_once(setting):
    setting.set_values(Thresholds(0.5, 0.5), 2, False)
    assert len(setting.told) == 1
    part(setting, QPushButton, "resetAlgorithm").click()
    assert setting.told[1:] == [Thresholds()]
    assert setting.max_error_count() == 5
    assert setting.show_standard_deviation()
    assert part(setting, QSlider, "redThresholdSlider").value() == 1000
    part(setting, QPushButton, "resetAlgorithm").click()
    assert len(setting.told) == 2


def test_numbers_have_a_point_in_every_locale(qtbot):
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.German))
    try:
        setting = AlgorithmSetting()
        qtbot.addWidget(setting)
        assert part(setting, QDoubleSpinBox, "cosineThreshold").text() == "0.9900"
    finally:
        QLocale.setDefault(before)
