"""The shipped icons are drawings of one kind."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree

import pytest

from resources import resource_path

ICONS = sorted(resource_path("icons").glob("*.svg"))
ALLOWED = {"svg", "path", "rect", "circle"}


@pytest.mark.parametrize("path", ICONS, ids=lambda path: path.stem)
def test_an_icon_is_a_24_by_24_drawing(path):
    root = ElementTree.parse(path).getroot()
    assert root.get("viewBox") == "0 0 24 24"
    tags = {element.tag.removeprefix("{http://www.w3.org/2000/svg}") for element in root.iter()}
    assert tags <= ALLOWED
    if path.stem != "cosight":
        assert root.get("stroke") == "currentColor"
        assert root.get("fill") == "none"


def test_the_application_s_own_icon_is_there():
    assert "cosight" in {path.stem for path in ICONS}
