"""How advice comes about, in plain words: what the pages of explanation tell about steps, rules and weights."""

from functools import lru_cache
from typing import Literal

import yaml

from leerlus.content.advice import FOLDER
from leerlus.content.texts import Content, Text

Kind = Literal["guard", "lever", "stage", "content", "form", "context"]


class StepOfPipeline(Content):
    """One step, with the kind of rules that belong to it; choosing has none."""

    name: Text
    text: Text
    kind: Kind | None = None


class AdviceInPlainWords(Content):
    """`conditions` says per rule when it holds, `weights` per weight what it is for."""

    intro: Text
    order_of_steps: Text
    steps: tuple[StepOfPipeline, ...]
    weights: dict[str, Text]
    conditions: dict[str, Text]


@lru_cache
def load_advice_in_words() -> AdviceInPlainWords:
    text = (FOLDER / "in_words.yaml").read_text(encoding="utf-8")
    return AdviceInPlainWords.model_validate(yaml.safe_load(text))
