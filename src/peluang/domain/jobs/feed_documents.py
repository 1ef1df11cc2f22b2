"""Documents of feeds while they are read: beside the stored files, by digest, never given out again."""

from __future__ import annotations

import datetime
import hashlib
import os
import tempfile
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.refusal import Refused

#: Bytes, unpacked.
LARGEST = 300_000_000


@dataclass(frozen=True)
class Document:
    """digest: SHA-256. size: bytes."""

    digest: str
    size: int


def keep(pieces: Iterable[bytes]) -> Document:
    """Written beside its place and moved into it, so that a kill leaves no half document under a digest.

    Raises Refused for an empty one or one above LARGEST.
    """
    folder = _folder()
    folder.mkdir(parents=True, exist_ok=True)
    digest, size = hashlib.sha256(), 0
    partial = tempfile.NamedTemporaryFile(dir=folder, prefix=".partial-", delete=False)  # noqa: SIM115
    try:
        with partial:
            for piece in pieces:
                size += len(piece)
                if size > LARGEST:
                    raise Refused("too_large", _("Dokumen ini lebih dari 300 MB."), field="file",
                                  todo=_("Bagi menjadi beberapa umpan."))  # fmt: skip
                digest.update(piece)
                partial.write(piece)
        if not size:
            raise Refused("empty", _("Berkas ini kosong."), todo=_("Pilih berkas lain."), field="file")
        os.replace(partial.name, path_of(digest.hexdigest()))
    except BaseException:
        Path(partial.name).unlink(missing_ok=True)
        raise
    return Document(digest.hexdigest(), size)


def path_of(digest: str) -> Path:
    return _folder() / digest


def opened(digest: str) -> BinaryIO | None:
    """None where it is not kept any more."""
    try:
        return path_of(digest).open("rb")
    except FileNotFoundError:
        return None


def sweep(wanted: set[str], before: datetime.datetime) -> int:
    """Removes those that nobody reads any more and that were not written since `before`; returns how many."""
    folder, removed = _folder(), 0
    for path in folder.iterdir() if folder.exists() else ():
        if path.name not in wanted and path.stat().st_mtime < before.timestamp():
            path.unlink(missing_ok=True)
            removed += 1
    return removed


def _folder() -> Path:
    return Path(settings.MEDIA_ROOT) / "feeds"
