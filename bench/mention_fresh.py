"""Texts and links that were written when the matcher was done, and to which nothing in it was fitted since.

What it gets wrong here stays wrong, and is what its figures are of.
"""

from __future__ import annotations

from bench.mention_cases import Case
from crawler.reading.mentions import Named

SHOPS = {
    "dewit": Named(names=("De Wit Witgoed", "dewitwitgoed"), domains=("dewitwitgoed.example",)),
    "zonne": Named(names=("Zonnepaneel Direct", "ZPD"), domains=("zonnepaneeldirect.example",)),
    "plein": Named(names=("Plein",), domains=("plein.example",), near=("schoen", "chaussure", "laarz")),
    "lune": Named(names=("La Petite Lune", "petitelune"), domains=("petite-lune.example",)),
    "kraft": Named(names=("Kraft & Sohn Möbelhaus", "Möbel Kraftsohn"), domains=("kraftsohn.example",)),
    "tea": Named(names=("Tea4You", "Tea for You"), domains=("tea4you.example",)),
}


def yes(of: str, text: str, *links: str) -> Case:
    return Case(True, text, links, of)


def no(of: str, text: str, *links: str) -> Case:
    return Case(False, text, links, of)


CASES = (
    yes("dewit", "Wasmachine van De Wit Witgoed kwam met een deuk, niemand neemt op."),
    yes("dewit", "Pas op voor de-wit-witgoed!!"),
    yes("dewit", "Ervaringen met dewit witgoed? Ik wacht al 5 weken"),
    yes("dewit", "De Wit Witgoet heeft mijn geld nog"),
    yes("dewit", "Ik heb het bij De Wit gekocht, de Wit Witgoed dus, in Assen"),
    yes("dewit", "RT @dewitwitgoed: wij zijn vandaag gesloten"),
    yes("dewit", "Kijk op dewitwitgoed.example/retour, daar staat 14 dagen"),
    yes("dewit", "Zie de reviews", "https://praat.example/shops/de-wit-witgoed/reviews"),
    yes("dewit", "De Wit - Witgoed in Assen is failliet"),
    yes("dewit", "Kapotte droger...De Wit Witgoed doet niks"),
    no("dewit", "Ik heb een witte koelkast, witgoed is duur tegenwoordig"),
    no("dewit", "Meneer De Wit verkoopt geen witgoed meer"),
    no("dewit", "Aanbieding: dewitwitgoedoutlet.example, alles moet weg", "https://dewitwitgoedoutlet.example"),
    no("dewit", "Bij De Witte Witgoed in Gent ben ik goed geholpen"),
    no("dewit", "mijndewitwitgoed.example is nep"),
    yes("zonne", "Zonnepanelen via zonnepaneel-direct: omvormer na maand stuk"),
    yes("zonne", "#ZonnepaneelDirect neemt de telefoon niet op"),
    yes("zonne", "#zonnepaneeldirect #klacht"),
    yes("zonne", "Zonnepaneeldirect's monteur kwam niet opdagen"),
    yes("zonne", "Zonepaneel Direct = drama"),
    yes("zonne", "ZPD belt nooit terug"),
    yes("zonne", "Factuur van facturen@mail.zonnepaneeldirect.example klopt niet"),
    yes("zonne", "ZonnepaneelDirect(.example) antwoordt niet"),
    no("zonne", "Zonnepanelen direct laten leggen is goedkoper"),
    no("zonne", "Een zonnepaneel. Direct daarna ging het mis."),
    no("zonne", "Wie kent zpdx of AZPD?"),
    no("zonne", "zonnepaneeldirect.example.gratis-panelen.com is phishing"),
    yes("plein", "Schoenen van Plein lieten na twee dagen los"),
    yes("plein", "Bij plein laarzen besteld, maat klopt niet"),
    yes("plein", "Chaussures achetées chez Plein : semelle décollée"),
    yes("plein", "Klacht over www.plein.example"),
    no("plein", "Op het plein voor de kerk was het druk"),
    no("plein", "J'en ai plein le dos de ces soldes"),
    no("plein", "J'ai plein de chaussures à vendre"),
    yes("lune", "Commande jamais arrivée chez la petite lune..."),
    yes("lune", "LaPetiteLune ne répond plus depuis deux semaines"),
    yes("lune", "Petite-Lune m'a envoyé la mauvaise taille"),
    yes("lune", "la pettite lune, à fuir"),
    yes("lune", "Avis sur https://www.petite-lune.example/collections/bebe ?"),
    no("lune", "Une petite lune de miel à Gand"),
    no("lune", "Regarde la petite, lune et étoiles !"),
    no("lune", "petite-lune.example-soldes.shop est une arnaque"),
    yes("kraft", "Kraft und Sohn Möbelhaus liefert seit Wochen nicht"),
    yes("kraft", "KRAFT & SOHN MOEBELHAUS: nie wieder"),
    yes("kraft", "Das Sofa von Möbel Kraftsohn war schon kaputt"),
    yes("kraft", "Bei Kraft&Sohn Möbelhaus wurde storniert"),
    no("kraft", "Mit Kraft und Sohn im Möbelhaus gewesen"),
    no("kraft", "Kraft und Söhne, Dachdecker"),
    yes("tea", "Tea4You sent me the wrong blend again"),
    yes("tea", "tea 4 you still owes me a refund"),
    yes("tea", "Never again, Tea-For-You."),
    yes("tea", "@Tea4You_BE pourquoi pas de réponse ?"),
    yes("tea", "Te\u0430 for You is a scam"),
    no("tea", "Shall I make tea for yourself or for me?"),
    no("tea", "tea4young is for children"),
    no("tea", "I made some tea for you"),
)
