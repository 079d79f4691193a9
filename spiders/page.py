"""Any web page that lists reviews of the shop."""

from crawler import ReviewSpider


class Page(ReviewSpider):
    """A page with reviews in JSON-LD, microdata or repeated cards, newest first or not, of any scale it names."""

    name = "page"
    gives = "whatever the page's JSON-LD, microdata or cards say"
    ids = "those of the page, else made of author, date and words"
    verified = "recorded pages of many sites"
