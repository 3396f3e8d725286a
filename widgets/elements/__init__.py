"""The element window: the numbers of one pair, side by side."""
