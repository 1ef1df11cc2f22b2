"""What a hiring team writes for itself about a candidate."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused

from .. import access
from ..events import NOTE_DELETED, NOTE_WRITTEN
from ..models import CandidateNote
from .applying import locked_application

LONGEST_NOTE = 1000
DELETE_WITHIN = datetime.timedelta(days=1)


@command
def write_note(by: Actor, *, application_id: UUID, text: str, at: datetime.datetime) -> CandidateNote:
    """Raises Refused note_empty, note_too_long, application_withdrawn; NotYours for another employer."""
    application = locked_application(application_id)
    access.may_decide(by, application)
    if by.person is None:
        raise NotYours  # a note has an author
    if application.status == "withdrawn":
        raise Refused("application_withdrawn", _("Lamaran ini sudah dibatalkan oleh pelamarnya."),
                      todo=_("Catatan baru tidak disimpan."))  # fmt: skip
    words = text.strip()
    if not words:
        raise Refused("note_empty", _("Catatannya masih kosong."), field="text", todo=_("Tulis satu kalimat."))
    if len(words) > LONGEST_NOTE:
        raise Refused("note_too_long", _("Catatannya terlalu panjang."), field="text",
                      todo=_("Paling banyak %(most)s huruf.") % {"most": LONGEST_NOTE})  # fmt: skip
    note = CandidateNote.objects.create(
        application=application, employer_id=application.employer_id, author=by.person, text=words, written_at=at
    )
    append(NOTE_WRITTEN, note.id, at=at, application_id=application.id)
    return note


@command
def delete_note(by: Actor, *, note_id: UUID, at: datetime.datetime) -> None:
    """By its author, within a day. Raises Refused note_stays; NotYours for anybody else, colleagues too."""
    note = CandidateNote.objects.select_for_update().filter(id=note_id).first()
    if note is None:
        raise NotYours
    access.may_employ(by, note.employer_id)
    if note.author != by.person:
        raise NotYours
    if at - note.written_at > DELETE_WITHIN:
        raise Refused("note_stays", _("Catatan ini sudah lebih dari sehari, jadi tidak bisa dihapus."),
                      todo=_("Tulis catatan baru kalau ada yang berubah."))  # fmt: skip
    append(NOTE_DELETED, note.id, at=at, application_id=note.application_id)
    note.delete()
