"""Files are kept on disk under their digest, so the same bytes are kept once, and described in a row."""

from __future__ import annotations

import datetime
import hashlib
import os
import re
import tempfile
from pathlib import Path
from uuid import UUID

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused

from .events import FILE_STORED
from .models import StoredFile

LARGEST = 10 * 1024 * 1024  # bytes
#: media type → what its first bytes must be; types that a browser would run are not among them.
KNOWN_TYPES: dict[str, tuple[bytes, ...]] = {
    "application/pdf": (b"%PDF-",),
    "image/jpeg": (b"\xff\xd8\xff",),
    "image/png": (b"\x89PNG\r\n\x1a\n",),
    "image/webp": (b"RIFF",),
    "text/csv": (),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": (b"PK\x03\x04",),
}


@command
def store_file(
    by: Actor,
    *,
    content: bytes,
    name: str,
    media_type: str,
    purpose: str,
    person_id: UUID | None = None,
    organisation_id: UUID | None = None,
    at: datetime.datetime,
) -> StoredFile:
    """purpose: what it proves ("practical", "handover", "import"). Belongs to the person or organisation given,
    by default to the one who acts. Raises Refused for an empty, too large or unknown kind of file.
    """
    person, organisation = _owner(by, person_id, organisation_id)
    _check(content, media_type)
    digest = hashlib.sha256(content).hexdigest()
    _keep(digest, content)
    row = StoredFile.objects.create(
        sha256=digest,
        size=len(content),
        media_type=media_type,
        name=_clean_name(name),
        purpose=purpose,
        person=person,
        organisation=organisation,
        stored_at=at,
    )
    append(FILE_STORED, row.id, at=at, purpose=purpose, size=row.size, sha256=digest)
    return row


def _owner(by: Actor, person_id: UUID | None, organisation_id: UUID | None) -> tuple[UUID | None, UUID | None]:
    """Whose file it is. A person's own, an organisation's own; the program may store for anybody."""
    if by.role == Role.SYSTEM:
        return person_id, organisation_id
    if organisation_id not in (None, by.organisation) or person_id not in (None, by.person):
        if by.organisation is None:
            raise NotYours
        return person_id, by.organisation  # a provider's file about its participant
    return person_id or (by.person if by.organisation is None else None), organisation_id or by.organisation


def _check(content: bytes, media_type: str) -> None:
    if not content:
        raise Refused("file_empty", _("Berkas ini kosong."), todo=_("Pilih berkas lain."), field="file")
    if len(content) > LARGEST:
        raise Refused(
            "file_too_large",
            _("Berkas ini lebih dari 10 MB."),
            todo=_("Perkecil dulu, lalu unggah lagi."),
            field="file",
        )
    beginnings = KNOWN_TYPES.get(media_type)
    if beginnings is None or (beginnings and not content.startswith(beginnings)):
        raise Refused(
            "file_kind",
            _("Jenis berkas ini tidak bisa diterima."),
            todo=_("Pakai PDF, JPG, PNG, CSV, atau XLSX."),
            field="file",
        )


def _clean_name(name: str) -> str:
    return re.sub(r"[^\w .()-]", "_", Path(name.replace("\\", "/")).name)[-120:] or "berkas"


def path_of(digest: str) -> Path:
    """Where bytes with this digest lie."""
    return Path(settings.MEDIA_ROOT) / digest[:2] / digest


def _keep(digest: str, content: bytes) -> None:
    """Written beside its place and moved into it, so a kill leaves no half file."""
    target = path_of(digest)
    if target.exists():
        return
    target.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=target.parent, delete=False) as partial:
        partial.write(content)
    os.replace(partial.name, target)
