"""How fast Cosight is, as ratios against named baselines: ``python -m benchmarks --help``."""
