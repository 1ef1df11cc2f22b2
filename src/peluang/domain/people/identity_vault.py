"""NIK and KK: encrypted with AES-GCM, found by HMAC-SHA-256. Both keys lie outside the database.

A database that leaks shows neither number: sixteen digits can be guessed by trying all of them, so a plain
hash would protect nothing (decision 0004); without the key neither can be tried.
"""

from __future__ import annotations

import hmac
import os
from functools import lru_cache
from hashlib import sha256

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from peluang.engines.codes.explain import strip_separators
from peluang.foundation.secrets import key

#: Version of the key that new rows are encrypted with. Rows say theirs, so older ones stay readable.
CURRENT = int(os.environ.get("PELUANG_IDENTITY_KEY_VERSION", "1"))
#: Digests are compared with one another, so all of them belong to one version until every row is redone.
DIGEST_VERSION = 1
_NONCE = 12


def _name(purpose: str, version: int) -> str:
    return f"identity_{purpose}" if version == 1 else f"identity_{purpose}_{version}"


@lru_cache(maxsize=8)
def _cipher(version: int) -> AESGCM:
    return AESGCM(key(_name("encryption", version)))


def encrypt(text: str, version: int = CURRENT) -> bytes:
    """Nonce and sealed text; the same text never looks the same twice."""
    nonce = os.urandom(_NONCE)
    return nonce + _cipher(version).encrypt(nonce, text.encode(), str(version).encode())


def decrypt(sealed: bytes | memoryview, version: int = CURRENT) -> str:
    """Raises cryptography.exceptions.InvalidTag when key, version or bytes are not those of `encrypt`."""
    sealed = bytes(sealed)
    return _cipher(version).decrypt(sealed[:_NONCE], sealed[_NONCE:], str(version).encode()).decode()


def digest(text: str, version: int = DIGEST_VERSION) -> bytes:
    """HMAC-SHA-256 of the digits alone (spaces, dots and dashes don't count)."""
    return hmac.digest(key(_name("digest", version)), strip_separators(text).encode(), sha256)
