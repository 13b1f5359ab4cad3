"""A small lexicon to try search with."""

from leerlus.search.text.terms import Lexicon

LEXICON = Lexicon(
    small_words=frozenset({"de", "het", "een", "en", "van", "wat", "is", "the", "a"}),
    compound_parts=frozenset({"schuld", "hulp", "verlening", "loon", "kosten", "subsidie", "werk", "gever"}),
    synonyms={
        "caseworker": ("klantmanager", "consulent", "werkcoach", "caseworker"),
        "wage-subsidy": ("loonkostensubsidie", "LKS", "subsidie op loon", "wage subsidy"),
    },
)
