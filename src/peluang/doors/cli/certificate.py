"""`peluang certificate`: check a certificate without a connection; keys and revocation lists to do it with."""

from __future__ import annotations

import datetime
import json
import sys
from pathlib import Path
from typing import Any

import click

from peluang.engines.credentials import (
    Bundle,
    BundleProblem,
    KeyProblem,
    Problem,
    StatusListProblem,
    Verification,
    credential_in,
    read_keys,
    verify,
    verify_offline,
    with_list,
)
from peluang.engines.credentials.data_model import moment, types_of
from peluang.engines.credentials.problems import problem
from peluang.engines.credentials.strict_json import read_object

VALID, NOT_VALID, UNREADABLE = 0, 1, 2
_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)
#: Looked for beside the certificate when no keys are named: what the public page offers for download.
_BESIDE = "peluang-kunci.json"


class Unreadable(click.ClickException):
    """A file that is no keys, no list, or no date: nothing was said about the certificate."""

    exit_code = UNREADABLE


@click.group("certificate")
def command() -> None:
    """Certificates: check one offline, make the file to check with, change the signing key."""


@command.command("verify")
@click.argument("file", type=_FILE)
@click.option(
    "--keys", "keys_file", type=_FILE, help="Bundle, JWK set, JWK, DID document, Multikey. Default: peluang-kunci.json"
    " beside FILE, else the keys of this installation.",
)  # fmt: skip
@click.option("--status-list", "--status", "status_file", type=_FILE, help="Signed revocation list, beside plain keys.")
@click.option("--at", "at_text", help="Moment to check for: 2026-11-24 or 2026-11-24T09:00:00+07:00. Default: now.")
@click.option("--require-status", is_flag=True, help="Not valid unless revocation could be checked.")
@click.option("--json", "as_json", is_flag=True, help="One JSON object on standard output.")
def verify_certificate(
    file: Path, keys_file: Path | None, status_file: Path | None, at_text: str | None, require_status: bool,
    as_json: bool,
) -> None:  # fmt: skip
    """Check FILE: signed text, JSON, PDF, or badge image. Needs no database and no network.

    Ends with 0 when the certificate is genuine, in its period and not revoked; 1 when it is not; 2 when a file or an
    option cannot be read. When the keys come without a revocation list, revocation is not checked, and that is said.
    """
    at = _moment(at_text)
    bundle, complete = _trusted(keys_file or _keys_beside(file), status_file, at)
    document = credential_in(file.read_bytes())
    if isinstance(document, Problem):
        checked = Verification(False, (document,), None)
    else:
        checked = verify_offline(document, bundle, at=at) if complete else verify(document, bundle.keys, at=at)
    checked = _certificates_only(checked)
    if require_status and checked.valid and checked.revoked is None:
        checked = Verification(False, (problem("STATUS_MISSING"),), checked.credential, checked.kid)
    click.echo(json.dumps(_as_json(checked, at), ensure_ascii=False)) if as_json else _say(checked)
    sys.exit(VALID if checked.valid else NOT_VALID)


@command.command("bundle")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
def write_bundle(file: Path) -> None:
    """Write keys and revocation lists of this installation into FILE."""
    at = _now()
    from peluang.domain.kernel.context import PROGRAM, acting
    from peluang.domain.learning.queries import offline_bundle

    with acting(PROGRAM):
        file.write_text(offline_bundle(at=at).to_json())
    click.echo(f"{file}")


@command.command("keys")
def list_keys() -> None:
    """The keys of this installation, newest first."""
    _now()
    from peluang.domain.kernel.context import PROGRAM, acting
    from peluang.domain.learning.queries import keys_of_installation
    from peluang.foundation import signing_keys

    with acting(PROGRAM):
        rows = keys_of_installation()
    private = signing_keys.private_keys()
    for row in rows:
        state = f"revoked since {row.revoked_at:%Y-%m-%d %H:%M}" if row.revoked_at else "signs"
        if row.retired_at and not row.revoked_at:
            state = f"retired {row.retired_at:%Y-%m-%d %H:%M}"
        elsewhere = "" if row.kid in private else "  (private half not on this machine)"
        click.echo(f"{row.kid}  made {row.created_at:%Y-%m-%d}  {state}{elsewhere}")


@command.command("rotate")
def rotate_key() -> None:
    """Sign with a new key from now on. What older keys signed stays valid."""
    at = _now()
    from peluang.domain.kernel.context import PROGRAM
    from peluang.domain.learning.commands import rotate_signing_key

    click.echo(rotate_signing_key(PROGRAM, at=at))


command.add_command(rotate_key, "rotate-key")


@command.command("revoke-key")
@click.argument("kid")
@click.option("--since", required=True, help="Since when somebody else may have had it (as --at of verify).")
@click.option("--reason", required=True)
def revoke_key(kid: str, since: str, reason: str) -> None:
    """A key was stolen: what it signed with a later date is valid no more. A new key signs from now on."""
    at = _now()
    from peluang.domain.kernel.context import PROGRAM
    from peluang.domain.kernel.refusal import Refused
    from peluang.domain.learning.commands import revoke_signing_key

    try:
        click.echo(revoke_signing_key(PROGRAM, kid=kid, since=_moment(since, "00:00:00"), reason=reason, at=at))
    except Refused as refusal:
        raise click.ClickException(str(refusal)) from refusal


def _now() -> datetime.datetime:
    import django

    django.setup()
    from peluang.doors import clock

    return clock.now()


def _moment(text: str | None, time: str = "23:59:59") -> datetime.datetime:
    """A day alone means its end in UTC when checking, so that a certificate of that day counts; its beginning when a
    key was stolen on it."""
    if text is None:
        return datetime.datetime.now(datetime.UTC)
    try:
        return moment(text if "T" in text else f"{text}T{time}Z")
    except ValueError as error:
        raise Unreadable(f"“{text}”: tanggal harus seperti 2026-11-24 atau 2026-11-24T09:00:00+07:00.") from error


def _keys_beside(file: Path) -> Path | None:
    return next((each for each in (file.parent / _BESIDE, Path(_BESIDE)) if each.is_file()), None)


def _trusted(keys_file: Path | None, status_file: Path | None, at: datetime.datetime) -> tuple[Bundle, bool]:
    """Whom to trust, and whether revocation can be checked with it."""
    if keys_file is None:
        return _of_installation(at)
    try:
        text = keys_file.read_text()
        data = read_object(text)
        keys = read_keys(data)
        if status_file is not None:
            return _with_list(keys, status_file, at), True
        return (Bundle.from_json(text), True) if "statusLists" in data else (Bundle(keys, {}), False)
    except (BundleProblem, KeyProblem, OSError, ValueError) as error:
        raise Unreadable(f"{keys_file}: bukan berkas kunci yang bisa dibaca ({error}).") from error


def _with_list(keys: dict[str, dict[str, Any]], file: Path, at: datetime.datetime) -> Bundle:
    document = credential_in(file.read_bytes())
    if isinstance(document, Problem):
        raise Unreadable(f"{file}: {document.text_id}")
    try:
        return with_list(keys, document, at=at)
    except StatusListProblem as error:
        raise Unreadable(f"{file}: {error}") from error


def _of_installation(at: datetime.datetime) -> tuple[Bundle, bool]:
    """The bundle of this installation's database when it runs; else the keys that lie on this machine."""
    import os

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "peluang.foundation.settings")
    import django
    from django.db import Error as DatabaseError

    try:
        django.setup()
        from peluang.domain.kernel.context import PROGRAM, acting
        from peluang.domain.learning.queries import offline_bundle

        with acting(PROGRAM):
            bundle = offline_bundle(at=at)
        if bundle.keys:
            return bundle, True
    except (DatabaseError, RuntimeError, OSError):
        pass
    from peluang.engines.credentials import key_set, signing_key_from_jwk
    from peluang.foundation import signing_keys

    keys = key_set(signing_key_from_jwk(each) for each in signing_keys.private_keys().values())
    if not keys:
        raise Unreadable("Tidak ada kunci untuk memeriksa. Unduh berkas pemeriksa, lalu pakai --keys BERKAS.")
    return Bundle(keys, {}), False


def _certificates_only(checked: Verification) -> Verification:
    """A signed revocation list is a credential too, but nobody's certificate."""
    if checked.credential is not None and "BitstringStatusListCredential" in types_of(checked.credential):
        return Verification(False, (problem("TYPE_WRONG"),), checked.credential, checked.kid)
    return checked


def _say(checked: Verification) -> None:
    for reason in checked.reasons:
        click.echo(f"{reason.text_id}\n{reason.text_en}", err=True)
    if checked.credential:
        told = _told(checked.credential)
        names = {"number": "Nomor", "holder": "Nama", "title": "Judul", "issuer": "Lembaga", "valid_from": "Terbit",
                 "valid_until": "Sampai"}  # fmt: skip
        click.echo("\n".join(f"{label:<9}{told[name]}" for name, label in names.items() if told[name]))
    if checked.as_of is not None:
        day = f"{checked.as_of:%Y-%m-%d %H:%M} UTC"
        click.echo(f"Pencabutan menurut daftar per {day}. / Revocation as of {day}.")
    elif checked.valid and checked.revoked is None:
        click.echo(
            "Pencabutan tidak diperiksa: berkas daftarnya tidak diberikan. / Revocation was not checked.", err=True
        )
    click.echo("SAH / VALID" if checked.valid else "TIDAK SAH / NOT VALID")


def _as_json(checked: Verification, at: datetime.datetime) -> dict[str, Any]:
    return {
        "valid": checked.valid,
        "reasons": [{"code": each.code, "id": each.text_id, "en": each.text_en} for each in checked.reasons],
        "revoked": checked.revoked,
        "status_as_of": checked.as_of.isoformat() if checked.as_of else None,
        "checked_at": at.isoformat(),
        "kid": checked.kid,
        **(_told(checked.credential) if checked.credential else {}),
        "credential": checked.credential,
    }


def _told(credential: dict[str, Any]) -> dict[str, Any]:
    """What a reader wants to know first; empty where the credential does not say it, or not in text."""
    stated = credential.get("credentialSubject")
    subject = stated if isinstance(stated, dict) else {}
    identifiers = subject.get("identifier")
    listed = identifiers if isinstance(identifiers, list) else [identifiers]
    names = [each.get("identityHash") for each in listed if isinstance(each, dict) and each.get("hashed") is False]
    issuer = credential.get("issuer")
    told = {
        "number": subject.get("licenseNumber"), "holder": next(iter(names), None), "title": credential.get("name"),
        "issuer": issuer.get("name") or issuer.get("id") if isinstance(issuer, dict) else issuer,
        "valid_from": credential.get("validFrom"), "valid_until": credential.get("validUntil"),
    }  # fmt: skip
    return {name: _plain(value) for name, value in told.items()}


def _plain(value: object) -> str:
    """A stranger's text never reaches the terminal with control characters in it."""
    text = value if isinstance(value, str) else ""
    return "".join(letter for letter in text if letter.isprintable())[:300]
