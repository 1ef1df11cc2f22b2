"""The office recommends, the institution decides: a finding is a flag, never a verdict."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.catalogue.commands import merge_offering, retire_offering
from peluang.domain.catalogue.models import Offering
from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.commands import write_many
from peluang.domain.organisations.models import Membership, MembershipRole
from peluang.engines.rules import local_date

from .. import access, message_texts
from ..events import FINDING_DECIDED, FINDING_FILED, FINDING_WITHDRAWN
from ..models import CourseFinding, Decision, FindingDecision, FindingKind
from ..queries import finding_figures
from ..states import FINDING

#: An institution gets at least this many days to answer, and promises at most this many days ahead.
LEAST_DAYS, MOST_DAYS = 7, 365
_TEXT_MIN = 10


@command
def file_finding(
    by: Actor, *, offering_id: UUID, kind: str, text: str, answer_by: datetime.date, at: datetime.datetime
) -> CourseFinding:
    """Flags a training to its institution, with the figures of today. answer_by: local date.

    Raises NotYours for anyone but the programme office; Refused when the same finding is open already, the text
    says nothing or the institution gets less than seven days.
    """
    access.may_file(by)
    offering = Offering.objects.filter(id=offering_id).exclude(status__in=["merged", "retired", "draft"]).first()
    if offering is None:
        raise NotYours
    _check_finding(offering, kind, text, answer_by, at)
    finding = CourseFinding.objects.create(
        offering=offering,
        provider_id=offering.provider_id,
        kind=kind,
        text=text.strip(),
        filed_at=at,
        figures=finding_figures(offering),
        filed_by=by.person or offering.provider_id,
        answer_by=answer_by,
    )
    append(
        FINDING_FILED,
        finding.id,
        at=at,
        offering_id=offering.id,
        provider_id=offering.provider_id,
        kind=kind,
        answer_by=answer_by,
    )
    _tell_provider(by, finding, at)
    return finding


@command
def decide_finding(
    by: Actor,
    *,
    finding_id: UUID,
    decision: str,
    reason: str,
    due_on: datetime.date,
    merge_into: UUID | None = None,
    at: datetime.datetime,
) -> FindingDecision:
    """The institution's decision, with its reason and the day it will be done. Merge and retire happen at once.

    Raises NotYours for another institution; Refused for a missing reason, a date that cannot be, or a merge into
    nothing.
    """
    finding = CourseFinding.objects.select_for_update().filter(id=finding_id).first()
    if finding is None:
        raise NotYours
    access.may_decide(by, finding)
    FINDING.advance(finding, "decided", by.role)
    _check_decision(decision, reason, due_on, merge_into, at)
    into = merge_into if decision == Decision.MERGE else None
    made = FindingDecision.objects.create(
        finding=finding,
        decision=decision,
        reason=reason.strip(),
        due_on=due_on,
        merge_into_id=into,
        decided_by=by.person or finding.provider_id,
        decided_at=at,
    )
    finding.save()
    if into:
        merge_offering(by, offering_id=finding.offering_id, into_id=into, reason=reason, at=at)
    elif decision == Decision.RETIRE:
        retire_offering(by, offering_id=finding.offering_id, reason=reason, at=at)
    append(
        FINDING_DECIDED,
        finding.id,
        at=at,
        offering_id=finding.offering_id,
        decision=decision,
        due_on=due_on,
        merge_into=into,
    )
    write_many(
        by,
        template=message_texts.FINDING_DECIDED,
        contexts={finding.filed_by: {"finding_id": finding.id, "offering_id": finding.offering_id, "due_on": due_on}},
        at=at,
        once=f"finding-decided-{finding.id}",
    )
    return made


@command
def withdraw_finding(by: Actor, *, finding_id: UUID, reason: str, at: datetime.datetime) -> CourseFinding:
    """The office takes a finding back, and says why. Raises NotYours, Refused."""
    access.may_file(by)
    finding = CourseFinding.objects.select_for_update().filter(id=finding_id).first()
    if finding is None:
        raise NotYours
    FINDING.advance(finding, "withdrawn", by.role)
    _need_words(reason, "reason")
    finding.status_reason = reason.strip()
    finding.save()
    append(FINDING_WITHDRAWN, finding.id, at=at, offering_id=finding.offering_id)
    return finding


def _check_finding(offering: Offering, kind: str, text: str, answer_by: datetime.date, at: datetime.datetime) -> None:
    if kind not in FindingKind.values:
        raise Refused("unknown_kind", _("Pilih jenis temuan."), field="kind")
    _need_words(text, "text")
    earliest = local_date(at) + datetime.timedelta(days=LEAST_DAYS)
    if answer_by < earliest:
        raise Refused(
            "answer_too_soon",
            _("Lembaga butuh waktu sedikitnya tujuh hari untuk menjawab."),
            todo=_("Pilih tanggal paling cepat %(date)s.") % {"date": earliest.isoformat()},
            field="answer_by",
        )
    if CourseFinding.objects.filter(offering=offering, kind=kind, status="open").exists():
        raise Refused(
            "finding_open",
            _("Temuan yang sama sudah menunggu keputusan lembaga."),
            todo=_("Tunggu jawabannya, atau tarik dulu temuan yang lama."),
            field="kind",
        )


def _check_decision(
    decision: str, reason: str, due_on: datetime.date, merge_into: UUID | None, at: datetime.datetime
) -> None:
    if decision not in Decision.values:
        raise Refused("unknown_decision", _("Pilih satu keputusan."), field="decision")
    _need_words(reason, "reason")
    today = local_date(at)
    if not today <= due_on <= today + datetime.timedelta(days=MOST_DAYS):
        raise Refused(
            "due_out_of_range",
            _("Tanggal selesai harus antara hari ini dan satu tahun lagi."),
            field="due_on",
            todo=_("Pilih tanggal lain."),
        )
    if decision == Decision.MERGE and merge_into is None:
        raise Refused(
            "merge_into_what",
            _("Pilih pelatihan tujuan penggabungan."),
            field="merge_into",
            todo=_("Pelatihan itu harus sejenis dan sudah terbit."),
        )


def _need_words(text: str, field: str) -> None:
    if len(text.strip()) < _TEXT_MIN:
        raise Refused(
            "says_nothing",
            _("Tulis alasannya, sedikitnya sepuluh huruf."),
            todo=_("Alasan ini dibaca pihak lain dan tetap tersimpan."),
            field=field,
        )


def _tell_provider(by: Actor, finding: CourseFinding, at: datetime.datetime) -> None:
    members = Membership.objects.filter(
        organisation_id=finding.provider_id, role=MembershipRole.PROVIDER, until__isnull=True
    ).values_list("person_id", flat=True)
    news = {"finding_id": finding.id, "offering_id": finding.offering_id, "answer_by": finding.answer_by}
    write_many(
        by,
        template=message_texts.FINDING_FILED,
        contexts=dict.fromkeys(members, news),
        at=at,
        once=f"finding-{finding.id}",
    )
