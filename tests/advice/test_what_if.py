"""“Wat als?”: a profile in the address, every rule with what it did, and nothing of anybody."""

import html
import re
from urllib.parse import urlencode

import pytest
from django.http import QueryDict
from hypothesis import given, settings
from hypothesis import strategies as st

from leerlus.advice.pipeline import Situation, TeamContext
from leerlus.advice.pipeline.intervention import Evidence, Intervention
from leerlus.advice.what_if import EXAMPLES, STAGES, WhatIfForm
from tests.advice.pipeline.people import CONTENT, advice_for, somebody

PAGE = "/advies/wat-als/"


def form(**filled) -> WhatIfForm:
    return WhatIfForm(QueryDict(urlencode(filled, doseq=True)))


def situation(**filled) -> Situation:
    made = form(**filled)
    assert made.is_valid(), made.errors
    return made.situation


@pytest.fixture
def what_if(logged_in, noor):
    """The page with a profile: `what_if(att=85)`."""

    def page(**filled) -> str:
        answer = logged_in(noor).get(PAGE, filled)
        return html.unescape(answer.content.decode())

    return page


def outcomes(page: str) -> dict[str, str]:
    """What each rule did, from the tables."""
    cells = re.findall(r"<tr>(.*?)</tr>", page, re.DOTALL)
    table = [re.findall(r"<span>(.*?)</span></t[hd]>", row, re.DOTALL) for row in cells]
    return {row[0]: row[-1] for row in table if row and re.fullmatch(r"R-\d\d", row[0])}


def test_an_empty_form_is_somebody_of_whom_nothing_is_known():
    empty = form()
    assert empty.is_valid()
    assert (empty.situation, empty.intervention) == (Situation(), Intervention())


def test_everything_filled_in_arrives_where_the_rules_read_it():
    found = situation(
        att=85, sn=60, se=30, sn_weight=80, intention=55, sdl1=1, sdl2=2, sdl3=3, sdl4=4, skl=5,
        prd1=6, prd2=7, prd3=8, se_setback=3, stage="contemplation", needs=["CB4", "CB8"],
        barriers=["time", "rules"], preferences=["watch"], experience="under_1", education="wo",
        low_preconditions=["OR.REF", "OR.VIS"], shared_barriers=["time"], team_norm_low="on", quality_known="on",
    )  # fmt: skip
    assert found == Situation(
        att=85, sn=60, se=30, sn_weight=80, intention=55, sdl1=1, sdl2=2, sdl3=3, sdl4=4, skl=5,
        prd1=6, prd2=7, prd3=8, se_setback=3, stage="contemplation", underlying_stage="contemplation",
        needs=("CB4", "CB8"), barriers=("time", "rules"), preferences=("watch",), experience="under_1",
        education="wo",
        team=TeamContext(
            low_preconditions=frozenset({"OR.REF", "OR.VIS"}), shared_barriers=frozenset({"time"}),
            team_norm_low=True, quality_known=True,
        ),
    )  # fmt: skip


def test_the_stage_before_counts_only_after_slipping_back():
    assert situation(stage="relapse", underlying_stage="preparation").underlying_stage == "preparation"
    assert situation(stage="relapse").underlying_stage is None
    assert situation(stage="action", underlying_stage="preparation").underlying_stage == "action"


def test_an_intervention_is_read_with_unknown_as_unknown():
    made = form(smart_goal="no", linked_to_vision="yes", follow_up="on", claimed="A", worked_with_us="on")
    assert made.is_valid()
    assert made.intervention == Intervention(
        smart_goal=False,
        management_informed=None,
        linked_to_vision=True,
        follow_up=True,
        claimed=Evidence.META_ANALYSIS_OR_TRIAL,
        worked_with_us=True,
    )


@pytest.mark.parametrize(
    ("filled", "field"),
    [
        ({"att": 101}, "att"),
        ({"att": -1}, "att"),
        ({"se_setback": 11}, "se_setback"),
        ({"stage": "later"}, "stage"),
        ({"stage": "relapse", "underlying_stage": "action"}, "underlying_stage"),
        ({"needs": ["CB1", "CB2", "CB3", "CB4"]}, "needs"),
        ({"preferences": ["try", "watch", "read"]}, "preferences"),
        ({"seed": -1}, "seed"),
    ],
)
def test_what_cannot_be_is_said_at_its_field(filled, field):
    assert list(form(**filled).errors) == [field]


def test_every_field_stands_on_the_page_once():
    made = form()
    shown = [field.name for _, fields, _ in made.groups() for field in fields]
    assert sorted(shown) == sorted(made.fields)


def test_the_first_group_and_what_is_filled_in_or_wrong_stand_open():
    def opened(**filled) -> list[bool]:
        return [open_now for _, _, open_now in form(**filled).groups()]

    assert opened() == [True, *[False] * 6]
    assert opened(needs="CB1", seed=-1) == [True, False, True, False, False, False, True]
    assert [is_open for _, _, is_open in WhatIfForm(None).groups()] == [True, *[False] * 6]


@given(
    st.fixed_dictionaries({}, optional={"att": st.integers(0, 100), "se": st.integers(0, 100)}),
    st.sampled_from(STAGES),
)
@settings(max_examples=30, deadline=None)
def test_the_form_gives_the_same_advice_as_the_pipeline(scores, stage):
    filled = situation(**scores, sn=60, intention=60, sn_weight=80, stage=stage)
    known = {"att": None, "se": None, "sn": 60, "intention": 60, "sn_weight": 80, **scores}
    underlying = None if stage == "relapse" else stage
    assert advice_for(filled) == advice_for(somebody(**known, stage=stage, underlying_stage=underlying))


@pytest.mark.django_db
def test_without_a_profile_there_is_a_form_and_no_outcome(what_if):
    page = what_if()
    assert "Laat zien wat de regels doen" in page
    assert "Wat eruit komt" not in page


@pytest.mark.django_db
def test_every_rule_says_whether_it_holds_and_why(what_if):
    page = what_if(att=85, sn=60, se=30, sn_weight=80, intention=60, stage="contemplation")
    found = outcomes(page)
    assert set(found) == set(CONTENT.rule)
    assert found["R-01"] == "gold hier"
    assert found["R-03"] == "gold hier niet"
    assert "Wat het oplevert is 75 of hoger, en het vertrouwen is lager dan 50." in page
    assert "Wat het je oplevert: 85 van 100; Vertrouwen dat het lukt: 30 van 100" in page


@pytest.mark.django_db
def test_the_first_worked_example_gives_its_steps_in_order(what_if):
    page = what_if(att=85, sn=60, se=30, sn_weight=80, intention=60, stage="contemplation")
    names = [
        CONTENT.technique["SMALL_STEPS"].tiny.name.nl,
        CONTENT.technique["PEER_TALK"].name.nl,
        CONTENT.technique["ASK"].name.nl,
    ]
    titles = re.findall(r"</p><h3>(.*?)</h3>", page)
    assert titles == names
    assert "Het advies begint bij: Vertrouwen dat het lukt." in page


@pytest.mark.django_db
@pytest.mark.parametrize("lever", ["barrier", "share"])
def test_a_beginning_that_is_no_score_reads_in_words(what_if, lever):
    page = what_if(
        att=90, sn=90, se=90, sn_weight=90, intention=30 if lever == "barrier" else 90, stage="maintenance"
    )
    begins = {"barrier": "Wat je tegenhoudt", "share": "Doorgeven wat je kunt"}[lever]
    assert f"Het advies begint bij: {begins}." in page


@pytest.mark.django_db
def test_facts_of_a_team_give_what_its_manager_would_read(what_if):
    page = what_if(low_preconditions="OR.VIS", team_norm_low="on", shared_barriers="time")
    read = page.split("Wat de leidinggevende zou lezen")[1].split("</details>")[0]
    assert re.findall("<li>(.*?)</li>", read) == [
        CONTENT.rule[rule].to_manager.nl for rule in ("R-13", "R-25", "R-63", "R-65")
    ]
    assert CONTENT.signal_draft.nl in page


@pytest.mark.django_db
def test_check_28_an_intervention_that_only_transfers_knowledge_gets_something_to_do_with_it(what_if):
    page = what_if(
        only_knowledge="on", smart_goal="no", claimed="A", worked_with_us="on", management_informed="no"
    )
    for said in (
        "Alleen lezen verandert weinig; doe er iets mee.",
        "Doel niet SMART.",
        "Geen vervolg.",
        "hoogstens niveau D",
        "Denk eraan het managementteam te informeren.",
        "Past dit bij de richting van de organisatie?",
    ):
        assert said in page.split("Wat de aanbieder")[1].split("</details>")[0]


@pytest.mark.django_db
def test_an_unknown_goal_reads_unknown_and_not_no(what_if):
    said = what_if(att=50).split("Wat de aanbieder")[1].split("</details>")[0]
    assert "Of het doel SMART is: onbekend." in said
    assert "niet SMART" not in said


@pytest.mark.django_db
def test_a_mistake_is_shown_at_its_field_and_keeps_what_was_filled_in(logged_in, lotte):
    answer = logged_in(lotte).get(PAGE, {"att": "101", "se": "30"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert 'href="#id_att"' in page
    assert 'value="30"' in page
    assert "Wat eruit komt" not in page


@pytest.mark.django_db
@pytest.mark.parametrize("query", [query for _, query in EXAMPLES])
def test_every_example_leads_to_an_outcome(logged_in, noor, query):
    answer = logged_in(noor).get(f"{PAGE}?{query}")
    assert answer.status_code == 200
    assert "Wat eruit komt" in answer.content.decode()


@pytest.mark.django_db
def test_the_seed_in_the_address_decides_the_draw_and_is_one_when_empty(what_if):
    def others(**seed: int) -> str:
        page = what_if(att=90, sn=90, se=90, sn_weight=90, intention=60, stage="action", **seed)
        return page.split("Wat verder open zou staan")[1].split("</details>")[0]

    assert others(seed=1) == others()
    assert len({others(seed=seed) for seed in range(2, 6)}) > 1


@pytest.mark.django_db
def test_the_menu_of_knowledge_manager_and_researcher_leads_there_and_no_other(
    logged_in, noor, lotte, fatima
):
    for person, there in ((noor, True), (lotte, True), (fatima, False)):
        assert (f'href="{PAGE}"' in logged_in(person).get("/").content.decode()) is there
