from crawler.reading.page import Page, Reading, Unreadable, decoded
from crawler.reading.prescan import HostilePageError
from crawler.reading.structured import read
from crawler.reading.walls import wall

__all__ = ["HostilePageError", "Page", "Reading", "Unreadable", "decoded", "read", "wall"]
