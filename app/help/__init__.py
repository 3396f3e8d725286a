"""The handbook, and the box behind About."""
