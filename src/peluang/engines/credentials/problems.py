"""What may be wrong with a certificate, in words a person understands."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Problem:
    """``code`` for machines, the texts for people."""

    code: str
    text_id: str
    text_en: str


_TEXTS: dict[str, tuple[str, str]] = {
    "MALFORMED": (
        "Ini bukan sertifikat yang utuh. Salin atau pindai ulang seluruhnya.",
        "This is not a complete certificate. Copy or scan all of it again.",
    ),
    "ALGORITHM_NOT_ALLOWED": (
        "Cara tanda tangannya tidak diterima; sertifikat ini tidak dibuat oleh sistem kami.",
        "Its kind of signature is not accepted; our system did not make this certificate.",
    ),
    "UNKNOWN_KEY": (
        "Penerbitnya tidak dikenal, atau daftar kunci Anda sudah lama. Perbarui daftar kunci.",
        "The issuer is unknown, or your list of keys is old. Update the list of keys.",
    ),
    "SIGNATURE_WRONG": (
        "Tanda tangannya tidak cocok: isi sertifikat telah diubah atau dipalsukan.",
        "The signature does not match: the certificate was changed or forged.",
    ),
    "CONTEXT_WRONG": (
        "Susunan sertifikat tidak sesuai standar.",
        "The certificate does not follow the standard.",
    ),
    "TYPE_WRONG": ("Ini bukan sertifikat pelatihan.", "This is not a certificate."),
    "CLAIMS_DIFFER": (
        "Dua bagian sertifikat saling bertentangan.",
        "Two parts of the certificate contradict each other.",
    ),
    "NOT_YET_VALID": ("Sertifikat baru berlaku mulai {0}.", "The certificate is valid only from {0}."),
    "EXPIRED": ("Masa berlaku sertifikat habis pada {0}.", "The certificate ended on {0}."),
    "REVOKED": (
        "Sertifikat ini telah dicabut. Tanyakan alasannya kepada penerbit.",
        "This certificate was revoked. Ask the issuer why.",
    ),
    "STATUS_UNREADABLE": (
        "Tidak bisa diperiksa apakah sertifikat ini dicabut.",
        "It cannot be checked whether this certificate was revoked.",
    ),
    "STATUS_MISSING": (
        "Berkas daftar pencabutan untuk sertifikat ini tidak ada. Unduh berkas terbaru.",
        "The file that lists revocations for this certificate is missing. Download the latest files.",
    ),
    "STATUS_OLD": (
        "Berkas daftar pencabutan sudah lama ({0}). Unduh yang terbaru.",
        "The file that lists revocations is old ({0}). Download the latest one.",
    ),
}


def problem(code: str, *values: str) -> Problem:
    """The problem with its words; ``values`` fill the places in them."""
    text_id, text_en = _TEXTS[code]
    return Problem(code, text_id.format(*values), text_en.format(*values))
