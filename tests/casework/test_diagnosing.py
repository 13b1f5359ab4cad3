"""The questions filled in with a client: of the file, page by page, and the few of a review after that."""

import pytest
from django.urls import reverse

from leerlus.casework.diagnosing import begin_diagnosis, compared, finished_diagnoses, instrument_of
from leerlus.casework.models import CaseFile, Diagnosis
from leerlus.casework.reading import content_of, facts_of
from leerlus.casework.rules.steps import Step

pytestmark = pytest.mark.django_db


def fill_in(client, file, **answers):
    """Through every page, as somebody would."""
    answer = client.post(reverse("start_diagnosis", args=[file.pk]))
    while "klaar" not in (url := answer.headers["Location"]):
        answer = client.post(url, {**answers, "go": "next"})
    return client.post(url)


def test_the_questions_are_filled_in_together_and_laid_down(logged_in, file, fatima):
    fill_in(logged_in(fatima), file, DX1="5", DX4="2", DX10="6", DXL1="somewhat")
    made = Diagnosis.objects.get()
    assert made.finished_at is not None
    assert made.answers["DX1"] == 5
    assert made.answers["DX2"] is None
    assert facts_of(file).is_diagnosed
    page = logged_in(fatima).get(reverse("diagnosis_results", args=[file.pk])).content.decode()
    assert "6 uur" in page
    assert "onbekend" in page


def test_life_domains_fill_step_1_where_it_says_nothing_yet(logged_in, file, fatima):
    fill_in(logged_in(fatima), file, DXL1="somewhat", DXL3="no")
    assert content_of(file, Step.INFORMATION_GATHERING) == {
        "domain_health": "somewhat",
        "domain_housing": "no",
    }


def test_a_review_asks_four_questions_and_lays_them_beside_the_first_time(logged_in, file, fatima):
    fill_in(logged_in(fatima), file, DX8="2", DX10="6")
    fill_in(logged_in(fatima), file, DX8="4", DX10="12")
    first, second = finished_diagnoses(file)
    assert {item.id for item in instrument_of(second).items} == {"DX6", "DX8", "DX9", "DX10"}
    days, subjects = compared([first, second])
    by_name = {one.name.nl: [words.nl if words else None for words in one.words] for one in subjects}
    assert len(days) == 2
    assert by_name["Uren gezocht vorige week"] == ["6 uur", "12 uur"]
    assert by_name["Hoe belangrijk werk is"] == [None, None]
    assert by_name["Plannen en volhouden"] == ["25 van 100", "75 van 100"]


def test_one_answer_is_kept_as_soon_as_it_is_given(logged_in, file, fatima):
    client = logged_in(fatima)
    client.post(reverse("start_diagnosis", args=[file.pk]))
    url = reverse("save_diagnosis", args=[file.pk, 1])
    assert client.post(url, {"DX1": "4", "autosave": "DX1"}).status_code == 204
    assert client.post(url, {"DX1": "9", "autosave": "DX1"}).status_code == 422
    assert client.post(url, {"DXL8": "no", "autosave": "DXL8"}).status_code == 422
    assert Diagnosis.objects.get().answers == {"DX1": 4}


def test_two_clicks_begin_one(actor, file, fatima):
    assert begin_diagnosis(actor(fatima), file).pk == begin_diagnosis(actor(fatima), file).pk


def test_an_answer_that_is_none_comes_back_with_the_reason(logged_in, file, fatima):
    client = logged_in(fatima)
    client.post(reverse("start_diagnosis", args=[file.pk]))
    page = client.post(reverse("diagnosis", args=[file.pk, 3]), {"DX10": "veel", "DX8": "3"})
    assert page.status_code == 422
    assert Diagnosis.objects.get().answers["DX8"] == 3


def test_what_was_laid_down_stays_as_it_was(logged_in, file, fatima):
    fill_in(logged_in(fatima), file, DX1="5")
    made = Diagnosis.objects.get()
    assert not made.store_answers({"DX1": 1})
    made.refresh_from_db()
    assert made.answers["DX1"] == 5


def test_the_next_caseworker_reads_it(logged_in, file, fatima, bram):
    fill_in(logged_in(fatima), file, DX10="7")
    CaseFile.objects.filter(pk=file.pk).update(caseworker=bram)
    page = logged_in(bram).get(reverse("diagnosis_results", args=[file.pk])).content.decode()
    assert "7 uur" in page
