"""Review pages in the manner of Dutch and Belgian shop surveys, forums and complaint sites; people and texts invented.

Each page is written as such sites are written: its own words, scale, dates and nesting; and what it must not be taken
for: lists of products, menus, news. Names of classes say nothing on some of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random
from typing import Any

from bench.reading_sets import FIELDS, Example, Gold

SEED = 20_261_122
_FIRST = [
    "Anouk",
    "Bram",
    "Celine",
    "Dirk",
    "Eva",
    "Fatima",
    "Gijs",
    "Hanne",
    "Ilse",
    "Joris",
    "Karim",
    "Lotte",
    "Mehmet",
    "Nele",
    "Otto",
    "Priya",
    "Ruben",
    "Saskia",
]
_LAST = [
    "de Wit",
    "Peeters",
    "van Dam",
    "Claes",
    "Bakker",
    "Yildiz",
    "Maes",
    "Smits",
    "Dubois",
    "El Amrani",
    "Kuipers",
    "Janssens",
]
MONTHS = [
    "januari",
    "februari",
    "maart",
    "april",
    "mei",
    "juni",
    "juli",
    "augustus",
    "september",
    "oktober",
    "november",
    "december",
]
SHORT = ["jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec"]
_BAD = (
    "Mijn bestelling zou dinsdag komen maar na tien dagen is er nog niets bezorgd.",
    "De klantenservice neemt niet op en op mails komt alleen een automatisch antwoord.",
    "Het frame had een diepe kras en de verpakking was al open toen ik hem kreeg.",
    "Ik wacht al zes weken op mijn geld, terwijl het pakket allang terug is.",
    "De monteur kwam niet opdagen en belde pas 's avonds om af te zeggen.",
    "Er werd een ander model geleverd dan ik had besteld, en ruilen kost extra.",
)
_GOOD = (
    "Vlot geholpen door een vriendelijke medewerker die echt verstand van zaken had.",
    "Keurig op tijd bezorgd en goed ingepakt, precies zoals het op de site stond.",
    "De reparatie was binnen een dag klaar en de prijs klopte met de offerte.",
    "Fijne winkel met ruime keuze, we konden rustig een proefrit maken.",
)
_TITLES_BAD = (
    "Nooit meer",
    "Slechte bereikbaarheid",
    "Wacht nog steeds op geld",
    "Verkeerd model gekregen",
    "Afspraak niet nagekomen",
)
_TITLES_MORE = ("", " in mei", ", zucht", " vandaag weer", " voor ons gezin", " dit jaar")
_TITLES_GOOD = ("Prima winkel", "Snel en netjes", "Vriendelijk geholpen", "Goede reparatie", "Aanrader")
_PLUS = ("snelle levering", "vriendelijk personeel", "ruime keuze", "goede prijs", "duidelijke website")
_MINUS = ("lange wachttijd", "slecht bereikbaar", "geen proefrit", "dure verzending", "onduidelijke factuur")
_SORRY = (
    "Wat vervelend om te horen. Wilt u ons uw bestelnummer sturen? Dan zoeken we het meteen uit.",
    "Dank voor uw bericht. Onze excuses, wij nemen vandaag nog contact met u op.",
)


class One:
    """What one invented customer wrote."""

    def __init__(self, random: Random, number: int) -> None:
        self.good = random.random() < 0.45
        self.name = f"{_FIRST[number % len(_FIRST)]} {random.choice(_LAST)}"
        self.text = " ".join(random.sample(_GOOD if self.good else _BAD, random.choice((1, 2))))
        self.text += f" Bestelling nummer {number + 11}." if random.random() < 0.3 else ""
        self.title = (_TITLES_GOOD if self.good else _TITLES_BAD)[number % 5] + random.choice(_TITLES_MORE)
        self.ten = random.randint(7, 10) if self.good else random.randint(1, 5)
        self.five = max(1, round(self.ten / 2))
        self.day, self.month = random.randint(1, 28), random.randint(1, 12)
        self.plus = random.sample(_PLUS, random.randint(1, 3))
        self.minus = random.sample(_MINUS, random.randint(1, 2))
        self.reply = random.choice(_SORRY) if random.random() < 0.4 else None
        self.place = random.choice(("Utrecht", "Gent", "Zwolle", "Leuven", "Breda"))
        self.number = 70_000 + 37 * number

    @property
    def iso(self) -> str:
        return f"2025-{self.month:02}-{self.day:02}"

    def gold(self, *names: str, best: int = 10) -> Gold:
        every: dict[str, Any] = {
            "author": self.name,
            "rating": (self.ten if best == 10 else self.five) / best,
            "date": self.iso,
            "title": self.title,
            "text": self.text,
            "reply": self.reply,
            "pros": self.plus,
            "cons": self.minus,
        }
        return Gold(fields={name: every[name] for name in names if every[name]})


def _survey_of_tens(one: One) -> tuple[str, Gold]:
    """A mark out of 10 as a bare number, points in two lists, a recommendation, the shop's answer below."""
    answer = (
        f'<div class="ow"><div class="ow-kop">Reactie van de winkel</div><p>{one.reply}</p></div>' if one.reply else ""
    )
    html = f"""<article class="rv"><div class="rv-l"><div class="cijfer">{one.ten}</div></div><div class="rv-r">
      <h3>{one.title}</h3><p class="meta">door <b>{one.name}</b> op {one.day} {MONTHS[one.month - 1]} 2025</p>
      <p>{one.text}</p><h4>Pluspunten</h4><ul>{listed(one.plus)}</ul><h4>Minpunten</h4><ul>{listed(one.minus)}</ul>
      <p>{"Beveelt deze winkel aan" if one.good else "Beveelt deze winkel niet aan"}</p>{answer}</div></article>"""
    return html, one.gold("author", "rating", "date", "title", "text", "reply", "pros", "cons")


def _written_out_of_ten(one: One) -> tuple[str, Gold]:
    """ "8/10", a date in figures, name and place in one line, no classes that say anything."""
    answer = f"<div><strong>Antwoord van Fietsen Bedacht</strong><div>{one.reply}</div></div>" if one.reply else ""
    html = f"""<div class="a1"><div class="a2"><span class="a3">{one.ten}/10</span>
      <span class="a4">{one.title}</span></div>
      <div class="a5">{one.text}</div><div class="a6"><span>{one.name}</span><span>{one.place}</span>
      <span>{one.day:02}-{one.month:02}-2025</span></div>{answer}</div>"""
    return html, one.gold("author", "rating", "date", "title", "text", "reply")


def _stars_as_icons(one: One) -> tuple[str, Gold]:
    """Filled and empty icons, a short date, a badge; no title."""
    stars = '<i class="ic ic-vol"></i>' * one.five + '<i class="ic ic-leeg"></i>' * (5 - one.five)
    badge = '<span class="tag">Geverifieerde koper</span>' if one.day % 2 else ""
    answer = f'<div class="shop-reply"><em>{one.reply}</em></div>' if one.reply else ""
    html = f"""<li id="review-{one.number}"><div class="wie"><img src="/a.png" alt=""><span>{one.name}</span>
      {badge}</div>
      <div class="sterren">{stars}</div><time>{one.day} {SHORT[one.month - 1]}. 2025</time>
      <blockquote>{one.text}</blockquote>{answer}<button>Nuttig (3)</button></li>"""
    return html, one.gold("author", "rating", "date", "text", "reply", best=5)


def _labelled_rows(one: One) -> tuple[str, Gold]:
    """A table with a label in each row, as older survey sites have it."""
    rows = (
        ("Naam", one.name), ("Datum", f"{one.day}-{one.month}-2025"), ("Cijfer", f"{one.ten},0"), ("Titel", one.title),
        ("Ervaring", one.text), ("Pluspunten", ", ".join(one.plus)), ("Minpunten", ", ".join(one.minus)),
        ("Zou u deze winkel aanbevelen", "Ja" if one.good else "Nee"),
    )  # fmt: skip
    inside = "".join(f"<tr><th>{name}:</th><td>{value}</td></tr>" for name, value in rows)
    gold = one.gold("author", "rating", "date", "title", "text")
    return f"<table>{inside}</table>", gold


def _forum_topic(one: One) -> tuple[str, Gold]:
    """Posts of a topic about a bad experience: no marks, joined dates and counters beside."""
    html = f"""<div class="post" id="p{one.number}"><div class="poster"><a href="/lid/{one.number}">{one.name}</a>
      <small>Berichten: {one.number % 900}</small><small>Lid sinds: {2000 + one.day}</small></div>
      <div class="inhoud">
      <div class="kop">{one.day} {MONTHS[one.month - 1]} 2025, 1{one.day % 10}:0{one.month % 10}</div>
      <p>{one.text}</p></div><div class="knoppen"><a href="#">Citeer</a><a href="#">Meld</a></div></div>"""
    return html, one.gold("author", "date", "text")


def _complaint_site(one: One) -> tuple[str, Gold]:
    """Complaints with a state and no mark; name and date in one line; answers of the company nested."""
    answer = (
        f'<div class="kl-antw"><p class="kl-van">Reactie van Fietsen Bedacht op {one.day} {MONTHS[one.month - 1]}'
        f" 2025</p><p>{one.reply}</p></div>"
        if one.reply
        else ""
    )
    html = f"""<section class="kl"><h2><a href="/klacht/{one.number}">{one.title}</a></h2>
      <p class="kl-wie">{one.name} | {one.day} {MONTHS[one.month - 1]} 2025 | {one.place}</p>
      <div class="kl-tekst"><p>{one.text}</p></div><span class="st">{"Opgelost" if one.good else "Open"}</span>{answer}
      </section>"""
    return html, one.gold("author", "date", "title", "text", "reply")


def _heading_and_paragraphs(one: One) -> tuple[str, Gold]:
    """Flat: no element around a review, only a heading and paragraphs, with stars as signs."""
    stars = "★" * one.five + "☆" * (5 - one.five)
    html = f"""<h4>{one.title}</h4><p>{stars} - {one.name} - {one.day} {SHORT[one.month - 1]} 2025</p>
      <p>{one.text}</p>"""
    return html, one.gold("author", "rating", "date", "title", "text", best=5)


def _french(one: One) -> tuple[str, Gold]:
    """A Belgian page in French: stars by their width, "Par … le …", points with labels in the text."""
    months = [
        "janvier",
        "février",
        "mars",
        "avril",
        "mai",
        "juin",
        "juillet",
        "août",
        "septembre",
        "octobre",
        "novembre",
        "décembre",
    ]
    answer = f'<div class="rep"><b>Réponse du vendeur</b><p>{one.reply}</p></div>' if one.reply else ""
    html = f"""<div class="avis"><div class="etoiles"><span style="width:{one.five * 20}%"></span></div>
      <div class="t">{one.title}</div><p class="d">Par {one.name}, le {one.day} {months[one.month - 1]} 2025</p>
      <p class="c">{one.text}</p>{answer}</div>"""
    return html, one.gold("author", "rating", "date", "title", "text", "reply", best=5)


def listed(points: list[str]) -> str:
    return "".join(f"<li>{point}</li>" for point in points)


_TEMPLATES: tuple[tuple[str, str, float | None, Callable[[One], tuple[str, Gold]]], ...] = (
    ("survey of tens", "<h1>Beoordelingen van Fietsen Bedacht</h1><p>Gemiddeld 6,4 uit 10</p>", 10.0, _survey_of_tens),
    ("written out of ten", "<h1>Fietsen Bedacht</h1><p>Wat klanten vinden</p>", None, _written_out_of_ten),
    ("stars as icons", "<h1>Fietsen Bedacht</h1>", None, _stars_as_icons),
    ("labelled rows", "<h1>Ervaringen met Fietsen Bedacht</h1>", 10.0, _labelled_rows),
    ("forum topic", "<h1>Slechte ervaring met Fietsen Bedacht</h1>", None, _forum_topic),
    ("complaint site", "<h1>Klachten over Fietsen Bedacht</h1>", None, _complaint_site),
    ("heading and paragraphs", "<h1>Beoordelingen</h1>", None, _heading_and_paragraphs),
    ("French with widths", "<h1>Avis sur Vélos Inventés</h1>", None, _french),
)


def invented() -> Iterator[Example]:
    """The pages with reviews, of three to twelve each, and those without any."""
    for number, (name, heading, best, template) in enumerate(_TEMPLATES):
        for count in (3, 6, 12):
            random = Random(SEED + 100 * number + count)
            made = [template(One(random, each)) for each in range(count)]
            yield Example(
                name=f"{name}, {count}",
                group="invented",
                html=page_of(heading, "".join(html for html, _ in made)),
                gold=[gold for _, gold in made],
                scored=tuple(field for field in FIELDS if any(field in gold.fields for _, gold in made)),
                best=best,
            )
    for name, heading, inside in _without_reviews():
        yield Example(name=name, group="negatives", html=page_of(heading, inside), gold=[], scored=())


def _without_reviews() -> Iterator[tuple[str, str, str]]:
    products = "".join(
        f'<div class="prod"><a href="/p/{number}"><img src="/{number}.jpg" alt="Fiets"><h3>Stadsfiets {number}</h3></a>'
        f'<div class="sterren" aria-label="{3 + number % 3} van 5 sterren"></div><span>({number * 7})</span>'
        f"<p>Een degelijke fiets met zeven versnellingen en stevige drager.</p><b>€ {number}99,00</b></div>"
        for number in range(1, 13)
    )
    yield "product list", "<h1>Stadsfietsen</h1>", products
    plates = "".join(
        f"<li><span>Gerecht {number}</span><span>€ {10 + number},50</span>"
        f"<p>Met friet, salade en saus naar keuze.</p></li>"
        for number in range(1, 15)
    )
    yield "menu card", "<h1>Onze kaart</h1>", f"<ul>{plates}</ul>"
    news = "".join(
        f'<article><h2><a href="/n/{number}">Nieuwe fietsenstalling in wijk {number}</a></h2>'
        f"<time>{number} mei 2025</time>"
        f"<p>De gemeente opent volgende maand een stalling met plek voor honderd fietsen en bakfietsen.</p></article>"
        for number in range(1, 10)
    )
    yield "news", "<h1>Nieuws</h1>", news
    thread = "".join(
        f'<li class="comment"><b>{_FIRST[number]}</b><time datetime="2025-05-{number + 1:02}">mei</time>'
        f"<p>Wij reden vorig jaar dezelfde route en kampeerden bij de rivier, erg mooi.</p></li>"
        for number in range(8)
    )
    yield "comments", "<h1>Fietsen langs de Maas</h1><p>Een reisverslag.</p>", f"<ol>{thread}</ol>"
    links = "".join(
        f'<li><a href="/m/{number}">Onderwerp {number} over fietsen en onderhoud</a></li>' for number in range(30)
    )
    yield "site menu", "<h1>Overzicht</h1>", f"<ul>{links}</ul>"
    summary = "".join(
        f'<div><span>{star} sterren</span><div style="width:{star * 15}%"></div><span>{star * 31}</span></div>'
        for star in range(5, 0, -1)
    )
    yield "summary", "<h1>Beoordelingen</h1><p>4,2 van 5 uit 318 beoordelingen</p>", summary


def page_of(heading: str, inside: str) -> str:
    menu = "".join(f'<li><a href="/{name}">{name}</a></li>' for name in ("home", "winkels", "forum", "contact"))
    return (
        f"<!doctype html><html lang='nl'><head><title>Winkels</title></head><body><header><ul>{menu}</ul></header>"
        f"<main>{heading}<div class='w'>{inside}</div></main>"
        f"<footer><p>Deze site wordt gemaakt door vrijwilligers en toont "
        f"wat bezoekers schrijven.</p><ul>{menu}</ul></footer></body></html>"
    )
