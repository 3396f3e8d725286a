"""What a look at a prototxt gave, as JSON, schema 1."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TextIO

from core.comparison.prototxt_findings import advice_as_dict
from core.network.prototxt_advice.model import Checked
from core.report.text_output import whole_text

SCHEMA = 1


def write_advice(checked: Checked, stream: TextIO) -> None:
    """Write to an open text stream; plain ASCII, so that any console and encoding can take it."""
    content = {
        "schema": SCHEMA,
        "prototxt": str(checked.prototxt),
        "network": checked.network,
        "layers": checked.layers,
        "findings": [advice_as_dict(one) for one in checked.advice],
        "unknown_poolings": list(checked.unknown_poolings),
    }
    json.dump(content, stream, indent=1, allow_nan=False)
    stream.write("\n")


def save_advice(checked: Checked, path: Path) -> None:
    """Write a file, whole or not at all.

    Raises:
        CosightError: the file cannot be written.
    """
    with whole_text(path) as stream:
        write_advice(checked, stream)
