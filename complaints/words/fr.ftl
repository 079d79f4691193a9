# Raisons d'une décision, pour le personnel de la boutique.
reason-rating = { $value } sur { $best }
reason-not-recommended = ne recommande pas la boutique
reason-recommended = recommande la boutique
reason-no-rating = ni note ni recommandation : à lire par une personne
reason-scale-unknown = note { $value } sur une échelle inconnue : indiquez best dans shop.toml
# Ce qui a empiré dans un avis modifié.
worsened-rating = note abaissée de { $before } à { $after }
worsened-text = texte changé d'éloge en plainte
