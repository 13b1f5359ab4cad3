"""How many syllables a word has, in Dutch and in English, from its spelling. Pure.

Dutch spelling shows its syllables: each has one vowel, written as one of some twenty groups of letters; a diaeresis
begins a new one ("cliënt"). Two vowels that are no such group are two syllables ("si-tu-a-tie"). Loan words that keep
a foreign spelling are listed. English is counted by groups of vowels without the silent e, which is right for most
words and never far off.
"""

import re
from typing import Final, Literal

Language = Literal["nl", "en"]

_DUTCH_VOWEL: Final = re.compile(
    "aai|ooi|oei|eeu|ieu|eau|aa|ee|oo|uu|ie|oe|eu|ui|ij|ei|ou|au|ai|oi|oy|ay|ey|[aeiouyáàâéèêíìîóòôúùûäëïöü]"
)
_DUTCH_LOANS: Final = {
    "team": 1, "teams": 1, "coach": 1, "coachen": 2, "coaching": 2, "intake": 2, "intakes": 2, "online": 2,
    "website": 2, "update": 2, "museum": 3,
}  # fmt: skip
"""Words of another language in Dutch texts whose spelling says something else."""

_ENGLISH_VOWELS: Final = re.compile("[aeiouy]+")
_SILENT: Final = re.compile(
    "[^aeiouyl]e$|[aeiouy]le$|[gq]ue$|[^aeioutd]ed$|[^aeiouscxzg]es$"
    "|^(?:some|there|where|fore|home|life|time|care)(?=[a-z]{3})"
)
_TWO_SOUNDS: Final = re.compile(
    "(?<![tscg])i[ao]|(?<![tc])ie(?=nt|nc|t$|ty$)|scien|(?<![qg])u[ae](?=[a-z])|eo(?!ple)|creat"
    "|(?<=[aeiou][a-z])ea$|[aeouy]ing|[ao]yer|ui(?=ng)"
)


def syllables(word: str, language: Language) -> int:
    """The syllables of one word, at least 1; parts joined by a hyphen and single capitals are counted apart."""
    return sum(_of_part(part, language) for part in re.split(r"[-/]", word) if part) or 1


def _of_part(part: str, language: Language) -> int:
    if part.isdigit() or (part.isupper() and 2 <= len(part) <= 4):
        return len(part)
    plain = part.lower().strip("'’")
    return max(1, _dutch(plain) if language == "nl" else _english(plain))


def _dutch(word: str) -> int:
    if word in _DUTCH_LOANS:
        return _DUTCH_LOANS[word]
    return len(_DUTCH_VOWEL.findall(word.replace("qu", "kw")))


def _english(word: str) -> int:
    groups = len(_ENGLISH_VOWELS.findall(word)) + len(_TWO_SOUNDS.findall(word))
    return groups - len(_SILENT.findall(word))
