"""A finished comparison as files: JSON, CSV, and the user's own pairs."""
