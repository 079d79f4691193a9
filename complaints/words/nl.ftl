# Redenen bij een besluit, voor de medewerkers van de winkel.
reason-rating = { $value } van { $best }
reason-not-recommended = beveelt de winkel niet aan
reason-recommended = beveelt de winkel aan
reason-complaint-site = staat op een site voor klachten
reason-too-short = te weinig tekst om het aan te zien: een mens moet kijken
reason-unsure = de tekst kan beide kanten op: een mens moet kijken
reason-against-stars = de tekst prijst, het cijfer niet: een mens moet kijken
reason-complains = de tekst klaagt: { $words }
reason-complains-whole = de tekst klaagt
reason-over-stars = de tekst klaagt ondanks het cijfer of de aanbeveling: { $words }
reason-over-stars-whole = de tekst klaagt ondanks het cijfer of de aanbeveling
reason-praises = de tekst klaagt niet: { $words }
reason-praises-whole = de tekst klaagt niet
reason-scale-unknown = cijfer { $value } op een onbekende schaal: geef best op in shop.toml
reason-judged = beoordeeld door { $by }
# Wat een klacht ernstig maakt.
severe-legal = noemt een instantie of juridische stappen: { $words }
severe-fraud = spreekt van bedrog: { $words }
severe-injury = veiligheid of letsel: { $words }
severe-privacy = gegevens in verkeerde handen: { $words }
severe-sum = groot bedrag: { $words }
severe-silence = lang zonder antwoord: { $words }
severe-alike = leest als klachten die ernstig waren
severe-again = telkens weer: { $words }
# Wat er erger is aan een gewijzigde beoordeling.
worsened-rating = cijfer verlaagd van { $before } naar { $after }
worsened-text = tekst gewijzigd van lof naar klacht
# Klachten die niet op een pagina staan.
came-by-phone = kwam telefonisch binnen
came-by-mail = kwam per e-mail binnen
came-by-letter = kwam per brief binnen
came-by-counter = kwam aan de balie binnen
came-by-form = kwam via het eigen formulier binnen
came-by-other = kwam op een andere manier binnen
contact = bereikbaar: { $value }
order = bestelling: { $value }
# Waarom berichten bij elkaar horen.
match-order = zelfde bestelnummer { $number }
match-text = dezelfde tekst ({ $percent } % van de woorden)
match-name = zelfde naam
match-name-fits = naam die daarbij past
match-initial-fits = voorletter die daarbij past
match-days = { $days ->
    [0] dezelfde dag
    [one] een dag later
   *[other] { $days } dagen later
}
match-numbers = beide noemen { $numbers }
match-sums = bedragen die dicht bij elkaar liggen
match-about = beide over: { $words }
match-quoted = haalt { $count } woorden aan
match-apart = door een mens uit elkaar gehaald
# Wat er erger is als dezelfde klant nog eens schrijft.
worsened-again = de klant schreef opnieuw, nu ernstiger
reopened-again = de klant schreef opnieuw
