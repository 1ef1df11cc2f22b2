"""Requests of partners' machines: each is taken in once, and the same instruction is carried out once.

No event is appended here: the rows are the record, and what an instruction changes has events of its own.
"""

from __future__ import annotations

import datetime
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import Refused

from ..models import Organisation, PartnerKey, PartnerRequest
from ..partners import SignedRequest, check_signature, unseal

#: Requests of one key within a minute.
MOST_A_MINUTE = 600
#: Requests that never passed the door, noted at most this often within a minute.
_MOST_REJECTED = 30
#: How long a request is known, and with it the answer to its instruction.
KEPT = datetime.timedelta(days=30)
LONGEST_IDEMPOTENCY_KEY = 120
_BATCH = 10_000


@dataclass(frozen=True)
class Taken:
    """A request that passed: who asks, and the answer given before when the instruction is known already."""

    request_id: UUID
    actor: Actor
    organisation: Organisation
    earlier: tuple[int, Any] | None = None


@command
def take_in(
    by: Actor,
    *,
    request: SignedRequest,
    instruction: str | None,
    at: datetime.datetime,
    wall_clock: datetime.datetime,
) -> Taken:
    """Checks key, time, signature, pace and nonce, in this order; then whether the instruction is new.

    instruction: the caller's idempotency key of a write, None for a question. wall_clock: what signatures are measured
    by (a demo's `at` may be moved). Two requests with one idempotency key follow one another, so one of them acts.
    Raises Refused: key_unknown, key_retired, organisation_suspended, too_many_requests, nonce_used,
    idempotency_key_missing, idempotency_key_reused, and those of check_signature.
    """
    key = PartnerKey.objects.select_related("organisation").filter(key_id=request.key_id).first()
    if key is None:
        raise Refused("key_unknown", _("Kunci ini tidak dikenal."), todo=_("Periksa isi X-Partner-Key."))
    check_signature(unseal(key.secret, key.key_id), request, at=wall_clock)
    if key.retired_at is not None:
        raise Refused(
            "key_retired",
            _("Kunci ini sudah dimatikan."),
            todo=_("Pakai kunci yang baru, atau buat satu di halaman Sambungan LMS."),
        )
    if key.organisation.status in ("suspended", "closed"):
        raise Refused("organisation_suspended", _("Lembaga ini sedang ditangguhkan atau sudah ditutup."))
    recent = PartnerRequest.objects.filter(key=key, at__gt=at - datetime.timedelta(minutes=1))
    if len(recent.values_list("id", flat=True)[:MOST_A_MINUTE]) >= MOST_A_MINUTE:
        raise Refused(
            "too_many_requests",
            _("Terlalu banyak permintaan dalam satu menit."),
            todo=_("Tunggu satu menit, lalu kirim lagi. Gabungkan laporan kalau bisa."),
        )
    earlier = None if instruction is None else _answer_before(key, instruction, request.digest)
    made = _note_once(key, request, at)
    return Taken(made.id, _machine(key.organisation), key.organisation, earlier)


@command
def settle(by: Actor, *, request_id: UUID, instruction: str | None, status: int, answer: Any, code: str = "") -> None:
    """What was answered. Only what was done keeps its idempotency key: a refusal changed nothing, and the same
    instruction may be tried again when its reason is gone.
    """
    done = status < 400
    PartnerRequest.objects.filter(id=request_id).update(
        status=status,
        answer=answer if instruction is not None else None,
        code=code,
        idempotency_key=instruction if instruction is not None and done else "",
    )


@command
def settle_repeated(by: Actor, *, request_id: UUID, status: int) -> None:
    """The answer was given before; the row of that request keeps the instruction's name."""
    PartnerRequest.objects.filter(id=request_id).update(status=status)


@command
def note_rejected(by: Actor, *, request: SignedRequest, status: int, code: str, at: datetime.datetime) -> bool:
    """A request with a known key that did not pass, so that its owner sees why. Nothing it says of itself is kept.
    Whether it was noted: floods are not.
    """
    key = PartnerKey.objects.filter(key_id=request.key_id).first()
    if key is None:
        return False
    since = at - datetime.timedelta(minutes=1)
    rejected = PartnerRequest.objects.filter(key=key, at__gt=since, nonce__startswith="rejected:")
    if rejected.count() >= _MOST_REJECTED:
        return False
    PartnerRequest.objects.create(
        key=key, nonce=f"rejected:{new_id()}", operation=request.operation, digest=request.digest, status=status,
        code=code, at=at,
    )  # fmt: skip
    return True


@command
def forget_partner_requests(by: Actor, *, at: datetime.datetime) -> int:
    """Requests older than KEPT. A nonce so old is outside every signature's window."""
    old = PartnerRequest.objects.filter(at__lt=at - KEPT).values_list("id", flat=True)[:_BATCH]
    count, _by_model = PartnerRequest.objects.filter(id__in=list(old)).delete()
    return count


def _answer_before(key: PartnerKey, instruction: str, digest: str) -> tuple[int, Any] | None:
    if not 1 <= len(instruction) <= LONGEST_IDEMPOTENCY_KEY or not (
        instruction.isascii() and instruction.isprintable()
    ):
        raise Refused(
            "idempotency_key_missing",
            _("Setiap laporan memerlukan Idempotency-Key."),
            todo=_("Beri setiap laporan nama acak, dan pakai nama yang sama kalau laporan itu dikirim ulang."),
        )
    # Held until this request's transaction ends: a repetition that comes meanwhile waits for its answer.
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [f"{key.id}:{instruction}"])
    known = PartnerRequest.objects.filter(key=key, idempotency_key=instruction).first()
    if known is None:
        return None
    if known.digest != digest:
        raise Refused(
            "idempotency_key_reused",
            _("Idempotency-Key ini sudah dipakai untuk laporan lain."),
            todo=_("Beri laporan baru nama yang baru."),
        )
    return known.status or 200, known.answer


def _note_once(key: PartnerKey, request: SignedRequest, at: datetime.datetime) -> PartnerRequest:
    """The unique nonce of a key: of two equal requests at the same moment the second waits, and is refused."""
    try:
        with transaction.atomic():
            return PartnerRequest.objects.create(
                key=key, nonce=request.nonce, operation=request.operation, digest=request.digest, at=at
            )
    except IntegrityError as error:
        raise Refused(
            "nonce_used",
            _("Permintaan dengan X-Nonce ini sudah diterima."),
            todo=_("Untuk mengirim ulang, buat nonce dan tanda tangan baru; Idempotency-Key tetap sama."),
        ) from error


def _machine(organisation: Organisation) -> Actor:
    """A machine acts as its institution, for nobody in particular."""
    return Actor(Role.PROVIDER, organisation=organisation.id, region=organisation.region_code)
