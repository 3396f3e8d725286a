"""Why a pair is apart: named causes, each with its evidence, the most telling one first.

``diagnosis`` asks the detectors; each family has a module. Thresholds and how often each cause is
named rightly and wrongly: docs/findings.md.
"""
