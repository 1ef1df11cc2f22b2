"""Keeping a search, changing how often it tells, stopping it, and letting it go."""

from __future__ import annotations

import datetime
import secrets
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import PROGRAM, Actor
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.messages.commands import write
from peluang.domain.messages.models import Channel, OutboxMessage
from peluang.domain.people.contact import read_address
from peluang.domain.people.models import Account, Person
from peluang.engines.codes.regions.registry import RegionError

from .. import access
from ..alert_times import next_alert
from ..asking import reach
from ..events import LINKS_SENT, SEARCH_CHANGED, SEARCH_DELETED, SEARCH_SAVED
from ..message_texts import LINKS
from ..models import Frequency, SavedSearch
from ..saved_criteria import digest_of, kept
from ..states import SAVED_SEARCH
from ..vacancy_search import VacancySearch

#: More than anybody follows; each one is computed every day.
MOST_SEARCHES = 20
#: Anybody can type an address, so its owner gets no second letter sooner.
_LINKS_AGAIN = datetime.timedelta(hours=1)


@command
def save_search(by: Actor, *, person_id: UUID, asked: VacancySearch, every: str, at: datetime.datetime) -> SavedSearch:
    """Keeps a search; one that is kept already tells from now on at this rhythm, also when it had been stopped.

    Raises NotYours; Refused: frequency_unknown, search_empty, place_unknown, too_many_searches.
    """
    access.must_be_person(by, person_id)
    _must_be_frequency(every)
    criteria = kept(asked)
    if not criteria:
        raise Refused(
            "search_empty", _("Pencarian ini belum memilih apa-apa."),
            todo=_("Tulis pekerjaan atau tempatnya dulu, supaya kabarnya tidak terlalu banyak."),
        )  # fmt: skip
    _must_be_place(asked)
    # The lock: two taps at once keep one search, and the limit counts what both see.
    person = Person.objects.select_for_update().filter(id=person_id).first()
    if person is None:
        raise NotYours
    digest = digest_of(criteria)
    row = SavedSearch.objects.select_for_update().filter(person_id=person_id, digest=digest).first()
    if row:
        return _change(by, row, every=every, status="active", at=at)
    if SavedSearch.objects.filter(person_id=person_id).count() >= MOST_SEARCHES:
        raise Refused(
            "too_many_searches", _("Kamu sudah menyimpan %(most)s pencarian.") % {"most": MOST_SEARCHES},
            todo=_("Hapus dulu yang tidak kamu perlukan lagi."),
        )  # fmt: skip
    row = SavedSearch(
        person=person, home_region=person.home_region_id, criteria=criteria, digest=digest, every=every,
        token=secrets.token_urlsafe(24), saved_at=at, active_since=at, seen_until=at,
    )  # fmt: skip
    row.next_at = next_alert(at, every, person.lives_in_id, row.id)
    row.save()
    append(SEARCH_SAVED, row.id, at=at, person_id=person_id, every=every)
    return row


@command
def change_frequency(by: Actor, *, search_id: UUID, every: str, at: datetime.datetime) -> SavedSearch:
    """Daily or weekly. What came since the last alert is in the next one. Raises NotYours, Refused."""
    row = _own(by, search_id)
    _must_be_frequency(every)
    return _change(by, row, every=every, status=row.status, at=at)


@command
def stop_search(by: Actor, *, search_id: UUID, at: datetime.datetime) -> SavedSearch:
    """No more alerts; the search stays in the list. Stopping twice changes nothing. Raises NotYours."""
    row = _own(by, search_id)
    return _change(by, row, every=row.every, status="stopped", at=at)


@command
def resume_search(by: Actor, *, search_id: UUID, at: datetime.datetime) -> SavedSearch:
    """Alerts again, about what is posted from now on. Raises NotYours."""
    row = _own(by, search_id)
    return _change(by, row, every=row.every, status="active", at=at)


@command
def stop_by_link(by: Actor, *, token: str, at: datetime.datetime) -> SavedSearch:
    """Whoever holds the link of a message may stop it, signed in or not: it can do nothing else. Raises NotYours for a
    link that was never sent or whose search is gone.
    """
    row = SavedSearch.objects.select_for_update().filter(token=token).first() if token else None
    if row is None:
        raise NotYours
    return _change(PROGRAM, row, every=row.every, status="stopped", at=at)


@command
def delete_search(by: Actor, *, search_id: UUID, at: datetime.datetime) -> None:
    """Forgets the search and what it told. Raises NotYours."""
    row = _own(by, search_id)
    append(SEARCH_DELETED, row.id, at=at, person_id=row.person_id)
    row.delete()


@command
def send_links(by: Actor, *, address: str, at: datetime.datetime) -> None:
    """To the person with this e-mail or phone: the links of their searches, once an hour. Answers alike whether there
    is such a person or not. Goes to the address that was typed, also where news only stands on the page (who lost the
    link may not be able to sign in), outside quiet hours: anybody can type an address.

    Raises Refused for what is no address.
    """
    asked = read_address(address)
    accounts = Account.objects.filter(is_active=True, person__isnull=False)
    same = accounts.filter(email__iexact=asked.email) if asked.email else accounts.filter(phone=asked.phone)
    account = same.first()
    if account is None or account.person_id is None:
        return
    way = Channel.EMAIL if asked.email else Channel.SMS if account.phone_verified else None
    rows = SavedSearch.objects.select_for_update().filter(person_id=account.person_id).order_by("id")
    many = len(rows.values_list("id"))  # locked: of two who ask at once the second sees the first one's letter
    sent = OutboxMessage.objects.filter(person_id=account.person_id, template=LINKS.name)
    if not many or sent.filter(written_at__gt=at - _LINKS_AGAIN).exists():
        return
    write(
        by, person_id=account.person_id, template=LINKS.name, context={"searcher_id": account.person_id},
        channel=way, at=at,
    )  # fmt: skip
    append(LINKS_SENT, account.person_id, at=at, searches=many)


def _own(by: Actor, search_id: UUID) -> SavedSearch:
    row = SavedSearch.objects.select_for_update().filter(id=search_id).first()
    if row is None:
        raise NotYours
    access.must_be_person(by, row.person_id)
    return row


def _change(by: Actor, row: SavedSearch, *, every: str, status: str, at: datetime.datetime) -> SavedSearch:
    """The row is locked. Nothing is written when nothing changes."""
    if (row.every, row.status) == (every, status):
        return row
    if row.status != status:
        SAVED_SEARCH.advance(row, status, by.as_person().role if by.person else by.role)
        if status == "active":
            row.active_since = row.seen_until = at
    row.every = every
    lives_in = Person.objects.values_list("lives_in_id", flat=True).get(id=row.person_id)
    row.next_at = next_alert(at, every, lives_in, row.id)
    row.save()
    append(SEARCH_CHANGED, row.id, at=at, person_id=row.person_id, status=status, every=every)
    return row


def _must_be_frequency(every: str) -> None:
    if every not in Frequency.values:
        raise Refused("frequency_unknown", _("Pilih tiap hari atau tiap minggu."), field="every")


def _must_be_place(asked: VacancySearch) -> None:
    try:
        if asked.regency:
            reach(asked.regency, asked.radius_km)
    except RegionError as error:
        raise Refused(
            "place_unknown", _("Tempat ini belum kami kenali."), todo=_("Coba nama kabupaten atau kotanya.")
        ) from error
