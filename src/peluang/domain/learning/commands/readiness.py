"""Ticking a class's checklist: the institution or its trainer, with a note."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import Refused

from .. import access
from ..events import CLASS_CHECKED
from ..locks import locked_class
from ..models import Readiness
from ..readiness import Item, checklist, codes_for, open_safety

_LONGEST_NOTE = 300


@command
def check_class(
    by: Actor, *, class_id: UUID, answers: Mapping[str, tuple[bool | None, str]], at: datetime.datetime
) -> list[Item]:
    """answers: item → (there?, note); items that are not named stay. What is said not to be there needs a note.

    Raises NotYours; Refused: wrong_state once the class is over, unknown_item, note_missing, note_too_long.
    """
    row = locked_class(class_id)
    access.must_teach(by, row)
    if row.status not in ("open", "running"):
        raise Refused("wrong_state", _("Kelas ini sudah berakhir, jadi daftarnya tidak diubah lagi."))
    known = {each.item: each for each in Readiness.objects.filter(training_class=row)}
    for item, (ok, note) in answers.items():
        _must_make_sense(item, ok, note.strip(), codes_for(row.offering))
        one = known.get(item) or Readiness(training_class=row, item=item)
        if (one.ok, one.note) != (ok, note.strip()):
            one.ok, one.note, one.checked_at, one.checked_by = ok, note.strip(), at, by.person
            one.save()
    items = checklist(row)
    append(
        CLASS_CHECKED, row.id, at=at, items=sum(1 for each in items if each.ok),
        open=[each.code for each in open_safety(items)],
    )  # fmt: skip
    return items


def _must_make_sense(item: str, ok: bool | None, note: str, codes: list[str]) -> None:
    if item not in codes:
        raise Refused("unknown_item", _("Butir ini tidak ada di daftar kelas ini."), field=item)
    if ok is False and not note:
        raise Refused("note_missing", _("Tulis apa yang kurang dan kapan dilengkapi."), field=f"{item}_note")
    if len(note) > _LONGEST_NOTE:
        raise Refused(
            "note_too_long", _("Catatan paling panjang %(most)s huruf.") % {"most": _LONGEST_NOTE}, field=f"{item}_note"
        )
