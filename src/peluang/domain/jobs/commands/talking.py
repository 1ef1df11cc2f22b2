"""Messages between the two sides of an application, and whether the employer sees how to reach the person."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import Refused

from .. import access
from ..events import CONTACT_HIDDEN, CONTACT_SHARED, MESSAGE_SENT
from ..models import LONGEST_MESSAGE, Application, ApplicationMessage
from ..states import CLOSED
from ..talking import can_write
from ..telling import tell_person, tell_recruiters
from .applying import locked_application

#: Of one side of one application: enough to talk, too few to flood.
_MOST_WITHIN = (20, datetime.timedelta(hours=1))


@command
def send_message(by: Actor, *, application_id: UUID, text: str, at: datetime.datetime) -> ApplicationMessage:
    """The other side is told once, until it has read. Kept as written; `talking` hides what may not be shown.

    Raises Refused text_missing, text_too_long, writing_over, too_many_messages; NotYours for anybody else.
    """
    application = locked_application(application_id)  # locked: two at once count each other
    as_person = access.side_of(by, application)
    said = _checked(text)
    if not can_write(application, as_person=as_person, at=at):
        raise Refused("writing_over", _("Percakapan tentang lamaran ini sudah selesai."), field="text",
                      todo=_("Pesan yang lama tetap bisa dibaca."))  # fmt: skip
    mine = ApplicationMessage.objects.filter(application=application, from_person=as_person)
    most, within = _MOST_WITHIN
    if mine.filter(sent_at__gt=at - within).count() >= most:
        raise Refused("too_many_messages", _("Terlalu banyak pesan dalam satu jam."), field="text",
                      todo=_("Tunggu sebentar, lalu kirim lagi. Tulisan ini tetap di sini."))  # fmt: skip
    told_already = mine.filter(read_at__isnull=True).exists()
    row = ApplicationMessage.objects.create(
        id=new_id(), application=application, from_person=as_person, author=by.person, text=said, sent_at=at
    )
    append(MESSAGE_SENT, application.id, at=at, message_id=row.id, from_person=as_person)
    if not told_already:
        tell = tell_recruiters if as_person else tell_person
        tell(application, "message_to_employer" if as_person else "message_to_person", at)
    return row


@command
def mark_messages_read(by: Actor, *, application_id: UUID, at: datetime.datetime) -> int:
    """What the other side wrote is read now; returns how many messages."""
    application = locked_application(application_id)
    as_person = access.side_of(by, application)
    theirs = ApplicationMessage.objects.filter(application=application, from_person=not as_person)
    return theirs.filter(read_at__isnull=True).update(read_at=at)


@command
def share_contact(by: Actor, *, application_id: UUID, at: datetime.datetime) -> Application:
    """The person's consent, for this employer and this application. A NIK stays hidden. Raises Refused closed."""
    application = locked_application(application_id)
    access.is_own(by, application.person_id)
    if application.contact_shared_at is not None:
        return application
    if application.status == "draft" or application.status in CLOSED - {"hired"}:
        raise Refused("closed", _("Lamaran ini tidak berjalan, jadi nomormu tidak perlu dibagikan."),
                      todo=_("Bagikan nomormu di lamaran yang masih berjalan."))  # fmt: skip
    application.contact_shared_at = at
    application.save(update_fields=["contact_shared_at"])
    append(CONTACT_SHARED, application.id, at=at, person_id=application.person_id)
    return application


@command
def hide_contact(by: Actor, *, application_id: UUID, at: datetime.datetime) -> Application:
    """Consent taken back: from now on this employer's pages hide it again, in old messages too."""
    application = locked_application(application_id)
    access.is_own(by, application.person_id)
    if application.contact_shared_at is None:
        return application
    application.contact_shared_at = None
    application.save(update_fields=["contact_shared_at"])
    append(CONTACT_HIDDEN, application.id, at=at, person_id=application.person_id)
    return application


def _checked(text: str) -> str:
    """Trimmed, with the line ends of this program. Raises Refused text_missing, text_too_long."""
    said = text.replace("\r\n", "\n").replace("\x00", "").strip()
    if not said:
        raise Refused("text_missing", _("Pesannya masih kosong."), field="text",
                      todo=_("Tulis beberapa kata, lalu kirim."))  # fmt: skip
    if len(said) > LONGEST_MESSAGE:
        raise Refused("text_too_long", _("Pesannya terlalu panjang."), field="text",
                      todo=_("Paling banyak %(most)s huruf.") % {"most": LONGEST_MESSAGE})  # fmt: skip
    return said
