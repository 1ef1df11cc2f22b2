"""Anyone reports a vacancy, and follows the report by its own link."""

from __future__ import annotations

import hashlib
import hmac
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.jobs.commands import report_vacancy
from peluang.domain.jobs.models import ReportKind
from peluang.domain.jobs.queries import vacancy_for_page
from peluang.domain.jobs.trust import report_by_link
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.doors import clock
from peluang.doors.web.page import ANYONE, page
from peluang.doors.web.refusals import add_refusal


class ReportForm(forms.Form):
    kind = forms.ChoiceField(
        label=gettext_lazy("Apa yang tidak benar?"), choices=ReportKind.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=gettext_lazy("Ceritakan singkat"), max_length=2000, widget=forms.Textarea(attrs={"rows": 4}),
        help_text=gettext_lazy("Apa yang terjadi, dan kapan. Jangan tulis NIK atau nomor teleponmu."),
    )  # fmt: skip
    address = forms.EmailField(
        label=gettext_lazy("E-mail untuk jawaban"), required=False, max_length=200,
        help_text=gettext_lazy("Hanya untuk mengabari keputusannya. Dinas bisa melihatnya, pemberi kerja tidak."),
    )  # fmt: skip


@page(ANYONE, whose="public", methods=("GET", "POST"))
def report(request: HttpRequest, vacancy_id: UUID) -> HttpResponse:
    """What is wrong with a vacancy. The answer is followed at the report's own link."""
    row = vacancy_for_page(vacancy_id)
    if row.posted_at is None or row.status == "draft":
        raise Http404
    form = ReportForm(request.POST or None)
    signed = request.actor.person is not None  # type: ignore[attr-defined]
    if signed:
        del form.fields["address"]
    if request.method == "POST" and form.is_valid():
        at = clock.now()
        try:
            made = report_vacancy(
                request.actor, vacancy_id=row.id, visitor=_visitor(request, at.date().isoformat()), at=at,  # type: ignore[attr-defined]
                **form.cleaned_data,
            )  # fmt: skip
        except NotYours:
            raise
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Laporanmu terkirim. Terima kasih."))
            return redirect("public:vacancy_report_follow", made.id)
    context = {"vacancy": row, "form": form, "signed": signed}
    return render(request, "public/vacancies/report.html", context, status=422 if form.errors else 200)


@page(ANYONE, whose="public")
def follow(request: HttpRequest, vacancy_report_id: UUID) -> HttpResponse:
    """For whoever holds the link: what was reported, what was decided and why."""
    row = report_by_link(vacancy_report_id)
    if row is None:
        raise Http404
    return render(
        request,
        "public/vacancies/report_follow.html",
        {"report": row, "link": request.build_absolute_uri(request.path)},
    )


def _visitor(request: HttpRequest, day: str) -> str:
    """One network address on one day, as a number that nobody can turn back without our key."""
    said = f"{day}|{request.META.get('REMOTE_ADDR', '')}"
    return hmac.new(settings.SECRET_KEY.encode(), said.encode(), hashlib.sha256).hexdigest()[:16]
