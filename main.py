"""Cosight: see where two runs of a network part ways. Start it with ``python main.py``."""

from __future__ import annotations

import os
import sys

if sys.version_info < (3, 11):  # noqa: UP036  started by hand with any Python, not through pip
    sys.stderr.write(
        "cosight: Python 3.11 or newer is needed, this is "
        f"{sys.version_info[0]}.{sys.version_info[1]}\n"
    )
    sys.exit(2)

if __name__ == "__main__":
    # Python leaves it out when it is told to be safe (-P) or isolated (-I).
    folder = os.path.dirname(os.path.abspath(__file__))
    if folder not in sys.path:
        sys.path.insert(0, folder)
    try:
        from app.command_line import INTERRUPTED, main

        status = main(sys.argv[1:])
        if status == INTERRUPTED:
            from app.commands.interrupting import end_here

            end_here(status)
        sys.exit(status)
    except KeyboardInterrupt:  # while the program itself is still being imported
        sys.stderr.write("cosight: interrupted\n")
        sys.exit(130)
