"""An item as its page shows it: first what a reader between two conversations needs, then how sure it is."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from leerlus.access.actor import Actor
from leerlus.content.knowledge.item import KnowledgeItem as Content
from leerlus.framework.loading import load_framework
from leerlus.framework.sections import cited
from leerlus.knowledge.finding import offered
from leerlus.knowledge.models import KnowledgeItem, Translation
from leerlus.knowledge.translating import names_shown
from leerlus.knowledge.words import (
    ACCESS,
    CERTAINTY,
    DIRECTIONS,
    EVIDENCE,
    GROUPS,
    LADDER,
    LIFE_DOMAINS,
    OUTCOMES,
    PER,
    SEEN,
    STAGES,
    TERMS,
    amount_in_words,
    effect_in_words,
    reading_minutes,
    reading_words,
)


@dataclass(frozen=True, slots=True)
class PracticeInWords:
    """How to use it: of the item itself, or as two people of the municipality wrote it down."""

    when: str
    for_whom: str
    first_sentence: str
    what_not: str
    by: tuple[str, ...] = ()
    is_local: bool = False


@dataclass(frozen=True, slots=True)
class Reference:
    """A source, with an address that is shown as a link and never asked by itself."""

    words: str
    seen: str
    address: str


def practice_of(content: Content, local: Translation | None, language: str) -> PracticeInWords:
    """The translation that is in force in the municipality, or else that of the item."""
    if local is not None:
        return PracticeInWords(
            local.when_to_use,
            local.for_whom,
            local.first_sentence,
            local.what_not,
            tuple(names_shown(local)),
            is_local=True,
        )
    when, for_whom, first_sentence, what_not = (text.in_language(language) for text in content.practice.texts)
    return PracticeInWords(when, for_whom, first_sentence, what_not)


def finding_columns() -> list[str]:
    return [_("What"), _("When"), _("Which way"), _("What was found"), _("How large")]


def finding_rows(content: Content, language: str) -> list[list[str]]:
    """Outcome by term; what nobody knows says unknown."""
    return [
        [
            str(OUTCOMES[one.outcome]),
            str(TERMS[one.term]),
            str(DIRECTIONS[one.direction]),
            one.in_words.in_language(language),
            effect_in_words(one.effect, language),
        ]
        for one in content.findings
    ]


def facts_of(content: Content, language: str) -> list[tuple[str, str]]:
    """What stands beside the text: term and words."""
    cost = content.cost
    facts = [
        (
            _("How sure"),
            f"{CERTAINTY[content.certainty]}. {content.certainty_in_words.in_language(language)}",
        ),
        (_("Evidence"), str(EVIDENCE[content.evidence])),
        (_("Dutch ladder of recognition"), str(LADDER[content.ladder])),
        (
            _("Cost"),
            _("%(hours)s and %(euros)s %(per)s. %(words)s")
            % {
                "hours": amount_in_words(cost.hours, _("hours"), language),
                "euros": amount_in_words(cost.euros, _("euros"), language),
                "per": PER[cost.per],
                "words": cost.in_words.in_language(language),
            },
        ),
        (_("Access"), str(ACCESS[content.access])),
        (_("Studied among"), content.population.in_language(language)),
        (_("Where and when"), content.context.in_language(language)),
        (_("Time"), reading_words(reading_minutes(content, language))),
    ]
    tags = [
        *(str(STAGES[one]) for one in content.stages),
        *(str(LIFE_DOMAINS[one]) for one in content.life_domains),
        *(str(GROUPS[one]) for one in content.groups),
        *(load_framework().name_of(one, language) for one in content.determinants),
    ]
    facts.append((_("Found by"), ", ".join(tags)))
    if content.sections:
        facts.append((_("In the note"), cited(content.sections, language)))
    return facts


def references_of(content: Content, language: str) -> list[Reference]:
    """The sources in the order of the item."""
    return [
        Reference(
            f"{one.authors} ({one.year}). {one.title}. {one.published_in}.",
            str(SEEN[one.seen]),
            one.address or "",
        )
        for one in content.sources
    ]


def linked(actor: Actor, item: KnowledgeItem, codes: Sequence[str]) -> list[KnowledgeItem]:
    """The items that an item names, of the same municipality or of Leerlus; those that are gone are left out."""
    rows = offered(actor).filter(code__in=codes)
    same = {row.code: row for row in rows if row.municipality_id in (None, item.municipality_id)}
    return [same[code] for code in codes if code in same]
