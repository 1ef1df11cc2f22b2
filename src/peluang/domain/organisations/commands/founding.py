"""A person registers their own firm, from a workshop of three to a factory, and is the first who acts for it."""

from __future__ import annotations

import datetime

from django.db import connection
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused

from ..firm_keys import EMPLOYING, firm_key, likeness
from ..models import Kind, Membership, MembershipRole, Organisation
from .members import add_member
from .registering import read_nib, register_organisation
from .sizes import check_workers

#: Statistics Indonesia (BPS) calls a firm of one to four workers micro; it may start without a NIB.
MICRO_WORKERS = 4
FIRMS = frozenset({Kind.EMPLOYER, Kind.IKM})
# Two registrations of one firm that arrive together must see each other; the work under it takes milliseconds.
_LOCK = "select pg_advisory_xact_lock(hashtext('organisations.founding'))"


@command
def found_firm(
    by: Actor, *, kind: str, name: str, regency: str, address: str, workers: int, nib: str = "", title: str = "",
    at: datetime.datetime,
) -> Membership:  # fmt: skip
    """kind: employer or ikm. regency: its code. workers: how many work there. nib: 13 digits, with or without
    spaces; may be empty up to MICRO_WORKERS. It waits to be checked (state "proposed") and may post at once.

    Raises Refused at the field, also for a firm that is there already; NotYours for another kind and for who acts
    for an organisation.
    """
    if by.role != Role.PERSON or by.person is None or kind not in FIRMS:
        raise NotYours
    check_workers(workers)
    name, address, nib = " ".join(name.split()), " ".join(address.split()), read_nib(nib)
    if not address:
        raise Refused("address_empty", _("Isi alamat usaha."), field="address",
                      todo=_("Dinas tenaga kerja memeriksanya di sana."))  # fmt: skip
    if not nib and workers > MICRO_WORKERS:
        raise Refused("nib_missing", _("Usaha dengan lebih dari 4 pekerja perlu NIB."), field="nib",
                      todo=_("NIB gratis dan dibuat di oss.go.id."))  # fmt: skip
    hold_doubles()
    _refuse_doubles(name, regency, nib)
    row = register_organisation(
        by, kind=kind, name=name, regency=regency, address=address, nib=nib, workers=workers,
        firm_key=firm_key(kind, nib, name=name, regency=regency), at=at,
    )  # fmt: skip
    return add_member(by, organisation_id=row.id, person_id=by.person, role=MembershipRole.EMPLOYER, title=title, at=at)


def hold_doubles() -> None:
    """Until the transaction ends nobody else looks for doubles: a name beside a NIB is no key the database compares."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK)


def double_of(name: str, regency: str, nib: str) -> tuple[Organisation, str] | None:
    """The firm that is there already, and by what it is known: "nib" or "name". Also where it is suspended or closed:
    registering again is no way around a decision.
    """
    rows = Organisation.objects.filter(kind__in=EMPLOYING)
    same = rows.filter(nib=nib).first() if nib else None
    if same is not None:
        return same, "nib"
    here, wanted = rows.filter(regency=regency), likeness(name)
    for other in here.only("id", "name", "nib", "status") if wanted else ():
        # Two with a NIB each are two firms, whatever they are called.
        if likeness(other.name) == wanted and not (nib and other.nib):
            return other, "name"
    return None


def _refuse_doubles(name: str, regency: str, nib: str) -> None:
    found = double_of(name, regency, nib)
    if found is None:
        return
    there, known_by = found
    if known_by == "nib":
        raise nib_taken(there)
    raise Refused(
        "name_taken",
        _("%(name)s sudah terdaftar di kabupaten atau kota ini.") % {"name": there.name},
        field="name",
        todo=" ".join((_ask_to_be_added(there), str(_("Kalau ini usaha lain, tambahkan nama tempatnya.")))),
    )


def nib_taken(there: Organisation) -> Refused:
    return Refused("nib_taken", _("NIB ini sudah terdaftar atas nama %(name)s.") % {"name": there.name},
                   field="nib", todo=_ask_to_be_added(there))  # fmt: skip


def _ask_to_be_added(there: Organisation) -> str:
    if Membership.objects.filter(organisation=there, until__isnull=True).exists():
        return str(_("Kalau ini usaha Anda, minta pengelolanya menambahkan Anda."))
    return str(_("Kalau ini usaha Anda, minta dinas tenaga kerja menambahkan Anda."))
