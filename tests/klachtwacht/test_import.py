"""Reviews found elsewhere come into the log by the path of the crawl: decided on, known again, silent unless asked."""

from __future__ import annotations

import csv
import io
import json
import os
from pathlib import Path
from typing import Any

import pytest
from builders import a_review, answered
from openpyxl import Workbook
from practice_stage import DESTINATIONS, SECRET, shop_toml, under_way
from scripted_site import a_node, a_page

from complaints.complaint_table import flat
from complaints.review import Review, review_json
from complaints.sheets import write_csv, write_xlsx

FINDING = [
    *("finding", "source", *review_json(a_review()), "decision", "themes", "severity", "reasons", "complaint", "match"),
    *("first_seen", "last_seen", "removed", "revisions", "withheld"),
]


@pytest.fixture
def today() -> str:
    from datetime import UTC, datetime

    return datetime.now(UTC).date().isoformat()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A shop without sources, whose people are told by a webhook that nobody answers."""
    nobody = {"mail": "127.0.0.1:1", "webhook": "http://127.0.0.1:1/", "secret": SECRET}
    told = DESTINATIONS.format(**nobody, staff="service@winkel.example", operator="beheer@winkel.example")
    (tmp_path / "shop.toml").write_text(shop_toml([], told), encoding="utf-8")
    return tmp_path


@pytest.fixture
def bring(in_process, folder: Path):
    """Imports a file with these options and gives what came of it."""

    def run(file: str, *options: str) -> Any:
        return in_process("import", file, "--json", *options, folder=folder)

    return run


def three(today: str) -> list[Review]:
    return [
        a_review(1, id="a", published=today),
        a_review(5, id="b", published=today, text="Prima fiets, snel geleverd."),
        answered(a_review(2, id="c", published=today, cons=("krom wiel", "laat"))),
    ]


def written(folder: Path, kind: str, reviews: list[Review]) -> str:
    file = folder / f"reviews.{kind}"
    rows = [review_json(review) for review in reviews]
    if kind == "jsonl":
        file.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return file.name
    header = list(flat(review_json(answered(a_review()))))
    cells = [header, *([flat(row).get(name, "") for name in header] for row in rows)]
    with file.open("wb") as target:
        (write_csv if kind == "csv" else write_xlsx)(cells, target)
    return file.name


@pytest.mark.parametrize("kind", ["jsonl", "csv", "xlsx"])
def test_reviews_become_findings_and_complaints(bring, folder: Path, today: str, kind: str):
    done = bring(written(folder, kind, three(today)))
    assert (done.code, done.err) == (0, "3 reviews imported: 3 new; complaint records: 2\n")
    assert [list(line) for line in done.lines] == [FINDING] * 3
    assert [line["decision"] for line in done.lines] == ["complaint", "no", "complaint"]
    assert [bool(line["complaint"]) for line in done.lines] == [True, False, True]
    assert {line["source"] for line in done.lines} == {"import"}
    assert [line["match"] for line in done.lines] == [None] * 3
    assert done.lines[2]["cons"] == ["krom wiel", "laat"]
    assert done.lines[2]["reply"]["text"] == "Excuses, er komt een nieuw zadel."


@pytest.mark.parametrize("again", ["jsonl", "csv", "xlsx"])
def test_a_post_that_is_known_is_the_same_post_whatever_file_it_comes_in(bring, folder: Path, today: str, again: str):
    first = bring(written(folder, "jsonl", three(today))).lines
    done = bring(written(folder, again, three(today)))
    expected = [{"relation": "same_post", "score": 1.0, "with": line["finding"]} for line in first]
    assert [line["match"] for line in done.lines] == expected
    assert [line["complaint"] for line in done.lines] == [line["complaint"] for line in first]
    assert [line["revisions"] for line in done.lines] == [0, 0, 0]
    assert "0 new" in done.err


def test_a_post_that_stands_twice_in_a_file_is_one_finding(bring, folder: Path, today: str):
    first, again = bring(written(folder, "jsonl", three(today)[:1] * 2)).lines
    assert (first["match"], again["match"]["with"]) == (None, first["finding"])


def test_what_findings_prints_can_be_imported_again(in_process, bring, folder: Path, today: str):
    bring(written(folder, "jsonl", three(today)))
    (folder / "again.jsonl").write_text(in_process("findings", "--json", folder=folder).out, encoding="utf-8")
    done = bring("again.jsonl")
    assert (done.code, [line["match"]["relation"] for line in done.lines]) == (0, ["same_post"] * 3)


def test_an_import_is_silent_and_the_record_says_that_it_is_history(in_process, bring, folder: Path, today: str):
    bring(written(folder, "jsonl", three(today)))
    assert in_process("outbox", "--json", folder=folder).out == ""


def test_a_post_that_got_worse_is_silent_too(in_process, bring, folder: Path, today: str):
    bring(written(folder, "jsonl", [a_review(3, id="a", published=today)]))
    done = bring(written(folder, "jsonl", [a_review(1, id="a", published=today)]))
    shown = in_process("show", done.lines[0]["complaint"], "--json", folder=folder).json
    assert [event["kind"] for event in shown["events"]] == ["opened", "edited", "worsened"]
    assert in_process("outbox", "--json", folder=folder).out == ""


def test_with_alert_the_people_are_told(in_process, bring, folder: Path, today: str):
    bring(written(folder, "jsonl", three(today)), "--alert")
    waiting = [row["destination"] for row in in_process("outbox", "--json", folder=folder).lines]
    assert waiting == ["servicedesk", "systeem"] * 2


def test_an_old_complaint_stays_a_finding(bring, folder: Path):
    (line,) = bring(written(folder, "jsonl", [a_review(1, published="2020-01-01")])).lines
    assert (line["decision"], line["complaint"]) == ("complaint", None)


def test_reviews_are_kept_under_the_source_site_and_scale_that_are_given(bring, folder: Path):
    (folder / "enquete.csv").write_text("tekst;x\n".replace("tekst;x", "text;rating.value") + "Krom wiel.;4\n", "utf-8")
    (line,) = bring("enquete.csv", "--source", "enquete", "--site", "eigen_enquete", "--best", "10", "--by", "Jo").lines
    assert (line["source"], line["site"], line["rating"]) == ("enquete", "eigen_enquete", {"value": 4, "best": 10})


def test_who_imports_is_who_opened_the_record(in_process, bring, folder: Path, today: str):
    (line,) = bring(written(folder, "jsonl", three(today)[:1]), "--by", "Jo").lines
    shown = in_process("show", line["complaint"], "--json", folder=folder).json
    assert [(event["kind"], event["by"]) for event in shown["events"]] == [("opened", "Jo")]


# Lines that are no reviews


def test_bad_lines_are_named_and_the_others_are_imported(bring, folder: Path, today: str):
    good = json.dumps(review_json(three(today)[0]))
    lines = [good, "{", '{"text": "a", "raiting": 4}', "", "\udcff", '{"rating": {"value": 9}, "id": "z"}']
    (folder / "reviews.jsonl").write_bytes("\n".join(lines).encode("utf-8", "surrogateescape"))
    done = bring("reviews.jsonl")
    assert (done.code, len(done.lines)) == (1, 2)
    assert done.err.splitlines() == [
        "line 2: this is not JSON in UTF-8",
        "line 3: raiting: Extra inputs are not permitted",
        "line 5: this is not JSON in UTF-8",
        "2 reviews imported: 2 new; complaint records: 1; without one: 1 (too old, answered already, or not sure)",
        "klachtwacht: 3 could not be imported, see above; the others were",
    ]


def test_a_row_is_named_as_the_spreadsheet_counts(bring, folder: Path):
    rows = [["author", "text", "rating.value"], ["Bo", "twee\nregels", "1"], ["", "", ""], ["Jo", "krom", "goed"]]
    target = io.StringIO()
    csv.writer(target, delimiter=";").writerows(rows)
    (folder / "reviews.csv").write_text(target.getvalue(), encoding="utf-8", newline="")
    done = bring("reviews.csv")
    assert (done.code, len(done.lines)) == (1, 1)
    assert "row 4: rating.value: this is no number" in done.err


def test_a_chunk_without_any_review_is_no_fault_of_the_next(bring, folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("klachtwacht.importing.CHUNK", 1)
    (folder / "reviews.jsonl").write_text('{}\n{"text": "Krom wiel."}\n', encoding="utf-8")
    done = bring("reviews.jsonl")
    assert (done.code, [line["text"] for line in done.lines]) == (1, ["Krom wiel."])


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("klachten.csv", "reference;shop;status\nKW-2026-00001;x;new\n", "this is a table of complaints"),
        ("a.csv", "text;raiting.value\nKrom;4\n", "there is no column raiting.value; the first row names them: author"),
        ("a.csv", "text;text\nKrom;4\n", "every column has one name"),
        ("a.csv", "", "every column has one name"),
        ("a.xlsx", "geen", "this cannot be read as an XLSX file"),
        ("a.jsonl", '{"record": "complaint"}\n', "line 1: a whole log begins with"),
        ("a.html", "<p>Niets</p>", "no reviews can be read on this page"),
    ],
)
def test_a_file_that_holds_no_reviews_is_refused_in_words(bring, folder: Path, name: str, content: str, said: str):
    (folder / name).write_text(content, encoding="utf-8")
    options = ("--site", "page", "--url", "https://winkel.example/") if name.endswith("html") else ()
    done = bring(name, *options)
    assert (done.code, done.out) == (1, "")
    assert said in done.err


@pytest.mark.parametrize(
    "arguments",
    [["nosuch.csv"], ["shop.toml"], ["page.html"], ["page.html", "--site", "page"], ["page.html", "--source", ""]],
    ids=" ".join,
)
def test_wrong_use_of_import_ends_with_2(bring, folder: Path, arguments: list[str]):
    (folder / "page.html").write_text("<p>", encoding="utf-8")
    assert bring(*arguments).code == 2


def test_of_several_shops_one_is_named(in_process, bring, folder: Path, today: str):
    text = (folder / "shop.toml").read_text(encoding="utf-8")
    more = '\n[[shops]]\nkey = "bakplezier"\nname = "Bakplezier"\n'
    (folder / "shop.toml").write_text(text + more, encoding="utf-8")
    name = written(folder, "jsonl", three(today)[:1])
    assert "there are several shops: say which with --shop; there are fietsjansen, bakplezier" in bring(name).err
    assert "there is no shop x" in bring(name, "--shop", "x").err
    (line,) = bring(name, "--shop", "bakplezier").lines
    assert in_process("show", line["complaint"], "--json", folder=folder).json["shop"] == "bakplezier"


def test_a_post_that_was_erased_does_not_come_back(bring, folder: Path, today: str):
    import sqlite3

    from complaints.tombstones import stone

    name = written(folder, "jsonl", three(today)[:1])
    bring("reviews.jsonl", "--shop", "nosuch")
    with sqlite3.connect(folder / "klachtwacht.db") as database:
        gone = stone("geheim", "fietsjansen", "winkelpraat", "id:a")
        database.execute("INSERT INTO keys VALUES ('tombstones', 'geheim')")
        database.execute("INSERT INTO tombstones VALUES (?, '2026-01-01 00:00:00.000000')", (gone,))
    database.close()
    done = bring(name)
    assert (done.code, done.out) == (0, "")
    assert done.err.startswith("line 1: this post was erased, and does not come back\n0 reviews imported")


# Saved pages


def test_a_saved_page_is_read_as_the_crawl_reads_it(bring, folder: Path, today: str):
    nodes = [a_node(1, 2, datePublished=today), {"@type": "Review", "reviewRating": "?"}]
    (folder / "page.html").write_bytes(a_page(nodes).body)
    page = ("page.html", "--site", "page", "--url", "https://winkelpraat.example/fietsen", "--at", today)
    done = bring(*page)
    assert done.lines[0]["reader"] == "json-ld"
    assert done.lines[0]["complaint"] == "KW-" + today[:4] + "-00001"
    assert bring(*page).lines[0]["match"]["relation"] == "same_post"


# Two at once


def test_two_imports_of_one_file_at_once_make_one_set_of_records(in_process, folder: Path, today: str):
    many = [a_review(1 + n % 5, id=f"r{n}", published=today) for n in range(250)]
    name = written(folder, "jsonl", many)
    in_process("findings", folder=folder)
    both = [under_way(folder, "import", name, "--json") for _ in range(2)]
    outs = [each.communicate(timeout=100) for each in both]
    assert [each.returncode for each in both] == [0, 0], outs
    lines = [[json.loads(line) for line in out.splitlines()] for out, _ in outs]
    assert [len(each) for each in lines] == [250, 250]
    assert sum(line["match"] is None for each in lines for line in each) == 250
    found = in_process("findings", "--json", folder=folder).lines
    references = [line["complaint"] for line in found if line["complaint"]]
    assert (len(found), len(references), len(set(references))) == (250, 150, 150)


# Hostile text


def suite(folder: str, name: str) -> str:
    root = os.environ.get("KLACHTWACHT_SUITES")
    if not root:
        pytest.skip("KLACHTWACHT_SUITES is not set")
    return (Path(root) / folder / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_hostile_texts_are_the_same_from_a_table_as_from_json(in_process, bring, folder: Path, today: str, kind: str):
    texts = json.loads(suite("csv-injection", "own-cells.json")) + json.loads(suite("naughty-strings", "blns.json"))
    posts = [a_review(3, id=f"r{n}", published=today, text=f"{text}\nKrom.") for n, text in enumerate(texts)]
    straight = bring(written(folder, "jsonl", posts), "--source", "recht")
    assert straight.code == 0
    done = bring(written(folder, kind, posts))
    assert (done.code, {line["revisions"] for line in done.lines}) == (0, {0})
    assert [line["text"] for line in done.lines] == [line["text"] for line in straight.lines]


def test_a_table_that_excel_made_is_taken(bring, folder: Path):
    book = Workbook()
    book.active.append(["author", "rating.value", "rating.best", "published", "text", "recommend"])
    from datetime import datetime

    moment = datetime.fromisoformat("2026-07-14T09:30")
    book.active.append(["Bo Bedacht", 2, 5, moment, "Krom wiel.", False])
    book.save(folder / "reviews.xlsx")
    (line,) = bring("reviews.xlsx").lines
    assert (line["rating"], line["recommend"]) == ({"value": 2, "best": 5}, False)
    assert line["published"] == "2026-07-14T09:30:00+02:00"
