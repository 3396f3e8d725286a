"""The sample that comes with Cosight: where it is and what is compared in it."""

from __future__ import annotations

from pathlib import Path

from core.comparison.model import Request
from core.errors import CosightError
from core.messages import translate
from resources import resource_path

SAMPLE_FOLDER = resource_path("sample")


def sample_request(folder: Path = SAMPLE_FOLDER) -> Request:
    """What ``--demo`` compares.

    Raises:
        CosightError: a part of the sample is not there.
    """
    request = Request(
        left=folder / "float_run",
        rights=(folder / "quantised_run",),
        prototxt=folder / "deploy.prototxt",
        dot=folder / "cnn_net_tree.dot",
    )
    for part in (request.left, *request.rights, request.prototxt, request.dot):
        if part is not None and not part.exists():
            raise CosightError(
                translate(
                    "terminal",
                    "the bundled sample is incomplete: {path} is missing; get Cosight's "
                    "folder again, or give two folders of your own",
                ).format(path=part)
            )
    return request
