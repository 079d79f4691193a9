"""The words that sites write before the parts of a review, case and accents folded away."""

from __future__ import annotations

from complaints.normalise import folded

LONGEST_LABEL = 45
EDGES = " :*-\u2022\u00b7"

PROS = frozenset(
    (
        "pluspunten", "pluspunt", "plus", "plussen", "voordelen", "voordeel", "positief", "positieve punten",
        "sterke punten", "wat ging goed", "les plus", "points forts", "point fort", "avantages", "points positifs",
        "pros", "pro", "advantages", "positives", "what went well", "vorteile", "positiv", "likes",
        "wat ging er goed", "wat was goed", "wat vond u goed", "goed", "tops", "top", "ce qui a plu", "le positif",
        "das war gut", "the good", "what was good",
        "sterk", "sterke kanten", "starken", "forces",
    )
)  # fmt: skip
CONS = frozenset(
    (
        "minpunten", "minpunt", "min", "minnen", "nadelen", "nadeel", "negatief", "negatieve punten",
        "zwakke punten", "verbeterpunten", "verbeterpunt", "wat kan beter", "les moins", "points faibles",
        "point faible", "inconvenients", "points negatifs", "cons", "con", "disadvantages", "negatives",
        "what could be better", "nachteile", "negativ", "dislikes", "wat ging er mis", "wat ging minder",
        "wat kan er beter", "wat was minder goed", "minder goed", "tips", "flops", "flop", "kritiek",
        "ce qui a deplu", "le negatif", "das war schlecht", "the bad", "to improve",
        "zwak", "zwakke kanten", "schwachen", "faiblesses",
    )
)  # fmt: skip
NAMES = frozenset(
    (
        "naam", "auteur", "author", "name", "nom", "reviewer", "klant", "pseudo", "door", "geschreven door",
        "ingezonden door", "melder", "klager", "customer", "client", "kunde", "autor", "gebruiker", "gebruikersnaam",
        "beoordelaar", "schrijver", "consument", "nickname", "utilisateur", "kundenname", "verfasser", "von", "par",
        "by", "user", "ecrit par", "redige par", "written by", "geplaatst door", "posted by", "beoordeeld door",
        "van",
    )
)  # fmt: skip
TITLES = frozenset(
    (
        "titel", "onderwerp", "title", "titre", "subject", "betreft", "sujet", "betreff", "samenvatting", "kop",
        "titre de l'avis", "headline", "uberschrift",
    )
)  # fmt: skip
TEXTS = frozenset(
    (
        "ervaring", "toelichting", "opmerking", "opmerkingen", "klacht", "review", "recensie", "commentaar",
        "omschrijving", "commentaire", "comment", "comments", "bericht", "beschrijving", "mijn ervaring",
        "uw ervaring", "kommentar", "description", "avis", "uw mening", "mening", "tekst", "text", "uitleg",
        "motivatie", "reden", "verslag", "bevinding", "bevindingen", "de klacht", "mon avis", "votre avis",
        "experience", "votre experience", "message", "nachricht", "erfahrung", "bewertungstext", "your experience",
        "toelichting bij het cijfer",
    )
)  # fmt: skip
PLACES = frozenset(
    (
        "plaats", "woonplaats", "uit", "ville", "city", "location", "place", "land", "regio", "ort", "gemeente",
        "stad", "provincie", "wohnort", "town", "pays", "country", "region",
    )
)  # fmt: skip
_OTHERS = frozenset(
    (
        "datum", "date", "cijfer", "score", "rapportcijfer", "eindcijfer", "waardering", "rating", "note",
        "beoordeling", "geplaatst op", "aanbevolen", "beveelt aan", "aanbeveling", "recommande", "recommended",
        "zou u deze winkel aanbevelen", "zou je deze winkel aanbevelen", "aanrader", "weer kopen",
        "zou u hier weer kopen", "besteld", "product", "bestelnummer", "bedrag", "status", "berichten", "lid sinds",
        "geregistreerd op", "geregistreerd", "punten", "punt", "algemeen", "totaal", "totaalscore", "bezocht op",
        "bezoek", "ingevuld op", "geplaatst", "dagtekening", "am", "le", "bewertung", "sterne", "empfehlung",
        "gesamtnote", "would you recommend", "recommend", "zou u ons aanbevelen", "recommandez-vous",
        "recommanderiez-vous", "aanbevelen", "ingevuld",
    )
)  # fmt: skip
# What may as well be a title, or stand within a line.
OFTEN_SAID = frozenset(
    (
        "goed", "top", "tops", "tips", "plus", "min", "positief", "negatief", "positiv", "negativ", "minder goed",
        "flop", "flops", "kritiek", "product", "van", "von", "par", "by", "door", "am", "le", "status", "uit", "kop",
        "reden", "klant", "client", "customer", "kunde", "gebruiker", "user", "utilisateur", "consument", "aanrader",
        "recommended", "aanbevolen", "message", "bericht", "pro", "con", "likes", "dislikes", "comment", "review",
        "sterk", "zwak", "aanbevelen",
    )
)  # fmt: skip
KNOWN = PROS | CONS | NAMES | TITLES | TEXTS | PLACES | _OTHERS


def is_label(text: str) -> bool:
    """Whether a text is a word that sites write before a name, a title, good and bad points and the like."""
    return len(text) <= LONGEST_LABEL and plain(text).strip(EDGES + "?") in KNOWN


def plain(text: str) -> str:
    """The text without case and accents; of those of ASCII alone, which are most, at little cost."""
    return text.lower() if text.isascii() else folded(text)
