"""The desk of waves: each has one next step, and each step says what will happen before it does."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.places.models import Province
from peluang.domain.programme.commands import close_wave, decree_wave, draw_wave, open_wave, screen_wave
from peluang.domain.programme.models import Wave
from peluang.domain.programme.queries import (
    Funnel,
    by_province,
    drawn_by_province,
    funnel,
    left_to_grant,
    quota_lines,
    scheme_parameters,
    wave_by_number,
    waves_with_counts,
)
from peluang.domain.programme.states import WAVE
from peluang.doors import clock
from peluang.doors.web.page import page
from peluang.doors.web.ui.charts import Stage
from peluang.doors.web.ui.formats import date_id, number_id, rupiah
from peluang.doors.web.ui.map import Mark, Place

#: Target of a step → its command, and what it says when done.
STEPS: dict[str, tuple[Callable[..., Any], Any]] = {
    "open": (open_wave, gettext_lazy("Gelombang dibuka; sidik benih sudah diumumkan.")),
    "closed": (close_wave, gettext_lazy("Gelombang ditutup.")),
    "screened": (screen_wave, gettext_lazy("Syarat semua pendaftar sudah diperiksa.")),
    "drawn": (draw_wave, gettext_lazy("Undian selesai; benihnya sudah dibuka untuk umum.")),
    "decreed": (decree_wave, gettext_lazy("SK terbit; saldo para penerima sudah terisi.")),
}


@page({Role.PROGRAMME_OFFICE}, whose="own")
def waves(request: HttpRequest) -> HttpResponse:
    rows = waves_with_counts()
    queue = [each for each in rows if each.wave.status != "decreed"]
    context = {"queue": queue, "done": [each for each in rows if each.wave.status == "decreed"], "states": WAVE.states}
    return render(request, "office/programme/waves.html", context)


@page({Role.PROGRAMME_OFFICE}, whose="own")
def wave(request: HttpRequest, number: int) -> HttpResponse:
    found = _wave(number)
    provinces = {each.code: each for each in Province.objects.all()}
    lines = quota_lines(found)
    drawn = found.status in ("drawn", "decreed")
    steps = WAVE.next_for(found.status, Role.PROGRAMME_OFFICE)
    context = {
        "wave": found, "state": WAVE.states[found.status], "step": steps[0] if steps else None, "today": clock.now(),
        "stages": _stages(funnel(found)), "parameters": scheme_parameters(found.scheme), "drawn": drawn,
        "places": [Place(p.code, p.name, p.latitude, p.longitude) for p in provinces.values()],
        "marks": {code: Mark(count) for code, count in drawn_by_province(found).items()} if drawn else {},
        "quota_rows": [
            [
                provinces[line.region].name if line.region else _("Daerah lain"), number_id(line.places),
                number_id(line.entries), number_id(line.drawn),
                number_id(max(line.places - line.drawn, 0)) if drawn else "–",
            ]
            for line in by_province(lines)
        ],
        "available": left_to_grant(found),
    }  # fmt: skip
    return render(request, "office/programme/wave.html", context)


def _stages(found: Funnel) -> list[Stage]:
    return [
        Stage(_("Mendaftar"), found.joined),
        Stage(_("Memenuhi syarat"), found.eligible, _("sesudah pemeriksaan syarat")),
        Stage(_("Terpilih"), found.drawn, _("menurut kuota")),
        Stage(_("Ditetapkan"), found.decreed),
        Stage(_("Sudah memilih pelatihan"), found.bought),
    ]


@page({Role.PROGRAMME_OFFICE}, whose="own", methods=("GET", "POST"))
def step(request: HttpRequest, number: int, target: str) -> HttpResponse:
    """Asks first, then does. Answers 409 with the reason when a rule says no; nothing has changed then."""
    found = _wave(number)
    if target not in STEPS or WAVE.find(found.status, target) is None:
        raise Http404
    refusal = None
    if request.method == "POST":
        do, said = STEPS[target]
        try:
            do(request.actor, wave_id=found.id, at=clock.now(), **_typed(request, target))  # type: ignore[attr-defined]
        except Refused as refused:
            refusal = refused
        else:
            messages.success(request, str(said))
            return redirect("office:wave", number)
    context = {
        "wave": found, "target": target, "title": WAVE.find(found.status, target).label, "refusal": refusal,  # type: ignore[union-attr]
        "effects": _effects(found, target), "typed": _typed(request, target),
    }  # fmt: skip
    return render(request, "office/programme/step.html", context, status=409 if refusal else 200)


def _typed(request: HttpRequest, target: str) -> dict[str, str]:
    if target == "decreed":
        return {"number": request.POST.get("number", "").strip()[:100]}
    if target == "drawn":
        return {"public_value": request.POST.get("public_value", "").strip()[:100]}
    return {}


def _effects(wave: Wave, target: str) -> list[str]:
    """What will happen, in words and numbers."""
    counts, parameters = funnel(wave), scheme_parameters(wave.scheme)
    if target == "open":
        return [
            _("Benih rahasia dibuat dan sidiknya diumumkan. Sesudah itu benih tidak bisa diganti."),
            _("Orang bisa mendaftar dari %(start)s sampai %(end)s.")
            % {"start": date_id(wave.opens_at), "end": date_id(wave.closes_at)},
            _("Kuota dan jumlah tempat tidak bisa diubah lagi."),
        ]
    if target == "closed":
        return [
            _("%(count)s pendaftaran dikunci; tidak ada yang bisa masuk atau batal lagi.")
            % {"count": number_id(counts.joined)},
            _("Tanggal tutup menjadi sekarang kalau belum lewat."),
        ]
    if target == "screened":
        return [
            _("%(count)s pendaftar diperiksa dengan semua aturan skema ini.") % {"count": number_id(counts.joined)},
            _("Yang belum memenuhi syarat langsung diberi tahu semua alasannya."),
            _("Daftar peserta undian dikunci dan sidiknya diumumkan."),
        ]
    if target == "drawn":
        return [
            _("%(people)s orang diundi untuk %(places)s tempat.")
            % {"people": number_id(counts.eligible), "places": number_id(wave.places)},
            _("Benih dibuka, dan siapa pun bisa menghitung ulang hasilnya."),
            _("Undian tidak bisa diulang."),
        ]
    return [
        _("%(count)s orang menjadi penerima; masing-masing mendapat saldo %(amount)s.")
        % {"count": number_id(counts.drawn), "amount": rupiah(parameters.training_rupiah)},
        _("%(amount)s dipakai dari anggaran, termasuk insentif yang disisihkan.")
        % {"amount": rupiah(counts.drawn * parameters.ceiling_rupiah)},
        _("Setiap penerima dan setiap orang yang belum terpilih mendapat pesan."),
        _("Pelatihan pertama harus dipilih dalam %(days)s hari.") % {"days": parameters.first_training_days},
    ]


def _wave(number: int) -> Wave:
    found = wave_by_number(number)
    if found is None:
        raise Http404
    return found
