"""Dump files: their names, their number formats, and the readers."""
