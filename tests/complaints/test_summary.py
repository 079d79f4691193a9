"""The one message after first readings, in place of an alert for each old complaint."""

from dataclasses import replace

from builders import SITE, a_review, an_outcome, answered, later, recorded, reviews
from recorded import happened, rows, the_only, told

from complaints.sources import finish
from complaints.summary import summarise


def first_reading(ledger, *posts, source=SITE):
    """A source read for the first time; its messages go nowhere, so that only the summary is told."""
    silent = replace(ledger, route=lambda event: ())
    recorded(silent, *posts, source=source, first=True)
    finish(silent, an_outcome(ledger, source=source, read=len(posts), site=SITE))


def test_a_first_reading_is_summed_up_in_one_message(ledger):
    first_reading(ledger, a_review(1), a_review(3, id="r2"), answered(a_review(1, id="r3")), a_review(5, id="r4"))
    assert summarise(ledger)
    assert told(ledger) == ["reading.first"]
    (source,) = rows(ledger, "events")[-1]["snapshot"]["data"]["sources"]
    assert source == {
        "name": SITE, "site": SITE, "shop": "fietsplezier", "read": 4, "complaints": 3,
        "opened": ["KW-2026-00001", "KW-2026-00002"],
    }  # fmt: skip


def test_all_first_readings_of_a_run_are_one_message(ledger):
    first_reading(ledger, a_review(1))
    first_reading(ledger, a_review(1, id="r2", site="elders"), source="elders")
    summarise(ledger)
    assert told(ledger) == ["reading.first"]
    data = rows(ledger, "events")[-1]["snapshot"]["data"]
    assert [source["name"] for source in data["sources"]] == [SITE, "elders"]
    assert [one["reference"] for one in data["complaints"]] == ["KW-2026-00001", "KW-2026-00002"]


def test_each_shop_has_a_message_of_its_own_sources(ledger):
    other = replace(ledger, shop=replace(ledger.shop, key="steporama"))
    first_reading(ledger, a_review(1))
    first_reading(other, a_review(5, site="elders"), source="elders")
    assert summarise(ledger)
    assert summarise(other)
    messages = [row for row in rows(ledger, "events") if row["kind"] == "first_reading"]
    told_of = [(row["shop"], [one["name"] for one in row["snapshot"]["data"]["sources"]]) for row in messages]
    assert told_of == [("fietsplezier", [SITE]), ("steporama", ["elders"])]


def test_a_first_reading_is_never_told_of_again(ledger):
    first_reading(ledger, a_review(1))
    summarise(ledger)
    assert not summarise(later(ledger, hours=1))
    finish(later(ledger, hours=2), an_outcome(ledger))
    assert not summarise(later(ledger, hours=3))
    assert happened(ledger).count("first_reading") == 1


def test_a_source_that_comes_later_has_a_message_of_its_own(ledger):
    first_reading(ledger, a_review(1))
    summarise(ledger)
    first_reading(ledger, a_review(5, site="elders"), source="elders")
    assert summarise(ledger)
    data = rows(ledger, "events")[-1]["snapshot"]["data"]
    assert [source["name"] for source in data["sources"]] == ["elders"]


def test_without_a_first_reading_there_is_nothing_to_tell(ledger):
    assert not summarise(ledger)
    assert happened(ledger) == []


def test_a_source_that_could_not_be_read_waits_for_its_first_reading(ledger):
    finish(replace(ledger, route=lambda event: ()), an_outcome(ledger, "blocked", any_page=False))
    assert not summarise(ledger)


def test_the_newest_ten_are_named_and_the_others_counted(ledger):
    dated = (f"2026-11-{day:02d}" for day in range(1, 13))
    first_reading(ledger, *(a_review(1, id=day, published=day) for day in dated), a_review(1, id="x", published=None))
    summarise(ledger)
    data = rows(ledger, "events")[-1]["snapshot"]["data"]
    assert (len(data["complaints"]), data["more"]) == (10, 3)
    assert data["complaints"][0]["reference"] == "KW-2026-00012"


def test_a_complaint_is_named_with_what_a_reader_needs_to_know_it(ledger):
    first_reading(ledger, a_review(1))
    summarise(ledger)
    (line,) = rows(ledger, "events")[-1]["snapshot"]["data"]["complaints"]
    assert line == {
        "reference": "KW-2026-00001", "severity": "normal", "author": "Truus Verzonnen",
        "rating": {"value": 1, "best": 5}, "title": "Te laat",
        "url": "https://winkelpraat.example/fietsplezier#r1",
    }  # fmt: skip


def test_complaints_that_came_after_the_first_reading_are_not_in_the_summary(ledger):
    first_reading(ledger, *reviews(1))
    recorded(replace(later(ledger, hours=1), route=lambda event: ()), *reviews(1, 1))
    summarise(ledger)
    (source,) = rows(ledger, "events")[-1]["snapshot"]["data"]["sources"]
    assert source["opened"] == ["KW-2026-00001"]


def test_a_first_reading_is_noted_as_told(ledger):
    first_reading(ledger, a_review(5))
    summarise(ledger)
    assert the_only(ledger, "sources")["summarised"] == ledger.now
