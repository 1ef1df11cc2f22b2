"""Organisations come to be, are checked, and say of themselves what they are."""

from __future__ import annotations

import contextlib
import datetime
from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.places.models import Province, Regency
from peluang.engines.codes import nib as nib_code
from peluang.engines.codes import npwp as npwp_code
from peluang.engines.codes.explain import CodeError

from .. import access
from ..events import CODES_RECORDED, ORGANISATION_REGISTERED, ORGANISATION_STATUS_CHANGED
from ..firm_keys import firm_key
from ..models import Kind, Membership, MembershipRole, Organisation
from ..states import ORGANISATION
from .locks import locked_organisation
from .members import add_member

_FURTHER = frozenset(
    {"about", "website", "kbli", "kbli_version", "workers", "yearly_sales", "source", "source_ref", "firm_key"}
)


@command
def register_organisation(
    by: Actor,
    *,
    kind: str,
    name: str,
    regency: str | None = None,
    province: str | None = None,
    nib: str = "",
    npwp: str = "",
    address: str = "",
    at: datetime.datetime,
    **further: Any,
) -> Organisation:
    """Waits to be checked (state "proposed"). regency, province: codes; neither for a national one.

    further: about, website, kbli with kbli_version, workers, yearly_sales (rupiah), source and source_ref; firm_key
    of a firm that registers itself (others have one by their NIB).
    Raises Refused with the plain reason; NotYours for a kind that only the programme sets up.
    """
    if unknown := set(further) - _FURTHER:
        raise ValueError(f"an organisation has no {sorted(unknown)}")
    if kind not in Kind.values:
        raise Refused("kind_unknown", _("Pilih jenis lembaga dari daftar."), field="kind")
    access.may_register(by, kind)
    name = " ".join(name.split())
    if not name:
        raise Refused("name_empty", _("Isi nama lembaga atau usaha."), field="name")
    region, nib = _region(regency, province), read_nib(nib)
    further = {"firm_key": firm_key(kind, nib)} | further
    with refusing_doubles():
        row = Organisation.objects.create(
            kind=kind,
            name=name,
            nib=nib,
            npwp=read_npwp(npwp, at),
            address=address.strip(),
            registered_at=at,
            **region,
            **further,
        )
    append(ORGANISATION_REGISTERED, row.id, at=at, kind=str(kind), region=row.region_code)
    return row


@contextlib.contextmanager
def refusing_doubles() -> Iterator[None]:
    """The database knows the organisation already, by a key of its own: said as a refusal."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        raise Refused(
            "organisation_there",
            _("Lembaga ini sudah terdaftar."),
            todo=_("Cari namanya, lalu minta pengelolanya menambahkan Anda."),
        ) from error


def _region(regency: str | None, province: str | None) -> dict[str, Any]:
    found: dict[str, Any] = {"regency": None, "province": None}
    if regency:
        found["regency"] = Regency.objects.filter(code=regency).first()
        if found["regency"] is None:
            raise Refused("regency_unknown", _("Kabupaten atau kota ini tidak ada di daftar."), field="regency")
    elif province:
        found["province"] = Province.objects.filter(code=province).first()
        if found["province"] is None:
            raise Refused("province_unknown", _("Provinsi ini tidak ada di daftar."), field="province")
    return found


def read_nib(text: str) -> str:
    try:
        return nib_code.parse_nib(text).digits if text.strip() else ""
    except CodeError as error:
        raise _code_refused("nib", error) from error


def read_npwp(text: str, at: datetime.datetime) -> str:
    try:
        return npwp_code.parse_npwp(text, today=at.date()).npwp16 if text.strip() else ""
    except CodeError as error:
        raise _code_refused("npwp", error) from error


def _code_refused(field: str, error: CodeError) -> Refused:
    english = (get_language() or "id").startswith("en")
    return Refused(f"{field}_{error.code}", error.message_en if english else error.message_id, field=field)


@command
def set_status(
    by: Actor, *, organisation_id: UUID, status: str, reason: str = "", at: datetime.datetime
) -> Organisation:
    """Verified, suspended or closed. Suspending and closing need a reason, which the organisation reads."""
    row = locked_organisation(organisation_id)
    access.may_check(by, row)
    if row.kind == Kind.PROVIDER and status != "closed" and by.role != Role.SYSTEM:
        raise Refused(
            "own_way",
            _("Lembaga pelatihan disetujui lewat pendaftarannya dan ditangguhkan lewat sanksi."),
            todo=_("Buka berkas lembaga itu di kantor program."),
        )
    reason = reason.strip()
    if status in ("suspended", "closed") and not reason:
        raise Refused("reason_missing", _("Tulis alasannya."), todo=_("Lembaga itu akan membacanya."), field="reason")
    ORGANISATION.advance(row, status, by.role)
    row.status_reason = reason
    if status == "verified":
        row.verified_at = at
    row.save(update_fields=["status", "status_reason", "verified_at"])
    append(ORGANISATION_STATUS_CHANGED, row.id, at=at, status=status)
    return row


@command
def change_organisation(by: Actor, *, organisation_id: UUID, at: datetime.datetime, **fields: Any) -> Organisation:
    """What an organisation says of itself: name, address, about, website, workers."""
    row = locked_organisation(organisation_id)
    access.may_change(by, row)
    if unknown := set(fields) - {"name", "address", "about", "website", "workers"}:
        raise ValueError(f"an organisation cannot change {sorted(unknown)}")
    if "name" in fields and not fields["name"].strip():
        raise Refused("name_empty", _("Isi nama lembaga atau usaha."), field="name")
    # A new name needs a new look: what was checked was the old one.
    if fields.get("name", row.name) != row.name and row.status == "verified" and by.role != Role.SYSTEM:
        row.status = "proposed"
        append(ORGANISATION_STATUS_CHANGED, row.id, at=at, status="proposed")
    for name, value in fields.items():
        setattr(row, name, value.strip() if isinstance(value, str) else value)
    row.save()
    return row


@command
def found_organisation(
    by: Actor, *, kind: str, name: str, regency: str, address: str = "", title: str = "", at: datetime.datetime
) -> Membership:
    """A person registers their organisation and is the first who acts for it. Raises as register_organisation does."""
    if by.person is None or kind not in access.OPEN_KINDS:
        raise NotYours
    row = register_organisation(by, kind=kind, name=name, regency=regency, address=address, at=at)
    role = {Kind.IKM: MembershipRole.EMPLOYER}.get(Kind(kind), kind)
    return add_member(by, organisation_id=row.id, person_id=by.person, role=str(role), title=title, at=at)


@command
def record_codes(by: Actor, *, organisation_id: UUID, nib: str, npwp: str, at: datetime.datetime) -> Organisation:
    """NIB and NPWP as its papers say. Raises Refused with the plain reason of the code that is wrong."""
    row = locked_organisation(organisation_id)
    access.may_change(by, row)
    row.nib, row.npwp = read_nib(nib) or row.nib, read_npwp(npwp, at) or row.npwp
    row.firm_key = firm_key(row.kind, row.nib) or row.firm_key
    with refusing_doubles():
        row.save(update_fields=["nib", "npwp", "firm_key"])
    append(CODES_RECORDED, row.id, at=at, nib=bool(row.nib), npwp=bool(row.npwp))
    return row


@command
def admit_organisation(by: Actor, *, organisation_id: UUID, at: datetime.datetime) -> Organisation:
    """Its admission was approved: it counts as checked from now on. Raises Refused while a sanction closes it."""
    row = locked_organisation(organisation_id)
    if by.role not in (Role.SYSTEM, Role.PROGRAMME_OFFICE):
        raise NotYours
    if row.status == "suspended":
        raise Refused(
            "sanctioned",
            _("Lembaga ini sedang ditangguhkan, jadi belum bisa disetujui."),
            todo=_("Cabut sanksinya dulu, atau tunggu sampai berakhir."),
        )
    if row.status != "verified":
        ORGANISATION.advance(row, "verified", by.role)
    row.verified_at, row.status_reason = at, ""
    row.save(update_fields=["status", "status_reason", "verified_at"])
    append(ORGANISATION_STATUS_CHANGED, row.id, at=at, status="verified")
    return row
