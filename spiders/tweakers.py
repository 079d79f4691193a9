"""Shop reviews on Tweakers, in Dutch: the page of a shop's reviews."""

from crawler import ReviewSpider


class Tweakers(ReviewSpider):
    """No page of its shop reviews has been seen: say in shop.toml where its marks end (best), and confirm it."""

    name = "tweakers"
    domains = ("tweakers.net",)
    language = "nl"
    gives = "what the page shows"
    ids = "those of the page, else made of author, date and words"
    verified = None
