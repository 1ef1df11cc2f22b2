"""From the ready-to-work profile to work: the labour office's case, referrals, applications, the start."""

from __future__ import annotations

from django.utils.translation import gettext as _

from peluang.domain.jobs.models import RefusalReason
from peluang.engines.rules import local_date

from ..facts import Applied, Facts
from ..hop import Hop
from .learning import has_finished, is_learning

_OPEN_CASE = ("opened", "interviewed", "referred")
_OPEN_APPLICATION = ("sent", "seen", "interview", "offer", "accepted")


def work(facts: Facts) -> list[Hop]:
    if facts.work:
        return [_working(facts)]
    hops = _case(facts)
    hops += [
        Hop(
            "referral",
            _("Jawab rujukan ke %(employer)s") % {"employer": each.employer},
            "now",
            who=_("kamu"),
            by=each.answer_by,
            note=each.vacancy,
            mine=True,
            act="referral",
            subject=each.id,
            action=_("Jawab rujukan: %(vacancy)s") % {"vacancy": each.vacancy},
            after=_("kalau setuju, lamaranmu langsung dikirim. Boleh juga menolak."),
        )
        for each in facts.proposals
    ]
    active = [each for each in facts.applications if each.status in _OPEN_APPLICATION]
    hops += [_application(each) for each in active[:3]]
    if active or facts.proposals:
        return hops
    return hops + _refused(facts) + _search(facts, waits=bool(hops))


def _working(facts: Facts) -> Hop:
    assert facts.work
    titles = {
        "own_business": _("Membuka usaha sendiri"),
        "better_job": _("Lebih baik di pekerjaan sekarang"),
        "hired": _("Bekerja di %(employer)s") % {"employer": facts.work.employer},
    }
    return Hop("work", titles[facts.work.kind], "done", when=facts.work.started_on)


def _case(facts: Facts) -> list[Hop]:
    case = facts.case
    if case is None:
        return []
    if case.status in _OPEN_CASE:
        note = {
            "opened": _("Pengantar kerja akan menghubungimu."),
            "interviewed": _("Pengantar kerja sedang mencarikan lowongan yang cocok."),
            "referred": _("Kamu sudah dirujuk; dinas mengikuti sampai ada jawaban."),
        }[case.status]
        return [
            Hop(
                "case",
                _("Dibantu mencari kerja"),
                "now",
                who=case.office,
                by=case.due_by,
                note=note,
                act="case",
                subject=case.id,
                after=_("usulan lowongan untukmu, atau naik ke kepala dinas kalau terlambat."),
            )
        ]
    if case.status == "closed":
        return [
            Hop(
                "case",
                _("Bantuan dinas ditutup"),
                "stopped",
                note=case.reason,
                after=_("kamu bisa minta dibantu lagi kapan saja."),
            )
        ]
    return []


def _application(each: Applied) -> Hop:
    title = _("Lamaran %(vacancy)s") % {"vacancy": each.vacancy}
    if each.status == "offer":
        return Hop(
            "application",
            _("Kamu ditawari kerja: %(vacancy)s") % {"vacancy": each.vacancy},
            "now",
            who=_("kamu"),
            note=each.employer,
            mine=True,
            act="application",
            subject=each.id,
            action=_("Jawab tawaran %(employer)s") % {"employer": each.employer},
            after=_("perusahaan mencatat hari pertamamu."),
        )
    if each.status == "interview":
        day = local_date(each.interview_at) if each.interview_at else None
        return Hop(
            "application",
            _("Wawancara di %(employer)s") % {"employer": each.employer},
            "now",
            who=_("kamu"),
            by=day,
            note=each.place,
            mine=True,
            act="application",
            subject=each.id,
            action=_("Lihat waktu dan tempat wawancara"),
            after=_("perusahaan memberi jawaban dengan alasannya."),
        )
    if each.status == "accepted":
        return Hop(
            "application",
            _("Tawaran kamu terima"),
            "now",
            who=each.employer,
            by=each.starts_on,
            note=each.vacancy,
            act="application",
            subject=each.id,
            after=_("hari pertamamu tercatat di sini."),
        )
    note = _("Sudah dibaca.") if each.status == "seen" else _("Terkirim, belum dibaca.")
    return Hop(
        "application",
        title,
        "now",
        who=each.employer,
        when=local_date(each.changed_at),
        note=note,
        act="application",
        subject=each.id,
        after=_("wawancara, tawaran, atau penolakan dengan alasannya."),
    )


def _refused(facts: Facts) -> list[Hop]:
    last = next((each for each in facts.applications if each.status == "refused"), None)
    if last is None:
        return []
    reason = str(dict(RefusalReason.choices).get(last.reason, ""))
    return [
        Hop(
            "application",
            _("Belum diterima: %(vacancy)s") % {"vacancy": last.vacancy},
            "stopped",
            when=local_date(last.changed_at),
            note=reason,
            act="application",
            subject=last.id,
            after=_("lihat keahlian yang kurang dan lowongan lain yang cocok."),
        )
    ]


def _search(facts: Facts, *, waits: bool) -> list[Hop]:
    """Nothing runs: looking for work is open to everybody, decree or not."""
    busy = is_learning(facts) or (
        facts.grant is not None and facts.grant.status == "active" and not has_finished(facts)
    )
    in_wave = facts.entry is not None and facts.entry.status in ("joined", "eligible", "drawn")
    if busy:
        return [Hop("search", _("Mencari kerja atau membuka usaha"), "next")]
    note = _("Kamu boleh melamar kapan saja, tanpa menunggu undian.") if in_wave or not has_finished(facts) else ""
    return (
        [
            Hop(
                "search",
                _("Cari lowongan yang cocok"),
                "now",
                who=_("kamu"),
                mine=True,
                optional=True,
                act="find_work",
                note=note,
                action=_("Lihat lowongan yang cocok untukmu"),
            )
        ]
        if not waits
        else []
    )
