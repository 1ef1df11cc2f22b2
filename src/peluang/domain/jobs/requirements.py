"""Age and sex: which laws allow them to be asked for. Equal chances are the rule (UU 13/2003 art. 5 and 6)."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.refusal import Refused

from .models import Vacancy


class Ground(models.TextChoices):
    """Why it may be lawful; each with its source. The labour office looks whether it is."""

    DANGER = "danger", _("Pekerjaan berbahaya: paling muda 18 tahun (UU 13/2003 pasal 68 dan 74)")
    NIGHT = "night", _("Kerja malam: paling muda 18 tahun (UU 13/2003 pasal 76)")
    INHERENT = "inherent", _("Dituntut pekerjaannya sendiri (Konvensi ILO 111 pasal 1 ayat 2, UU 21/1999)")
    EQUALITY = "equality", _("Membuka jalan bagi yang selama ini tertinggal (UU 7/1984, CEDAW pasal 4)")
    PENSION = "pension", _("Menjelang usia pensiun (PP 45/2015 pasal 15)")
    RULE = "rule", _("Ditetapkan peraturan lain: tulis nama peraturannya di alasan")


#: Grounds that know one age alone.
_ADULTS = frozenset({Ground.DANGER, Ground.NIGHT})
ADULT = 18
FIELDS = ("age_min", "age_max", "sex", "requirement_reason", "requirement_ground")


def asked(vacancy: Vacancy) -> tuple[object, ...]:
    """What the requirement says now; compared before and after a change."""
    return tuple(getattr(vacancy, name) for name in FIELDS)


def note_requirement(vacancy: Vacancy, before: tuple[object, ...] | None = None) -> None:
    """A requirement that is new or changed waits for the labour office; unsaved."""
    if not vacancy.limited:
        vacancy.requirement_status = vacancy.requirement_ground = ""
    elif before is None or asked(vacancy) != before or not vacancy.requirement_status:
        vacancy.requirement_status = "waiting"


def check_ground(vacancy: Vacancy) -> None:
    """Before it is posted. Raises Refused: requirement_without_ground, ground_unfit."""
    if not vacancy.limited:
        return
    if vacancy.requirement_ground not in Ground.values:
        raise Refused(
            "requirement_without_ground", _("Syarat umur atau jenis kelamin perlu dasar hukum."),
            field="requirement_ground", todo=_("Pilih dasarnya, atau kosongkan syaratnya."),
        )  # fmt: skip
    only_adults = not vacancy.sex and vacancy.age_max is None and (vacancy.age_min or 0) <= ADULT
    if vacancy.requirement_ground in _ADULTS and not only_adults:
        raise Refused(
            "ground_unfit", _("Dasar ini hanya untuk umur paling muda 18 tahun."), field="requirement_ground",
            todo=_("Kosongkan umur paling tua dan jenis kelamin, atau pilih dasar lain."),
        )  # fmt: skip
