"""A CV's words on paper, in the reader's language."""

from __future__ import annotations

import datetime

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from peluang.domain.learning.certificates import certificate_url
from peluang.domain.people.contact import phone_as_spoken
from peluang.domain.people.enums import SkillSource
from peluang.domain.people.models import Experience
from peluang.domain.readings.cv import Cv
from peluang.doors.web.ui.formats import date_id
from peluang.engines.resumes.printing import CvSheet, SheetRow, SheetSection


def sheet_of(cv: Cv, *, english: bool, at: datetime.datetime) -> CvSheet:
    """Sections with nothing in them are left out; skills stand by how they are shown, the best proven first."""
    person = cv.person
    sections = [
        SheetSection(_("Tentang saya"), text=person.about),
        SheetSection(_("Pengalaman"), rows=tuple(_work(each) for each in cv.experiences)),
        SheetSection(_("Sertifikat"), rows=tuple(_certificates(cv))),
        *_skills(cv, english),
        SheetSection(_("Pendidikan"), rows=(SheetRow(str(person.get_education_display())),)),
    ]
    titles = [each.title_en if english else each.title_id for each in cv.wished[:2]]
    contact = (person.lives_in.name, phone_as_spoken(person.phone), cv.email)
    return CvSheet(
        name=person.full_name,
        label=" · ".join(titles),
        contact=tuple(part for part in contact if part),
        sections=tuple(each for each in sections if each.rows or each.words or each.text),
        foot=_("Dibuat dari profil di Peluang, %(day)s") % {"day": date_id(at)},
        page=_("Halaman"),
        language=(get_language() or "id")[:2],
        made_at=at,
    )


def _work(row: Experience) -> SheetRow:
    return SheetRow(row.title, row.employer, span(row))


def span(row: Experience) -> str:
    """ "1 Jan 2020 – sekarang"; empty when no day is known."""
    if row.started_on is None:
        return _("sampai %(day)s") % {"day": date_id(row.ended_on)} if row.ended_on else ""
    return f"{date_id(row.started_on)} – {date_id(row.ended_on) if row.ended_on else _('sekarang')}"


def _certificates(cv: Cv) -> list[SheetRow]:
    rows = [SheetRow(each.title, each.issuer_name, date_id(each.issued_on), each.number) for each in cv.competencies]
    checked = _("Bisa diperiksa siapa saja: %(address)s")
    return rows + [
        SheetRow(
            each.title, each.provider.name, date_id(each.issued_at), checked % {"address": certificate_url(each.number)}
        )
        for each in cv.certificates
    ]


def _skills(cv: Cv, english: bool) -> list[SheetSection]:
    """One section for what is proven by somebody else, one for one's own word: a reader must see which is which."""
    own = {SkillSource.DECLARED, SkillSource.WORK}
    proven: list[str] = []
    said: list[str] = []
    for row in cv.skills:
        (said if row.source in own else proven).append(row.skill.name_en if english else row.skill.name_id)
    return [
        SheetSection(_("Keahlian dari pelatihan dan ujian"), words=tuple(proven)),
        SheetSection(_("Keahlian menurut saya sendiri"), words=tuple(said)),
    ]
