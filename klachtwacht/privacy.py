"""Erasing and taking out on behalf of a person: the records, the files beside them, and what is left elsewhere."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, func, select

from complaints import accesses
from complaints.database import keep_writers_out, reading
from complaints.privacy import erasing, held, purging, traces
from complaints.privacy.dossier import dossier
from complaints.privacy.held import Held, rows_in
from complaints.privacy.names import Name
from complaints.privacy.overwriting import copies_beside, overwrite_deleted
from complaints.tables import accesses as noted
from complaints.tables import correspondence, revisions
from guard.fault import Fault
from klachtwacht.attachments import FOLDER, home
from klachtwacht.exporting import write_dossier
from klachtwacht.program import Program, clock

Row = dict[str, Any]
TAKEN_OUT = ("export", "backup", "privacy export")


class NothingHeldError(Fault):
    """Nothing is held of whom or what was asked."""


class NotOverwrittenError(Fault):
    """The records are erased, and their bytes are still in the file."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Whom or what it is about: a name as a whole, or a complaint's reference; one of the two."""

    author: str | None = None
    reference: str | None = None

    def look_up(self, connection: Connection) -> Held:
        """What is held of it. Raises NothingHeldError, UnknownReferenceError and ForbiddenChangeError."""
        if self.reference is not None:
            return held.of_reference(connection, self.reference)
        found = held.of_author(connection, self.author or "")
        if not (found.findings or found.complaints):
            raise NothingHeldError(f"nothing is held of anyone called {self.author}; the name counts as a whole")
        return found


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What is held: the rows, how much it is, and the files kept with it."""

    held: Held
    counts: dict[str, int]
    files: tuple[Path, ...] = ()


def look_up(program: Program, asked: Asked) -> Found:
    """What is held of a person or a complaint. Raises as Asked.look_up."""
    with reading(program.engine) as connection:
        return _found(program, connection, asked.look_up(connection))


def _found(program: Program, connection: Connection, kept: Held) -> Found:
    files = tuple(_files(connection, home(program.config, program.engine), kept))
    return Found(held=kept, counts={**held.counts(connection, kept), "files": len(files)}, files=files)


def erase(program: Program, asked: Asked, by: str) -> Row:
    """Erase all that is held of a person or a complaint, and write the database anew without it.

    Gives what was erased and what is left for a person to look at. Raises as look_up, and OSError where a file
    cannot be deleted: then nothing is erased.
    """
    with program.engine.begin() as connection:
        keep_writers_out(connection)
        found = _found(program, connection, asked.look_up(connection))
        names = _names(connection, found.held, asked.author)
        erasing.erase(connection, clock(), by, found.held, "request")
        everywhere = [] if asked.author is None else [Name(asked.author)]
        traces.clear(connection, found.held.references, names, everywhere)
        count = found.counts["findings"] + found.counts["complaints"]
        reference = found.held.references[0] if asked.reference else None
        accesses.note(connection, clock(), by, "privacy erase", reference=reference, count=count)
        _delete(found.files)
    overwritten = overwrite_deleted(program.engine)
    return {
        "references": list(found.held.references),
        "erased": found.counts,
        "overwritten": overwritten,
        "left": _left(program, names),
    }


def _names(connection: Connection, kept: Held, author: str | None) -> list[Name]:
    """The names by which the person goes in what is held; each once."""
    earlier = rows_in(connection, revisions, revisions.c.finding, kept.finding_ids)
    letters = rows_in(connection, correspondence, correspondence.c.complaint, kept.complaint_ids)
    written = [author, *(row["review"]["author"] for row in (*kept.findings, *earlier))]
    written += [row["person"] for row in kept.complaints]
    written += [row["author"] for row in letters if row["direction"] == "from_customer"]
    return list({name.folded: name for name in map(Name, filter(None, written)) if name.folded}.values())


def _left(program: Program, names: list[Name]) -> Row:
    """What this command does not erase: the name in texts of others, copies of the database, what was taken out."""
    out = select(noted.c.what, func.count(), func.max(noted.c.at)).where(noted.c.what.in_(TAKEN_OUT))
    with reading(program.engine) as connection:
        mentions = traces.mentions(connection, names)
        taken = connection.execute(out.group_by(noted.c.what).order_by(noted.c.what)).all()
    return {
        "mentions": mentions,
        "copies": [str(file) for file in copies_beside(program.engine)],
        "taken_out": [{"what": what, "times": times, "last": last.isoformat()} for what, times, last in taken],
    }


def _files(connection: Connection, folder: Path, kept: Held) -> Iterable[Path]:
    """The files kept with these complaints, and none that a letter of another complaint names."""
    letters = rows_in(connection, correspondence, correspondence.c.complaint, kept.complaint_ids)
    query = select(correspondence.c.complaint, correspondence.c.file).where(correspondence.c.file.is_not(None))
    ours = set(kept.complaint_ids)
    others = {folder / file for complaint, file in connection.execute(query) if complaint not in ours}
    found = {folder / row["file"] for row in letters if row["file"]}
    for reference in kept.references:
        found.update((folder / FOLDER / reference).glob("*"))
    # What a letter names came through `import` too: nothing outside the folder is touched.
    inside = (folder / FOLDER).resolve()
    return sorted(file for file in found - others if file.is_file() and inside in file.resolve().parents)


def _delete(files: Iterable[Path]) -> None:
    for file in files:
        file.unlink(missing_ok=True)
        if not any(file.parent.iterdir()):
            file.parent.rmdir()


def take_out(program: Program, asked: Asked, file: Path, by: str) -> Row:
    """Write all that is held to a file. Gives how much that is. Raises as look_up and write_dossier."""
    with reading(program.engine) as connection:
        found = _found(program, connection, asked.look_up(connection))
        said = {"author": asked.author, "reference": asked.reference}
        whole = dossier(connection, found.held, said, clock())
    folder = home(program.config, program.engine)
    whole["files"] = [str(each.relative_to(folder)) for each in found.files]
    write_dossier(file, whole)
    count = found.counts["findings"] + found.counts["complaints"]
    with program.engine.begin() as connection:
        reference = found.held.references[0] if asked.reference else None
        accesses.note(connection, clock(), by, "privacy export", reference=reference, count=count)
    return {"file": str(file), **found.counts}


def due(program: Program) -> Row:
    """How much has been kept long enough, and which complaints; nothing is erased."""
    with reading(program.engine) as connection:
        found = purging.due(connection, clock(), program.config.terms)
    return {"references": list(found.held.references), "erased": found.counts()}


def purge(program: Program, by: str, *, clock_is_right: bool) -> Row:
    """Erase what has been kept long enough. Gives what that was. Raises ClockError."""
    now, terms = clock(), program.config.terms
    with program.engine.begin() as connection:
        keep_writers_out(connection)
        if not clock_is_right:
            purging.check_clock(connection, now, terms)
        ended = purging.due(connection, now, terms)
        files = _found(program, connection, ended.held).files
        found = purging.purge(connection, now, by, terms)
        done = {**found.counts(), "files": len(files)}
        accesses.note(connection, now, by, purging.PURGE, count=done["complaints"] + done["bare"] + done["gone"])
        _delete(files)
    overwritten = overwrite_deleted(program.engine)
    return {"references": list(found.held.references), "erased": done, "overwritten": overwritten}
