"""The catalogue of interventions says what the note says, and leaves unknown what it does not."""

from typing import Any

import pytest
from pydantic import ValidationError

from leerlus.content.catalogue import Catalogue, load_catalogue
from leerlus.framework.loading import load_framework
from leerlus.framework.model import BlockId

CATALOGUE = load_catalogue()
LETTERS = {"yes": "j", "partly": "d", "no": "n", "unknown": "?"}
SPECIFIED = (
    "C01:?jdd?d?d???d C02:?nnndn?????d C03:?nnndn?n???? C04:?jd???????dd C05:?jdddd?dd??d "
    "C06:?nnndn??jn?n C07:?nnndn?n???n C08:?d??d??????? C09:???????n???? C10:?nnndn?djn?n "
    "C11:djjjjjddj??j C12:?nnndn?n?n?n C13:djjjjj??j??j C14:djjjdd??jj?j C15:?jjjdj?jjj?j "
    "C16:djjjdj?jjj?j C17:?jdd?n?d?j?d C18:?j?d?n?d?j?d C19:?nnndn?d???d C20:?jjd?j?d?j?j "
    "C21:?jjj?j?d?j?j C22:?jjd?d?d?j?j C23:?jjd?j?d?j?j C24:?jjj?n?d?j?j C25:?jjj?n?d?j?j "
    "C26:?jjj?j?d?j?j C27:?jjd?j?d?j?j C28:?jjj?d?d?j?j C29:?jjj?d?d?j?j C30:?jd??d?d?j?j "
    "C31:?jd??j?d?j?j C32:?dnn?nnn?n?n C33:?jjj?j?djj?j C34:?jjjdn?djjjj C35:?jjj?j??jj?d "
)
"""Domain specification 5: yes, partly (deels), no and unknown, in the order of its columns."""


def changed(identifier: str, **fields: Any) -> dict[str, Any]:
    """The catalogue as plain data, with other values for fields of one entry."""
    plain = CATALOGUE.model_dump(mode="json")
    for entry in plain["entries"]:
        if entry["id"] == identifier:
            entry |= fields
    return plain


def test_every_value_is_the_one_of_the_domain_specification():
    written = [
        f"{entry.id}:{''.join(LETTERS[value] for value in entry.values)}" for entry in CATALOGUE.entries
    ]
    assert written == SPECIFIED.split()


def test_what_the_note_does_not_say_is_unknown():
    unknown = sum(entry.values.count("unknown") for entry in CATALOGUE.entries)
    assert unknown == SPECIFIED.count("?") == 174


@pytest.mark.parametrize("field", ["parties", "goals", "determinants"])
def test_what_an_entry_refers_to_must_exist(field):
    with pytest.raises(ValidationError, match=r"C15: no .* nowhere"):
        Catalogue.model_validate(changed("C15", **{field: ["nowhere"]}))


def test_a_determinant_is_a_factor_of_the_caseworker():
    with pytest.raises(ValidationError, match=r"OR\.REF"):
        Catalogue.model_validate(changed("C15", determinants=["OR.REF"]))


def test_every_party_and_every_goal_belongs_to_something():
    assert {party for entry in CATALOGUE.entries for party in entry.parties} == set(CATALOGUE.parties)
    assert {goal for entry in CATALOGUE.entries for goal in entry.goals} == set(CATALOGUE.goals)
    assert all(entry.goals for entry in CATALOGUE.entries)


def test_who_stands_behind_two_entries_is_not_known():
    assert [entry.id for entry in CATALOGUE.entries if not entry.parties] == ["C09", "C32"]


def test_what_is_about_clients_works_on_no_factor_of_the_caseworker():
    about_clients = [entry for entry in CATALOGUE.entries if entry.target == "client"]
    assert {entry.id for entry in about_clients} == {"C02", "C03"}
    assert not any(entry.determinants for entry in about_clients)


def test_some_factors_of_the_caseworker_are_worked_on_by_nothing():
    worked_on = {name for entry in CATALOGUE.entries for name in entry.determinants}
    factors = {factor.id for factor in load_framework().factors_of(BlockId.CASEWORKER)}
    assert factors - worked_on == {"KM.STG", "KM.LP", "KM.EDU", "KM.EXP"}
