"""The words by which people say that something is grave: regular expressions over lower case without accents.

Dutch, French, English and German in that order. Each line is a set of choices; the lines of a table are joined.
"""

LEGAL = r"""
juridisch\w*|gerechtelijk\w*|\badvoca\w+|rechtsbijstand\w*|deurwaarder\w*|geschillencommissie|\baangifte|\bpolitie\b
\bacm\b|consuwijzer|consumentenbond|\bradar\b|(?:programma|vara|tv|naar|bij) kassa\b|fod economie|test[ -]?aankoop\w*
rechtbank|kantonrechter|rechtszaak|ingebreke\w*|in gebreke\w*|bij gebreke|ombuds\w*|autoriteit persoons\w+|vrederechter
\brechter\b|dagvaard\w*|economische inspectie|fraudehelpdesk|nvwa|toezichthouder|letselschade\w*|ontbind\w*
aangetekende? (?:brief|schrijven)|\bpv (?:laten )?op\w+|card ?stop|belmed|\bavg\b|wettelijke termijn|artikel \d|incasso
avocat\w*|\bjustice\b|tribuna\w*|plainte (?:a la|aupres|chez|deposee|introduite)|(?:depos|port)\w+ (?:une )?plainte
\bpolice\b|gendarmerie|spf economie|test[ -]?achats?|mise en demeure|mettre en demeure|huissier\w*|que choisir|ombudsman
dgccrf|signal ?conso|mediateur\w*|juge de paix|juridiqu\w+|inspection economique|repression des fraudes|\bcnil\b
autorite de protection|lettre recommandee|\brgpd\b
\blawyer\w*|solicitor\w*|trading standards|small claims|\bcourt\b|action fraud|legal (?:action|advice|proceedings|team)
\bsue\b|suing|citizens advice|letter before (?:action|claim)|\bico\b|section 75|chargeback|debt collector
anwalt\w*|rechtsanw\w+|polizei\w*|anzeige (?:ist|erstatt\w+|bei)|strafanzeige|\bgericht\w*|verbraucherzentrale
mahnbescheid|rechtsschutz\w*|schlichtungsstelle|bundesnetzagentur|datenschutz\w*|verbraucherschutz|\bdsgvo\b|inkasso
"""
FRAUD = r"""
\w*oplicht\w*|opgelicht\w*|\bfraud\w*|\bnep\w*|namaak\w*|nagemaakt\w*|bedrog\w*|bedrieg\w*|\bscam\w*|gestolen|\bdieven\b
afzetter\w*|malafide|luizen|leugenaars?|chantage|misleid\w*|illegale?|bestaat niet in de kbo|geld kwijt
arnaqu\w*|escro\w*|contrefa\w*|voleurs?\b|\bfaux (?:produit|site|article|avis|parfum|sac)\w*|\bvole[es]?\b
counterfeit\w*|\bfakes?\b|con artists?|thieves|stolen|rip[- ]?off|ripped off|\bstole\b|\btrap\b
betrug\w*|betruger\w*|abzock\w*|gefalscht\w*|falschung\w*|fakeshop\w*|gauner\w*|plagiat\w*|imitat\w*|abofalle\w*
"""
INJURY = r"""
\bgewond\w*|verwond\w*|ziekenhuis|spoed(?:eisende|gevallen|dienst|post)|huisarts|hersenschudding|kortsluiting
elektrische schok|stroomstoot|onder stroom|gevaarlijk\w*|onveilig\w*|levensgevaar\w*|verbrand\w*|brandwond\w*|brandweer
in brand|vlammen|ontplof\w*|begon te rok\w*|smeult\w*|gesmolten|oververhit\w*|hechtingen|allergi\w+|voedselvergift\w*
gebroken (?:pols|arm|been|tand|sleutelbeen)|koolmonoxide|ingeslikt|brandlucht|geschroeid|brandgevaar\w*|medicijnen
insuline|asbest\w*|coeliakie
bless\w*|hopital|urgences|court[- ]circuit|electrocut\w*|choc electrique|dangereu\w*|brulure\w*|pompiers|incendie
pris feu|flammes?|explos\w*|allergi\w*|intoxic\w*|points de suture|surchauff\w*|medicament\w*
injur\w*|hospital|electric shock|short circuit|dangerous\w*|fire brigade|caught fire|on fire|flames?|explod\w*|smoking
allergic|food poisoning|stitches|hazard\w*|choking|melted|unsafe|overheat\w*|insulin|concussion
verletz\w*|krankenhaus|notaufnahme|kurzschluss|stromschlag|gefahrlich\w*|verbrann\w*|verbrennung|feuerwehr|brandgefahr
in flammen|explodier\w*|gequalmt|allergi\w*|lebensgefahr\w*|geschmort\w*|geschmolzen|medikament\w*
"""
PRIVACY = r"""
datalek\w*|gehackt\w*|identiteits(?:fraude|bewijs)|gegevens van (?:een )?(?:andere?|iemand anders|wildvreemd\w*)
(?:andermans|andere klanten?) (?:gegevens|bestelling\w*|adres\w*)|mijn gegevens|van andere klanten
fuite de donnees|pirat\w+|usurp\w*|donnees d'(?:une? )?autres?|mes donnees|carte d'identite
data breach|hacked|identity theft|someone elses? (?:details|data|address|invoice|account)|my (?:details|data)
datenleck|identitatsdiebstahl|daten (?:eines|einer|von) (?:anderen|fremden)\w*|meine daten|fremde (?:daten|rechnungen)
"""
AGAIN = r"""
(?:derde|vierde|vijfde|zesde) (?:keer|maal|monteur|poging|afspraak)
\b(?:drie|vier|vijf|zes|tien|[3-9]) ?(?:keer|maal|x)\b
keer op keer|telkens opnieuw|steeds weer|(?:troisieme|quatrieme|cinquieme) (?:fois|envoi|livraison)
\b(?:trois|quatre|cinq|six) fois
\b(?:third|fourth|fifth) (?:time|attempt)|\b(?:three|four|five|six) times|again and again
(?:dritte|vierte|funfte)\w* mal|\b(?:drei|vier|funf|sechs)mal|immer wieder
"""
SILENT = r"""
geen (?:enkele )?(?:reactie|antwoord|gehoor|bericht|teken)|ni[ek][kt]?s (?:meer )?(?:gehoord|vernomen|van gehoord)
\bstil(?:te)?\b|niemand (?:die )?(?:reageert|antwoordt|neemt)|reage\w+ niet|antwoord\w* niet|niet (?:meer )?bereikbaar
nooit (?:meer )?(?:iets|antwoord|een reactie|een antwoord)|onbereikbaar|zonder (?:enig )?(?:antwoord|reactie|bericht)
nog (?:steeds|altijd) (?:niets|niks|geen)|automatisch\w* (?:antwoord|bericht|mail|reactie)|van niks horen|blauwe vinkjes
(?:aucune?|pas de|sans|jamais de|toujours pas de) (?:reponse|nouvelles?|reaction|retour)|silence|injoignable
personne ne (?:repond|decroche|rappelle)|ne repond\w*|repondent pas|(?:toujours|plus) rien|rien depuis
reponse automatique
no (?:reply|replies|response|answer)|heard nothing|nothing (?:since|back|heard)
not (?:a )?(?:one |single )?(?:reply|word)
ignored?|ignoring|nobody (?:answers|replies|responds|picks)|never (?:repl\w+|respond\w*|answer\w*|heard)|unanswered
without (?:a )?(?:reply|response|answer)
keine? (?:einzige )?(?:antwort|reaktion|ruckmeldung|nachricht)|nichts (?:mehr )?gehort|funkstille|nicht erreichbar
niemand (?:meldet|antwortet|reagiert)|meldet sich (?:niemand|nicht|keiner)|unbeantwortet|(?:reagier|antwort)\w+ nicht
nicht beantwortet|ohne (?:antwort|reaktion|ruckmeldung)
"""
NUMBERS = (
    "drie|vier|vijf|zes|zeven|acht|negen|tien|elf|twaalf|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze"
    "|three|four|five|seven|eight|nine|ten|eleven|twelve|drei|funf|sechs|sieben|neun|zehn|zwolf|[3-9]|1[0-9]"
)
WEEKS = rf"""
\b(?:{NUMBERS}) (?:volle |hele |lange |full |whole |ganze )?(?:weken|semaines|weeks|wochen)\b
\b(?:[2-9][0-9]) (?:dagen|jours|days|tagen?)\b
\b(?:maanden|maand|mois|months?|monate?n?)\b|\b(?:weken|maanden|wochen|monate)lang\b
"""
AMOUNT = r"(\d{1,3}(?:[. ]\d{3})+|\d+)"
SUM = rf"""
(?:€|£|\$|\beuro|\beur) ?{AMOUNT}(?:[.,]\d{{1,2}})?\b
\b{AMOUNT}(?:[.,](?:\d{{1,2}}|-))? ?(?:€|£|euro|eur\b|pounds?|quid)
"""
