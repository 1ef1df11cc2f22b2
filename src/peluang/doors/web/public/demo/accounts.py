"""The demo's accounts, one for every audience, and the second-factor codes of those that need one."""

from __future__ import annotations

import time
from dataclasses import dataclass
from typing import Any

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal import auth as totp
from allauth.mfa.utils import decrypt
from django.db.models import Prefetch
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.context import Role, elevated
from peluang.domain.organisations.models import Membership
from peluang.domain.people.models import Account

DOMAIN = "@demo.peluang.example"
MOST = 40
#: What each audience can do, in one sentence.
CAN_DO: dict[str, Any] = {
    Role.PERSON.value: _("Ikut gelombang, memilih kelas, menulis ulasan, melamar, dan melihat giliran siapa."),
    Role.PROVIDER.value: _("Mengatur pelatihan dan kelas, menjawab temuan dan permintaan sentra."),
    Role.TRAINER.value: _("Mencatat kehadiran, tes, dan unjuk keterampilan kelas hari ini."),
    Role.EMPLOYER.value: _("Memasang lowongan, melihat pelamar yang cocok, menawari kerja."),
    Role.SENTRA.value: _("Menggambar proses, menyebut keahlian yang kurang, meminta pelatihan."),
    Role.LABOUR_OFFICE.value: _("Mengantar orang di daerahnya: bicara, rujuk, pantau."),
    Role.PROVINCE_OFFICE.value: _("Melihat kasus penempatan sekeliling provinsi."),
    Role.PROGRAMME_OFFICE.value: _("Membuka gelombang, mengundi, menerbitkan SK, menandai pelatihan."),
    Role.PAYMENT.value: _("Mencocokkan rekening dan mengirim insentif."),
    Role.MINISTRY.value: _("Memasukkan daftar IKM, mengundang, melihat hasil undangan."),
    Role.CHAPTER.value: _("Mengurus ikatan alumni provinsi."),
    Role.ASSESSOR.value: _("Memeriksa sertifikat kompetensi yang diajukan peserta, dan menerbitkannya."),
    Role.AUDITOR.value: _("Memeriksa jejak, undian, SK, dan buku besar."),
    Role.HELP_DESK.value: _("Melihat langkah seseorang untuk membantunya."),
}


@dataclass(frozen=True)
class DemoAccount:
    """role: what it acts as after signing in and choosing; code: today's second factor, "" where none is needed."""

    email: str
    name: str
    role: str
    role_name: str
    organisation: str
    can_do: Any
    code: str


def demo_accounts() -> list[DemoAccount]:
    """Accounts whose address ends in @demo.peluang.example, people first (5 statements)."""
    current = Membership.objects.filter(until__isnull=True).select_related("organisation")
    with elevated("the demo shows its own invented accounts"):
        accounts = list(
            Account.objects.filter(email__iendswith=DOMAIN)
            .select_related("person")
            .prefetch_related(Prefetch("authenticator_set", Authenticator.objects.filter(type="totp"), "factors"))
            .order_by("email")[:MOST]
        )
        members = {row.person_id: row for row in current.filter(person_id__in=[a.person_id for a in accounts])}
    made = [_made(account, members.get(account.person_id) if account.person_id else None) for account in accounts]
    order = list(CAN_DO)
    return sorted(made, key=lambda each: (order.index(each.role) if each.role in order else 99, each.email))


def _made(account: Any, member: Membership | None) -> DemoAccount:
    role = member.role if member else Role.PERSON.value
    return DemoAccount(
        email=account.email,
        name=account.person.full_name if account.person_id and account.person else "",
        role=role,
        role_name=str(member.get_role_display()) if member else str(_("Peserta")),
        organisation=member.organisation.name if member else "",
        can_do=CAN_DO.get(role, ""),
        code=_code(account.factors[0]) if account.factors else "",
    )


def _code(factor: Any) -> str:
    """What the account's app would show now. The phone's clock is the real one, also when the demo's is ahead."""
    secret = decrypt(factor.data["secret"])
    counter = int(time.time()) // 30
    return str(totp.format_hotp_value(totp.hotp_value(secret, counter)))
