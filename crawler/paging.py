"""Whether to read the next page."""

from __future__ import annotations

from crawler.handover import Kept, Task


def reads_on(task: Task, kept: Kept, pages_read: int, next_url: str | None) -> bool:
    """Whether the next page is to be read after this one.

    A first or a deep reading goes to the end. Any other goes on while there is news, or while posts whose
    answer is awaited were not met: a review that slid to page 3 would else never be seen answered.
    """
    if next_url is None or pages_read >= task.max_pages:
        return False
    return task.first or task.deep or not kept.known or kept.watched_left > 0
