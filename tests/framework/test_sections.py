"""How references to the note read on the screen."""

import pytest

from leerlus.framework.sections import cited


@pytest.mark.parametrize(
    ("sections", "dutch", "english"),
    [
        (["3.2.1"], "notitie 3.2.1", "note 3.2.1"),
        (["5", "5.4"], "notitie hoofdstuk 5 en 5.4", "note chapter 5 and 5.4"),
        (
            ["3.1", "box 3.1", "appendix 1"],
            "notitie 3.1, box 3.1 en bijlage 1",
            "note 3.1, box 3.1 and appendix 1",
        ),
        (["2.2", "figure 2.1"], "notitie 2.2 en figuur 2.1", "note 2.2 and figure 2.1"),
    ],
)
def test_sections_of_the_note_are_cited_in_words(sections, dutch, english):
    assert cited(sections, "nl") == dutch
    assert cited(sections, "en") == english
