"""The two things a person types to sign in: an address, then the code that went to it."""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.core import context
from allauth.core.internal import ratelimit
from django import forms
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.refusal import Refused
from peluang.domain.people.contact import Address, read_address


class AddressForm(forms.Form):
    """One field for both. After is_valid, `read` is what was meant."""

    address = forms.CharField(
        label=_("E-mail atau nomor HP"),
        max_length=254,
        error_messages={"required": _("Isi e-mail atau nomor HP-mu.")},
        widget=forms.TextInput(attrs={"autocapitalize": "none", "spellcheck": "false"}),
    )
    read: Address

    def clean_address(self) -> str:
        typed: str = self.cleaned_data["address"]
        try:
            self.read = read_address(typed)
        except Refused as refusal:
            raise forms.ValidationError(str(refusal), refusal.code) from refusal
        if not ratelimit.consume(
            context.request, app="allauth.account", action="request_login_code", key=str(self.read)
        ):
            raise get_adapter().validation_error("rate_limited")
        return typed


class CodeForm(forms.Form):
    """expected: the code that was sent. Spaces and dashes don't count."""

    code = forms.CharField(
        label=_("Kode 6 angka"), max_length=20, error_messages={"required": _("Isi kode yang kami kirim.")}
    )

    def __init__(self, *args: Any, expected: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.expected = expected

    def clean_code(self) -> str:
        from allauth.core.internal.cryptokit import compare_user_code

        code: str = self.cleaned_data["code"]
        if not compare_user_code(actual=code, expected=self.expected):
            raise get_adapter().validation_error("incorrect_code")
        return code
