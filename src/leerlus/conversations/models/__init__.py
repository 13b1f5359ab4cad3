"""The records of this app: conversations with preparations and agreements; a team's ambition and promises."""

from leerlus.conversations.models.agreements import Agreement
from leerlus.conversations.models.ambition import AmbitionSentence
from leerlus.conversations.models.conversations import Conversation, Preparation
from leerlus.conversations.models.promises import CharterAcceptance, Promise

__all__ = [
    "Agreement",
    "AmbitionSentence",
    "CharterAcceptance",
    "Conversation",
    "Preparation",
    "Promise",
]
