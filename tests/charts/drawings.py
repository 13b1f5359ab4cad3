"""Reading a drawing back as the XML it is."""

from xml.etree import ElementTree

SVG = "{http://www.w3.org/2000/svg}"


def drawn(svg: str) -> ElementTree.Element:
    """The drawing as a tree; fails when it is not well-formed."""
    # The text was made by our own code in this test run.
    return ElementTree.fromstring(svg.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1))  # noqa: S314


def parts(svg: str, kind: str) -> list[ElementTree.Element]:
    """The shapes and words of a kind, in the order of drawing."""
    return [element for element in drawn(svg).iter() if element.get("class") == f"chart-{kind}"]


def words(svg: str) -> list[str]:
    """All words that somebody sees, without the title and description."""
    return [element.text or "" for element in drawn(svg).iter(f"{SVG}text")]


def corners(element: ElementTree.Element) -> list[tuple[float, float]]:
    """The points of a path."""
    steps = element.get("d", "").removesuffix(" Z").removeprefix("M").split(" L")
    return [(float(x), float(y)) for x, y in (step.split() for step in steps)]
