"""Commands for whoever adds a site: new-site, capture."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from klachtwacht.commands.options import Config

if TYPE_CHECKING:
    from crawler.source import Network

Best = Annotated[float | None, typer.Option("--best", help="The top of its scale, where the page does not say.")]
Browser = Annotated[bool, typer.Option("--browser", help="Its pages are drawn by JavaScript.")]
Allow = Annotated[
    list[str] | None,
    typer.Option("--allow-private", metavar="HOST", help="A host of your own network that may be read."),
]


def new_site(  # noqa: PLR0913, PLR0917 what can be said of a page beforehand
    name: Annotated[str, typer.Argument(metavar="NAME", help="What the site will be called: site = NAME.")],
    page: Annotated[str, typer.Argument(metavar="URL|FILE", help="A page with reviews, or one saved from a browser.")],
    url: Annotated[str | None, typer.Option("--url", help="Where a saved page came from.")] = None,
    best: Best = None,
    language: Annotated[
        str | None, typer.Option("--language", help="nl, fr, en or de, where the page does not say.")
    ] = None,
    browser: Browser = False,
    step: Annotated[
        list[str] | None,
        typer.Option("--step", metavar="STEP", help='What --browser does on it, in order: "click*5 button.meer".'),
    ] = None,
    allow_private: Allow = None,
    config: Config = None,
) -> None:
    """Write a spider for a site, with a recorded page of it in which nobody can be known again. For developers.

    Example: klachtwacht new-site winkelpraat https://winkelpraat.example/winkels/fietsen-jansen
    """
    from complaints.review import review_json
    from klachtwacht.output import print_reviews, say
    from klachtwacht.scaffold import new_site as scaffold

    root = scaffold.checkout()
    steps = scaffold.steps_of(step or ())
    wish = scaffold.Wish(
        name=name, page=page, url=url, best=best, language=language, browser=browser or bool(steps), steps=steps
    )
    scaffold.refuse_taken(wish)
    came = scaffold.got(wish, _network(config, allow_private))
    read = scaffold.reader(wish, came)
    spider = scaffold.designed(wish, came, read)
    reading = read(came.text)
    print_reviews(review_json(review) for review in reading.reviews)
    say(f"read by {reading.reader}; next page: {reading.next_url or 'none'}")
    for file in scaffold.keep(root, spider, came, read):
        say(f"written: {file.relative_to(root)}")
    for line in scaffold.NEXT:
        say(line.format(name=name))


def capture(
    site: Annotated[str, typer.Argument(metavar="SITE", help="A site that has a spider.")],
    url: Annotated[str | None, typer.Argument(metavar="URL", help="The page; else the one that is recorded.")] = None,
    refresh: Annotated[bool, typer.Option("--refresh", help="Write what is there now over what is recorded.")] = False,
    allow_private: Allow = None,
    config: Config = None,
) -> None:
    """Fetch a site's recorded page again and show what is read of it then and now. For developers.

    Example: klachtwacht capture heureka https://obchody.heureka.example/fietsen-jansen/recenze/
    """
    from klachtwacht.listing import table
    from klachtwacht.output import say
    from klachtwacht.scaffold.captures import look, renew
    from klachtwacht.scaffold.new_site import checkout

    root = checkout()
    looked = look(root, site, url, _network(config, allow_private))
    if looked.rows:
        table(f"{site}, then and now", ("", "then", "now"), looked.rows)
    for line in looked.told:
        say(line)
    if refresh or not looked.rows:
        for file in renew(root, site, looked):
            say(f"written: {file.relative_to(root)}")


def _network(config: Path | None, allow: list[str] | None) -> Network:
    """How shop.toml says that sites are read; without one, as anyone is. allow: what is opened besides."""
    from crawler.source import Network
    from guard.about import user_agent
    from klachtwacht.program import config_path, load_config

    told = config is not None or config_path(None).exists()
    network = load_config(config).network if told else Network(contact="", user_agent=user_agent())
    return replace(network, allow_private=(*network.allow_private, *(allow or ())))
