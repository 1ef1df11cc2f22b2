"""Questions: written, replaced by a better one, taken out, taken in from a table."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from peluang.domain.files.imports import ImportReport
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.learning.commands import add_question, import_questions, replace_question, retire_question
from peluang.domain.learning.models import Question
from peluang.domain.learning.queries import question_of
from peluang.domain.learning.question_rules import as_asked
from peluang.domain.learning.question_table import EXAMPLE
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.refusals import add_refusal

from ..offerings.views import own_offering, own_organisation
from .forms import ImportForm, QuestionForm, initial_of

SHOWN_PROBLEMS = 100
_LARGEST = 5_000_000  # bytes; the command says so too
_NAMES = {
    "text": gettext_lazy("soal"), "right": gettext_lazy("benar"), "use": gettext_lazy("dipakai"),
    "points": gettext_lazy("poin"), "tolerance": gettext_lazy("selisih"), "number": gettext_lazy("benar"),
    "options": gettext_lazy("pilihan"), "option_a": gettext_lazy("pilihan"),
}  # fmt: skip


@page({Role.PROVIDER}, methods=("GET", "POST"))
def new(request: HttpRequest, offering_id: UUID) -> HttpResponse:
    """After one the next: a bank is written in a row."""
    row = own_offering(request, offering_id)
    form = QuestionForm(request.POST or None, initial={"topic": request.GET.get("topik", "")})
    if request.method == "POST" and form.is_valid():
        try:
            made = add_question(request.actor, offering_id=row.id, asked=form.asked(), at=clock.now())  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Soal tersimpan (%(kind)s).") % {"kind": made.get_kind_display()})
            return redirect("provider:question_new" if request.POST.get("do") == "lagi" else "provider:bank", row.id)
    context = {"offering": row, "form": form, "question": None}
    return render(request, "provider/banks/question.html", context, status=422 if form.errors else 200)


@page({Role.PROVIDER}, methods=("GET", "POST"))
def question(request: HttpRequest, question_id: UUID) -> HttpResponse:
    """A change is a new question; papers keep the one they asked."""
    row = _own(request, question_id)
    form = QuestionForm(request.POST or None, initial=initial_of(as_asked(row)))
    if request.method == "POST" and form.is_valid():
        try:
            replace_question(request.actor, question_id=row.id, asked=form.asked(), at=clock.now())  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            messages.success(request, _("Soal yang baru menggantikan yang lama."))
            return redirect("provider:bank", row.offering_id)
    context = {"offering": row.offering, "form": form, "question": row}
    return render(request, "provider/banks/question.html", context, status=422 if form.errors else 200)


@page({Role.PROVIDER}, methods=("POST",))
def retire(request: HttpRequest, question_id: UUID) -> HttpResponse:
    row = _own(request, question_id)
    try:
        retire_question(request.actor, question_id=row.id, at=clock.now())  # type: ignore[attr-defined]
    except Refused as refusal:
        messages.error(request, str(refusal))
        return redirect("provider:question", row.id)
    messages.success(request, _("Soal dikeluarkan dari bank. Tes yang sudah dikerjakan tetap seperti adanya."))
    return redirect("provider:bank", row.offering_id)


@page({Role.PROVIDER}, methods=("GET", "POST"))
def take_in(request: HttpRequest, offering_id: UUID) -> HttpResponse:
    """Checks first and says what is wrong row by row; the second button stores."""
    row = own_offering(request, offering_id)
    form = ImportForm(request.POST or None, request.FILES or None)
    report: ImportReport | None = None
    if request.method == "POST" and form.is_valid():
        upload = form.cleaned_data["file"]
        try:
            report = import_questions(
                request.actor,  # type: ignore[attr-defined]
                offering_id=row.id, file=upload.read(_LARGEST + 1), file_name=upload.name or "",
                dry_run=request.POST.get("do") != "simpan", at=clock.now(),
            )  # fmt: skip
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            if report.written:
                said = ngettext("%(num)s soal masuk ke bank.", "%(num)s soal masuk ke bank.", report.new)
                messages.success(request, said % {"num": report.new})
                return redirect("provider:bank", row.id)
    problems = [] if report is None else report.problems
    context = {
        "offering": row, "form": form, "report": report,
        "problems": [(e.row, _NAMES.get(e.column, e.column), e.text) for e in problems[:SHOWN_PROBLEMS]],
        "hidden": max(0, len(problems) - SHOWN_PROBLEMS),
    }  # fmt: skip
    return render(request, "provider/banks/take_in.html", context, status=422 if form.errors or problems else 200)


@page({Role.PROVIDER})
def example(request: HttpRequest) -> HttpResponse:
    """A table to fill in."""
    response = HttpResponse(EXAMPLE, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="contoh-bank-soal.csv"'
    return response


def _own(request: HttpRequest, question_id: UUID) -> Question:
    row = question_of(own_organisation(request), question_id)
    if row is None:
        raise Http404
    return row
