"""The steps that a source declares, done on a page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from crawler.browser.fetches import Fetches
from crawler.browser.refusal import BrowserError
from crawler.steps import Step, gives_consent

if TYPE_CHECKING:
    from playwright.async_api import Locator, Page

# How long an element is waited for, in milliseconds.
APPEARS = 5_000
CLICKED = 3_000
LONGEST_LABEL = 300


async def do(page: Page, steps: Sequence[Step], fetches: Fetches) -> None:
    """Do the steps, each when the page has come to rest after the last. Raises BrowserError for one that cannot be.

    What is waited for and does not come is no fault: the page is read as it is, and its lamp says what it lacks.
    """
    from playwright.async_api import Error

    await fetches.quiet()
    for step in steps:
        try:
            await _DO[step.do](page, step, fetches)
        except Error as error:
            raise BrowserError(f"the step `{step}` could not be done: {_first_line(error)}") from error


async def _wait(page: Page, step: Step, fetches: Fetches) -> None:
    await _appears(_element(page, step))
    await fetches.quiet()


async def _refuse(page: Page, step: Step, fetches: Fetches) -> None:
    element = _element(page, step)
    if await _appears(element):
        await _press(element, step, fetches)


async def _click(page: Page, step: Step, fetches: Fetches) -> None:
    element = _element(page, step)
    for _ in range(step.times):
        if not await element.is_visible():
            return
        await _press(element, step, fetches)


async def _scroll(page: Page, step: Step, fetches: Fetches) -> None:
    for _ in range(step.times):
        before = await page.evaluate("document.documentElement.scrollHeight")
        await page.evaluate("window.scrollTo(0, document.documentElement.scrollHeight)")
        fetches.touch()
        await fetches.quiet()
        if await page.evaluate("document.documentElement.scrollHeight") == before:
            return


def _element(page: Page, step: Step) -> Locator:
    return page.locator(f"css={step.on}").first


async def _appears(element: Locator) -> bool:
    from playwright.async_api import TimeoutError as TooLateError

    try:
        await element.wait_for(state="visible", timeout=APPEARS)
    except TooLateError:
        return False
    return True


async def _press(element: Locator, step: Step, fetches: Fetches) -> None:
    label = (await element.inner_text(timeout=CLICKED))[:LONGEST_LABEL]
    if gives_consent(label):
        raise BrowserError(f"the step `{step}` would press {label.strip()!r}, which agrees to what the site asks")
    await element.click(timeout=CLICKED)
    fetches.touch()
    await fetches.quiet()


def _first_line(error: Exception) -> str:
    return str(error).partition("\n")[0]


_DO = {"wait": _wait, "refuse": _refuse, "click": _click, "scroll": _scroll}
