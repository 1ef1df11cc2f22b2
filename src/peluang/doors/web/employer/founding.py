"""A person registers their own firm and acts for it from the next page on."""

from __future__ import annotations

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.organisations.commands import found_firm
from peluang.domain.organisations.models import Kind
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


@page({Role.PERSON}, methods=("GET", "POST"))
def found(request: HttpRequest) -> HttpResponse:
    form = FirmForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            made = found_firm(request.actor, at=clock.now(), **form.cleaned_data)  # type: ignore[attr-defined]
        except Refused as refusal:
            add_refusal(form, refusal)
        else:
            request.session[SESSION_KEY] = str(made.id)
            messages.success(
                request,
                _("%(name)s tercatat, dan Anda bertindak atas namanya. Lowongan sudah boleh dipasang.")
                % {"name": made.organisation.name},
            )
            return redirect("employer:home")
    return render(request, "employer/found.html", {"form": form}, status=422 if form.errors else 200)
