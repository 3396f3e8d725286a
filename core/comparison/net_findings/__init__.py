"""Findings about the network as a whole: one family a module, each a function of plain results."""
