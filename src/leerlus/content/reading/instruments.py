"""From an uploaded file to an instrument, or to all that is wrong with it; and back to YAML."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Final

import yaml
from pydantic import ValidationError
from pydantic_core import ErrorDetails

from leerlus.content.instrument import Instrument
from leerlus.content.reading.checks import check
from leerlus.content.reading.problems import Places, Problem, UnreadableFile
from leerlus.content.reading.xlsform import read_xlsform
from leerlus.content.reading.yaml_file import read_yaml
from leerlus.content.texts import Text

_ZIP: Final = b"PK\x03\x04"

NextVersion = Callable[[str], int]
"""The number of the next version of the instrument with this code."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file gave: an instrument, or problems in the order of the file. `remarks` say what was read otherwise."""

    instrument: Instrument | None
    problems: tuple[Problem, ...] = ()
    remarks: tuple[Problem, ...] = ()


def read_instrument(content: bytes, next_version: NextVersion) -> Reading:
    """Read a YAML file or an XLSForm; which of the two, its first bytes say and not its name.

    `next_version` tells by its code which version it becomes. Raises nothing: all trouble is in the answer.
    """
    remarks: list[Problem] = []
    try:
        if content.startswith(_ZIP):
            data, places, problems, remarks = read_xlsform(content)
            data["version"] = next_version(data["code"])
        else:
            data, places, problems = read_yaml(content)
    except UnreadableFile as unreadable:
        return Reading(None, (unreadable.problem,))
    if not isinstance(data, Mapping):
        return Reading(
            None,
            (
                *problems,
                Problem(places.of(()), Text(nl="Dit is geen vragenlijst.", en="This is no instrument.")),
            ),
        )
    code = data.get("code")
    problems += check(data, places, next_version(code) if isinstance(code, str) else 1)
    instrument, of_schema = _validated(data, places, problems)
    problems += of_schema
    ordered = tuple(sorted(set(problems), key=lambda one: (one.place, one.message.en)))
    return Reading(None if ordered else instrument, ordered, tuple(remarks))


def as_yaml(instrument: Instrument) -> str:
    """The instrument as a file: what `read_instrument` reads back the same."""
    said = instrument.model_dump(mode="json", exclude_defaults=True)
    return yaml.safe_dump(said, allow_unicode=True, sort_keys=False, width=110)


def _validated(
    data: Mapping[str, Any], places: Places, known: list[Problem]
) -> tuple[Instrument | None, list[Problem]]:
    """The instrument, or what the schema refuses; its own rules only when `check` found nothing to tell."""
    try:
        return Instrument.model_validate(data), []
    except ValidationError as error:
        details = error.errors(include_url=False, include_context=False)
        plain = [one for one in details if one["type"] != "value_error"]
        ours = [] if plain or known else details
        return None, [Problem(places.of(_clean(one["loc"], data)), _words(one)) for one in (*plain, *ours)]


def _words(error: ErrorDetails) -> Text:
    name = next((str(part) for part in reversed(error["loc"]) if isinstance(part, str)), "")
    match error["type"]:
        case "missing":
            return Text(nl=f"“{name}” ontbreekt.", en=f"“{name}” is missing.")
        case "extra_forbidden":
            return Text(nl=f"“{name}” kennen we hier niet.", en=f"“{name}” is not known here.")
        case "string_type" | "string_too_short":
            return Text(nl=f"“{name}” moet tekst zijn.", en=f"“{name}” must be text.")
        case "int_type" | "int_parsing" | "int_from_float" | "greater_than" | "greater_than_equal":
            return Text(
                nl=f"“{name}” moet een geheel getal zijn, groot genoeg.",
                en=f"“{name}” must be a whole number that is large enough.",
            )
        case "literal_error":
            return Text(
                nl=f"“{name}” heeft een waarde die niet kan: {error['input']}.",
                en=f"“{name}” has a value that is not possible: {error['input']}.",
            )
        case "string_pattern_mismatch" | "string_too_long":
            return Text(
                nl=f"“{name}” mag alleen kleine letters, cijfers en streepjes hebben, en niet te lang zijn.",
                en=f"“{name}” may have small letters, digits and dashes only, and not be too long.",
            )
        case "tuple_type" | "dict_type" | "model_type" | "too_short":
            return Text(
                nl=f"“{name}” is niet van de juiste soort of is leeg.",
                en=f"“{name}” is not of the right kind, or is empty.",
            )
    return Text(nl=f"“{name}” klopt niet ({error['msg']}).", en=f"“{name}” is not right ({error['msg']}).")


def _clean(location: tuple[int | str, ...], data: Any) -> tuple[int | str, ...]:
    """The part of a location that stands in the file; for what is missing, the whole it is missing from."""
    path: list[int | str] = []
    for part in location:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            break
        path.append(part)
    return tuple(path)
