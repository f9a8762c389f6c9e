"""Line drawings that help to understand a topic: data of the pack, checked to be drawings and nothing else.

A picture shows only what statements of its topic say; it rests on their sources. Its words stand beside the drawings, in
both languages, and never in them.
"""

import re
from typing import Annotated, Self
from xml.etree import ElementTree

from pydantic import AfterValidator, Field, model_validator

from informed.content.text import Finding, Id, Part, Text

MAX_DRAWING = 20_000
_SVG = "{http://www.w3.org/2000/svg}"
#: All that a line drawing needs; no words, no script, nothing from elsewhere.
_ELEMENTS = frozenset({"svg", "g", "path", "circle", "ellipse", "line", "rect", "polyline", "polygon"})
_PLACED = ("viewBox", "transform", "x", "y", "x1", "y1", "x2", "y2", "width", "height")
_SHAPED = ("d", "points", "cx", "cy", "r", "rx", "ry")
_STROKED = ("stroke", "stroke-width", "stroke-linecap", "stroke-linejoin", "stroke-dasharray")
_ATTRIBUTES = frozenset({*_PLACED, *_SHAPED, *_STROKED, "fill", "opacity"})


def _is_drawing(svg: str) -> str:
    """The same text, if it is an SVG of lines and shapes only; raises `ValueError`."""
    if len(svg) > MAX_DRAWING:
        raise ValueError(f"a drawing has at most {MAX_DRAWING:,} characters")
    if "<!" in re.sub(r"<!--.*?-->", "", svg, flags=re.S):
        raise ValueError("a drawing declares no document type")
    try:
        root = ElementTree.fromstring(svg)  # noqa: S314 - without a document type there is nothing to expand
    except ElementTree.ParseError as error:
        raise ValueError(f"not a drawing in SVG: {error}") from None
    if root.tag != f"{_SVG}svg" or "viewBox" not in root.attrib:
        raise ValueError("not a drawing in SVG: expected <svg> with its namespace and a viewBox")
    for element in root.iter():
        name = element.tag.removeprefix(_SVG)
        if name not in _ELEMENTS:
            raise ValueError(f"a drawing is made of lines and shapes, without <{name}>; words belong into `label`")
        if foreign := sorted(set(element.attrib) - _ATTRIBUTES):
            raise ValueError(f"<{name}> has the attribute {foreign[0]}, which no line drawing needs")
    return svg


Drawing = Annotated[str, AfterValidator(_is_drawing)]


class Panel(Part):
    """One drawing with the words under it. `alt` says what is drawn, for those who do not see it."""

    drawing: Drawing
    alt: Text
    label: Text
    #: What a marker above this panel says, such as "We are here".
    marker: Text | None = None


class Picture(Part):
    """Drawings side by side, read from the left: steps, ways or rungs."""

    id: Id
    caption: Text
    panels: tuple[Panel, ...] = Field(min_length=1, max_length=4)
    #: The statements of the topic that it illustrates.
    shows: tuple[Id, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_marker(self) -> Self:
        if sum(panel.marker is not None for panel in self.panels) > 1:
            raise Finding(self.id, "panels: at most one has a marker")
        return self
