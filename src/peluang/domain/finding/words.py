"""What was typed, as words: those that name what is looked for, and those said around it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tantivy import Occur, Query

from peluang.engines.text import normalise, stem_word, tokens
from peluang.engines.text.normalise import is_stop_word

from .asking import FEW, Ask, both
from .documents import KIND_WORDS

#: What people say around what they look for. Left aside, unless nothing else was said.
_FRAME = frozenset(
    (
        "lowongan", "pekerjaan", "daerah", "wilayah", "sekitar", "sekitaran", "dekat", "terdekat", "lokasi", "mau",
        "pengen", "pengin", "pingin", "nyari", "semoga", "moga", "dong", "nih", "sih", "deh", "ya", "yah", "kak",
        "gan", "min", "gais", "bro", "sis", "gue", "gua", "gw", "arep", "golek", "nggo", "euy", "kuy", "lur", "posisi",
        "sekarang", "kota", "kabupaten", "provinsi", "job", "jobs", "vacancy", "vacancies", "near", "nearby", "around",
        "hiring", "hire", "looking", "seeking", "want", "wanna", "need", "interested", "position", "positions",
        "available", "now", "please", "pls", "located", "anyone", "me", "am", "i", "terbaru", "segera",
    )
)  # fmt: skip
#: Roots that count in every form ("carikan", "dibutuhkan") but that of who does it ("pekerja sosial").
_FRAME_ROOTS = frozenset(("kerja", "cari", "butuh", "ingin", "minat", "harap", "tolong", "mohon", "lamar", "sedia"))
#: Words that stand in names of work too ("recruitment staff", "search engine specialist"): left aside where no name of
#: work has them beside the others.
_MAYBE_FRAME = frozenset(
    (
        "recruitment", "recruit", "rekrutmen", "rekrut", "merekrut", "open", "opening", "openings", "buka", "membuka",
        "dibuka", "terbuka", "search", "searching", "find", "finding", "penempatan", "ditempatkan", "domisili",
        "gabung", "bergabung", "join", "opportunity", "opportunities", "career", "careers", "karier", "karir",
        "urgent", "terima", "menerima", "kasih", "langsung", "banget", "company", "perusahaan", "start", "apply",
        "based", "help", "interview", "wawancara", "area", "info", "work", "working", "role", "city", "town",
    )
)  # fmt: skip
_KINDS = frozenset(stem for said in KIND_WORDS.values() for stem in tokens(said, stop_words=False))
#: What a word counts that names nothing.
_BESIDE = 0.3
#: Nobody types more; a pasted page would cost without finding better.
_MOST_WORDS, _MOST_TYPED = 12, 30


@dataclass(frozen=True)
class Words:
    """What was typed, folded: (as written, stem) pairs. around: those that may only have been said around it."""

    pairs: tuple[tuple[str, str], ...]
    around: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, text: str) -> Words:
        written = normalise(text).split()[:_MOST_TYPED]
        telling = [word for word in written if not is_stop_word(word)] or written
        telling = [word for word in telling if not _is_frame(word)] or telling
        sure = [word for word in telling if word not in _MAYBE_FRAME]
        around = [word for word in telling if word not in sure] if sure else []
        return cls(_paired((sure or telling)[:_MOST_WORDS]), _paired(around))

    def whole(self) -> Words:
        """With those around, where nothing is known of names of work."""
        return Words((*self.pairs, *self.around))

    def all_of(self, ask: Ask) -> Query:
        """All words; those of `around` only lift names of work that have them."""
        required = [(Occur.Must, ask.word(stem)) for _, stem in self.pairs]
        return Query.boolean_query([*required, *((Occur.Should, each) for each in self._around_in_name(ask))])

    def all_in_name(self, ask: Ask) -> Query:
        """All words, those of `around` in the name of the work."""
        return both(self.all_of(ask), *self._around_in_name(ask))

    def _around_in_name(self, ask: Ask) -> list[Query]:
        return [Query.term_query(ask.schema, "title", stem, "freq") for _, stem in self.around]

    def all_alike(self, ask: Ask) -> Query:
        """Every word, forgiving mistakes in those that hardly anybody writes."""
        return Query.boolean_query([(Occur.Must, one) for one in self._alike(ask)])

    def may_be_slips(self, ask: Ask) -> bool:
        return any(self._rare(ask, stem) for _, stem in self.pairs)

    def naming(self, ask: Ask, *, mended: bool = True) -> Words:
        """Those that some work, its kind, an organisation or a place is called by, also spelled wrongly (`mended`); all
        when there are none.
        """
        named = [
            (written, stem)
            for written, stem in self.pairs
            if stem in _KINDS
            or ask.names(stem)
            or (
                mended
                and self._rare(ask, stem)
                and any(ask.names(stem_word(each.word)) for each in ask.spelling.like(written))
            )
        ]
        return Words(tuple(named) or self.pairs)

    def some_of(self, ask: Ask, least: int, beside: Words) -> Query:
        """At least so many of these; what has more of the words `beside` them stands higher."""
        parts = [(Occur.Should, one) for one in self._alike(ask)]
        required = Query.boolean_query(parts, minimum_number_should_match=least)
        others = Words(tuple(pair for pair in beside.pairs if pair not in self.pairs))
        bonus = [(Occur.Should, Query.boost_query(one, _BESIDE)) for one in others._alike(ask)]
        return Query.boolean_query([(Occur.Must, required), *bonus])

    def any_of(self, ask: Ask) -> Query:
        """At least one of the words."""
        return self.some_of(ask, 1, self)

    def _alike(self, ask: Ask) -> list[Query]:
        return [ask.like(written, stem) if self._rare(ask, stem) else ask.word(stem) for written, stem in self.pairs]

    def _rare(self, ask: Ask, stem: str) -> bool:
        return ask.known(stem) < FEW

    def stems(self, ask: Ask | None = None) -> frozenset[str]:
        """Of the words; with `ask` also of those that mistyped ones may have meant."""
        made = {stem for _, stem in self.pairs}
        if ask:
            mistyped = [written for written, stem in self.pairs if self._rare(ask, stem)]
            made |= {stem_word(each.word) for written in mistyped for each in ask.spelling.like(written)}
        return frozenset(made)

    def mended(self, ask: Ask) -> str:
        """The words with each mistyped one as it is most likely written."""
        said = []
        for written, stem in self.pairs:
            likely = ask.spelling.like(written) if self._rare(ask, stem) else []
            said.append(likely[0].word if likely and likely[0].times > ask.known(stem) else written)
        return " ".join(dict.fromkeys(said))


def _paired(words: Sequence[str]) -> tuple[tuple[str, str], ...]:
    return tuple(dict.fromkeys((word, stem) for word in words for stem in tokens(word, stop_words=False)))


def _is_frame(word: str) -> bool:
    return word in _FRAME or (not word.startswith("pe") and stem_word(word) in _FRAME_ROOTS)
