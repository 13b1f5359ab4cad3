"""What the marks of questions and scales mean, for somebody who takes their answers along."""

from functools import cache

from leerlus.content.instrument import current_instruments


def name_of(mark: str, language: str) -> str | None:
    """The text of a question, or the name of a scale; None when it is neither."""
    return _names(language).get(mark)


@cache
def _names(language: str) -> dict[str, str]:
    found: dict[str, str] = {}
    for instrument in current_instruments():
        for item in instrument.items:
            found.setdefault(item.id, f"{item.id}: {item.text.in_language(language)}")
        for mark, scale in instrument.scales.items():
            found.setdefault(mark, scale.name.in_language(language))
    return found
