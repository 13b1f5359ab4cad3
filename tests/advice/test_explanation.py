"""“Hoe komt dit advies tot stand?”: all steps, all rules and all weights, in general and with one's own trace."""

import re

import pytest
from django.utils.translation import override

from leerlus.access.actor import actor_of
from leerlus.advice.explanation import columns_of_points, explanation, points_of
from leerlus.advice.giving import advice_for
from leerlus.advice.pipeline import TeamContext
from leerlus.advice.pipeline.team import team_trace
from tests.advice.pipeline.people import CONTENT, somebody
from tests.advice.pipeline.people import advice_for as advice_on
from tests.scans.answers import finished_scan


@pytest.fixture(autouse=True)
def english():
    with override("en"):
        yield


def rows(told):
    return {row[0]: row for step in told.steps for row in step.rows}


def test_the_general_version_holds_every_rule_with_when_it_holds_and_where_it_comes_from():
    told = explanation()
    assert set(rows(told)) == set(CONTENT.rule)
    assert rows(told)["R-02"] == (
        "R-02",
        "What it brings is 75 or higher.",
        "You are already convinced, so we skip that.",
        "–",
        "the caseworker",
        "note 3.2.2",
    )
    assert all(len(row) == len(told.columns) for row in rows(told).values())


def test_a_rule_leads_to_techniques_by_name():
    assert rows(explanation())["R-14"][3] == "Look together at how quality is now"
    assert rows(explanation())["R-30"][3].count("; ") == 1


@pytest.mark.parametrize(
    ("rule", "for_whom"),
    [("R-13", "the team"), ("R-62", "the manager"), ("R-66", "who offers an intervention")],
)
def test_it_says_for_whom_a_rule_is_meant(rule, for_whom):
    assert rows(explanation())[rule][4] == for_whom


def test_a_rule_that_speaks_to_a_manager_only_tells_what_it_says_there():
    assert rows(explanation())["R-62"][2] == CONTENT.rule["R-62"].to_manager.en


def test_with_a_trace_each_rule_tells_what_it_looked_at_and_did():
    told = explanation(CONTENT.version, advice_on(somebody(att=85, se=30)).trace)
    assert rows(told)["R-01"][3:] == (
        "What it brings you: 85 out of 100; Confidence that you can: 30 out of 100",
        "applied",
    )
    assert rows(told)["R-10"][4] == "did not apply"
    assert rows(told)["R-62"][3:] == ("–", "not about you, but about the manager")
    assert all(len(row) == len(told.columns) for row in rows(told).values())


def test_a_rule_whose_every_technique_was_kept_away_was_blocked():
    assert rows(explanation(1, advice_on(somebody(60, 80, 80, stage="action")).trace))["R-11"][4] == "applied"
    away = somebody(90, 90, 90, 90, 60, stage="contemplation", skl=20, sdl2=20)
    assert rows(explanation(1, advice_on(away).trace))["R-42"][4] == "was blocked"


def test_a_step_counts_the_rules_that_held():
    told = explanation(CONTENT.version, advice_on(somebody(att=85, se=30)).trace)
    guards = told.steps[0]
    held = [row for row in guards.rows if row[4] == "applied"]
    assert guards.applied == len(held) == 5


def test_without_a_trace_nothing_counts_as_held():
    assert {step.applied for step in explanation().steps} == {0}


def test_the_weights_say_what_they_are_for_and_that_no_research_supports_them():
    told = explanation()
    assert ("Fits your stage (a small variant counts half)", "25") in told.weights
    assert "choice of experts" in told.basis
    assert len(told.weights) == 14


def test_points_add_up():
    advice = advice_on(somebody(needs=("CB6",), stage="preparation"))
    told = points_of(advice.steps)
    assert len(told) == len(advice.steps)
    assert {len(row) for row in told} == {len(columns_of_points())}
    for row, step in zip(told, advice.steps, strict=True):
        assert abs(sum(float(part) for part in row[1:-1]) - float(row[-1])) <= 3  # each part was rounded
        assert row[-1] == f"{step.score:.0f}"


def test_rules_about_the_team_tell_what_was_published():
    trace = team_trace(TeamContext(team_norm_low=True, low_preconditions=frozenset({"OR.VIS"})), 1)
    found = rows(explanation(1, trace))
    assert found["R-13"][3:] == ("In your team little is expected: yes", "applied")
    assert found["R-14"][3:] == (
        "In your team little is expected: yes; Something about quality was published: no",
        "did not apply",
    )
    assert found["R-63"][3].endswith(": Vision of craftsmanship")
    assert found["R-25"][3:] == ("not needed for this", "applied")
    assert found["R-65"][3].endswith(": none")


@pytest.mark.django_db
def test_everybody_reads_the_general_version_also_without_logging_in(client):
    page = client.get("/advies/").content.decode()
    assert "Er zit geen kunstmatige intelligentie in" in page
    assert "keuze van deskundigen" in page
    assert all(f">{rule}<" in page for rule in CONTENT.rule)


@pytest.mark.django_db
def test_why_do_i_see_this_leads_to_ones_own_trace(logged_in, fatima):
    sitting = finished_scan(fatima)
    advice = advice_for(actor_of(fatima), sitting)
    client = logged_in(fatima)
    page = client.get(f"/mijn-vak/profiel/{sitting.pk}/").content.decode()
    reasons = re.search(r'<dl class="leerlus-reasons">.*?</details>', page, re.DOTALL).group()
    assert f'href="/mijn-vak/advies/{advice.pk}/"' in reasons
    own = client.get(f"/mijn-vak/advies/{advice.pk}/").content.decode()
    assert "Wat doen we niet?" in own
    assert "Vertrouwen dat het lukt: 30 van 100" in own
    assert "keuze van deskundigen" in own
    assert "versie 1 van regels" in own


@pytest.mark.django_db
def test_who_hardly_sets_a_direction_is_asked_for_a_goal_of_their_own_before_any_step(logged_in, fatima):
    sitting = finished_scan(fatima, SDL1a=1, SDL1b=1, SDL1c=5)
    page = logged_in(fatima).get(f"/mijn-vak/profiel/{sitting.pk}/").content.decode()
    assert page.index("Eerst jouw eigen vraag.") < page.index("Jouw stap")
    assert page.count("Eerst jouw eigen vraag.") == 1
