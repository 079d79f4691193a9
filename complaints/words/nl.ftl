# Redenen bij een besluit, voor de medewerkers van de winkel.
reason-rating = { $value } van { $best }
reason-not-recommended = beveelt de winkel niet aan
reason-recommended = beveelt de winkel aan
reason-no-rating = geen cijfer en geen aanbeveling: een mens moet kijken
reason-scale-unknown = cijfer { $value } op een onbekende schaal: geef best op in shop.toml
# Wat er erger is aan een gewijzigde beoordeling.
worsened-rating = cijfer verlaagd van { $before } naar { $after }
worsened-text = tekst gewijzigd van lof naar klacht
