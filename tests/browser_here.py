"""Whether this machine has a browser for the tests that need one."""

from __future__ import annotations

import pytest

from crawler.browser.find import browser
from crawler.browser.refusal import BrowserError


def _why_not() -> str | None:
    try:
        browser()
    except BrowserError as error:
        return str(error)
    return None


needs_browser = pytest.mark.skipif(_why_not() is not None, reason=_why_not() or "")
