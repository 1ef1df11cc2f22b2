"""Colleagues come to a firm: its members invite an address, or a person who found it registered asks its members."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import PROGRAM, Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.people.contact import read_address

from .. import access
from ..colleagues import addresses_of
from ..events import JOIN_ANSWERED, JOIN_REQUESTED
from ..models import JoinRequest, JoinWay, Membership, MembershipRole, Organisation
from ..states import JOINING
from .founding import double_of
from .locks import locked_organisation
from .members import add_member
from .registering import read_nib

INVITATION = datetime.timedelta(days=14)
#: Whoever is invited gets a message: a firm must not become a way of writing to strangers.
MOST_INVITED_A_DAY = 10
MOST_ASKED = 3
_NOT_AGAIN_FOR = datetime.timedelta(days=30)


@command
def invite_colleague(
    by: Actor, *, organisation_id: UUID, address: str, title: str = "", at: datetime.datetime
) -> JoinRequest:
    """By a member, or by the office of the region while nobody acts for the firm. address: e-mail or phone as they sign
    in with it. The same is answered whether somebody has it or nobody.

    Raises Refused address_*, invited_already, declined_lately, too_many_invited, organisation_closed,
    somebody_acts_for_it.
    """
    row = locked_organisation(organisation_id)
    if access.is_office_of(by, row.region_code):
        if _recruiting_for(row).exists():
            raise Refused("somebody_acts_for_it", _("Sudah ada yang bertindak untuk usaha ini."), field="address",
                          todo=_("Mereka yang mengundang rekannya."))  # fmt: skip
    else:
        access.must_recruit_for(by, row)
    _must_be_open(row)
    wanted = str(read_address(address))
    before = JoinRequest.objects.filter(organisation=row, way=JoinWay.INVITED)
    waiting = before.filter(address=wanted, status="waiting").first()
    if waiting and waiting.until >= at:
        raise Refused("invited_already", _("Alamat ini sudah diundang dan belum menjawab."), field="address")
    if before.filter(address=wanted, status="declined", answered_at__gt=at - _NOT_AGAIN_FOR).exists():
        raise Refused("declined_lately", _("Undangan ke alamat ini baru saja ditolak."), field="address",
                      todo=_("Bicarakan dulu dengan orangnya."))  # fmt: skip
    if before.filter(made_at__gt=at - datetime.timedelta(days=1)).count() >= MOST_INVITED_A_DAY:
        raise Refused("too_many_invited", _("Sudah sepuluh undangan dalam sehari."), field="address",
                      todo=_("Lanjutkan besok."))  # fmt: skip
    made = waiting or JoinRequest(organisation=row, way=JoinWay.INVITED, address=wanted)
    made.title, made.made_at, made.made_by, made.until = title.strip(), at, by.person, at + INVITATION
    made.save()
    append(JOIN_REQUESTED, made.id, at=at, organisation_id=row.id, way=made.way)
    return made


@command
def ask_to_join(
    by: Actor, *, name: str, regency: str, nib: str = "", title: str = "", at: datetime.datetime
) -> JoinRequest:
    """By the person whose registration was refused: name, regency (its code) and nib as typed there find the firm.

    Raises Refused firm_not_there, nobody_acts_for_it, member_already, asked_already, declined_lately, too_many_asked.
    """
    if by.role != Role.PERSON or by.person is None:
        raise NotYours
    found = double_of(" ".join(name.split()), regency, read_nib(nib))
    if found is None:
        raise Refused("firm_not_there", _("Usaha ini belum terdaftar. Anda bisa mendaftarkannya."))
    row = locked_organisation(found[0].id)
    _must_be_open(row)
    _may_ask(by.person, row, at)
    made = JoinRequest.objects.create(
        organisation=row, way=JoinWay.ASKED, person_id=by.person, title=title.strip(), made_at=at, made_by=by.person,
        until=at + INVITATION,
    )  # fmt: skip
    append(JOIN_REQUESTED, made.id, at=at, organisation_id=row.id, way=made.way)
    return made


def firm_to_ask(*, name: str, regency: str, nib: str) -> Organisation | None:
    """The firm whose registration is refused as a double of it, when somebody is there to answer (three statements)."""
    found = double_of(" ".join(name.split()), regency, read_nib(nib))
    return found[0] if found and found[0].status != "closed" and _recruiting_for(found[0]).exists() else None


def _recruiting_for(row: Organisation) -> QuerySet[Membership]:
    return Membership.objects.filter(organisation=row, until__isnull=True, role__in=access.RECRUITING)


def _may_ask(person_id: UUID, row: Organisation, at: datetime.datetime) -> None:
    standing = _recruiting_for(row)
    if not standing.exists():
        raise Refused("nobody_acts_for_it", _("Belum ada yang bertindak untuk usaha ini."),
                      todo=_("Minta dinas tenaga kerja menambahkan Anda."))  # fmt: skip
    if standing.filter(person_id=person_id).exists():
        raise Refused("member_already", _("Anda sudah bertindak untuk usaha ini."), todo=_("Pilih di halaman Peran."))
    mine = JoinRequest.objects.filter(person_id=person_id, way=JoinWay.ASKED)
    if mine.filter(organisation=row, status="waiting").exists():
        raise Refused("asked_already", _("Anda sudah meminta, dan belum dijawab."))
    if mine.filter(organisation=row, status="declined", answered_at__gt=at - _NOT_AGAIN_FOR).exists():
        raise Refused("declined_lately", _("Permintaan Anda baru saja ditolak."),
                      todo=_("Bicarakan dulu dengan pengelolanya."))  # fmt: skip
    if mine.filter(status="waiting").count() >= MOST_ASKED:
        raise Refused("too_many_asked", _("Tiga permintaan Anda masih menunggu jawaban."),
                      todo=_("Batalkan satu dulu."))  # fmt: skip


@command
def answer_join(by: Actor, *, request_id: UUID, accept: bool, at: datetime.datetime) -> JoinRequest:
    """The invited person answers the firm, a member of the firm answers who asked. Accepted, they recruit for it.

    Raises NotYours for another's, Refused wrong_state, invitation_over, organisation_closed.
    """
    row, made = _both(request_id)
    if made.way == JoinWay.INVITED:
        if by.role != Role.PERSON or by.person is None:
            raise NotYours
        if made.person_id != by.person and made.address not in addresses_of(by.person):
            raise NotYours
    else:
        access.must_recruit_for(by, row)
    JOINING.advance(made, "accepted" if accept else "declined", by.role)
    if accept:
        _must_be_open(row)
        if made.way == JoinWay.INVITED and made.until < at:
            raise Refused("invitation_over", _("Undangan ini sudah lewat waktunya."), todo=_("Minta diundang lagi."))
        made.person_id, made.address = made.person_id or by.person, ""
        assert made.person_id is not None
        add_member(  # the other side agreed when it invited or asked
            PROGRAM, organisation_id=row.id, person_id=made.person_id, role=MembershipRole.EMPLOYER, title=made.title,
            at=at,
        )  # fmt: skip
    _close(made, by, at)
    return made


@command
def withdraw_join(by: Actor, *, request_id: UUID, at: datetime.datetime) -> JoinRequest:
    """By the side that began. Raises NotYours for another's, Refused wrong_state."""
    row, made = _both(request_id)
    if made.way == JoinWay.INVITED:
        access.must_recruit_for(by, row)
    elif by.role != Role.PERSON or by.person != made.person_id:
        raise NotYours
    JOINING.advance(made, "withdrawn", by.role)
    made.address = ""
    _close(made, by, at)
    return made


def _both(request_id: UUID) -> tuple[Organisation, JoinRequest]:
    """The organisation first, as everywhere. Raises NotYours for none."""
    organisation_id = JoinRequest.objects.filter(id=request_id).values_list("organisation_id", flat=True).first()
    if organisation_id is None:
        raise NotYours
    return locked_organisation(organisation_id), JoinRequest.objects.select_for_update().get(id=request_id)


def _must_be_open(row: Organisation) -> None:
    if row.status == "closed":
        raise Refused("organisation_closed", _("Lembaga ini sudah ditutup."))


def _close(made: JoinRequest, by: Actor, at: datetime.datetime) -> None:
    made.answered_at, made.answered_by = at, by.person
    made.save()
    append(JOIN_ANSWERED, made.id, at=at, organisation_id=made.organisation_id, way=made.way, status=made.status)
