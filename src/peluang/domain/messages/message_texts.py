"""The wording of messages about signing in."""

from __future__ import annotations

from .templates import register

SIGN_IN_CODE = register(
    "messages.sign_in_code",
    subject_id="Kode masuk Peluang: {code}",
    subject_en="Your Peluang sign-in code: {code}",
    body_id=(
        "Kode masukmu: {code}\n\nBerlaku {minutes} menit. Jangan berikan kode ini kepada siapa pun, "
        "juga kepada petugas. Kalau kamu tidak meminta kode, abaikan pesan ini."
    ),
    body_en=(
        "Your sign-in code: {code}\n\nIt works for {minutes} minutes. Give this code to nobody, not even to "
        "staff. If you did not ask for a code, ignore this message."
    ),
)
