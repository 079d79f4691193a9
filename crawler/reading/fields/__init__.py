from crawler.reading.fields.dates import moment
from crawler.reading.fields.iso import iso_date
from crawler.reading.fields.names import author
from crawler.reading.fields.numbers import number, value_and_top
from crawler.reading.fields.ratings import rating
from crawler.reading.fields.recommendations import recommendation
from crawler.reading.fields.replies import ReplyHeader, reply_header, shop_reply

__all__ = [
    "ReplyHeader",
    "author",
    "iso_date",
    "moment",
    "number",
    "rating",
    "recommendation",
    "reply_header",
    "shop_reply",
    "value_and_top",
]
