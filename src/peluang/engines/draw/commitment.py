"""The seed of a draw is fixed before anybody applies, and cannot be used before everybody has.

When a wave opens the office publishes the SHA-256 of a secret seed: it cannot be exchanged later. That alone
leaves one door open: an insider who knows the secret could try entry ids until one is lucky. So a value that
nobody can know before the wave closes (a public random beacon, the closing figure of the stock exchange) is
mixed in.
"""

from __future__ import annotations

import hashlib
import hmac

SEED_BYTES = 32


def commitment(seed: bytes) -> str:
    """SHA-256 of the secret as 64 hex characters. Raises ValueError for a seed that is not 32 bytes."""
    if len(seed) != SEED_BYTES:
        raise ValueError(f"a seed has {SEED_BYTES} bytes, this one has {len(seed)}")
    return hashlib.sha256(seed).hexdigest()


def commitment_holds(seed: bytes, published: str) -> bool:
    """Is this the seed that was promised?"""
    return len(seed) == SEED_BYTES and hmac.compare_digest(commitment(seed), published.strip().lower())


def draw_seed(secret: bytes, public_value: str) -> bytes:
    """The 32 bytes the draw runs on: SHA-256(secret, 0, public value). Raises ValueError for an empty public
    value."""
    if len(secret) != SEED_BYTES:
        raise ValueError(f"a seed has {SEED_BYTES} bytes, this one has {len(secret)}")
    if not public_value:
        raise ValueError("the public value is empty")
    return hashlib.sha256(secret + b"\0" + public_value.encode()).digest()
