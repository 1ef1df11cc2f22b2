"""Keys that sign certificates: public halves in the database, private halves outside it."""

from __future__ import annotations

import datetime
import os

from django.db import connection

from peluang.domain.events.journal import append
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.keys import new_id
from peluang.engines.credentials import SigningKey, generate_key, signing_key_from_jwk
from peluang.foundation import signing_keys

from .events import SIGNING_KEY_MADE
from .models import SigningKey as PublishedKey


def signing_key(by: Actor, *, at: datetime.datetime) -> SigningKey:
    """The newest key in use whose private half is here; made with the first certificate of an installation.

    It stays in use until the caller's transaction ends: whoever retires it waits, so that no certificate is dated after
    the retirement of its key. A private half whose public row is missing (a database restored from before it was made)
    is published again.
    """
    private = signing_keys.private_keys()
    with connection.cursor() as cursor:
        cursor.execute(
            "select kid from learning_signing_key where retired_at is null and kid = any(%s)"
            " order by created_at desc, kid desc limit 1 for share",
            [list(private)],
        )
        found = cursor.fetchone()
    if found:
        return signing_key_from_jwk(private[found[0]])
    unknown = sorted(set(private) - set(PublishedKey.objects.values_list("kid", flat=True)))
    if unknown:
        return _publish(signing_key_from_jwk(private[unknown[-1]]), at=at)
    return new_signing_key(by, at=at)


def new_signing_key(by: Actor, *, at: datetime.datetime) -> SigningKey:
    """Made, kept outside the database, published."""
    key = generate_key(f"plg-{at:%Y%m%d}-{os.urandom(4).hex()}")
    signing_keys.keep(key.kid, key.private_jwk())
    return _publish(key, at=at)


def _publish(key: SigningKey, *, at: datetime.datetime) -> SigningKey:
    PublishedKey.objects.create(kid=key.kid, public_jwk=key.public_jwk(), created_at=at)
    append(SIGNING_KEY_MADE, new_id(), at=at, kid=key.kid)
    return key
