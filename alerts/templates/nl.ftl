# Wat de medewerkers van een winkel lezen in een melding.
doubtful = (mogelijk dubbel)
title-opened = Nieuwe klacht { $reference } ({ $severity }): { $shop }, { $rating } op { $site }
title-told = Nieuwe klacht { $reference } ({ $severity }): { $shop }, niet op een pagina
title-worsened = Klacht erger geworden { $reference } ({ $severity }): { $shop }, { $rating } op { $site }
title-reopened = Klacht heropend { $reference } ({ $severity }): { $shop }, { $rating } op { $site }
quoted = „{ $text }”

shop = Winkel: { $value }
site = Site: { $value }
rating-line = Cijfer: { $value }
severity-line = Ernst: { $severity }
severity-because = Ernst: { $severity } ({ $reasons })
link = Link: { $value }
no-link = Link: geen bruikbaar adres op de pagina
author = Door: { $value }
published = Geplaatst: { $value }
due = Antwoord uiterlijk: { $value }
owner = Behandelaar: { $value }
reference = Nummer: { $value }
note = Wat er veranderde: { $value }
acknowledge = Gezien? Meld dat met: klachtwacht ack { $reference }
told = De klant: { $value }
no-text = (geen tekst bij deze beoordeling)
pros = Pluspunten: { $value }
cons = Minpunten: { $value }
replied = De winkel heeft hier al geantwoord.
also = Ook geplaatst op { $site }, { $rating }

rating = { $value } van { $best }
rating-bare = { $value } (schaal onbekend)
rating-none = geen cijfer
not-recommended = beveelt de winkel niet aan
recommended = beveelt de winkel aan
severity-low = laag
severity-normal = normaal
severity-high = hoog
at = { $date } om { $time }

reading-title = Eerste lezing van { $shops }: { $read } beoordelingen gelezen, { $complaints } klachten, { $opened } geopend
reading-intro = Dit stond er al. Vanaf nu krijgt u een melding per nieuwe klacht.
reading-source = { $name } ({ $shop }, { $site }): { $read } gelezen, { $complaints } klachten, { $opened } geopend
reading-complaints = Nog open:
reading-line = { $reference } ({ $severity }), { $rating }: { $text }
reading-more = en nog { $more }; alle: klachtwacht complaints --open

lamp-title = Bron { $name }: { $lamp } (was: { $was })
lamp-why = Reden: { $reason }
lamp-see = Alle bronnen: klachtwacht sources
lamp-live = werkt
lamp-quiet = werkt, niets nieuws
lamp-stale = te lang niet gelezen of niets nieuws
lamp-changed = pagina veranderd, er wordt niets meer gevonden
lamp-blocked = geblokkeerd
lamp-needs-key = sleutel nodig
lamp-hostile = vijandige pagina geweigerd
lamp-failed = mislukt
lamp-new = nog niet gelezen
lamp-off = uit

look-title = Kijk even naar bron { $name }: { $findings } cijfers op een onbekende schaal
look-why = Reden: { $reason }
look-do = Kijk met: klachtwacht findings. Zet dan in shop.toml bij bron { $name } tot hoeveel de cijfers gaan: best = …
look-cards-title = Kijk even naar bron { $name }: { $findings } berichten wachten tot iemand heeft gekeken
look-cards-do = Kijk met: klachtwacht confirm { $name }. Dat toont wat er gelezen is. Klopt het, dan tellen de berichten mee en gaan de klachten open; tot dan opent geen ervan een klacht

dead-title = Niet afgeleverd: { $event } voor { $destination }
dead-about = Klacht: { $reference }
dead-tries = Pogingen: { $attempts }
dead-why = Reden: { $error }
dead-see = Bekijk alles wat bleef liggen met: klachtwacht outbox

test-title = Proefbericht van Klachtwacht voor { $destination }
test-about = Er is niets gebeurd: iemand wil zien of berichten hier aankomen (klachtwacht doctor --send).

recurrence-title = Komt vaker voor: { $theme }, { $count } klachten in { $days } dagen (gewoonlijk { $usual } per week): { $shop }
recurrence-since = Sinds: { $since }
recurrence-chance = Bij toeval zou dit eens in ongeveer { $weeks } weken voorkomen.
recurrence-do = Waar rook is, is vuur: kijk of er één oorzaak achter zit. Over deze golf komt geen tweede melding.
recurrence-complaints = Klachten: { $references }
recurrence-more = en nog { $more }; alle: klachtwacht complaints
theme-DELIVERY = levering
theme-WRONG_ITEM = verkeerd of onvolledig geleverd
theme-PRODUCT_DEFECT = gebrek aan het product
theme-RETURN_REFUND = retour en terugbetaling
theme-SERVICE = service
theme-PRICE_COST = prijs en kosten
theme-PAYMENT_WEBSITE = betalen en website
theme-CANCEL_ORDER = annuleren
theme-WARRANTY_REPAIR = garantie en reparatie
theme-FRAUD_MISLEAD = misleiding of fraude
theme-PRIVACY_SECURITY = privacy en beveiliging
theme-OTHER = overig
