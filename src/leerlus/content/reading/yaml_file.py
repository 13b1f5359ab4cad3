"""YAML to content with the line of every part. No tags, no anchors: so small files become large or dangerous."""

from typing import Any, Final

import yaml

from leerlus.content.reading.problems import Path, Place, Places, Problem, UnreadableFile
from leerlus.content.texts import Text

MOST_BYTES: Final = 512 * 1024
_DEEPEST: Final = 12
_MOST_PARTS: Final = 30_000
"""Twice what the largest instrument needs."""

_LONGEST_NUMBER: Final = 18
"""Digits; what is longer stays text, because a huge number takes long to read and to say."""

_NUMBERS: Final = frozenset({"tag:yaml.org,2002:int", "tag:yaml.org,2002:float"})
_PLAIN: Final = frozenset(
    f"tag:yaml.org,2002:{kind}" for kind in ("str", "int", "float", "bool", "null", "map", "seq")
)


def read_yaml(content: bytes) -> tuple[Any, Places, list[Problem]]:
    """The content of a YAML file, where its parts stand, and what is wrong with it as YAML.

    Raises UnreadableFile when there is nothing to look at: not text, too large, or no YAML.
    """
    text = _text(content)
    try:
        _refuse_references(text)
        root = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        raise UnreadableFile(
            "Dit is geen geldige YAML. Kijk naar inspringen, aanhalingstekens en dubbele punten, hier en erboven.",
            "This is no valid YAML. Look at indents, quotes and colons on this line and above it.",
            Place(row=mark.line + 1 if mark else 0),
        ) from None
    except (yaml.YAMLError, RecursionError):
        raise UnreadableFile("Dit is geen geldige YAML.", "This is no valid YAML.") from None
    if root is None:
        raise UnreadableFile("Het bestand is leeg.", "The file is empty.")
    places, problems = Places(), list[Problem]()
    return _value(root, (), places, problems), places, problems


def _text(content: bytes) -> str:
    if len(content) > MOST_BYTES:
        raise UnreadableFile(
            "Het bestand is te groot. Een vragenlijst is hoogstens 512 kB.",
            "The file is too large. An instrument is at most 512 kB.",
        )
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise UnreadableFile(
            "Dit is geen tekst in UTF-8. Bewaar het bestand als UTF-8.",
            "This is no text in UTF-8. Save the file as UTF-8.",
            Place(row=content[: error.start].count(b"\n") + 1),
        ) from None
    if "\x00" in text:
        raise UnreadableFile(
            "Er staat een teken in dat niet in tekst hoort.",
            "It holds a character that does not belong in text.",
            Place(row=text[: text.index("\x00")].count("\n") + 1),
        )
    return text


def _refuse_references(text: str) -> None:
    """Look at the events before anything is built: an alias could stand for a billion things."""
    depth = 0
    for number, event in enumerate(yaml.parse(text, Loader=yaml.SafeLoader)):
        line = event.start_mark.line + 1 if event.start_mark else 0
        if number > _MOST_PARTS:
            raise UnreadableFile(
                "Er staat te veel in voor één vragenlijst.",
                "It holds too much for one instrument.",
                Place(row=line),
            )
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            raise UnreadableFile(
                "Verwijzingen (& en *) kunnen niet. Schrijf de tekst nog een keer uit.",
                "References (& and *) are not possible. Write the text out once more.",
                Place(row=line),
            )
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
        if depth > _DEEPEST:
            raise UnreadableFile(
                "Te veel lagen in elkaar.", "Too many levels inside each other.", Place(row=line)
            )


def _value(node: yaml.Node, path: Path, places: Places, problems: list[Problem]) -> Any:
    here = Place(row=node.start_mark.line + 1)
    places.note(path, here)
    if node.tag not in _PLAIN and node.tag != "tag:yaml.org,2002:timestamp":
        problems.append(
            Problem(here, Text(nl="Een soort met ! kan hier niet.", en="A type with ! is not possible here."))
        )
        return None
    if isinstance(node, yaml.MappingNode):
        return _mapping(node, path, places, problems)
    if isinstance(node, yaml.SequenceNode):
        return [_value(part, (*path, number), places, problems) for number, part in enumerate(node.value)]
    too_long = node.tag in _NUMBERS and len(node.value) > _LONGEST_NUMBER
    if too_long or node.tag == "tag:yaml.org,2002:timestamp":
        return node.value
    try:
        return yaml.SafeLoader("").construct_object(node)
    except ValueError:
        return node.value


def _mapping(node: yaml.MappingNode, path: Path, places: Places, problems: list[Problem]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key_node, value_node in node.value:
        line = Place(row=key_node.start_mark.line + 1)
        key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else ""
        if not key:
            problems.append(
                Problem(
                    line,
                    Text(
                        nl="Hier hoort een naam voor de dubbele punt.", en="A name belongs before the colon."
                    ),
                )
            )
        elif key in found:
            problems.append(
                Problem(line, Text(nl=f"“{key}” staat er twee keer.", en=f"“{key}” is there twice."))
            )
        else:
            found[key] = _value(value_node, (*path, key), places, problems)
            places.note((*path, key), line)
    return found
