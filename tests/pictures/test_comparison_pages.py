"""Comparing municipalities: two people decide to take part, others are nameless unless they agreed, no rank."""

import json

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from leerlus.access.forms_once import new_token
from leerlus.access.models import AccessEvent
from leerlus.casework.models import CaseworkSettings
from leerlus.organisations.models import Municipality
from leerlus.pictures.comparing import compared, what_is_shared
from leerlus.pictures.models import Benchmark, ReleasedPeriod, TakingPart
from leerlus.pictures.releasing import release_due
from leerlus.pictures.rules.benchmark_file import entry_of, read_benchmark
from leerlus.pictures.rules.period_tables import Measure
from tests.pictures.rules.test_benchmark_file import written
from tests.pictures.rules.test_comparing import OLD, YOUNG

pytestmark = pytest.mark.django_db


@pytest.fixture
def told(records, agreed) -> Municipality:
    records(agreed)
    release_due([agreed])
    return agreed


def upload(client, person, content: dict | bytes):
    given = content if isinstance(content, bytes) else json.dumps(content).encode()
    fields = {"form_token": new_token(person.pk), "file": SimpleUploadedFile("host.json", given)}
    return client.post(reverse("read_in_benchmark"), fields)


def others(count: int = 5) -> dict:
    """A file with so many other municipalities; the first and the last have a name."""
    entries = [entry_of("", (YOUNG if at % 2 else OLD).told, Measure.OUTFLOW) for at in range(count)]
    entries[0]["name"], entries[-1]["name"] = "Zuidstad", "Aardorp"
    return written(measures={"outflow": entries})


def taking_part(name: str, told: Municipality, *, shows_name: bool, **fields) -> Municipality:
    """Another municipality of this installation with the same released counts."""
    made = Municipality.objects.create(
        name=name, works_council_reference="OR", works_council_date="2024-01-01"
    )
    for row in ReleasedPeriod.objects.filter(municipality=told, measure="outflow"):
        ReleasedPeriod.objects.create(
            municipality=made,
            measure=row.measure,
            first_day=row.first_day,
            known_until=row.known_until,
            stored_counts=row.stored_counts | {"total": row.stored_counts["total"] + 5},
        )
    TakingPart.objects.create(municipality=made, shows_name=shows_name, **fields)
    return made


def test_a_file_of_released_counts_makes_the_comparison(told, noor, logged_in):
    client = logged_in(noor)
    assert upload(client, noor, others()).status_code == 302
    page = client.get(reverse("between_municipalities"))
    text = page.text
    assert text.index("Eerst: wie de cliënten zijn") < text.index("Gegeven wie de cliënten zijn")
    assert [row[0] for row in page.context["funnel_rows"]] == ["Voorbeeldstad", "Aardorp", "Zuidstad"]
    assert "3 gemeenten doen mee zonder naam" in text
    assert text.count('class="chart-own"') == 2
    assert "Wat je hier niet uit mag halen" in text


def test_the_same_file_twice_is_one_and_a_newer_one_takes_its_place(told, noor, logged_in):
    client = logged_in(noor)
    for _ in range(2):
        upload(client, noor, others())
    upload(client, noor, others(6))
    assert len(Benchmark.objects.get().file.measures[Measure.OUTFLOW]) == 6


def test_a_file_with_exact_counts_is_refused_and_says_where(told, noor, logged_in):
    content = others()
    content["measures"]["outflow"][2]["people"] = 998
    answer = upload(logged_in(noor), noor, content)
    assert answer.status_code == 422
    assert "measures.outflow.2.people" in answer.text
    assert not Benchmark.objects.exists()


def test_the_own_municipality_in_a_file_is_not_counted_twice(told, noor, logged_in):
    row = ReleasedPeriod.objects.get(municipality=told, measure="outflow", first_day="2026-01-01")
    content = others()
    content["measures"]["outflow"].append(entry_of("", row.counts, Measure.OUTFLOW))
    upload(logged_in(noor), noor, content)
    assert len(compared(told.pk, told.name, Measure.OUTFLOW).outcome.places) == 6


def test_two_people_decide_that_others_see_the_counts(told, dirk, noor, logged_in):
    CaseworkSettings.objects.create(municipality=told, privacy_officer=noor)
    director, officer = logged_in(dirk), logged_in(noor)
    form = {"form_token": new_token(dirk.pk), "takes_part": "yes"}
    assert director.post(reverse("take_part"), form).status_code == 302
    assert TakingPart.objects.get().confirmed_on is None
    assert director.get(reverse("confirm_taking_part")).status_code == 404
    officer.post(reverse("confirm_taking_part"), {"form_token": new_token(noor.pk), "with_name": "no"})
    assert TakingPart.objects.get().confirmed_on is not None
    director.post(reverse("take_part"), form | {"takes_part": "named"})
    assert TakingPart.objects.get().confirmed_on is None
    officer.post(reverse("confirm_taking_part"), {"form_token": new_token(noor.pk), "stop": "yes"})
    assert not TakingPart.objects.exists()


def test_a_privacy_officer_confirms_only_what_the_page_said(told, dirk, noor, logged_in):
    CaseworkSettings.objects.create(municipality=told, privacy_officer=noor)
    logged_in(dirk).post(reverse("take_part"), {"form_token": new_token(dirk.pk), "takes_part": "named"})
    sent = {"form_token": new_token(noor.pk), "with_name": "no"}  # shown before the director changed it
    logged_in(noor).post(reverse("confirm_taking_part"), sent)
    assert TakingPart.objects.get().confirmed_on is None


def test_a_director_who_became_privacy_officer_cannot_confirm_what_they_said(told, dirk, noor, logged_in):
    settings = CaseworkSettings.objects.create(municipality=told, privacy_officer=noor)
    director = logged_in(dirk)
    director.post(reverse("take_part"), {"form_token": new_token(dirk.pk), "takes_part": "yes"})
    settings.privacy_officer = dirk
    settings.save()
    sent = {"form_token": new_token(dirk.pk), "with_name": "no"}
    answer = director.post(reverse("confirm_taking_part"), sent, follow=True)
    assert "twee mensen nodig" in answer.text
    assert TakingPart.objects.get().confirmed_on is None


def test_nothing_is_shown_once_the_works_council_took_its_yes_back(told, dirk, logged_in):
    assert what_is_shared(told.pk, "") != []
    told.works_council_reference = ""
    told.save()
    assert what_is_shared(told.pk, "") == []


def test_a_director_who_is_the_privacy_officer_cannot_decide_alone(told, dirk, logged_in):
    CaseworkSettings.objects.create(municipality=told, privacy_officer=dirk)
    logged_in(dirk).post(reverse("take_part"), {"form_token": new_token(dirk.pk), "takes_part": "yes"})
    assert not TakingPart.objects.exists()


def test_others_here_are_seen_only_by_who_takes_part_with_two_yeses_and_by_name_only_when_they_want(told):
    first = taking_part("Aandorp", told, shows_name=True, confirmed_on="2026-09-01")
    taking_part("Beekstad", told, shows_name=False, confirmed_on="2026-09-01")
    taking_part("Clinge", told, shows_name=True)

    def names() -> list[str]:
        outcome = compared(told.pk, told.name, Measure.OUTFLOW).outcome
        return [place.name for place in outcome.places] if hasattr(outcome, "places") else []

    assert names() == []
    TakingPart.objects.create(municipality=told, confirmed_on="2026-09-01")
    assert names() == ["Voorbeeldstad", "Aandorp", ""]
    TakingPart.objects.filter(municipality=first).delete()
    assert names() == []


def test_the_director_sees_exactly_what_others_see(told, dirk, logged_in):
    page = logged_in(dirk).get(reverse("take_part"))
    row = ReleasedPeriod.objects.get(municipality=told, measure="outflow", first_day="2026-01-01")
    newest = next(shown for shown in page.context["shared_rows"] if shown[1] == "Uitgestroomd naar werk")
    assert newest[3] == str(row.counts.total)
    assert newest[2] == "geen"


def test_too_few_municipalities_say_what_would_show_a_comparison(told, noor, logged_in):
    page = logged_in(noor).get(reverse("between_municipalities"))
    assert "minstens drie gemeenten" in page.text
    assert '<svg class="chart"' not in page.text
    assert logged_in(noor).get(reverse("between_municipalities"), {"over": "placements"}).status_code == 404


def test_others_do_not_find_the_comparison(told, fatima, erik, sam, lotte, logged_in):
    for person in (fatima, erik, sam, lotte):
        assert logged_in(person).get(reverse("between_municipalities")).status_code == 404
    for person in (fatima, erik, sam):
        assert logged_in(person).get(reverse("take_part")).status_code == 404


def test_more_municipalities_are_not_more_queries(told, noor, logged_in):
    client = logged_in(noor)
    upload(client, noor, others(4))
    client.get(reverse("between_municipalities"))
    with CaptureQueriesContext(connection) as few:
        client.get(reverse("between_municipalities"))
    upload(client, noor, others(60))
    client.get(reverse("between_municipalities"))
    with CaptureQueriesContext(connection) as many:
        client.get(reverse("between_municipalities"))
    assert len(many) == len(few) <= 11


def test_the_file_for_a_host_is_there_after_two_yeses_and_is_read_back_by_another(told, dirk, logged_in):
    client = logged_in(dirk)
    assert client.get(reverse("shared_counts")).status_code == 404
    part = TakingPart.objects.create(municipality=told)
    assert client.get(reverse("shared_counts")).status_code == 404
    part.confirmed_on = "2026-09-01"
    part.save()
    answer = client.get(reverse("shared_counts"))
    assert told.name not in answer.text
    (place,) = read_benchmark(answer.content).places(Measure.OUTFLOW)
    row = ReleasedPeriod.objects.get(municipality=told, measure="outflow", first_day="2026-01-01")
    assert entry_of("", place.told, Measure.OUTFLOW) == entry_of("", row.counts, Measure.OUTFLOW)
    part.shows_name = True
    part.save()
    assert told.name in client.get(reverse("shared_counts")).text
    assert AccessEvent.objects.filter(action=AccessEvent.Action.EXPORTED, actor_id=dirk.pk).count() == 2
