"""The base of every error that is told to whoever runs the program, in words, without a traceback."""

from __future__ import annotations


class Fault(Exception):  # noqa: N818 its subclasses are errors, it is what they tell
    """Something went wrong that can be named; str() says what, and what to do where that is known."""
