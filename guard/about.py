"""Who we say we are to the servers of others."""

from __future__ import annotations

from importlib.metadata import PackageNotFoundError, version

NAME = "Klachtwacht"


def program_version() -> str:
    """The installed version, or 0 for a checkout that was never installed."""
    try:
        return version("klachtwacht")
    except PackageNotFoundError:
        return "0"


def user_agent(contact: str | None = None) -> str:
    """Klachtwacht/VERSION (+contact): a site owner who finds it in a log can write to whoever runs it.

    contact is a mail address or a URL; without one only the name and version are told.
    """
    name = f"{NAME}/{program_version()}"
    if not contact:
        return name
    return f"{name} (+{contact if '://' in contact else f'mailto:{contact}'})"


USER_AGENT = user_agent()
