"""Events typed in one's own file: shown beside those of the records, counted by the same rules, and undone."""

from datetime import date, timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from leerlus.access.forms_once import new_token
from leerlus.casework.files import open_file
from leerlus.casework.models import CaseFile, PlanVersion
from leerlus.outcomes.models import OutcomeEvent, Spell, SpellImport, TypedEvent
from leerlus.outcomes.typing_events import of_files

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def file(actor, fatima) -> CaseFile:
    return open_file(actor(fatima), fatima.memberships.get().team)


@pytest.fixture
def typed(logged_in, file, fatima):
    """Type an event by the form: `typed(on=…)`."""

    def send(**fields):
        begun = {"kind": "placement", "told_by": "caseworker", "form_token": new_token(fatima.pk)}
        return logged_in(fatima).post(reverse("typed_events", args=[file.pk]), begun | fields)

    return send


def days_ago(days: int) -> str:
    return (TODAY() - timedelta(days=days)).isoformat()


def page_of(client, file) -> str:
    return client.get(reverse("typed_events", args=[file.pk])).content.decode()


def in_records(file: CaseFile, **fields) -> OutcomeEvent:
    """The same client in a set, under the reference of the file."""
    source = SpellImport.objects.create(
        person=file.caseworker,
        municipality=file.municipality,
        name="Registratie maart",
        unit=SpellImport.Unit.MONTH,
        state=SpellImport.State.DONE,
    )
    Spell.objects.create(
        source=source,
        caseworker=file.caseworker,
        client_reference=file.shown_reference,
        duration=3,
        exit=Spell.Exit.MOVED,
        started_on=date(2024, 1, 1),
        ended_on=TODAY() - timedelta(days=80),
    )
    begun = {"kind": OutcomeEvent.Kind.PLACEMENT, "told_by": OutcomeEvent.ToldBy.REGISTRATION}
    return OutcomeEvent.objects.create(
        source=source,
        caseworker=file.caseworker,
        client_reference=file.shown_reference,
        **begun | {"started_on": TODAY() - timedelta(days=90), "last_day": TODAY()} | fields,
    )


def test_a_job_is_typed_with_its_source_and_days(logged_in, typed, file, fatima):
    sent = typed(on=days_ago(60), hours="24", regular="yes", subsidised="no")
    assert sent.headers["Location"] == reverse("typed_events", args=[file.pk])
    page = page_of(logged_in(fatima), file)
    for text in ("24 uur per week", "Volgens: klantmanager.", "Dit telt.", "nog te vroeg"):
        assert text in page
    assert "24" not in str(TypedEvent.objects.values_list("sealed_content", flat=True)[0])


def test_a_double_click_types_one_event(typed, fatima):
    token = new_token(fatima.pk)
    for _ in range(2):
        typed(on=days_ago(3), form_token=token)
    assert TypedEvent.objects.count() == 1


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"on": ""}, "on"),
        ({"on": days_ago(-1)}, "on"),
        ({"on": "1900-01-01"}, "on"),
        ({"on": days_ago(3), "last_day": days_ago(4)}, "last_day"),
        ({"on": days_ago(3), "last_day": days_ago(-1)}, "last_day"),
        ({"on": days_ago(3), "hours": "61"}, "hours"),
        ({"kind": "exit", "on": days_ago(3)}, "exit"),
        ({"kind": "exit", "on": days_ago(3), "exit": "0"}, "exit"),
        ({"on": days_ago(3), "told_by": "registration"}, "told_by"),
    ],
)
def test_what_cannot_be_is_said_at_its_field_and_nothing_typed_is_lost(typed, fields, field):
    page = typed(**{"hours": "12"} | fields)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == [field]
    assert f'value="{fields.get("hours", "12")}"' in page.content.decode()
    assert not TypedEvent.objects.exists()


def test_the_same_thing_of_the_same_day_is_typed_once(typed):
    typed(on=days_ago(3))
    page = typed(on=days_ago(3))
    assert list(page.context["form"].errors) == ["on"]
    assert typed(on=days_ago(3), kind="participation").status_code == 302
    assert TypedEvent.objects.count() == 2


def test_only_what_belongs_to_what_happened_is_kept(typed):
    typed(kind="exit", on=days_ago(3), exit=str(Spell.Exit.MOVED.value), hours="24", regular="yes")
    assert set(TypedEvent.objects.get().content) == {"kind", "on", "told_by", "certain_until", "exit"}


def test_what_goes_on_is_confirmed_and_what_ended_ends(logged_in, typed, file, fatima):
    typed(on=days_ago(300), regular="yes", subsidised="no")
    event = TypedEvent.objects.get()
    event.content = {**event.content, "certain_until": days_ago(290)}
    event.save()
    client = logged_in(fatima)
    assert "duurde niet langer dan zes maanden" not in page_of(client, file)  # nobody knows, so it is no no
    client.post(reverse("still_goes_on", args=[event.pk]))
    assert "duurzaam werk: langer dan zes maanden" in page_of(client, file)
    ended = {"last_day": days_ago(280), "form_token": new_token(fatima.pk)}
    assert client.post(reverse("it_ended", args=[event.pk]), ended).status_code == 302
    client.post(reverse("still_goes_on", args=[event.pk]))  # from a window that was open before
    assert TypedEvent.objects.get().content["certain_until"] == days_ago(280)
    assert "duurde niet langer dan zes maanden" in page_of(client, file)


def test_an_end_before_the_beginning_is_refused_at_the_field(logged_in, typed, fatima):
    typed(on=days_ago(3))
    address = reverse("it_ended", args=[TypedEvent.objects.get().pk])
    sent = {"last_day": days_ago(4), "form_token": new_token(fatima.pk)}
    page = logged_in(fatima).post(address, sent)
    assert page.status_code == 422
    assert list(page.context["form"].errors) == ["last_day"]


def test_what_was_typed_is_undone(logged_in, typed, file, fatima, bram):
    typed(on=days_ago(3))
    address = reverse("undo_typed", args=[TypedEvent.objects.get().pk])
    assert logged_in(bram).post(address).status_code == 404
    assert logged_in(fatima).post(address).status_code == 302
    assert not TypedEvent.objects.exists()


def test_the_records_are_not_overwritten_both_are_shown_and_which_counts(logged_in, typed, file, fatima):
    recorded = in_records(file, subsidised=True)
    typed(on=days_ago(85), regular="yes", subsidised="no")
    page = page_of(logged_in(fatima), file)
    assert "Dit telt niet: de registratie vertelt over hetzelfde" in page
    assert "registratie, bestand “Registratie maart”" in page
    assert "staat apart van duurzaam werk" in page
    assert "op een andere manier" in page
    recorded.refresh_from_db()
    assert recorded.subsidised is True
    assert len(of_files([file])[file.pk].typed) == 1


def test_records_of_a_colleague_under_the_same_number_stay_out(file, bram):
    other = in_records(file)
    OutcomeEvent.objects.filter(pk=other.pk).update(caseworker=bram)
    assert of_files([file])[file.pk].imported == []


def test_a_client_who_stands_in_two_sets_is_told_once(file):
    in_records(file)
    newer = in_records(file)
    known = of_files([file])[file.pk]
    assert [one.set_name for one in known.imported] == [newer.source.name]
    assert len(known.benefits) == 1


def test_what_counts_stands_on_the_timeline_and_with_the_choice(logged_in, typed, file, fatima):
    plan = PlanVersion(case_file=file, number=1, made_on=TODAY() - timedelta(days=10))
    plan.content = {"choice": "Proefplaatsing"}
    plan.save()
    typed(on=days_ago(3))
    typed(kind="participation", on=days_ago(30))
    client = logged_in(fatima)
    timeline = client.get(reverse("case_file", args=[file.pk])).content.decode()
    assert "baan vanaf" in timeline
    assert "onbetaalde activiteit vanaf" in timeline
    thread = client.get(reverse("choice_thread", args=[file.pk, 1])).content.decode()
    assert "baan vanaf" in thread
    assert "onbetaalde activiteit vanaf" not in thread  # from before the choice


def test_own_files_together_say_what_is_unknown_and_never_who_came_back(logged_in, typed, fatima, bram):
    address = reverse("own_file_outcomes")
    assert "Zie wat ervan kwam" in logged_in(fatima).get(address).content.decode()
    typed(on=days_ago(300), last_day=days_ago(60), regular="yes", subsidised="no")
    typed(kind="exit", on=days_ago(100), exit=str(Spell.Exit.MOVED.value))
    page = logged_in(fatima).get(address)
    rows = {row[0]: row[1:] for row in page.context["figure_rows"]}
    assert rows["Uitgestroomd naar werk"][0] == "0 van 1"
    assert rows["Duurzaam werk: langer dan zes maanden bij een gewone werkgever"][0] == "1 van 1"
    assert "Opnieuw" not in " ".join(rows)
    assert page.context["other_rows"] == [["Verhuisd", "1"]]
    assert logged_in(bram).get(address).context["clients"] == 0


def test_the_queries_do_not_grow_with_the_files(actor, file, fatima, django_assert_num_queries):
    files = [file, *(open_file(actor(fatima), file.team) for _ in range(4))]
    for one in files:
        event = TypedEvent(case_file=one)
        event.content = {
            "kind": "placement",
            "on": days_ago(3),
            "certain_until": days_ago(3),
            "told_by": "client",
        }
        event.save()
    for some in (files[:1], files):
        with django_assert_num_queries(3):
            of_files(some)
