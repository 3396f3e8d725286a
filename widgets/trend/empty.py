"""What stands where the trend would be, while there is none."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QLabel

from core.comparison.model import Plan
from widgets.trend.scale import TrendMetric


class EmptyTrend(QLabel):
    """Says what the trend waits for."""

    def __init__(self) -> None:
        super().__init__()
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setWordWrap(True)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setForegroundRole(QPalette.ColorRole.PlaceholderText)
        self.setAutoFillBackground(True)

    def say(self, plan: Plan | None, metric: TrendMetric) -> None:
        """Why ``metric`` is not shown for ``plan``."""
        text = self.tr("The trend along the network appears here")
        if plan is not None and plan.pairs and metric is TrendMetric.ADDED:
            text = (
                self.tr("The added error needs a network: choose a prototxt or a dot file")
                if plan.network is None
                else self.tr("Following the network's edges…")
            )
        self.setText(text)
