"""Whether to read the next page."""

from __future__ import annotations

from crawler.handover import Kept, Task
from crawler.settings import CLOSESPIDER_TIMEOUT

# What is left of a source's time is for the answers themselves, and for servers that are busy.
FOR_DELAYS = 0.75


def most_pages(task: Task, delay: float) -> int:
    """How many pages may be read: max_pages, or as many as the source's time allows with so many seconds between two.

    A site that asks for a minute between two requests is read as far as that goes, each time as far, and not cut off.
    """
    in_time = CLOSESPIDER_TIMEOUT * FOR_DELAYS / delay if delay > 0 else task.max_pages
    return max(1, int(min(task.max_pages, in_time)))


def reads_on(task: Task, kept: Kept, next_url: str | None) -> bool:
    """Whether the next page is to be read after this one, where there may be more.

    A first or a deep reading goes to the end. Any other goes on while there is news, or while posts whose
    answer is awaited were not met: a review that slid to page 3 would else never be seen answered.
    """
    if next_url is None:
        return False
    return task.first or task.deep or not kept.known or kept.watched_left > 0
