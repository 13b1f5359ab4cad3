"""Question pages: rendered once per version, moment, page, language, menu and demo notice, then filled per request."""

from collections.abc import Mapping
from types import SimpleNamespace
from typing import Any

from django.template.loader import render_to_string

from leerlus.access.forgery import token_against_forgery
from leerlus.access.forms_once import new_token
from leerlus.access.pages import PersonRequest
from leerlus.content.catalogue import load_catalogue
from leerlus.content.instrument import Instrument
from leerlus.content.instrument_parts import Item
from leerlus.content.texts import Text
from leerlus.scans.models import Sitting
from leerlus.scans.sittings import instrument_of, minutes_left
from leerlus.scans.skeleton import AnyAnswer, Skeleton, as_shown, mark

TEMPLATE = "scans/questions.html"
_ANY_SITTING = "00000000-0000-0000-0000-000000000000"
_SKELETONS: dict[tuple[Any, ...], Skeleton] = {}


def question_page(request: PersonRequest, sitting: Sitting, number: int, answers: Mapping[str, Any]) -> str:
    """The page for one person, from its skeleton."""
    person = request.user
    values = {
        "csrf": token_against_forgery(request),
        "token": new_token(person.pk),
        "first_name": person.first_name,
        "sitting": str(sitting.pk),
    }
    return _skeleton(request, sitting, number).filled(values, answers)


def question_page_with_errors(
    request: PersonRequest,
    sitting: Sitting,
    number: int,
    stored: Mapping[str, Any],
    errors: Mapping[str, Text],
    typed: Mapping[str, Any],
) -> str:
    """The same page straight from its template, with messages at the questions and everything typed kept."""
    context = answered_page_context(request, sitting, number, stored, errors, typed)
    return render_to_string(TEMPLATE, context, request=request)


def answered_page_context(
    request: PersonRequest,
    sitting: Sitting,
    number: int,
    stored: Mapping[str, Any],
    errors: Mapping[str, Text],
    typed: Mapping[str, Any],
) -> dict[str, Any]:
    """What a template needs to show a page of questions with answers and messages."""
    answers = {**stored, **typed}
    instrument = instrument_of(sitting)
    language = request.LANGUAGE_CODE
    return _page_context(instrument, number, language) | {
        "questions": [
            {
                "question": question_in_words(instrument, instrument.by_id[item], language),
                "answer": answer_as_text(answers[item]) if item in answers else None,
                "shown": as_shown(stored[item]) if item in stored else "",
                "error": errors[item].in_language(language) if item in errors else None,
            }
            for item in instrument.pages[number - 1].items
        ],
        "errors": [
            {"target": f"question-{item}", "text": reason.in_language(language)}
            for item, reason in errors.items()
        ],
        "sitting_id": str(sitting.pk),
        "form_token": new_token(request.user.pk),
    }


def _skeleton(request: PersonRequest, sitting: Sitting, number: int) -> Skeleton:
    """The page without anything personal; kept for everybody with the same language, menu and demo notice."""
    key = (
        sitting.instrument,
        sitting.version,
        sitting.moment,
        number,
        request.LANGUAGE_CODE,
        request.actor.roles,
        request.user.demo_name,
    )
    if key not in _SKELETONS:
        _SKELETONS[key] = _rendered_skeleton(request, sitting, number)
    return _SKELETONS[key]


def _rendered_skeleton(request: PersonRequest, sitting: Sitting, number: int) -> Skeleton:
    instrument = instrument_of(sitting)
    context = _page_context(instrument, number, request.LANGUAGE_CODE) | {
        "questions": [
            {
                "question": question_in_words(instrument, instrument.by_id[item], request.LANGUAGE_CODE),
                "answer": AnyAnswer(item),
                "shown": AnyAnswer(item),
            }
            for item in instrument.pages[number - 1].items
        ],
        "sitting_id": _ANY_SITTING,
        "form_token": mark("token"),
        "csrf_token": mark("csrf"),
        "user": SimpleNamespace(is_authenticated=True, first_name=mark("first_name")),
        "messages": (),
    }
    text = render_to_string(TEMPLATE, context, request=request)
    return Skeleton.of(text.replace(_ANY_SITTING, mark("sitting")))


def _page_context(instrument: Instrument, number: int, language: str) -> dict[str, Any]:
    page = instrument.pages[number - 1]
    return {
        "number": number,
        "is_first": number == 1,
        "is_last": number == len(instrument.pages),
        "title": page.title.in_language(language),
        "target_behaviour": instrument.target_behaviour.in_language(language)
        if page.shows_target_behaviour and instrument.target_behaviour
        else "",
        "stem": page.stem.in_language(language) if page.stem else "",
        "parts": len(instrument.pages),
        "minutes": minutes_left(instrument, number),
    }


def question_in_words(instrument: Instrument, item: Item, language: str) -> dict[str, Any]:
    """A question as `components/question.html` shows it; a scale with words at every point reads as a choice."""
    no_answer = item.no_answer or instrument.no_answer
    every_point_has_a_word = item.kind == "rating" and bool(instrument.rating_scales[item.scale or ""].words)
    return {
        "code": item.id,
        "text": item.text.in_language(language),
        "help": item.help.in_language(language) if item.help else "",
        "kind": "choice" if every_point_has_a_word else item.kind,
        "options": _options(instrument, item, language),
        "suggestions": _suggestions(item, language),
        "unit": item.unit.in_language(language) if item.unit else "",
        "maximum": item.maximum,
        "no_answer": no_answer.in_language(language) if no_answer else "",
    }


def _options(instrument: Instrument, item: Item, language: str) -> list[dict[str, str]]:
    if item.kind != "rating":
        return [
            {"value": option.value, "label": option.text.in_language(language)} for option in item.options
        ]
    scale = instrument.rating_scales[item.scale or ""]
    return [
        {"value": str(point), "label": word.in_language(language) if (word := scale.word(point)) else ""}
        for point in scale.points
    ]


def _suggestions(item: Item, language: str) -> list[str]:
    if item.suggestions is None:
        return []
    return [entry.name.in_language(language) for entry in load_catalogue().entries]


def answer_as_text(answer: Any) -> Any:
    """An answer as the question component compares it: text, or a list of texts."""
    if answer is None:
        return ""
    return [str(choice) for choice in answer] if isinstance(answer, list | tuple) else str(answer)
