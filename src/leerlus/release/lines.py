"""One precondition on a picture: what is told about it or why not, and what can be done about it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from leerlus.content.preconditions import load_preconditions
from leerlus.framework.sections import cited
from leerlus.organisations.language import language_of_screen
from leerlus.release.beside import Promised, promise_address
from leerlus.release.measures import Measure, registered_measures
from leerlus.release.models import PublishedFigure
from leerlus.release.words import change_in_words, score_in_words, why_hidden

PromisesByTeam = Mapping[tuple[UUID, str], Sequence[Promised]]


@dataclass(frozen=True, slots=True)
class Line:
    """A precondition with what is told about it (or why it is hidden), and for a team what can be done about it."""

    measure: str
    label: str | Promise
    about: str = ""
    told: str = ""
    change: str = ""
    hidden: str = ""
    steps: tuple[str, ...] = ()
    source: str = ""
    own: str = ""
    promises: Sequence[Promised] = ()
    promise_url: str = ""


def scores_in_order() -> list[Measure]:
    """The scores that rounds publish, in the order of the preconditions of the note; others come last."""
    order = {name: place for place, name in enumerate(load_preconditions().by_measure)}
    scores = [measure for measure in registered_measures() if not measure.is_fact]
    return sorted(scores, key=lambda measure: order.get(measure.name, len(order)))


def line_of(measure: Measure, figure: PublishedFigure, least: int) -> Line:
    """What a figure tells, in the language of the screen."""
    known = load_preconditions().by_measure.get(measure.name)
    language = language_of_screen()
    return Line(
        measure.name,
        measure.label,
        about=known.about.in_language(language) if known else "",
        told="" if figure.hidden else score_in_words(figure),
        change=change_in_words(figure.change),
        hidden=why_hidden(figure.hidden, least) if figure.hidden else "",
        source=cited(known.sections, language) if known else "",
    )


def with_steps(line: Line, *, leads: bool) -> Line:
    """The same line with what a team can do about it, and for who leads also what a manager can do."""
    known = load_preconditions().by_measure.get(line.measure)
    if known is None:
        return line
    language = language_of_screen()
    steps = known.together.in_language(language) + (known.manager.in_language(language) if leads else ())
    return replace(line, steps=steps)


def for_team(
    line: Line, team_id: UUID, promises: PromisesByTeam, own_scores: Mapping[str, float], *, leads: bool
) -> Line:
    """The same line with what the team can do about it, and what was promised; for who leads it with more.

    The manager also reads what a manager can do, and their own answers to the same questions, which nobody else sees.
    """
    known = load_preconditions().by_measure.get(line.measure)
    if known is None:
        return line
    own = own_scores.get(line.measure) if leads else None
    return replace(
        with_steps(line, leads=leads),
        own=""
        if own is None
        else _("Your own answers: %(value)s. Only you see this.") % {"value": f"{own:.0f}"},
        promises=promises.get((team_id, known.factor), ()),
        promise_url=promise_address(team_id, known.factor) if leads else "",
    )
