# What the staff of a shop read in an alert.
doubtful = (possibly a duplicate)
title-opened = New complaint { $reference } ({ $severity }): { $shop }, { $rating } on { $site }
title-told = New complaint { $reference } ({ $severity }): { $shop }, not on a page
title-worsened = Complaint got worse { $reference } ({ $severity }): { $shop }, { $rating } on { $site }
title-reopened = Complaint reopened { $reference } ({ $severity }): { $shop }, { $rating } on { $site }
quoted = “{ $text }”

shop = Shop: { $value }
site = Site: { $value }
rating-line = Rating: { $value }
severity-line = Severity: { $severity }
severity-because = Severity: { $severity } ({ $reasons })
link = Link: { $value }
no-link = Link: no usable address on the page
author = By: { $value }
published = Posted: { $value }
due = Answer no later than: { $value }
owner = Owner: { $value }
reference = Reference: { $value }
note = What changed: { $value }
acknowledge = Seen it? Say so with: klachtwacht ack { $reference }
told = The customer: { $value }
no-text = (no text in this review)
pros = Pros: { $value }
cons = Cons: { $value }
replied = The shop has answered it already.
also = Also posted on { $site }, { $rating }

rating = { $value }/{ $best }
rating-bare = { $value } (scale unknown)
rating-none = no rating
not-recommended = does not recommend the shop
recommended = recommends the shop
severity-low = low
severity-normal = normal
severity-high = high
at = { $date } at { $time }

reading-title = First reading of { $shops }: { $read } reviews read, { $complaints } complaints, { $opened } opened
reading-intro = These were there already. From now on you get an alert for every new complaint.
reading-source = { $name } ({ $shop }, { $site }): { $read } read, { $complaints } complaints, { $opened } opened
reading-complaints = Still open:
reading-line = { $reference } ({ $severity }), { $rating }: { $text }
reading-more = and { $more } more; all: klachtwacht complaints --open

lamp-title = Source { $name }: { $lamp } (was: { $was })
lamp-why = Reason: { $reason }
lamp-see = All sources: klachtwacht sources
lamp-live = works
lamp-quiet = works, nothing new
lamp-stale = not read, or nothing new, for too long
lamp-changed = page changed, nothing is found any more
lamp-blocked = blocked
lamp-needs-key = key needed
lamp-hostile = hostile page refused
lamp-failed = failed
lamp-new = not read yet
lamp-off = off

look-title = Please look at source { $name }: { $findings } marks on an unknown scale
look-why = Reason: { $reason }
look-do = Look with: klachtwacht findings. Then set in shop.toml, at source { $name }, out of how much its marks are: best = …
look-cards-title = Please look at source { $name }: { $findings } posts wait until someone has looked
look-cards-do = Look with: klachtwacht confirm { $name }. It shows what was read. If that is right, the posts count and the complaints are opened; until then none of them opens one

dead-title = Not delivered: { $event } for { $destination }
dead-about = Complaint: { $reference }
dead-tries = Tries: { $attempts }
dead-why = Reason: { $error }
dead-see = See all that was left with: klachtwacht outbox

test-title = Test message from Klachtwacht for { $destination }
test-about = Nothing happened: someone wants to see whether messages arrive here (klachtwacht doctor --send).

recurrence-title = Comes back more often: { $theme }, { $count } complaints in { $days } days (usually { $usual } a week): { $shop }
recurrence-since = Since: { $since }
recurrence-chance = By chance this would happen about once in { $weeks } weeks.
recurrence-do = Where there is smoke there is fire: see whether they have one cause. This wave is told of once.
recurrence-complaints = Complaints: { $references }
recurrence-more = and { $more } more; all: klachtwacht complaints
theme-DELIVERY = delivery
theme-WRONG_ITEM = wrong or incomplete order
theme-PRODUCT_DEFECT = product defect
theme-RETURN_REFUND = returns and refunds
theme-SERVICE = service
theme-PRICE_COST = price and costs
theme-PAYMENT_WEBSITE = payment and website
theme-CANCEL_ORDER = cancelling
theme-WARRANTY_REPAIR = warranty and repair
theme-FRAUD_MISLEAD = misleading or fraud
theme-PRIVACY_SECURITY = privacy and security
theme-OTHER = other
