"""One webinar: going in, being there, random questions, leaving, the recording afterwards."""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning.commands.presence import (
    EARLY,
    answer_prompt,
    join_webinar,
    leave_webinar,
    show_presence,
)
from peluang.domain.learning.queries.online import OwnWebinar, own_webinar
from peluang.domain.learning.redeem_codes import shown
from peluang.doors import clock
from peluang.doors.web.page import page

from .person import own_id, registered

_PAGE, _PANEL = "participant/learning/webinar.html", "participant/learning/webinar_panel.html"


@page({Role.PERSON}, methods=("GET", "POST"))
@registered
def webinar(request: HttpRequest, enrolment_id: UUID, number: int) -> HttpResponse:
    """With scripts the panel asks for itself while somebody looks at it; without, every button loads the page anew."""
    if request.method == "POST":
        return _act(request, enrolment_id, number)
    at = clock.now()
    own = _own(request, enrolment_id, number, at)
    if "intip" in request.GET:  # the page lies behind another window: is there a question? Nothing is noted.
        return HttpResponse(status=200 if own.prompt and own.there and _phase(own, at) == "open" else 204)
    return render(request, _PAGE, _context(own, at))


def _act(request: HttpRequest, enrolment_id: UUID, number: int) -> HttpResponse:
    at = clock.now()
    said, tone = "", "info"
    try:
        said, tone = _told(request, enrolment_id, number, at)
    except NotYours as error:
        raise Http404 from error
    except Refused as refusal:
        said, tone = str(refusal), "warn"
    if not request.headers.get("HX-Request"):
        if said:
            (messages.warning if tone == "warn" else messages.success)(request, said)
        return redirect("participant:webinar", enrolment_id, number)
    own = _own(request, enrolment_id, number, at)
    context = _context(own, at) | {"said": said, "tone": tone}
    if not said and request.POST.get("tampil") == context["showing"]:
        return HttpResponse(status=204)  # nothing new: a screen reader need not hear it again
    return render(request, _PANEL, context)


def _told(request: HttpRequest, enrolment_id: UUID, number: int, at: datetime.datetime) -> tuple[str, str]:
    """One thing that happened, by the name of the button or the script; what to say about it."""
    which: dict[str, Any] = {"enrolment_id": enrolment_id, "number": number, "at": at}
    by, action = request.actor, request.POST.get("aksi")  # type: ignore[attr-defined]
    if action == "masuk":
        join_webinar(by, **which)
    elif action == "lihat":
        show_presence(by, **which)
    elif action == "masih":
        show_presence(by, by_hand=True, **which)
        return _("Tercatat, kamu masih ikut."), "good"
    elif action == "jawab":
        right, _counted = answer_prompt(
            by, prompt=_whole(request.POST.get("pertanyaan")), option=_whole(request.POST.get("jawaban")), **which
        )
        return (_("Benar, terima kasih."), "good") if right else (_("Belum tepat."), "warn")
    elif action == "keluar":
        leave_webinar(by, **which)
    elif action == "tutup":
        leave_webinar(by, by_hand=False, **which)
    return "", "info"


def _own(request: HttpRequest, enrolment_id: UUID, number: int, at: datetime.datetime) -> OwnWebinar:
    found = own_webinar(own_id(request), enrolment_id, number, at=at)
    if found is None:
        raise Http404
    return found


def _phase(own: OwnWebinar, at: datetime.datetime) -> str:
    if at > own.session.ends_at or own.training_class.status in ("finished", "cancelled"):
        return "over"
    if at < own.session.starts_at - EARLY:
        return "early"
    return "open" if own.training_class.status == "running" else "waiting"


def _context(own: OwnWebinar, at: datetime.datetime) -> dict[str, Any]:
    regency = own.training_class.regency
    phase = _phase(own, at)
    prompt = own.prompt if own.there and phase == "open" else None
    return {
        "own": own, "enrolment": own.enrolment, "class": own.training_class, "session": own.session, "phase": phase,
        "zone": regency.province.timezone if regency else "Asia/Jakarta", "prompt": prompt,
        "in_time": own.in_time(at), "late": at > own.session.ends_at, "opens_at": own.session.starts_at - EARLY,
        "code": shown(own.code) if own.code else "", "said": "", "tone": "info",
        "showing": f"{phase}-{own.there}-{prompt.number if prompt else 0}-{own.counted.minutes}",
    }  # fmt: skip


def _whole(text: str | None) -> int:
    """A number from a form; anything else is no question and no answer."""
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 6 else 0
