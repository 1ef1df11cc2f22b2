"""robots.txt and the sitemap: an index, and parts by rising id."""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from uuid import UUID

from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.html import escape

from peluang.domain.readings import sitemap
from peluang.doors.web.page import ANYONE, page

_SCHEMA = "http://www.sitemaps.org/schemas/sitemap/0.9"
_HOUR = 3600
#: Where nobody finds anything without signing in, and addresses that only belong to one person.
_PRIVATE = ("/saya/", "/akun/", "/lembaga/", "/pelatih/", "/perusahaan/", "/dinas/", "/kantor/", "/industri/",
            "/periksa/", "/undangan/", "/lsp/", "/kunjungan/")  # fmt: skip


@page(ANYONE, whose="public")
def robots(request: HttpRequest) -> HttpResponse:
    lines = [
        "User-agent: *",
        *(f"Disallow: {each}" for each in _PRIVATE),
        "",
        f"Sitemap: {_whole('public:sitemap')}",
        "",
    ]
    return _kept(HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8"))


@page(ANYONE, whose="public")
def index(request: HttpRequest) -> HttpResponse:
    """Where the parts begin is counted once an hour: it reads every open vacancy's id."""
    firsts = cache.get_or_set("sitemap-firsts", _firsts, _HOUR) or _firsts()
    parts = [_whole("public:sitemap_types")]
    parts += [_whole("public:sitemap_vacancies", each) for each in firsts["vacancies"]]
    parts += [_whole("public:sitemap_offerings", each) for each in firsts["offerings"]]
    told = "".join(f"<sitemap><loc>{escape(each)}</loc></sitemap>" for each in parts)
    return _xml(f'<sitemapindex xmlns="{_SCHEMA}">{told}</sitemapindex>')


@page(ANYONE, whose="public")
def types(request: HttpRequest) -> HttpResponse:
    fixed = [(_whole(name), None) for name in ("public:home", "public:vacancies", "public:trainings", "public:board")]
    return _urls([*fixed, *((_whole("public:training", code), at) for code, at in sitemap.training_types())])


@page(ANYONE, whose="public")
def vacancies(request: HttpRequest, first: UUID) -> HttpResponse:
    # One address is made by Django, the others like it: ten thousand times reverse() cost half a second.
    before = _whole("public:vacancy", first).removesuffix(str(first))
    return _urls((f"{before}{number}", at) for number, at in sitemap.vacancies_from(first))


@page(ANYONE, whose="public")
def offerings(request: HttpRequest, first: UUID) -> HttpResponse:
    before = _whole("public:trainings")
    return _urls((f"{before}/{code}/{number}", at) for number, code, at in sitemap.offerings_from(first))


def _firsts() -> dict[str, list[str]]:
    return {
        "vacancies": [str(each) for each in sitemap.firsts_of_vacancies()],
        "offerings": [str(each) for each in sitemap.firsts_of_offerings()],
    }


def _whole(name: str, *args: object) -> str:
    return f"{settings.BASE_URL}{reverse(name, args=args)}"


def _urls(rows: Iterable[tuple[str, datetime.datetime | None]]) -> HttpResponse:
    told = "".join(
        f"<url><loc>{escape(address)}</loc>{f'<lastmod>{at:%Y-%m-%d}</lastmod>' if at else ''}</url>"
        for address, at in rows
    )
    return _xml(f'<urlset xmlns="{_SCHEMA}">{told}</urlset>')


def _xml(body: str) -> HttpResponse:
    return _kept(HttpResponse(f'<?xml version="1.0" encoding="UTF-8"?>{body}', content_type="application/xml"))


def _kept(answer: HttpResponse) -> HttpResponse:
    answer["Cache-Control"] = f"public, max-age={_HOUR}"
    return answer
