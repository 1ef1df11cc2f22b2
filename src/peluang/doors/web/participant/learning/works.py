"""One's own practical work: the task, what was handed in, what the trainer said, the next round."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning.commands import hand_in_work
from peluang.domain.learning.models import PracticalFile, PracticalWork
from peluang.domain.learning.practical import LARGEST_FILE, LONGEST_TEXT, MOST_FILES, HandedFile
from peluang.domain.learning.queries import own_training, own_work, own_work_file
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.stored_files import PICTURES, give_out

from .papers import zone_of
from .person import own_id, registered


@page({Role.PERSON}, methods=("GET", "POST"))
@registered
def work(request: HttpRequest, enrolment_id: UUID, task_id: UUID) -> HttpResponse:
    own = own_training(own_id(request), enrolment_id)
    found = own_work(own.enrolment, task_id) if own else None
    if own is None or found is None:
        raise Http404
    text, refusal = request.POST.get("text", found.work.text if found.work else ""), None
    if request.method == "POST":
        try:
            hand_in_work(
                request.actor,  # type: ignore[attr-defined]
                enrolment_id=enrolment_id, task_id=task_id, text=text, files=handed_files(request), at=clock.now(),
            )  # fmt: skip
        except NotYours:
            raise Http404 from None
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, _("Karyamu sudah terkirim. Pelatihmu menilainya, lalu kamu mendapat kabar."))
            return redirect("participant:work", enrolment_id, task_id)
    context = {
        "own": own, "enrolment": own.enrolment, "found": found, "task": found.task, "work": found.work, "text": text,
        "refusal": refusal, "zone": zone_of(own), "most_files": MOST_FILES, "longest": LONGEST_TEXT,
        "criteria": _criteria(found.task.criteria, found.work), "photos": [_photo(each) for each in found.files],
    }  # fmt: skip
    return render(request, "participant/learning/work.html", context, status=422 if refusal else 200)


@page({Role.PERSON})
@registered
def photo(request: HttpRequest, photo_id: UUID) -> HttpResponse:
    """A file of one's own work."""
    row = own_work_file(own_id(request), photo_id)
    if row is None:
        raise Http404
    return give_out(row.file)


def handed_files(request: HttpRequest) -> list[HandedFile]:
    """What was chosen; of too many or too large ones only as much is read as is needed to say so."""
    chosen: list[UploadedFile] = [each for each in request.FILES.getlist("files") if isinstance(each, UploadedFile)]
    return [HandedFile(each.name or "", each.read(LARGEST_FILE + 1)) for each in chosen[: MOST_FILES + 1]]


def _criteria(criteria: list[dict[str, Any]], work: PracticalWork | None) -> list[list[str]]:
    """What is looked at, with its points; once marked, with those that were given."""
    rows = []
    for each in criteria:
        said = str(each["points"])
        if work is not None and work.status == "marked":
            given = {"given": work.marks.get(each["code"], 0), "points": each["points"]}
            said = _("%(given)s dari %(points)s") % given
        rows.append([each["text"], said])
    return rows


def _photo(row: PracticalFile) -> dict[str, object]:
    return {
        "href": reverse("participant:work_photo", args=[row.id]), "name": row.file.name,
        "picture": row.file.media_type in PICTURES, "note": _("kiriman %(round)s") % {"round": row.round},
    }  # fmt: skip
