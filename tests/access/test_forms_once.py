"""A form stores once, for the person who saw it."""

import pytest
from django.core.exceptions import SuspiciousOperation
from django.db import transaction

from leerlus.access.forms_once import belongs_to, earlier_result, new_token, store_once
from leerlus.access.models import SubmittedForm


def test_every_form_carries_another_token(fatima):
    assert new_token(fatima.pk) != new_token(fatima.pk)
    assert len(new_token(fatima.pk)) <= 64


def test_a_token_belongs_to_the_person_it_was_made_for(fatima, bram):
    token = new_token(fatima.pk)
    assert belongs_to(fatima.pk, token)
    assert not belongs_to(bram.pk, token)


@pytest.mark.parametrize(
    "change", [lambda t: "", lambda t: t[:-1], lambda t: "0" + t[1:] + "0", lambda t: "é" + t]
)
def test_a_token_that_was_made_up_belongs_to_nobody(fatima, change):
    assert not belongs_to(fatima.pk, change(new_token(fatima.pk)))


def test_the_first_click_stores_and_the_second_gets_the_firsts_result(fatima):
    token = new_token(fatima.pk)
    assert earlier_result(fatima.pk, token) is None
    assert store_once(fatima.pk, token, "/plan/")
    assert not store_once(fatima.pk, token, "/elsewhere/")
    assert earlier_result(fatima.pk, token) == "/plan/"
    assert str(SubmittedForm.objects.get()) == token


def test_a_write_that_failed_leaves_the_token_free(fatima):
    token = new_token(fatima.pk)
    with transaction.atomic():
        store_once(fatima.pk, token, "/plan/")
        transaction.set_rollback(True)
    assert earlier_result(fatima.pk, token) is None
    assert store_once(fatima.pk, token, "/plan/")
    assert not store_once(fatima.pk, token, "/elsewhere/")
    assert earlier_result(fatima.pk, token) == "/plan/"
    assert str(SubmittedForm.objects.get()) == token


def test_somebody_elses_token_stores_nothing(fatima, bram):
    token = new_token(fatima.pk)
    with pytest.raises(SuspiciousOperation):
        store_once(bram.pk, token, "/plan/")
    assert not SubmittedForm.objects.exists()


def test_somebody_elses_result_is_not_told(fatima, bram):
    token = new_token(fatima.pk)
    store_once(fatima.pk, token, "/mijn-vak/plan/1/")
    assert earlier_result(bram.pk, token) is None
