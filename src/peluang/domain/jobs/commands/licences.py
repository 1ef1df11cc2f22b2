"""Licences for work abroad: recorded by an office, and what ends when one ends."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import PROGRAM, Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.organisations.access import is_office_of
from peluang.domain.organisations.models import Kind, Organisation

from ..countries import HOME
from ..events import LICENCE_RECORDED
from ..models import PlacementLicence, Vacancy
from .vacancies import end

#: Years. UU 18/2017 art. 55: five, extended by five; a longer one is a slip.
_LONGEST = 10


@command
def record_licence(
    by: Actor, *, organisation_id: UUID, number: str, valid_from: datetime.date, valid_until: datetime.date,
    at: datetime.datetime,
) -> PlacementLicence:  # fmt: skip
    """What the office read in the licence. The same number again corrects its dates: one withdrawn today ends today.

    Raises NotYours for another region's employer, Refused at number and dates that cannot be right.
    """
    employer = Organisation.objects.select_for_update().filter(id=organisation_id, kind=Kind.EMPLOYER).first()
    if employer is None or not (by.role == Role.SYSTEM or is_office_of(by, employer.region_code)):
        raise NotYours
    number = " ".join(number.split())[:60]
    if not number:
        raise Refused("licence_number_missing", _("Nomor izinnya belum ditulis."), field="number",
                      todo=_("Salin nomor SIP3MI dari suratnya."))  # fmt: skip
    if valid_until < valid_from:
        raise Refused("licence_ends_first", _("Izin ini berakhir sebelum mulai."), field="valid_until",
                      todo=_("Periksa lagi kedua tanggalnya."))  # fmt: skip
    if valid_until.year - valid_from.year > _LONGEST:
        raise Refused("licence_too_long", _("Izin tidak berlaku selama itu."), field="valid_until",
                      todo=_("Periksa lagi tahunnya: izin berlaku lima tahun."))  # fmt: skip
    licence = PlacementLicence.objects.select_for_update().filter(number=number).first()
    if licence is not None and licence.organisation_id != organisation_id:
        raise Refused("licence_of_another", _("Nomor ini sudah tercatat untuk perusahaan lain."), field="number",
                      todo=_("Periksa lagi suratnya."))  # fmt: skip
    licence = licence or PlacementLicence(organisation_id=organisation_id, number=number)
    licence.valid_from, licence.valid_until, licence.recorded_at = valid_from, valid_until, at
    licence.save()
    append(LICENCE_RECORDED, organisation_id, at=at, valid_from=valid_from, valid_until=valid_until)
    return licence


@command
def close_unlicensed(by: Actor, *, at: datetime.datetime, most: int = 1000) -> int:
    """Closes open vacancies abroad whose employer holds no licence any more; returns how many."""
    if by.role != Role.SYSTEM:
        raise NotYours
    # Days begin and end with the country's zones, ahead of UTC: one that begins tomorrow may hold there already.
    tomorrow = at.date() + datetime.timedelta(days=1)
    holding = PlacementLicence.objects.filter(
        organisation=OuterRef("employer"), valid_from__lte=tomorrow, valid_until__gte=at.date()
    )
    abroad = Vacancy.objects.select_for_update(of=("self",), skip_locked=True).filter(status="open")
    ended = list(abroad.exclude(country=HOME).filter(~Exists(holding)).order_by("id")[:most])
    for vacancy in ended:
        end(vacancy, "closed", PROGRAM.role, reason="licence_ended", at=at)
    return len(ended)
