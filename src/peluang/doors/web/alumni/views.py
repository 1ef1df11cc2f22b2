"""Chapters of alumni: who they are, who leads them, who agreed to be found; joining and leaving."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.alumni.commands import join_chapter, leave_chapter
from peluang.domain.alumni.queries import chapter_of, chapters, directory, membership_of, officers_of
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.models import Enrolment
from peluang.doors import clock
from peluang.doors.web.page import SIGNED_IN, page
from peluang.doors.web.refusals import add_refusal

PER_PAGE = 30


class JoinForm(forms.Form):
    listed = forms.BooleanField(label=gettext_lazy("Tampilkan namaku di direktori alumni"), required=False)


@page(SIGNED_IN)
def home(request: HttpRequest) -> HttpResponse:
    """Every chapter, one's own first."""
    member = membership_of(request.actor.person)  # type: ignore[attr-defined]
    rows = chapters()
    here = request.user.person.lives_in_id[:2]  # type: ignore[union-attr]
    mine = member.chapter.province_id if member else here
    context = {
        "member": member,
        "suggested": next((row for row in rows if row.province_code == here), None),
        "rows": sorted(rows, key=lambda row: row.province_code != mine),
    }
    return render(request, "alumni/home.html", context)


@page(SIGNED_IN)
def chapter(request: HttpRequest, province: str) -> HttpResponse:
    """Officers with their mandates, and the directory of those who agreed."""
    found = chapter_of(province)
    if found is None:
        raise Http404
    typed = request.GET.get("hal", "1")
    number = max(1, min(int(typed), 10_000)) if typed.isdecimal() else 1
    entries, total = directory(found.id, page=number, per_page=PER_PAGE)
    member = membership_of(request.actor.person)  # type: ignore[attr-defined]
    context = {
        "chapter": found, "officers": officers_of(found.id, clock.now()), "entries": entries, "total": total,
        "page": number, "pages": -(-total // PER_PAGE), "member": member,
        "mine": member is not None and member.chapter_id == found.id,
    }  # fmt: skip
    return render(request, "alumni/chapter.html", context)


@page(SIGNED_IN, methods=("GET", "POST"))
def join(request: HttpRequest, province: str) -> HttpResponse:
    """Joining, with the choice of being listed; for members: changing it."""
    found, person = chapter_of(province), request.actor.person  # type: ignore[attr-defined]
    if found is None:
        raise Http404
    member = membership_of(person)
    form = JoinForm(
        request.POST if request.method == "POST" else None, initial={"listed": bool(member and member.listed)}
    )
    if request.method == "POST" and form.is_valid():
        try:
            join_chapter(
                request.actor, person_id=person, listed=form.cleaned_data["listed"], chapter_id=found.id, at=clock.now()  # type: ignore[attr-defined]
            )  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(
                request,
                _("Pilihanmu tersimpan.") if member else _("Selamat bergabung di %(name)s.") % {"name": found.name},
            )
            return redirect("alumni:chapter", province)
    context = {
        "chapter": found, "form": form, "member": member,
        "finished": Enrolment.objects.filter(person_id=person, status="completed").exists(),
    }  # fmt: skip
    return render(request, "alumni/join.html", context, status=422 if form.errors else 200)


@page(SIGNED_IN, methods=("GET", "POST"))
def leave(request: HttpRequest) -> HttpResponse:
    """Asks, then leaves: the name disappears from the directory at once."""
    person = request.actor.person  # type: ignore[attr-defined]
    member = membership_of(person)
    if member is None:
        raise Http404
    if request.method == "POST":
        leave_chapter(request.actor, person_id=person, at=clock.now())  # type: ignore[attr-defined]
        messages.success(request, _("Kamu sudah keluar. Kamu bisa bergabung lagi kapan saja."))
        return redirect("alumni:home")
    return render(request, "alumni/leave.html", {"member": member})
