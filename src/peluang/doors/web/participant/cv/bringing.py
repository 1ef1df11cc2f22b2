"""A CV file of another site: handed in, shown line by line, taken when confirmed. The file itself is not kept."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.decorators.cache import never_cache

from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.people.commands import take_resume
from peluang.domain.people.models import Person
from peluang.domain.people.queries import person_of
from peluang.domain.people.resumes import Line, examine
from peluang.doors import clock
from peluang.doors.web.page import SIGNED_IN, page
from peluang.engines.resumes import MOST_BYTES, Reading, ResumeError, read_json_resume, read_resume, write_json_resume

from ..fields import PlainForm, english

#: What was read waits in the session as our own JSON Resume, never the file as it came.
_KEY = "resume"
_BOTH = ("GET", "POST")


class BringForm(PlainForm):
    file = forms.FileField(
        label=gettext_lazy("Berkas CV"),
        help_text=gettext_lazy("JSON Resume (.json) atau Europass (.xml), paling besar 1 MB."),
        error_messages={"required": gettext_lazy("Pilih berkasnya dulu."), "empty": gettext_lazy("Berkas ini kosong.")},
    )
    reading: Reading

    def clean_file(self) -> Any:
        upload = self.cleaned_data["file"]
        try:
            # One byte more than may be: the reader says that it is too large, the rest is never in memory.
            self.reading = read_resume(upload.read(MOST_BYTES + 1))
        except ResumeError as error:
            raise forms.ValidationError(error.message_en if english() else error.message_id, error.code) from error
        return upload


@page(SIGNED_IN, methods=_BOTH)
@never_cache
def bring(request: HttpRequest) -> HttpResponse:
    form = BringForm(request.POST or None, request.FILES or None) if request.method == "POST" else BringForm()
    if request.method == "POST" and form.is_valid():
        reading = form.reading
        request.session[_KEY] = {
            "content": write_json_resume(reading.resume),
            "kind": reading.kind,
            "left": list(reading.left),
        }
        return redirect("participant:cv_check")
    return render(request, "participant/cv/bring.html", {"form": form}, status=422 if form.errors else 200)


@page(SIGNED_IN, methods=_BOTH)
@never_cache
def check(request: HttpRequest) -> HttpResponse:
    """What will be taken; every tick may be taken away. Taken only on "Ambil"."""
    reading = _waiting(request)
    if reading is None:
        messages.info(request, _("Pilih dulu berkas CV-mu."))
        return redirect("participant:cv_bring")
    person, at = _own(request), clock.now()
    wrong = None
    if request.method == "POST":
        try:
            taken = take_resume(
                request.actor,  # type: ignore[attr-defined]
                person_id=person.id, reading=reading, keys=frozenset(request.POST.getlist("keys")), at=at,
            )  # fmt: skip
        except Refused as refusal:
            wrong = refusal
        else:
            request.session.pop(_KEY, None)
            said = ngettext("%(count)s hal masuk ke profilmu.", "%(count)s hal masuk ke profilmu.", len(taken))
            messages.success(request, said % {"count": len(taken)})
            return redirect("participant:cv")
    lines = examine(person, reading, at)
    chosen = request.POST.getlist("keys") if wrong else [each.key for each in lines]
    shown = {"kind": reading.kind, "wrong": wrong, "chosen": chosen, **_by_fate(lines)}
    return render(request, "participant/cv/check.html", shown, status=422 if wrong else 200)


def _by_fate(lines: list[Line]) -> dict[str, Any]:
    return {
        "taken": [{"value": each.key, "label": each.text, "hint": each.why} for each in lines if each.fate == "taken"],
        "known": [each for each in lines if each.fate == "known"],
        "left": [each for each in lines if each.fate == "left"],
    }


def _waiting(request: HttpRequest) -> Reading | None:
    kept = request.session.get(_KEY)
    if not kept:
        return None
    return Reading(read_json_resume(kept["content"].encode()).resume, kept["kind"], tuple(kept["left"]))


def _own(request: HttpRequest) -> Person:
    found = person_of(request.actor.person)  # type: ignore[attr-defined]
    if found is None:
        raise NotYours
    return found
