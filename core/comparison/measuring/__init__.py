"""Reads the two files of a pair and sums up what stands against each other."""
