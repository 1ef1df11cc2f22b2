"""Papers and certificates as they were handed in."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse

from peluang.domain.catalogue.queries.institutions import credential_file, paper_of
from peluang.domain.kernel.context import Role
from peluang.doors.web.page import page
from peluang.doors.web.stored import file_answer


@page({Role.PROGRAMME_OFFICE}, whose="own")
def paper(request: HttpRequest, admission_paper_id: UUID) -> HttpResponse:
    found = paper_of(admission_paper_id)
    if found is None or found.file is None:
        raise Http404
    return file_answer(found.file)


@page({Role.PROGRAMME_OFFICE}, whose="own")
def credential(request: HttpRequest, credential_id: UUID) -> HttpResponse:
    found = credential_file(credential_id)
    if found is None or found.file is None:
        raise Http404
    return file_answer(found.file)
