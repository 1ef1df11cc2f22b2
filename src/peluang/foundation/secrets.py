"""Keys that must not lie in the database: made once per installation, or given by the environment."""

from __future__ import annotations

import base64
import json
import os
import secrets
import tempfile
from functools import lru_cache

from .paths import var

_NAMES = {"django": 48, "identity_encryption": 32, "identity_digest": 32, "partner": 32, "presence": 32}


@lru_cache(maxsize=1)
def _keys() -> dict[str, str]:
    path = var() / "keys.json"
    if path.exists():
        known: dict[str, str] = json.loads(path.read_text())
        if set(known) >= set(_NAMES):
            return known
    else:
        known = {}
    made = {name: base64.b64encode(secrets.token_bytes(size)).decode() for name, size in _NAMES.items()}
    known = made | known
    with tempfile.NamedTemporaryFile("w", dir=path.parent, delete=False) as partial:
        json.dump(known, partial)
    os.chmod(partial.name, 0o600)
    os.replace(partial.name, path)  # a kill leaves the old file or the new one, never half of it
    return known


def key(name: str) -> bytes:
    """The key's bytes: PELUANG_KEY_<NAME> (base64) when set, else from var/keys.json (mode 0600)."""
    given = os.environ.get(f"PELUANG_KEY_{name.upper()}")
    return base64.b64decode(given or _keys()[name])
