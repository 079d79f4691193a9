"""The whole program against a server that answers in data: a folder with a shop.toml, and what it then holds."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from answering_server import AnsweringServer
from practice_stage import Done, call, under_way

SHOP = """\
database = "sqlite:///klachtwacht.db"

[network]
contact = "klachten@fietsplezier.example"
delay = 0
timeout = 20
allow_private = ["127.0.0.1"]

[[shops]]
key = "fietsplezier"
name = "Fietsplezier"

[[shops.sources]]
name = "bron"
site = "{site}"
url = "{url}"
key = "env:SHOP_KEY"
{more}
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Keyed:
    """A folder in which the program reads one source with a key."""

    folder: Path
    key: str

    def settle(self, site: str, url: str, more: str = "") -> None:
        (self.folder / "shop.toml").write_text(SHOP.format(site=site, url=url, more=more), encoding="utf-8")

    def klachtwacht(self, *arguments: str) -> Done:
        return call(self.folder, *arguments, SHOP_KEY=self.key)

    def run(self) -> dict[str, Any]:
        """One pass; what it did at the source, with its new complaints."""
        done = self.klachtwacht("run", "--all", "--json")
        assert done.code == 0, done.err
        (source,) = done.json["sources"]
        return {**source, "complaints": done.json["complaints"]}

    def killed_at(self, server: AnsweringServer, number: int) -> None:
        """A pass that is killed while it waits for the answer to its request of that number for reviews."""
        server.lists, server.stalls_at = 0, number
        running = under_way(self.folder, "run", "--all", "--json", SHOP_KEY=self.key)
        try:
            assert server.stalled.wait(60)
        finally:
            running.kill()
            running.wait()
            server.free.set()
        server.mends()

    def findings(self) -> list[dict[str, Any]]:
        return self.klachtwacht("findings", "--json").lines

    def ids(self) -> Counter[str | None]:
        return Counter(finding["id"] for finding in self.findings())

    def complaints(self) -> list[dict[str, Any]]:
        return self.klachtwacht("complaints", "--json").lines

    def events(self, reference: str) -> list[str]:
        return [event["kind"] for event in self.klachtwacht("show", reference, "--json").json["events"]]

    def written(self) -> bytes:
        """All that stands in the folder's files, shop.toml apart."""
        return b"".join(file.read_bytes() for file in self.folder.rglob("*") if file.is_file())
