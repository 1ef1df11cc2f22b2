"""Warning, suspension, blacklist: announced with a reason, answered, set in force, appealed, lifted or ended.

The days are our own rule ("peluang/sanksi 1"): 14 days to answer, 30 days to appeal, counted in local dates; the
last day itself still counts. An appeal is decided by somebody else than who decided.
"""

from __future__ import annotations

import datetime
from typing import Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.events.types import EventType
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.engines.rules import local_date

from .. import access
from ..events import (
    APPEAL_REJECTED,
    ORGANISATION_STATUS_CHANGED,
    SANCTION_ANNOUNCED,
    SANCTION_ANSWERED,
    SANCTION_APPEALED,
    SANCTION_ENDED,
    SANCTION_IN_FORCE,
    SANCTION_LIFTED,
)
from ..models import CLOSING, IN_EFFECT, Kind, Organisation, Sanction, SanctionKind
from ..related import must_be_impartial
from ..states import ORGANISATION, SANCTION
from .locks import locked_organisation

RULE = "peluang/sanksi 1"
ANSWER_DAYS = 14
APPEAL_DAYS = 30


@command
def announce_sanction(
    by: Actor, *, organisation_id: UUID, kind: str, reason: str, rule: str, at: datetime.datetime
) -> Sanction:
    """Nothing has an effect yet: the institution may answer first. rule: the clause it rests on.

    Raises NotYours; Refused: kind_unknown, reason_missing, rule_missing, kind_unfit, sanction_open, related_party.
    """
    organisation = locked_organisation(organisation_id)
    _must_decide(by, organisation)
    if kind not in SanctionKind.values:
        raise Refused("kind_unknown", _("Pilih sanksinya dari daftar."), field="kind")
    if organisation.kind != Kind.PROVIDER or organisation.status == "closed":
        raise Refused("kind_unfit", _("Sanksi ini hanya untuk lembaga pelatihan yang belum ditutup."))
    reason, rule = _said(reason, "reason"), rule.strip()
    if not rule:
        raise Refused("rule_missing", _("Tulis aturan yang menjadi dasarnya."), field="rule")
    if Sanction.objects.filter(organisation=organisation, kind=kind).exclude(status__in=SANCTION.final).exists():
        raise Refused(
            "sanction_open",
            _("Sanksi seperti ini sudah ada dan belum selesai."),
            todo=_("Lanjutkan yang sudah ada."),
            field="kind",
        )
    made = Sanction.objects.create(
        organisation=organisation, kind=kind, reason=reason, rule=rule, announced_at=at, announced_by=by.person,
        answer_due=local_date(at) + datetime.timedelta(days=ANSWER_DAYS),
    )  # fmt: skip
    _tell(SANCTION_ANNOUNCED, made, at, answer_due=made.answer_due)
    return made


@command
def answer_sanction(by: Actor, *, sanction_id: UUID, text: str, at: datetime.datetime) -> Sanction:
    """The institution's own words, until the last day to answer. Raises NotYours, Refused("answer_late")."""
    organisation, row = _locked(sanction_id)
    access.must_speak_for(by, organisation)
    SANCTION.advance(row, "answered", by.role)
    row.answer, row.answered_at = _said(text, "text"), at
    if local_date(at) > row.answer_due:
        raise Refused(
            "answer_late",
            _("Waktu menjawab sudah lewat."),
            todo=_("Sesudah diputuskan, Anda masih bisa mengajukan banding."),
            field="text",
        )
    row.save(update_fields=["status", "answer", "answered_at"])
    _tell(SANCTION_ANSWERED, row, at)
    return row


@command
def enforce_sanction(
    by: Actor, *, sanction_id: UUID, decision: str, until: datetime.date | None = None, at: datetime.datetime
) -> Sanction:
    """In force from today. until: its last local day; None until it is lifted. A suspension or blacklist closes the
    institution to new classes and seats at once. Raises Refused("not_heard") while the institution may still answer.
    """
    organisation, row = _locked(sanction_id)
    _must_decide(by, organisation)
    today = local_date(at)
    if row.status == "announced" and today <= row.answer_due:
        raise Refused(
            "not_heard",
            _("Lembaga ini belum menjawab, dan waktunya belum habis."),
            todo=_("Tunggu jawabannya, atau sampai lewat batas menjawab."),
        )
    if row.status == "appealed":  # the table knows this step as an answer to an appeal
        raise Refused("appeal_open", _("Ada banding yang menunggu putusan."), todo=_("Putuskan bandingnya."))
    SANCTION.advance(row, "in_force", by.role)
    if until is not None and until <= today:
        raise Refused("until_passed", _("Hari terakhirnya harus sesudah hari ini."), field="until")
    row.decision, row.decided_at, row.decided_by = _said(decision, "decision"), at, by.person
    row.starts_on, row.until, row.appeal_due = today, until, today + datetime.timedelta(days=APPEAL_DAYS)
    row.save()
    if row.kind in CLOSING:
        _close(organisation, row.decision, at)
    _tell(SANCTION_IN_FORCE, row, at, appeal_due=row.appeal_due, until=until)
    return row


@command
def appeal_sanction(by: Actor, *, sanction_id: UUID, text: str, at: datetime.datetime) -> Sanction:
    """Once, until its last day; the sanction holds meanwhile. Raises Refused: appeal_late, appealed_before."""
    organisation, row = _locked(sanction_id)
    access.must_speak_for(by, organisation)
    SANCTION.advance(row, "appealed", by.role)
    if row.appealed_at is not None:
        raise Refused("appealed_before", _("Banding hanya bisa diajukan satu kali, dan sudah diputuskan."))
    if row.appeal_due is None or local_date(at) > row.appeal_due:
        raise Refused("appeal_late", _("Waktu mengajukan banding sudah lewat."), field="text")
    row.appeal, row.appealed_at = _said(text, "text"), at
    row.save(update_fields=["status", "appeal", "appealed_at"])
    _tell(SANCTION_APPEALED, row, at)
    return row


@command
def reject_appeal(by: Actor, *, sanction_id: UUID, decision: str, at: datetime.datetime) -> Sanction:
    """The sanction stays. Raises Refused("same_person") for whoever set it in force."""
    organisation, row = _locked(sanction_id)
    _must_decide(by, organisation)
    if row.status != "appealed":
        raise Refused("no_appeal", _("Tidak ada banding yang menunggu putusan."))
    _decide_appeal(by, row, decision, at)
    SANCTION.advance(row, "in_force", by.role)
    row.save()
    _tell(APPEAL_REJECTED, row, at)
    return row


@command
def lift_sanction(by: Actor, *, sanction_id: UUID, decision: str, at: datetime.datetime) -> Sanction:
    """Falls, with a reason: before it was in force, later, or because an appeal was right (by somebody else then).

    The institution is open again unless another sanction closes it.
    """
    organisation, row = _locked(sanction_id)
    _must_decide(by, organisation)
    if row.status == "appealed":
        _decide_appeal(by, row, decision, at)
    else:
        row.lift_reason = _said(decision, "decision")
    SANCTION.advance(row, "lifted", by.role)
    row.lifted_at, row.lifted_by = at, by.person
    row.save()
    _reopen(organisation, at)
    _tell(SANCTION_LIFTED, row, at)
    return row


@command
def end_sanctions(by: Actor, *, at: datetime.datetime) -> int:
    """Those whose last day is over. Under appeal they wait for its answer."""
    over = Sanction.objects.filter(status="in_force", until__lt=local_date(at)).values_list("id", flat=True)
    return sum(_end(sanction_id, at) for sanction_id in over)


def _end(sanction_id: UUID, at: datetime.datetime) -> int:
    organisation, row = _locked(sanction_id)
    if row.status != "in_force":  # lifted or appealed since it was listed
        return 0
    SANCTION.advance(row, "ended", Role.SYSTEM)
    row.save(update_fields=["status"])
    _reopen(organisation, at)
    _tell(SANCTION_ENDED, row, at)
    return 1


def _locked(sanction_id: UUID) -> tuple[Organisation, Sanction]:
    """The organisation first, then its sanction: two sanctions of one institution follow one another."""
    organisation_id = Sanction.objects.values_list("organisation_id", flat=True).filter(id=sanction_id).first()
    if organisation_id is None:
        raise NotYours
    organisation = locked_organisation(organisation_id)
    return organisation, Sanction.objects.select_for_update().get(id=sanction_id)


def _must_decide(by: Actor, organisation: Organisation) -> None:
    access.may_check(by, organisation)
    must_be_impartial(by, organisation)


def _decide_appeal(by: Actor, row: Sanction, decision: str, at: datetime.datetime) -> None:
    if by.person is not None and by.person == row.decided_by:
        raise Refused(
            "same_person",
            _("Banding diputuskan oleh orang lain, bukan oleh yang menetapkan sanksinya."),
            todo=_("Minta rekan Anda memutuskannya."),
        )
    row.appeal_decision, row.appeal_decided_at = _said(decision, "decision"), at
    row.appeal_decided_by = by.person


def _said(text: str, field: str) -> str:
    if not text.strip():
        raise Refused("reason_missing", _("Tulis alasannya: kedua pihak akan membacanya."), field=field)
    return text.strip()


def _close(organisation: Organisation, reason: str, at: datetime.datetime) -> None:
    if organisation.status != "suspended":
        ORGANISATION.advance(organisation, "suspended", Role.SYSTEM)
    organisation.status_reason = reason
    organisation.save(update_fields=["status", "status_reason"])
    append(ORGANISATION_STATUS_CHANGED, organisation.id, at=at, status="suspended")


def _reopen(organisation: Organisation, at: datetime.datetime) -> None:
    """What it was before: checked, or still waiting to be."""
    closing = Sanction.objects.filter(organisation=organisation, kind__in=CLOSING, status__in=IN_EFFECT)
    if organisation.status != "suspended" or closing.exists():
        return
    ORGANISATION.advance(organisation, "verified" if organisation.verified_at else "proposed", Role.SYSTEM)
    organisation.status_reason = ""
    organisation.save(update_fields=["status", "status_reason"])
    append(ORGANISATION_STATUS_CHANGED, organisation.id, at=at, status=organisation.status)


def _tell(kind: EventType, row: Sanction, at: datetime.datetime, **more: Any) -> None:
    append(kind, row.id, at=at, organisation_id=row.organisation_id, kind=row.kind, **more)
