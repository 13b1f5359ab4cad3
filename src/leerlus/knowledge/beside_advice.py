"""What to read beside an advice: about the steps it gives, and the stage somebody is in."""

from typing import Final

from django.urls import reverse

from leerlus.access.actor import Actor
from leerlus.advice.beside import ToRead
from leerlus.advice.giving import given
from leerlus.advice.models import Advice
from leerlus.content.advice import load_advice_content
from leerlus.knowledge.fitting import Axis, fitting

_FACTOR_OF: Final = {"att": "KM.ATT", "sn": "KM.SN", "se": "KM.SE", "barrier": "KM.BAR"}
"""What a technique works on, as the model calls it."""


def to_read_beside(actor: Actor, advice: Advice, language: str) -> list[ToRead]:
    """Items about getting better at the craft that have a step, or what the steps work on, in common."""
    content = load_advice_content(advice.content_version)
    steps = [step.technique for step in given(advice).steps]
    works_on = {content.technique[step].determinant for step in steps}
    wanted = {
        Axis.TECHNIQUE: tuple(steps),
        Axis.DETERMINANT: tuple(_FACTOR_OF[one] for one in works_on if one in _FACTOR_OF),
    }
    return [
        ToRead(fit.title, reverse("knowledge_item", args=[fit.item.pk]), fit.reason, fit.time)
        for fit in fitting(actor, wanted, for_clients=False, language=language)
    ]
