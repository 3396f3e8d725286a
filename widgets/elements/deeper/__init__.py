"""The element window's deeper numbers: channels, magnitudes, steps, best fit, places."""
