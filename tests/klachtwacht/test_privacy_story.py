"""A person erased from a log that is at work: three readings, an edit on the page and an import bring nothing back."""

from __future__ import annotations

import json
from pathlib import Path

from practice_stage import staged

from klachtwacht.practice.board import Draft

NAME = "Truus van den Dummy"
BAD = Draft(
    author=NAME, mark=2, title="Zwabberwiel", text="Na een week was het achterwiel scheluw en niemand belt terug."
)
WORDS = (b"dummy", b"achterwiel scheluw", b"zwabberwiel")


def hits(folder: Path) -> int:
    """In the database, what SQLite keeps beside it, and kept files."""
    files = [*folder.glob("klachtwacht.db*"), *(each for each in folder.glob("files/*/*") if each.is_file())]
    content = b"".join(file.read_bytes() for file in files).lower()
    return sum(content.count(word) for word in WORDS)


def test_who_was_erased_does_not_come_back(tmp_path: Path) -> None:
    with staged(tmp_path, per_page=50) as stage:
        stage.play()
        added = stage.control.add(BAD)
        (reference,) = stage.play().result["complaints"]
        (tmp_path / "bon.txt").write_text(f"bon van {NAME}")
        assert stage.klachtwacht("note", reference, "--file", "bon.txt", "--text", f"{NAME} belde").code == 0
        (mine,) = (row for row in stage.klachtwacht("findings", "--json").lines if row["author"] == NAME)
        assert hits(tmp_path) > 5

        assert stage.klachtwacht("privacy", "erase", "--author", NAME.upper(), "--yes").code == 0
        assert hits(tmp_path) == 0

        for number in range(3):
            # A page that changed is read, not only asked for.
            stage.control.add(Draft(author=f"Bo {number}", mark=9, text="Prima fiets, vlot geleverd en netjes."))
            if number == 1:
                stage.control.edit(added, text="Het ACHTERWIEL SCHELUW na een week. Dummy zegt: zwabberwiel.")
            scene = stage.play()
            assert (scene.source["new"], scene.source["edited"], scene.result["complaints"]) == (1, 0, [])
            assert hits(tmp_path) == 0

        (tmp_path / "again.jsonl").write_text(json.dumps(mine) + "\n", encoding="utf-8")
        done = stage.klachtwacht("import", "again.jsonl")
        assert "this post was erased, and does not come back" in done.err
        assert hits(tmp_path) == 0
        assert stage.show(reference)["status"] == "erased"
