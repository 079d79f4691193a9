# Raisons d'une décision, pour le personnel de la boutique.
reason-rating = { $value } sur { $best }
reason-not-recommended = ne recommande pas la boutique
reason-recommended = recommande la boutique
reason-complaint-site = se trouve sur un site de plaintes
reason-too-short = trop peu de texte pour en juger : à lire par une personne
reason-unsure = le texte peut se lire dans les deux sens : à lire par une personne
reason-against-stars = le texte fait l'éloge, la note non : à lire par une personne
reason-complains = le texte se plaint : { $words }
reason-complains-whole = le texte se plaint
reason-over-stars = le texte se plaint malgré la note ou la recommandation : { $words }
reason-over-stars-whole = le texte se plaint malgré la note ou la recommandation
reason-praises = le texte ne se plaint pas : { $words }
reason-praises-whole = le texte ne se plaint pas
reason-scale-unknown = note { $value } sur une échelle inconnue : indiquez best dans shop.toml
reason-judged = jugé par { $by }
# Ce qui rend une plainte grave.
severe-legal = nomme une autorité ou une action en justice : { $words }
severe-fraud = parle de tromperie : { $words }
severe-injury = sécurité ou blessure : { $words }
severe-privacy = données en de mauvaises mains : { $words }
severe-sum = somme importante : { $words }
severe-silence = longtemps sans réponse : { $words }
severe-alike = se lit comme les plaintes qui étaient graves
severe-again = encore et encore : { $words }
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
# Pourquoi des messages vont ensemble.
match-order = même numéro de commande { $number }
match-text = même texte ({ $percent } % des mots)
match-name = même nom
match-name-fits = nom qui correspond
match-initial-fits = initiale qui correspond
match-days = { $days ->
    [0] le même jour
    [1] un jour plus tard
   *[other] { $days } jours plus tard
}
match-numbers = tous deux citent { $numbers }
match-sums = montants proches
match-about = tous deux au sujet de : { $words }
match-quoted = cite { $count } mots
match-apart = séparés par une personne
# Ce qui s'aggrave quand le même client écrit encore.
worsened-again = le client a écrit de nouveau, plus grave
reopened-again = le client a écrit de nouveau
