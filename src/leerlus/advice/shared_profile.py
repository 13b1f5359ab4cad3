"""What a colleague reads of a profile: words only, and of those only the parts that its owner chose.

A part that was left out is not looked up, so it cannot be in the page. The preview of the owner is this same page.
"""

from collections.abc import Callable
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _

from leerlus.access.door import visible
from leerlus.access.pages import PersonRequest
from leerlus.access.shared_pages import Part, Showing
from leerlus.advice.models import Advice
from leerlus.advice.words import told_to_its_owner
from leerlus.content.texts import Text
from leerlus.organisations.language import language_of_screen
from leerlus.scans.models import Sitting
from leerlus.scans.profile import Profile, ScoreInWords
from leerlus.scans.result_pages import result_page_name
from leerlus.scans.sittings import profile_of

PARTS: Final = (
    Part("opening", _("The first sentences")),
    Part("levers", _("What moves you: the use you see, what others expect and your confidence, in words")),
    Part("stage", _("Where you stand in changing")),
    Part("competences", _("How you learn, in words")),
    Part("drives", _("What drives you")),
    Part("step", _("The step that Leerlus advises you")),
)

_OF_THE_PROFILE: Final[dict[str, Callable[[Profile], Any]]] = {
    "opening": lambda profile: " ".join(map(_said, profile.opening)),
    "levers": lambda profile: _words(profile.levers),
    "stage": lambda profile: {"title": _said(profile.stage_title), "text": _said(profile.stage_text)},
    "competences": lambda profile: _words(profile.competences),
    "drives": lambda profile: _said(profile.drives),
}


def show_profile(request: PersonRequest, sitting: Sitting, showing: Showing) -> HttpResponse:
    """The page for a receiver, and for the owner who looks what the receiver sees."""
    if sitting.finished_at is None or result_page_name(sitting) != "profile":
        raise Http404
    profile = profile_of(sitting, with_trend=False)
    shown = {name: read(profile) for name, read in _OF_THE_PROFILE.items() if name in showing.parts}
    if "step" in showing.parts:
        shown["step"] = _step(request, sitting)
    context = {
        "owner": sitting.person,
        "showing": showing,
        "shown": shown,
        "not_validated": _said(profile.not_validated),
    }
    return render(request, "advice/shared_profile.html", context)


def title_of(sitting: Sitting) -> str:
    """Which scan this is: its date."""
    return date_format(sitting.finished_at, "j F Y") if sitting.finished_at else ""


def _step(request: PersonRequest, sitting: Sitting) -> Any:
    """The main step of the newest advice on this scan, without the reasons, which hold answers.

    Of somebody who chooses freely there is none: their own page recommends nothing either.
    """
    advice = visible(request.actor, Advice).filter(sitting=sitting).first()
    told = told_to_its_owner(advice) if advice else None
    if told is None or not told.recommends or not told.steps:
        return None
    return {"title": told.steps[0].title, "text": told.steps[0].text}


def _words(scores: tuple[ScoreInWords, ...]) -> list[tuple[str, str]]:
    return [(_said(score.name), _said(score.word)) for score in scores]


def _said(text: Text) -> str:
    return text.in_language(language_of_screen())
