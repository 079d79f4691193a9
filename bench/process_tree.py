"""A process with all that it started, as Linux tells of them."""

from __future__ import annotations

from pathlib import Path


def tree(pid: int) -> list[int]:
    """The process and everything below it; what ends meanwhile is left out."""
    below: dict[int, list[int]] = {}
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = int((folder / "stat").read_text(encoding="ascii", errors="replace").rpartition(")")[2].split()[1])
        except (OSError, ProcessLookupError):
            continue
        below.setdefault(parent, []).append(int(folder.name))
    found = [pid]
    for each in found:
        found += below.get(each, [])
    return found


def memory(pids: list[int]) -> tuple[float, float]:
    """MiB in all: RSS, which counts what processes share once for each, and PSS, which counts it once."""
    rss = pss = 0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii").splitlines()
        except OSError:
            continue
        held = {line.split(":")[0]: int(line.split()[1]) for line in lines[1:] if line.endswith("kB")}
        rss, pss = rss + held["Rss"], pss + held["Pss"]
    return rss / 1024, pss / 1024


def alive(pids: list[int]) -> list[int]:
    """Those that still run; one that has ended and waits to be noticed does not."""
    return [pid for pid in pids if _runs(pid)]


def _runs(pid: int) -> bool:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except (OSError, ProcessLookupError):
        return False
    return stat.rpartition(")")[2].split()[0] not in "ZX"
