"""Knowledge items, appraisals, practice and questions."""

from leerlus.knowledge.models.appraisals import Appraisal, Intervention
from leerlus.knowledge.models.items import ItemTag, ItemVersion, KnowledgeItem
from leerlus.knowledge.models.practice import SavedItem, Translation
from leerlus.knowledge.models.questions import LocalQuestion, SameQuestion

__all__ = [
    "Appraisal",
    "Intervention",
    "ItemTag",
    "ItemVersion",
    "KnowledgeItem",
    "LocalQuestion",
    "SameQuestion",
    "SavedItem",
    "Translation",
]
