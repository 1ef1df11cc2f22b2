"""A code goes to an address, known or not: what is seen is the same, and the account is opened afterwards.

allauth's process sends codes to known addresses alone and a different letter to others. This one sends a code
to all, so that an unknown address registers on the same page and nobody learns which addresses are known.
"""

from __future__ import annotations

from typing import Any

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.internal.flows.login_by_code import LoginCodeVerificationProcess
from allauth.account.internal.stagekit import clear_login
from allauth.account.models import Login
from allauth.account.stages import LoginByCodeStage, LoginStageController
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import get_language

from peluang.domain.kernel.context import NOBODY
from peluang.domain.messages.commands import send_waiting, write
from peluang.domain.messages.models import Channel
from peluang.domain.messages.senders import is_local
from peluang.domain.people.commands import open_account
from peluang.domain.people.contact import Address
from peluang.domain.people.queries import account_of
from peluang.doors import clock

MINUTES = settings.ACCOUNT_LOGIN_BY_CODE_TIMEOUT // 60


class SignInCode(LoginCodeVerificationProcess):
    """state: email or phone, code, attempts; kept in the session by allauth until it is confirmed."""

    @classmethod
    def begin(cls, request: HttpRequest, address: Address) -> SignInCode:
        """Sends the first code. Whatever login was pending in this browser is replaced."""
        account = account_of(address)
        login = Login(user=account, email=address.email or None, phone=address.phone or None)
        login.state["stages"] = {"current": LoginByCodeStage.key}
        stage = LoginByCodeStage(LoginStageController(request, login), request, login)
        stage.state.update(cls.initial_state(account, address.email or None, address.phone or None))
        stage.state["initiated_by_user"] = True
        process = cls(stage)
        process.send()
        process.persist()
        return process

    @classmethod
    def resume(cls, stage: Any) -> SignInCode | None:
        """The pending process, or None when its time is over (it is cleared then)."""
        found: SignInCode | None = cls(stage).abort_if_invalid()
        return found

    @property
    def address(self) -> Address:
        return Address(email=self.state.get("email", ""), phone=self.state.get("phone", ""))

    @property
    def attempts_left(self) -> int:
        return int(self.max_attempts - self.state["failed_attempts"])

    def generate_code(self) -> str:
        self.state["code"] = code = get_adapter().generate_login_code()
        return code

    def send(self, skip_enumeration_mails: bool = False) -> None:
        """Writes the code to the outbox. Where sending takes no network it leaves at once; else the worker,
        which looks twice a second, takes urgent messages first.
        """
        at = clock.now()
        row = write(
            NOBODY,
            address=str(self.address),
            channel=Channel.EMAIL if self.address.email else Channel.SMS,
            template="messages.sign_in_code",
            context={"code": self.generate_code(), "minutes": MINUTES},
            language="en" if (get_language() or "id").startswith("en") else "id",
            urgent=True,
            at=at,
        )
        if is_local(row.channel):
            send_waiting(NOBODY, at=at, only=[row.id])

    def resend(self) -> None:
        self.send()
        self.record_resend()
        self.persist()

    def finish(self, redirect_url: str | None) -> HttpResponse:
        """The code was right: the account is opened if there is none, and the login goes on to its next stage."""
        language = "en" if (get_language() or "id").startswith("en") else "id"
        account = open_account(NOBODY, address=self.address, language=language, at=clock.now())
        if not account.is_active:
            clear_login(self.request)
            return redirect("account_inactive")
        record_authentication(
            self.request, account, method="code", email=self.address.email or None, phone=self.address.phone or None
        )
        login = Login(user=account, redirect_url=redirect_url, email=self.address.email or None)
        response: HttpResponse = perform_login(self.request, login)
        return response
