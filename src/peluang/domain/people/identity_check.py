"""Are NIK and KK well formed, and does the NIK agree with what was typed? Nothing is stored here."""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.refusal import Refused
from peluang.engines.codes import kk as kk_code
from peluang.engines.codes import nik as nik_code
from peluang.engines.codes.explain import CodeError

_JAKARTA = ZoneInfo("Asia/Jakarta")
_LETTER = {"f": nik_code.Sex.FEMALE, "m": nik_code.Sex.MALE}
#: UU 13/2003 art. 68–69: work of younger people is child labour, so the portal takes no one below.
YOUNGEST = 15
_OLDEST = 110


@dataclass(frozen=True)
class CheckedIdentity:
    """The bare digits of both numbers."""

    nik: str
    kk: str

    def __repr__(self) -> str:
        return "CheckedIdentity(…)"  # numbers must not reach logs


def local_date(at: datetime.datetime) -> datetime.date:
    return at.astimezone(_JAKARTA).date()


def check_nik(text: str, *, at: datetime.datetime) -> nik_code.Nik:
    """Raises Refused("nik_…", field="nik") with the engine's plain reason in the active language."""
    try:
        return nik_code.parse_nik(text, today=local_date(at))
    except CodeError as error:
        raise _refused("nik", error) from error


def check_kk(text: str, *, at: datetime.datetime) -> kk_code.Kk:
    """Raises Refused("kk_…", field="kk")."""
    try:
        return kk_code.parse_kk(text, today=local_date(at))
    except CodeError as error:
        raise _refused("kk", error) from error


def check_identity(
    nik: str, kk: str, *, birth_date: datetime.date, sex: str, card_seen: bool, at: datetime.datetime
) -> CheckedIdentity:
    """Both numbers, and the NIK against birth date and sex.

    card_seen: an office has the card before it. Some cards carry a wrong date for life, so an office may
    register what a person alone may not. Raises Refused.
    """
    read_nik, read_kk = check_nik(nik, at=at), check_kk(kk, at=at)
    if read_nik.digits == read_kk.digits:
        raise Refused(
            "kk_is_nik",
            _("Nomor KK sama dengan NIK."),
            todo=_("Nomor KK ada di bagian atas Kartu Keluarga."),
            field="kk",
        )
    if not card_seen:
        _agree(read_nik, birth_date, sex)
    return CheckedIdentity(read_nik.digits, read_kk.digits)


def _agree(nik: nik_code.Nik, birth_date: datetime.date, sex: str) -> None:
    differs = nik_code.matches(nik, birth_date, _LETTER[sex])
    todo = _(
        "Periksa NIK dan isianmu. Kalau di KTP-mu memang begitu, datanglah ke Disnaker dengan KTP; "
        "di sana kamu bisa didaftarkan."
    )
    if "birth_date" in differs:
        raise Refused(
            "nik_birth_date",
            _("Tanggal lahir di NIK ini berbeda dari yang kamu isi."),
            todo=todo,
            field="nik",
        )
    if "sex" in differs:
        raise Refused("nik_sex", _("Jenis kelamin di NIK ini berbeda dari yang kamu isi."), todo=todo, field="nik")


def check_birth_date(birth_date: datetime.date, *, at: datetime.datetime) -> None:
    """Raises Refused for a date to come, or an age outside 15–110."""
    today = local_date(at)
    years = today.year - birth_date.year - ((today.month, today.day) < (birth_date.month, birth_date.day))
    if birth_date > today:
        raise Refused("birth_date_future", _("Tanggal lahir ini belum terjadi."), field="birth_date")
    if years < YOUNGEST:
        raise Refused(
            "too_young",
            _("Kamu bisa mendaftar mulai umur %(years)s tahun.") % {"years": YOUNGEST},
            todo=_("Sampai saat itu, sekolahmu bisa membantu memilih pelatihan."),
            field="birth_date",
        )
    if years > _OLDEST:
        raise Refused("birth_date_unlikely", _("Tahun lahir ini terlalu lama. Periksa lagi."), field="birth_date")


def nik_taken() -> Refused:
    """Says nothing of whose account it is."""
    return Refused(
        "nik_taken",
        _("NIK ini sudah terdaftar di akun lain."),
        todo=_(
            "Kalau itu akunmu, masuk dengan e-mail atau nomor HP yang dulu. "
            "Kalau bukan, datanglah ke Disnaker dengan KTP."
        ),
        field="nik",
    )


def _refused(field: str, error: CodeError) -> Refused:
    english = (get_language() or "id").startswith("en")
    return Refused(f"{field}_{error.code}", error.message_en if english else error.message_id, field=field)
