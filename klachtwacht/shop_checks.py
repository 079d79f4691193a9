"""What the keys of shop.toml must be together: names that differ, sites that exist, secrets that fit their place."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from alerts.discretion import pieces
from alerts.routing import Gap
from guard.addresses import Allowed, refuses
from guard.secrets import MASK, Secret, SecretError, mask, reference, resolve
from klachtwacht.durations import as_written
from klachtwacht.shop_faults import Fault, holds, path, unknown
from klachtwacht.shop_toml import DestinationTable, ShopTable, ShopToml, SourceTable, Table
from klachtwacht.shop_values import (
    database_url,
    holds_password,
    is_channel_url,
    is_http_url,
    is_secret_channel,
    is_webhook_secret,
)
from klachtwacht.toml_lines import Loc

# Sites that answer in data: an API with the shop's key, a feed that is published to be read, the shop's own mailbox.
# Nobody's terms are to be looked at for them; what they want is told by the lamp, `needs key`. They are named here
# because no spider is to be imported for every command; a test holds the names against the spiders there are.
DATA = frozenset(
    (
        "app_store", "etrusted", "feed", "google_business", "google_places", "mailbox", "mastodon", "reddit",
        "youtube",
    )
)  # fmt: skip
# Sites that answer in data to who has a key, and are pages to who has none.
BOTH = frozenset(
    (
        "feedback_company", "kieskeurig", "kiyoh", "klantenvertellen", "trusted_shops", "trustpilot", "webwinkelkeur",
    )
)  # fmt: skip
# Of those in data the one that is nothing without an address.
DATA_BY_URL = frozenset({"feed"})
# A key of a source, the one it is held against, and which way it may differ.
_PACES = (("every_min", "every_max", "less"), ("every", "every_min", "more"), ("every", "every_max", "less"))

CheckUrl = Callable[[str], str | None]


@dataclass(frozen=True, slots=True, kw_only=True)
class World:
    """What the file is checked against: the environment, its own folder, the sites there are, Apprise's word."""

    environ: Mapping[str, str]
    folder: Path
    sites: Collection[str]
    check_url: CheckUrl | None = None


def written_secrets(file: ShopToml) -> dict[Loc, str]:
    """Every value that is or points to a secret, as it stands in the file."""
    found: dict[Loc, str | None] = {("database",): file.database, ("network", "ping"): file.network.ping}
    for loc, _, source in sources(file):
        found[*loc, "key"] = source.key
    for at, destination in enumerate(file.destinations):
        for key in ("url", "webhook", "secret"):
            found["destinations", at, key] = getattr(destination, key)
    return {loc: text for loc, text in found.items() if text is not None}


def sources(file: ShopToml) -> Iterator[tuple[Loc, ShopTable, SourceTable]]:
    """Every source with its place and its shop."""
    for at, shop in enumerate(file.shops):
        for position, source in enumerate(shop.sources):
            yield ("shops", at, "sources", position), shop, source


def resolved(written: Mapping[Loc, str], world: World) -> tuple[dict[Loc, Secret], list[Fault]]:
    """The secrets themselves, each fit for its place, and a fault for each that is missing or unfit."""
    found: dict[Loc, Secret] = {}
    faults = []
    for loc, text in written.items():
        try:
            found[loc] = _fit(loc[-1], resolve(text, environ=world.environ, folder=world.folder), world)
        except SecretError as error:
            faults.append(Fault(loc, holds(loc, text, str(error))))
    return found, faults


def _fit(key: str | int, secret: Secret, world: World) -> Secret:
    value = secret.reveal()
    if key == "database":
        return Secret(_database(value, world.folder), secret.origin)
    if key in ("webhook", "ping") and not is_http_url(value):
        raise SecretError("an http or https URL")
    if key == "secret" and not is_webhook_secret(value):
        raise SecretError("whsec_ and 24 to 64 bytes in base64, as Standard Webhooks writes it")
    if key == "url":
        _channel(value, world.check_url)
    return secret


def _database(value: str, folder: Path) -> str:
    try:
        return database_url(value, folder)
    except ValueError:
        raise SecretError("sqlite:///FILE or postgresql://USER:PASSWORD@HOST/DATABASE") from None


def _channel(value: str, check_url: CheckUrl | None) -> None:
    if not is_channel_url(value):
        raise SecretError('an Apprise URL, such as "mailto://HOST?to=ADDRESS" or "slack://…"')
    refusal = check_url(value) if check_url else None
    if refusal is not None:
        raise SecretError(f"an Apprise URL that can be used: {mask(refusal, pieces(value))}")


def faults(file: ShopToml, sites: Collection[str]) -> Iterator[Fault]:
    """What is missing, double, unknown or in contradiction."""
    if not file.shops:
        yield Fault(("shops",), "is missing; expected at least one [[shops]] table")
    yield from _twice((("shops", at), shop.key, "key") for at, shop in enumerate(file.shops))
    yield from _twice((("destinations", at), d.name, "name") for at, d in enumerate(file.destinations))
    for at, shop in enumerate(file.shops):
        yield from _missing(("shops", at), shop)
        yield from _twice((("shops", at, "sources", i), source.name, "name") for i, source in enumerate(shop.sources))
    allowed = Allowed.of(file.network.allow_private)
    for loc, _, source in sources(file):
        yield from _source(loc, source, sites)
        yield from _closed(loc, source, allowed)
    for at, destination in enumerate(file.destinations):
        yield from _destination(("destinations", at), destination, {shop.key for shop in file.shops})


def _missing(loc: Loc, table: Table) -> Iterator[Fault]:
    for key in table.must:
        if key not in table.model_fields_set:
            meaning = type(table).model_fields[key].description
            yield Fault((*loc, key), f"is missing; expected {meaning}")


def _twice(named: Iterable[tuple[Loc, str, str]]) -> Iterator[Fault]:
    first: dict[str, Loc] = {}
    for loc, name, key in named:
        if name and name in first:
            yield Fault((*loc, key), holds((*loc, key), name, f"another {key} than that of {path(first[name])}"))
        first.setdefault(name, loc)


def _source(loc: Loc, source: SourceTable, sites: Collection[str]) -> Iterator[Fault]:
    yield from _missing(loc, source)
    if source.site and source.site not in sites:
        yield unknown((*loc, "site"), source.site, sites, "the name of a site that can be read")
    by_url = source.site in DATA_BY_URL or source.site not in DATA | BOTH
    private = source.site in DATA_BY_URL and source.key is not None
    if source.site in sites and by_url and source.url is None and not private:
        yield Fault((*loc, "url"), f'is missing; expected the http or https URL to read, for site "{source.site}"')
    yield from _pace(loc, source)
    yield from _drawing(loc, source)


def _drawing(loc: Loc, source: SourceTable) -> Iterator[Fault]:
    """What is said of a browser, where there is one."""
    if source.browser and source.site in DATA:
        expected = f'false: site "{source.site}" answers in data, which nothing has to draw'
        yield Fault((*loc, "browser"), holds((*loc, "browser"), "true", expected))
    for key in ("steps", "hosts"):
        if getattr(source, key) and not source.browser:
            yield Fault((*loc, key), "is set; expected browser = true beside it")
    for at, step in enumerate(source.steps):
        yield from _missing((*loc, "steps", at), step)
        if (step.on is None) != (step.do == "scroll") and "do" in step.model_fields_set:
            says = "stands beside" if step.on else "is missing beside"
            expected = "no selector" if step.on else "a CSS selector"
            yield Fault((*loc, "steps", at, "on"), f'{says} do = "{step.do}"; expected {expected}')


def _closed(loc: Loc, source: SourceTable, allowed: Allowed) -> Iterator[Fault]:
    """An address on one's own network that nobody opened; what its name leads to is seen when it is read."""
    reason = refuses(source.url, allowed) if source.enabled and source.url is not None else None
    if reason:
        yield Fault((*loc, "url"), holds((*loc, "url"), source.url, f"an address that may be read: {reason}"))


def _pace(loc: Loc, source: SourceTable) -> Iterator[Fault]:
    for key, other, way in _PACES:
        length, bound = getattr(source, key), getattr(source, other)
        if length and bound and (length < bound if way == "more" else length > bound):
            expected = f'{other}, which is "{as_written(bound)}", or {way}'
            yield Fault((*loc, key), f'is "{as_written(length)}"; expected {expected}')
            return  # with the bounds crossed, every is outside one of them whatever it is


def _destination(loc: Loc, destination: DestinationTable, shops: Collection[str]) -> Iterator[Fault]:
    yield from _missing(loc, destination)
    yield from _address(loc, destination)
    for at, key in enumerate(destination.shops):
        if key not in shops and "" not in shops:  # a shop without a usable key may be the one that is meant
            yield unknown((*loc, "shops", at), key, shops, "the key of a shop in this file")


def _address(loc: Loc, destination: DestinationTable) -> Iterator[Fault]:
    has = {key for key in ("url", "webhook", "secret", "helpdesk") if getattr(destination, key) is not None}
    if "helpdesk" in has:
        expected = "url or webhook instead: this version of Klachtwacht has no helpdesks yet"
        yield Fault((*loc, "helpdesk"), holds((*loc, "helpdesk"), destination.helpdesk, expected))
    elif {"url", "webhook"} <= has:
        yield Fault((*loc, "webhook"), "stands beside url; expected one of the two in a destination")
    elif not has & {"url", "webhook"}:
        yield Fault((*loc, "url"), "is missing; expected url with an Apprise URL, or webhook with secret")
    elif "webhook" in has and "secret" not in has:
        yield Fault((*loc, "secret"), "is missing; expected the secret of the webhook, whsec_…")
    elif "secret" in has and "webhook" not in has:
        yield Fault((*loc, "secret"), "stands beside url; expected webhook: only a webhook has a secret")


def warnings(file: ShopToml, written: Mapping[Loc, str], gaps: Iterable[Gap]) -> Iterator[Fault]:
    """What will run but is not as it should be, as a fault is told. gaps: the complaints nobody would be told."""
    yield from (_plain(loc) for loc in plain_secrets(file, written))
    if not file.network.contact:
        yield Fault(("network", "contact"), "is missing: whoever keeps a site that is read cannot reach you")
    for loc, _, source in sources(file):
        if source.enabled and source.permission is None and _is_page(source):
            yield Fault((*loc, "permission"), "is missing: say who looked at the site's terms, and when")
    places: dict[str, Loc] = {shop.key: ("shops", at) for at, shop in enumerate(file.shops)}
    for gap in gaps:
        lost = " and ".join(gap.severities)
        yield Fault(places[gap.shop], f"({gap.shop}): no destination takes its complaints of severity {lost}")
    if not any(destination.operator for destination in file.destinations):
        yield Fault(("destinations",), "has none with operator = true: nobody is told when a source stops working")


def plain_secrets(file: ShopToml, written: Mapping[Loc, str]) -> list[Loc]:
    """Where a secret itself stands in the file, and not only where to find it."""
    plain = [loc for loc, text in written.items() if reference(text) is None and _is_secret(loc[-1], text)]
    urls = {(*loc, "url"): source.url for loc, _, source in sources(file)}
    return plain + [loc for loc, url in urls.items() if url is not None and holds_password(url)]


def _is_secret(key: str | int, text: str) -> bool:
    return key in ("key", "secret") or (is_secret_channel(text) if key == "url" else holds_password(text))


def _plain(loc: Loc) -> Fault:
    if "sources" in loc and loc[-1] == "url":
        return Fault(loc, f"holds {MASK}, with a token that findings and exports will show")
    return Fault(loc, f"holds {MASK}, a secret in plain text: env:NAME or file:PATH keeps it out of this file")


def _is_page(source: SourceTable) -> bool:
    if source.site in BOTH and source.url is None:
        return False
    return source.site not in DATA and source.key is None
