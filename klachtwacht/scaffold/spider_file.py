"""The text of a new spider: what its page does not say itself, and nothing else. Pure."""

from __future__ import annotations

import json
from dataclasses import dataclass

from crawler.steps import Step

# A line of the project, less what stands before the steps.
LONGEST = 120 - len("    steps = ")
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
    steps: tuple[Step, ...] = ()

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
        declared += [f"steps = {_written(self.steps)}"] if self.steps else []
        surface = "ReviewSpider, Step" if self.steps else "ReviewSpider"
        lines = "\n    ".join([*declared, "verified = None"])
        return (
            f'"""{", ".join(about)}."""\n\nfrom crawler import {surface}\n\n__all__ = ["{self.class_name}"]\n\n\n'
            f'class {self.class_name}(ReviewSpider):\n    """{_READ.get(self.reader, "Its pages carry data.")}"""\n\n'
            f"    {lines}\n"
        )


def _written(steps: tuple[Step, ...]) -> str:
    """Steps as the formatter would have them."""
    each = [_step(step) for step in steps]
    line = f"({', '.join(each)}{',' * (len(each) == 1)})"
    return line if len(line) <= LONGEST else "(\n        " + ",\n        ".join(each) + ",\n    )"


def _step(step: Step) -> str:
    on = f", on={json.dumps(step.on, ensure_ascii=False)}" if step.on else ""
    times = f", times={step.times}" if step.times > 1 else ""
    return f'Step(do="{step.do}"{on}{times})'
