"""Links inside a text of our own messages: only those that stay within this portal."""

from __future__ import annotations

import re

from markupsafe import Markup, escape


def own_links(text: str, base: str) -> Markup:
    """The text escaped, its addresses below `base` ("https://peluang.example") as links; any other stays text.

    An address that somebody wrote into a name or a title leads nowhere, so that a message of ours can't be borrowed.
    """
    whole = re.compile(rf"{re.escape(base.rstrip('/'))}/[\w\-./?=&%+~#:,]*[\w\-/=&%+~#]")
    parts: list[Markup] = []
    at = 0
    for found in whole.finditer(text):
        address = found.group()
        shown = address.split("://", 1)[-1]
        parts += [escape(text[at : found.start()]), Markup('<a href="{}">{}</a>').format(address, shown)]
        at = found.end()
    return Markup("").join([*parts, escape(text[at:])])
