"""The text of a new spider: what its page does not say itself, and nothing else. Pure."""

from __future__ import annotations

from dataclasses import dataclass

LANGUAGES = {"nl": "Dutch", "fr": "French", "en": "English", "de": "German"}
_READ = {
    "json-ld": "Its pages carry JSON-LD.",
    "microdata": "Its pages carry microdata.",
    "cards": "Its pages carry no data: their cards are read, as those of any page are.",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class NewSpider:
    """A site's spider: what it declares. best and language only where its pages do not say them."""

    name: str
    domain: str
    reader: str
    best: float | None = None
    language: str | None = None
    browser: bool = False

    @property
    def class_name(self) -> str:
        """The name of its class."""
        return "".join(part.capitalize() for part in self.name.split("_"))

    def text(self) -> str:
        """The whole file."""
        about = [f"Reviews of a shop on {self.domain}"]
        about += [f"1-{self.best:g}"] if self.best else []
        about += [LANGUAGES[self.language]] if self.language else []
        declared = [f'name = "{self.name}"', f'domains = ("{self.domain}",)']
        declared += [f"best = {self.best:g}"] if self.best else []
        declared += [f'language = "{self.language}"'] if self.language else []
        declared += ["browser = True"] if self.browser else []
        lines = "\n    ".join([*declared, "verified = None"])
        return (
            f'"""{", ".join(about)}."""\n\nfrom crawler import ReviewSpider\n\n__all__ = ["{self.class_name}"]\n\n\n'
            f'class {self.class_name}(ReviewSpider):\n    """{_READ.get(self.reader, "Its pages carry data.")}"""\n\n'
            f"    {lines}\n"
        )
