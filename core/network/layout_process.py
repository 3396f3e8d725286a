"""Graphviz, run by ``layout.py`` in a process of its own.

Reads a JSON list of DOT texts from standard input and writes a line of JSON for each, an object
with ``nodes`` (name → centre, points, y up) and ``edges`` (tail, head, Bézier points). It is
C code fed by users' files: a crash, a hang or a memory hog ends here and nowhere else.
"""

from __future__ import annotations

import faulthandler
import json
import sys
from typing import Any


def main(seconds: float) -> None:
    """Lay out the graphs of standard input; leave the process after ``seconds`` at the latest."""
    if seconds > 0 and sys.stderr is not None:
        # A watchdog that ends the process even inside Graphviz, should the parent be gone.
        faulthandler.dump_traceback_later(seconds, exit=True)
    import pygraphviz

    lines = []
    for source in json.load(sys.stdin.buffer):
        drawn = pygraphviz.AGraph(string=source).draw(format="json", prog="dot")
        lines.append(json.dumps(_geometry(json.loads(drawn))).encode())
    sys.stdout.buffer.write(b"\n".join(lines))
    sys.stdout.buffer.flush()


def _geometry(graph: dict[str, Any]) -> dict[str, Any]:
    # The attribute "pos" has five digits only, 10 points off in a tall net; what is drawn has
    # two decimals always.
    names: dict[int, str] = {}
    nodes: dict[str, tuple[float, float]] = {}
    for item in graph.get("objects", ()):
        corners = _drawn(item, "pP")
        if corners:
            xs, ys = zip(*corners, strict=True)
            names[item["_gvid"]] = item["name"]
            nodes[item["name"]] = ((min(xs) + max(xs)) / 2, (min(ys) + max(ys)) / 2)
    edges = [
        (names[item["tail"]], names[item["head"]], _drawn(item, "bB"))
        for item in graph.get("edges", ())
    ]
    return {"nodes": nodes, "edges": edges}


def _drawn(item: dict[str, Any], kinds: str) -> list[list[float]]:
    """Points of the first drawing operation of one of ``kinds``."""
    for operation in item.get("_draw_", ()):
        if operation["op"] in kinds:
            points: list[list[float]] = operation["points"]
            return points
    return []


if __name__ == "__main__":
    main(float(sys.argv[1]))
