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
    StatusListProblem,
    Verification,
    key_set,
    read_status_list,
    verify,
    verify_offline,
)

_FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.group("certificate")
def command() -> None:
    """Certificates: check one offline, make the file to check with, change the signing key."""


@command.command("verify")
@click.argument("file", type=_FILE)
@click.option(
    "--keys", "keys_file", type=_FILE, required=True, help="Bundle or JWK set, from /sertifikat/daftar-status."
)
@click.option("--status", "status_file", type=_FILE, help="Signed revocation list, when the keys file holds none.")
def verify_certificate(file: Path, keys_file: Path, status_file: Path | None) -> None:
    """Check FILE (the downloaded JSON, or the signed text alone). Needs no database and no network.

    Ends with 0 when the certificate is genuine and not revoked, 1 otherwise.
    """
    checked = _checked(_token(file.read_text()), keys_file, status_file)
    for reason in checked.reasons:
        click.echo(f"{reason.text_id}\n{reason.text_en}", err=True)
    if checked.credential:
        click.echo(_summary(checked.credential))
    if checked.valid and checked.revoked is None:
        click.echo(
            "Pencabutan tidak diperiksa: berkas daftarnya tidak diberikan. / Revocation was not checked.", err=True
        )
    click.echo("SAH / VALID" if checked.valid else "TIDAK SAH / NOT VALID")
    sys.exit(0 if checked.valid else 1)


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


@command.command("rotate-key")
def rotate_key() -> None:
    """Sign with a new key from now on. What older keys signed stays valid."""
    at = _now()
    from peluang.domain.kernel.context import PROGRAM
    from peluang.domain.learning.commands import rotate_signing_key

    click.echo(rotate_signing_key(PROGRAM, at=at))


def _now() -> datetime.datetime:
    import django

    django.setup()
    from peluang.doors import clock

    return clock.now()


def _token(text: str) -> str:
    try:
        found = json.loads(text)
    except ValueError:
        return text.strip()
    return str(found.get("id", "")).rpartition(",")[2] if isinstance(found, dict) else text.strip()


def _checked(token: str, keys_file: Path, status_file: Path | None) -> Verification:
    """With a bundle's own lists, or with the list given beside plain keys."""
    at = datetime.datetime.now(datetime.UTC)
    try:
        data = json.loads(keys_file.read_text())
        if isinstance(data, dict) and "statusLists" in data and status_file is None:
            return verify_offline(token, Bundle.from_json(keys_file.read_text()), at=at)
        keys = key_set(data["keys"])
        if status_file is None:
            return verify(token, keys, at=at)
        listed = verify(status_file.read_text().strip(), keys, at=at)
        if not listed.valid or listed.credential is None:
            raise click.ClickException(f"{status_file}: {listed.reasons[0].text_id}")
        address, _bits = read_status_list(listed.credential)
        return verify_offline(token, Bundle(keys, {address: status_file.read_text().strip()}), at=at)
    except (BundleProblem, KeyProblem, StatusListProblem, KeyError, TypeError, ValueError) as error:
        raise click.ClickException(f"{keys_file}: bukan berkas kunci yang bisa dibaca ({error}).") from error


def _summary(credential: dict[str, Any]) -> str:
    subject = credential.get("credentialSubject", {})
    holder = next((each.get("identityHash", "") for each in subject.get("identifier", [])), "")
    issuer = credential.get("issuer", {})
    return "\n".join(
        f"{label:<9}{value}"
        for label, value in (
            ("Nomor", subject.get("licenseNumber", "")), ("Nama", holder), ("Judul", credential.get("name", "")),
            ("Lembaga", issuer.get("name", "") if isinstance(issuer, dict) else issuer),
            ("Terbit", credential.get("validFrom", "")),
        )
    )  # fmt: skip
