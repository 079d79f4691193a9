"""Scrapy's settings: polite and safe by default. What Scrapy 2.19 has on that we do not want is off here.

Its remote control runs Python for a token, its telnet console too; certificates are not verified; a body may be
1 GiB; file:, data:, ftp: and s3: addresses are opened; each is a way in for a page that wants one.
"""

from typing import Any

from guard.about import USER_AGENT as _USER_AGENT

BOT_NAME = "klachtwacht"
SPIDER_MODULES = ["spiders"]
USER_AGENT = _USER_AGENT

# Only the reader's own eyes: no console, no remote control.
REMOTE_CONTROL_ENABLED = False
TELNETCONSOLE_ENABLED = False
EXTENSIONS_BASE: dict[str, Any] = {
    "scrapy.extensions.corestats.CoreStats": 0,
    "scrapy.extensions.closespider.CloseSpider": 0,
    "scrapy.extensions.feedexport.FeedExporter": 0,
}

# Only http and https, with certificates that hold.
_WEB = "crawler.manners.headers.BoundedHeadersHandler"
DOWNLOAD_HANDLERS = {"http": _WEB, "https": _WEB, "data": None, "file": None, "ftp": None, "s3": None}
DOWNLOAD_VERIFY_CERTIFICATES = True

# One request at a time to a host, never faster than a person reads.
CONCURRENT_REQUESTS = 8
# As many tasks are started for each page; what a spider yields is handled in order.
CONCURRENT_ITEMS = 1
CONCURRENT_REQUESTS_PER_DOMAIN = 1
DOWNLOAD_DELAY = 0
KLACHTWACHT_DELAY = 1.0

# Ends to everything a hostile server could make endless.
DOWNLOAD_TIMEOUT = 30
# The whole of one page that a browser draws: what it asks for comes at the site's own pace.
KLACHTWACHT_DRAWING_TIMEOUT = 120
DOWNLOAD_MAXSIZE = 8 * 1024 * 1024
DOWNLOAD_WARNSIZE = 0
REDIRECT_MAX_TIMES = 10
DEPTH_LIMIT = 200
CLOSESPIDER_TIMEOUT = 900
CLOSESPIDER_ERRORCOUNT = 20

# A site's word that it is too busy is not to be answered with more requests.
RETRY_TIMES = 2
RETRY_HTTP_CODES = [500, 502, 504, 408]
# What did not work becomes the source's lamp; cron is not mailed of it every five minutes.
RETRY_GIVE_UP_LOG_LEVEL = "DEBUG"

# A page is read as anyone reads it: no session, no memory of other pages.
COOKIES_ENABLED = False
REFERRER_POLICY = "no-referrer"
METAREFRESH_ENABLED = False
HTTPPROXY_ENABLED = False
DOWNLOADER_MIDDLEWARES_BASE = {
    "crawler.manners.gate.GateMiddleware": 50,
    "crawler.manners.robots_middleware.RobotsMiddleware": 100,
    "scrapy.downloadermiddlewares.downloadtimeout.DownloadTimeoutMiddleware": 350,
    "scrapy.downloadermiddlewares.defaultheaders.DefaultHeadersMiddleware": 400,
    "scrapy.downloadermiddlewares.useragent.UserAgentMiddleware": 500,
    "scrapy.downloadermiddlewares.retry.RetryMiddleware": 550,
    "crawler.browser.middleware.DrawingMiddleware": 580,
    "crawler.manners.unpacking.UnpackingMiddleware": 590,
    "scrapy.downloadermiddlewares.redirect.RedirectMiddleware": 600,
    "crawler.manners.gate.NamesMiddleware": 700,
    "crawler.manners.backoff.BackoffMiddleware": 830,
    "scrapy.downloadermiddlewares.stats.DownloaderStats": 850,
    "crawler.manners.turns.PaceMiddleware": 900,
}
SPIDER_MIDDLEWARES_BASE = {
    "scrapy.spidermiddlewares.start.StartSpiderMiddleware": 25,
    "scrapy.spidermiddlewares.httperror.HttpErrorMiddleware": 50,
    "scrapy.spidermiddlewares.referer.RefererMiddleware": 700,
    "scrapy.spidermiddlewares.depth.DepthMiddleware": 900,
}
DEFAULT_REQUEST_HEADERS = {"Accept": "text/html,application/xhtml+xml;q=0.9,*/*;q=0.5"}

LOG_LEVEL = "WARNING"
LOG_VERSIONS: list[str] = []
