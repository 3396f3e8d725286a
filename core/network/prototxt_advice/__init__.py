"""Known faults of NNIE that a network's prototxt alone gives away, and what to do about them."""
