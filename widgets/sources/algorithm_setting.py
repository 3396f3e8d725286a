"""RuyiStudio's Algorithm Setting: beyond which values single cells of the table turn red."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDoubleSpinBox,
    QGridLayout,
    QGroupBox,
    QLabel,
    QPushButton,
    QSlider,
    QSpinBox,
    QWidget,
)

from core.comparison.vocabulary import Thresholds

_STEPS = 10_000
_DECIMALS = 4
_MAX_ERROR_RANGE = (1, 5)
_MAX_ERROR_DEFAULT = 5


class AlgorithmSetting(QGroupBox):
    """Sliders and boxes kept in step; ``changed`` comes once a change."""

    changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setTitle(self.tr("Algorithm Setting"))
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 8, 12, 8)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(6)
        self._grid.setColumnStretch(1, 1)
        self._cosine = self._add_share(
            "cosineThreshold",
            self.tr("CosineSimilarity"),
            self.tr("CosineSimilarity cells below this are red (0 … 1, usually 0.99)"),
        )
        self._max_error = self._add_count(
            "maxErrorCount",
            self.tr("MaxAbsoluteError"),
            self.tr("This many of the largest MaxAbsoluteErrors are shown red"),
        )
        self._red = self._add_share(
            "redThreshold",
            self.tr("RelativeEuclideanDistance"),
            self.tr("RelativeEuclideanDistance cells above this are red (0 … 1, usually 0.10)"),
        )
        self._deviation = QCheckBox(self.tr("StandardDeviation"), self)
        self._deviation.setObjectName("standardDeviation")
        self._deviation.setToolTip(
            self.tr("Show the column with mean and standard deviation of both sides")
        )
        self._deviation.toggled.connect(self.changed)
        self._defaults = QPushButton(self.tr("Defaults"), self)
        self._defaults.setObjectName("resetAlgorithm")
        self._defaults.setToolTip(self.tr("Set everything here back to RuyiStudio's defaults"))
        self._defaults.clicked.connect(self.reset)
        row = self._grid.rowCount()
        self._grid.addWidget(self._deviation, row, 0, 1, 2)
        self._grid.addWidget(self._defaults, row, 2)
        self._grid.setRowStretch(row + 1, 1)
        with QSignalBlocker(self):
            self.reset()

    def thresholds(self) -> Thresholds:
        """Beyond which CosineSimilarity and RelativeEuclideanDistance cells are red."""
        return Thresholds(
            round(self._cosine.value(), _DECIMALS), round(self._red.value(), _DECIMALS)
        )

    def max_error_count(self) -> int:
        """How many of the largest MaxAbsoluteErrors are red."""
        return self._max_error.value()

    def show_standard_deviation(self) -> bool:
        """Whether the StandardDeviation column is shown."""
        return self._deviation.isChecked()

    def set_values(
        self, thresholds: Thresholds, max_error_count: int, standard_deviation: bool
    ) -> None:
        """Set everything; values out of range are brought into it; ``changed`` comes once."""
        before = self._values()
        with QSignalBlocker(self):
            self._cosine.setValue(thresholds.cosine)
            self._red.setValue(thresholds.red)
            # Settings may hold more than an int of Qt's.
            lowest, highest = _MAX_ERROR_RANGE
            self._max_error.setValue(min(max(max_error_count, lowest), highest))
            self._deviation.setChecked(standard_deviation)
        if self._values() != before:
            self.changed.emit()

    def reset(self) -> None:
        """RuyiStudio's defaults: 0.99, 5, 0.10, on."""
        self.set_values(Thresholds(), _MAX_ERROR_DEFAULT, True)

    def _values(self) -> tuple[Thresholds, int, bool]:
        return self.thresholds(), self.max_error_count(), self.show_standard_deviation()

    def _add_share(self, name: str, title: str, tip: str) -> QDoubleSpinBox:
        box = QDoubleSpinBox(self)
        # The table writes numbers with a point whatever the locale, so does its setting.
        box.setLocale(QLocale.c())
        box.setDecimals(_DECIMALS)
        box.setRange(0.0, 1.0)
        box.setSingleStep(0.01)
        slider = self._add_row(name, title, tip, box)
        slider.setRange(0, _STEPS)
        slider.setPageStep(_STEPS // 20)
        slider.setSingleStep(_STEPS // 1000)

        def follow_slider(step: int) -> None:
            box.setValue(step / _STEPS)

        def follow_box(value: float) -> None:
            with QSignalBlocker(slider):
                slider.setValue(round(value * _STEPS))
            self.changed.emit()

        slider.valueChanged.connect(follow_slider)
        box.valueChanged.connect(follow_box)
        return box

    def _add_count(self, name: str, title: str, tip: str) -> QSpinBox:
        box = QSpinBox(self)
        box.setLocale(QLocale.c())
        box.setRange(*_MAX_ERROR_RANGE)
        # Without the word it passes for a threshold, as its two neighbours are.
        box.setSuffix(self.tr(" largest", "after a number: 5 largest"))
        slider = self._add_row(name, title, tip, box)
        slider.setRange(*_MAX_ERROR_RANGE)
        slider.setPageStep(1)

        def follow_box(value: int) -> None:
            with QSignalBlocker(slider):
                slider.setValue(value)
            self.changed.emit()

        slider.valueChanged.connect(box.setValue)
        box.valueChanged.connect(follow_box)
        return box

    def _add_row(self, name: str, title: str, tip: str, box: QDoubleSpinBox | QSpinBox) -> QSlider:
        label = QLabel(title, self)
        slider = QSlider(Qt.Orientation.Horizontal, self)
        slider.setMinimumWidth(64)
        box.setObjectName(name)
        # A half-typed number would recolour the table at every key.
        box.setKeyboardTracking(False)
        slider.setObjectName(f"{name}Slider")
        label.setBuddy(box)
        for widget in (label, slider, box):
            widget.setToolTip(tip)
        for widget in (slider, box):
            widget.setAccessibleName(title)
            widget.setAccessibleDescription(tip)
        row = self._grid.rowCount()
        self._grid.addWidget(label, row, 0)
        self._grid.addWidget(slider, row, 1)
        self._grid.addWidget(box, row, 2)
        return slider
