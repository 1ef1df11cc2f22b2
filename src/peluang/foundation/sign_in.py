"""Sign-in by one-time code, to an e-mail address or a phone; a second factor for staff (django-allauth).

There are no passwords. Our own page at `account_login` takes an address, e-mail or phone, and sends a code;
allauth carries the login through its stages (code, then second factor) and counts attempts.
"""

from __future__ import annotations

import os

_DEMO = os.environ.get("PELUANG_DEMO", "").lower() in ("1", "true", "yes", "on")
_ROOM = "peluang.doors.web.public.sign_in"

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/saya/"
LOGOUT_REDIRECT_URL = "/"

ACCOUNT_ADAPTER = f"{_ROOM}.adapter.SignInAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the code is the verification
ACCOUNT_PREVENT_ENUMERATION = True
# allauth's own page for asking for a code stays closed: it tells known from unknown addresses apart.
ACCOUNT_LOGIN_BY_CODE_ENABLED = False
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 10 * 60  # seconds
ACCOUNT_LOGIN_BY_CODE_SUPPORTS_RESEND = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 6, "dashed": False}
ACCOUNT_LOGIN_TIMEOUT = 30 * 60
ACCOUNT_SESSION_REMEMBER = True
# A code has a million values: 30 codes a day with three tries each leave a guesser 1 chance in 11,000. In a
# demo everybody signs in with the same few addresses.
ACCOUNT_RATE_LIMITS = {
    "login": "60/m/ip",
    "request_login_code": "600/m/ip" if _DEMO else "60/m/ip,6/5m/key,30/d/key",
    "login_failed": "30/m/ip,5/5m/key",
    "reauthenticate": "10/m/user",
}

MFA_ADAPTER = f"{_ROOM}.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_RECOVERY_CODES_SHOW_ONCE = False
MFA_TOTP_ISSUER = "Peluang"
MFA_TOTP_TOLERANCE = 1  # a phone's clock may be half a minute off
