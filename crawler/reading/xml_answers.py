"""What an API answers in XML. Entities are not resolved and nothing is fetched: an answer is as hostile as a page."""

from __future__ import annotations

from typing import Any

from crawler.reading.answers import AnswerError, begins, refuse_key
from crawler.reading.page import Page


def root(page: Page) -> Any:
    """The outermost element of an answer with a status of success.

    Raises KeyRefusedError for HTTP 401 and 403, AnswerError for what is no XML, and for XML that declares entities.
    """
    from lxml import etree  # type: ignore[import-untyped]

    refuse_key(page)
    if page.status >= 300:
        raise AnswerError(f"HTTP {page.status}{begins(page)}")
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        # As bytes: lxml refuses a text that declares the encoding it came in.
        found = etree.fromstring(_undeclared(page.html), parser)
    except (etree.XMLSyntaxError, ValueError):
        raise AnswerError(f"no XML{begins(page)}") from None
    if found.getroottree().docinfo.doctype:
        raise AnswerError(f"XML with a document type, which no answer has{begins(page)}")
    return found


def words_at(element: Any, name: str) -> str | None:
    """The text of the first element of that name within, None where there is none or it is empty."""
    found = element.find(f".//{name}")
    return ("".join(found.itertext()).strip() or None) if found is not None else None


def plain(element: Any) -> Any:
    """An element in the shape of JSON: its text, or an object of its children by name.

    One whose children all bear its own name is a list of them, also of one.
    """
    # Comments have no name.
    children = [child for child in element if isinstance(child.tag, str)]
    if not children:
        return element.text
    if all(child.tag == element.tag for child in children):
        return [plain(child) for child in children]
    return {child.tag: plain(child) for child in children}


def _undeclared(text: str) -> bytes:
    """The answer in UTF-8, without its own word on how it is written: it has been decoded."""
    bare = text.lstrip("\ufeff \t\r\n")
    if bare.startswith("<?xml"):
        bare = bare.partition("?>")[2]
    return bare.encode("utf-8", "replace")
