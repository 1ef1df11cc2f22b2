"""A file that people and organisations handed in, shown as it is: never as a page of ours."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.utils.http import content_disposition_header

from peluang.domain.files.models import StoredFile
from peluang.domain.files.queries import content_of


def file_answer(row: StoredFile) -> HttpResponse:
    """Whoever calls has checked that the reader may see it. Nothing in it runs, and no cache between keeps it."""
    try:
        content = content_of(row)
    except FileNotFoundError as error:
        raise Http404 from error
    answer = HttpResponse(content, content_type=row.media_type)
    answer["Content-Disposition"] = content_disposition_header(row.media_type == "text/csv", row.name) or "inline"
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "sandbox; default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:"
    answer["Cache-Control"] = "private, no-store"
    return answer
