"""Related parties: institution, platform and reviewer who are, in one way or another, the same people.

KPK found conflicts of interest in 250 of 1,895 trainings of Kartu Prakerja (study of June 2020). A strong link (the
same NPWP, address, person or identity of a principal) keeps a reviewer out; a weak one (a name alone) is shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, NamedTuple
from uuid import UUID

from django.db import connection
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import Refused
from peluang.engines.text import normalise

from .models import IN_EFFECT, Kind, Organisation, Principal

#: Kinds among which a link is a conflict of interest: who teaches, who sells, who certifies.
_INTERESTED = (Kind.PROVIDER, Kind.PLATFORM, Kind.ASSESSOR)
_TITLES = re.compile("h|hj|ir|dr|dra|drs|prof|st|sh|se|sp|spd|sag|skom|msi|mm|mt|mpd|mh|amd|kh")
_ROAD = {"jalan": "jl", "jln": "jl", "gang": "gg"}
_NOT_TELLING = re.compile("no|nomor|nomer|kel|kelurahan|desa|ds|kec|kecamatan|kab|kabupaten|kota|rt|rw|blok")

WORDS = {
    "npwp": _("NPWP lembaga sama"),
    "address": _("Alamat sama"),
    "principal_npwp": _("NPWP pemilik atau pimpinan sama"),
    "principal_person": _("Pemilik atau pimpinan adalah orang yang sama"),
    "principal_name": _("Nama pemilik atau pimpinan sama"),
    "member": _("Orang yang sama bertindak untuk keduanya"),
    "principal_works": _("Pemilik atau pimpinannya bertindak untuk lembaga itu"),
}


#: Everything that may make a link, in one read: other organisations by NPWP or regency, principals of all that have an
#: interest (their names are compared without titles, so they are read), people who manage both, and the reviewer.
_ROWS = """
with interested as (
  select o.*, exists (select 1 from organisations_sanction s where s.organisation_id = o.id and s.kind = 'blacklist'
                         and s.status = any(%(in_effect)s)) black
    from organisations_organisation o where o.kind = any(%(kinds)s) or o.id = %(me)s
), managing as (
  select person_id from organisations_membership where organisation_id = %(me)s and role <> 'trainer'
)
select 'organisation' what, o.id, o.name, o.kind, o.black, o.npwp code, null::uuid person, o.address said, '' role,
       null::int share, true standing
  from interested o where o.id <> %(me)s
   and ((o.npwp <> '' and o.npwp = %(npwp)s) or (o.address <> '' and o.regency_id = %(regency)s))
union all
select 'principal', o.id, o.name, o.kind, o.black, p.npwp, p.person_id, p.name, p.role, p.share, p.until is null
  from organisations_principal p join interested o on o.id = p.organisation_id
union all
select case when m.person_id in (table managing) then 'member' else 'works' end, o.id, o.name, o.kind, o.black, '',
       m.person_id, '', m.role, null, m.until is null
  from organisations_membership m join interested o on o.id = m.organisation_id
 where o.id <> %(me)s and m.role <> 'trainer'
   and (m.person_id in (table managing) or m.person_id in (
        select person_id from organisations_principal where organisation_id = %(me)s and person_id is not null))
union all
select 'reviewer', m.organisation_id, '', '', false, '', m.person_id, '', m.role, null, m.until is null
  from organisations_membership m where m.person_id = %(reviewer)s
union all
select 'called', null, '', '', false, '', id, full_name, '', null, true from people_person where id = %(reviewer)s
"""


@dataclass(frozen=True)
class Link:
    """code: a key of WORDS. name: of the person, where it is about one. strong: more than a name alone."""

    code: str
    organisation: Organisation
    name: str = ""
    blacklisted: bool = False

    @property
    def strong(self) -> bool:
        return self.code != "principal_name"

    @property
    def text(self) -> str:
        return str(WORDS[self.code])


@dataclass(frozen=True)
class Relations:
    """links: the blacklisted first, then the strong ones. reviewer: keys of REVIEWER_WORDS, why they may not decide.
    principals: unsaved rows of who stands behind the organisation now. namesakes: principals who merely bear the
    reviewer's name: shown, so that somebody asks.
    """

    links: list[Link]
    reviewer: list[str]
    principals: list[Principal]
    namesakes: list[str]


def same_name(name: str) -> str:
    """A person's name without titles and spelling: "H. Rudi Hartono, S.T." is "rudi hartono"."""
    plain = re.sub(r"\b([A-Za-z])\.(?=[A-Za-z]\b)", r"\1", name)  # S.T. and S.Kom. lose their dots, not their letters
    return " ".join(word for word in normalise(plain.replace(".", "")).split() if not _TITLES.fullmatch(word))


def same_address(address: str) -> str:
    """An address without spelling: "Jalan Pemuda No. 12, Kel. Panggang" is "jl pemuda 12 panggang". "" when it names
    no number: a village alone is no shared address.
    """
    spaced = re.sub(r"(?<=[A-Za-z])\.(?=\S)", ". ", address)
    words = [_ROAD.get(word, word) for word in re.findall(r"[^\W_]+", normalise(spaced))]
    kept = [word.lstrip("0") if word.isdigit() else word for word in words if not _NOT_TELLING.fullmatch(word)]
    return " ".join(kept) if len(kept) > 1 and any(word[:1].isdigit() for word in kept) else ""


def relations(organisation: Organisation, reviewer: UUID | None = None) -> Relations:
    """1 statement. Read by who may see principals: the programme office, or inside a command."""
    rows = _read(organisation, reviewer)
    links = sorted(
        {(each.code, each.organisation.id, each.name): each for each in _links(organisation, rows)}.values(),
        key=lambda each: (not each.blacklisted, not each.strong, each.organisation.name, each.code),
    )
    mine = [each for each in rows if each.what == "principal" and each.id == organisation.id]
    called = {same_name(each.said) for each in rows if each.what == "called"}
    return Relations(
        links=links,
        reviewer=_reviewer(organisation, rows, links, reviewer) if reviewer else [],
        principals=[
            Principal(organisation=organisation, name=each.said, role=each.role, npwp=each.code, share=each.share)
            for each in mine if each.standing
        ],
        namesakes=[each.said for each in mine if each.person != reviewer and same_name(each.said) in called],
    )  # fmt: skip


def related_parties(organisation: Organisation) -> list[Link]:
    """Links to other institutions, platforms and assessors (1 statement)."""
    return relations(organisation).links


def reviewer_links(person_id: UUID, organisation: Organisation) -> list[str]:
    """Why this person may not decide about the organisation, as keys of REVIEWER_WORDS (1 statement).

    They act or acted for it, own or lead it, or do so for an institution or platform that is strongly related to it.
    """
    return relations(organisation, person_id).reviewer


class _Row(NamedTuple):
    what: str
    id: UUID
    name: str
    kind: str
    black: bool
    code: str
    person: UUID | None
    said: str
    role: str
    share: int | None
    standing: bool


def _read(organisation: Organisation, reviewer: UUID | None) -> list[_Row]:
    values: dict[str, Any] = {
        "me": organisation.id, "kinds": [each.value for each in _INTERESTED], "npwp": organisation.npwp,
        "regency": organisation.regency_id, "reviewer": reviewer, "in_effect": list(IN_EFFECT),
    }  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_ROWS, values)
        return [_Row(*row) for row in cursor.fetchall()]


def _links(organisation: Organisation, rows: list[_Row]) -> Iterator[Link]:
    address = same_address(organisation.address)
    mine = [each for each in rows if each.what == "principal" and each.id == organisation.id]
    for row in rows:
        if row.what == "organisation":
            if organisation.npwp and row.code == organisation.npwp:
                yield _link("npwp", row)
            if address and same_address(row.said) == address:
                yield _link("address", row)
        elif row.what == "member":
            yield _link("member", row)
        elif row.what == "works":
            yield _link("principal_works", row)
        elif row.what == "principal" and row.id != organisation.id:
            code = _shared_principal(row, mine)
            if code:
                yield _link(code, row, row.said)


def _shared_principal(other: _Row, mine: list[_Row]) -> str:
    """The strongest way in which one of ours is this principal of another; "" when none is."""
    if other.code and any(each.code == other.code for each in mine):
        return "principal_npwp"
    if other.person and any(each.person == other.person for each in mine):
        return "principal_person"
    return "principal_name" if any(same_name(each.said) == same_name(other.said) for each in mine) else ""


def _link(code: str, row: _Row, name: str = "") -> Link:
    return Link(code, Organisation(id=row.id, name=row.name, kind=row.kind), name, row.black)


def _reviewer(organisation: Organisation, rows: list[_Row], links: list[Link], person: UUID) -> list[str]:
    close = {each.organisation.id for each in links if each.strong}
    places = {each.id for each in rows if each.what == "reviewer"}
    owns = {each.id for each in rows if each.what == "principal" and each.person == person}
    found = []
    if organisation.id in places:
        found.append("acts")
    if organisation.id in owns:
        found.append("leads")
    if (places | owns) & close:
        found.append("related")
    return found


REVIEWER_WORDS = {
    "acts": _("Anda bertindak atau pernah bertindak untuk lembaga ini."),
    "leads": _("Anda tercatat sebagai pemilik atau pimpinan lembaga ini."),
    "related": _("Anda bertindak untuk lembaga lain yang terkait dengannya."),
    "teaches": _("Anda tercatat sebagai pelatih di lembaga ini."),
}


def must_be_impartial(by: Actor, organisation: Organisation) -> None:
    """Raises Refused("related_party") for a reviewer who is related to the organisation."""
    if by.person is not None:
        refuse_related(reviewer_links(by.person, organisation))


def refuse_related(found: list[str]) -> None:
    """found: keys of REVIEWER_WORDS."""
    if found:
        raise Refused(
            "related_party",
            _("Anda terkait dengan lembaga ini, jadi tidak boleh memeriksa atau memutuskannya."),
            todo=_("Serahkan kepada rekan yang tidak terkait."),
            reasons=tuple((REVIEWER_WORDS[each], RELATED_RULE) for each in found),
        )


RELATED_RULE = "peluang/pihak terkait 1"
