"""Who may register and check organisations, and who may say who acts for them."""

from __future__ import annotations

from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours

from .models import Kind, Membership, MembershipRole, Organisation

#: What a person may register by themselves; the rest is set up by the programme office.
OPEN_KINDS = frozenset({Kind.PROVIDER, Kind.EMPLOYER, Kind.IKM, Kind.SENTRA, Kind.ASSESSOR})
#: Members in these roles manage who else recruits.
RECRUITING = (MembershipRole.EMPLOYER, MembershipRole.SENTRA)
_OFFICES = frozenset({Role.LABOUR_OFFICE, Role.PROVINCE_OFFICE})
_REGISTERS = frozenset({Role.SYSTEM, Role.PROGRAMME_OFFICE, Role.MINISTRY, *_OFFICES})


def is_office_of(by: Actor, region: str) -> bool:
    return by.role in _OFFICES and bool(by.region) and bool(region) and region.startswith(by.region)


def may_register(by: Actor, kind: str) -> None:
    if by.role in _REGISTERS or (by.person is not None and kind in OPEN_KINDS):
        return
    raise NotYours


def may_check(by: Actor, organisation: Organisation) -> None:
    """An office checks what lies in its region, the programme office everything."""
    if by.role in (Role.SYSTEM, Role.PROGRAMME_OFFICE) or is_office_of(by, organisation.region_code):
        return
    raise NotYours


def may_appoint(by: Actor, organisation: Organisation) -> None:
    """A member who acts for it, the office of its region, the programme."""
    if by.organisation == organisation.id:
        return
    may_check(by, organisation)


def may_change(by: Actor, organisation: Organisation) -> None:
    may_appoint(by, organisation)


def must_speak_for(by: Actor, organisation: Organisation) -> None:
    """Answers and appeals come from the organisation itself. Raises NotYours."""
    if by.role != Role.SYSTEM and (by.organisation != organisation.id or by.role.value != organisation.kind):
        raise NotYours


def must_recruit_for(by: Actor, organisation: Organisation) -> None:
    """A member who recruits for it, and still does: call it with the organisation locked. Raises NotYours."""
    if by.role == Role.SYSTEM:
        return
    if by.role != Role.EMPLOYER or by.organisation != organisation.id:
        raise NotYours
    must_still_act(by, organisation)


def must_still_act(by: Actor, organisation: Organisation) -> None:
    """A colleague may have taken them off since the request began. Raises NotYours."""
    standing = Membership.objects.filter(organisation=organisation, until__isnull=True)
    if by.person is None or not standing.filter(person_id=by.person).exists():
        raise NotYours
