"""Any web page that lists reviews of the shop and says so in structured data."""

from crawler import ReviewSpider


class Page(ReviewSpider):
    """A page with reviews in JSON-LD or microdata, newest first or not, of any scale it names."""

    name = "page"
