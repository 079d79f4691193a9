"""Complaints on Klacht.nl: a page that lists them, in Dutch, without marks."""

from crawler import ReviewSpider


class KlachtNl(ReviewSpider):
    """Every post is a complaint; no page of it has been seen."""

    name = "klacht_nl"
    domains = ("klacht.nl",)
    language = "nl"
    gives = "what the page shows"
    ids = "those of the page, else made of author, date and words"
    verified = None
