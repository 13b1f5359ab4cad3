"""What must hold between the parts of an instrument from a file: questions, pages, conditions, scales."""

from collections.abc import Mapping
from typing import Any, Final

from leerlus.content.reading.plain import Found, as_list, as_mapping, as_plain, say
from leerlus.content.reading.problems import Path
from leerlus.content.texts import Text

_MOST_ON_A_PAGE: Final = 12


def pages(data: Mapping[str, Any]) -> Found:
    """Every question stands on one page, and a page holds a few."""
    ids = [item.get("id") for item in as_list(data.get("items")) if isinstance(item, Mapping)]
    placed: set[str] = set()
    for number, page in enumerate(as_list(data.get("pages"))):
        names = as_list(page.get("items")) if isinstance(page, Mapping) else []
        if len(names) > _MOST_ON_A_PAGE:
            yield (
                ("pages", number, "items"),
                say(
                    f"Op een pagina passen hoogstens {_MOST_ON_A_PAGE} vragen.",
                    f"A page holds at most {_MOST_ON_A_PAGE} questions.",
                ),
            )
        for place, name in enumerate(names):
            if name not in ids:
                yield (
                    ("pages", number, "items", place),
                    say(f"De vraag {name} bestaat niet.", f"The question {name} does not exist."),
                )
            elif str(name) in placed:
                yield (
                    ("pages", number, "items", place),
                    say(
                        f"De vraag {name} staat op twee pagina's.",
                        f"The question {name} stands on two pages.",
                    ),
                )
            placed.add(str(name))
    for number, name in enumerate(ids):
        if isinstance(name, str) and name not in placed and name not in ids[:number]:
            yield (
                ("items", number),
                say(f"De vraag {name} staat op geen pagina.", f"The question {name} stands on no page."),
            )


def conditions(data: Mapping[str, Any]) -> Found:
    """A question depends on a choice of an earlier page, and on answers it has."""
    items = {
        item["id"]: item
        for item in as_list(data.get("items"))
        if isinstance(item, Mapping) and isinstance(item.get("id"), str)
    }
    page_of = {
        str(name): number
        for number, page in enumerate(as_list(data.get("pages")))
        if isinstance(page, Mapping)
        for name in as_list(page.get("items"))
    }
    for number, item in enumerate(as_list(data.get("items"))):
        condition = item.get("condition") if isinstance(item, Mapping) else None
        if not isinstance(condition, Mapping):
            continue
        here: Path = ("items", number, "condition")
        other = items.get(str(condition.get("item")))
        if other is None or as_plain(other.get("kind")) != "choice":
            yield here, _nothing_to_depend_on(condition, other)
            continue
        for wanted in _answers_that_are_not_there(condition, other):
            yield (
                here,
                say(
                    f"{wanted} is geen antwoord op {other['id']}.",
                    f"{wanted} is no answer to {other['id']}.",
                ),
            )
        if page_of.get(other["id"], -1) >= page_of.get(str(item.get("id")), len(page_of)):
            yield (
                here,
                say(
                    f"{other['id']} moet op een eerdere pagina staan.",
                    f"{other['id']} must stand on an earlier page.",
                ),
            )


def _nothing_to_depend_on(condition: Mapping[str, Any], other: Mapping[str, Any] | None) -> Text:
    if other is None:
        return say(
            f"Deze vraag hangt af van {condition.get('item')}, en die bestaat niet.",
            f"This question depends on {condition.get('item')}, which does not exist.",
        )
    return say(
        f"{other['id']} is geen vraag met één keuze; daar kan niets van afhangen.",
        f"{other['id']} is no question with one choice; nothing can depend on it.",
    )


def _answers_that_are_not_there(condition: Mapping[str, Any], other: Mapping[str, Any]) -> list[Any]:
    """The answers a question waits for that the question it depends on does not have."""
    values = {
        as_plain(option.get("value"))
        for option in as_list(other.get("options"))
        if isinstance(option, Mapping)
    }
    return [wanted for wanted in as_list(condition.get("is_one_of")) if as_plain(wanted) not in values]


def scales(data: Mapping[str, Any]) -> Found:
    """Scales have points that go up, and scores are of questions that can be scored."""
    kinds = {
        as_plain(item.get("id")): item.get("kind")
        for item in as_list(data.get("items"))
        if isinstance(item, Mapping)
    }
    for name, scale in as_mapping(data.get("rating_scales")).items():
        points, words = (
            as_list(scale.get(part)) if isinstance(scale, Mapping) else [] for part in ("points", "words")
        )
        if words and len(words) != len(points):
            yield (
                ("rating_scales", name, "words"),
                say("Geef elk punt een woord, of geen enkel.", "Give every point a word, or none."),
            )
        numbers = [point for point in points if isinstance(point, int | float)]
        if len(numbers) == len(points) and points != sorted(set(numbers)):
            yield (
                ("rating_scales", name, "points"),
                say("De punten lopen niet op.", "The points do not go up."),
            )
    for name, scale in as_mapping(data.get("scales")).items():
        rule = scale.get("rule", "mean") if isinstance(scale, Mapping) else "mean"
        wanted = "number" if rule == "amount" else "rating"
        for number, item in enumerate(as_list(scale.get("items")) if isinstance(scale, Mapping) else []):
            if kinds.get(as_plain(item)) != wanted:
                yield (
                    ("scales", name, "items", number),
                    say(
                        f"{item} is hier geen vraag van de soort {wanted}.",
                        f"{item} is no question of the kind {wanted} here.",
                    ),
                )
