"""Writes the parts of the documents that come from the code anew: settings, commands, states."""

from __future__ import annotations

from documents import DOCUMENTS, regenerate

if __name__ == "__main__":
    for document in DOCUMENTS:
        regenerate(document)
