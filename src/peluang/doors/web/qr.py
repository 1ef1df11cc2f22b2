"""QR codes as inline SVG: dark on white in every colour scheme, no style of its own."""

from __future__ import annotations

import segno
from markupsafe import Markup


def qr_svg(text: str, label: str) -> Markup:
    """An <svg> 320 px wide (less on a small screen) with the quiet zone of four modules. label: in words."""
    rows = [list(row) for row in segno.make(text, error="m", boost_error=False, micro=False).matrix]
    side = len(rows) + 8
    path = "".join(f"M{c + 4} {r + 4}h1v1h-1z" for r, row in enumerate(rows) for c, dark in enumerate(row) if dark)
    return Markup(
        '<svg viewBox="0 0 {side} {side}" width="320" role="img" aria-label="{label}">'
        '<path d="M0 0h{side}v{side}H0z" fill="#fff"/><path d="{path}" fill="#000" shape-rendering="crispEdges"/></svg>'
    ).format(side=side, label=label, path=path)
