"""The behavioural ambition of a team: written by its caseworkers and its manager, about behaviour, about nobody."""

import re

from django.db.models import QuerySet
from django.utils import timezone

from leerlus.access.actor import Actor
from leerlus.access.colleagues import teams_worked_in_or_led
from leerlus.access.door import visible
from leerlus.content.instrument import current_instrument
from leerlus.conversations.models import AmbitionSentence
from leerlus.conversations.promises import people_named
from leerlus.organisations.models import Team


def behaviours(language: str) -> dict[str, str]:
    """The twelve behaviours of box 2.1 of the note in words, by id: `CB1` to `CB12`."""
    return {
        item.id: item.text.in_language(language)
        for item in current_instrument("craftsmanship_team").items
        if re.fullmatch(r"CB\d+", item.id)
    }


def sentences_now(actor: Actor) -> QuerySet[AmbitionSentence]:
    """The sentences that hold in the teams the actor works in or leads, by team, newest first."""
    return _sentences(actor).filter(withdrawn_on=None)


def former_sentences(actor: Actor) -> QuerySet[AmbitionSentence]:
    """The sentences that were withdrawn, by team, the last withdrawn first."""
    former = _sentences(actor).exclude(withdrawn_on=None)
    return former.order_by("team__name", "team_id", "-withdrawn_on", "-written_on", "id")


def write_sentence(
    actor: Actor, team: Team, *, text: str, behaviour: str = "", own_behaviour: str = ""
) -> AmbitionSentence:
    """Add a sentence to the ambition of a team, dated today. The writer is not kept.

    Raises ValueError when the actor neither works in the team nor leads it, for a behaviour that is not one of the
    twelve, for none or two behaviours, and for words that name somebody of the team.
    """
    if not teams_worked_in_or_led(actor).filter(pk=team.pk).exists():
        raise ValueError("only a team itself and who leads it write its ambition")
    if bool(behaviour) == bool(own_behaviour) or (behaviour and behaviour not in behaviours("nl")):
        raise ValueError("a sentence is about one behaviour, of the note or in own words")
    if people_named(team, text) or people_named(team, own_behaviour):
        raise ValueError("the ambition of a team names nobody")
    return AmbitionSentence.objects.create(
        team=team, text=text, behaviour=behaviour, own_behaviour=own_behaviour
    )


def withdraw_sentence(actor: Actor, sentence: AmbitionSentence) -> bool:
    """Withdraw a sentence of a team the actor works in or leads; False when that was done before."""
    withdrawn = sentences_now(actor).filter(pk=sentence.pk).update(withdrawn_on=timezone.localdate())
    return bool(withdrawn)


def _sentences(actor: Actor) -> QuerySet[AmbitionSentence]:
    rows = visible(actor, AmbitionSentence).select_related("team")
    return rows.order_by("team__name", "team_id", "-written_on", "id")
