"""From published figures of a team to context of an advice, and to what the team and its manager can do."""

from datetime import date

import pytest
from django.utils.translation import override

from leerlus.advice.pipeline import TeamContext, team_rules
from leerlus.advice.team_facts import suggest_to_team, team_context
from leerlus.client_cards.models import TeamLot
from leerlus.organisations.models import Municipality, Team
from leerlus.release.models import PublishedFigure, Round
from leerlus.release.published import TeamFacts, published_team_facts
from leerlus.release.team_advice import register_team_advice, team_advice
from tests.advice.pipeline.people import CONTENT, advice_for, somebody

FACETS = ("DIS", "REF", "BOT", "MGT", "PIV", "VIS")


def facts(**scores: int) -> TeamFacts:
    return TeamFacts(scores={name.replace("__", "."): score for name, score in scores.items()})


def texts(found) -> list[str]:
    return [suggestion.text for suggestion in found]


@pytest.mark.parametrize(("score", "low"), [(49, True), (50, False), (0, True)])
def test_a_published_facet_below_fifty_is_a_low_precondition(score, low):
    context = team_context(facts(organisation_scan__REF=score))
    assert context.low_preconditions == (frozenset({"OR.REF"}) if low else frozenset())


def test_what_was_not_published_is_unknown_and_never_low():
    assert team_context(TeamFacts()) == TeamContext()


def test_the_managers_own_view_of_the_same_questions_is_no_fact_about_the_team():
    assert team_context(facts(organisation_scan_manager__REF=10)) == TeamContext()


@pytest.mark.parametrize(("score", "low"), [(49, True), (50, False)])
def test_the_norm_of_a_team_is_low_below_fifty(score, low):
    assert team_context(facts(quickscan__sn=score)).team_norm_low is low


def test_only_the_norm_counts_as_the_norm():
    assert not team_context(facts(quickscan__sn_weight=10)).team_norm_low


def test_quality_can_be_looked_at_together_once_something_about_it_is_published():
    assert team_context(TeamFacts(about_quality=True)).quality_known
    assert not team_context(facts(quickscan__sn=40, organisation_scan__REF=30)).quality_known


def test_shared_barriers_pass_on():
    assert team_context(TeamFacts(shared_barriers=frozenset({"time"}))).shared_barriers == {"time"}


@pytest.mark.parametrize(
    ("published", "rules"),
    [
        ({"quickscan__sn": 40}, {"R-13"}),
        ({"organisation_scan__REF": 40}, {"R-60"}),
        ({"organisation_scan__DIS": 40}, {"R-61"}),
        ({"organisation_scan__BOT": 40}, {"R-61"}),
        ({"organisation_scan__MGT": 40}, {"R-62"}),
        ({"organisation_scan__VIS": 40}, {"R-63"}),
        ({"organisation_scan__PIV": 40}, {"R-64"}),
        ({"organisation_scan__COL": 40}, set()),
        ({f"organisation_scan__{facet}": 60 for facet in FACETS}, set()),
    ],
)
def test_each_rule_about_the_organisation_follows_from_its_own_published_score(published, rules):
    found = set(team_rules(team_context(facts(**published)))) - {"R-25"}
    assert found == rules
    with override("nl"):
        assert texts(suggest_to_team(facts(**published), True)) == [
            CONTENT.rule[rule].to_manager.nl for rule in sorted(rules)
        ]


def test_r14_looking_at_quality_together_needs_a_low_norm_and_something_published_about_quality():
    low_norm = TeamFacts(scores={"quickscan.sn": 40}, about_quality=True)
    assert {"R-13", "R-14"} <= set(team_rules(team_context(low_norm)))
    assert "R-14" not in team_rules(team_context(TeamFacts(about_quality=True)))


def test_check_19_the_person_reads_that_it_is_not_their_fault_and_the_manager_that_time_comes_first():
    published = facts(organisation_scan__REF=40)
    advice = advice_for(somebody(team=team_context(published)))
    assert "R-60" in advice.messages
    assert "Dat ligt niet aan jou" in CONTENT.rule["R-60"].explanation.nl
    with override("nl"):
        (suggestion,) = suggest_to_team(published, True)
    assert "Plan die tijd eerst" in suggestion.text
    assert suggestion.source == "notitie 5.1"


def test_the_team_itself_reads_only_what_it_can_do_together():
    published = facts(quickscan__sn=40, organisation_scan__VIS=30, organisation_scan__REF=30)
    with override("nl"):
        (suggestion,) = suggest_to_team(published, False)
    assert suggestion.text == "Vertel als team wat jullie onder goed werk verstaan."
    assert [name for name, _, _ in suggestion.techniques] == [
        "Maak samen een gedragsambitie",
        "Schrijf samen op waar jullie voor staan",
    ]


def test_a_manager_also_gets_the_techniques_of_a_manager():
    with override("en"):
        (suggestion,) = suggest_to_team(facts(quickscan__sn=40), True)
    assert "Put craft on the agenda" in [name for name, _, _ in suggestion.techniques]


def test_suggestions_are_registered_once_however_often_somebody_does():
    before = len(team_advice(facts(quickscan__sn=40), leads=True))
    register_team_advice(suggest_to_team)
    assert len(team_advice(facts(quickscan__sn=40), leads=True)) == before == 1


@pytest.mark.django_db
def test_check_20_a_manager_reads_what_to_do_about_a_shared_lack_of_time_on_the_team_page(
    logged_in, erik, fatima, team, municipality
):
    municipality.works_council_reference = "OR 2026-014"
    municipality.works_council_date = "2026-01-12"
    municipality.save()
    closed = Round.objects.create(municipality=municipality, closed_on=date.today())
    PublishedFigure.objects.create(
        round=closed, level="team", team=team, measure="barrier:time", at_least_half=True, contributors="8-10"
    )
    assert "Dat lost niemand op met beter plannen" in logged_in(erik).get("/team/").content.decode()
    assert "Dat lost niemand op met beter plannen" not in logged_in(fatima).get("/team/").content.decode()


@pytest.mark.django_db
def test_what_clients_said_about_a_team_counts_as_quality_once_a_lot_is_closed(team, other_municipality):
    elsewhere = Team.objects.create(municipality=other_municipality, name="Team West")
    for number, where in enumerate((team, elsewhere)):
        TeamLot.objects.create(
            team=where, number=number, version=1, rule_version=1, first_month="2026-01-01",
            last_month="2026-02-01", stored_figures={},
        )  # fmt: skip
    Municipality.objects.filter(pk=team.municipality_id).update(
        works_council_reference="OR 2026-014", works_council_date="2026-01-12"
    )
    assert published_team_facts([team.pk]).about_quality
    assert not published_team_facts([elsewhere.pk]).about_quality
    assert not published_team_facts([]).about_quality
