"""What every plot shares: the figure around it, the table behind it, text in SVG that keeps its size.

Plots have no viewBox: x is in percent, y in rem. So they fill any width while their text stays as large
as the page's text, on a phone and with enlarged fonts alike.
"""

from __future__ import annotations

import textwrap
from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _
from markupsafe import Markup

LONGEST_LABEL = 34


def rem(value: float) -> str:
    return f"{round(value, 3):g}rem"


def pct(value: float) -> str:
    return f"{round(value, 2):g}%"


def shorten(text: str, limit: int = LONGEST_LABEL) -> str:
    """Text that fits one line at 360 px; the table behind the plot has all of it."""
    return text if len(text) <= limit else text[: limit - 1].rstrip() + "…"


def wrapped(text: str, beside: str, limit: int = LONGEST_LABEL) -> list[str]:
    """Text as one or two lines that leave room for `beside` at the end of the last; the table behind has all of it."""
    room = max(limit - len(beside) - 2, limit // 2)
    if len(text) <= room:
        return [text]
    first = textwrap.wrap(text, limit if len(text) > limit else room)[0]
    return [first, shorten(text[len(first) :].strip(), room)]


def text(x: str, y: str, content: object, style: str = "", anchor: str = "") -> Markup:
    """One SVG text; style is a class of peluang.css (soft, strong, small)."""
    return Markup('<text x="{}" y="{}"{}{}>{}</text>').format(
        x,
        y,
        Markup(' class="{}"').format(style) if style else "",
        Markup(' text-anchor="{}"').format(anchor) if anchor else "",
        content,
    )


def rect(x: str, y: str, width: str, height: str, style: str) -> Markup:
    return Markup('<rect x="{}" y="{}" width="{}" height="{}" rx="4" class="{}"/>').format(x, y, width, height, style)


def line(x1: str, y1: str, x2: str, y2: str, style: str) -> Markup:
    return Markup('<line x1="{}" y1="{}" x2="{}" y2="{}" class="{}"/>').format(x1, y1, x2, y2, style)


def circle(x: str, y: str, radius: str, style: str) -> Markup:
    return Markup('<circle cx="{}" cy="{}" r="{}" class="{}"/>').format(x, y, radius, style)


def drawing(label: str, height: float, parts: Iterable[Markup]) -> Markup:
    """The SVG of a plot, `height` in rem; `label` is what a screen reader says instead."""
    return Markup('<svg role="img" aria-label="{}" width="100%" height="{}">{}</svg>').format(
        label, rem(height), Markup("").join(parts)
    )


def linked(content: object, href: str) -> object:
    return Markup('<a href="{}">{}</a>').format(href, content) if href else content


def table(title: str, head: Sequence[str], rows: Iterable[Sequence[object]], *, unfolded: bool = False) -> Markup:
    """The numbers behind a plot, folded unless `unfolded`. The first cell of a row names it."""
    head_cells = Markup("").join(Markup('<th scope="col">{}</th>').format(name) for name in head)
    body = Markup("").join(
        Markup('<tr><th scope="row">{}</th>{}</tr>').format(
            row[0], Markup("").join(Markup("<td>{}</td>").format(cell) for cell in row[1:])
        )
        for row in rows
    )
    return Markup(
        '<details class="behind"{}><summary>{}</summary>'
        '<table class="table"><caption class="hidden">{}</caption>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table></details>"
    ).format(Markup(" open") if unfolded else "", _("Lihat angkanya"), title, head_cells, body)


def figure(title: str, note: str, picture: Markup, behind: Markup, kind: str) -> Markup:
    """`<figure>` with caption first, so that one knows what one looks at before looking."""
    said = Markup('<span class="soft">{}</span>').format(note) if note else ""
    return Markup('<figure class="plot {}"><figcaption><b>{}</b>{}</figcaption>{}{}</figure>').format(
        kind, title, said, picture, behind
    )


def nothing(title: str, kind: str) -> Markup:
    """A plot without data says so, at the height of one line."""
    said = _("Belum ada angka untuk ditampilkan.")
    return Markup('<figure class="plot {}"><figcaption><b>{}</b></figcaption><p class="soft">{}</p></figure>').format(
        kind, title, said
    )
