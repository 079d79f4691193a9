"""What a page that is drawn by JavaScript needs done before its reviews are there: data, in shop.toml or a spider."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal, cast, get_args

Doing = Literal["wait", "click", "refuse", "scroll"]
DOINGS: tuple[str, ...] = get_args(Doing)
MOST_TIMES = 50

_LINE = re.compile(rf"(?P<do>{'|'.join(DOINGS)})(?:\*(?P<times>\d{{1,2}}))?(?:\s+(?P<on>\S.*))?")
_AGREES = re.compile(
    r"\b(?:accept\w*|akkoord|toestaan|toestemmen|j'accepte|accord|autoriser|allow|agree|zustimmen"
    r"|akzeptieren)\b",
    re.IGNORECASE,
)
_REFUSES = re.compile(
    r"\b(?:niet|geen|weiger\w*|zonder|alleen|enkel|afwijzen|refuse\w*|refuser|sans|reject\w*|decline|deny"
    r"|only|necessary|noodzakelijk\w*|essenti\w*|n[eé]cessaires?|ablehnen|nur)\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One thing to do on a page: wait for, click on or refuse by the element that a CSS selector names, or scroll.

    times: how often at most; click and scroll end earlier where there is nothing more.
    """

    do: Doing
    on: str | None = None
    times: int = 1

    def __post_init__(self) -> None:
        if (self.on is None) != (self.do == "scroll"):
            needs = "no CSS selector" if self.do == "scroll" else "a CSS selector to be done on"
            raise ValueError(f"a step that is to {self.do} needs {needs}")

    @classmethod
    def parse(cls, text: str) -> Step:
        """A step in one line: "click*5 button.meer", "refuse #cookies .nee", "scroll". Raises ValueError."""
        found = _LINE.fullmatch(text.strip())
        if found is None or not 1 <= int(found["times"] or 1) <= MOST_TIMES:
            raise ValueError(f"{text!r} is no step; write {', '.join(DOINGS)}, *TIMES where it is several, a selector")
        return cls(do=cast("Doing", found["do"]), on=found["on"], times=int(found["times"] or 1))

    def __str__(self) -> str:
        return self.do if self.on is None else f"{self.do} {self.on}"


def gives_consent(label: str) -> bool:
    """Whether a button with these words agrees to what a site asks, so that it is not for a program to press."""
    return bool(_AGREES.search(label)) and not _REFUSES.search(label)
