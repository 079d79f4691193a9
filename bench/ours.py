"""One pass of ours: `python -m bench.ours SHOP_TOML DAYS`, as of now and DAYS; prints what `run --json` prints.

A third word, "unmannered", takes the manners out, to weigh them: no robots.txt, pace, gate, backing off or bounds.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

from complaints.database import open_engine, prepare
from crawler import settings as defaults
from klachtwacht import sites
from klachtwacht.config import load
from klachtwacht.run import Progress, as_json, run

SHOP_TOML = """\
database = "sqlite:///klachtwacht.db"

[network]
contact = "bench@fietsjansen.example"
delay = {delay}
max_pages = {pages}
allow_private = ["127.0.0.1"]

[[shops]]
key = "fietsjansen"
name = "Fietsen Jansen"

[[destinations]]
name = "servicedesk"
{destination}
"""
SOURCE = """
[[shops.sources]]
name = "{name}"
site = "{site}"
url = "{url}"
permission = "our own pages"
"""
UNPACKING = "scrapy.downloadermiddlewares.httpcompression.HttpCompressionMiddleware"
# A webhook that always sleeps: alerts are put in the outbox, and sending them is not counted.
ASLEEP = 'webhook = "http://127.0.0.1:9/"\nsecret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"\nquiet = "{quiet}"'


def asleep() -> str:
    """A destination that is silent from an hour ago for twenty hours, by the shop's clock."""
    now = datetime.now().astimezone()
    return ASLEEP.format(quiet=f"{now - timedelta(hours=3):%H:%M}-{now + timedelta(hours=15):%H:%M}")


def settings(
    folder: Path,
    urls: dict[str, str],
    *,
    pages: int,
    destination: str,
    delay: float = 0.0,
    of: Mapping[str, str] | None = None,
) -> Path:
    """Write a shop.toml with these sources, by name, into the folder; of: their sites, where they are no pages."""
    file = folder / "shop.toml"
    listed = "".join(SOURCE.format(name=name, url=url, site=(of or {}).get(name, "page")) for name, url in urls.items())
    file.write_text(SHOP_TOML.format(pages=pages, destination=destination, delay=delay) + listed, encoding="utf-8")
    return file


def take_manners_out() -> None:
    """Leave Scrapy as it comes where the manners are ours."""
    kept = {name: at for name, at in defaults.DOWNLOADER_MIDDLEWARES_BASE.items() if not name.startswith("crawler.")}
    defaults.DOWNLOADER_MIDDLEWARES_BASE = {**kept, UNPACKING: 590}
    defaults.DOWNLOAD_HANDLERS = {}


def main(file: str, days: str, manners: str = "mannered") -> None:
    if manners == "unmannered":
        take_manners_out()
    path, later = Path(file), timedelta(days=int(days))

    def clock() -> datetime:
        return datetime.now(UTC) + later

    config = load(path, environ={}, sites=sites.names())
    engine = open_engine(config.database.reveal())
    prepare(engine, clock())
    print(json.dumps(as_json(run(config, engine, (), all_=True, clock=clock, progress=Progress()))))


if __name__ == "__main__":
    main(*sys.argv[1:])
