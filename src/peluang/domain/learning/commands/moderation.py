"""Reviews after they are written: reported, looked at, answered. The marks of a hidden text still count."""

from __future__ import annotations

import datetime
import re
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.commands import write

from .. import access
from ..events import REVIEW_ANSWERED, REVIEW_MODERATED, REVIEW_REPORTED
from ..models import Review
from ..states import REVIEW

LONGEST_ANSWER = 1000
LONGEST_REASON = 500
#: What has no place in a review, whoever wrote it: ways to reach a private person, and advertising.
_SCREENED = (
    ("link", re.compile(r"https?://|www\.|\b[\w-]+\.(com|net|org|id|me|link)\b", re.I)),
    ("email", re.compile(r"[\w.+-]+@[\w-]+\.\w+")),
    ("phone", re.compile(r"(?:\+?62|\b0)[\s.-]?8(?:[\s.-]?\d){7,11}")),
    ("nik", re.compile(r"\b\d{16}\b")),
)


def why_held(text: str) -> str:
    """Code of what keeps a text back ("link", "email", "phone", "nik"), "" when nothing does."""
    return next((code for code, pattern in _SCREENED if pattern.search(text)), "")


@command
def report_review(by: Actor, *, review_id: UUID, reason: str, at: datetime.datetime) -> Review:
    """Anybody signed in, the institution included, asks the office to look. Until then the text is not shown.

    A text that the office looked at and left standing is not taken down again by a report: Refused("already_looked").
    """
    row = _locked(review_id)
    if by.role == Role.ANONYMOUS:
        raise NotYours()
    if row.moderated_at is not None:
        raise Refused("already_looked", _("Ulasan ini sudah pernah dilihat petugas dan tetap terbit."))
    said = _said(reason, LONGEST_REASON)
    if row.status == "held":
        return row
    row.status, row.report_reason = "held", said
    row.save(update_fields=["status", "report_reason"])
    append(REVIEW_REPORTED, row.id, at=at, offering_id=row.offering_id)
    return row


@command
def moderate_review(by: Actor, *, review_id: UUID, publish: bool, reason: str = "", at: datetime.datetime) -> Review:
    """The office publishes a text or hides it with a reason, which its writer reads. A bad mark is no reason."""
    if by.role not in (Role.PROGRAMME_OFFICE, Role.SYSTEM):
        raise NotYours()
    row = _locked(review_id)
    said = reason.strip() if publish else _said(reason, LONGEST_REASON)
    REVIEW.advance(row, "published" if publish else "hidden", by.role)
    row.moderation_reason, row.moderated_at, row.moderated_by = said, at, by.person
    row.save(update_fields=["status", "moderation_reason", "moderated_at", "moderated_by"])
    append(REVIEW_MODERATED, row.id, at=at, offering_id=row.offering_id, status=row.status)
    if not publish:
        write(
            by, person_id=row.enrolment.person_id, template="learning.review_hidden", at=at,
            once=f"review_hidden:{row.id}:{at.isoformat()}",
            context={"enrolment_id": row.enrolment_id, "class_id": row.enrolment.training_class_id},
        )  # fmt: skip
    return row


@command
def answer_review(by: Actor, *, review_id: UUID, text: str, at: datetime.datetime) -> Review:
    """The institution's one answer below the text; written again it replaces the first."""
    row = _locked(review_id)
    access.must_manage(by, row.offering.provider_id)
    if row.status != "published" or not row.text:
        raise Refused("nothing_to_answer", _("Ulasan ini tidak sedang terbit, jadi tidak bisa dijawab."))
    answer = _said(text, LONGEST_ANSWER)
    if why_held(answer):
        raise Refused(
            "contact_in_answer",
            _("Jawaban memuat nomor telepon, e-mail, atau tautan."),
            todo=_("Tulis jawabannya tanpa itu: pengulas tidak bisa dihubungi dari sini."),
            field="text",
        )
    row.provider_answer, row.provider_answered_at = answer, at
    row.save(update_fields=["provider_answer", "provider_answered_at"])
    append(REVIEW_ANSWERED, row.id, at=at, offering_id=row.offering_id)
    return row


def _locked(review_id: UUID) -> Review:
    row = (
        Review.objects.select_for_update(of=("self",), no_key=True)
        .select_related("offering", "enrolment")
        .filter(id=review_id)
        .first()
    )
    if row is None:
        raise NotYours()
    return row


def _said(text: str, longest: int) -> str:
    said = text.strip()
    if not said:
        raise Refused("text_missing", _("Tulis beberapa kata dulu."), field="text")
    if len(said) > longest:
        raise Refused(
            "text_too_long", _("Terlalu panjang: paling banyak %(most)s huruf.") % {"most": longest}, field="text"
        )
    return said
