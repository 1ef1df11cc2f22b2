"""What can happen in a chapter: founded, joined, left, officers appointed."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.backends.postgresql.psycopg_any import DateRange
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning.models import Enrolment
from peluang.domain.organisations.commands import add_member, register_organisation
from peluang.domain.organisations.models import Kind, MembershipRole
from peluang.domain.people.commands import give_consent, withdraw_consent
from peluang.domain.people.enums import Purpose
from peluang.domain.people.models import Person
from peluang.engines.rules import local_date

from . import access
from .events import CHAPTER_FOUNDED, LISTING_CHANGED, MEMBER_JOINED, MEMBER_LEFT, OFFICER_APPOINTED
from .models import Chapter, ChapterMember, ChapterOfficer, Post

LONGEST_MANDATE_DAYS = 5 * 366


@command
def found_chapter(by: Actor, *, province: str, name: str, about: str = "", at: datetime.datetime) -> Chapter:
    """One chapter a province, with an organisation of its own. province: code. Raises NotYours, Refused."""
    access.may_found(by)
    if Chapter.objects.filter(province_id=province).exists():
        raise Refused("chapter_exists", _("Provinsi ini sudah punya ikatan alumni."), field="province")
    organisation = register_organisation(by, kind=Kind.CHAPTER, name=name.strip(), province=province, at=at)
    chapter = Chapter.objects.create(
        province_id=province,
        organisation=organisation,
        name=name.strip(),
        about=about.strip(),
        founded_on=local_date(at),
    )
    append(CHAPTER_FOUNDED, chapter.id, at=at, province=province)
    return chapter


@command
def join_chapter(
    by: Actor, *, person_id: UUID, listed: bool, chapter_id: UUID | None = None, at: datetime.datetime
) -> ChapterMember:
    """Joins a chapter (default: the one of the province one lives in). listed: name in the directory, by consent.

    Raises NotYours for another person; Refused without a completed training, or while in another chapter.
    """
    access.must_be(by, person_id)
    person = Person.objects.get(id=person_id)
    chapter = _chapter(chapter_id, person)
    if not Enrolment.objects.filter(person_id=person_id, status="completed").exists():
        raise Refused(
            "no_training_yet", _("Ikatan alumni untuk yang sudah lulus pelatihan."),
            todo=_("Selesaikan dulu satu pelatihan, lalu bergabung."),
        )  # fmt: skip
    before = ChapterMember.objects.select_for_update().filter(person_id=person_id, left_at__isnull=True).first()
    if before and before.chapter_id == chapter.id:
        return _list(by, before, listed, at)
    if before:
        raise Refused(
            "in_another_chapter", _("Kamu masih anggota ikatan alumni lain."),
            todo=_("Keluar dulu dari sana, lalu bergabung di sini."),
        )  # fmt: skip
    member = ChapterMember.objects.create(
        chapter=chapter, person_id=person_id, home_region=person.home_region_id, listed=listed, joined_at=at
    )
    if listed:
        give_consent(by, person_id=person_id, purpose=Purpose.ALUMNI, at=at)
    append(MEMBER_JOINED, member.id, at=at, chapter_id=chapter.id, person_id=person_id, listed=listed)
    return member


@command
def leave_chapter(by: Actor, *, person_id: UUID, at: datetime.datetime) -> ChapterMember:
    """Leaves at once; the name disappears from the directory and the consent ends. Raises NotYours."""
    access.must_be(by, person_id)
    member = ChapterMember.objects.select_for_update().filter(person_id=person_id, left_at__isnull=True).first()
    if member is None:
        raise NotYours
    if member.listed:
        withdraw_consent(by, person_id=person_id, purpose=Purpose.ALUMNI, at=at)
    member.listed, member.left_at = False, at
    member.save()
    append(MEMBER_LEFT, member.id, at=at, chapter_id=member.chapter_id, person_id=person_id)
    return member


@command
def appoint_officer(
    by: Actor,
    *,
    chapter_id: UUID,
    person_id: UUID,
    post: str,
    since: datetime.date,
    until: datetime.date,
    at: datetime.datetime,
) -> ChapterOfficer:
    """Gives a member a post from `since` to the day before `until`; mandates of one post never overlap.

    Raises NotYours; Refused for somebody who is no member, for dates that fall, or when the post is taken.
    """
    chapter = Chapter.objects.select_for_update().filter(id=chapter_id).first()
    if chapter is None:
        raise NotYours
    access.may_appoint(by, chapter)
    member = ChapterMember.objects.filter(chapter=chapter, person_id=person_id, left_at__isnull=True)
    if not member.exists():
        raise Refused("not_a_member", _("Pengurus harus anggota ikatan ini."), field="person_id")
    if post not in Post.values:
        raise Refused("unknown_post", _("Jabatan ini tidak dikenal."), field="post")
    if not 0 < (until - since).days <= LONGEST_MANDATE_DAYS:
        raise Refused(
            "mandate_dates", _("Masa jabatan harus berakhir sesudah mulai, paling lama lima tahun."), field="until"
        )
    officer = ChapterOfficer(
        chapter=chapter, person_id=person_id, display_name=Person.objects.get(id=person_id).full_name, post=post,
        mandate=DateRange(since, until),
    )  # fmt: skip
    try:
        with transaction.atomic():
            officer.save()
    except IntegrityError as error:  # the exclusion constraint is the referee
        raise Refused(
            "post_taken", _("Jabatan ini sudah ada yang memegang pada masa itu."), todo=_("Pilih masa yang lain."),
            field="since",
        ) from error  # fmt: skip
    if chapter.organisation_id:
        add_member(by, organisation_id=chapter.organisation_id, person_id=person_id, role=MembershipRole.CHAPTER, at=at)
    append(
        OFFICER_APPOINTED,
        officer.id,
        at=at,
        chapter_id=chapter.id,
        person_id=person_id,
        post=post,
        since=since,
        until=until,
    )
    return officer


def _chapter(chapter_id: UUID | None, person: Person) -> Chapter:
    found = Chapter.objects.filter(id=chapter_id) if chapter_id else None
    if found is None:
        found = Chapter.objects.filter(province_id=person.lives_in_id[:2])
    chapter = found.first()
    if chapter is None:
        raise Refused("no_chapter_here", _("Belum ada ikatan alumni di provinsimu."), todo=_("Pilih provinsi lain."))
    return chapter


def _list(by: Actor, member: ChapterMember, listed: bool, at: datetime.datetime) -> ChapterMember:
    """Joining again changes the choice of being listed, and the consent with it."""
    if member.listed == listed:
        return member
    member.listed = listed
    member.save()
    change = give_consent if listed else withdraw_consent
    change(by, person_id=member.person_id, purpose=Purpose.ALUMNI, at=at)
    append(LISTING_CHANGED, member.id, at=at, chapter_id=member.chapter_id, person_id=member.person_id, listed=listed)
    return member
