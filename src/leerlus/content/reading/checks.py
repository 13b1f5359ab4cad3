"""Everything that must hold in an instrument from a file, each with its place: not the first problem, but all."""

from collections.abc import Mapping
from functools import cache
from typing import Any, Final

from leerlus.content.instrument import CURRENT_VERSIONS, current_instruments
from leerlus.content.reading.checks_between import conditions, pages, scales
from leerlus.content.reading.plain import Found, as_list, as_mapping, as_plain, either, say
from leerlus.content.reading.problems import Places, Problem
from leerlus.content.texts import Text

NOT_FROM_A_FILE: Final = (
    "released_scales", "released_by_subject", "stage", "subject", "lasting", "moments", "switches",
)  # fmt: skip
"""Parts that only instruments of Leerlus itself have; above all, nothing from a file counts in a team picture."""

_NOT_IN_ITEMS: Final = ("suggestions", "only_with", "observed", "technique", "tip")
_ROLES: Final = frozenset({"caseworker", "team_manager"})
_RESULTS: Final = frozenset({"scores", "answers"})
_MOST_ITEMS: Final = 150


def check(data: Mapping[str, Any], places: Places, next_version: int) -> list[Problem]:
    """All problems of content that is made of plain values; parts of a wrong kind are left to the schema."""
    found = (
        *_whole(data, next_version),
        *_names(data),
        *_items(data),
        *pages(data),
        *conditions(data),
        *scales(data),
    )
    return [Problem(places.of(path), message) for path, message in found]


def _whole(data: Mapping[str, Any], next_version: int) -> Found:
    code = as_plain(data.get("code"))
    if code in CURRENT_VERSIONS:
        yield (
            ("code",),
            say(
                f"De code {code} is van Leerlus zelf. Kies een andere.",
                f"The code {code} is Leerlus's own. Choose another.",
            ),
        )
    version = data.get("version")
    if isinstance(version, int) and version != next_version:
        yield (
            ("version",),
            say(
                f"Dit wordt versie {next_version}; hier staat {version}.",
                f"This becomes version {next_version}; here stands {version}.",
            ),
        )
    for name in NOT_FROM_A_FILE:
        if data.get(name):
            yield (name,), _not_of_your_own(name)
    for name, allowed in (("filled_in_by", _ROLES), ("result", _RESULTS)):
        for number, word in enumerate(as_list(data.get(name))):
            if isinstance(word, str) and word not in allowed:
                yield (
                    (name, number),
                    say(
                        f"“{word}” kan hier niet. Kies uit {either(allowed, 'of')}.",
                        f"“{word}” is not possible here. Choose from {either(allowed, 'or')}.",
                    ),
                )


def _names(data: Mapping[str, Any]) -> Found:
    """Questions and scores have names of their own: in what a person takes along, one name means one thing."""
    items = [item.get("id") if isinstance(item, Mapping) else None for item in as_list(data.get("items"))]
    named = (
        *((("items", number, "id"), name) for number, name in enumerate(items)),
        *((("scales", name), name) for name in as_mapping(data.get("scales"))),
    )
    for path, name in named:
        if isinstance(name, str) and name in _names_of_leerlus():
            yield (
                path,
                say(
                    f"De naam {name} gebruikt Leerlus zelf. Kies een andere.",
                    f"The name {name} is used by Leerlus itself. Choose another.",
                ),
            )


@cache
def _names_of_leerlus() -> frozenset[str]:
    return frozenset(
        name for instrument in current_instruments() for name in (*instrument.by_id, *instrument.scales)
    )


def _items(data: Mapping[str, Any]) -> Found:
    items = as_list(data.get("items"))
    sources, scales = as_mapping(data.get("sources")), as_mapping(data.get("rating_scales"))
    if not items:
        yield ("items",), say("Er staan geen vragen in.", "It holds no questions.")
    if len(items) > _MOST_ITEMS:
        yield (
            ("items", _MOST_ITEMS),
            say(
                f"Een vragenlijst heeft hoogstens {_MOST_ITEMS} vragen.",
                f"An instrument has at most {_MOST_ITEMS} questions.",
            ),
        )
    seen: set[str] = set()
    for number, item in enumerate(items):
        if not isinstance(item, Mapping):
            continue
        name = item.get("id")
        if isinstance(name, str) and name in seen:
            yield (
                ("items", number, "id"),
                say(f"De vraag {name} staat er twee keer.", f"The question {name} is there twice."),
            )
        seen.add(str(name))
        if isinstance(item.get("source"), str) and item["source"] not in sources:
            yield (
                ("items", number, "source"),
                say(
                    f"De bron {item['source']} staat niet bij “sources”.",
                    f"The source {item['source']} is not among “sources”.",
                ),
            )
        if isinstance(item.get("scale"), str) and item["scale"] not in scales:
            yield (
                ("items", number, "scale"),
                say(
                    f"De schaal {item['scale']} staat niet bij “rating_scales”.",
                    f"The scale {item['scale']} is not among “rating_scales”.",
                ),
            )
        for part in filter(item.get, _NOT_IN_ITEMS):
            yield ("items", number, part), _not_of_your_own(part)
        for path, message in _kind(item):
            yield ("items", number, *path), message


def _kind(item: Mapping[str, Any]) -> Found:
    kind, options = as_plain(item.get("kind")), as_list(item.get("options"))
    if kind == "rating" and not item.get("scale"):
        yield (), say("Een vraag met een schaal heeft “scale” nodig.", "A rating needs “scale”.")
    if kind in {"choice", "multiple", "open", "number"} and item.get("scale"):
        yield (
            ("scale",),
            say(
                "Alleen een vraag van de soort “rating” heeft een schaal.",
                "Only a question of the kind “rating” has a scale.",
            ),
        )
    if kind in {"choice", "multiple"} and len(options) < 2:
        yield (
            ("options",),
            say("Een keuzevraag heeft minstens twee antwoorden.", "A choice has at least two answers."),
        )
    if kind == "number" and (item.get("maximum") is None or not item.get("unit")):
        yield (
            (),
            say(
                "Een getal heeft “unit” (waarvan) en “maximum” nodig.",
                "A number needs “unit” (of what) and “maximum”.",
            ),
        )
    if item.get("reverse") and kind != "rating":
        yield (
            ("reverse",),
            say(
                "Alleen een vraag met een schaal kan omgekeerd tellen.",
                "Only a rating can count the other way round.",
            ),
        )
    values: list[Any] = [option.get("value") if isinstance(option, Mapping) else None for option in options]
    for number, value in enumerate(values):
        if value is not None and value in values[:number]:
            yield (
                ("options", number, "value"),
                say(f"Het antwoord {value} staat er twee keer.", f"The answer {value} is there twice."),
            )
    excludes = item.get("excludes_others")
    if excludes is not None and excludes not in values:
        yield (
            ("excludes_others",),
            say(f"{excludes} is geen van de antwoorden.", f"{excludes} is none of the answers."),
        )


def _not_of_your_own(part: str) -> Text:
    return say(
        f"“{part}” kan niet in een eigen vragenlijst.",
        f"“{part}” is not possible in an instrument of your own.",
    )
