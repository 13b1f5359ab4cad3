"""The demo: the same for everybody, complete for every role, and gone in one command."""

import random
from pathlib import Path

import pytest
from django.conf import settings as django_settings
from django.core.management import call_command

from leerlus.access.audit import first_broken_link
from leerlus.command.demo.answers import Disposition, quickscan_answers
from leerlus.command.demo.people import MUNICIPALITIES, WHO_TO_BE
from leerlus.command.demo.writing import is_loaded, load_demo, remove_demo
from leerlus.content.instrument import current_instrument
from leerlus.organisations.models import Municipality, Person
from leerlus.organisations.roles import Role, conflicting_roles
from leerlus.outcomes.models import Spell
from leerlus.release.models import PublishedFigure
from leerlus.scans.models import Sitting


@pytest.fixture
def demo(db) -> int:
    return load_demo()


def test_every_answer_of_an_invented_person_is_an_answer():
    instrument = current_instrument("quickscan")
    draw = random.Random(1)  # noqa: S311  # an example, not a secret
    for _ in range(50):
        for item_id, answer in quickscan_answers(instrument, Disposition.drawn(draw), draw).items():
            posted = [str(part) for part in answer] if isinstance(answer, tuple) else [str(answer or "")]
            if answer is not None and answer != 0:
                assert instrument.accept(instrument.by_id[item_id], posted) == answer


def test_the_same_seed_gives_the_same_answers():
    instrument = current_instrument("quickscan")

    def answers(seed: int):
        draw = random.Random(seed)  # noqa: S311  # an example, not a secret
        return quickscan_answers(instrument, Disposition.drawn(draw), draw)

    assert answers(7) == answers(7)
    assert answers(7) != answers(8)


def test_no_invented_person_holds_roles_that_may_not_meet_and_one_team_is_under_the_threshold():
    voorbeeldstad = MUNICIPALITIES[0]
    sizes = [
        sum(person.team == team and person.role == Role.CASEWORKER for person in voorbeeldstad.people)
        for team in voorbeeldstad.teams
    ]
    assert min(sizes) < 8 <= max(sizes)
    assert all(conflicting_roles([person.role]) is None for person in voorbeeldstad.people)


def test_the_demo_is_complete_and_a_second_time_changes_nothing(demo, logged_in):
    assert Spell.objects.filter(caseworker__email="fatima@voorbeeldstad.example").count() == 3343 + 42
    assert Sitting.objects.finished().count() > 50
    assert {figure.hidden for figure in PublishedFigure.objects.all()} >= {"", "too_few"}
    counts = Person.objects.count(), Sitting.objects.count()
    assert load_demo() == 0
    assert (Person.objects.count(), Sitting.objects.count()) == counts

    for email, _who in WHO_TO_BE:
        client = logged_in(Person.objects.get(email=email))
        start = client.get("/")
        assert start.status_code == 200
        for item in start.context["navigation"]:
            assert client.get(item.url).status_code == 200, (email, item.url)
        if "landelijk" not in email:
            assert "demogemeente" in start.content.decode()


def test_removing_the_demo_leaves_everything_else(make_person, demo):
    real = make_person("Anna", Role.EXECUTIVE, Municipality.objects.create(name="Echtestad"))
    keys = Path(django_settings.LEERLUS_KEYRING)
    assert len(list(keys.glob("*.key"))) > 30
    assert remove_demo() == (2, demo)
    assert not is_loaded()
    assert list(Person.objects.all()) == [real]
    assert list(Municipality.objects.values_list("name", flat=True)) == ["Echtestad"]
    assert [key.name for key in keys.glob("*.key")] == ["access-log.key"]
    assert not Sitting.objects.exists()
    assert first_broken_link() is None


def test_close_rounds_closes_only_what_is_due(demo, capsys):
    call_command("close_rounds")
    call_command("close_rounds")
    lines = capsys.readouterr().out.split("\n")
    assert lines[0] == "Closed 6 rounds."
    assert lines[1] == "Closed 0 rounds."
