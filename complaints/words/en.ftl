# Reasons for a decision, for the shop's staff.
reason-rating = { $value } out of { $best }
reason-not-recommended = does not recommend the shop
reason-recommended = recommends the shop
reason-no-rating = no rating and no recommendation: a person has to look
reason-scale-unknown = rating { $value } on an unknown scale: set best in shop.toml
