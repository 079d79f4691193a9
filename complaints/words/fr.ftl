# Raisons d'une décision, pour le personnel de la boutique.
reason-rating = { $value } sur { $best }
reason-not-recommended = ne recommande pas la boutique
reason-recommended = recommande la boutique
reason-no-rating = ni note ni recommandation : à lire par une personne
reason-scale-unknown = note { $value } sur une échelle inconnue : indiquez best dans shop.toml
reason-judged = jugé par { $by }
# Ce qui a empiré dans un avis modifié.
worsened-rating = note abaissée de { $before } à { $after }
worsened-text = texte changé d'éloge en plainte
# Plaintes qui ne figurent sur aucune page.
came-by-phone = reçue par téléphone
came-by-mail = reçue par courriel
came-by-letter = reçue par lettre
came-by-counter = reçue au comptoir
came-by-form = reçue par le formulaire de la boutique
came-by-other = reçue autrement
contact = joignable : { $value }
order = commande : { $value }
