"""More review pages of invented text, of other kinds than bench/invented_shops.py; none was looked at before the reader
had read it once.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from random import Random

from bench.invented_shops import MONTHS, SEED, SHORT, One, listed, page_of
from bench.reading_sets import FIELDS, Example, Gold

_ENGLISH = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_WHOLE = ("author", "rating", "date", "title", "text", "reply")


def _folded_out(one: One) -> tuple[str, Gold]:
    """Entries that fold out: name, mark and date in the line that is always shown."""
    mark = f"{one.ten},{one.day % 10}" if one.ten < 10 else "10"
    html = f"""<details><summary><b>{one.name}</b> <em>{mark}/10</em>
      <small>{one.day} {SHORT[one.month - 1]} 2025</small></summary><div><p>{one.text}</p></div></details>"""
    gold = one.gold("author", "date", "text")
    gold.fields["rating"] = float(mark.replace(",", ".")) / 10
    return html, gold


def _labels_in_line(one: One) -> tuple[str, Gold]:
    """Everything in one paragraph, each part behind a label, with line breaks."""
    stars = "★" * one.five + "☆" * (5 - one.five)
    answer = f"<br>Reactie van de winkel: {one.reply}" if one.reply else ""
    html = f"""<div class="b"><p>Naam: {one.name}<br>Datum: {one.day:02}-{one.month:02}-2025<br>Waardering: {stars}<br>
      Ervaring: {one.text}{answer}</p></div>"""
    return html, one.gold("author", "rating", "date", "text", "reply", best=5)


def _marks_of_parts(one: One) -> tuple[str, Gold]:
    """A round with the mark, and a table with marks of parts that are not it."""
    parts = "".join(
        f"<tr><td>{name}</td><td>{(one.ten + shift) % 10 + 1}</td></tr>"
        for shift, name in enumerate(("Bestellen", "Levering", "Prijs"))
    )
    html = f"""<div class="rev"><div class="rond">{one.ten}</div><table class="deel">{parts}</table>
      <div class="m"><div class="n">{one.name}</div><div class="d">{one.day}/{one.month}/2025</div></div>
      <div class="o">{one.title}</div><div class="x">{one.text}</div></div>"""
    return html, one.gold("author", "rating", "date", "title", "text")


def _topic_with_counters(one: One) -> tuple[str, Gold]:
    """A topic with short ages whose title is the moment, quotations of others, counters of likes and reads."""
    quote = (
        '<aside class="quote"><p>Iemand schreef dat het vanzelf goed zou komen, maar dat geloof ik niet.</p></aside>'
    )
    html = f"""<article id="post_{one.number}"><div class="names"><span class="username">
      <a href="/u/{one.number}">{one.name.split()[0]}{one.number}</a></span></div><div class="post-infos">
      <a class="post-date"><span title="{one.day} {MONTHS[one.month - 1]} 2025 1{one.day % 10}:04">{one.day}d</span></a>
      </div><div class="cooked">{quote if one.day % 3 == 0 else ""}<p>{one.text}</p></div>
      <div class="actions"><button>{one.day % 7} likes</button><button>Reageer</button></div></article>"""
    gold = one.gold("date", "text")
    gold.fields["author"] = f"{one.name.split()[0]}{one.number}"
    return html, gold


def _between_rules(one: One) -> tuple[str, Gold]:
    """Paragraphs between lines: a bold title, the text, and name, place and day in italics at the end."""
    html = f"""<p><b>{one.title}</b></p><p>{one.text}</p>
      <p><i>{one.name}, {one.place}, {one.day}-{one.month}-2025 - cijfer: {one.ten}</i></p><hr>"""
    return html, one.gold("author", "rating", "date", "title", "text")


def _complaint_with_amount(one: One) -> tuple[str, Gold]:
    """Complaints with an amount in euros each, a number, a state, and an answer of the company."""
    answer = (
        f"""<div class="company"><h5>Fietsen Bedacht heeft gereageerd</h5><time>{one.day} {MONTHS[one.month - 1]} 2025
      </time><div>{one.reply}</div></div>"""
        if one.reply
        else ""
    )
    html = f"""<li class="zaak"><div class="kop"><span class="nr">Klacht #{one.number}</span>
      <a href="/zaak/{one.number}">{one.title}</a></div><dl><dt>Ingediend door</dt><dd>{one.name}</dd>
      <dt>Ingediend op</dt><dd>{one.day:02}-{one.month:02}-2025</dd><dt>Bedrag</dt><dd>€ {one.number % 400},95</dd></dl>
      <div class="verhaal">{one.text}</div>{answer}</li>"""
    return html, one.gold("author", "date", "title", "text", "reply")


def _slides(one: One) -> tuple[str, Gold]:
    """Slides with stars that point to a shared drawing, and the name in the foot."""
    stars = "".join(
        f'<svg class="st"><use href="#star-{"full" if star < one.five else "empty"}"></use></svg>' for star in range(5)
    )
    html = f"""<div class="swiper-slide"><figure><div class="stars">{stars}</div><blockquote>{one.text}</blockquote>
      <figcaption><strong>{one.name}</strong><span>{one.day} {MONTHS[one.month - 1]} 2025</span></figcaption></figure>
      </div>"""
    return html, one.gold("author", "rating", "date", "text", best=5)


def _english(one: One) -> tuple[str, Gold]:
    """An English page: "Reviewed by … on 3rd May 2025", votes, a reply by the owner, and marks in words."""
    number = ("one", "two", "three", "four", "five")[one.five - 1]
    answer = f'<div class="resp"><h6>Owner response</h6><p>{one.reply}</p></div>' if one.reply else ""
    nth = {1: "st", 2: "nd", 3: "rd"}.get(one.day % 10 if one.day not in {11, 12, 13} else 0, "th")
    html = f"""<section class="entry"><img src="/i/{one.five}.png" alt="{number} stars out of five">
      <h3>{one.title}</h3><p class="by">Reviewed by {one.name} on {one.day}{nth} {_ENGLISH[one.month - 1]} 2025</p>
      <p>{one.text}</p><p class="votes">{one.day} of {one.day + 4} people found this review helpful</p>{answer}
      </section>"""
    return html, one.gold(*_WHOLE, best=5)


def _french_survey(one: One) -> tuple[str, Gold]:
    """A survey in French: a note out of ten, what was liked and what was not, whether one would come back."""
    html = f"""<div class="item"><div class="g"><span class="note">{one.ten}<sup>/10</sup></span></div><div class="h">
      <p class="qui"><b>{one.name}</b> ({one.place})</p><p class="quand">Déposé le {one.day:02}/{one.month:02}/2025</p>
      <p class="quoi">{one.text}</p><p>Points forts : {one.plus[0]}</p><p>Points faibles : {one.minus[0]}</p>
      <p>Recommanderiez-vous ce magasin ? {"Oui" if one.good else "Non"}</p></div></div>"""
    gold = one.gold("author", "rating", "date", "text")
    gold.fields.update(pros=one.plus[:1], cons=one.minus[:1])
    return html, gold


def _by_style(one: One) -> tuple[str, Gold]:
    """Stars as a number in the style, the date for machines only, points in two columns, no word that helps."""
    answer = (
        f'<div class="q7"><p class="q8">Antwoord van het team van Fietsen Bedacht</p><p>{one.reply}</p></div>'
        if one.reply
        else ""
    )
    html = f"""<div class="q1"><div class="q2"><span class="q3 stars" style="--rating: {one.five}"></span>
      <strong class="q4">{one.title}</strong></div><div class="q5"><span>{one.name}</span> ·
      <time datetime="{one.iso}T10:00:00+01:00">vorig jaar</time></div><p class="q6">{one.text}</p>
      <div class="row"><ul class="plus">{listed(one.plus)}</ul><ul class="minus">{listed(one.minus)}</ul></div>{answer}
      </div>"""
    return html, one.gold(*_WHOLE, "pros", "cons", best=5)


_TEMPLATES: tuple[tuple[str, str, float | None, Callable[[One], tuple[str, Gold]]], ...] = (
    ("folded out", "<h1>Ervaringen met Fietsen Bedacht</h1>", None, _folded_out),
    ("labels in one line", "<h1>Gastenboek van Fietsen Bedacht</h1>", None, _labels_in_line),
    ("marks of parts", "<h1>Fietsen Bedacht: beoordelingen</h1>", 10.0, _marks_of_parts),
    ("topic with counters", "<h1>Iemand ervaring met Fietsen Bedacht?</h1>", None, _topic_with_counters),
    ("between rules", "<h1>Wat klanten schreven</h1>", 10.0, _between_rules),
    ("complaints with amounts", "<h1>Klachten over Fietsen Bedacht</h1>", None, _complaint_with_amount),
    ("slides", "<h1>Fietsen Bedacht</h1>", None, _slides),
    ("English", "<h1>Invented Bikes reviews</h1>", None, _english),
    ("French survey", "<h1>Vélos Inventés : les avis</h1>", None, _french_survey),
    ("by style", "<h1>Fietsen Bedacht</h1>", 5.0, _by_style),
)


def others() -> Iterator[Example]:
    """The pages, of three to twelve reviews each."""
    for number, (name, heading, best, template) in enumerate(_TEMPLATES):
        for count in (3, 5, 12):
            random = Random(SEED + 7_000 + 100 * number + count)
            made = [template(One(random, each)) for each in range(count)]
            yield Example(
                name=f"{name}, {count}",
                group="others",
                html=page_of(heading, "".join(html for html, _ in made)),
                gold=[gold for _, gold in made],
                scored=tuple(field for field in FIELDS if any(field in gold.fields for _, gold in made)),
                best=best,
            )
