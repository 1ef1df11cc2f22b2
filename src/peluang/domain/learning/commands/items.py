"""The pieces of a self-paced course: added and retired, never changed, so that a class keeps what it asked for."""

from __future__ import annotations

import datetime
import re
from uuid import UUID

from django.db.models import Max
from django.utils.translation import gettext_lazy as _

from peluang.domain.catalogue.models import Offering
from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused

from .. import access
from ..events import ITEM_ADDED, ITEM_RETIRED
from ..models import LearningItem

KINDS = {"text": _("Bacaan"), "video": _("Video"), "quiz": _("Kuis"), "task": _("Tugas")}
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
LONGEST_MINUTES = 600


@command
def add_item(
    by: Actor,
    *,
    offering_id: UUID,
    code: str,
    title: str,
    kind: str,
    minutes: int,
    required: bool = True,
    at: datetime.datetime,
) -> LearningItem:
    """At the end of the course; classes that began before don't ask for it. code: as the institution's LMS names it.

    Raises NotYours; Refused: offering_over, code_unreadable, code_taken, title_empty, kind_unknown, minutes_impossible.
    """
    offering = _locked(by, offering_id)
    if offering.status in ("retired", "merged"):
        raise Refused("offering_over", _("Pelatihan ini sudah tidak ditawarkan."))
    code, title = code.strip(), title.strip()
    if not _CODE.fullmatch(code):
        raise Refused(
            "code_unreadable",
            _("Kode materi terdiri dari huruf, angka, titik, garis bawah atau tanda hubung, paling banyak 60."),
            field="code",
        )
    if not title:
        raise Refused("title_empty", _("Isi judul materinya."), field="title")
    if kind not in KINDS:
        raise Refused("kind_unknown", _("Pilih jenis materinya."), field="kind")
    if not 1 <= minutes <= LONGEST_MINUTES:
        raise Refused("minutes_impossible", _("Lama materi antara 1 dan 600 menit."), field="minutes")
    if LearningItem.objects.filter(offering=offering, code=code).exists():
        raise Refused("code_taken", _("Kode ini sudah dipakai materi lain di pelatihan ini."), field="code")
    last = LearningItem.objects.filter(offering=offering).aggregate(last=Max("number"))["last"] or 0
    row = LearningItem.objects.create(
        offering=offering, number=last + 1, code=code, title=title, kind=kind, minutes=minutes, required=required,
        made_at=at,
    )  # fmt: skip
    append(ITEM_ADDED, row.id, at=at, offering_id=offering.id, kind=kind, minutes=minutes, required=required)
    return row


@command
def retire_item(by: Actor, *, item_id: UUID, at: datetime.datetime) -> LearningItem:
    """Not asked of classes that begin from now on; classes that run keep it. Again changes nothing. Raises NotYours."""
    row = LearningItem.objects.filter(id=item_id).first()
    if row is None:
        raise NotYours()
    _locked(by, row.offering_id)
    row.refresh_from_db()
    if row.retired_at is None:
        row.retired_at = at
        row.save(update_fields=["retired_at"])
        append(ITEM_RETIRED, row.id, at=at, offering_id=row.offering_id)
    return row


def _locked(by: Actor, offering_id: UUID) -> Offering:
    offering = Offering.objects.select_for_update(of=("self",), no_key=True).filter(id=offering_id).first()
    if offering is None:
        raise NotYours()
    access.must_manage(by, offering.provider_id)
    return offering
