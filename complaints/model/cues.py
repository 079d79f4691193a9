"""The words by which people say that something is wrong and how grave it is: regular expressions over lower case
without accents.

Dutch, French, English and German in that order. Each line is a set of choices; the lines of a table are joined.
"""

# What is wrong, in the plainest words: over a good mark a text complains only where it holds one of these.
GRIEVANCE = r"""
\bmaar\b|\bhelaas\b|\bjammer\b|\bbehalve\b|\balleen\b|\benkel\b|\bminpunt\w*|\bmin\b|\bnadeel\w*|\bechter\b
\bwel\b.{0,20}\b(?:te|niet)\b
\bniet\b|\bnie\b|\bgeen\b|\bni[ek]?[kt]s\b|\bnooit\b|\bniemand\b|\bzonder\b|\bnog (?:steeds|altijd)\b
te (?:laat|duur|klein|groot|lang|weinig|veel|traag|strak|kort|dun)|\blaat\b|later dan|\btraag\w*|\btrage\b|vertrag\w*
vertraagd|wachten
kapot\w*|\bstuk\b|defect\w*|beschadig\w*|\bscheur\w*|gescheurd\w*|gebroken|\bkras\w*|\bdeuk\w*|gebarsten|verkeerd\w*
\bfout\w*
ontbr[ea]k\w*|ontbrak\w*|vergeten|mist(?:e|en)?\b|gemist|\bkwijt\b|slecht\w*|matig\w*|klacht\w*|klagen|probleem\w*
problemen
teleurgesteld\w*|teleurstell\w*|tegenv\w+|tegengevallen|valt tegen|viel tegen|ontevreden|onvriendelijk\w*|onbereikbaar
onduidelijk\w*|ondermaats
wachtmuziek|weiger\w*|geweigerd|beter (?:kunnen|mogen|moeten)|\bhad\w* .{0,30}(?:mogen|kunnen|moeten)|irrita\w*
storend|vervelend\w*|gedoe|zonde
\bmais\b|dommage|malheureus\w*|hormis|\bsauf\b|seul (?:bemol|hic|point)|bemol|\bpas\b|\bplus (?:rien|de)\b|\bjamais\b
\bsans\b|aucune?\b|\brien\b|personne ne
retard\w*|\btrop\b|\blent\w*|attend\w*|attente|casse\w*|defectueu\w*|abime\w*|endommag\w*|dechir\w*|griff\w*
ray[eu]\w*|erreur\w*|mauvais\w*
manqu\w*|oubli\w*|perdu\w*|decu\w*|decev\w*|decepti\w*|probleme\w*|souci\w*|plaint\w*|regret\w*|refus\w*|injoignable
\bpar contre\b|cependant|moins (?:bien|bon)
\bbut\b|unfortunately|\bshame\b|pity|except|however|though\b|\bonly\b|downside|\bnot\b|n't\b|\bnever\b|\bno\b|nobody
without|\bcannot\b|\bnothing\b
\blate\b|later than|delay\w*|slow\w*|\btoo\b|wait\w*|broke\w*|broken|damag\w*|faulty|scratch\w*|dent\w*|torn|wrong\w*
mistake\w*|missing|forgot\w*|\blost\b
poor\w*|\bbad\b|disappoint\w*|problem\w*|issue\w*|complain\w*|rude\w*|refus\w*|annoy\w*|could (?:be|have been) better
let down|\bfail\w*|hassle
\baber\b|leider|schade|allerdings|jedoch|ausser\b|\bnur\b|\bnicht\b|\bnix\b|\bnichts\b|\bkeine?\w*|\bnie\b|niemand
\bohne\b|immer noch
\bzu (?:spat|teuer|klein|gross|lang|wenig)|verspat\w*|langsam\w*|warte\w*|kaputt\w*|defekt\w*|beschadigt\w*|zerkratzt
kratzer|gerissen|falsch\w*|fehl\w*
verloren|vergessen|schlecht\w*|mangel\w*|mangelhaft|enttausch\w*|problem\w*|beschwer\w*|unfreundlich\w*|verweiger\w*
argerlich\w*|besser (?:sein|machen)
"""
# Phrases that hold a word of the table above and say that nothing is wrong.
CONTENT = r"""
\b(?:geen|zonder|nooit|nul|niet een|geen enkele?) (?:\w+ )?(?:problem\w+|probleem|klacht\w*|gedoe|vertraging|verrassing)
\b(?:geen|zonder|nooit|nul|niet een|geen enkele?) (?:\w+ )?(?:spijt|opmerking|moeite|gezeur|fout\w*|nadel\w+|minpunt\w*)
(?:kan|valt|heb) (?:hier |er )?(?:ook )?ni[ek]?[kt]s? (?:op |over |aan |te )*(?:klagen|mopperen|merken)
ni[ek]?[kt]s (?:mis|te klagen|op aan te merken|aan te merken|dan lof|anders dan)|nooit (?:iets|niks) mis
niet(?:s)? (?:ontevreden|te klagen|verkeerd)|alleen (?:maar )?(?:lof|goed\w*|positie\w*)
nooit teleurgesteld|niet teleurgesteld|jammer dat ik .{0,30}eerder|niet (?:duur|te duur|slecht)|waarom niet
niet alleen|niet normaal (?:goed|snel)|niet lang|nooit (?:meer )?anders
\b(?:aucune?|sans|pas d(?:e|'|e la )|jamais (?:eu )?(?:de|d')) ?(?:\w+ )?(?:problemes?|soucis?|surprises?)
\b(?:aucune?|sans|pas d(?:e|'|e la )|jamais (?:eu )?(?:de|d')) ?(?:\w+ )?(?:remarque|regret|reproche|defaut|erreur)
rien a (?:redire|dire|signaler|reprocher)|jamais decue?s?|pas decue?s?|ne (?:le |la )?regrette (?:pas|rien)
que du (?:bon|positif)|pas cher|dommage que je .{0,40}plus tot|sans hesit\w*
\b(?:no|zero|never any?|never a|without(?: any)?) (?:\w+ )?(?:problems?|issues?|complaints?|hassle|fuss)
\b(?:no|zero|never any?|never a|without(?: any)?) (?:\w+ )?(?:regrets?|trouble|delays?|surprises?)
can(?:'t|not) (?:fault|complain)|nothing (?:but|went wrong|to complain)
not disappointed|never (?:been )?disappointed|not bad|no brainer|couldn't be (?:happier|better)
could not be (?:happier|better)|don't hesitate|not only|not too (?:big|expensive)|nothing is too
\b(?:keine?|ohne|nie|null) (?:\w+ )?(?:problem\w*|beschwerden?|beanstandung\w*|mangel\w*|fehler|arger|reue)
nichts (?:zu|auszusetzen|falsch)|kann nicht (?:klagen|meckern)|nicht (?:enttauscht|schlecht|teuer)|bereue nichts
nur (?:zu )?(?:empfehl\w+|gut\w*|positiv\w*)|nie enttauscht
"""
LEGAL = r"""
juridisch\w*|gerechtelijk\w*|\badvoca\w+|rechtsbijstand\w*|deurwaarder\w*|geschillencommissie|\baangifte|\bpolitie\b
\bacm\b|consuwijzer|consumentenbond|\bradar\b|(?:programma|vara|tv|naar|bij) kassa\b|fod economie|test[ -]?aankoop\w*
rechtbank|kantonrechter|rechtszaak|ingebreke\w*|in gebreke\w*|bij gebreke|ombuds\w*|autoriteit persoons\w+|vrederechter
\brechter\b|dagvaard\w*|economische inspectie|fraudehelpdesk|nvwa|toezichthouder|letselschade\w*|ontbind\w*
aangetekende? (?:brief|schrijven)|\bpv (?:laten )?op\w+|card ?stop|belmed|wettelijke termijn|artikel \d|incassobureau
beslag(?:legging)?
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
oplicht\w*|opgelicht\w*|\bfraud\w*|\bnep\w*|namaak\w*|nagemaakt\w*|bedrog\w*|bedrieg\w*|\bscam\w*|gestolen|\bdieven\b
afzetter\w*|malafide|leugenaars?|chantage|misleid\w*|illegale?|bestaat niet in de kbo
geld (?:is )?(?:kwijt|weg|foetsie)|spoorloos|phishing|zonder (?:mijn |onze )?(?:toestemming|akkoord)
arnaqu\w*|escro\w*|contrefa\w*|voleurs?\b|\bfaux (?:produit|site|article|avis|parfum|sac)\w*|\bvole[es]?\b
sans (?:mon|notre) (?:accord|consentement|autorisation)|argent (?:envole|disparu)
counterfeit\w*|\bfakes?\b|con artists?|thieves|stolen|rip[- ]?off|ripped off|\bstole\b|\btrap\b
without (?:my|our) (?:consent|permission)|money (?:is |has )?gone|vanished
betrug\w*|betruger\w*|abzock\w*|gefalscht\w*|falschung\w*|fakeshop\w*|gauner\w*|plagiat\w*|imitat\w*|abofalle\w*
(?:kaart|bankkaart|creditcard|visa) (?:moeten |laten )?blokkeren|bloquer (?:ma|la|notre) (?:carte|visa)
(?:my|our|new|the) card was used
geld (?:ist )?weg|ohne (?:meine|unsere) (?:zustimmung|einwilligung)
"""
INJURY = r"""
\bgewond\w*|verwond(?!er)\w*|ziekenhuis|spoed(?:eisende|gevallen|dienst|post)|huisarts|hersenschudding|kortsluiting
elektrische schok|stroomstoot|onder stroom|gevaarlijk\w*|onveilig\w*|levensgevaar\w*|verbrand\w*|brandwond\w*|brandweer
in brand|vlammen|ontplof\w*|begon te rok\w*|\bsmeul\w*|gesmeuld|gesmolten|rookmelder|vonken|rookontwikkeling
oververhit\w*|hechtingen|allergi\w+|voedselvergift\w*
gebroken (?:pols|arm|been|tand|sleutelbeen)|koolmonoxide|ingeslikt|brandlucht|geschroeid|brandgevaar\w*|medicijnen
insuline|asbest\w*|coeliakie
bless\w*|hopital|urgences|court[- ]circuit|electrocut\w*|choc electrique|dangereu\w*|brulure\w*|pompiers|incendie
pris feu|\bfondu[es]?\b|etincelles?|fumee|flammes?|explos\w*|allergi\w*|intoxic\w*|points de suture|surchauff\w*
medicament\w*
injur\w*|hospital|electric shock|short circuit|dangerous\w*|fire brigade|caught fire|on fire|flames?|explod\w*|smoking
sparks?\b|burn(?:t|ed|s)\b
allergic|food poisoning|stitches|hazard\w*|choking|melted|unsafe|overheat\w*|insulin|concussion
verletz\w*|krankenhaus|notaufnahme|kurzschluss|stromschlag|gefahrlich\w*|verbrann\w*|verbrennung|feuerwehr|brandgefahr
in flammen|explodier\w*|gequalmt|qualmt\w*|funken\b|losemittel|allergi\w*|lebensgefahr\w*|geschmort\w*|geschmolzen
medikament\w*
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
\bstil(?:te)?\b|niemand (?:die )?(?:reageert|antwoordt|neemt)|(?:reageert|antwoordt) (?:er )?niemand|teken van leven
niet (?:meer )?in gebruik|onbestelbaar|reage\w+ niet|antwoord\w* niet|niet (?:meer )?bereikbaar
nooit (?:meer )?(?:iets|antwoord|een reactie|een antwoord)|onbereikbaar|zonder (?:enig )?(?:antwoord|reactie|bericht)
nog (?:steeds|altijd) (?:niets|niks|geen)|automatisch\w* (?:antwoord|bericht|mail|reactie)|van niks horen|blauwe vinkjes
(?:aucune?|zero|pas de|sans|jamais de|toujours pas de) (?:reponse|nouvelles?|reaction|retour)|silence|injoignable
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
AMOUNT = r"(\d{1,3}(?:[., ]\d{3})+\b|\d+)"
SUM = rf"""
(?:€|£|\$|\beuro|\beur) ?{AMOUNT}(?:[.,]\d{{1,2}})?\b
\b{AMOUNT}(?:[.,](?:\d{{1,2}}|-))? ?(?:€|£|euro|eur\b|pounds?|quid)
"""
