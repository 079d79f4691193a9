"""What a person decides of a complaint and its posts; no program decides over it again."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import select, update

from complaints import typed
from complaints.database import keep_writers_out
from complaints.decide import Decision, words
from complaints.ledger import Ledger
from complaints.records import Act, Row, act
from complaints.tables import findings

LONGEST_THEME = 50
MOST_THEMES = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Judgement:
    """What a person says of a complaint; None, or no themes, for what stays as it was."""

    decision: str | None = None
    severity: str | None = None
    themes: tuple[str, ...] = ()


def judge(ledger: Ledger, row: Row, judgement: Judgement) -> None:
    """Put a person's judgement over the program's, for the complaint and for every post it has now.

    Raises TypedError for themes that cannot be kept, and ForbiddenChangeError.
    """
    keep_writers_out(ledger.connection)
    said = _said(judgement)
    reason = words.say(ledger.shop.language, "reason-judged", by=ledger.by)
    before = {name: row[name] for name in said}
    values = {**said, "reasons": _reasons(reason, row["reasons"])}
    act(ledger, row, Act(verb="judge", values=values, data={**said, "before": before}))
    for finding in _findings(ledger, row):
        judged = {**(finding["judged"] or {}), **said, "reason": reason}
        changed = {**said, "reasons": _reasons(reason, finding["reasons"]), "judged": judged}
        ledger.connection.execute(update(findings).where(findings.c.id == finding["id"]).values(changed))


def _said(judgement: Judgement) -> Row:
    themes = list(dict.fromkeys(typed.line(theme, "a theme", LONGEST_THEME) for theme in judgement.themes))
    if len(themes) > MOST_THEMES:
        raise typed.TypedError(f"{len(themes)} themes are too many; at most {MOST_THEMES} can be kept")
    said = {"decision": judgement.decision, "severity": judgement.severity, "themes": themes or None}
    return {name: value for name, value in said.items() if value is not None}


def _reasons(reason: str, before: list[str]) -> list[str]:
    return [reason, *(each for each in before if each != reason)]


def _findings(ledger: Ledger, row: Row) -> list[Row]:
    columns = (findings.c[name] for name in ("id", "reasons", "judged"))
    query = select(*columns).where(findings.c.complaint == row["id"]).order_by(findings.c.id)
    return [dict(found) for found in ledger.connection.execute(query).mappings()]


def over(decision: Decision, judged: Row | None) -> Decision:
    """The program's decision on a post as it is now, with what a person decided put over it."""
    if judged is None:
        return decision
    kept = {name: judged[name] for name in ("decision", "severity") if name in judged}
    themes = tuple(judged.get("themes", decision.themes))
    return replace(decision, **kept, themes=themes, reasons=(judged["reason"], *decision.reasons))
