"""Which release of the vocabulary the database holds."""

from __future__ import annotations

import hashlib
from importlib.resources import files

from peluang.domain.events.models import Event

from .events import VOCABULARY_LOADED

FILES = ("occupations", "occupation_synonyms", "skills", "skill_synonyms", "occupation_skills")


def release_digest() -> str:
    """What this release's vocabulary files say, as 16 hexadecimal digits."""
    digest = hashlib.sha256()
    for name in FILES:
        digest.update((files("peluang.engines.codes") / "data" / f"{name}.csv").read_bytes())
    return digest.hexdigest()[:16]


def vocabulary_is_current() -> bool:
    """Whether the last load was of this release's files."""
    last = Event.objects.filter(type=VOCABULARY_LOADED.name).order_by("-id").first()
    return last is not None and last.payload.get("digest") == release_digest()
