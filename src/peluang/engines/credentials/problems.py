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
    "TOO_LARGE": ("Berkas ini terlalu besar untuk sebuah sertifikat.", "This file is too large for a certificate."),
    "NAME_TWICE": (
        "Satu nama tertulis dua kali di dalamnya, sehingga bisa dibaca berbeda oleh dua pembaca.",
        "A name stands twice in it, so two readers could read it differently.",
    ),
    "NOT_SIGNED": (
        "Isinya tidak ditandatangani: siapa pun bisa menulisnya.",
        "It is not signed: anybody could have written it.",
    ),
    "NOTHING_EMBEDDED": (
        "Di dalam berkas ini tidak ada sertifikat bertanda tangan. Periksa nomornya, atau minta berkas aslinya.",
        "There is no signed certificate inside this file. Check its number, or ask for the original file.",
    ),
    "ALGORITHM_NOT_ALLOWED": (
        "Cara tanda tangannya tidak diterima; sertifikat ini tidak dibuat oleh sistem kami.",
        "Its kind of signature is not accepted; our system did not make this certificate.",
    ),
    "TYP_WRONG": (
        "Yang ditandatangani bukan kredensial, tetapi “{0}”.",
        "What was signed is not a credential but “{0}”.",
    ),
    "PROOF_NOT_SUPPORTED": (
        "Jenis buktinya “{0}” belum bisa diperiksa di sini. Yang bisa: JWT (vc+jwt) dan eddsa-jcs-2022.",
        "Its kind of proof “{0}” cannot be checked here. What can: JWT (vc+jwt) and eddsa-jcs-2022.",
    ),
    "UNKNOWN_KEY": (
        "Penerbitnya tidak dikenal, atau daftar kunci Anda sudah lama. Perbarui daftar kunci.",
        "The issuer is unknown, or your list of keys is old. Update the list of keys.",
    ),
    "KEY_RETIRED": (
        "Ditandatangani dengan kunci yang sudah tidak dipakai sejak {0}, padahal tanggalnya sesudah itu.",
        "Signed with a key that is out of use since {0}, although it is dated later.",
    ),
    "KEY_REVOKED": (
        "Kuncinya jatuh ke tangan orang lain sejak {0}; sertifikat bertanggal sesudah itu tidak bisa dipercaya.",
        "Its key was in other hands since {0}; no certificate dated later can be trusted.",
    ),
    "ISSUER_DIFFERS": (
        "Kunci penandatangannya bukan milik penerbit yang disebut di dalamnya.",
        "The key that signed it does not belong to the issuer it names.",
    ),
    "SIGNATURE_WRONG": (
        "Tanda tangannya tidak cocok: isi sertifikat telah diubah atau dipalsukan.",
        "The signature does not match: the certificate was changed or forged.",
    ),
    "CONTEXT_WRONG": (
        "Susunan sertifikat tidak sesuai standar: “@context” keliru atau tidak berurutan.",
        "The certificate does not follow the standard: “@context” is wrong or out of order.",
    ),
    "TYPE_WRONG": ("Ini bukan sertifikat.", "This is not a certificate."),
    "FIELD_WRONG": (
        "Susunan sertifikat tidak sesuai standar: bagian “{0}”.",
        "The certificate does not follow the standard: part “{0}”.",
    ),
    "CLAIMS_DIFFER": (
        "Dua bagian sertifikat saling bertentangan: “{0}”.",
        "Two parts of the certificate contradict each other: “{0}”.",
    ),
    "NOT_YET_VALID": ("Sertifikat baru berlaku mulai {0}.", "The certificate is valid only from {0}."),
    "EXPIRED": ("Masa berlaku sertifikat habis pada {0}.", "The certificate ended on {0}."),
    "REVOKED": (
        "Sertifikat ini telah dicabut. Tanyakan alasannya kepada penerbit.",
        "This certificate was revoked. Ask the issuer why.",
    ),
    "SUSPENDED": (
        "Sertifikat ini sedang ditangguhkan oleh penerbitnya.",
        "This certificate is suspended by its issuer for now.",
    ),
    "NOT_ISSUED": (
        "Tanda tangannya cocok, tetapi sertifikat ini tidak ada dalam daftar terbitan kami.",
        "Its signature matches, but this certificate is not among those we issued.",
    ),
    "STATUS_UNREADABLE": (
        "Tidak bisa diperiksa apakah sertifikat ini dicabut: {0}.",
        "It cannot be checked whether this certificate was revoked: {0}.",
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
    """The problem with its words; ``values`` fill the places in them (cut short: they come from strangers)."""
    text_id, text_en = _TEXTS[code]
    shown = [_shown(value) for value in values]
    return Problem(code, text_id.format(*shown), text_en.format(*shown))


def _shown(value: str) -> str:
    printable = "".join(letter if letter.isprintable() else "?" for letter in str(value))
    return printable if len(printable) <= 60 else printable[:59] + "…"
