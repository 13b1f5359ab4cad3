"""The records of this app: conversations with preparations and agreements; promises to a team, and the charter."""

from leerlus.conversations.models.agreements import Agreement
from leerlus.conversations.models.conversations import Conversation, Preparation
from leerlus.conversations.models.promises import CharterAcceptance, Promise

__all__ = ["Agreement", "CharterAcceptance", "Conversation", "Preparation", "Promise"]
