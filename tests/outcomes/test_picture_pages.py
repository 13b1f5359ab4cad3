"""The first outcome view: only for the caseworker, with its margin, and never a curve of a few people."""

import re
from datetime import date, timedelta

import pytest

from leerlus.access.personal_content import erase_personal_content, export_personal_content
from leerlus.outcomes.counting import recount
from leerlus.outcomes.example import add_generated_spells, load_real_example
from leerlus.outcomes.importing import NewImport, store_spells
from leerlus.outcomes.models import Spell, SpellImport
from leerlus.outcomes.rules.columns import Mapping
from leerlus.outcomes.rules.periods import months_later
from leerlus.outcomes.rules.spells import Exit, Unit
from leerlus.outcomes.rules.validating import Spells

pytestmark = pytest.mark.django_db


def spells(
    durations: list[int], exits: list[Exit], references: list[str] | None = None, caseworkers=None
) -> Spells:
    count = len(durations)
    return Spells(durations, exits, references or [""] * count, [None] * count, [None] * count, caseworkers)


def page_of(client, one: SpellImport, query: str = "") -> str:
    response = client.get(f"/mijn-clienten/{one.pk}/{query}")
    assert response.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


@pytest.fixture
def real_set(fatima) -> SpellImport:
    return load_real_example(fatima)


def test_the_page_tells_what_r_computed_for_the_real_file(logged_in, fatima, real_set):
    page = page_of(logged_in(fatima), real_set)
    assert "Hoe lang tot een voltijdbaan?" in page
    assert "de helft na 30 weken een voltijdbaan. Door toeval kan dat ook 30 tot 34 weken zijn." in page
    assert "3.343 mensen hebben er na 52 weken ongeveer 46 van de 100 een voltijdbaan" in page
    assert "10 Nog in beeld 1.676 Voltijdbaan 104" in page
    assert "Zoekt nog 73,76%" in page
    assert (
        "52 Voltijdbaan 46,2% Deeltijdbaan 14,5% Werk, uren onbekend 24,3% Nog in de uitkering 15,1%" in page
    )


def test_the_real_file_read_in_with_the_browser_gives_the_same_page(
    browser, fatima, real_file, real_set, at_once
):
    importer = browser(fatima)
    check = importer.choose(importer.send(real_file).url).url
    done = importer.client.get(importer.confirm(check).url, follow=True)
    own = SpellImport.objects.exclude(pk=real_set.pk).get()
    assert done.redirect_chain[-1][0] == f"/mijn-clienten/{own.pk}/"
    for part in ("curve_rows", "ways_rows", "median_sentence", "chance_sentence"):
        assert done.context[part] == importer.client.get(f"/mijn-clienten/{real_set.pk}/").context[part]


def test_the_real_example_says_whose_numbers_these_are(logged_in, fatima, real_set):
    assert "Dit zijn echte mensen uit de Verenigde Staten" in page_of(logged_in(fatima), real_set)


def test_check_43_six_clients_are_a_list_without_a_curve(logged_in, fatima):
    few = add_generated_spells(
        fatima,
        "Zes",
        Unit.WEEK,
        spells([3, 5, 8, 13, 21, 34], [Exit.FULL_TIME_WORK] * 6, [f"klant-nr-{n}" for n in range(6)]),
    )
    response = logged_in(fatima).get(f"/mijn-clienten/{few.pk}/")
    page = response.content.decode()
    assert 'class="chart"' not in page
    assert "34 weken" in page
    assert "klant-nr-" not in page


def test_check_43_twelve_spells_of_six_clients_are_a_list_without_a_curve(logged_in, fatima):
    twice = add_generated_spells(
        fatima,
        "Zes",
        Unit.WEEK,
        spells(list(range(1, 13)), [Exit.OTHER] * 12, [f"C{n % 6}" for n in range(12)]),
    )
    assert 'class="chart"' not in logged_in(fatima).get(f"/mijn-clienten/{twice.pk}/").content.decode()


@pytest.mark.parametrize(("unnumbered", "drawn"), [(3, False), (4, True)])
def test_lines_without_a_number_count_as_a_client_each(logged_in, fatima, unnumbered, drawn):
    references = [f"C{n % 6}" for n in range(12)] + [""] * unnumbered
    count = len(references)
    mixed = add_generated_spells(
        fatima, "Deels", Unit.WEEK, spells(list(range(1, count + 1)), [Exit.OTHER] * count, references)
    )
    page = logged_in(fatima).get(f"/mijn-clienten/{mixed.pk}/").content.decode()
    assert ('class="chart"' in page) is drawn


def test_check_44_a_curve_shows_censoring_and_interval(logged_in, fatima, real_set):
    response = logged_in(fatima).get(f"/mijn-clienten/{real_set.pk}/")
    html, page = response.content.decode(), page_of(logged_in(fatima), real_set)
    assert html.count("chart-band") == 6  # the curve and both ways out, on a wide screen and a phone
    assert html.count("chart-censored") > 20
    assert "Het vlak eromheen is de marge (95%)." in page
    assert "Van 1.357 mensen weten we niet hoe het afliep" in page
    assert "nog in beeld" in page
    assert "Marge (95%)" in page


def test_the_other_question_counts_all_work_together(logged_in, fatima, real_set):
    page = page_of(logged_in(fatima), real_set, "?vraag=work")
    assert "Hoe lang tot werk?" in page
    assert "na 52 weken ongeveer 85 van de 100 werk" in page
    assert "Hoe lang tot een voltijdbaan?" in page


def test_where_half_is_not_there_yet_no_median_is_invented(logged_in, fatima):
    slow = add_generated_spells(
        fatima,
        "Langzaam",
        Unit.MONTH,
        spells([12] * 20, [Exit.FULL_TIME_WORK] * 2 + [Exit.STILL_IN_BENEFIT] * 18),
    )
    assert "had na 12 maanden nog niet de helft een voltijdbaan" in page_of(logged_in(fatima), slow)


@pytest.mark.parametrize("exit_", list(Exit))
def test_a_set_in_which_everybody_left_the_same_way_is_still_shown(logged_in, fatima, exit_):
    same = add_generated_spells(fatima, "Zelfde", Unit.DAY, spells([7] * 12, [exit_] * 12))
    assert "12 mensen" in page_of(logged_in(fatima), same)


def test_nobody_else_sees_a_set_of_a_caseworker(
    logged_in, fatima, bram, erik, noor, dirk, sam, lotte, real_set
):
    for somebody in (bram, erik, noor, dirk, sam, lotte):
        assert logged_in(somebody).get(f"/mijn-clienten/{real_set.pk}/").status_code == 404
    assert "Voorbeeld" not in logged_in(bram).get("/mijn-clienten/").content.decode()


def test_each_caseworker_sees_only_the_own_clients_in_a_shared_file(logged_in, sam, fatima, bram):
    mixed = spells(
        [4] * 12 + [9] * 15, [Exit.FULL_TIME_WORK] * 27, caseworkers=[fatima.pk] * 12 + [bram.pk] * 15
    )
    new = NewImport(sam, sam.municipality, "Iedereen", for_own_clients=False)
    one = store_spells(new, mixed, Mapping(unit=Unit.WEEK))
    assert "12 mensen" in page_of(logged_in(fatima), one)
    assert "15 mensen" in page_of(logged_in(bram), one)
    assert "Verwijder deze set" not in page_of(logged_in(bram), one)


def test_sets_are_listed_apart_with_the_newest_first(logged_in, fatima, real_set):
    add_generated_spells(fatima, "Nieuw", Unit.MONTH, spells([3], [Exit.OTHER]))
    sets = logged_in(fatima).get("/mijn-clienten/").context["sets"]
    assert [(one["source__name"], one["spells"]) for one in sets] == [("Nieuw", 1), (real_set.name, 3343)]


def test_without_sets_the_page_says_what_it_is_for(logged_in, fatima):
    page = logged_in(fatima).get("/mijn-clienten/").content.decode()
    assert "Zie hoe het je cliënten verging" in page
    assert "/mijn-clienten/inlezen/" in page


def test_the_page_is_complete_in_english(logged_in, fatima, real_set):
    fatima.language = "en"
    fatima.save()
    page = page_of(logged_in(fatima), real_set)
    assert "Of those who keep looking, half have a full-time job after 30 weeks." in page
    assert "Of these 3,343 people, about 46 of every 100" in page


def test_a_page_asks_the_database_for_counts_and_not_for_rows(
    logged_in, fatima, real_set, django_assert_max_num_queries
):
    client = logged_in(fatima)
    client.get("/")  # the first page of a session notes that it is in use
    with django_assert_max_num_queries(10) as asked:
        client.get(f"/mijn-clienten/{real_set.pk}/")
    spell_queries = [query["sql"] for query in asked.captured_queries if '"outcomes_spell"' in query["sql"]]
    # Whose set it is, whether it is about enough people, and since when it has dates.
    assert len(spell_queries) == 3
    assert sum("LIMIT" in query for query in spell_queries) == 2
    assert sum("MIN(" in query for query in spell_queries) == 1


def test_somebody_can_take_out_and_erase_what_was_read_in_for_own_clients(actor, fatima, real_set):
    exported = export_personal_content(actor(fatima))["imports"]
    assert exported[0]["rows_read"] == sum(line["number"] for line in exported[0]["counts"]) == 3343
    erase_personal_content(actor(fatima))
    assert not Spell.objects.exists()
    assert not SpellImport.objects.exists()


def test_what_the_municipality_read_in_can_be_taken_out_and_stays_after_erasing(actor, sam, fatima):
    new = NewImport(sam, sam.municipality, "Iedereen", for_own_clients=False)
    store_spells(new, spells([4], [Exit.OTHER], caseworkers=[fatima.pk]), Mapping(unit=Unit.WEEK))
    exported = export_personal_content(actor(fatima))["sets_of_the_municipality"]
    assert exported[0]["counts"] == [{"duration": 4, "exit": "other", "number": 1}]
    erase_personal_content(actor(fatima))
    assert Spell.objects.count() == 1


@pytest.mark.parametrize(("others", "words"), [(1, "1 persoon vertrok"), (2, "2 mensen vertrokken")])
def test_who_left_for_something_else_is_told_apart_from_the_column_of_other_ways(
    logged_in, fatima, others, words
):
    one = SpellImport.objects.create(
        person=fatima, municipality=fatima.municipality, name="Een set", unit=Unit.WEEK.value
    )
    exits = [Exit.FULL_TIME_WORK] * 12 + [Exit.PART_TIME_WORK] * others
    add = [
        Spell(source=one, caseworker=fatima, duration=at + 1, exit=exit_) for at, exit_ in enumerate(exits)
    ]
    Spell.objects.bulk_create(add)
    recount(one.pk)
    SpellImport.objects.update(state=SpellImport.State.DONE)
    page = page_of(logged_in(fatima), one)
    assert f"{words}, maar niet naar een voltijdbaan" in page
    assert "Van 0 mensen" not in page


def dated(months: int, people: int) -> Spells:
    """People who began on the first of a month long ago; one leaves for work in each of the last months."""
    start = date.today().replace(day=1) - timedelta(days=365 * 4)
    ends = [months_later(date.today().replace(day=15), -month - 1) for month in range(months)]
    left = [ends[number % months] for number in range(people)]
    return Spells(
        [40] * people,
        [Exit.FULL_TIME_WORK] * people,
        [f"c{number}" for number in range(people)],
        [start] * people,
        list(left),
        None,
    )


def test_a_set_with_dates_shows_month_by_month_who_left_for_work(logged_in, fatima):
    made = add_generated_spells(fatima, "Met datums", Unit.MONTH, dated(24, 48))
    page = logged_in(fatima).get(f"/mijn-clienten/{made.pk}/")
    assert page.context["months_sentence"].startswith("In 24 maanden stroomden in het midden 2 mensen")
    assert [row[1] for row in page.context["months_rows"]] == ["2"] * 24
    assert "per-month" in page.text


def test_a_set_without_dates_says_that_months_are_not_known(logged_in, fatima, real_set):
    assert "geen datums" in page_of(logged_in(fatima), real_set)


def test_work_and_other_ways_are_shown_beside_each_other_with_their_margins(logged_in, fatima, real_set):
    page = page_of(logged_in(fatima), real_set)
    assert "Na 52 weken waren van elke 100 mensen er ongeveer 46 weg naar een voltijdbaan" in page
    assert "ongeveer 39 op een andere manier" in page
