"""The step of an advice that becomes a goal."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils import timezone

from leerlus.advice.giving import shown_tiny
from leerlus.advice.models import Advice
from leerlus.content.advice import load_advice_content


@dataclass(frozen=True, slots=True)
class AdvisedStep:
    """What a step says, and what its form asks besides a date."""

    title: str
    description: str
    asks_for: frozenset[str]
    due_on: date

    def initial(self) -> dict[str, Any]:
        return {"title": self.title, "due_on": self.due_on}


def advised_step(advice: Advice, technique: str, language: str) -> AdvisedStep | None:
    """A step of this advice in the language of the screen; None when the advice does not hold it."""
    tiny = shown_tiny(advice, technique)
    if tiny is None:
        return None
    content = load_advice_content(advice.content_version).technique[technique]
    words = content.tiny if tiny and content.tiny else content
    return AdvisedStep(
        title=words.name.in_language(language),
        description=words.description.in_language(language),
        asks_for=frozenset(content.asks_for),
        due_on=timezone.localdate() + timedelta(days=7),
    )
