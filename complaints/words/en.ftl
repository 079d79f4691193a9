# Reasons for a decision, for the shop's staff.
reason-rating = { $value } out of { $best }
reason-not-recommended = does not recommend the shop
reason-recommended = recommends the shop
reason-complaint-site = stands on a site for complaints
reason-too-short = too little text to tell by: a person has to look
reason-unsure = the text can be read either way: a person has to look
reason-against-stars = the text praises, the mark does not: a person has to look
reason-complains = the text complains: { $words }
reason-complains-whole = the text complains
reason-over-stars = the text complains in spite of the mark or the recommendation: { $words }
reason-over-stars-whole = the text complains in spite of the mark or the recommendation
reason-praises = the text does not complain: { $words }
reason-praises-whole = the text does not complain
reason-scale-unknown = rating { $value } on an unknown scale: set best in shop.toml
reason-judged = judged by { $by }
# What makes a complaint grave.
severe-legal = names an authority or legal steps: { $words }
severe-fraud = speaks of deceit: { $words }
severe-injury = safety or injury: { $words }
severe-privacy = data in the wrong hands: { $words }
severe-sum = a large sum: { $words }
severe-silence = long without an answer: { $words }
severe-alike = reads like complaints that were grave
severe-again = again and again: { $words }
# What got worse in an edited review.
worsened-rating = rating lowered from { $before } to { $after }
worsened-text = text changed from praise to complaint
# Complaints that stand on no page.
came-by-phone = came by phone
came-by-mail = came by e-mail
came-by-letter = came by letter
came-by-counter = came over the counter
came-by-form = came by the shop's own form
came-by-other = came in another way
contact = can be reached: { $value }
order = order: { $value }
# Why posts belong together.
match-order = same order number { $number }
match-text = the same text ({ $percent } % of the words)
match-name = same name
match-name-fits = a name that fits
match-initial-fits = an initial that fits
match-days = { $days ->
    [0] the same day
    [one] a day later
   *[other] { $days } days later
}
match-numbers = both name { $numbers }
match-sums = sums that are close
match-about = both about: { $words }
match-quoted = quotes { $count } words
match-apart = taken apart by a person
# What is worse when the same customer writes again.
worsened-again = the customer wrote again, now more severe
reopened-again = the customer wrote again
