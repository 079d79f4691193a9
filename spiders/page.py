"""Any web page that lists reviews of the shop and says so in structured data."""

from crawler import ReviewSpider


class Page(ReviewSpider):
    """A page with reviews in JSON-LD or microdata, newest first or not, of any scale it names."""

    name = "page"
    gives = "whatever the page's JSON-LD or microdata says"
    ids = "those of the page, else made of author, date and words"
    verified = "recorded pages of many sites"
