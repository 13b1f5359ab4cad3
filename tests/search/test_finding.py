"""The index in a real database: what goes in is found, and the index is what it would be if made anew."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.django import TestCase
from pytest_django import DjangoAssertNumQueries

from leerlus.search.finding import Found, find
from leerlus.search.indexing import HOW_MANY, Text, clear, index, take_out
from leerlus.search.models import Document, Term
from leerlus.search.ranking import POSTING
from tests.search.lexicon import LEXICON

pytestmark = pytest.mark.django_db


def text(key: str, dutch: str = "", english: str = "", *values: str, seen_by: str = "") -> Text:
    return Text(
        key,
        {"nl": [(dutch, 1.0)], "en": [(english, 1.0)]},
        frozenset(values),
        frozenset({seen_by}) if seen_by else None,
    )


def put_in(*texts: Text) -> None:
    index(texts, LEXICON)


def found(question: str, **options: object) -> tuple[str, ...]:
    return ask(question, **options).keys


def ask(question: str, **options: object) -> Found:
    return find(question, LEXICON, **options)  # type: ignore[arg-type]


def test_forms_synonyms_parts_and_the_other_language_are_found() -> None:
    put_in(
        text("talk", "gesprekken voeren"),
        text("coach", "de consulent", "the caseworker"),
        text("debts", "schuldhulpverlening"),
        text("plan", "een plan maken", "making plans"),
    )

    assert found("gesprek") == ("talk",)
    assert found("werkcoach") == ("coach",)
    assert found("hulp") == ("debts",)
    assert found("plans") == ("plan",)


def test_a_typing_error_finds_what_was_meant_and_says_so() -> None:
    put_in(text("apply", "sollicitatie"), text("other", "gesprek"))

    answer = ask("solicitatie")

    assert answer.keys == ("apply",)
    assert answer.meant == {"solicitatie": ("sollicitatie",)}


def test_a_word_that_is_there_is_not_taken_for_another() -> None:
    put_in(text("horse", "paard"), text("beard", "baard"))

    assert found("baard") == ("beard",)


def test_nothing_is_found_in_an_empty_index_or_for_an_empty_question() -> None:
    assert ask("gesprek") == Found((), 0, {}, ask("gesprek").terms, {})
    put_in(text("talk", "gesprek"))
    assert found("") == found("  ? ") == ()


def test_only_who_may_see_a_text_finds_it() -> None:
    put_in(text("theirs", "gesprek", seen_by="utrecht"), text("all", "gesprek"))

    assert found("gesprek") == ("all",)
    assert set(found("gesprek", names=["utrecht"])) == {"all", "theirs"}


def test_a_typing_error_tells_nothing_of_a_text_that_is_not_for_everyone() -> None:
    put_in(text("theirs", "geheimproject", seen_by="utrecht"))

    assert ask("geheimprojekt").meant == {}


def test_what_was_chosen_is_kept_and_counts_stand_beside_every_choice() -> None:
    put_in(
        text("one", "gesprek", "", "kind:method", "evidence:A"),
        text("two", "gesprek", "", "kind:finding", "evidence:A"),
        text("three", "gesprek", "", "kind:method", "evidence:B"),
    )
    groups = {"kind": ("kind:method", "kind:finding"), "evidence": ("evidence:A", "evidence:B")}

    answer = ask("gesprek", groups=groups, chosen={"kind": ["kind:method"], "evidence": []})

    assert set(answer.keys) == {"one", "three"}
    assert answer.counts == {
        "kind": {"kind:method": 2, "kind:finding": 1},
        "evidence": {"evidence:A": 1, "evidence:B": 1},
    }


def test_every_word_can_be_asked_for() -> None:
    put_in(text("both", "gesprek over werk"), text("one", "gesprek gesprek gesprek"))

    assert found("gesprek werk") == ("both", "one")
    assert found("gesprek werk", every_word=True) == ("both",)


def test_a_changed_text_is_found_by_what_it_says_now() -> None:
    put_in(text("it", "gesprek"))
    put_in(text("it", "training"))

    assert found("gesprek") == ()
    assert found("training") == ("it",)


def test_a_text_taken_out_is_gone_and_leaves_no_terms() -> None:
    put_in(text("it", "gesprek"), text("other", "training"))
    take_out(["it"])

    assert found("gesprek") == ()
    assert not Term.objects.filter(name="nl:gesprek").exists()


def test_pages_follow_each_other() -> None:
    put_in(*(text(f"{number}", "gesprek") for number in range(5)))

    pages = [ask("gesprek", page=slice(start, start + 2)) for start in (0, 2, 4)]

    assert [page.keys for page in pages] == [("0", "1"), ("2", "3"), ("4",)]
    assert {page.total for page in pages} == {5}


def test_finding_takes_two_queries_and_two_more_for_typing_errors(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    put_in(text("it", "gesprek over sollicitatie", "", "kind:method"))

    with django_assert_num_queries(2):
        found("gesprek", groups={"kind": ("kind:method",)})
    with django_assert_num_queries(4):
        found("gesprak solicitatie")


def test_progress_is_told() -> None:
    told: list[int] = []
    index((text(f"{number}", "gesprek") for number in range(3)), LEXICON, told.append)

    assert told == [3]


def everything_in_the_index() -> dict[str, dict[str, float]]:
    """Per term the weight of each document by its key, whatever number it has."""
    key = dict(Document.objects.values_list("number", "key"))
    return {
        name: {key[int(number)]: float(heavy) for number, heavy in np.frombuffer(row, POSTING)}
        for name, row in Term.objects.exclude(name=HOW_MANY).values_list("name", "postings")
    }


class TestTheIndexIsKept(TestCase):
    @settings(max_examples=25, deadline=None)
    @given(
        st.lists(
            st.tuples(
                st.sampled_from("abc"),
                st.one_of(st.none(), st.sampled_from(["werk", "gesprek werk", "plan"])),
            ),
            max_size=8,
        )
    )
    def test_after_any_row_of_changes_it_is_what_it_would_be_if_made_anew(
        self, changes: list[tuple[str, str | None]]
    ) -> None:
        clear()
        now: dict[str, str] = {}
        for key, words in changes:
            if words is None:
                take_out([key])
                now.pop(key, None)
            else:
                put_in(text(key, words))
                now[key] = words
        kept = everything_in_the_index()
        clear()
        put_in(*(text(key, words) for key, words in now.items()))

        assert {name: of for name, of in kept.items() if of} == {
            name: of for name, of in everything_in_the_index().items() if of
        }
