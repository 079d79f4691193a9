# Ce que le personnel d'une boutique lit dans une alerte.
doubtful = (peut-être en double)
title-opened = Nouvelle plainte { $reference } ({ $severity }) : { $shop }, { $rating } sur { $site }
title-told = Nouvelle plainte { $reference } ({ $severity }) : { $shop }, sur aucune page
title-worsened = Plainte aggravée { $reference } ({ $severity }) : { $shop }, { $rating } sur { $site }
title-reopened = Plainte rouverte { $reference } ({ $severity }) : { $shop }, { $rating } sur { $site }
quoted = « { $text } »

shop = Boutique : { $value }
site = Site : { $value }
rating-line = Note : { $value }
severity-line = Gravité : { $severity }
severity-because = Gravité : { $severity } ({ $reasons })
link = Lien : { $value }
no-link = Lien : pas d'adresse utilisable sur la page
author = Par : { $value }
published = Publié : { $value }
due = Répondre au plus tard : { $value }
owner = Responsable : { $value }
reference = Numéro : { $value }
note = Ce qui a changé : { $value }
acknowledge = Vu ? Signalez-le avec : klachtwacht ack { $reference }
told = Le client : { $value }
no-text = (pas de texte dans cet avis)
pros = Points positifs : { $value }
cons = Points négatifs : { $value }
replied = La boutique y a déjà répondu.
also = Publié aussi sur { $site }, { $rating }

rating = { $value } sur { $best }
rating-bare = { $value } (échelle inconnue)
rating-none = sans note
not-recommended = ne recommande pas la boutique
recommended = recommande la boutique
severity-low = faible
severity-normal = normale
severity-high = élevée
at = { $date } à { $time }

reading-title = Première lecture de { $shops } : { $read } avis lus, { $complaints } plaintes, { $opened } ouvertes
reading-intro = C'était déjà là. À partir de maintenant, vous recevez une alerte par nouvelle plainte.
reading-source = { $name } ({ $shop }, { $site }) : { $read } lus, { $complaints } plaintes, { $opened } ouvertes
reading-complaints = Encore ouvertes :
reading-line = { $reference } ({ $severity }), { $rating } : { $text }
reading-more = et encore { $more } ; toutes : klachtwacht complaints --open

lamp-title = Source { $name } : { $lamp } (avant : { $was })
lamp-why = Raison : { $reason }
lamp-see = Toutes les sources : klachtwacht sources
lamp-live = fonctionne
lamp-quiet = fonctionne, rien de neuf
lamp-stale = pas lue, ou rien de neuf, depuis trop longtemps
lamp-changed = page modifiée, plus rien n'est trouvé
lamp-blocked = bloquée
lamp-needs-key = clé nécessaire
lamp-hostile = page hostile refusée
lamp-failed = échec
lamp-new = pas encore lue
lamp-off = désactivée

look-title = Regardez la source { $name } : { $findings } notes sur une échelle inconnue
look-why = Raison : { $reason }
look-do = Regardez avec : klachtwacht findings. Indiquez ensuite dans shop.toml, à la source { $name }, sur combien elle note : best = …
look-cards-title = Regardez la source { $name } : { $findings } messages attendent que quelqu’un ait regardé
look-cards-do = Regardez avec : klachtwacht confirm { $name }. Cela montre ce qui a été lu. Si c’est juste, les messages comptent et les plaintes s’ouvrent ; d’ici là, aucun n’ouvre de plainte

dead-title = Non remis : { $event } pour { $destination }
dead-about = Plainte : { $reference }
dead-tries = Tentatives : { $attempts }
dead-why = Raison : { $error }
dead-see = Voir tout ce qui est resté avec : klachtwacht outbox

test-title = Message d’essai de Klachtwacht pour { $destination }
test-about = Il ne s’est rien passé : quelqu’un vérifie que les messages arrivent ici (klachtwacht doctor --send).

recurrence-title = Revient plus souvent : { $theme }, { $count } plaintes en { $days } jours (d'habitude { $usual } par semaine) : { $shop }
recurrence-since = Depuis : { $since }
recurrence-chance = Par hasard, cela arriverait environ une fois en { $weeks } semaines.
recurrence-do = Il n'y a pas de fumée sans feu : voyez s'il y a une cause commune. Cette vague ne sera pas signalée deux fois.
recurrence-complaints = Plaintes : { $references }
recurrence-more = et { $more } de plus ; toutes : klachtwacht complaints
theme-DELIVERY = livraison
theme-WRONG_ITEM = article erroné ou incomplet
theme-PRODUCT_DEFECT = défaut du produit
theme-RETURN_REFUND = retour et remboursement
theme-SERVICE = service
theme-PRICE_COST = prix et frais
theme-PAYMENT_WEBSITE = paiement et site web
theme-CANCEL_ORDER = annulation
theme-WARRANTY_REPAIR = garantie et réparation
theme-FRAUD_MISLEAD = tromperie ou fraude
theme-PRIVACY_SECURITY = vie privée et sécurité
theme-OTHER = autre
