"""What people together found of something they followed: who counts, what a round tells, and who reads it."""

import re
from datetime import date

import pytest

from leerlus.access.actor import actor_of
from leerlus.content.catalogue import load_catalogue
from leerlus.release.measures import registered_measures
from leerlus.release.models import Contribution, CountingConsent, PublishedFigure
from leerlus.release.participation import count_in, count_out, pause
from leerlus.release.purposes import Purpose
from leerlus.release.rules.levels import Level
from leerlus.release.rules.series import Hidden
from leerlus.scans.follow_ups import follow_ups_of, start_follow_up
from leerlus.scans.models import Sitting
from leerlus.scans.sittings import finish_sitting
from tests.release.conftest import hold_round
from tests.scans.taking import finished

THING = load_catalogue().entry["C15"].name.nl
AT_ONCE = "post_evaluation.C15.at_once.set_up"
GOING_ON = "post_evaluation.C15.at_once.carrying_on"
SIX_WEEKS = "post_evaluation.C15.six_weeks.carrying_on"
HALF_A_YEAR = "post_evaluation.C15.six_months.carrying_on"
RATED = {"PE1": 4, "PE2": 4, "PE3": 3, "PE8": 3} | {f"PE{number}": 3 for number in range(4, 8)}


def looked_back(person, days: int = 50, **answers) -> Sitting:
    return finished(person, "post_evaluation", days, **({"PE0": THING} | RATED | answers))


def looked_back_later(first: Sitting, moment: str, answer: int) -> None:
    found = next(one for one in follow_ups_of(first, [], date.today()) if one.moment.code == moment)
    sitting = start_follow_up(actor_of(first.person), found)
    sitting.store_answers({f"PE{number}": answer for number in range(4, 8)})
    finish_sitting(actor_of(first.person), sitting)


@pytest.fixture
def eight(contributor, works_council):
    """Eight colleagues who looked back on the same thing and said yes to counting in that."""
    people = [contributor(number) for number in range(8)]
    for person in people:
        looked_back(person)
        count_in(person.pk, Purpose.EVALUATIONS)
    return people


def figure_of(team, measure: str = AT_ONCE, days_ago: int = 0) -> PublishedFigure:
    return hold_round(team, days_ago).figures.get(measure=measure)


def test_eight_people_make_a_figure_of_everybody_together_and_of_no_team(eight, team):
    figure = figure_of(team)
    assert (figure.value, figure.hidden, figure.contributors) == (65, "", "8-10")
    assert (figure.level, figure.team, figure.department) == (Level.EVERYBODY.value, None, None)
    about = PublishedFigure.objects.filter(measure__startswith="post_evaluation")
    assert set(about.values_list("level", flat=True)) == {Level.EVERYBODY.value}


def test_how_it_was_set_up_and_going_on_with_it_are_told_apart_at_each_moment(eight, team):
    for person in eight:
        first = Sitting.objects.get(person=person, instrument="post_evaluation")
        looked_back_later(first, "six_weeks", 5)
    found = {one.measure: one for one in hold_round(team).figures.all()}
    assert (found[AT_ONCE].value, found[GOING_ON].value, found[SIX_WEEKS].value) == (65, 50, 80)
    assert found[HALF_A_YEAR].hidden == Hidden.TOO_FEW
    assert "post_evaluation.C15.six_weeks.set_up" not in found


@pytest.mark.parametrize(
    "change",
    [
        lambda one: count_out(one.pk, Purpose.EVALUATIONS),
        lambda one: pause(one.pk),
        lambda one: Sitting.objects.filter(person=one, instrument="post_evaluation").delete(),
        lambda one: CountingConsent.objects.filter(person=one, purpose=Purpose.EVALUATIONS).update(
            purpose=Purpose.QUESTIONNAIRES
        ),
    ],
    ids=["no-yes", "paused", "did-not-look-back", "yes-to-something-else"],
)
def test_with_seven_who_count_nothing_is_told(eight, team, change):
    change(eight[0])
    assert figure_of(team).hidden == Hidden.TOO_FEW


def test_what_somebody_names_in_own_words_never_counts(eight, team):
    Sitting.objects.filter(person=eight[0], instrument="post_evaluation").delete()
    looked_back(eight[0], PE0="Mijn gesprek met Annie")
    figures = hold_round(team).figures.filter(measure__startswith="post_evaluation")
    assert figures.get(measure=AT_ONCE).hidden == Hidden.TOO_FEW
    assert not figures.filter(hidden="").exists()


def test_the_name_of_the_learning_offer_counts_in_both_languages_and_however_it_is_written(eight, team):
    Sitting.objects.filter(person=eight[0], instrument="post_evaluation").delete()
    looked_back(eight[0], PE0=f" {load_catalogue().entry['C15'].name.en.upper()} ")
    assert not figure_of(team).hidden


def test_of_somebody_who_looked_back_twice_the_newest_counts_once(eight, team):
    looked_back(eight[0], days=2, PE1=5, PE2=5, PE3=5, PE8=5)
    rows = {row.person_id: row.value for row in figure_of(team).contributions.all()}
    assert len(rows) == 8
    assert rows[eight[0].pk] == 100


def test_a_municipality_that_chose_five_still_needs_eight_here(eight, team, municipality):
    municipality.least_contributors, municipality.fewer_than_eight_reference = 5, "OR 2026-020"
    municipality.save()
    count_out(eight[0].pk, Purpose.EVALUATIONS)
    assert figure_of(team).hidden == Hidden.TOO_FEW


def test_people_come_and_go_in_lots_of_four_here_too(eight, contributor, team):
    hold_round(team, 120)
    ninth = contributor(8)
    looked_back(ninth)
    count_in(ninth.pk, Purpose.EVALUATIONS)
    figure = figure_of(team, days_ago=60)
    assert figure.contributions.count() == 8
    count_out(eight[0].pk, Purpose.EVALUATIONS)
    assert figure_of(team).hidden == Hidden.SMALL_CHANGE


def test_taking_one_yes_back_forgets_the_values_kept_for_it_and_no_others(eight, team):
    hold_round(team)
    kept = Contribution.objects.filter(person=eight[0]).exclude(sealed_value=None)
    of_team = kept.exclude(figure__level=Level.EVERYBODY).count()
    assert kept.filter(figure__level=Level.EVERYBODY).exists()
    count_out(eight[0].pk, Purpose.EVALUATIONS)
    assert (kept.filter(figure__level=Level.EVERYBODY).count(), kept.count()) == (0, of_team)


def test_a_round_opens_what_somebody_looked_back_on_once(eight, team, monkeypatch):
    opened = []
    read = Sitting.stored_scores.fget
    monkeypatch.setattr(Sitting, "stored_scores", property(lambda self: opened.append(self.pk) or read(self)))
    for measure in registered_measures(Purpose.EVALUATIONS):
        for person in eight:
            measure.read(person.pk)
    assert len(opened) == len(set(opened)) == 8


def page_of(client) -> str:
    page = client.get("/terugblikken/").content.decode()
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", page[page.index("<main") : page.index("</main>")]))


def test_caseworkers_managers_knowledge_managers_and_directors_read_the_same_and_no_name(
    eight, team, fatima, erik, noor, dirk, logged_in
):
    hold_round(team)
    for reader in (fatima, erik, noor, dirk):
        page = page_of(logged_in(reader))
        assert (
            "Hoe het was opgezet, meteen erna 65 op een schaal van 0 tot 100 (8-10 mensen telden mee)."
            in page
        )
        assert "Er iets mee doen en volhouden, na een half jaar Verborgen: met minder dan 8 mensen" in page
        assert "34 trainingen en aanpakken zonder cijfer" in page
        assert "Hoe tevreden mensen waren, zegt niet of het werkt." in page
        assert not [person.name for person in eight if person.name in page]
        assert "Laag" not in page


def test_the_page_asks_no_more_queries_with_more_figures(
    eight, team, fatima, logged_in, django_assert_max_num_queries
):
    client = logged_in(fatima)
    hold_round(team)
    with django_assert_max_num_queries(14):
        client.get("/terugblikken/")


def test_without_a_works_council_or_a_round_the_page_says_why(fatima, logged_in, municipality):
    assert "ondernemingsraad" in page_of(logged_in(fatima))
    municipality.works_council_reference, municipality.works_council_date = "OR 1", date(2026, 1, 1)
    municipality.save()
    assert "Er is nog geen ronde afgesloten." in page_of(logged_in(fatima))


def test_whether_ones_own_answers_count_stands_beside_it_for_who_can_look_back(
    fatima, erik, logged_in, municipality
):
    assert "Nee. Dat is prima, en niemand kan het zien." in page_of(logged_in(fatima))
    count_in(fatima.pk, Purpose.EVALUATIONS)
    assert "Ja. Niemand kan zien dat jij meetelt" in page_of(logged_in(fatima))
    pause(fatima.pk)
    assert "je pauzeert" in page_of(logged_in(fatima))
    assert "Tellen jouw antwoorden hier mee?" not in page_of(logged_in(erik))


def test_each_purpose_has_a_yes_of_its_own_and_the_log_tells_which(fatima, logged_in):
    client = logged_in(fatima)
    page = client.post(
        "/team/meetellen/", {"purpose": "evaluations", "counts": "yes"}, follow=True
    ).content.decode()
    assert "Vanaf de volgende ronde tellen je antwoorden mee in wat collega&#x27;s vonden" in page
    assert page.count("Laat mij niet meer meetellen") == 1
    assert {one.purpose for one in CountingConsent.objects.all()} == {"evaluations"}
    client.post("/team/meetellen/", {"purpose": "questionnaires", "counts": "yes"})
    client.post("/team/meetellen/", {"purpose": "evaluations", "counts": "no"})
    assert {one.purpose for one in CountingConsent.objects.all()} == {"questionnaires"}
    log = client.get("/wie-zag-mijn-gegevens/").content.decode()
    assert "Je liet je antwoorden meetellen in hoe goed vragenlijsten meten." in log
    assert (
        "Je liet je antwoorden niet meer meetellen in wat collega&#x27;s vonden van wat zij volgden." in log
    )


def test_a_purpose_that_does_not_exist_does_not_exist(fatima, logged_in):
    answer = logged_in(fatima).post("/team/meetellen/", {"purpose": "appraisal", "counts": "yes"})
    assert answer.status_code == 404
    assert not CountingConsent.objects.exists()
