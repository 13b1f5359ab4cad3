"""What a closed lot says in one sentence, from what was published only."""

import pytest

from leerlus.client_cards.counting import Figure, Figures
from leerlus.client_cards.figures_page import _sentence


def lot(*means: int | None, band: str = "10-15") -> Figures:
    return Figures(band, {f"CE{number}": Figure(mean, None) for number, mean in enumerate(means)})


@pytest.mark.parametrize(
    ("figures", "said"),
    [
        (lot(60, 70), "De gemiddelden liggen tussen 60 en 70 van de 100. Dat het ene hoger is"),
        (lot(20, 80, band="26+"), "tussen 20 of lager en 80 of hoger van de 100. Tussen het hoogste"),
        (lot(55, None), "Elke zin heeft een gemiddelde van ongeveer 55."),
        (lot(None, None), "Geen enkele zin is vaak genoeg beantwoord"),
    ],
)
def test_a_lot_says_where_its_means_lie_and_whether_that_may_be_chance(figures, said):
    assert said in _sentence(figures)
