"""The words for dates in Dutch, French, English and German, case and accents folded away.

A test holds them against the months and weekdays of Unicode's CLDR.
"""

from __future__ import annotations

from crawler.reading.fields.shown import vocabulary

_MONTHS = (
    "januari jan janvier janv january januar janner jaenner",
    "februari feb fevrier fev fevr february februar feber",
    "maart mrt mars march mar marz maerz mrz",
    "april apr avril avr",
    "mei mai may",
    "juni jun juin june",
    "juli jul juillet juil july",
    "augustus aug aout august",
    "september sep sept septembre",
    "oktober okt octobre oct october",
    "november nov novembre",
    "december dec decembre dezember dez",
)
MONTHS = {word: number for number, words in enumerate(_MONTHS, start=1) for word in words.split()}

# Without the French "mar", which is March in English.
WEEKDAYS = vocabulary(
    "maandag dinsdag woensdag donderdag vrijdag zaterdag zondag ma di wo do vr za zo "
    "lundi mardi mercredi jeudi vendredi samedi dimanche lun mer jeu ven sam dim "
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thur thurs fri sat sun "
    "montag dienstag mittwoch donnerstag freitag samstag sonntag sonnabend mo mi fr sa so"
)

# What sites write before a date. Not among them what makes it another's: edited, ordered, answered, valid until.
LABELS = vocabulary(
    "geplaatst gepost gepubliceerd geschreven beoordeeld ingezonden review beoordeling recensie reactie klacht "
    "datum ervaringsdatum reviewdatum van de het op ervaring bezoek plaatsing "
    "publie publiee poste postee depose deposee redige redigee ecrit ecrite avis commentaire date d'experience "
    "l'experience l'avis du de la le en experience laisse evalue visite publication "
    "posted published written reviewed submitted rated on of the experience visit added "
    "veroffentlicht geschrieben bewertet verfasst abgegeben bewertung rezension vom am im datum der erfahrung "
    "erstellt eingestellt den"
)

NUMBERS = {
    "een": 1, "'n": 1, "twee": 2, "drie": 3, "vier": 4, "vijf": 5, "zes": 6, "zeven": 7, "acht": 8,
    "negen": 9, "tien": 10, "elf": 11, "twaalf": 12,
    "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8, "neuf": 9,
    "dix": 10, "onze": 11, "douze": 12,
    "a": 1, "an": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "seven": 7, "eight": 8, "nine": 9,
    "ten": 10, "eleven": 11, "twelve": 12,
    "ein": 1, "eine": 1, "einem": 1, "einer": 1, "eins": 1, "zwei": 2, "drei": 3, "funf": 5, "sechs": 6,
    "sieben": 7, "neun": 9, "zehn": 10, "zwolf": 12,
}  # fmt: skip
