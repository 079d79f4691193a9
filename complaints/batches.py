"""Numbers in as few pieces as any database takes in one question."""

from __future__ import annotations

from collections.abc import Collection, Iterator

BATCH = 500


def batches(ids: Collection[int], size: int = BATCH) -> Iterator[list[int]]:
    """The numbers in order, in pieces."""
    ordered = sorted(ids)
    return (ordered[at : at + size] for at in range(0, len(ordered), size))
