"""Published figures in words, and why something is hidden with what would show it (reliability document 4.2, R12).

What would show a figure is said in general. How many people are missing is never said: who sees that number go down by
one after a colleague came back from leave, knows who answered.
"""

from typing import Final

from django.utils.translation import gettext as _

from leerlus.release.measures import words_of_fact
from leerlus.release.models import PublishedFigure
from leerlus.release.rules.change import Change
from leerlus.release.rules.figures import HIGH_END, LOW_END
from leerlus.release.rules.series import Hidden

LOW_BELOW: Final = 50
HIGH_FROM: Final = 75
"""The cuts of a scale by its own wording: its middle, and clear agreement. Not norms."""


def value_in_words(value: int) -> str:
    """A published score as it may be written: "55", "20 or lower", "80 or higher"."""
    if value <= LOW_END:
        return _("%(value)s or lower") % {"value": value}
    if value >= HIGH_END:
        return _("%(value)s or higher") % {"value": value}
    return str(value)


def score_in_words(figure: PublishedFigure) -> str:
    """What a figure that is shown tells: level, number, and how many people counted."""
    if figure.value is None:
        return fact_in_words(figure)
    level = (
        _("Low")
        if figure.value < LOW_BELOW
        else _("In the middle")
        if figure.value < HIGH_FROM
        else _("High")
    )
    return _("%(level)s: %(value)s on a scale of 0 to 100 (%(band)s people contributed).") % {
        "level": level,
        "value": value_in_words(figure.value),
        "band": figure.contributors,
    }


def number_in_words(figure: PublishedFigure) -> str:
    """A score that is shown, without a level: for scores whose cuts mean nothing."""
    return _("%(value)s on a scale of 0 to 100 (%(band)s people contributed).") % {
        "value": value_in_words(figure.value or 0),
        "band": figure.contributors,
    }


def fact_in_words(figure: PublishedFigure) -> str:
    """What a yes or no that is shown tells; empty for what is measured no longer."""
    words = words_of_fact(figure.measure)
    if words is None:
        return ""
    return _("%(fact)s (%(band)s people contributed).") % {
        "fact": words.at_least_half if figure.at_least_half else words.fewer,
        "band": figure.contributors,
    }


def change_in_words(change: str) -> str:
    """The word for change, empty when nothing may be said."""
    return {
        Change.LOWER.value: _("Lower than the time before."),
        Change.SAME.value: _("About the same as the time before."),
        Change.HIGHER.value: _("Higher than the time before."),
    }.get(change, "")


def short_change(change: str) -> str:
    """The same in one word, for a table."""
    return {
        Change.LOWER.value: _("lower"),
        Change.SAME.value: _("same"),
        Change.HIGHER.value: _("higher"),
    }.get(change, "")


def why_hidden(reason: str, least: int) -> str:
    """Why something is not told, and what would show it."""
    return {
        Hidden.NO_CONSENT_OF_WORKS_COUNCIL: _(
            "Team figures are off until the works council has agreed and the administrator has recorded that."
        ),
        Hidden.TOO_FEW: _(
            "Hidden: with fewer than %(least)d people who count, a figure could say something about one of them. It "
            "appears when at least %(least)d people count."
        )
        % {"least": least},
        Hidden.SMALL_CHANGE: _(
            "Hidden this round: only a few people came or went, and the difference could say something about them. It "
            "comes back when nobody or more people did."
        ),
        Hidden.TOO_FEW_GROUPS: _(
            "Hidden: a figure about more teams needs at least two teams with a figure of their own."
        ),
    }[Hidden(reason)]
