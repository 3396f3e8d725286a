"""The network: nodes and edges, whatever file they came from, and where to draw them."""
