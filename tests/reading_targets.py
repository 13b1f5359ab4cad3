"""What texts are held to; why these figures stands in tests/content/test_reading_level.py."""

from collections.abc import Sequence
from dataclasses import dataclass

from leerlus.content.reading_level import official_words, reading_level, sentences_of
from leerlus.content.syllables import Language


@dataclass(frozen=True)
class Target:
    """The least ease, the most words a sentence (on average, and ever), the most long words, official Dutch or not."""

    ease: float
    words_per_sentence: float
    longest_sentence: int
    share_of_long_words: float
    official_words: bool


FOR_CLIENTS = Target(70, 12, 20, 0.3, official_words=False)
FOR_CASEWORKERS = Target(60, 15, 25, 0.35, official_words=True)


def misses(texts: Sequence[str], language: Language, target: Target) -> list[str]:
    """What of a target these texts miss, in words; nothing when they meet it."""
    level = reading_level(texts, language)
    longest = max(sentences_of(texts), key=lambda one: len(one.split()))
    official = [] if target.official_words or language != "nl" else official_words(texts)
    found = {
        f"ease {level.ease:.0f}": level.ease < target.ease,
        f"{level.words_per_sentence:.1f} words a sentence": level.words_per_sentence
        > target.words_per_sentence,
        f"{level.sentences[0]} words: {longest}": level.sentences[0] > target.longest_sentence,
        f"{level.share_of_long_words:.0%} long words": level.share_of_long_words > target.share_of_long_words,
        f"official Dutch: {', '.join(official)}": bool(official),
    }
    return [text for text, missed in found.items() if missed]
