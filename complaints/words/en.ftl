# Reasons for a decision, for the shop's staff.
reason-rating = { $value } out of { $best }
reason-not-recommended = does not recommend the shop
reason-recommended = recommends the shop
reason-no-rating = no rating and no recommendation: a person has to look
reason-scale-unknown = rating { $value } on an unknown scale: set best in shop.toml
reason-judged = judged by { $by }
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
