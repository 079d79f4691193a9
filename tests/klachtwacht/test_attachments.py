"""Files that come with a note: kept once, whole, for their owner, under a name that leads nowhere."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from complaints.database import open_engine
from klachtwacht import attachments
from klachtwacht.attachments import LONGEST_NAME, AttachmentError, Attachments, digest, home, safe_name

REFERENCE = "KW-2026-00001"
CONTENT = b"%PDF een bon"
NAME = f"{digest(CONTENT)}-bon.pdf"


@pytest.fixture
def bill(tmp_path: Path) -> Path:
    (tmp_path / "post").mkdir()
    (tmp_path / "post" / "bon.pdf").write_bytes(CONTENT)
    return tmp_path / "post" / "bon.pdf"


def kept(folder: Path) -> list[Path]:
    return sorted(file for file in (folder / "files").rglob("*") if file.is_file())


def test_a_file_is_copied_under_its_digest_and_name_for_its_owner_only(tmp_path: Path, bill: Path) -> None:
    assert Attachments(tmp_path).keep(REFERENCE, bill) == f"files/{REFERENCE}/{NAME}"
    copy = tmp_path / "files" / REFERENCE / NAME
    assert (copy.read_bytes(), oct(copy.stat().st_mode & 0o777)) == (CONTENT, "0o600")
    assert {oct(folder.stat().st_mode & 0o777) for folder in (copy.parent, copy.parent.parent)} == {"0o700"}
    assert kept(tmp_path) == [copy]


def test_the_same_file_is_kept_once_and_another_of_that_name_beside_it(tmp_path: Path, bill: Path) -> None:
    files = Attachments(tmp_path)
    assert files.keep(REFERENCE, bill) == files.keep(REFERENCE, bill)
    bill.write_bytes(b"een andere bon")
    files.keep(REFERENCE, bill)
    assert len(kept(tmp_path)) == 2


def test_a_kept_file_that_was_changed_is_named_and_not_overwritten(tmp_path: Path, bill: Path) -> None:
    place = tmp_path / Attachments(tmp_path).keep(REFERENCE, bill)
    place.write_bytes(b"veranderd")
    with pytest.raises(AttachmentError, match="it has been changed"):
        Attachments(tmp_path).keep(REFERENCE, bill)
    assert place.read_bytes() == b"veranderd"


def test_what_was_new_is_taken_away_again_and_what_was_there_stays(tmp_path: Path, bill: Path) -> None:
    Attachments(tmp_path).keep(REFERENCE, bill)
    second = Attachments(tmp_path)
    second.keep(REFERENCE, bill)
    second.keep("KW-2026-00002", bill)
    second.undo()
    assert [file.parent.name for file in kept(tmp_path)] == [REFERENCE]


def test_a_file_that_is_too_large_is_refused(tmp_path: Path, bill: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(attachments, "LARGEST", len(CONTENT) - 1)
    with pytest.raises(AttachmentError, match="is larger than"):
        Attachments(tmp_path).keep(REFERENCE, bill)
    assert not (tmp_path / "files").exists()


@pytest.mark.parametrize("what", ["/dev/zero", "."])
def test_what_is_no_file_is_refused(tmp_path: Path, what: str) -> None:
    with pytest.raises(AttachmentError, match="is no file"):
        Attachments(tmp_path).keep(REFERENCE, Path(what))


def test_a_copy_that_fails_leaves_nothing(tmp_path: Path, bill: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(number: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        Attachments(tmp_path).keep(REFERENCE, bill)
    assert kept(tmp_path) == []


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("bon.pdf", "bon.pdf"),
        ("Foto van het zadel (2).JPG", "Foto-van-het-zadel-2-.JPG"),
        ("été.png", "été.png"),
        ("../../etc/passwd", "etc-passwd"),
        (".htaccess", "htaccess"),
        ("\x1b[2J\u202egpj.exe", "2J-gpj.exe"),
        ("los\udcff.txt", "los-.txt"),
        ("???", "file"),
        ("a" * 300 + ".pdf", "a" * 46 + ".pdf"),
        ("a." + "b" * 300, "a." + "b" * 48),
    ],
)
def test_a_name_is_made_safe_and_keeps_its_ending(name: str, safe: str) -> None:
    assert safe_name(name) == safe


@given(st.text(max_size=300))
def test_any_name_becomes_one_that_stays_in_its_folder(name: str) -> None:
    safe = safe_name(name)
    assert safe == Path(safe).name
    assert 0 < len(safe) <= LONGEST_NAME
    assert len(f"{digest(b'')}-{safe}".encode()) <= 255


def test_files_stand_beside_the_database_or_beside_the_settings_of_one_on_a_server(tmp_path: Path) -> None:
    class Config:
        path = tmp_path / "settings" / "shop.toml"

    assert home(Config(), open_engine(f"sqlite:///{tmp_path}/data/kw.db")) == tmp_path / "data"  # type: ignore[arg-type]
    assert home(Config(), open_engine("postgresql+psycopg://db.test/kw")) == tmp_path / "settings"  # type: ignore[arg-type]
