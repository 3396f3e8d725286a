"""The box behind Help · About."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, Qt
from PySide6.QtWidgets import QWidget


def show_about(owner: QWidget) -> None:
    """Say what Cosight is."""
    from PySide6.QtWidgets import QMessageBox  # late: its enums take time to make

    say = QCoreApplication.translate
    box = QMessageBox(owner)
    box.setWindowTitle(say("MainWindow", "About Cosight"))
    box.setText("Cosight")
    box.setInformativeText(
        say(
            "MainWindow",
            "See where two runs of a network part ways.\n\n"
            "Compares the per-layer dumps of a float run and a quantised run.",
        )
    )
    box.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    box.open()
