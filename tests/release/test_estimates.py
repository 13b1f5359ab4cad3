"""Own estimates of how well questionnaires measure: who counts, what is kept, and what pages say of it."""

import re
from datetime import date, timedelta

import numpy as np
import pytest
from django.utils import timezone

from leerlus.access.keyring import KeyProblem
from leerlus.organisations.models import Person
from leerlus.release import estimates
from leerlus.release.estimates import Questions, estimate_all, newest_estimates
from leerlus.release.models import CountingConsent, EstimateMember, ReliabilityEstimate, Unchangeable
from leerlus.release.participation import count_out, pause
from leerlus.release.personal_content import erase, read
from leerlus.release.purposes import Purpose
from leerlus.scans.models import Sitting
from leerlus.scans.sittings import profile_of
from leerlus.statistics.reliability import reliability
from tests.scans.answers import finished_scan

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("works_council")]


def said(number: int) -> tuple[float, ...]:
    """Answers to three questions that hang together."""
    draw = np.random.default_rng(number)
    middle = draw.normal(55, 18)
    return tuple(float(value) for value in np.clip(middle + draw.normal(0, 12, 3), 0, 100))


@pytest.fixture
def answers(monkeypatch):
    """Answers by person, as if one instrument with one score were registered."""
    given: dict = {}
    questions = Questions("test", 1, "score", given.get)
    monkeypatch.setattr(estimates, "_PROVIDERS", [lambda: [questions]])
    return given


@pytest.fixture
def people(municipality, answers):
    """A hundred people who said yes and answered."""

    def make(number: int = 100, days: int = 400) -> list[Person]:
        first = Person.objects.count()
        made = Person.objects.bulk_create(
            Person(email=f"p{n}@voorbeeldstad.example", name=f"P {n}", municipality=municipality)
            for n in range(first, first + number)
        )
        Person.objects.filter(pk__in=[one.pk for one in made]).update(
            created_at=timezone.now() - timedelta(days=days)
        )
        CountingConsent.objects.bulk_create(
            CountingConsent(person=one, purpose=Purpose.QUESTIONNAIRES) for one in made
        )
        answers.update({one.pk: said(n) for n, one in enumerate(made)})
        return made

    return make


def test_a_hundred_people_make_an_estimate_with_interval_spread_and_band(people, answers):
    made = people()
    assert estimate_all() == 1
    found = newest_estimates("test", 1)["score"]
    exact = reliability([answers[one.pk] for one in made])
    assert (found.alpha, found.low, found.high) == tuple(
        round(value, 2) for value in (exact.alpha, exact.low, exact.high)
    )
    assert found.low < found.alpha < found.high
    assert found.people == "100-149"
    assert 10 < found.deviation < 30
    assert set(found.members.values_list("person_id", flat=True)) == {one.pk for one in made}


def _says_no(person, answers):
    count_out(person.pk, Purpose.QUESTIONNAIRES)


def _is_new(person, answers):
    Person.objects.filter(pk=person.pk).update(created_at=timezone.now())


def _left(person, answers):
    Person.objects.filter(pk=person.pk).update(is_active=False)


def _skipped(person, answers):
    del answers[person.pk]


def _works_elsewhere(person, answers, town):
    Person.objects.filter(pk=person.pk).update(municipality=town)


@pytest.mark.parametrize(
    "change",
    [_says_no, lambda one, answers: pause(one.pk), _is_new, _left, _skipped],
    ids=["no-yes", "paused", "new", "left", "a-gap"],
)
def test_who_does_not_count_is_missed(people, answers, change):
    made = people()
    change(made[0], answers)
    assert estimate_all() == 0
    assert not ReliabilityEstimate.objects.exists()


def test_where_the_works_council_did_not_agree_nobody_counts(people, answers, other_municipality):
    made = people()
    _works_elsewhere(made[0], answers, other_municipality)
    assert estimate_all() == 0


def test_a_yes_to_the_team_picture_is_no_yes_to_this(people):
    made = people()
    CountingConsent.objects.filter(person=made[0]).update(purpose=Purpose.TEAM_PICTURE)
    assert estimate_all() == 0


def test_somebody_whose_key_is_lost_holds_up_nobody(people, monkeypatch, answers):
    made = people(101)

    def lost(person_id):
        if person_id == made[0].pk:
            raise KeyProblem("lost")
        return answers.get(person_id)

    monkeypatch.setattr(estimates, "_PROVIDERS", [lambda: [Questions("test", 1, "score", lost)]])
    assert estimate_all() == 1
    assert not EstimateMember.objects.filter(person=made[0]).exists()


def test_who_takes_the_yes_back_while_answers_are_read_is_left_out(people, answers, monkeypatch):
    made = people(104)

    def read_and_stop(person_id):
        if person_id == made[-1].pk:
            count_out(made[0].pk, Purpose.QUESTIONNAIRES)
        return answers[person_id]

    monkeypatch.setattr(estimates, "_PROVIDERS", [lambda: [Questions("test", 1, "score", read_and_stop)]])
    assert estimate_all() == 1
    assert not EstimateMember.objects.filter(person=made[0]).exists()


def test_answers_that_do_not_vary_give_no_estimate(people, answers):
    people()
    answers.update(dict.fromkeys(answers, (50.0, 50.0, 50.0)))
    assert estimate_all() == 0


def test_the_next_estimate_waits_and_takes_people_in_lots(people):
    people()
    start = date.today() + timedelta(days=1)
    assert estimate_all(start) == 1
    people(3)
    assert estimate_all(start + timedelta(days=92)) == 0
    people(1)
    assert estimate_all(start + timedelta(days=91)) == 0
    assert estimate_all(start + timedelta(days=92)) == 1


def test_erasing_forgets_who_counted_and_not_that_somebody_did(people):
    made = people()
    estimate_all()
    assert read(made[0].pk)["counted_in_estimates"]
    erase(made[0].pk)
    assert not read(made[0].pk)["counted_in_estimates"]
    assert EstimateMember.objects.count() == 100


def test_what_was_estimated_never_changes(people):
    people()
    estimate_all()
    found = ReliabilityEstimate.objects.get()
    with pytest.raises(Unchangeable):
        found.save()
    with pytest.raises(Unchangeable):
        ReliabilityEstimate.objects.update(alpha=1)
    with pytest.raises(Unchangeable):
        ReliabilityEstimate.objects.all().delete()


def page_of(client, address: str) -> str:
    page = client.get(address).content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page[page.index("<main") : page.index("</main>")]))


def estimated(scale: str, alpha: float, deviation: int, days_ago: int = 0) -> None:
    ReliabilityEstimate.objects.create(
        instrument="quickscan",
        version=1,
        scale=scale,
        made_on=date.today() - timedelta(days=days_ago),
        people="100-149",
        alpha=alpha,
        low=alpha - 0.05,
        high=alpha + 0.04,
        deviation=deviation,
    )


def test_the_page_of_a_questionnaire_says_from_which_number_on_and_what_is_assumed_until_then(
    fatima, logged_in
):
    page = page_of(logged_in(fatima), "/mijn-vak/quickscan/")
    assert "Hoe betrouwbaar is deze vragenlijst?" in page
    assert "Dat weten we nog niet. We berekenen het zodra minstens 100 mensen" in page
    assert "een marge van 10 punten rond elke score" in page
    assert "Dat is een aanname en geen meting" in page


def test_the_page_of_a_questionnaire_tells_the_own_estimate_with_its_interval(fatima, logged_in):
    estimated("att", 0.81, 16)
    page = page_of(logged_in(fatima), "/mijn-vak/quickscan/")
    assert "0,81" in page
    assert "0,76 tot 0,85" in page
    assert "100-149" in page
    assert "Meetfout in punten 7" in page
    assert "onbekend" in page
    assert "Dat weten we nog niet." not in page


@pytest.mark.parametrize("alpha", [-0.2, 1.0])
def test_questions_that_measure_badly_or_all_alike_give_no_margin(fatima, logged_in, alpha):
    estimated("att", alpha, 16)
    assert "Meetfout in punten onbekend" in page_of(logged_in(fatima), "/mijn-vak/quickscan/")


def test_a_questionnaire_without_scores_says_nothing_about_reliability(fatima, logged_in):
    page = page_of(logged_in(fatima), "/mijn-vak/scan/gedrag/")
    assert "Hoe betrouwbaar" not in page


def test_with_an_own_estimate_a_change_is_called_by_its_own_error(fatima, logged_in):
    """From 30 to 45: with the assumed margin it cannot be said, with a small known error it is a change."""
    for days, points in ((100, 3), (2, 5)):
        sitting = finished_scan(fatima, SE1=points, SE2=points, SE3=points, SE4=points)
        type(sitting).objects.filter(pk=sitting.pk).update(finished_at=timezone.now() - timedelta(days=days))
    before = page_of(logged_in(fatima), "/mijn-vak/verloop/quickscan/")
    assert "Of dit veranderde, is nog niet te zeggen: eerst 30, nu 50" in before
    assert "De marge is 10 punten" in before
    estimated("se", 0.9, 14)
    after = page_of(logged_in(fatima), "/mijn-vak/verloop/quickscan/")
    assert "Hoger: eerst 30, nu 50 van 100. De marge is 4 punten" in after
    assert "groter is dan de meetfout van deze scan" in after


def test_a_profile_keeps_the_margin_that_was_known_when_it_was_made(fatima, logged_in):
    sitting = finished_scan(fatima)
    type(sitting).objects.filter(pk=sitting.pk).update(finished_at=timezone.now() - timedelta(days=50))
    old = Sitting.objects.get(pk=sitting.pk)
    before = profile_of(old)
    estimated("se", 0.9, 14, days_ago=20)
    assert profile_of(old) == before
    estimated("se", 0.9, 14, days_ago=60)
    after = profile_of(old)
    confidence = next(one for one in after.levers if one.scale == "se")
    assert round(confidence.high - confidence.value, 1) == 4.4
