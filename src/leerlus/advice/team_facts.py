"""What was published about a team, as the pipeline reads it, and what the team and its manager can do about it."""

from typing import Final

from leerlus.advice.pipeline import TeamContext, team_rules
from leerlus.content.advice import AdviceContent, Rule, load_advice_content
from leerlus.framework.sections import cited
from leerlus.organisations.language import language_of_screen
from leerlus.release.published import TeamFacts
from leerlus.release.team_advice import Suggestion

ORGANISATION_SCAN: Final = "organisation_scan."
NORM: Final = "quickscan.sn"
ALWAYS_IN_THE_GUIDE: Final = frozenset({"R-25"})
"""Not on the team page: it holds for every conversation, whatever was published."""


def team_context(facts: TeamFacts) -> TeamContext:
    """Published facts as context of an advice. What is not published is unknown, and an unknown score is not low."""
    low_below = load_advice_content().weights.low_below
    low = {name for name, score in facts.scores.items() if score < low_below}
    return TeamContext(
        low_preconditions=frozenset(
            f"OR.{name.removeprefix(ORGANISATION_SCAN)}" for name in low if name.startswith(ORGANISATION_SCAN)
        ),
        shared_barriers=facts.shared_barriers,
        team_norm_low=NORM in low,
        quality_known=facts.about_quality,
    )


def suggest_to_team(facts: TeamFacts, leads: bool) -> list[Suggestion]:
    """What the rules about a team say to its manager, or to the team itself; without a name or a score of anybody."""
    content = load_advice_content()
    rules = [
        content.rule[name] for name in team_rules(team_context(facts)) if name not in ALWAYS_IN_THE_GUIDE
    ]
    return [_suggestion(rule, content, leads) for rule in rules if leads or rule.audience == "team"]


def _suggestion(rule: Rule, content: AdviceContent, leads: bool) -> Suggestion:
    language = language_of_screen()
    said = rule.to_manager if leads else rule.explanation
    audiences = {"team", "manager"} if leads else {"team"}
    return Suggestion(
        text=said.in_language(language) if said else "",
        techniques=tuple(
            (
                technique.name.in_language(language),
                technique.description.in_language(language),
                technique.script.in_language(language),
            )
            for technique in (content.technique[name] for name in rule.techniques)
            if technique.audience in audiences
        ),
        source=cited(rule.seed, language),
    )
