"""A piece of a feed: read, compared, folded, written, told of; in the transaction of its command."""

from __future__ import annotations

import datetime
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import asdict, dataclass, field
from typing import Any
from uuid import UUID

from peluang.domain.events.journal import append_many
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.refusal import Refused
from peluang.domain.organisations.imported import find_or_register, reference_of
from peluang.engines.feeds import Item, NotAPosting, Posting, read_posting, same_text

from .coding import code_titles, skills_asked, text_of
from .events import VACANCY_CHANGED, VACANCY_ENDED, VACANCY_POSTED
from .feed_leaving import lock_folding
from .feed_own import COPY, OURS, end_copies, own_twins
from .feed_posting import check_words, post_from_feed
from .feed_values import Read, Said, employer_key, likeness, read_values
from .models import FeedItem, FeedRun, Vacancy, VacancySkill

#: Problems and notes that a run keeps; the counts are of all.
KEPT = 200
_OTHERS = ("employer", "apply_mode", "status", "status_reason")
#: What an office or the employer decided about: held for a look or sent back, filled, withdrawn.
_DECIDED_HERE = ("held", "draft", "filled", "withdrawn")


@dataclass
class _Told:
    """An item that is new or says something new. mine: the vacancy that it leads. vacancy: where it is shown, once that
    is decided.
    """

    number: int
    posting: Posting
    read: Read
    known: FeedItem | None
    like: str
    mine: Vacancy | None = None
    vacancy: Vacancy | None = None
    leads: bool = False

    @property
    def words(self) -> str:
        return f"{self.read.values['description']} {self.read.values['requirements']}"


@dataclass
class _Written:
    new: list[Vacancy] = field(default_factory=list)
    altered: list[Vacancy] = field(default_factory=list)
    texts: dict[Any, str] = field(default_factory=dict)
    before: dict[Any, str] = field(default_factory=dict)
    copies: dict[UUID, Vacancy] = field(default_factory=dict)


class Chunk:
    def __init__(self, run: FeedRun, at: datetime.datetime) -> None:
        self.run, self.feed, self.at = run, run.feed, at
        self.owner = self.feed.organisation
        self.written = _Written()

    def take(self, items: Sequence[Item]) -> None:
        """Changes the run's counts; the caller saves it."""
        postings = self._read(items)
        lock_folding()
        told = self._compare(postings)
        code_titles([each.read.values for each in told])
        self.own = self._posted_here(told)
        shown = self._shown(told)
        employers = self._employers(told)
        settled = [each for each in told if self._settle(each, shown, employers)]
        self._write(settled)

    def _read(self, items: Sequence[Item]) -> dict[str, tuple[int, Posting]]:
        """By reference; of several under one the last counts, as it would in the next reading."""
        found: dict[str, tuple[int, Posting]] = {}
        for item in items:
            title = str(item.said.get("title") or "")[:100] if isinstance(item.said, dict) else ""
            try:
                posting = read_posting(item.said)
                wrong = self._not_ours(posting)
            except NotAPosting as error:
                wrong = Said(error.code, error.value)
            except (ValueError, TypeError, AttributeError, RecursionError):
                wrong = Said("not_read")
            if wrong is not None:
                self._refuse(item.number, title, wrong)
                continue
            self.run.folded += posting.reference in found
            found[posting.reference] = (item.number, posting)
        return found

    def _not_ours(self, posting: Posting) -> Said | None:
        if posting.country != "ID":
            return Said("abroad", posting.country)
        if self.owner is not None and employer_key(posting) != reference_of(self.owner.name):
            return Said("other_employer", posting.employer[:60])
        return Said("no_url") if self.feed.mode == "link" and not posting.url else None

    def _refuse(self, number: int, title: str, *wrong: Said) -> None:
        self.run.refused += 1
        self._list(self.run.problems, number, title, wrong[:1])

    def _list(self, where: list[Any], number: int, title: str, said: Sequence[Said]) -> None:
        room = KEPT - len(where)
        where.extend({"item": number, "title": title[:100]} | asdict(each) for each in said[: max(room, 0)])

    def _compare(self, postings: dict[str, tuple[int, Posting]]) -> list[_Told]:
        """Those that stand as before are only marked as seen."""
        rows = FeedItem.objects.filter(feed=self.feed, reference__in=list(postings)).select_related("vacancy")
        known = {each.reference: each for each in rows}
        same: list[Any] = []
        told: list[_Told] = []
        for reference, (number, posting) in postings.items():
            item = known.get(reference)
            if item is not None and item.series == self.run.series and item.digest == posting.digest:
                self.run.folded += 1  # the same reference again, further on in the document
            elif item is not None and item.digest == posting.digest and item.gone_at is None:
                same.append(item.id)
            else:
                self._tell(number, posting, item, told)
        FeedItem.objects.filter(id__in=same).update(series=self.run.series)
        self.run.same += len(same)
        self._lock(told)
        return told

    def _lock(self, told: list[_Told]) -> None:
        """What these items lead is read once it is locked: an office may be withdrawing one of them just now."""
        led = Vacancy.objects.filter(source=self.feed.name, source_ref__in=[each.posting.reference for each in told])
        rows = {each.source_ref: each for each in led.select_for_update().order_by("id")}
        for each in told:
            each.mine = rows.get(each.posting.reference)

    def _tell(self, number: int, posting: Posting, item: FeedItem | None, told: list[_Told]) -> None:
        read = read_values(posting, number, self.at)
        if read.problems:
            self._refuse(number, posting.title, *read.problems)
            return
        who = str(self.owner.id) if self.owner else employer_key(posting)
        like = likeness(who, posting.title, read.values["regency_id"])
        told.append(_Told(number, posting, read, item, like))

    def _shown(self, told: list[_Told]) -> dict[str, list[Vacancy]]:
        """Vacancies that may be the same, by likeness."""
        shown: dict[str, list[Vacancy]] = defaultdict(list)
        rows = FeedItem.objects.filter(
            likeness__in={each.like for each in told},
            gone_at__isnull=True,
            vacancy__status__in=("open", "held", "closed"),
        ).exclude(vacancy__source__in=OURS)
        for item in rows.select_related("vacancy").order_by("id"):
            assert item.vacancy is not None
            if all(item.vacancy.id != each.id for each in shown[item.likeness]):
                shown[item.likeness].append(item.vacancy)
        return shown

    def _posted_here(self, told: list[_Told]) -> dict[str, Vacancy]:
        employers = {employer_key(each.posting) for each in told}
        return own_twins(employers, {each.read.values["regency_id"] for each in told}, self.owner, self.at)

    def _own_twin(self, told: _Told) -> Vacancy | None:
        """What the same firm seeks here too, unless this item is over. What was decided about a vacancy of ours, it
        being filled, withdrawn or looked at, holds for its copies.
        """
        known = told.known.vacancy if told.known and told.known.likeness == told.like else None
        if known is not None and known.source in OURS and known.status in _DECIDED_HERE:
            return known
        return None if told.read.values["status"] == "closed" else self.own.get(told.like)

    def _employers(self, told: list[_Told]) -> dict[str, Any]:
        if self.owner is not None:
            return {employer_key(each.posting): self.owner for each in told}
        wanted = [(each.posting.employer, each.read.values["regency_id"]) for each in told]
        return find_or_register("employer", self.feed.name, wanted, at=self.at)

    def _settle(self, told: _Told, shown: dict[str, list[Vacancy]], employers: dict[str, Any]) -> bool:
        """Where the item is shown: its own vacancy, another's, or a new one. False where it is refused."""
        mine = told.mine
        own = self._own_twin(told)
        if own is not None:
            told.vacancy = own
            self.run.folded += 1
            if mine is not None and mine.status == "open":
                self.written.copies[mine.id] = own
            return True
        if mine is not None and mine.status == "open":
            return self._alter(told, mine, employers)
        twin = self._twin(told, shown[told.like], mine)
        if twin is not None:
            told.vacancy = twin
            self.run.folded += 1
            return True
        if mine is not None:
            return self._alter(told, mine, employers)
        vacancy = Vacancy(
            id=new_id(), employer=employers[employer_key(told.posting)], source=self.feed.name,
            source_ref=told.posting.reference, apply_mode=self.feed.mode, **told.read.values,
        )  # fmt: skip
        if not self._put(told, vacancy, "draft"):
            return False
        self.written.new.append(vacancy)
        self.run.new += 1
        shown[told.like].append(vacancy)
        return True

    def _twin(self, told: _Told, shown: list[Vacancy], own: Vacancy | None) -> Vacancy | None:
        """The same text in the same place for the same employer, still running unless this one is over too. One that
        waits for a look counts: under another reference it would pass by.
        """
        over = told.read.values["status"] == "closed"
        for each in shown:
            other = own is None or each.id != own.id
            words = f"{each.description} {each.requirements}"
            if other and (over or each.status in ("open", "held")) and same_text(words, told.words):
                return each
        return None

    def _alter(self, told: _Told, vacancy: Vacancy, employers: dict[str, Any]) -> bool:
        """A vacancy that an office or the employer ended here, or looks at, is not brought back by its source."""
        gone = told.known is not None and told.known.gone_at is not None
        reopens = vacancy.status == "closed" and (gone or vacancy.status_reason in ("", "valid_until", COPY))
        if vacancy.status in _DECIDED_HERE or (vacancy.status == "closed" and not reopens):
            told.vacancy = vacancy
            self._refuse(told.number, told.posting.title, Said("ended_here"))
            return True
        before = vacancy.status
        for name, value in told.read.values.items():
            if name != "status":
                setattr(vacancy, name, value)
        if not vacancy.applicants:  # who applied, applied to somebody
            vacancy.employer = employers[employer_key(told.posting)]
        vacancy.headcount = max(vacancy.headcount, vacancy.filled)
        vacancy.apply_mode = self.feed.mode
        if not self._put(told, vacancy, before):
            return False
        self.written.before[vacancy.id] = before
        self.written.altered.append(vacancy)
        self.run.changed += 1
        return True

    def _put(self, told: _Told, vacancy: Vacancy, before: str) -> bool:
        """In the state it is to have. A new one that is over already stands as closed: it shows what was paid."""
        told.vacancy, told.leads, wanted = vacancy, True, told.read.values["status"]
        vacancy.status = before
        try:
            if wanted == "open":
                check_words(vacancy)
            if wanted == "open" and before != "open":
                post_from_feed(vacancy)
            elif wanted == "closed":
                vacancy.status, vacancy.status_reason = "closed", "valid_until"
        except Refused as refusal:
            self._refuse(told.number, told.posting.title, Said(refusal.code, text=str(refusal)))
            return False
        self.written.texts[vacancy.id] = f"{vacancy.title}. {text_of(told.read.values)}"
        return True

    def _write(self, settled: list[_Told]) -> None:
        for each in settled:
            if each.read.notes:
                self.run.noted += 1
                self._list(self.run.notes, each.number, each.posting.title, each.read.notes)
        new, altered = self.written.new, self.written.altered
        Vacancy.objects.bulk_create(new, batch_size=500)
        if altered:
            Vacancy.objects.bulk_update(altered, [*_columns(settled), *_OTHERS], 500)
            VacancySkill.objects.filter(vacancy__in=altered).delete()
            # Who told the same before may not any more: looked at again the next time it is read.
            FeedItem.objects.filter(vacancy__in=altered).exclude(feed=self.feed).update(digest="")
        every = [*new, *altered]
        texts = [self.written.texts[each.id] for each in every]
        VacancySkill.objects.bulk_create(skills_asked(every, texts), batch_size=2000)
        self._remember(settled)
        end_copies(self.written.copies, at=self.at)
        self._announce(new, altered)

    def _remember(self, settled: list[_Told]) -> None:
        items = [
            FeedItem(
                feed=self.feed, reference=each.posting.reference, vacancy=each.vacancy, digest=each.posting.digest,
                likeness=each.like, series=self.run.series, url=each.posting.url,
            )
            for each in settled
        ]  # fmt: skip
        FeedItem.objects.bulk_create(
            items, update_conflicts=True, unique_fields=["feed", "reference"], batch_size=500,
            update_fields=["vacancy", "digest", "likeness", "series", "url", "gone_at"],
        )  # fmt: skip

    def _announce(self, new: list[Vacancy], altered: list[Vacancy]) -> None:
        before = self.written.before
        opened = [each.id for each in [*new, *altered] if each.status == "open" and before.get(each.id) != "open"]
        changed = [each.id for each in altered if each.status == "open" and before[each.id] == "open"]
        ended = [each.id for each in [*new, *altered] if each.status == "closed"]
        append_many(VACANCY_POSTED, opened, at=self.at)
        append_many(VACANCY_CHANGED, changed, at=self.at)
        append_many(VACANCY_ENDED, ended, at=self.at, status="closed")


def _columns(settled: list[_Told]) -> list[str]:
    return [name for name in settled[0].read.values if name != "status"]
