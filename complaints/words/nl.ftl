# Redenen bij een besluit, voor de medewerkers van de winkel.
reason-rating = { $value } van { $best }
reason-not-recommended = beveelt de winkel niet aan
reason-recommended = beveelt de winkel aan
reason-no-rating = geen cijfer en geen aanbeveling: een mens moet kijken
reason-scale-unknown = cijfer { $value } op een onbekende schaal: geef best op in shop.toml
reason-judged = beoordeeld door { $by }
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
