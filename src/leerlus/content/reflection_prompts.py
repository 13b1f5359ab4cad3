"""The questions for looking back on results of one's own work (domain specification 7)."""

from functools import lru_cache
from pathlib import Path
from typing import Self

from pydantic import Field, model_validator

from leerlus.content.files import read
from leerlus.content.texts import Content, Text

FOLDER = Path(__file__).parent / "reflection"
CURRENT = 1


class Prompt(Content):
    """One question; the answer to the one with `leads_to_goal` can become a step on the plan."""

    id: str
    text: Text
    leads_to_goal: bool = False


class ReflectionPrompts(Content):
    """One version of the questions, in the order in which they are asked."""

    version: int
    prompts: tuple[Prompt, ...] = Field(min_length=1)

    @model_validator(mode="after")
    def _one_leads_to_a_goal(self) -> Self:
        if len({prompt.id for prompt in self.prompts}) != len(self.prompts):
            raise ValueError("an id occurs twice")
        if sum(prompt.leads_to_goal for prompt in self.prompts) != 1:
            raise ValueError("exactly one question leads to a goal")
        return self

    @property
    def goal_prompt(self) -> Prompt:
        """The question whose answer can become a step on the plan."""
        return next(prompt for prompt in self.prompts if prompt.leads_to_goal)


@lru_cache
def load_reflection_prompts(version: int = CURRENT) -> ReflectionPrompts:
    """One version of the questions; raises FileNotFoundError for a version that is not there."""
    return ReflectionPrompts.model_validate(read(FOLDER, f"prompts-{version}"))
