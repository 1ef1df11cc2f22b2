"""What an institution writes about itself."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from peluang.domain.organisations.models import PrincipalRole
from peluang.doors.web.plain_forms import DayInput, PlaceField, SimpleForm

PAPERS = "application/pdf,image/jpeg,image/png,image/webp"


class FoundForm(SimpleForm):
    name = forms.CharField(
        label=_("Nama lembaga"),
        max_length=200,
        help_text=_("Seperti di akta atau izinnya, misalnya LPK Bahari Teknik."),
    )
    regency = PlaceField()
    address = forms.CharField(
        label=_("Alamat"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Jalan, nomor, desa atau kelurahan, kecamatan."),
    )  # fmt: skip
    title = forms.CharField(
        label=_("Jabatan Anda di lembaga itu"), max_length=80, required=False, help_text=_("Misalnya direktur.")
    )


class LicenceForm(SimpleForm):
    """address is the institution's own: what was imported may lack it."""

    address = forms.CharField(
        label=_("Alamat lembaga"), max_length=300, widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Jalan, nomor, desa atau kelurahan, kecamatan."),
    )  # fmt: skip
    licence_number = forms.CharField(label=_("Nomor izin"), max_length=100)
    licence_issuer = forms.CharField(
        label=_("Diterbitkan oleh"), max_length=200, help_text=_("Misalnya Dinas Tenaga Kerja Kabupaten Jepara.")
    )
    licence_until = forms.DateField(
        label=_("Berlaku sampai"),
        widget=DayInput(),
        help_text=_("Persetujuan tidak bisa lebih lama daripada izin ini."),
    )
    online_only = forms.BooleanField(
        label=_("Kami hanya mengajar daring, tanpa ruang kelas"), required=False,
        help_text=_("Kalau dicentang, tidak ada kunjungan ke tempat."),
    )  # fmt: skip


class PaperForm(SimpleForm):
    number = forms.CharField(label=_("Nomor di berkas itu"), max_length=100)
    file = forms.FileField(
        label=_("Berkas"), required=False, allow_empty_file=True, widget=forms.FileInput(attrs={"accept": PAPERS})
    )


class PrincipalForm(SimpleForm):
    name = forms.CharField(label=_("Nama lengkap"), max_length=200)
    role = forms.ChoiceField(label=_("Sebagai"), choices=PrincipalRole.choices, widget=forms.RadioSelect)
    npwp = forms.CharField(
        label=_("NPWP-nya"), max_length=30, required=False,
        help_text=_("Hanya dipakai untuk mencari lembaga yang terkait. Tidak ditampilkan kepada umum."),
    )  # fmt: skip
    share = forms.IntegerField(
        label=_("Bagian milik (persen)"),
        required=False,
        min_value=1,
        max_value=100,
        help_text=_("Hanya untuk pemilik."),
    )
    mine = forms.BooleanField(label=_("Ini saya sendiri"), required=False)
