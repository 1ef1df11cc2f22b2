"""A person registers their own firm and acts for it from the next page on."""

from __future__ import annotations

from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.organisations.commands import ask_to_join, correct_firm, found_firm
from peluang.domain.organisations.commands.joining import firm_to_ask
from peluang.domain.organisations.models import Kind, Organisation
from peluang.doors import clock
from peluang.doors.web.acting import SESSION_KEY
from peluang.doors.web.page import page
from peluang.doors.web.plain_forms import PlaceField, SimpleForm
from peluang.doors.web.refusals import add_refusal

_KINDS = (
    (Kind.IKM.value, gettext_lazy("Industri kecil atau menengah (IKM): kami membuat barang")),
    (Kind.EMPLOYER.value, gettext_lazy("Pemberi kerja lain: pabrik, toko, jasa")),
)


class FirmForm(SimpleForm):
    name = forms.CharField(
        label=gettext_lazy("Nama usaha"), max_length=200, help_text=gettext_lazy("Seperti di NIB atau papan namanya.")
    )
    kind = forms.ChoiceField(label=gettext_lazy("Jenis usaha"), choices=_KINDS, widget=forms.RadioSelect)
    regency = PlaceField()
    address = forms.CharField(
        label=gettext_lazy("Alamat"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("Jalan, nomor, desa atau kelurahan, kecamatan."),
    )  # fmt: skip
    workers = forms.IntegerField(
        label=gettext_lazy("Jumlah pekerja"), help_text=gettext_lazy("Yang bekerja sekarang, termasuk Anda.")
    )
    nib = forms.CharField(
        label=gettext_lazy("NIB"), max_length=30, required=False,
        help_text=gettext_lazy("13 angka. Usaha sampai 4 pekerja boleh belum punya; dinas memeriksa dengan datang."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    title = forms.CharField(
        label=gettext_lazy("Jabatan Anda di sana"), max_length=80, required=False,
        help_text=gettext_lazy("Misalnya pemilik."),
    )  # fmt: skip


#: Refused with these, the firm is there already.
_DOUBLE = frozenset({"nib_taken", "name_taken", "organisation_there"})


@page({Role.PERSON}, methods=("GET", "POST"))
def found(request: HttpRequest) -> HttpResponse:
    """langkah=minta: the firm is there already, and its members are asked to add this person."""
    form = FirmForm(request.POST or None)
    there: Organisation | None = None
    if request.method == "POST" and form.is_valid():
        told = dict(form.cleaned_data)  # add_refusal takes the field that is wrong out of the form's
        try:
            return _ask(request, told) if request.POST.get("langkah") == "minta" else _register(request, told)
        except NotYours:
            raise
        except Refused as refusal:
            add_refusal(form, refusal)
            if refusal.code in _DOUBLE:
                there = firm_to_ask(name=told["name"], regency=told["regency"], nib=told["nib"])
    context = {"form": form, "there": there}
    return render(request, "employer/found.html", context, status=422 if form.errors else 200)


def _register(request: HttpRequest, told: dict[str, Any]) -> HttpResponse:
    made = found_firm(request.actor, at=clock.now(), **told)  # type: ignore[attr-defined]
    request.session[SESSION_KEY] = str(made.id)
    messages.success(
        request,
        _("%(name)s tercatat, dan Anda bertindak atas namanya. Lowongan sudah boleh dipasang.")
        % {"name": made.organisation.name},
    )
    return redirect("employer:home")


def _ask(request: HttpRequest, told: dict[str, Any]) -> HttpResponse:
    known_by = {name: told[name] for name in ("name", "regency", "nib", "title")}
    made = ask_to_join(request.actor, at=clock.now(), **known_by)  # type: ignore[attr-defined]
    messages.success(request, _("Permintaan Anda sampai ke pengelola %(name)s.") % {"name": made.organisation.name})
    return redirect("employer:own_invitations")


class CorrectionForm(SimpleForm):
    nib = forms.CharField(
        label=gettext_lazy("NIB"), max_length=30, required=False, help_text=gettext_lazy("13 angka."),
        widget=forms.TextInput(attrs={"inputmode": "numeric"}),
    )  # fmt: skip
    address = forms.CharField(
        label=gettext_lazy("Alamat"), max_length=300, widget=forms.Textarea(attrs={"rows": 3}),
        help_text=gettext_lazy("Jalan, nomor, desa atau kelurahan, kecamatan."),
    )  # fmt: skip


@page({Role.EMPLOYER}, methods=("GET", "POST"))
def correct(request: HttpRequest) -> HttpResponse:
    """What the labour office checks the firm by, corrected by a member."""
    row = request.membership.organisation  # type: ignore[attr-defined]
    form = CorrectionForm(request.POST or None, initial={"nib": row.nib, "address": row.address})
    if request.method == "POST" and form.is_valid():
        try:
            made = correct_firm(request.actor, organisation_id=row.id, at=clock.now(), **form.cleaned_data)  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            again = made.status != row.status
            messages.success(request, _("Tersimpan. Dinas memeriksa lagi usaha Anda.") if again else _("Tersimpan."))
            return redirect("employer:own_check")
    return render(request, "employer/firm.html", {"form": form, "row": row}, status=422 if form.errors else 200)
