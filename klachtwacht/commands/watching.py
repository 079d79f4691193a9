"""Commands that watch: run, read, sources, health, deliver, outbox."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from klachtwacht.commands.options import Config, Json


def run(
    sources: Annotated[
        list[str] | None, typer.Argument(metavar="SOURCE", help="Only these sources, due or not.")
    ] = None,
    all_: Annotated[bool, typer.Option("--all", help="Every source, due or not.")] = False,
    json_: Json = False,
    config: Config = None,
) -> None:
    """Read the sources that are due, record what is new, and send what waits.

    Safe from cron every few minutes: what is not due is left alone, and a second pass at the same time does nothing.

    Example: klachtwacht run --all
    """
    from klachtwacht.output import notices, print_object, print_run, progress
    from klachtwacht.program import clock, opened
    from klachtwacht.run import as_json
    from klachtwacht.run import run as one_pass
    from klachtwacht.sign_of_life import SignOfLife

    with SignOfLife(config) as sign, opened(config, check_urls=True) as program:
        sign.config = program.config
        notices(program.config.warnings)
        with progress() as shown:
            sign.result = result = one_pass(
                program.config, program.engine, sources or (), all_=all_, clock=clock, progress=shown
            )
    if json_:
        print_object(as_json(result))
    print_run(result, json_=json_, sources=sum(source.enabled for source in program.config.sources))


def read(
    file: Annotated[Path, typer.Argument(metavar="FILE", help="A page saved from a browser.", exists=True)],
    site: Annotated[str, typer.Option("--site", help="Which reader, as in shop.toml: page for any page.")],
    url: Annotated[str | None, typer.Option("--url", help="Where the page came from.")] = None,
    best: Annotated[float | None, typer.Option("--best", help="The top of its scale, where it does not say.")] = None,
    at: Annotated[str | None, typer.Option("--at", metavar="DATE", help="When it was saved, ISO 8601.")] = None,
    json_: Json = False,
) -> None:
    """Read a saved page and show the reviews on it. Nothing is recorded.

    Example: klachtwacht read reviews.html --site page --best 10
    """
    from klachtwacht.output import print_lines, print_reviews, say
    from klachtwacht.saved_pages import read_saved

    reviews, told = read_saved(file, site=site, url=url, best=best, at=at)
    for line in told:
        say(line)
    print_lines(reviews) if json_ else print_reviews(reviews)


def sources(json_: Json = False, config: Config = None) -> None:
    """Show each source with its lamp: whether it is read well, since when, when it is due, and what to do about it.

    Example: klachtwacht sources
    """
    from klachtwacht.output import notices, print_lines
    from klachtwacht.program import clock, opened
    from klachtwacht.source_list import listed
    from klachtwacht.sources_shown import print_sources

    with opened(config, check_urls=True) as program:
        notices(program.config.warnings)
        rows = listed(program.config, program.engine, clock())
    keyed = {source.path for source in program.config.sources if source.key}
    print_lines(rows) if json_ else print_sources(rows, program.config.zones, keyed)


def health(json_: Json = False, config: Config = None) -> None:
    """Say whether all is well: passes are made, sources are read, messages arrive. Ends with 1 where something is not.

    One line for each thing that is overdue or broken, with what to do; for a monitor, or for cron to mail.

    Example: klachtwacht health
    """
    from guard.fault import Fault
    from klachtwacht.health import Ailment, ailments, as_json, looked_at, well
    from klachtwacht.output import print_object
    from klachtwacht.program import clock, opened

    last, line = None, ""
    try:
        with opened(config) as program:
            facts = looked_at(program.config, program.engine, clock())
        found, last, line = ailments(facts), facts.run, well(facts)
    except Fault as fault:
        # That it cannot even look is what there is to say.
        found = [Ailment(what="program", name=None, why=str(fault), todo=None)]
    if json_:
        print_object(as_json(clock(), found, last))
    else:
        typer.echo("\n".join(each.line() for each in found) or line)
    if found:
        raise typer.Exit(1)


def doctor(
    send: Annotated[bool, typer.Option("--send", help="Have each destination get a test message.")] = False,
    json_: Json = False,
    config: Config = None,
) -> None:
    """Look at every part there is: settings, database, backup, disk, clock, browser, destinations, sources.

    Says what to do about each that is not well, and ends with 1 where one is a fault. Nothing is read or sent, but
    for the test messages of --send.

    Example: klachtwacht doctor
    """
    from klachtwacht.doctor import as_json, is_well
    from klachtwacht.examining import examined
    from klachtwacht.output import print_object
    from klachtwacht.program import clock

    checks = examined(config, clock, send=send)
    if json_:
        print_object(as_json(checks, clock()))
    else:
        typer.echo("\n".join(line for check in checks for line in check.lines()))
    if not is_well(checks):
        raise typer.Exit(1)


def deliver(json_: Json = False, config: Config = None) -> None:
    """Send what waits in the outbox and is due, without reading any source.

    Example: klachtwacht deliver
    """
    import random
    from dataclasses import asdict

    from alerts.deliver import deliver_due
    from klachtwacht.output import print_object, say
    from klachtwacht.program import clock, opened

    with opened(config, check_urls=True) as program:
        shops = {shop.key: shop for shop in program.config.shops}
        destinations = program.config.destinations
        done = deliver_due(program.engine, destinations, shops=shops, clock=clock, chance=random.random)
    if json_:
        print_object(asdict(done))
    else:
        say(f"{done.delivered} delivered, {done.waiting} waiting, {done.dead} dead")


def outbox(json_: Json = False, config: Config = None) -> None:
    """Show every message that was, will be or could not be sent.

    Example: klachtwacht outbox --json
    """
    from complaints.database import reading
    from complaints.outbox import listed
    from klachtwacht.output import print_lines, print_outbox
    from klachtwacht.program import opened

    with opened(config) as program, reading(program.engine) as connection:
        rows = listed(connection)
    print_lines(rows) if json_ else print_outbox(rows, program.config.shops[0].zone)
