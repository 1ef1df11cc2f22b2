"""Machines of partner organisations: how a request is signed, and what a sealed secret looks like.

A signature binds method, address, time, a number used once, and the body: whoever reads a request on its way can
neither change it nor send it again (docs/partner-api.md).
"""

from __future__ import annotations

import datetime
import hashlib
import hmac
import os
import secrets
from dataclasses import dataclass

from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.refusal import Refused
from peluang.foundation.secrets import key

#: How far a partner's clock may be from ours, either way.
WINDOW = datetime.timedelta(minutes=5)
LONGEST_NONCE = 100
_SEAL_NONCE = 12


@dataclass(frozen=True)
class SignedRequest:
    """As it came in. key_id, timestamp (Unix seconds), nonce and signature: the four headers. path: with its query.

    operation: our name for what is asked, for the list of requests. body: the bytes as sent.
    """

    key_id: str
    timestamp: str
    nonce: str
    signature: str
    method: str
    path: str
    body: bytes
    operation: str

    @property
    def digest(self) -> str:
        """Of the instruction itself: the same instruction sent again has the same one."""
        return hashlib.sha256(f"{self.method}\n{self.path}\n".encode() + self.body).hexdigest()


def message(method: str, path: str, timestamp: str, nonce: str, body: bytes) -> bytes:
    """What is signed: five lines, the last one the SHA-256 of the body in hexadecimal."""
    return "\n".join([method.upper(), path, timestamp, nonce, hashlib.sha256(body).hexdigest()]).encode()


def signature_of(secret: str, request: SignedRequest) -> str:
    """Hexadecimal HMAC-SHA-256 with the key's secret."""
    told = message(request.method, request.path, request.timestamp, request.nonce, request.body)
    return hmac.new(secret.encode(), told, hashlib.sha256).hexdigest()


def check_signature(secret: str, request: SignedRequest, *, at: datetime.datetime) -> None:
    """at: the wall clock. Raises Refused: timestamp_unreadable, outside_window, nonce_unreadable, signature_wrong."""
    if not request.timestamp.isascii() or not request.timestamp.isdigit() or len(request.timestamp) > 11:
        raise Refused(
            "timestamp_unreadable",
            _("X-Timestamp tidak bisa dibaca."),
            todo=_("Kirim detik Unix, misalnya 1795485600."),
        )
    sent = datetime.datetime.fromtimestamp(int(request.timestamp), datetime.UTC)
    if abs(at - sent) > WINDOW:
        raise Refused(
            "outside_window",
            _("Permintaan ini ditandatangani lebih dari lima menit sebelum atau sesudah sekarang."),
            todo=_("Samakan jam server Anda, lalu tanda tangani lagi."),
        )
    if not 1 <= len(request.nonce) <= LONGEST_NONCE or not (request.nonce.isascii() and request.nonce.isprintable()):
        raise Refused(
            "nonce_unreadable",
            _("X-Nonce kosong atau terlalu panjang."),
            todo=_("Buat teks acak baru untuk setiap permintaan, paling banyak 100 huruf dan angka."),
        )
    if not hmac.compare_digest(signature_of(secret, request).encode(), request.signature.lower().encode()):
        raise Refused(
            "signature_wrong",
            _("Tanda tangan tidak cocok dengan isi permintaan."),
            todo=_("Periksa urutan kelima baris, alamat beserta query, dan isi yang dikirim apa adanya."),
        )


def new_secret() -> str:
    """256 bits of chance, as text."""
    return secrets.token_urlsafe(32)


def new_key_id() -> str:
    return f"pk_{secrets.token_hex(8)}"


def seal(secret: str, key_id: str) -> bytes:
    """Encrypted with the installation's `partner` key and bound to its key_id: a row moved elsewhere opens nothing."""
    nonce = os.urandom(_SEAL_NONCE)
    return nonce + AESGCM(key("partner")).encrypt(nonce, secret.encode(), key_id.encode())


def unseal(sealed: bytes | memoryview, key_id: str) -> str:
    """Raises cryptography.exceptions.InvalidTag for bytes of another key."""
    sealed = bytes(sealed)
    return AESGCM(key("partner")).decrypt(sealed[:_SEAL_NONCE], sealed[_SEAL_NONCE:], key_id.encode()).decode()
