"""Matching two or more runs, measuring each pair, and saying how bad it is."""
