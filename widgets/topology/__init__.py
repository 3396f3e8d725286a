"""The network's picture."""
