"""Giving out a file that somebody handed in: as the kind it was checked to be, and unable to do anything by itself.

Whoever calls has decided that the reader may see it.
"""

from __future__ import annotations

import re

from django.http import HttpResponse

from peluang.domain.files.models import StoredFile
from peluang.domain.files.queries import content_of

#: A browser shows these; anything else is only saved.
_SHOWN = frozenset({"image/jpeg", "image/png", "image/webp"})
PICTURES = _SHOWN


def give_out(row: StoredFile) -> HttpResponse:
    """The bytes as they came (photos keep what the camera wrote into them); 410 when the installation lost them.

    nosniff and an empty sandbox: a file that calls itself a photo and is a page stays dead.
    """
    try:
        content = content_of(row)
    except FileNotFoundError:
        return HttpResponse(status=410)
    answer = HttpResponse(content, content_type=row.media_type)
    kind = "inline" if row.media_type in _SHOWN else "attachment"
    name = re.sub(r"[^A-Za-z0-9 ._()-]", "_", row.name)
    answer["Content-Disposition"] = f'{kind}; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cross-Origin-Resource-Policy"] = "same-origin"
    answer["Cache-Control"] = "private, max-age=600"
    return answer
