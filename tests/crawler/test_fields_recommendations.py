"""Whether a text recommends the shop."""

from __future__ import annotations

from typing import Any

import pytest

from crawler import recommendation


@pytest.mark.parametrize(
    "text",
    [
        *(True, "true", "1", "Y", "ja", "Ja!", "Yes", "oui", "Oui.", "J", "POSITIVE", "positief"),
        *("beveelt aan", "Beveelt deze winkel aan", "Ik beveel deze winkel aan", "Zou ik aanbevelen", "Aanbevolen"),
        *("Een aanrader!", "Raadt deze winkel aan", "Aanbevolen: ja", "Zou je deze winkel aanbevelen? Ja"),
        *("recommande", "Je recommande ce vendeur", "Recommandé", "Recommande ce magasin : oui", "Je recommande !"),
        *("recommends Fietsen Jansen", "I would recommend this shop", "Recommended", "Would you recommend us? Yes"),
        *("empfiehlt diesen Shop", "Ich würde weiterempfehlen", "Empfehlenswert", "Klare Empfehlung"),
        *("Ja, ik beveel deze winkel aan", "Oui, je recommande ce produit", "Yes, I recommend this product"),
        *("Marie beveelt Fietsen Jansen aan", "Weiterempfehlung: ja"),
    ],
)
def test_a_recommendation(text: Any) -> None:
    assert recommendation(text) is True


@pytest.mark.parametrize(
    "text",
    [
        *(False, "false", "0", "N", "nee", "Neen", "No", "non", "Nein", "NEGATIVE", "negatief"),
        *(
            "zou niet aanbevelen",
            "Beveelt deze winkel niet aan",
            "Niet aanbevolen",
            "Geen aanrader",
            "Nooit aanbevelen",
        ),
        *("Non, je ne recommande pas", "Nee, ik beveel deze winkel niet aan", "No, I do not recommend this"),
        *("Raadt deze winkel af", "Een afrader", "Aanbevolen: nee", "Zou je deze winkel aanbevelen? Nee"),
        *(
            "ne recommande pas",
            "Je ne recommande pas ce vendeur",
            "Non recommandé",
            "Je déconseille",
            "Recommande : non",
        ),
        *("doesn't recommend Fietsen Jansen", "Would not recommend", "Not recommended", "I would never recommend this"),
        *(
            "doesn\u2019t recommend",
            "empfiehlt nicht",
            "Nicht empfehlenswert",
            "Keine Empfehlung",
            "Weiterempfehlung: nein",
        ),
    ],
)
def test_advice_against(text: Any) -> None:
    assert recommendation(text) is False


@pytest.mark.parametrize(
    "text",
    [
        *(None, "", " ", "-", "fiets", "2", "misschien", "Zou je deze winkel aanbevelen?", "Would you recommend us?"),
        *(
            "misschien aanbevelen",
            "can't recommend enough",
            "would not hesitate to recommend",
            "recommend only for bells",
        ),
        *(
            "95 % beveelt aan",
            "9 van de 10 bevelen aan",
            "niemand zou dit niet aanbevelen",
            "Weet niet of ik aanbeveel",
        ),
        *("geen afrader", "zonder twijfel aanbevelen", "Je recommande sauf en été", "vielleicht empfehlen"),
        *("Ja, maar niet aanbevolen", "Nee, ik beveel deze winkel aan", "Non, je recommande"),
        *("aanbevelen " * 3_000, "\x00", "\u0661", "ja nee", "Aanbevolen: soms", "Fiets staat af", "nicht"),
    ],
)
def test_what_does_not_clearly_say_either_is_unknown(text: Any) -> None:
    assert recommendation(text) is None
