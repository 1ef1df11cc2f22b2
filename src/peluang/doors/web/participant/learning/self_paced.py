"""The self-paced part of a class: the code for the institution's LMS, each item, how far it counts."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands.items import KINDS
from peluang.domain.learning.commands.redeem import make_redeem_code
from peluang.domain.learning.completion import requirements
from peluang.domain.learning.queries.online import OwnSelfPaced, own_self_paced
from peluang.domain.learning.redeem_codes import shown
from peluang.doors import clock
from peluang.doors.web.page import page

from .person import own_id, registered


@page({Role.PERSON}, methods=("GET", "POST"))
@registered
def self_paced(request: HttpRequest, enrolment_id: UUID) -> HttpResponse:
    """POST makes the code, for a seat that came before its class had an online part."""
    own = own_self_paced(own_id(request), enrolment_id)
    if own is None:
        raise Http404
    if request.method == "POST":
        try:
            make_redeem_code(request.actor, enrolment_id=enrolment_id, at=clock.now())  # type: ignore[attr-defined]
        except Refused as refusal:
            messages.error(request, str(refusal))
        return redirect("participant:self_paced", enrolment_id)
    return render(request, "participant/learning/self_paced.html", _context(own))


def _context(own: OwnSelfPaced) -> dict[str, Any]:
    at = clock.now()
    regency = own.training_class.regency
    evidence = own.collected.evidence
    needed = [each for each in requirements(evidence) if each.code in ("ATTENDANCE", "ITEMS")]
    return {
        "own": own, "enrolment": own.enrolment, "class": own.training_class, "minutes": own.minutes, "now": at,
        "zone": regency.province.timezone if regency else "Asia/Jakarta",
        "code": shown(own.code.code) if own.code else "",
        "items": [_row(item, progress) for item, progress in own.items], "evidence": evidence,
        "feedback": [each for each in own.collected.scores.values() if each.note],
        "open": own.opens_at <= at <= own.closes_at and own.training_class.status == "running",
        "alive": own.enrolment.status in ("booked", "attending") and own.training_class.status in ("open", "running"),
        "met": [each.text for each in needed if each.met],
        "missing": [f"{each.text} ({each.now})" for each in needed if not each.met],
    }  # fmt: skip


def _row(item: Any, progress: Any) -> dict[str, Any]:
    """What one item says: its length, and how far it is."""
    meta = [str(KINDS[item.kind]), ngettext("%(num)s menit", "%(num)s menit", item.minutes) % {"num": item.minutes}]
    if not item.required:
        meta.append(_("tidak wajib"))
    if progress is None:
        return {"title": item.title, "meta": meta, "tag": _("belum dimulai"), "tone": "neutral"}
    active = progress.active_seconds // 60
    meta.append(ngettext("aktif %(num)s menit", "aktif %(num)s menit", active) % {"num": active})
    if progress.score is not None:
        meta.append(_("nilai %(score)s") % {"score": progress.score})
    done = progress.completed_at is not None
    return {
        "title": item.title, "meta": meta, "tag": _("selesai") if done else _("sedang berjalan"),
        "tone": "good" if done else "info",
    }  # fmt: skip
