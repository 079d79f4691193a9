"""What a receiver got, in the order it came: written by its own thread, read by another."""

from __future__ import annotations

from threading import Condition
from typing import Generic, TypeVar

T = TypeVar("T")


class Inbox(Generic[T]):
    """Keeps every value; readers may wait for a number of them."""

    def __init__(self) -> None:
        self._kept: list[T] = []
        self._came = Condition()

    def keep(self, value: T) -> None:
        """Add one and wake who waits."""
        with self._came:
            self._kept.append(value)
            self._came.notify_all()

    def all(self) -> tuple[T, ...]:
        """What came so far, oldest first."""
        with self._came:
            return tuple(self._kept)

    def wait_for(self, count: int, timeout: float = 10.0) -> tuple[T, ...]:
        """What came once there are count or more. Raises TimeoutError after timeout seconds."""
        with self._came:
            if not self._came.wait_for(lambda: len(self._kept) >= count, timeout):
                raise TimeoutError(f"{len(self._kept)} of {count} came within {timeout:g} s")
            return tuple(self._kept)
