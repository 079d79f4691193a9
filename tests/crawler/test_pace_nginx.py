"""The pace as a real server measures it: nginx lets one request through in each delay, and refuses the next."""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path

import pytest
from scripted_site import a_node, a_page

from bench import nginx, warm

SCRIPT = Path(__file__).with_name("crawl_in_process.py")
RATE, SOURCES, PAGES = 10, 4, 4
ABSENT = nginx.missing()


@pytest.mark.skipif(ABSENT is not None, reason=ABSENT or "")
def test_no_request_of_several_sources_on_one_host_comes_sooner_than_the_delay(tmp_path: Path) -> None:
    root = tmp_path / "root"
    for source in range(SOURCES):
        (root / f"{source}").mkdir(parents=True)
        for number in range(PAGES):
            following = f"/{source}/{number + 1}" if number + 1 < PAGES else None
            (root / f"{source}/{number}").write_bytes(a_page([a_node(number)], following=following).body)
    with nginx.limited(root, tmp_path, RATE) as server:
        asked = {
            "sources": [{"name": f"bron{source}", "url": f"{server.url}/{source}/0"} for source in range(SOURCES)],
            "network": {"delay": 1 / RATE, "timeout": 5.0, "allow_private": ["127.0.0.1"]},
            "faulty": None,
            "refused": None,
        }
        done = warm.run([SCRIPT], input=json.dumps(asked))
        arrivals = server.arrivals()
    assert {name: len(one["pages"]) for name, one in json.loads(done.stdout).items()} == {
        f"bron{source}": PAGES for source in range(SOURCES)
    }
    assert {one.status for one in arrivals} == {200}
    assert min(later.at - earlier.at for earlier, later in pairwise(arrivals)) >= 1000 / RATE
