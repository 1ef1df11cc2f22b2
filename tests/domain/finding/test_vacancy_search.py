"""Words in two languages with typing mistakes, an exact radius, filters that count, and a way out of nothing."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from peluang.domain.finding.commands import rebuild_index
from peluang.domain.finding.queries import search_vacancies
from peluang.domain.jobs.commands import change_vacancy, close_vacancy, post_vacancy
from peluang.domain.kernel.context import PROGRAM
from peluang.engines.codes.regions.registry import RegionError
from tests.factories.jobs import DAY, TODAY, a_vacancy
from tests.factories.organisations import an_organisation

pytestmark = pytest.mark.django_db

JEPARA, KUDUS, SURABAYA = "33.20", "33.19", "35.78"


@pytest.fixture
def market(now):
    """Five vacancies, indexed."""
    firm = an_organisation("employer", name="CV Rangka Jati")
    rows = {
        "welder": a_vacancy(employer=firm, skills=["las-smaw"], title="Juru las konstruksi"),
        "kudus": a_vacancy(title="Tukang las pagar", regency=KUDUS, wage_min=3_500_000, wage_max=None, kind="contract"),
        "batik": a_vacancy(title="Pembatik tulis", occupation="7318", education_min="sma", open_to_disability=False),
        "cook": a_vacancy(title="Juru masak", occupation="5120", regency=SURABAYA, education_min="s1", wage_min=None, wage_max=None),
        "over": a_vacancy(title="Juru las lama", valid_from=TODAY - 9 * DAY, valid_until=TODAY - DAY),
    }  # fmt: skip
    rebuild_index(PROGRAM, at=now)
    names = {row.id: name for name, row in rows.items()}

    def found(words="", also=None, **filters):
        page = search_vacancies(words, at=now, **filters)
        called = names | (also or {})
        return [called[item.vacancy.id] for item in page.items], page

    return found


def test_without_words_all_that_is_open(market):
    names, page = market()
    assert set(names) == {"welder", "kudus", "batik", "cook"}
    assert (page.total, page.pages) == (4, 1)


@pytest.mark.parametrize(
    ("words", "first"),
    [
        ("las", {"welder", "kudus"}), ("pengelasan", {"welder", "kudus"}), ("welder", {"welder", "kudus"}),
        ("batik", {"batik"}), ("membatik", {"batik"}), ("Rangka Jati", {"welder"}), ("las kudus", {"kudus"}),
        ("welding jepara", {"welder"}), ("cook", {"cook"}), ("juru masak", {"cook"}),
    ],
)  # fmt: skip
def test_words_in_both_languages_with_places_and_employers(market, words, first):
    names, page = market(words)
    assert set(names) == first
    assert page.reading == "all" or len(first) < 3


@pytest.mark.parametrize(
    ("typed", "meant"),
    [("pembatikk", "batik"), ("konstruski", "welder"), ("surabya", "cook"), ("pembtik tulsi", "batik")],
)
def test_one_or_two_typing_mistakes_are_forgiven(market, typed, meant):
    names, page = market(typed)
    assert meant in names
    assert page.reading == "similar"


def test_when_no_vacancy_has_all_words_some_will_do_and_it_says_so(market):
    names, page = market("batik surabaya")
    assert set(names) == {"batik", "cook"}
    assert page.reading == "some"


def test_a_looser_reading_never_stands_beside_a_stricter_one(market):
    names, page = market("las jepra")
    assert names == ["welder"]
    assert (page.reading, page.words) == ("similar", "las jepara")
    names, page = market("las pagar kudus surabaya")  # three of four words, not everything with "las"
    assert (names, page.reading) == (["kudus"], "some")
    names, page = market("las pagar kudus roket")  # nothing is called so
    assert (names, page.reading, page.words) == (["kudus"], "naming", "las pagar kudus")


@pytest.mark.parametrize(
    "typed", ["lowongan kerja las di kudus", "loker las daerah kudus", "cari kerja las dekat kudus"]
)
def test_what_people_say_around_it_is_left_aside(market, typed):
    names, page = market(typed)
    assert (names, page.reading) == (["kudus"], "all")


@pytest.mark.parametrize(
    ("typed", "names", "reading"),
    [
        # "recruitment" may be the work, and is only said around it where no name of work has it.
        ("open recruitment juru las jepara", ["welder"], "all"),
        ("staf recruitment", ["recruiter"], "all"),
        ("loker juru las area jepara", ["welder"], "all"),
        ("loker staf recruitment area kudus langsung", ["recruiter"], "all"),
        ("recruitment kudus", ["recruiter"], "all"),
        # "terjangkau" and "omah" name nothing: what the others name is found, and said.
        ("juru las omah terjangkau jepara", ["welder"], "naming"),
        # A mistyped word names what it was meant to be.
        ("pembatikk terjangkau", ["batik"], "naming"),
        # Whose body says the word stands first; the word does not shut the others out.
        ("juru terjangkau", ["over_there", "cook", "kudus", "welder"], "naming"),
    ],
)
def test_words_that_name_nothing_only_order(market, now, typed, names, reading):
    rows = {
        "recruiter": a_vacancy(title="Staf recruitment", regency=KUDUS, occupation="4416"),
        "over_there": a_vacancy(title="Juru parkir", description="Tempatnya terjangkau angkot.", regency=SURABAYA),
    }
    rebuild_index(PROGRAM, at=now)
    found, page = market(typed, also={row.id: name for name, row in rows.items()})
    assert (sorted(found[1:]), found[:1], page.reading) == (sorted(names[1:]), names[:1], reading)


@pytest.mark.parametrize(("typed", "names"), [("masak jatim", {"cook"}), ("las jateng", {"welder", "kudus"})])
def test_places_have_the_names_people_use(market, typed, names):
    assert set(market(typed)[0]) == names


def test_a_kind_of_work_can_be_typed(market):
    assert market("las contract")[0] == ["kudus"]


def test_nothing_is_nothing(market):
    names, page = market("xqzwv")
    assert (names, page.total, page.hint) == ([], 0, None)


def test_the_title_counts_more_than_the_rest(now):
    a_vacancy(title="Admin toko", description="Membantu juru las.", occupation="4110")
    welder = a_vacancy(title="Juru las")
    rebuild_index(PROGRAM, at=now)
    assert search_vacancies("las", at=now).items[0].vacancy.id == welder.id


def test_a_radius_is_its_exact_regencies_nearest_first(market):
    assert market(regency=JEPARA)[0] == ["batik", "welder"] or set(market(regency=JEPARA)[0]) == {"batik", "welder"}
    names, page = market("las", regency=JEPARA, radius_km=40)
    assert names == ["welder", "kudus"]
    assert page.items[0].km == 0.0
    assert 20 < page.items[1].km < 40
    names, _ = market(regency=KUDUS, radius_km=40)
    assert names[0] == "kudus"


def test_a_province_is_a_place_too(market):
    assert set(market(regency="33")[0]) == {"welder", "kudus", "batik"}
    with pytest.raises(RegionError):
        market(regency="99.99")


@pytest.mark.parametrize(
    ("filters", "names"),
    [
        ({"wage_min": 3_450_000}, {"kudus"}),
        ({"kind": "contract"}, {"kudus"}),
        ({"education": "sma"}, {"welder", "kudus", "batik"}),
        ({"education": "sd"}, {"welder", "kudus"}),
        ({"disability": True}, {"welder", "kudus", "cook"}),
        ({"occupation": "7212"}, {"welder", "kudus"}),
        ({"occupation": "7"}, {"welder", "kudus", "batik"}),
    ],
)
def test_filters(market, filters, names):
    assert set(market(**filters)[0]) == names


def test_facets_count_what_each_choice_would_give(market):
    _, page = market(kind="contract")
    assert page.facets["kind"] == {"full": 3, "contract": 1}  # without its own filter
    assert page.facets["province"] == {"33": 1}
    _, page = market()
    assert page.facets["province"] == {"33": 3, "35": 1}
    assert page.facets["education"] == {"0": 2, "3": 1, "5": 1}
    assert page.facets["disability"] == {"yes": 3, "no": 1}


def test_none_here_but_within_forty_kilometres(market):
    _, page = market("pagar", regency=JEPARA)
    assert (page.total, page.hint.radius_km, page.hint.total) == (0, 40, 1)
    _, page = market("masak", regency="94.01")  # Merauke's neighbours have none either
    assert (page.hint.radius_km, page.hint.total) == (None, 1)


def test_events_keep_the_index_up_to_date(now, events_arrive):
    vacancy = a_vacancy(status="draft", title="Penjahit celana", occupation="7531")
    events_arrive()
    assert search_vacancies("celana", at=now).total == 0
    post_vacancy(PROGRAM, vacancy_id=vacancy.id, at=now)
    events_arrive()
    assert search_vacancies("celana", at=now).total == 1
    change_vacancy(PROGRAM, vacancy_id=vacancy.id, title="Penjahit kemeja", at=now)
    events_arrive()
    assert (search_vacancies("celana", at=now).total, search_vacancies("kemeja", at=now).total) == (0, 1)
    close_vacancy(PROGRAM, vacancy_id=vacancy.id, at=now)
    assert search_vacancies("kemeja", at=now).items == []  # the row is asked too, whatever the index says
    events_arrive()
    assert search_vacancies("kemeja", at=now).total == 0


def test_a_search_is_one_statement(market, now):
    with CaptureQueriesContext(
        connection,
    ) as statements:
        search_vacancies("las", regency=JEPARA, radius_km=40, wage_min=1_000_000, kind="full", at=now)
    assert len(statements) == 1


def test_rebuilding_twice_gives_the_same(market, now):
    again = rebuild_index(PROGRAM, at=now)
    assert (again.vacancies, again.skipped) == (5, ())
    assert market("las")[1].total == 2


def test_an_index_that_was_never_built_finds_nothing_and_breaks_nothing(now):
    assert search_vacancies("las", at=now).total == 0


@pytest.mark.parametrize("odd", ["' OR 1=1 --", "*", "  ", "😀", "a" * 5000, "AND OR NOT", "+las -batik", "\x00las"])
def test_anything_may_be_typed(market, odd):
    market(odd)
    market(odd, regency=JEPARA, radius_km=10)
