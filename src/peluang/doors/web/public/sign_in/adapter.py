"""What allauth asks us: words of ours instead of its own, where to go, and secrets sealed in the database."""

from __future__ import annotations

import base64
from io import BytesIO
from typing import Any

import segno
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from peluang.domain.organisations.queries import is_staff, memberships_of
from peluang.domain.people import identity_vault

#: allauth's message templates → our sentences; the others say nothing that the page doesn't.
_SAID = {
    "account/messages/logged_out.txt": _("Kamu sudah keluar."),
    "mfa/messages/totp_activated.txt": _("Aplikasi kode sudah terpasang."),
    "mfa/messages/totp_deactivated.txt": _("Aplikasi kode sudah dilepas."),
    "mfa/messages/recovery_codes_generated.txt": _("Kode cadangan baru sudah dibuat."),
}
_TOO_MANY = _("Terlalu banyak percobaan. Tunggu beberapa menit, lalu coba lagi.")


class SignInAdapter(DefaultAccountAdapter):
    error_messages = DefaultAccountAdapter.error_messages | {
        "account_inactive": _("Akun ini sedang tidak aktif."),
        "incorrect_code": _("Kode ini salah, atau bukan kode terakhir yang kami kirim."),
        "invalid_login": _("Belum berhasil masuk."),
        "rate_limited": _TOO_MANY,
        "too_many_login_attempts": _TOO_MANY,
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """allauth's sign-up form is not used: an account is opened when its first code is confirmed."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Who is new registers; who acts for an organisation chooses; others go home."""
        user: Any = request.user
        if user.person_id is None:
            return reverse("participant:register")
        if memberships_of(user.person_id):
            return reverse("participant:roles")
        return super().get_login_redirect_url(request)

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        text = message or _SAID.get(message_template or "")
        if text:
            super().add_message(request, level, message=str(text), extra_tags=extra_tags)


class SecondFactorAdapter(DefaultMFAAdapter):
    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": _("Kode ini salah. Tunggu kode berikutnya di aplikasimu, lalu coba lagi."),
        "cannot_delete_authenticator": _("Selama kamu bertindak untuk lembaga, kode aplikasi tidak bisa dilepas."),
        "rate_limited": _TOO_MANY,
    }

    def build_totp_svg(self, url: str) -> str:
        """On white with a margin, so that it can be scanned in the dark look too."""
        picture = BytesIO()
        segno.make(url, error="m").save(picture, kind="svg", scale=4, border=4, light="white", xmldecl=False)
        return picture.getvalue().decode()

    def get_totp_label(self, user: Any) -> str:
        return str(user)

    def encrypt(self, text: str) -> str:
        """The secret of a second factor is worth as much as a NIK: the same vault."""
        sealed = base64.b64encode(identity_vault.encrypt(text)).decode()
        return f"{identity_vault.CURRENT}:{sealed}"

    def decrypt(self, encrypted_text: str) -> str:
        version, _colon, sealed = encrypted_text.partition(":")
        return identity_vault.decrypt(base64.b64decode(sealed), int(version))

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Staff keep their second factor as long as they are staff."""
        person_id = getattr(authenticator.user, "person_id", None)
        return person_id is None or not is_staff(person_id)
