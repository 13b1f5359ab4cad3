"""The sentences of the profile, as content."""

from functools import lru_cache
from pathlib import Path

import yaml

from leerlus.content.texts import Content, Text


class StageWords(Content):
    """Title and text of a stage of change."""

    title: Text
    text: Text


class DriveWords(Content):
    """How the strongest drive is told."""

    one: Text
    several: Text
    partly: Text
    none_of_them: Text
    unknown: Text


class ProfileWords(Content):
    """All sentences a profile is made of; `{…}` are filled by `leerlus.scans.words`."""

    version: int
    not_validated: Text
    margin: Text
    nothing_yet: Text
    opening: dict[str, dict[str, Text]]
    when: dict[str, Text]
    attitude: dict[str, Text]
    explanation: dict[str, Text]
    levels: dict[str, Text]
    stages: dict[str, StageWords]
    spiral: Text
    contradiction: Text
    drives: DriveWords
    open_question: Text
    change_unknown_error: Text
    change_known_error: Text
    new_version: Text


@lru_cache
def load_profile_words(version: int = 1) -> ProfileWords:
    path = Path(__file__).parent / f"profile_words-{version}.yaml"
    return ProfileWords.model_validate(yaml.safe_load(path.read_text(encoding="utf-8")))
