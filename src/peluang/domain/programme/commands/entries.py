"""Joining a wave. Anyone may join: who may receive is decided at screening, with reasons."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.people.commands import give_consent
from peluang.domain.people.enums import Purpose
from peluang.domain.people.models import Person
from peluang.engines.rules import local_date

from ..access import must_enter_for
from ..events import ENTRY_JOINED, ENTRY_WITHDRAWN
from ..models import Recipient, Wave, WaveEntry
from ..states import ENTRY


@command
def join_wave(by: Actor, *, wave_id: UUID, person_id: UUID, at: datetime.datetime) -> WaveEntry:
    """One entry per wave; joining twice is joining once. Coming first is no advantage.

    Raises Refused: "wave_not_open_yet", "wave_closed", "already_recipient".
    """
    person = Person.objects.filter(id=person_id).first()
    if person is None:
        raise NotYours()
    must_enter_for(by, person)
    wave = _open_wave(wave_id, at)
    if Recipient.objects.filter(person=person).exists():
        raise Refused(
            "already_recipient",
            _("Kamu sudah pernah menjadi penerima. Bantuan ini hanya sekali seumur hidup."),
            todo=_("Lowongan, bantuan mencari kerja, dan kelas yang dibayar pihak lain tetap terbuka untukmu."),
        )
    entry, made = WaveEntry.objects.get_or_create(
        wave=wave, person=person, defaults={"home_region": person.home_region_id, "joined_at": at}
    )
    if not made and entry.status != "withdrawn":
        return entry
    if not made:
        ENTRY.advance(entry, "joined", by.as_person().role)
        entry.joined_at, entry.decided_at = at, None
        entry.save()
    if by.person == person.id:
        # The button says so: joining is the consent to have this entry processed (UU PDP 27/2022 art. 20).
        give_consent(by, person_id=person.id, purpose=Purpose.PROGRAMME, at=at)
    append(ENTRY_JOINED, entry.id, at=at, wave=wave.id, person_id=person.id)
    return entry


def _open_wave(wave_id: UUID, at: datetime.datetime) -> Wave:
    """Locked FOR SHARE: entries come in side by side, while closing (FOR UPDATE) waits for those on their way, so
    that no entry is left behind unscreened. Assumes that closing is the only writer who cares."""
    wave = next(iter(Wave.objects.raw("select * from programme_wave where id = %s for share", [wave_id])), None)
    if wave is None:
        raise NotYours()
    if wave.status == "planned" or at < wave.opens_at:
        raise Refused(
            "wave_not_open_yet",
            _("Gelombang %(number)s belum dibuka. Pendaftaran mulai %(day)s.")
            % {"number": wave.number, "day": _day(wave.opens_at)},
            todo=_("Kembali pada hari itu: daftar lebih dulu tidak menambah peluang."),
        )
    if wave.status != "open" or at >= wave.closes_at:
        raise Refused(
            "wave_closed",
            _("Gelombang %(number)s sudah ditutup pada %(day)s.")
            % {"number": wave.number, "day": _day(wave.closes_at)},
            todo=_("Tunggu gelombang berikutnya. Profilmu tetap tersimpan."),
        )
    return wave


@command
def withdraw_entry(by: Actor, *, entry_id: UUID, at: datetime.datetime) -> WaveEntry:
    """While the wave is open a person may take the entry back, and join again. Raises Refused("wave_closed")."""
    entry = WaveEntry.objects.select_for_update(of=("self",)).select_related("person").filter(id=entry_id).first()
    if entry is None:
        raise NotYours()
    must_enter_for(by, entry.person)
    _open_wave(entry.wave_id, at)
    ENTRY.advance(entry, "withdrawn", by.as_person().role)
    entry.decided_at = at
    entry.save()
    append(ENTRY_WITHDRAWN, entry.id, at=at, wave=entry.wave_id, person_id=entry.person_id)
    return entry


def _day(moment: datetime.datetime) -> str:
    return local_date(moment).strftime("%d-%m-%Y")
