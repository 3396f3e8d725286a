"""The command line: what it accepts, does and prints."""
