"""Finding among 10,000 documents, against PostgreSQL with its own `dutch` search (GIN index, ts_rank, ts_headline).

`./run bench search` runs it twice: with our index on SQLite and on the same PostgreSQL.
"""

import os
import re
import time
from collections.abc import Callable, Sequence
from functools import cache
from itertools import cycle, islice
from pathlib import Path
from typing import Any

import numpy as np

from benchmarks.comparison import Comparison, compare
from benchmarks.installation import own_installation

DOCUMENTS, WORDS, QUESTIONS, TOP = 10_000, 150, 100, 10
VOCABULARY = 20_000
CONTENT = Path(__file__).parent.parent / "src" / "leerlus" / "content"


def main() -> None:
    """Compare on the database of LEERLUS_DATABASE_URL, or SQLite; the peer is at PEER_DATABASE_URL."""
    with own_installation():
        _measure()


def _measure() -> None:
    import psycopg
    from django.db import connection

    on = "SQLite" if connection.vendor == "sqlite" else "PostgreSQL"
    with psycopg.connect(**_address(os.environ["PEER_DATABASE_URL"]), autocommit=True) as peer:
        _keep_words_with_one_stem(peer)
        start = time.perf_counter()
        _put_in()
        print(
            f"{DOCUMENTS:,} documents of {WORDS} words in our index: {time.perf_counter() - start:.1f} s",
            flush=True,
        )
        _fill(peer)
        for job, goal, join, marked in (
            ("AND", 2.5, " & ", False),
            ("OR", 4.0, " | ", False),
            ("OR, highlighted", 2.0, " | ", True),
        ):

            def run_peer(join: str = join, marked: bool = marked) -> object:
                return [_peer(peer, question, join, marked) for question in _questions()]

            def run_ours(join: str = join, marked: bool = marked) -> object:
                return [_ours(question, join == " & ", marked) for question in _questions()]

            def check(join: str = join) -> None:
                _same(lambda question: _peer_total(peer, question, join), join == " & ")

            name = f"{QUESTIONS} questions, {job}, on {on}"
            print(compare(Comparison(name, "PostgreSQL dutch", goal, run_peer, run_ours, check)), flush=True)


def _address(url: str) -> dict[str, str]:
    from environ import Env

    settings = Env.db_url_config(url)
    return {"host": settings["HOST"], "dbname": settings["NAME"], "user": settings["USER"]}


ONE_STEM: set[str] = set()


def _keep_words_with_one_stem(peer: Any) -> None:
    """Words that the peer reduces as we do: composed words are no words, and the two treat a few of them otherwise."""
    from leerlus.search.text.words import stem

    words = _all_words()
    rows = peer.execute(
        "SELECT word, ts_lexize('dutch_stem', word) FROM unnest(%s::text[]) AS given (word)", [words]
    ).fetchall()
    ONE_STEM.update(word for word, stems in rows if stems == [stem("nl", word)])


@cache
def _all_words() -> list[str]:
    """Words of the field, most of them composed of two others."""
    text = " ".join(path.read_text(encoding="utf-8") for path in sorted(CONTENT.rglob("*.yaml")))
    said = sorted(set(re.findall(r"\b[a-z]{4,12}\b", text)))
    pairs = np.random.default_rng(1).integers(len(said), size=(3 * VOCABULARY, 2))
    return [*said, *sorted({said[a] + said[b] for a, b in pairs})]


@cache
def _vocabulary() -> Sequence[str]:
    """The words to write with, in an order drawn by lot."""
    words = [word for word in _all_words() if word in ONE_STEM][:VOCABULARY]
    return [words[place] for place in np.random.default_rng(4).permutation(len(words))]


@cache
def _documents() -> Sequence[str]:
    """Texts in which the n-th word of the vocabulary comes in proportion to 1/n (Zipf)."""
    draw = np.random.default_rng(2)
    share = 1 / np.arange(1, VOCABULARY + 1)
    places = draw.choice(VOCABULARY, size=(DOCUMENTS, WORDS), p=share / share.sum())
    return [" ".join(_vocabulary()[place] for place in document) for document in places]


@cache
def _questions() -> Sequence[tuple[str, ...]]:
    """Two or three of the words most used, none of them so short that the peer leaves it out as a small word."""
    draw = np.random.default_rng(3)
    used = [word for word in _vocabulary()[:1_000] if len(word) > 10]
    return [
        tuple(used[place] for place in draw.choice(len(used), size=size, replace=False))
        for size in islice(cycle((2, 3)), QUESTIONS)
    ]


@cache
def _lexicon() -> Any:
    """Without words of the field: the peer does not know them, and both must find the same."""
    from leerlus.search.text.terms import Lexicon

    return Lexicon(frozenset(), frozenset(), {})


def _put_in() -> None:
    from leerlus.search.indexing import Text, clear, index

    texts = (
        Text(f"{number:05d}", {"nl": [(words, 1.0)]}) for number, words in enumerate(_documents(), start=1)
    )
    clear()  # of the items that come with Leerlus
    index(texts, _lexicon())


def _ours(question: tuple[str, ...], every_word: bool, marked: bool) -> object:
    from leerlus.search.finding import find
    from leerlus.search.marking import excerpt

    found = find(" ".join(question), _lexicon(), every_word=every_word, page=slice(TOP))
    if not marked:
        return found.keys
    texts = [_documents()[int(key) - 1] for key in found.keys]
    return [excerpt(text, "nl", found.terms, _lexicon()) for text in texts]


def _fill(peer: Any) -> None:
    peer.execute("DROP TABLE IF EXISTS peer_documents")
    peer.execute(
        "CREATE TABLE peer_documents (id int PRIMARY KEY, words text, stems tsvector"
        " GENERATED ALWAYS AS (to_tsvector('dutch', words)) STORED)"
    )
    with peer.cursor().copy("COPY peer_documents (id, words) FROM STDIN") as copy:
        for row in enumerate(_documents(), start=1):
            copy.write_row(row)
    peer.execute("CREATE INDEX ON peer_documents USING gin (stems)")
    peer.execute("VACUUM ANALYZE peer_documents")


def _peer(peer: Any, question: tuple[str, ...], join: str, marked: bool) -> object:
    wanted = join.join(question)
    best = (  # nothing of it comes from outside
        "SELECT words, query FROM peer_documents, to_tsquery('dutch', %s) query WHERE stems @@ query"
        f" ORDER BY ts_rank(stems, query) DESC LIMIT {TOP}"
    )
    if not marked:
        return peer.execute(best.replace("words, query FROM", "id FROM"), [wanted]).fetchall()
    return peer.execute(
        f"SELECT ts_headline('dutch', words, query, 'MaxWords=32, MinWords=20') FROM ({best}) best", [wanted]
    ).fetchall()


def _peer_total(peer: Any, question: tuple[str, ...], join: str) -> int:
    row = peer.execute(
        "SELECT count(*) FROM peer_documents WHERE stems @@ to_tsquery('dutch', %s)", [join.join(question)]
    ).fetchone()
    total: int = row[0]
    return total


def _same(peer_total: Callable[[tuple[str, ...]], int], every_word: bool) -> None:
    """Both must find as many documents for every question."""
    from leerlus.search.finding import find

    for question in _questions():
        ours = find(" ".join(question), _lexicon(), every_word=every_word).total
        assert ours == peer_total(question), (question, ours, peer_total(question))
