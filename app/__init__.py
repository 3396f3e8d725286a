"""Command line, main window and everything that knows what is open."""
