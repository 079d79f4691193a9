"""What a program does with the control page: the same forms a person sends, over real HTTP."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import parse_qs, urlsplit

import httpx

from klachtwacht.practice.board import Draft, Layout

TIMEOUT_SECONDS = 10.0
RECOMMENDS = {True: "ja", False: "nee", None: ""}


class PracticeError(RuntimeError):
    """The control page refused; the message holds the status and what the page says."""


@dataclass(frozen=True, slots=True)
class Practice:
    """The control page of a practice site at base_url. Every method raises PracticeError when it is refused."""

    base_url: str

    def add(self, draft: Draft, *, published: datetime | None = None) -> str:
        """A customer writes a review, now or at an earlier aware moment; its id."""
        form = {
            "auteur": draft.author,
            "cijfer": str(draft.mark),
            "tekst": draft.text,
            "titel": draft.title,
            "plaats": draft.place,
            "pluspunten": "\n".join(draft.pros),
            "minpunten": "\n".join(draft.cons),
            "aanraden": RECOMMENDS[draft.recommend],
            "taal": draft.language,
            "datum": published.isoformat() if published else None,
        }
        return self._post("toevoegen", form)

    def edit(self, post_id: str, *, mark: int | None = None, title: str | None = None, text: str | None = None) -> None:
        """The customer changes what is given here."""
        self._post(
            f"{post_id}/bewerken", {"cijfer": None if mark is None else str(mark), "titel": title, "tekst": text}
        )

    def answer(self, post_id: str, text: str) -> None:
        """The shop answers below the review."""
        self._post(f"{post_id}/antwoord", {"tekst": text})

    def remove(self, post_id: str) -> None:
        """The review vanishes from the site."""
        self._post(f"{post_id}/verwijderen", {})

    def layout(self, layout: Layout | str) -> None:
        """Show review pages as jsonld, microdata, broken or empty."""
        self._post("opmaak", {"opmaak": str(layout)})

    def block(self) -> None:
        """Turn every visitor away with 403."""
        self._post("toegang", {"toegang": "geblokkeerd"})

    def unblock(self) -> None:
        """Let visitors in again."""
        self._post("toegang", {"toegang": "open"})

    def _post(self, path: str, form: Mapping[str, str | None]) -> str:
        filled = {name: value for name, value in form.items() if value is not None}
        # The site is on this machine: a proxy from the environment must not come between.
        with httpx.Client(trust_env=False, timeout=TIMEOUT_SECONDS) as client:
            response = client.post(f"{self.base_url}/beheer/{path}", data=filled)
        if response.status_code != 303:
            raise PracticeError(f"{response.status_code} for {path}: {_said(response.text)}")
        return parse_qs(urlsplit(response.headers["location"]).query).get("id", [""])[0]


def _said(page: str) -> str:
    """The problem page's own sentence, which it repeats in its title."""
    return page.partition("<title>")[2].partition("</title>")[0]
