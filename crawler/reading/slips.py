"""One slip of the keyboard: a letter wrong, missing, too many, or two the other way round."""

from __future__ import annotations

from collections.abc import Container


def is_slip(name: str, written: str, begins: Container[int]) -> bool:
    """Whether what was written is the name with one slip.

    Not where a word of the name begins (begins: positions in the name), for there it makes another name of it, nor in
    a digit.
    """
    at = next((i for i, (one, other) in enumerate(zip(name, written, strict=False)) if one != other), None)
    if at is None:
        at = min(len(name), len(written))
    meant, got = name[at : at + 1], written[at : at + 1]
    if name == written or at in begins or meant.isdigit():
        return False
    if len(written) > len(name):
        return name[at:] == written[at + 1 :] and not got.isdigit()
    if len(written) < len(name):
        return name[at + 1 :] == written[at:]
    if name[at + 1 :] == written[at + 1 :]:
        return True
    return name[at : at + 2] == written[at : at + 2][::-1] and name[at + 2 :] == written[at + 2 :]
