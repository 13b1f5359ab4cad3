"""Fatima and Erik, who leads her team and accepted the charter, with a conversation between them."""

from datetime import date, timedelta

import pytest

from leerlus.access.actor import actor_of
from leerlus.conversations.agreements import propose
from leerlus.conversations.charter import accept_charter
from leerlus.conversations.models import Agreement, Conversation
from leerlus.conversations.planning import plan_conversation
from leerlus.conversations.preparing import save_preparation

TODAY = date.today()
SOON, LATER = TODAY + timedelta(days=5), TODAY + timedelta(days=40)


@pytest.fixture
def erik(erik):
    accept_charter(actor_of(erik))
    return erik


@pytest.fixture
def conversation(fatima, erik) -> Conversation:
    """Fatima planned it; nothing is prepared yet."""
    return plan_conversation(actor_of(fatima), f"manager:{erik.pk}", SOON)


@pytest.fixture
def prepared(fatima, conversation) -> Conversation:
    """Fatima chose two topics and made notes; Erik sees none of it."""
    content = {"questions": ["pride", "rules"], "own": "Mijn eigen onderwerp", "notes": "Alleen voor mij"}
    save_preparation(actor_of(fatima), conversation, content, 0)
    return conversation


@pytest.fixture
def proposal(fatima, conversation) -> Agreement:
    """What Fatima proposes to Erik."""
    return propose(
        actor_of(fatima),
        conversation,
        caseworker_step="Ik vraag Bram mee te kijken",
        manager_step="Ik regel twee uur per week",
        return_on=LATER,
        based_on=0,
    )
