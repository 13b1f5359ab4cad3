"""A page from its skeleton is the page its template would make, and nothing a person typed becomes markup."""

import re

import pytest
from django.test import RequestFactory
from django.utils.translation import override
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leerlus.access.actor import actor_of
from leerlus.content.instrument import current_instrument
from leerlus.scans.question_pages import question_page, question_page_with_errors
from leerlus.scans.sittings import start_sitting
from leerlus.scans.skeleton import AnyAnswer, Skeleton, mark
from tests.scans.answers import CONVINCED_BUT_IN_DOUBT

QUICKSCAN = current_instrument("quickscan")
DANGEROUS = "</textarea><script>alert(\"1\")</script> & 'so on' {{ x }}"
TOKENS = re.compile(r'(name="(?:csrfmiddlewaretoken|form_token)" value=")[^"]*')


def without_tokens(page: str) -> str:
    return TOKENS.sub(r"\1", page)


@pytest.fixture
def request_of():
    def make(person, language):
        request = RequestFactory().get("/mijn-vak/quickscan/")
        request.user, request.actor, request.LANGUAGE_CODE = person, actor_of(person), language
        return request

    return make


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize("number", range(1, len(QUICKSCAN.pages) + 1))
@pytest.mark.parametrize(
    "answers",
    [
        {},
        CONVINCED_BUT_IN_DOUBT | {"NEED2": DANGEROUS},
        dict.fromkeys(CONVINCED_BUT_IN_DOUBT),
    ],
    ids=["nothing-yet", "answered", "all-skipped"],
)
def test_a_filled_skeleton_is_what_the_template_renders(answers, number, language, fatima, request_of):
    sitting = start_sitting(actor_of(fatima))
    request = request_of(fatima, language)
    with override(language):
        filled = question_page(request, sitting, number, answers)
        rendered = question_page_with_errors(request, sitting, number, answers, {}, {})
    assert without_tokens(filled) == without_tokens(rendered)


@st.composite
def pages_with_answers(draw: st.DrawFn) -> tuple[int, dict]:
    """A page, and answers to it as a sitting stores them."""
    number = draw(st.integers(1, len(QUICKSCAN.pages)))
    answers: dict = {}
    for item in (QUICKSCAN.by_id[name] for name in QUICKSCAN.pages[number - 1].items):
        codes = [option.value for option in item.options]
        answer = draw(
            {
                "rating": lambda item=item: st.sampled_from(QUICKSCAN.points(item)),
                "choice": lambda codes=codes: st.sampled_from(codes),
                "multiple": lambda codes=codes: st.lists(st.sampled_from(codes), unique=True, min_size=1),
                "open": lambda: st.text(min_size=1, max_size=60),
            }[item.kind]()
            | st.none()
            | st.just("not reached")
        )
        if answer != "not reached":
            answers[item.id] = answer
    return number, answers


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(drawn=pages_with_answers())
def test_whatever_was_answered_a_filled_skeleton_is_what_the_template_renders(drawn, fatima, request_of):
    number, answers = drawn
    sitting = start_sitting(actor_of(fatima))
    request = request_of(fatima, "nl")
    with override("nl"):
        filled = question_page(request, sitting, number, answers)
        rendered = question_page_with_errors(request, sitting, number, answers, {}, {})
    assert without_tokens(filled) == without_tokens(rendered)


def test_what_somebody_typed_is_text_and_no_markup(fatima, request_of):
    sitting = start_sitting(actor_of(fatima))
    page = question_page(request_of(fatima, "nl"), sitting, 10, {"NEED2": DANGEROUS})
    assert "<script>alert" not in page
    assert page.count("</textarea>") == 1
    assert "&lt;/textarea&gt;&lt;script&gt;" in page


def test_the_name_in_the_shell_is_text_and_no_markup(fatima, request_of):
    fatima.name = "<i>Fatima</i> Bakkali"
    page = question_page(request_of(fatima, "nl"), start_sitting(actor_of(fatima)), 1, {})
    assert "<i>Fatima" not in page


def test_a_page_holds_nothing_of_the_person_it_was_first_made_for(fatima, bram, request_of):
    answers = {"NEED2": "alleen van Fatima"}
    first = question_page(request_of(fatima, "nl"), start_sitting(actor_of(fatima)), 10, answers)
    second = question_page(request_of(bram, "nl"), start_sitting(actor_of(bram)), 10, {})
    assert "alleen van Fatima" in first
    assert "alleen van Fatima" not in second
    assert "Fatima" not in second
    assert " checked" not in second


def test_a_typed_mark_stays_what_it_is():
    skeleton = Skeleton.of(f"<b>{AnyAnswer('NEED2')}</b>")
    typed = mark("csrf")
    assert skeleton.filled({"csrf": "secret"}, {"NEED2": typed}) == f"<b>{typed}</b>"


def test_an_answer_that_looks_like_two_numbers_checks_nothing():
    skeleton = Skeleton.of('<input type="radio" name="ATT1" value="1" checked>')
    assert " checked" not in skeleton.filled({}, {"ATT1": "11"})
    assert " checked" in skeleton.filled({}, {"ATT1": 1})
