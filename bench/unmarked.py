"""Pages without their structured markup, as a site without any would have sent them."""

from __future__ import annotations

from parsel import Selector

_SCRIPTS = "//script"
_MARKUP = (
    "itemprop", "itemtype", "itemscope", "itemid", "itemref", "typeof", "property", "vocab", "resource", "about"
)  # fmt: skip


def unmarked(html: str) -> str:
    """The page without scripts (JSON-LD and page state among them), microdata, RDFa and hidden meta elements."""
    root = Selector(html, type="html").root
    for script in root.xpath(f"{_SCRIPTS} | //meta[@itemprop] | //link[@itemprop]"):
        parent = script.getparent()
        if script.tail and parent is not None:
            before = script.getprevious()
            if before is not None:
                before.tail = (before.tail or "") + script.tail
            else:
                parent.text = (parent.text or "") + script.tail
        if parent is not None:
            parent.remove(script)
    for element in root.iter():
        for name in _MARKUP:
            element.attrib.pop(name, None)
    return str(Selector(root=root, type="html").get())
