"""The trend along the network."""
