"""An application as a path: what is done, whose turn it is, what comes after."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from peluang.domain.jobs.models import Application
from peluang.doors.web.ui.formats import date_id, datetime_id, rupiah

_ORDER = ("sent", "seen", "interview", "offer", "accepted", "hired")


def path_of(application: Application) -> list[dict[str, Any]]:
    """Items of ui.path. An interview that was skipped is left out once a later state is reached."""
    if application.status in ("refused", "withdrawn"):
        return [*_past(application), _stopped(application)]
    reached = _ORDER.index("hired" if application.status == "ended" else application.status)
    items = []
    for number, state in enumerate(_ORDER):
        if number <= reached:
            if state == "interview" and number < reached and not application.interview_at:
                continue
            items.append({"title": _titles()[state], "state": "done", "when": _when(application, state)})
        else:
            items.append({"title": _titles()[state], "state": "next"})
    following = next((item for item in items if item["state"] == "next"), None)
    if following is not None:
        following |= {"state": "now"} | _turn(application)
    if application.status == "ended":
        when = date_id(application.ended_at) if application.ended_at else ""
        last = {"title": _("Selesai bekerja di sini"), "state": "done", "when": when, "note": application.ended_note}
        items.append(last)
    return items


def turn_of(application: Application) -> str:
    """One line for a list: who has to do what; "" when it is over."""
    said = _turn(application) if application.status in _ORDER and application.status != "hired" else {}
    return said.get("line", "")


def _titles() -> dict[str, str]:
    return {
        "sent": _("Lamaran terkirim"), "seen": _("Dibaca pemberi kerja"), "interview": _("Wawancara"),
        "offer": _("Tawaran kerja"), "accepted": _("Tawaran kamu terima"), "hired": _("Mulai bekerja"),
    }  # fmt: skip


def _turn(application: Application) -> dict[str, str]:
    employer = application.vacancy.employer.name
    return {
        "sent": {"who": employer, "after": _("undangan wawancara, tawaran, atau jawaban dengan alasan"),
                 "line": _("Menunggu dibaca %(employer)s") % {"employer": employer}},
        "seen": {"who": employer, "after": _("wawancara atau tawaran"),
                 "line": _("Menunggu jawaban %(employer)s") % {"employer": employer}},
        "interview": {"who": employer, "note": _("sesudah wawancara"), "after": _("tawaran atau jawaban dengan alasan"),
                      "line": _("Datang ke wawancara, lalu tunggu kabar")},
        "offer": {"who": _("Kamu"), "after": _("pemberi kerja mencatat hari pertamamu"),
                  "line": _("Giliranmu: jawab tawaran ini")},
        "accepted": {"who": employer, "by": date_id(application.starts_on) if application.starts_on else "",
                     "line": _("Menunggu hari pertamamu bekerja")},
        "hired": {},
    }[application.status]  # fmt: skip


def _when(application: Application, state: str) -> str:
    moment = {"sent": application.sent_at, "seen": application.seen_at}.get(state)
    if moment:
        return date_id(moment)
    if state == "interview" and application.interview_at:
        return datetime_id(application.interview_at, application.vacancy.regency.province.timezone)
    if state == "offer" and application.offered_wage:
        return rupiah(application.offered_wage)
    return ""


def _past(application: Application) -> list[dict[str, Any]]:
    passed = ["sent"] + (["seen"] if application.seen_at else []) + (["interview"] if application.interview_at else [])
    return [{"title": _titles()[state], "state": "done", "when": _when(application, state)} for state in passed]


def _stopped(application: Application) -> dict[str, Any]:
    title = _("Belum diterima") if application.status == "refused" else _("Kamu membatalkan lamaran")
    return {"title": title, "state": "stopped", "when": date_id(application.decided_at or application.changed_at)}
