"""Sentences of the profile, chosen by rule from answers and scores. Pure; every result is a bilingual `Text`."""

from collections.abc import Mapping, Sequence
from typing import Final

from leerlus.content.profile_words import ProfileWords
from leerlus.content.texts import Text
from leerlus.scans.scoring import HIGH_FROM, LOW_BELOW, MARGIN, Level, Scores, band

Percents = Mapping[str, float | None]

_HARD_FIRST: Final = ("SE2", "SE3", "SE4", "SE1")
_CLOSE_TOGETHER: Final = 15.0


def filled(template: Text, **parts: Text | str | int) -> Text:
    """A sentence with its open places filled, in both languages."""

    def side(language: str) -> dict[str, str]:
        return {
            name: part.in_language(language) if isinstance(part, Text) else str(part)
            for name, part in parts.items()
        }

    return Text(nl=template.nl.format(**side("nl")), en=template.en.format(**side("en")))


def level_word(words: ProfileWords, value: float | None, margin: float = MARGIN) -> Text:
    """laag, midden, hoog, op de grens van …, or onbekend."""
    if value is None:
        return words.levels["unknown"]
    found = band(value, margin)
    if not found.on_the_border:
        return words.levels[found.level]
    nearest_is_low = abs(value - LOW_BELOW) < abs(value - HIGH_FROM)
    return words.levels["between_low_and_middle" if nearest_is_low else "between_middle_and_high"]


def opening_sentences(words: ProfileWords, scores: Scores, percents: Percents) -> tuple[Text, ...]:
    """The first one or two sentences: the use somebody sees, then the confidence (else what others expect)."""
    sentences = []
    attitude = scores.scales.get("att")
    if attitude is not None:
        sentences.append(words.opening["att"][band(attitude).level])
    confidence, norm = scores.scales.get("se"), scores.scales.get("sn")
    if confidence is not None:
        sentence = words.opening["se"][_confidence(band(confidence).level, percents)]
        sentences.append(filled(sentence, when=words.when[_hardest(percents)]))
    elif norm is not None:
        sentences.append(words.opening["sn"][band(norm).level])
    return tuple(sentences) or (words.nothing_yet,)


def explanation(words: ProfileWords, scale: str, percents: Percents) -> Text | None:
    """One sentence under a lever, from the answers themselves; None when there is too little to say."""
    if scale == "sn":
        return _norm_explained(words, percents)
    phrases = words.attitude if scale == "att" else words.when
    known = {item: value for item in phrases if (value := percents.get(item)) is not None}
    if len(known) < 2:
        return None
    most, least = max(known, key=known.__getitem__), min(known, key=known.__getitem__)
    if known[most] - known[least] < _CLOSE_TOGETHER:
        complete = len(known) == len(phrases)
        return words.explanation["se_same" if scale == "se" and complete else "close_together"]
    below = scale == "att" and _leaning(known[most]) is not Level.HIGH
    sentence = words.explanation["att_differs_below" if below else f"{scale}_differs"]
    return filled(sentence, most=phrases[most], least=phrases[least])


def strongest_drives(words: ProfileWords, names: Mapping[str, Text], scores: Scores) -> Text:
    """Which drive weighs most; equals are named together, and one below the middle drives nobody.

    "The most" is said only when all are known: a drive without an answer may weigh more.
    """
    known = {drive: value for drive in names if (value := scores.scales.get(drive)) is not None}
    complete, highest = len(known) == len(names), max(known.values(), default=0.0)
    if highest < LOW_BELOW:
        all_names = _listed(list(names.values()))
        return filled(words.drives.none_of_them, all=all_names) if complete else words.drives.unknown
    top = [names[drive] for drive, value in known.items() if value == highest]
    if not complete:
        return filled(words.drives.partly, all=_listed(top))
    if len(top) == 1:
        return filled(words.drives.one, first=top[0])
    return filled(words.drives.several, all=_listed(top))


def _confidence(level: Level, percents: Percents) -> str:
    """Which sentence tells the confidence: "mainly" is true only where one situation is harder than the others."""
    known = [value for item in _HARD_FIRST if (value := percents.get(item)) is not None]
    alike = len(known) > 1 and max(known) - min(known) < _CLOSE_TOGETHER
    if level is Level.LOW and alike and percents.get("SE1") is not None:
        return "low_everywhere"
    return level


def _leaning(value: float) -> Level:
    """To which side of the middle answers point; around the middle, to neither."""
    if abs(value - LOW_BELOW) < MARGIN:
        return Level.MIDDLE
    return Level.LOW if value < LOW_BELOW else Level.HIGH


def _hardest(percents: Percents) -> str:
    """The situation somebody is least sure of; of equals, the most telling one."""
    return min(_HARD_FIRST, key=lambda item: (_known(percents, item, 101.0), _HARD_FIRST.index(item)))


def _known(percents: Percents, item: str, otherwise: float) -> float:
    value = percents.get(item)
    return otherwise if value is None else value


def _norm_explained(words: ProfileWords, percents: Percents) -> Text | None:
    """What others think (injunctive) and what they do (descriptive) are kept apart (Hazelzet & Otten 2017)."""
    think = [value for item in ("SN1", "SN2") if (value := percents.get(item)) is not None]
    do = percents.get("SN3")
    if not think or do is None:
        return None
    thinks, does = _leaning(sum(think) / len(think)), _leaning(do)
    return filled(
        words.explanation["but" if {thinks, does} == {Level.LOW, Level.HIGH} else "and"],
        first=words.explanation[f"sn_think_{thinks}"],
        second=words.explanation[f"sn_do_{does}"],
    )


def _listed(texts: Sequence[Text]) -> Text:
    def joined(parts: list[str], last: str) -> str:
        return f"{', '.join(parts[:-1])} {last} {parts[-1]}"

    if len(texts) == 1:
        return texts[0]
    return Text(nl=joined([text.nl for text in texts], "en"), en=joined([text.en for text in texts], "and"))
