"""Complaints on Klachtenkompas, the Consumentenbond's: the page of a company, in Dutch, without marks."""

from crawler import ReviewSpider


class Klachtenkompas(ReviewSpider):
    """Every post is a complaint; no page of it has been seen."""

    name = "klachtenkompas"
    domains = ("klachtenkompas.nl",)
    language = "nl"
    gives = "what the page shows"
    ids = "those of the page, else made of author, date and words"
    verified = None
