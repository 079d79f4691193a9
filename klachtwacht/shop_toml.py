"""The tables and keys of shop.toml: what each is called, means and may hold.

Keys that must be there have a default here all the same, so that the rest of a file with a fault can still be
checked; `must` names them. What depends on more than one key is checked in shop_checks.py.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Annotated, Any, ClassVar, Literal, get_args
from zoneinfo import ZoneInfo

from pydantic import BaseModel, BeforeValidator, ByteSize, ConfigDict, Field, TypeAdapter
from pydantic_core import PydanticCustomError

from alerts.quiet import parse_quiet
from crawler.steps import DOINGS, MOST_TIMES, Doing
from klachtwacht import shop_values
from klachtwacht.durations import duration

HOLIDAYS = ("NL", "BE")
LANGUAGES = ("nl", "fr", "en", "de")
# Their values are never shown; the text may also be env:NAME or file:PATH, and is checked once it is resolved.
SECRETS = frozenset(
    {"database", "network.ping", "shops.sources.key", "destinations.url", "destinations.webhook", "destinations.secret"}
)
TABLE_LISTS = frozenset({"shops", "shops.sources", "shops.sources.steps", "destinations"})
EXPECTED = "expected"
_BYTES = TypeAdapter(ByteSize)


def _is(what: str, holds: Callable[[str], bool]) -> BeforeValidator:
    """A text for which holds is true; what says in words what is expected."""

    def check(value: Any) -> Any:
        if not (isinstance(value, str) and holds(value)):
            raise PydanticCustomError(EXPECTED, what)
        return value

    return BeforeValidator(check)


def _read(what: str, read: Callable[[Any], Any], *kinds: type) -> BeforeValidator:
    """A value of one of the kinds that read turns into the key's own type, or refuses with ValueError."""

    def check(value: Any) -> Any:
        try:
            if isinstance(value, kinds) and not isinstance(value, bool):
                return read(value)
        except ValueError:
            pass  # told below, in the words for this key
        raise PydanticCustomError(EXPECTED, what)

    return BeforeValidator(check)


def _one_of(*values: str) -> BeforeValidator:
    return _is("one of " + ", ".join(f'"{value}"' for value in values), lambda value: value in values)


def _is_quiet(value: str) -> bool:
    try:
        parse_quiet(value)
    except ValueError:
        return False
    return True


def _bytes(value: Any) -> ByteSize:
    size = _BYTES.validate_python(value)
    if size <= 0:
        raise ValueError("no room at all")
    return size


Text = Annotated[str, _is("a text of one line, at most 500 characters", shop_values.is_text)]
Name = Annotated[str, _is("1 to 64 letters, digits, - or _", shop_values.is_name)]
Host = Annotated[str, _is('a domain such as "fietsjansen.nl", without https://', shop_values.is_host)]
PageUrl = Annotated[str, _is("an http or https URL, without a password", shop_values.is_page_url)]
Duration = Annotated[timedelta, _read('a duration such as "90s", "5m", "1h30m" or "1d"', duration, str)]
Size = Annotated[ByteSize, _read('a size such as "8 MiB", or a whole number of bytes', _bytes, str, int)]
Zone = Annotated[ZoneInfo, _read('a time zone such as "Europe/Amsterdam"', shop_values.zone, str)]
Language = Annotated[str, _one_of(*LANGUAGES)]
Country = Annotated[
    str,
    _is('two capital letters, such as "NL"', lambda v: v.isascii() and v.isalpha() and v.isupper() and len(v) == 2),
]
Severity = Annotated[Literal["low", "normal", "high"], _one_of("low", "normal", "high")]
Quiet = Annotated[str, _is('two times of day such as "22:00-07:00"', _is_quiet)]
Private = Annotated[
    str, _is('a host, host:port or CIDR block, such as "127.0.0.1:8000"', shop_values.is_allowed_private)
]


class Table(BaseModel):
    """One table of the file. must: the keys that cannot be left out."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True, hide_input_in_errors=True, allow_inf_nan=False)
    must: ClassVar[tuple[str, ...]] = ()


class NetworkTable(Table):
    """How Klachtwacht behaves towards the sites it reads."""

    contact: Annotated[str, _is("an e-mail address or an http or https URL", shop_values.is_contact)] = Field(
        default="", description="an e-mail address or URL by which a site can reach you; stands in the user agent"
    )
    delay: float = Field(
        default=1.0, ge=0, description="seconds between requests to one host, never less than its robots.txt asks"
    )
    timeout: float = Field(default=30.0, gt=0, description="seconds after which a request is given up")
    max_body: Size = Field(default=ByteSize(8 * 1024**2), description='the largest page that is read, such as "8 MiB"')
    max_pages: int = Field(default=50, ge=1, description="the most pages read from one source in one run")
    user_agent: Annotated[
        str | None, _is("one line of ASCII text without control characters", shop_values.is_user_agent)
    ] = Field(
        default=None, description="the name under which sites are read; by default Klachtwacht/VERSION (+CONTACT)"
    )
    allow_private: list[Private] = Field(
        default=[],
        description="hosts, host:port or CIDR blocks on your own network that may be read; nothing else there is",
    )
    ping: str | None = Field(
        default=None,
        repr=False,
        description="a URL that is asked for after each good pass, URL/fail after a bad one (Healthchecks.io)",
    )


class StepTable(Table):
    """One thing to do on a page that a browser draws."""

    must = ("do",)
    do: Annotated[Doing, _one_of(*DOINGS)] = Field(
        default="wait",
        description="wait for what on names, click on it, refuse by it what a site asks (cookies), or scroll down",
    )
    on: Text | None = Field(default=None, description="a CSS selector of what it is done on; not for scroll")
    times: int = Field(default=1, ge=1, le=MOST_TIMES, description="how often at most")


class SourceTable(Table):
    """One place where the shop is talked about."""

    must = ("name", "site")
    name: Name = Field(default="", description="what you call the source; elsewhere SHOP/NAME")
    site: Text = Field(default="", description='which reader: "page" for any page with reviews, or the name of a site')
    url: PageUrl | None = Field(default=None, description="the shop's own page there, http or https")
    id: Text | None = Field(default=None, description="the shop's number or name at the site, where it asks for one")
    key: str | None = Field(default=None, repr=False, description="the key of the site's API: env:NAME or file:PATH")
    best: float | None = Field(
        default=None, gt=0, description="the top of the site's scale, where the page does not say it"
    )
    language: Language | None = Field(
        default=None, description="the language of the reviews, where the page does not say it"
    )
    country: Country | None = Field(default=None, description="the country of the site, where it has several")
    browser: bool = Field(
        default=False, description="read the page with a browser, for pages that are empty without one"
    )
    steps: list[StepTable] = Field(default=[], description="what has to be done on a page that a browser draws")
    hosts: list[Host] = Field(
        default=[], description="whose hosts, beside its own, a page that a browser draws may fetch from"
    )
    every: Duration = Field(default=timedelta(hours=1), description='how often it is read, such as "1h"')
    every_min: Duration | None = Field(
        default=None, description="the shortest time between two readings when it adapts"
    )
    every_max: Duration | None = Field(default=None, description="the longest time between two readings when it adapts")
    history_days: int = Field(
        default=30,
        ge=0,
        le=3650,
        description="how many days back the first reading opens records for unanswered complaints",
    )
    permission: Text | None = Field(default=None, description="who looked at the site's terms, and when")
    enabled: bool = Field(default=True, description="false: keep the source and its findings, but read it no more")


class ShopTable(Table):
    """One shop."""

    must = ("key", "name")
    key: Name = Field(default="", description="a short name for commands and records; do not change it later")
    name: Text = Field(default="", description="the shop's name, for people")
    names: list[Text] = Field(default=[], description="other ways people write the name; used to find mentions")
    domains: list[Host] = Field(default=[], description="the domains of the shop's own web sites")
    near: list[Text] = Field(
        default=[],
        description='where the name is a common word: how a word near it must begin, one of them, such as ["fiets"]',
    )
    languages: list[Language] = Field(
        default=["nl"], min_length=1, description="the languages of its customers; the first is what its staff reads"
    )
    timezone: Zone = Field(
        default=ZoneInfo("Europe/Amsterdam"), description="the time zone of the shop's working hours"
    )
    holidays: Annotated[str, _one_of(*HOLIDAYS)] = Field(default="NL", description="whose public holidays: NL or BE")
    sources: list[SourceTable] = Field(default=[], description="[[shops.sources]]: where the shop is talked about")


class DestinationTable(Table):
    """One address that gets alerts."""

    must = ("name",)
    name: Name = Field(default="", description="what you call the destination")
    url: str | None = Field(default=None, repr=False, description="an Apprise URL; best as env:NAME or file:PATH")
    webhook: str | None = Field(
        default=None, repr=False, description="the http or https URL of a Standard Webhooks endpoint"
    )
    secret: str | None = Field(
        default=None, repr=False, description="the secret of the webhook, whsec_…: env:NAME or file:PATH"
    )
    helpdesk: Text | None = Field(default=None, description="for a later version: this one has no helpdesks yet")
    severity: Severity = Field(default="low", description="the least severity that is sent: low, normal or high")
    quiet: Quiet | None = Field(
        default=None, description='no alerts between these times of day, such as "22:00-07:00"; they follow after'
    )
    operator: bool = Field(default=False, description="true: gets what concerns the program itself, and no complaints")
    language: Language | None = Field(default=None, description="the language of the alerts, if not the shop's")
    shops: list[Name] = Field(default=[], description="the keys of the shops it is for; empty means all")


class PrivacyTable(Table):
    """How long what is kept of people is kept, for `klachtwacht privacy purge`."""

    complaints_days: int = Field(
        default=730, ge=1, le=3650, description="how many days a complaint is kept after it ended"
    )
    others_days: int = Field(default=90, ge=1, le=3650, description="how many days a post that is no complaint is kept")
    gap_days: int = Field(
        default=40,
        ge=1,
        le=3650,
        description="after so many days in which nothing was recorded the clock is doubted, and nothing erased",
    )


class ShopToml(Table):
    """The whole file."""

    database: str = Field(
        default="sqlite:///klachtwacht.db",
        repr=False,
        description="sqlite:///FILE or postgresql://…; a FILE is relative to shop.toml",
    )
    network: NetworkTable = Field(default=NetworkTable(), description="[network]: how sites are read")
    privacy: PrivacyTable = Field(default=PrivacyTable(), description="[privacy]: how long what is kept is kept")
    shops: list[ShopTable] = Field(default=[], description="[[shops]]: your shops")
    destinations: list[DestinationTable] = Field(default=[], description="[[destinations]]: where alerts go")


def keys() -> dict[str, str]:
    """Every key that shop.toml may have, dotted ("shops.sources.url"), with what it means."""
    return dict(_keys(ShopToml, ""))


def _keys(table: type[Table], before: str) -> list[tuple[str, str]]:
    found = []
    for name, field in table.model_fields.items():
        found.append((before + name, field.description or ""))
        inner = next((kind for kind in (field.annotation, *get_args(field.annotation)) if _is_table(kind)), None)
        found.extend(_keys(inner, f"{before}{name}.") if inner else [])
    return found


def _is_table(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Table)
