"""Texts and links, each with whether it names a shop. This table was there while the matcher was made.

Invented, in Dutch, French, English and German. mention_fresh.py holds the one that was written after it.
"""

from __future__ import annotations

from dataclasses import dataclass

from crawler.reading.mentions import Named

SHOPS = {
    "jansen": Named(
        names=("Fietsen Jansen", "fietsjansen", "Jansen Fietsen"), domains=("fietsjansen.example", "fietsjansen.be")
    ),
    # A common word for a name.
    "bron": Named(names=("Bron",), domains=("bron.example",), near=("fiets", "vélo", "rijwiel")),
    "mueller": Named(names=("Müller & Söhne", "Café Crème"), domains=("mueller-soehne.example",)),
    "bob": Named(names=("Bob's Bikes", "Ringo.example", "Velo24"), domains=()),
    "odette": Named(names=("L'Atelier d'Odette", "Chez Odette"), domains=("atelier-odette.example",)),
}


@dataclass(frozen=True, slots=True)
class Case:
    """A text with its links; of: the shop that is looked for; named: whether a careful reader says it is named."""

    named: bool
    text: str
    links: tuple[str, ...] = ()
    of: str = "jansen"


def yes(text: str, *links: str, of: str = "jansen") -> Case:
    return Case(True, text, links, of)


def no(text: str, *links: str, of: str = "jansen") -> Case:
    return Case(False, text, links, of)


CASES = (
    # As it is written
    yes("Gisteren bij Fietsen Jansen een band laten plakken."),
    yes("Jansen Fietsen heeft mijn fiets nu al drie weken."),
    yes("fietsjansen levert niet"),
    yes("FIETSEN JANSEN = NOOIT MEER"),
    yes("J'ai commandé chez Fietsen Jansen, toujours rien reçu."),
    yes("Has anyone ever had a refund from Fietsen Jansen?"),
    yes("Bei Fietsen Jansen bestellt, nichts bekommen."),
    yes("(Fietsen Jansen)"),
    yes("“Fietsen Jansen”, zei hij"),
    yes("Beste,Fietsen Jansen,ik wacht nog steeds."),
    # Spaces, hyphens, lines, apostrophes
    yes("Fiets-Jansen reageert niet op mails"),
    yes("FietsJansen reageert niet"),
    yes("fiets jansen doet moeilijk over garantie"),
    yes("Fietsen-Jansen doet moeilijk"),
    yes("fietsen_jansen"),
    yes("Fietsen\nJansen"),
    yes("Fietsen\u00a0Jansen"),
    yes("Fietsen\u2011Jansen"),
    yes("FietsenJansen"),
    yes("JansenFietsen"),
    no("Fietsen\n\nJansen"),
    no("Wij gaan fietsen. Jansen gaat mee."),
    no("Fietsen, Jansen en Co"),
    no("fietsen/jansen: wat is beter?"),
    # Plural and genitive
    yes("Fietsen Jansen's service is slecht"),
    yes("Fietsen Jansen\u2019s service is slecht"),
    yes("Fietsjansens garantie"),
    yes("Fietsen Jansens Kundendienst antwortet nicht"),
    yes("bij fietsjansen-klanten hetzelfde verhaal"),
    # One slip in a long name
    yes("Fietsen Janssen heeft me opgelicht"),
    yes("Fietsen Jansn heeft me opgelicht"),
    yes("fietsjasnen levert niet"),
    yes("Fietzen Jansen"),
    yes("fietsjans3n"),
    no("Fietsen Janssens"),
    no("Fietsen Hansen is een prima winkel"),
    no("Wietsen Jansen woont hier"),
    no("fietsjansen2 is een andere winkel"),
    no("De Jansens fietsen graag"),
    # Not alone, not in another word
    no("Jansen is niet thuis"),
    no("Mevrouw Jansen-de Vries heeft gebeld"),
    no("Ik wil fietsen bij Hansen kopen"),
    no("nietfietsjansen is een parodie"),
    no("fietsjansenfan"),
    no("fietsjansentje"),
    no("Jansen heeft mooie fietsen"),
    no("Jan Sen fietst"),
    no(""),
    no("de beste fietsenwinkel van Utrecht"),
    # Accents, other alphabets, what cannot be seen
    yes("Fíetsen Jànsen"),
    yes("Fiets\u200ben Jan\u200bsen"),
    yes("fiets\u00adjansen"),
    yes("F\u0456etsen J\u0430nsen"),
    yes("\uff46\uff49\uff45\uff54\uff53\uff4a\uff41\uff4e\uff53\uff45\uff4e"),
    yes("\u202eFietsen Jansen\u202c"),
    yes("F\u0335i\u0335e\u0335tsen Jansen"),
    # Hashtags and handles
    yes("Nooit meer! #fietsjansen"),
    yes("#FietsenJansen #oplichters"),
    yes("#FietsJansenOplichters"),
    yes("@fietsjansen wanneer krijg ik mijn geld?"),
    yes("@fietsjansen@praat.example wanneer?"),
    yes("@fiets_jansen hallo?"),
    yes("@fietsjansen_nl hallo?"),
    no("#nietfietsjansen"),
    no("#jansen #fietsen"),
    no("@jansen is dit normaal?"),
    no("@fietsjansenfans"),
    # Domains
    yes("zie fietsjansen.example voor de voorwaarden"),
    yes("zie www.fietsjansen.example."),
    yes("zie FIETSJANSEN.EXAMPLE"),
    yes("https://fietsjansen.example/bestelling/123"),
    yes("https://shop.fietsjansen.example/"),
    yes("mail naar info@fietsjansen.example kwam terug"),
    yes("Besteld op fietsjansen.be.Nooit ontvangen"),
    yes("[de winkel](https://www.fietsjansen.example/nl)"),
    yes("fietsjansen.example:443"),
    yes("fiets\u200bjansen.example"),
    no("nietfietsjansen.nl is iets anders"),
    no("niet-fietsjansen.example"),
    no("fietsjansen.example.oplichting.nl"),
    no("fietsjansen.nl is niet van hen"),
    no("http://fietsjansen.example@oplichting.nl/"),
    no("fiets-jansen.nl is een ander"),
    no("fietsj\u0430nsen.example is nagemaakt"),
    no("fietsjánsen.example is nagemaakt"),
    no("fietsjansen@post.example schreef mij"),
    yes("Geen reactie van fietsjansen.Ik wacht nog"),
    yes("Slecht!Fietsen Jansen.de winkel is dicht"),
    # Links
    yes("Deze winkel deugt niet", "https://fietsjansen.example/"),
    yes("Lees dit", "https://www.fietsjansen.example/nl/"),
    yes("Lees dit", "https://praat.example/review/fietsjansen.example"),
    yes("Lees dit", "https://forum.example/t/ervaringen-met-fietsen-jansen/1234"),
    yes("Lees dit", "https://door.example/l?u=https%3A%2F%2Ffietsjansen.example%2Fa"),
    yes("Lees dit", "HTTPS://FIETSJANSEN.EXAMPLE:443/x"),
    no("Lees dit", "https://nietfietsjansen.nl/"),
    no("Lees dit", "https://fietsjansen.example.oplichting.nl/"),
    no("Lees dit", "https://fietsjansen.example@oplichting.nl/"),
    no("Lees dit", "https://nieuws.example/?utm_source=fietsjansen.example"),
    no("Lees dit", "https://xn--fietsjnsen-51a.example/"),
    no("Lees dit", "http://[fietsjansen.example/"),
    no("Lees dit", "https://praat.example/review/nietfietsjansen.example"),
    no("Lees dit"),
    # A common word for a name
    yes("Bij Bron een fiets gekocht die na een week stuk was", of="bron"),
    yes("Mes vélos viennent de chez Bron", of="bron"),
    yes("Mijn E-bike komt van bron.example", of="bron"),
    yes("#bron #fietsen", of="bron"),
    yes("Mijn fiets", "https://forum.example/t/bron-slechte-service", of="bron"),
    no("De bron van alle kwaad", of="bron"),
    no("Bron: eigen onderzoek", of="bron"),
    no("Bronnen van inkomsten voor fietsers", of="bron"),
    no("De bron ligt in de bergen. " + "Wij liepen verder. " * 20 + "Daarna gingen we fietsen.", of="bron"),
    no("De bron", "https://nieuws.example/bron", of="bron"),
    # And, accents, umlauts, elision, names that are domains or hold digits
    yes("Nie wieder Müller & Söhne!", of="mueller"),
    yes("Nie wieder Muller und Sohne!", of="mueller"),
    yes("bij Müller en Söhne gekocht", of="mueller"),
    yes("commandé au cafe-creme", of="mueller"),
    no("Müller ohne Söhne", of="mueller"),
    no("Un café, crème à part", of="mueller"),
    yes("Bobs Bikes never answered", of="bob"),
    yes("bob\u2019s bikes never answered", of="bob"),
    yes("ringo.example never answered", of="bob"),
    yes("bei Velo24 gekauft", of="bob"),
    yes("bei Velo 24 gekauft", of="bob"),
    no("bei Velo25 gekauft", of="bob"),
    no("Bob bikes to work", of="bob"),
    no("stringo.example never answered", of="bob"),
    yes("Déçue par l\u2019Atelier d\u2019Odette", of="odette"),
    yes("Déçue par l'atelier d Odette", of="odette"),
    yes("Un tour d'horizon : c'est chez Odette que j'ai tout perdu", of="odette"),
    no("L'atelier de poterie d'Odile", of="odette"),
    no("Je suis allée chez Odile", of="odette"),
)
