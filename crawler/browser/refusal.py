"""Why a page could not be drawn, in words for whoever runs the program."""

from __future__ import annotations


class BrowserError(Exception):
    """The browser could not be started, or did not draw the page; str() says why, and what to do where known."""
