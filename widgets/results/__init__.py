"""The result table and the summary above it."""
