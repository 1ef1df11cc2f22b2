"""Sign-in pages: the address, the code, the account's safety. The rest is allauth's views in our dress."""

from __future__ import annotations

from typing import Any

from allauth.account.internal.decorators import login_stage_required
from allauth.account.internal.flows.login import record_authentication
from allauth.account.mixins import NextRedirectMixin, RedirectAuthenticatedUserMixin
from allauth.account.stages import LoginByCodeStage
from allauth.decorators import rate_limit
from allauth.mfa.base.views import IndexView
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.views import DownloadRecoveryCodesView
from allauth.mfa.totp.views import ActivateTOTPView
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic.edit import FormView

from peluang.domain.organisations.queries import is_staff
from peluang.domain.people.contact import phone_as_spoken

from .code_process import MINUTES, SignInCode
from .forms import AddressForm, CodeForm

_TYPED = "sign_in_address"


class SignInView(NextRedirectMixin, RedirectAuthenticatedUserMixin, FormView):
    """Masuk atau daftar: one field, e-mail or phone. What was typed last in this browser stands in it."""

    form_class = AddressForm
    template_name = "account/login.html"

    @method_decorator(rate_limit(action="login"))
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        return super().dispatch(request, *args, **kwargs)

    def _redirect_to_pending_stage(self, request: HttpRequest, stage: Any) -> None:
        """Who comes back while a code is under way may change the address."""

    def get_initial(self) -> dict[str, Any]:
        return {"address": self.request.session.get(_TYPED, "")}

    def get_default_success_url(self) -> str | None:
        return None

    def form_valid(self, form: AddressForm) -> HttpResponse:
        self.request.session[_TYPED] = form.cleaned_data["address"]
        SignInCode.begin(self.request, form.read)
        return redirect(self.passthrough_next_url(reverse("account_confirm_login_code")))

    def form_invalid(self, form: AddressForm) -> HttpResponse:
        return self.render_to_response(self.get_context_data(form=form), status=422)


@method_decorator(login_stage_required(stage=LoginByCodeStage.key, redirect_urlname="account_login"), name="dispatch")
class ConfirmCodeView(NextRedirectMixin, FormView):
    """The code from the letter or text message; a new one can be asked for twice."""

    form_class = CodeForm
    template_name = "account/confirm_login_code.html"

    @method_decorator(never_cache)
    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        process = SignInCode.resume(request._login_stage)  # type: ignore[attr-defined]
        if process is None:
            messages.warning(
                request,
                _("Kode ini sudah lewat %(minutes)s menit. Minta kode baru di sini.") % {"minutes": MINUTES},
            )
            return self._start_again()
        self.process = process
        if request.method == "POST" and request.POST.get("action") == "resend":
            return self._resend()
        return super().dispatch(request, *args, **kwargs)

    def _start_again(self) -> HttpResponse:
        return redirect(self.passthrough_next_url(reverse("account_login")))

    def _resend(self) -> HttpResponse:
        if self.process.can_resend:
            self.process.resend()
            messages.success(self.request, _("Kode baru sudah dikirim. Kode yang lama tidak berlaku lagi."))
        else:
            messages.warning(self.request, _("Kode sudah dikirim beberapa kali. Tunggu sebentar, atau mulai lagi."))
        return redirect(self.passthrough_next_url(reverse("account_confirm_login_code")))

    def get_form_kwargs(self) -> dict[str, Any]:
        return super().get_form_kwargs() | {"expected": self.process.code}

    def form_valid(self, form: CodeForm) -> HttpResponse:
        return self.process.finish(self.get_next_url())

    def form_invalid(self, form: CodeForm) -> HttpResponse:
        if not form.data.get("code", "").strip():  # pressed too early: no attempt is lost
            return self.render_to_response(self.get_context_data(form=form), status=422)
        if not self.process.record_invalid_attempt():
            messages.error(
                self.request, _("Kodenya salah tiga kali. Demi keamanan, minta kode baru. Alamatmu masih tersimpan.")
            )
            return self._start_again()
        return self.render_to_response(self.get_context_data(form=form), status=422)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(**kwargs) | {
            "address": self.process.address,
            "attempts_left": self.process.attempts_left,
            "tried": self.process.state["failed_attempts"] > 0,
            "can_resend": self.process.can_resend,
            "minutes": MINUTES,
            "sign_in_url": self.passthrough_next_url(reverse("account_login")),
        }


class SafetyView(IndexView):
    """Akun dan keamanan: how this account signs in, and its second factor."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        user: Any = self.request.user
        return super().get_context_data(**kwargs) | {
            "user": user,
            "phone": phone_as_spoken(user.phone or ""),
            "staff": user.person_id is not None and is_staff(user.person_id),
        }


class SetUpSecondFactorView(ActivateTOTPView):
    """After setting it up the session counts as confirmed: the code from the app was just shown."""

    def form_valid(self, form: Any) -> HttpResponse:
        response = super().form_valid(form)
        made = Authenticator.objects.get(user=self.request.user, type=Authenticator.Type.TOTP)
        record_authentication(self.request, self.request.user, "mfa", id=made.pk, type=made.type, reauthenticated=True)
        return response

    def get_success_url(self) -> str:
        if self.did_generate_recovery_codes:
            return reverse("mfa_view_recovery_codes")
        return reverse("participant:roles")


class RecoveryCodesFileView(DownloadRecoveryCodesView):
    """A text file to print."""

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        title = _("Kode cadangan Peluang. Setiap kode berlaku sekali. Simpan di tempat yang aman.")
        return super().get_context_data(**kwargs) | {"title": title}
