"""Everything the timeline needs to know about one person, read in one statement under their own row security."""

from __future__ import annotations

import dataclasses
import datetime
import json
import types
import typing
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db import connection


@dataclass(frozen=True)
class Entry:
    """The last wave a person joined. reasons: list of {code, rule, date, id, en, …} as programme stores them."""

    status: str
    wave: int
    wave_status: str
    closes_at: datetime.datetime
    joined_at: datetime.datetime
    decided_at: datetime.datetime | None = None
    drawn_at: datetime.datetime | None = None
    reasons: list[dict[str, Any]] = field(default_factory=list)
    decree: str = ""
    decreed_at: datetime.datetime | None = None


@dataclass(frozen=True)
class Grant:
    """Being a recipient. balance, granted, incentive: rupiah."""

    status: str
    reason: str
    granted: int
    balance: int
    incentive: int
    first_purchase_by: datetime.date
    bought_at: datetime.datetime | None
    ended_at: datetime.datetime | None


@dataclass(frozen=True)
class OpenWave:
    number: int
    closes_at: datetime.datetime


@dataclass(frozen=True)
class Seat:
    """One enrolment that was not cancelled."""

    id: UUID
    status: str
    reason: str
    title: str
    institution: str
    payer: str
    offline: bool
    wants_placement: bool
    booked_at: datetime.datetime
    completed_at: datetime.datetime | None
    class_status: str
    starts_at: datetime.datetime
    ends_at: datetime.datetime
    venue: str
    certificate: str
    reviewed_at: datetime.datetime | None


@dataclass(frozen=True)
class Payout:
    status: str
    reason: str


@dataclass(frozen=True)
class Payment:
    """One incentive. amount: rupiah."""

    status: str
    amount: int
    reason: str
    due_at: datetime.datetime
    paid_at: datetime.datetime | None


@dataclass(frozen=True)
class Case:
    id: UUID
    status: str
    office: str
    due_by: datetime.date
    opened_at: datetime.datetime
    reason: str


@dataclass(frozen=True)
class Proposal:
    """A referral that waits for the person's answer."""

    id: UUID
    vacancy: str
    employer: str
    answer_by: datetime.date


@dataclass(frozen=True)
class Applied:
    id: UUID
    status: str
    vacancy: str
    employer: str
    reason: str
    changed_at: datetime.datetime
    interview_at: datetime.datetime | None
    place: str
    starts_on: datetime.date | None


@dataclass(frozen=True)
class Work:
    kind: str
    employer: str
    started_on: datetime.date


@dataclass(frozen=True)
class Asked:
    id: UUID
    months: int
    due_on: datetime.date
    status: str
    situation: str


@dataclass(frozen=True)
class Facts:
    """What is known of one person. seats: oldest first. applications: newest first, no drafts."""

    registered_at: datetime.datetime
    entry: Entry | None = None
    grant: Grant | None = None
    open_wave: OpenWave | None = None
    seats: list[Seat] = field(default_factory=list)
    payout: Payout | None = None
    payments: list[Payment] = field(default_factory=list)
    case: Case | None = None
    proposals: list[Proposal] = field(default_factory=list)
    applications: list[Applied] = field(default_factory=list)
    work: Work | None = None
    outcomes: list[Asked] = field(default_factory=list)


_PARTS = {
    "entry": (
        "select e.status, w.number wave, w.status wave_status, w.closes_at, e.joined_at, e.decided_at,"
        " w.drawn_at, e.reasons,"
        " coalesce(d.number, '') decree, d.signed_at decreed_at from programme_wave_entry e"
        " join programme_wave w on w.id = e.wave_id left join programme_decree d on d.wave_id = w.id"
        " where e.person_id = p.id and e.status <> 'withdrawn' order by w.number desc limit 1"
    ),
    "grant": (
        "select r.status, r.status_reason reason, r.granted, a.balance, (s.parameters->>'incentive_rupiah')::bigint *"
        " coalesce((s.parameters->>'incentive_count')::int, 1) incentive, r.first_purchase_by,"
        " r.first_purchased_at bought_at, r.ended_at from programme_recipient r join money_account a on a.id ="
        " r.account_id"
        " join programme_scheme s on s.id = r.scheme_id where r.person_id = p.id"
    ),
    "open_wave": (
        "select w.number, w.closes_at from programme_wave w where w.status = 'open' and w.opens_at <= %(at)s"
        " and w.closes_at > %(at)s and not exists (select 1 from programme_wave_entry e where e.wave_id = w.id"
        " and e.person_id = p.id and e.status <> 'withdrawn') order by w.closes_at limit 1"
    ),
    "seats": (
        "select e.id, e.status, e.status_reason reason, o.title, i.name institution, e.payer, o.mode <> 'online'"
        " offline,"
        " e.wants_placement, e.booked_at, e.completed_at, c.status class_status, c.starts_at, c.ends_at, c.venue,"
        " coalesce(k.number, '') certificate, v.written_at reviewed_at from learning_enrolment e"
        " join learning_class c on c.id = e.training_class_id join catalogue_offering o on o.id = e.offering_id"
        " join organisations_organisation i on i.id = e.provider_id"
        " left join learning_certificate k on k.enrolment_id = e.id left join learning_review v on v.enrolment_id"
        " = e.id"
        " where e.person_id = p.id and e.status <> 'cancelled' order by e.booked_at, e.id limit 50"
    ),
    "payout": (
        "select a.status, a.reason from benefits_payout_account a where a.person_id = p.id and a.status <>"
        " 'replaced' limit 1"
    ),
    "payments": (
        "select b.status, b.amount, b.reason, b.due_at, b.paid_at from benefits_incentive b where b.person_id = p.id"
        " and b.kind = 'training' order by b.instalment limit 12"
    ),
    "case": (
        "select c.id, c.status, o.name office, c.due_by, c.opened_at, c.close_reason reason from placement_case c"
        " join organisations_organisation o on o.id = c.office_id where c.person_id = p.id order by c.opened_at"
        " desc limit 1"
    ),
    "proposals": (
        "select r.id, v.title vacancy, o.name employer, r.answer_by from placement_referral r"
        " join jobs_vacancy v on v.id = r.vacancy_id join organisations_organisation o on o.id = v.employer_id"
        " where r.person_id = p.id and r.status = 'proposed' order by r.answer_by limit 5"
    ),
    "applications": (
        "select a.id, a.status, v.title vacancy, o.name employer, a.refusal_reason reason, a.changed_at,"
        " a.interview_at,"
        " a.interview_place place, a.starts_on from jobs_application a join jobs_vacancy v on v.id = a.vacancy_id"
        " join organisations_organisation o on o.id = a.employer_id where a.person_id = p.id"
        " and a.status not in ('draft', 'withdrawn') order by a.changed_at desc limit 8"
    ),
    "work": (
        "select m.kind, coalesce(o.name, m.employer_name) employer, m.started_on from jobs_employment m"
        " left join organisations_organisation o on o.id = m.employer_id where m.person_id = p.id and m.ended_on"
        " is null"
        " order by m.started_on desc limit 1"
    ),
    "outcomes": (
        "select o.id, o.months, o.due_on, o.status, o.situation from evaluation_outcome o where o.person_id = p.id"
        " order by o.due_on limit 12"
    ),
}
_MANY = {"seats", "payments", "proposals", "applications", "outcomes"}
_STATEMENT = (
    "select p.registered_at, "
    + ", ".join(
        f"(select {'jsonb_agg(to_jsonb(x))' if name in _MANY else 'to_jsonb(x)'} from ({part}) x) {name}_part"
        for name, part in _PARTS.items()
    )
    + " from people_person p where p.id = %(person)s"
)


def facts_of(person_id: UUID, at: datetime.datetime) -> Facts | None:
    """One statement. None when the actor may not see this person."""
    with connection.cursor() as cursor:
        cursor.execute(_STATEMENT, {"person": person_id, "at": at})
        row = cursor.fetchone()
    if row is None:
        return None
    values: dict[str, Any] = {"registered_at": row[0]}
    for (name, _sql), cell in zip(_PARTS.items(), row[1:]):
        data = json.loads(cell) if isinstance(cell, str) else cell
        kind = _KINDS[name]
        if name in _MANY:
            values[name] = [_made(kind, each) for each in data or []]
        else:
            values[name] = _made(kind, data) if data else None
    return Facts(**values)


_KINDS: dict[str, type] = {
    "entry": Entry, "grant": Grant, "open_wave": OpenWave, "seats": Seat, "payout": Payout, "payments": Payment,
    "case": Case, "proposals": Proposal, "applications": Applied, "work": Work, "outcomes": Asked,
}  # fmt: skip
_READERS: dict[Any, Any] = {
    datetime.datetime: datetime.datetime.fromisoformat, datetime.date: datetime.date.fromisoformat, UUID: UUID,
}  # fmt: skip


def _made(kind: type, data: dict[str, Any]) -> Any:
    """JSON of one row to its dataclass: ids, dates and moments get their types back."""
    hints = typing.get_type_hints(kind)
    made = {}
    for each in dataclasses.fields(kind):
        value = data[each.name]
        hint = hints[each.name]
        if isinstance(hint, types.UnionType):
            hint = next(option for option in typing.get_args(hint) if option is not types.NoneType)
        made[each.name] = _READERS[hint](value) if value is not None and hint in _READERS else value
    return kind(**made)
