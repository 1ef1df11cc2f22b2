"""What would give more, as links: a wider circle, one filter less, the words as most write them."""

from __future__ import annotations

from collections.abc import Callable

from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from peluang.domain.finding.results import Way
from peluang.doors.web.ui.formats import number_id

from .criteria import Criteria, without

_NAMES = {"wage_min": "upah", "education": "pendidikan", "kind": "jenis", "disability": "disabilitas"}


def links(ways: tuple[Way, ...], asked: Criteria, current: QueryDict) -> list[dict[str, str]]:
    """text: says how many; href: the search with that one thing changed, everything else kept."""
    return [{"text": _said(each, asked), "href": _href(each, current)} for each in ways]


def _said(way: Way, asked: Criteria) -> str:
    many = ngettext("%(num)s lowongan", "%(num)s lowongan", way.total) % {"num": number_id(way.total)}
    said: dict[str, Callable[[], str]] = {
        "words": lambda: _("Maksudmu: %(words)s? Ada %(many)s") % {"words": way.value, "many": many},
        "radius_km": lambda: (
            _("Ada %(many)s sampai %(km)s km dari %(place)s")
            % {"many": many, "km": way.value, "place": asked.place_name}
        ),
        "regency": lambda: _("Ada %(many)s di seluruh Indonesia") % {"many": many},
        "wage_min": lambda: _("Tanpa batas upah ada %(many)s") % {"many": many},
        "education": lambda: _("Dengan syarat sekolah apa pun ada %(many)s") % {"many": many},
        "kind": lambda: _("Semua jenis pekerjaan: %(many)s") % {"many": many},
        "disability": lambda: _("Juga yang belum menyebut disabilitas: %(many)s") % {"many": many},
        "occupation": lambda: (
            _("Pekerjaan yang mirip: %(many)s") % {"many": many}
            if way.value
            else _("Pekerjaan apa pun: %(many)s") % {"many": many}
        ),
    }
    return said[way.change]()


def _href(way: Way, current: QueryDict) -> str:
    if way.change == "regency":
        return without(current, "dekat")
    if way.change in _NAMES:
        return without(current, _NAMES[way.change])
    kept = current.copy()
    kept.pop("hal", None)
    name = {"words": "q", "radius_km": "radius", "occupation": "jabatan"}[way.change]
    if way.value:
        kept[name] = way.value
    else:
        kept.pop(name, None)
    return f"?{kept.urlencode()}"
