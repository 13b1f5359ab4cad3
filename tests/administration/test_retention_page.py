"""The page on which a municipality chooses how long it keeps things."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone, translation

from leerlus.access.models import AccessEvent, RetentionRun, RetentionTerm, SubmittedForm
from leerlus.access.retention import kinds, terms_of
from leerlus.administration.health import checks


def text_of(answer) -> str:
    return " ".join(answer.content.decode().split())


@pytest.fixture
def terms(municipality) -> dict[str, int]:
    chosen = terms_of(municipality.pk)
    return {kind.name: chosen[kind.name] for kind in kinds() if kind.can_be_chosen}


def test_terms_are_kept_and_the_change_is_logged(administrator, municipality, terms):
    answer = administrator.post(reverse("retention"), terms | {"open_scans": 45})
    assert answer.status_code == 302
    assert [(term.kind, term.days) for term in RetentionTerm.objects.all()] == [("open_scans", 45)]
    assert AccessEvent.objects.filter(action="settings_changed", object_id=municipality.pk).exists()
    assert 'value="45"' in text_of(administrator.get(reverse("retention")))
    administrator.post(reverse("retention"), terms)
    assert not RetentionTerm.objects.exists()


@pytest.mark.parametrize("days", ["0", "29", "366", "", "een jaar"])
def test_a_term_outside_what_may_be_chosen_is_refused_and_what_was_typed_stays(administrator, terms, days):
    answer = administrator.post(reverse("retention"), terms | {"open_scans": days})
    assert answer.status_code == 422
    assert f'value="{days}"' in text_of(answer) or not days
    assert not RetentionTerm.objects.exists()


def test_what_goes_next_is_counted_and_few_are_not_told_exactly(administrator, fatima, municipality):
    long_ago = timezone.now() - timedelta(days=30)

    def forms(first, last):
        for number in range(first, last):
            SubmittedForm.objects.create(token=f"{number}", person=fatima, result_url="/")
        SubmittedForm.objects.update(created_at=long_ago)

    assert "Niets is nog lang genoeg bewaard." in text_of(administrator.get(reverse("retention")))
    forms(0, 1)
    page = text_of(administrator.get(reverse("retention")))
    assert "Kenmerken van verstuurde formulieren" in page
    assert "1 tot 4" in page
    assert fatima.name not in page.split("<main")[1]
    forms(1, 23)
    assert ">23<" in text_of(administrator.get(reverse("retention")))


def test_the_last_runs_of_the_own_municipality_are_shown(administrator, municipality, other_municipality):
    assert "Er is nog niets gewist." in text_of(administrator.get(reverse("retention")))
    RetentionRun.objects.create(municipality=municipality, deleted={"scans": 12})
    RetentionRun.objects.create(municipality=municipality, deleted={}, problem="The log was changed")
    RetentionRun.objects.create(municipality=other_municipality, deleted={"scans": 345})
    page = text_of(administrator.get(reverse("retention")))
    assert "Scans, met het advies dat erop rust: 12" in page
    assert "Het logboek is veranderd" in page
    assert "345" not in page


@pytest.mark.parametrize("count", [0, 1, 40])
def test_the_page_asks_as_much_of_the_database_for_many_runs(
    administrator, municipality, count, django_assert_max_num_queries
):
    RetentionRun.objects.bulk_create(
        RetentionRun(municipality=municipality, deleted={"scans": 12}) for _ in range(count)
    )
    with django_assert_max_num_queries(40):
        administrator.get(reverse("retention"))


def test_health_says_when_the_nightly_run_stopped(municipality):
    def state():
        with translation.override("nl"):
            return next(check for check in checks() if check.name == "Wissen van wat oud is")

    assert state().well
    run = RetentionRun.objects.create(municipality=None)
    assert state().well
    RetentionRun.objects.filter(pk=run.pk).update(at=timezone.now() - timedelta(days=4))
    assert not state().well
