"""The card itself: for anybody with the code, without account or cookie; no page needs its script."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from leerlus.client_cards.codes import AnyCode, working_code
from leerlus.client_cards.faces import Face, faces_of, no_answer_of
from leerlus.client_cards.lots import CARD
from leerlus.client_cards.models import PersonalCode
from leerlus.client_cards.receiving import FormTooOld, TooManyToday, new_form, receive_card
from leerlus.content.answers import AnswerRefused
from leerlus.content.instrument import Instrument, current_instrument
from leerlus.organisations.language import language_of_screen


@dataclass(frozen=True, slots=True)
class Question:
    """One sentence of the card as it is shown: `chosen` is what was sent, also when that was wrong."""

    code: str
    text: str
    faces: tuple[Face, ...]
    chosen: str | None
    error: str


@csrf_exempt  # no session that a forged form could abuse, and a token would need a cookie; `new_form` signs the form
@login_not_required
@require_http_methods(["GET", "HEAD", "POST"])
def client_card(request: HttpRequest, code: str) -> HttpResponse:
    """The six sentences; sending them counts once, and leads to a thank-you."""
    with translation.override(_language(request)):
        found = working_code(code)
        if found is None:
            return _page(request, "gone.html", {}, 404)
        if request.method == "POST":
            return _sent(request, found)
        return _card(request, found, {}, {})


@login_not_required
@require_safe
def thanks(request: HttpRequest, code: str) -> HttpResponse:
    """Thank you, and what happens now; says nothing about who came here, for it does not know."""
    with translation.override(_language(request)):
        afterwards = current_instrument(CARD).afterwards.in_language(_language(request))
        return _page(request, "thanks.html", {"afterwards": afterwards})


def _sent(request: HttpRequest, code: AnyCode) -> HttpResponse:
    card = current_instrument(CARD)
    answers: dict[str, int | None] = {}
    errors: dict[str, str] = {}
    for item in card.items:
        try:
            answer = card.accept(item, request.POST.getlist(item.id))
        except AnswerRefused as refused:
            errors[item.id] = refused.reason.in_language(translation.get_language() or "")
        else:
            answers[item.id] = answer if isinstance(answer, int) else None
    if not errors and all(answer is None for answer in answers.values()):
        errors[card.items[0].id] = _(
            "Choose a face with at least one sentence. The others you may leave open."
        )
    if errors:
        return _card(request, code, request.POST.dict(), errors)
    try:
        receive_card(
            code,
            answers,
            form=request.POST.get("form", ""),
            device=_device(request),
            on=timezone.localdate(),
        )
    except FormTooOld:
        return _card(request, code, request.POST.dict(), {}, notice=_("Please send your card once more."))
    except TooManyToday:
        return _page(request, "busy.html", {}, 429)
    return HttpResponseRedirect(f"{reverse('client_card_thanks', args=[code.code])}{_language_part(request)}")


def _card(
    request: HttpRequest, code: AnyCode, chosen: dict[str, Any], errors: dict[str, str], notice: str = ""
) -> HttpResponse:
    card = current_instrument(CARD)
    language = translation.get_language() or ""
    context = {
        "title": card.name.in_language(language),
        "promise": card.introduction.in_language(language),
        "no_answer": no_answer_of(card, language),
        "who_sees": _who_sees(code),
        "questions": _questions(card, language, chosen, errors),
        "errors": [{"target": f"question-{item}", "text": text} for item, text in errors.items()],
        "notice": notice,
        "form": new_form(code, timezone.localdate()),
    }
    return _page(request, "card.html", context, 422 if errors or notice else 200)


def _questions(
    card: Instrument, language: str, chosen: dict[str, Any], errors: dict[str, str]
) -> list[Question]:
    faces = faces_of(card, language)
    return [
        Question(
            item.id, item.text.in_language(language), faces, chosen.get(item.id), errors.get(item.id, "")
        )
        for item in card.items
    ]


def _who_sees(code: AnyCode) -> str:
    if isinstance(code, PersonalCode):
        return _(
            "Your card goes together with at least nine others. Your caseworker then sees only how they all answered"
            " together. The team and its manager see only figures about the whole team."
        )
    return _(
        "Your card goes together with at least nine others. The team and its manager then see only how they all"
        " answered together."
    )


def _page(request: HttpRequest, template: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page without anything about who looks: rendered without the request, so that no cookie can be set."""
    shared = {
        "theme_class": settings.LEERLUS_THEME_CLASS,
        "theme_stylesheet": settings.LEERLUS_THEME_STYLESHEET,
        "is_demo": settings.LEERLUS_DEMO,
        "here": request.path,
        "language_part": _language_part(request),
    }
    text = render_to_string(f"client_cards/{template}", shared | context)
    return HttpResponse(text, status=status, headers={"Content-Language": language_of_screen()})


def _language(request: HttpRequest) -> str:
    """The language in the address, so that no cookie is needed; Dutch unless somebody chose."""
    return "en" if request.GET.get("taal") == "en" else "nl"


def _language_part(request: HttpRequest) -> str:
    return "?taal=en" if _language(request) == "en" else ""


def _device(request: HttpRequest) -> str:
    """The address the request came from; behind https Leerlus stands behind a proxy, which adds it as the last one."""
    forwarded = request.headers.get("X-Forwarded-For", "") if settings.LEERLUS_SECURE else ""
    return forwarded.rpartition(",")[2].strip() or str(request.META.get("REMOTE_ADDR", ""))
