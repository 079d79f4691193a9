"""What was deleted leaves the file too, and copies of it are named."""

from __future__ import annotations

from builders import NOW, a_review, a_shop, recorded
from sqlalchemy import Engine

from complaints.database import back_up, open_engine, reading, sqlite_file
from complaints.ledger import Ledger
from complaints.privacy import erasing, held
from complaints.privacy.overwriting import copies_beside, overwrite_deleted


def erased(engine: Engine) -> None:
    with engine.begin() as connection:
        recorded(Ledger(connection=connection, shop=a_shop(), now=NOW), a_review(1))
    with engine.begin() as connection:
        found = held.of_author(connection, "Truus Verzonnen")
        erasing.erase(connection, NOW, "Jo", found, "request")


def test_the_database_is_written_anew_and_works_on(engine):
    erased(engine)
    assert overwrite_deleted(engine)
    with engine.begin() as connection:
        result = recorded(Ledger(connection=connection, shop=a_shop(), now=NOW), a_review(1, id="r2", text="Anders."))
    assert result.new == 1


def test_another_who_reads_keeps_it_from_being_written_anew(engine, monkeypatch):
    monkeypatch.setattr("complaints.privacy.overwriting.BUSY_SECONDS", 1)
    erased(engine)
    elsewhere = open_engine(engine.url.render_as_string(hide_password=False))
    with reading(elsewhere) as other:
        held.of_author(other, "Bo Bedacht")
        assert not overwrite_deleted(engine)
    elsewhere.dispose()


def test_copies_beside_the_database_are_named(engine):
    file = sqlite_file(engine)
    if file is None:
        assert copies_beside(engine) == []
        return
    (file.parent / "shop.toml").write_text("")
    copy = file.with_name("klachtwacht.db.0001.backup")
    back_up(file, copy)
    assert copies_beside(engine) == [copy]
