"""The demo: the same for everybody, complete for every role, marked on every page, and gone in one command."""

import random
import shutil
from datetime import date, timedelta
from pathlib import Path

import pytest
from axes.models import AccessAttempt
from django.conf import settings as django_settings
from django.contrib.auth import authenticate
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import transaction
from django.test import RequestFactory, override_settings
from django.utils import timezone, translation

from leerlus.access.actor import actor_of
from leerlus.access.audit import first_broken_link
from leerlus.access.door import visible_own
from leerlus.access.models import Share
from leerlus.advice.allocation import Arm
from leerlus.advice.comparison import running_arm, taking_part
from leerlus.advice.giving import advice_for, given
from leerlus.advice.models import Dismissal
from leerlus.command.demo.answers import Disposition, quickscan_answers
from leerlus.command.demo.people import MUNICIPALITIES, PASSWORD, RESEARCHER, WHO_TO_BE
from leerlus.command.demo.plan import plan_demo
from leerlus.command.demo.removing import remove_demo
from leerlus.command.demo.writing import is_loaded, load_demo
from leerlus.content.instrument import current_instrument, current_instruments
from leerlus.conversations.models import Agreement, Conversation, Promise
from leerlus.development.following_up import due_follow_ups
from leerlus.development.models import Goal
from leerlus.organisations.models import Membership, Municipality, Person
from leerlus.organisations.roles import Role, conflicting_roles
from leerlus.outcomes.models import Spell
from leerlus.pictures.models import Benchmark, ReleasedPeriod
from leerlus.release.models import PublishedFigure, Round
from leerlus.release.published import published_team_facts
from leerlus.reminders.choices import chosen_kinds
from leerlus.reminders.models import Reminder
from leerlus.scans.follow_ups import waiting_follow_ups
from leerlus.scans.models import Sitting
from leerlus.scans.scoring import Scores, Stage
from leerlus.scans.sittings import QUICKSCAN, finished_sittings, profile_of, scores_of

pytestmark = pytest.mark.django_db

KEPT = (Person, Membership, Sitting, Goal, Share, Spell, PublishedFigure)


@pytest.fixture(scope="module")
def keyring(tmp_path_factory):
    return str(tmp_path_factory.mktemp("demo-keyring"))


@pytest.fixture(autouse=True)
def own_state(own_state, settings, keyring):
    """The keys of the demo of this module."""
    settings.LEERLUS_KEYRING = keyring


@pytest.fixture(scope="module")
def demo(django_db_setup, django_db_blocker, keyring):
    """The demo, made once for this module; every test, and at the end the demo itself, is rolled back."""
    hashers = ["django.contrib.auth.hashers.MD5PasswordHasher"]
    with (
        django_db_blocker.unblock(),
        override_settings(LEERLUS_KEYRING=keyring, PASSWORD_HASHERS=hashers),
        transaction.atomic(),
    ):
        yield load_demo()
        transaction.set_rollback(True)


def person(first_name: str) -> Person:
    return Person.objects.get(name__startswith=f"{first_name} ")


def counts() -> list[int]:
    return [model.objects.count() for model in KEPT]


def test_every_answer_of_an_invented_person_is_an_answer():
    instrument = current_instrument("quickscan")
    draw = random.Random(1)  # noqa: S311  # an example, not a secret
    for _ in range(50):
        for item_id, answer in quickscan_answers(instrument, Disposition.drawn(draw), draw).items():
            posted = [str(part) for part in answer] if isinstance(answer, tuple) else [str(answer or "")]
            if answer is not None and answer != 0:
                assert instrument.accept(instrument.by_id[item_id], posted) == answer


def test_the_same_seed_gives_the_same_plan():
    instrument = current_instrument("quickscan")
    assert plan_demo(7, instrument) == plan_demo(7, instrument)
    assert plan_demo(7, instrument) != plan_demo(8, instrument)


@pytest.mark.parametrize("seed", range(5))
def test_nothing_in_a_plan_happens_before_the_account_was_made(seed):
    for life in plan_demo(seed, current_instrument("quickscan")).lives:
        assert life.account <= 730
        assert all(life.account > scan.days_ago for scan in (*life.scans, *life.others))
        assert all(life.account >= held.since for held in life.held)
        assert life.step is None or -life.step.chosen < min(scan.days_ago for scan in life.scans) + 12


def test_no_invented_person_holds_roles_that_may_not_meet(demo):
    for one in Person.objects.prefetch_related("memberships"):
        assert conflicting_roles(held.role for held in one.memberships.all()) is None
        for held in one.memberships.all():
            held.clean()


def test_teams_differ_in_size_and_one_is_under_the_threshold(demo):
    held = Membership.objects.current().filter(role=Role.CASEWORKER, municipality__name="Voorbeeldstad")
    sizes = {team: held.filter(team__name=team).count() for team in MUNICIPALITIES[0].teams}
    assert sizes == {
        "Team Noord": 12,
        "Team Zuid": 9,
        "Team Oost": 15,
        "Team Jongeren": 6,
        "Team Statushouders": 4,
    }


def test_the_printed_password_opens_every_printed_account_and_meets_the_rules(demo):
    request = RequestFactory().post("/inloggen/")
    for visit in WHO_TO_BE:
        assert authenticate(request, email=visit.email, password=PASSWORD) == Person.objects.get(
            email=visit.email
        )
    assert len(PASSWORD) >= 12


def test_loading_twice_changes_nothing(demo):
    before = counts()
    assert load_demo() == 0
    assert counts() == before


def test_profiles_differ_over_all_stages_and_some_things_are_unknown(demo):
    scores = [
        Scores.from_stored(sitting.stored_scores)
        for sitting in Sitting.objects.finished().filter(instrument=QUICKSCAN)
    ]
    assert {one.stage for one in scores} >= set(Stage)
    for lever in ("att", "sn", "se"):
        values = [one.scales[lever] for one in scores]
        assert None in values
        known = [value for value in values if value is not None]
        assert min(known) < 45
        assert max(known) > 75


def test_fatima_sees_the_use_and_doubts_a_full_week_and_has_a_trend(demo):
    newest, *earlier = Sitting.objects.finished().filter(person=person("Fatima"), instrument=QUICKSCAN)
    profile = profile_of(newest)
    assert [sentence.nl for sentence in profile.opening] == [
        "Je ziet het nut van werken aan je vak.",
        "Je twijfelt vooral of het lukt in een volle week.",
    ]
    assert len(earlier) == 2
    assert all(len(one.points) == 3 for one in profile.trends.values())


def test_there_is_something_of_everything(demo):
    today = timezone.localdate()
    own = Spell.objects.filter(source__for_own_clients=True)
    assert own.filter(caseworker=person("Fatima")).count() == 3343 + 42
    assert own.filter(caseworker=person("Marloes")).count() == 6
    assert ReleasedPeriod.objects.filter(measure="returns").count() > 3
    assert Benchmark.objects.count() == 2
    assert not Sitting.objects.filter(person=person("Bram")).exists()
    assert Sitting.objects.filter(finished_at=None).get().person == person("Kevin")
    assert Goal.objects.filter(person=person("Marloes"), done_at=None, due_on__lt=today).exists()
    assert Goal.objects.filter(done_at=None, due_on__gte=today).exists()
    assert Share.objects.active().filter(owner=person("Fatima"), receiver=person("Erik")).exists()
    assert Share.objects.active().filter(owner=person("Marloes"), receiver=person("Fatima")).exists()
    assert Dismissal.objects.filter(person=person("Yusuf")).exists()


@pytest.mark.parametrize("code", [one.code for one in current_instruments() if "client" not in one.code])
def test_somebody_finished_every_instrument_that_has_pages(demo, code):
    assert Sitting.objects.finished().filter(instrument=code).exists()


def test_one_team_has_a_picture_of_its_room_in_which_time_to_look_back_is_short(demo):
    told = PublishedFigure.objects.filter(
        team__name="Team Noord", measure__startswith="organisation_scan.", hidden=""
    )
    values = dict(told.values_list("measure", "value"))
    assert len(values) == 9
    assert min(values, key=values.__getitem__) == "organisation_scan.REF"


def test_of_something_fatima_learned_all_moments_are_there_and_of_another_one_is_waiting(demo):
    waiting = waiting_follow_ups(actor_of(person("Fatima")))
    assert [one.moment.code for one in waiting] == ["six_weeks"]
    whole = Sitting.objects.filter(person=person("Fatima"), followed_by__isnull=False).distinct().get()
    assert set(whole.followed_by.values_list("moment", flat=True)) == {"six_weeks", "six_months"}


def test_both_ways_of_the_comparison_can_be_seen_and_one_that_ended(demo, logged_in):
    assert running_arm(person("Yusuf").pk) is Arm.FREE_CHOICE
    assert running_arm(person("Anneke").pk) is Arm.TAILORED
    assert taking_part(person("Rachid").pk).ended
    sitting = Sitting.objects.finished().filter(person=person("Yusuf"), instrument=QUICKSCAN)[0]
    page = logged_in(person("Yusuf")).get(f"/mijn-vak/profiel/{sitting.pk}/").content.decode()
    assert "Kies zelf een stap" in page


def test_fatima_finds_a_wish_that_is_kept_for_later(demo):
    sitting = Sitting.objects.finished().filter(person=person("Fatima"), instrument=QUICKSCAN)[0]
    assert given(advice_for(actor_of(person("Fatima")), sitting)).later


def test_who_moved_or_left_has_the_role_of_then_and_not_of_now(demo):
    assert [held.team.name for held in person("Ruben").memberships.current()] == ["Team Zuid"]
    assert person("Ruben").memberships.count() == 2
    assert not person("Corrie").memberships.current().exists()


def test_team_figures_show_a_shared_barrier_a_team_too_small_and_a_works_council_that_did_not_agree(demo):
    noord = person("Fatima").memberships.get().team
    assert published_team_facts([noord.pk]).shared_barriers == {"time"}
    hidden = PublishedFigure.objects.values_list("team__name", "hidden")
    assert ("Team Statushouders", "too_few") in hidden
    assert ("Team Werk", "no_consent_of_works_council") in hidden


@pytest.mark.parametrize("visit", WHO_TO_BE, ids=lambda visit: visit.email.split("@")[0])
def test_every_page_of_the_menu_opens_and_says_that_it_is_a_demo(demo, logged_in, settings, visit):
    settings.LEERLUS_DEMO = True
    reader = Person.objects.get(email=visit.email)
    notice = f"Dit is de demogemeente {reader.municipality}." if reader.municipality else "Dit is een demo."
    client = logged_in(reader)
    start = client.get("/")
    for url in ("/", "/model/", *(item.url for item in start.context["navigation"])):
        page = client.get(url, follow=True)  # a manager reads the charter first
        assert page.status_code == 200, url
        assert notice in page.content.decode(), url


def test_a_page_of_questions_names_the_demo_municipality_of_its_reader(demo, logged_in):
    for first_name, place in (("Bram", "Voorbeeldstad"), ("Mees", "Kleindorp")):
        page = logged_in(person(first_name)).post("/mijn-vak/quickscan/", follow=True).content.decode()
        assert f"Dit is de demogemeente {place}." in page


def test_a_demo_municipality_that_is_renamed_says_its_new_name(demo, logged_in):
    municipality = Municipality.objects.get(name="Kleindorp")
    logged_in(person("Mees")).get("/")
    municipality.name = "Grootdorp"
    municipality.save()
    assert "Dit is de demogemeente Grootdorp." in logged_in(person("Mees")).get("/").content.decode()


def test_strangers_read_that_it_is_a_demo_only_when_there_is_nothing_else(demo, client, settings):
    with translation.override("nl"):
        assert "Dit is een demo." not in client.get("/inloggen/").content.decode()
        settings.LEERLUS_DEMO = True
        assert "Dit is een demo." in client.get("/inloggen/").content.decode()


def test_removing_the_demo_leaves_everything_else(demo, make_person, logged_in, settings, tmp_path):
    settings.LEERLUS_KEYRING = shutil.copytree(django_settings.LEERLUS_KEYRING, tmp_path / "copy")
    real = make_person("Anna", Role.EXECUTIVE, Municipality.objects.create(name="Echtestad"))
    logged_in(real).get("/")
    logged_in(person("Fatima")).get("/")
    AccessAttempt.objects.create(username="bram@voorbeeldstad.example", failures_since_start=1)
    AccessAttempt.objects.create(username=real.email, failures_since_start=1)
    keys = Path(settings.LEERLUS_KEYRING)
    assert len(list(keys.glob("*.key"))) > 30

    of_the_municipality = Spell.objects.filter(source__for_own_clients=False).count()
    gone = remove_demo()

    assert (gone.municipalities, gone.people) == (2, demo)
    assert gone.spells == 3343 + 42 + 6 + of_the_municipality
    assert not is_loaded()
    assert list(Person.objects.all()) == [real]
    assert not Person.objects.filter(name=RESEARCHER.name).exists()
    assert list(Municipality.objects.values_list("name", flat=True)) == ["Echtestad"]
    of_installation = {"access-log.key", "comparison.key", "release-inputs.key"}
    assert {key.name for key in keys.glob("*.key")} == of_installation
    assert [session.get_decoded()["_auth_user_id"] for session in Session.objects.all()] == [str(real.pk)]
    assert [attempt.username for attempt in AccessAttempt.objects.all()] == [real.email]
    assert not any(
        model.objects.exists() for model in (Sitting, Goal, Share, Spell, PublishedFigure, ReleasedPeriod)
    )
    assert first_broken_link() is None


def test_a_real_municipality_of_the_same_name_stays_as_it_is(demo, monkeypatch):
    Municipality.objects.update(is_demo=False)
    before = counts()
    monkeypatch.setattr("leerlus.command.management.commands.demo.prepare", lambda: None)
    with pytest.raises(CommandError, match="Nothing was made"):
        call_command("demo", "load")
    assert counts() == before


def test_close_rounds_does_only_what_is_due(demo, capsys):
    call_command("close_rounds")
    call_command("close_rounds")
    Round.objects.filter(closed_on=None).update(opened_on=date.today() - timedelta(days=30))
    call_command("close_rounds")
    assert capsys.readouterr().out.splitlines() == [
        "Closed 0 rounds and opened 2; released 0 figures of half years; made 0 estimates.",
        "Closed 0 rounds and opened 0; released 0 figures of half years; made 0 estimates.",
        "Closed 2 rounds and opened 0; released 0 figures of half years; made 0 estimates.",
    ]


def test_people_of_the_demo_talk_agree_and_promise(demo):
    assert Conversation.objects.filter(planned_on__gt=timezone.localdate()).exclude(released_at=None).exists()
    assert Conversation.objects.filter(released_at=None, planned_by_manager=True).exists()
    agreements = Agreement.objects.select_related("conversation")
    assert {agreement.counts for agreement in agreements} == {True, False}
    assert {promise.state for promise in Promise.objects.all()} == set(Promise.State)


def test_fatima_shows_the_loop_with_a_relapse_in_the_middle_and_things_to_look_back_on(demo):
    fatima = actor_of(person("Fatima"))
    stages = [scores_of(one).scores.stage for one in reversed(finished_sittings(fatima))]
    assert len(stages) == 3
    assert stages[1] is Stage.RELAPSE
    assert Stage.RELAPSE not in (stages[0], stages[2])
    assert [due.goal.title for due in due_follow_ups(fatima)] == [
        "Een lastig gesprek nabespreken met Marloes"
    ]
    assert waiting_follow_ups(fatima)
    planned = visible_own(fatima, Reminder).filter(due_on__gt=timezone.localdate())
    assert chosen_kinds(fatima) & set(planned.values_list("kind", flat=True))


def test_no_date_of_the_demo_is_counted_from_the_day_it_was_made(demo):
    done = Goal.objects.exclude(done_at=None)
    assert done
    for goal in done:
        moments = sorted(asked.due_on - timezone.localdate(goal.done_at) for asked in goal.follow_ups.all())
        assert moments[0] <= timedelta(days=42 + 3)  # a weekend may lie between
