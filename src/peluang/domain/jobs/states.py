"""Vacancies and applications: one table of states for both sides."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.context import Role
from peluang.domain.kernel.workflows import Workflow, step

_EMPLOYER = (Role.EMPLOYER, Role.SENTRA)
_PERSON = (Role.PERSON,)
_OFFICES = (Role.LABOUR_OFFICE, Role.PROVINCE_OFFICE)
#: The guard of steps that the undo commands alone take: no other command and no button of a page.
UNDONE = "undone within a day of the decision"

VACANCY = Workflow(
    name="vacancy",
    initial="draft",
    states={
        "draft": _("Konsep"),
        "held": _("Menunggu diperiksa"),
        "open": _("Dibuka"),
        "filled": _("Terisi"),
        "closed": _("Ditutup"),
        "withdrawn": _("Ditarik"),
    },
    steps=(
        step(
            "open",
            "draft closed",
            _EMPLOYER,
            _("Pasang lowongan"),
            guard="employer verified or waiting, fields of art. 5",
        ),
        step(
            "held",
            "draft closed open",
            (*_EMPLOYER, *_OFFICES),
            guard="words or a copy found at posting or changing; an office takes up a report or suspends the employer",
        ),
        step("open", "held", (*_EMPLOYER, *_OFFICES), guard="an office allows it, or nothing is found any more"),
        step("draft", "held open", _OFFICES, _("Kembalikan"), guard="with a reason"),
        step("draft", "withdrawn", _OFFICES, guard="an appeal against the office's own withdrawal was right"),
        step("filled", "open", _EMPLOYER, _("Sudah terisi"), guard="Perpres 57/2023 art. 6"),
        step("closed", "open", (*_EMPLOYER, Role.LABOUR_OFFICE), _("Tutup")),
        step("withdrawn", "draft held open", (*_EMPLOYER, *_OFFICES), _("Tarik"), guard="with a reason"),
        # The undo commands alone take this step; posting and changing stop at OVER.
        step("open", "filled", _EMPLOYER, guard=UNDONE),
        step("held", "filled", _EMPLOYER, guard=UNDONE),
    ),
    final=frozenset(),
)

VACANCY_REVIEW = Workflow(
    name="vacancy_review",
    initial="waiting",
    states={
        "waiting": _("Menunggu dinas"),
        "allowed": _("Boleh"),
        "sent_back": _("Dikembalikan"),
        "withdrawn": _("Ditarik"),
        "cleared": _("Sudah diperbaiki"),
        "appealed": _("Diminta dilihat lagi"),
        "upheld": _("Tetap"),
    },
    steps=(
        step("allowed", "waiting", _OFFICES, _("Boleh")),
        step("sent_back", "waiting", _OFFICES, _("Kembalikan"), guard="with a reason"),
        step("withdrawn", "waiting", _OFFICES, _("Tarik"), guard="with a reason"),
        step("cleared", "waiting", _EMPLOYER, guard="the text or the requirement was changed, or the vacancy is over"),
        step("appealed", "sent_back withdrawn", _EMPLOYER, _("Minta dilihat lagi"), guard="once, within 14 days"),
        step("allowed", "appealed", _OFFICES, _("Banding benar"), guard="by somebody else than who decided"),
        step("upheld", "appealed", _OFFICES, _("Keputusan tetap"), guard="by somebody else than who decided"),
    ),
    final=frozenset({"allowed", "cleared", "upheld"}),
)

#: Nothing is posted or changed here any more; "filled" can be undone for a day.
OVER = frozenset({"filled", "withdrawn"})
#: Nothing of a vacancy is shown to people in these, though its link may have gone round.
HIDDEN = frozenset({"draft", "held", "withdrawn"})

APPLICATION = Workflow(
    name="application",
    initial="draft",
    states={
        "draft": _("Belum dikirim"),
        "sent": _("Terkirim"),
        "seen": _("Sudah dibaca"),
        "interview": _("Wawancara"),
        "offer": _("Ditawari kerja"),
        "accepted": _("Tawaran diterima"),
        "refused": _("Belum diterima"),
        "withdrawn": _("Dibatalkan"),
        "hired": _("Bekerja"),
        "ended": _("Selesai bekerja"),
    },
    steps=(
        step(
            "sent", "draft", (*_PERSON, Role.LABOUR_OFFICE), _("Lamar"), guard="vacancy open; a referral needs consent"
        ),
        step("seen", "sent", _EMPLOYER),
        step("interview", "sent seen", _EMPLOYER, _("Undang wawancara"), guard="with a time"),
        step("offer", "sent seen interview", _EMPLOYER, _("Tawari kerja"), guard="with wage and start"),
        step("accepted", "offer", _PERSON, _("Terima tawaran")),
        step("refused", "sent seen interview offer", _EMPLOYER, _("Belum bisa menerima"), guard="with a reason"),
        step("withdrawn", "draft sent seen interview offer accepted", _PERSON, _("Batalkan lamaran")),
        step("hired", "accepted", _EMPLOYER, _("Catat mulai bekerja"), guard="a place is left"),
        step("ended", "hired", (*_EMPLOYER, *_PERSON), _("Catat berhenti bekerja"), guard="with the last day"),
        # Undone within a day, by whoever decided: back to what it was before (Application.before). Every other
        # command stops at CLOSED, and `decide` at the guard.
        step("accepted", "hired", _EMPLOYER, guard=UNDONE),
        step("sent", "refused", _EMPLOYER, guard=UNDONE),
        step("seen", "refused", _EMPLOYER, guard=UNDONE),
        step("interview", "refused", _EMPLOYER, guard=UNDONE),
        step("offer", "refused", _EMPLOYER, guard=UNDONE),
        step("sent", "offer", _EMPLOYER, guard=UNDONE),
        step("seen", "offer", _EMPLOYER, guard=UNDONE),
        step("interview", "offer", _EMPLOYER, guard=UNDONE),
        step("offer", "accepted", _PERSON, guard=UNDONE),
        step("draft", "withdrawn", _PERSON, guard=UNDONE),
        step("sent", "withdrawn", _PERSON, guard=UNDONE),
        step("seen", "withdrawn", _PERSON, guard=UNDONE),
        step("interview", "withdrawn", _PERSON, guard=UNDONE),
        step("offer", "withdrawn", _PERSON, guard=UNDONE),
        step("accepted", "withdrawn", _PERSON, guard=UNDONE),
    ),
    final=frozenset({"ended"}),
)

#: Nobody has to act on these: decided, taken back, or at work. Undoing (a day) and the end of the work still follow.
CLOSED = frozenset({"refused", "withdrawn", "hired", "ended"})

INVITATION = Workflow(
    name="vacancy_invitation",
    initial="sent",
    states={
        "sent": _("Menunggu jawaban"),
        "accepted": _("Undangan diterima"),
        "declined": _("Tidak berminat saat ini"),
        "expired": _("Lewat waktu"),
    },
    steps=(
        step("accepted", "sent", _PERSON, _("Ya, kirim lamaranku"), guard="in time, the vacancy is open"),
        step("declined", "sent", _PERSON, _("Tidak berminat saat ini")),
        step("expired", "sent", (Role.SYSTEM,), guard="its time is over or the vacancy ended"),
    ),
    final=frozenset({"accepted", "declined", "expired"}),
)

_FEEDS = (Role.PROGRAMME_OFFICE,)

FEED_RUN = Workflow(
    name="feed_run",
    initial="running",
    states={
        "running": _("Sedang dibaca"),
        "whole": _("Terbaca utuh"),
        "broken": _("Terputus"),
        "stopped": _("Dihentikan"),
    },
    steps=(
        step("whole", "running", _FEEDS, guard="the document ended well; what is gone from it is closed"),
        step("broken", "running", _FEEDS, guard="the document breaks off; nothing is closed"),
        step("stopped", "running", _FEEDS, _("Hentikan")),
        step("running", "stopped", _FEEDS, _("Lanjutkan"), guard="the document is kept; goes on after the last item"),
    ),
    final=frozenset({"whole", "broken"}),
)
