"""Everything under /akun/, by the names allauth looks up. What is not here is not reachable."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from django.urls import URLPattern, path

from peluang.domain.kernel.context import Role
from peluang.doors.web.page import ANYONE, SIGNED_IN, page

from .views import ConfirmCodeView, RecoveryCodesFileView, SafetyView, SetUpSecondFactorView, SignInView


def _door(address: str, view: Any, name: str, who: Iterable[Role]) -> URLPattern:
    whose = "own" if frozenset(who) == SIGNED_IN else "public"
    guarded = page(who, whose=whose, methods=("GET", "POST"), unregistered=True)(view)
    return path(address, guarded, name=name)


urlpatterns = [
    _door("", SafetyView.as_view(), "mfa_index", SIGNED_IN),
    _door("masuk/", SignInView.as_view(), "account_login", ANYONE),
    _door("kode/", ConfirmCodeView.as_view(), "account_confirm_login_code", ANYONE),
    _door("keluar/", account.logout, "account_logout", ANYONE),
    _door("tidak-aktif/", account.account_inactive, "account_inactive", ANYONE),
    _door("kode-aplikasi/", mfa.authenticate, "mfa_authenticate", ANYONE),
    _door("kode-aplikasi/lagi/", mfa.reauthenticate, "mfa_reauthenticate", SIGNED_IN),
    _door("kode-aplikasi/pasang/", SetUpSecondFactorView.as_view(), "mfa_activate_totp", SIGNED_IN),
    _door("kode-aplikasi/lepas/", totp.deactivate_totp, "mfa_deactivate_totp", SIGNED_IN),
    _door("kode-cadangan/", recovery_codes.view_recovery_codes, "mfa_view_recovery_codes", SIGNED_IN),
    _door("kode-cadangan/baru/", recovery_codes.generate_recovery_codes, "mfa_generate_recovery_codes", SIGNED_IN),
    _door("kode-cadangan/unduh/", RecoveryCodesFileView.as_view(), "mfa_download_recovery_codes", SIGNED_IN),
]
