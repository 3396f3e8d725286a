"""Reading, matching and judging dumps. Imports neither Qt nor pyqtgraph."""
