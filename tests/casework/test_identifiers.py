"""Finding in free text what says who somebody is (reliability D12)."""

import random
import time
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from leerlus.casework.rules.identifiers import (
    Identifier,
    first_names,
    identifiers_in,
    passes_eleven_test,
    stops_saving,
)

TODAY = date(2026, 11, 25)
NOTES = 6000
CLEAN = (
    "Gesprek gehad, wil weer aan het werk als {work}. Volgende keer over {n} weken.",
    "Heeft {n} keer gesolliciteerd in {month} 2026 en kreeg {m} afwijzingen.",
    "Afspraak op {n}-{m}-2026 om 10:{mm}. Duurt {mm} minuten.",
    "Huur is {money} euro per maand, schuld ongeveer {money}0 euro.",
    "Werkte van 2009 tot 2017 als {work}, daarna {m} jaar ziek.",
    "Kan 24 uur per week werken, verdiende {money},50 bruto.",
    "Zegt: ik wil liever niet bellen, mailen gaat beter.",
    "Besproken: vervoer, kinderopvang en taal. Score ging van {n} naar {m} van 10.",
    "Vacature {code} past, reistijd {mm} minuten met bus {n}.",
    "Verwezen naar de werkgever op de {work}-dag, {n} maart 2026.",
    "Procedure duurt 1 tot {m} weken; artikel {n} lid {m} geldt.",
    "Oefende het gesprek {m} keer; zekerheid nu {n} op schaal 0-10.",
    "Op {n} {month} 2026 gestart met de cursus van {money} euro.",
    "Zaaknummer {code}, besluit van {n}/{m}/2026, {mm}% afgerond.",
)
WORK = ("schilder", "chauffeur", "kok", "timmerman", "verkoper", "magazijnmedewerker", "Engelse tolk")
MONTHS = ("januari", "maart", "mei", "juni", "augustus", "december")


def clean_note(draw: random.Random) -> str:
    fields = {
        "work": draw.choice(WORK),
        "month": draw.choice(MONTHS),
        "n": draw.randint(1, 28),
        "m": draw.randint(1, 12),
        "mm": draw.randint(10, 59),
        "money": draw.randint(100, 3000),
        "code": f"Z-{draw.randint(2020, 2026)}-{draw.randint(1000, 99999)}",
    }
    return " ".join(one.format(**fields) for one in draw.sample(CLEAN, draw.randint(1, 4)))


def citizen_number(draw: random.Random) -> str:
    while not passes_eleven_test(digits := f"{draw.randint(10_000_000, 999_999_999):09}"):
        pass
    forms = (
        digits,
        f"{digits[:3]}.{digits[3:6]}.{digits[6:]}",
        f"{digits[:4]}.{digits[4:6]}.{digits[6:]}",
        f"{digits[:3]} {digits[3:6]} {digits[6:]}",
        f"BSN: {digits}",
    )
    return draw.choice(forms)


def account(draw: random.Random) -> str:
    bank, number = draw.choice(("ABNA", "INGB", "RABO", "SNSB")), f"{draw.randint(0, 10**10 - 1):010}"
    digits = "".join(str(int(letter, 36)) for letter in f"{bank}{number}NL00")
    whole = f"NL{98 - int(digits) % 97:02}{bank}{number}"
    in_fours = " ".join(whole[start : start + 4] for start in range(0, 18, 4))
    return draw.choice((whole, in_fours, whole.lower(), f"IBAN {whole}"))


def email(draw: random.Random) -> str:
    name = draw.choice(("j.jansen", "piet_87", "fam.de.vries", "info+werk"))
    return f"{name}{draw.randint(1, 999)}@{draw.choice(('gmail.com', 'ziggo.nl', 'mail.voorbeeld.co.uk'))}"


def telephone(draw: random.Random) -> str:
    rest = f"{draw.randint(10_000_000, 99_999_999)}"
    forms = (
        f"06{rest}",
        f"06-{rest}",
        f"06 {rest[:4]} {rest[4:]}",
        f"+31 6 {rest[:2]} {rest[2:4]} {rest[4:6]} {rest[6:]}",
        f"+316{rest}",
        f"0031 6{rest}",
        f"020-{rest[:7]}",
        f"0{draw.choice(('318', '512', '223'))} {rest[:6]}",
    )
    return draw.choice(forms)


SEEDED = {
    Identifier.CITIZEN_NUMBER: citizen_number,
    Identifier.ACCOUNT: account,
    Identifier.EMAIL: email,
    Identifier.TELEPHONE: telephone,
}


@pytest.mark.parametrize("kind", SEEDED)
def test_of_seeded_notes_at_least_99_percent_is_found(kind):
    draw = random.Random(f"seed {kind}")  # noqa: S311  # the same notes at every run
    missed = []
    for _ in range(NOTES // len(SEEDED)):
        before, after = clean_note(draw), clean_note(draw)
        note = f"{before} {SEEDED[kind](draw)}{draw.choice(('. ', ', ', ' '))}{after}"
        if kind not in {one.kind for one in identifiers_in(note, TODAY)}:
            missed.append(note)
    assert len(missed) <= 0.01 * NOTES / len(SEEDED), missed[:3]


def test_of_clean_notes_at_most_2_percent_is_warned_about_and_none_is_stopped():
    draw = random.Random("clean")  # noqa: S311  # the same notes at every run
    notes = [clean_note(draw) for _ in range(NOTES)]
    warned = [(note, found) for note in notes if (found := identifiers_in(note, TODAY))]
    assert len(warned) <= 0.02 * NOTES, warned[:3]
    assert not any(stops_saving(found) for _, found in warned)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Woont op Dorpsstraat 12", Identifier.ADDRESS),
        ("Adres: 1234 AB 12", Identifier.ADDRESS),
        ("nummer 7, 3511ab", Identifier.ADDRESS),
        ("geboren 3-4-91", Identifier.DATE_OF_BIRTH),
        ("Is van 3 april 1991", Identifier.DATE_OF_BIRTH),
        ("01-02-1970 in Delft", Identifier.DATE_OF_BIRTH),
        ("Mevrouw El Amrani belde", Identifier.NAME),
        ("Samira wil morgen bellen", Identifier.NAME),
        ("burgerservicenummer 11122233", None),
    ],
)
def test_what_tells_who_somebody_is_warns(text, kind):
    assert {one.kind for one in identifiers_in(text, TODAY)} == ({kind} if kind else set())


@pytest.mark.parametrize(
    "text",
    [
        "postcode 1234 AB",
        "in 2024 is veel gebeurd",
        "op 1-2-2026 gesproken",
        "roos en mark staan op de lijst",
        "",
    ],
)
def test_what_tells_nobody_is_left_alone(text):
    assert identifiers_in(text, TODAY) == ()


def test_check_38_only_a_valid_citizen_number_stops_saving():
    assert stops_saving(identifiers_in("Nummer 111222333 staat erin", TODAY))
    assert not stops_saving(identifiers_in("Nummer 111222334 staat erin", TODAY))
    assert not stops_saving(identifiers_in("Bel 06-12345678, mail a@b.nl", TODAY))


@given(st.integers(0, 999_999_999))
def test_the_eleven_test_holds_exactly_when_the_sum_can_be_divided(number):
    digits = f"{number:09}"
    total = sum(int(digit) * weight for digit, weight in zip(digits[:8], range(9, 1, -1), strict=True))
    expected = number > 0 and (total - int(digits[8])) % 11 == 0
    assert passes_eleven_test(digits) == expected


@given(st.text(max_size=300))
def test_any_text_can_be_looked_through(text):
    for found in identifiers_in(text, TODAY):
        assert found.words


@pytest.mark.parametrize("pump", ["0", "1 ", "a@", "NL91 ", "1.", "A", "12-", "06 ", "(0)", "Van de "])
def test_a_text_made_to_be_slow_is_not(pump):
    text = (pump * 100_000)[:100_000]
    began = time.perf_counter()
    identifiers_in(text, TODAY)
    assert time.perf_counter() - began < 2


def test_a_date_of_birth_is_one_of_at_least_fourteen_years_ago():
    recent = TODAY - timedelta(days=365 * 13)
    assert identifiers_in(f"{recent:%d-%m-%Y}", TODAY) == ()


def test_the_list_of_names_holds_no_ordinary_words():
    assert len(first_names()) > 300
    assert not first_names() & {"Mark", "Roos", "Mei", "April", "Storm", "Wil", "Werk"}
