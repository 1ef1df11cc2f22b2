"""What a trainer holds: certificates with issuer and end, looked at by the programme office."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.files.commands import store_file
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.organisations.models import Membership, MembershipRole
from peluang.domain.skills.models import Occupation
from peluang.engines.codes.explain import CodeError
from peluang.engines.codes.skkni import parse_skkni
from peluang.engines.rules import local_date

from .. import access
from ..events import CREDENTIAL_ADDED, CREDENTIAL_REMOVED, CREDENTIAL_VERIFIED, TRAINER_CHANGED
from ..models import Trainer, TrainerCredential


@command
def change_trainer(
    by: Actor,
    *,
    trainer_id: UUID,
    name: str,
    occupation: str | None,
    years: int,
    person_id: UUID | None = None,
    at: datetime.datetime,
) -> Trainer:
    """years: of teaching. person_id: a member who is trainer of the institution, so that they can run classes."""
    row = _locked(by, trainer_id)
    if not name.strip():
        raise Refused("name_empty", _("Isi nama pelatih."), field="name")
    if not 0 <= years <= 70:
        raise Refused("years_unfit", _("Isi berapa tahun mengajar: 0 sampai 70."), field="years")
    if occupation and not Occupation.objects.filter(code=occupation).exists():
        raise Refused("unknown_occupation", _("Kode jabatan ini tidak ada dalam KBJI."), field="occupation")
    if person_id and person_id != row.person_id and not _teaches_here(row, person_id):
        raise Refused("not_a_member", _("Orang ini belum menjadi pelatih di lembaga Anda."), field="person_id")
    row.name, row.occupation_id, row.years, row.person_id = " ".join(name.split()), occupation, years, person_id
    row.save()
    append(TRAINER_CHANGED, row.id, at=at, organisation_id=row.organisation_id)
    return row


def _teaches_here(row: Trainer, person_id: UUID) -> bool:
    held = Membership.objects.filter(organisation_id=row.organisation_id, person_id=person_id, until__isnull=True)
    return held.filter(role=MembershipRole.TRAINER).exists()


@command
def add_credential(
    by: Actor,
    *,
    trainer_id: UUID,
    title: str,
    issuer: str,
    number: str = "",
    skkni_unit: str = "",
    valid_until: datetime.date | None = None,
    content: bytes | None = None,
    name: str = "",
    media_type: str = "",
    at: datetime.datetime,
) -> TrainerCredential:
    """A certificate; skkni_unit: the competency unit it proves. content with name and media_type: a scan of it.

    Raises NotYours; Refused: title_empty, issuer_empty, skkni_*, already_over, credential_there.
    """
    trainer = _locked(by, trainer_id)
    title, issuer, number = (" ".join(each.split()) for each in (title, issuer, number))
    if not title:
        raise Refused("title_empty", _("Isi nama sertifikatnya."), field="title")
    if not issuer:
        raise Refused("issuer_empty", _("Isi siapa yang menerbitkannya, misalnya BNSP."), field="issuer")
    if valid_until is not None and valid_until < local_date(at):
        raise Refused("already_over", _("Sertifikat ini sudah habis masa berlakunya."), field="valid_until")
    if TrainerCredential.objects.filter(trainer=trainer, title=title, issuer=issuer, number=number).exists():
        raise Refused("credential_there", _("Sertifikat ini sudah tercatat."), field="number")
    made = TrainerCredential(
        trainer=trainer, title=title, issuer=issuer, number=number, skkni_unit=_unit(skkni_unit),
        valid_until=valid_until,
    )  # fmt: skip
    if content is not None:
        made.file = store_file(
            by, content=content, name=name, media_type=media_type, purpose="trainer_credential",
            organisation_id=trainer.organisation_id, at=at,
        )  # fmt: skip
    made.save(force_insert=True)
    append(CREDENTIAL_ADDED, made.id, at=at, trainer_id=trainer.id, skkni_unit=made.skkni_unit)
    return made


@command
def remove_credential(by: Actor, *, credential_id: UUID, at: datetime.datetime) -> None:
    """Before it was looked at; afterwards it stays, because people chose by it."""
    found = _credential(credential_id)
    _locked(by, found.trainer_id)
    made = _credential(credential_id)
    if made.verified_at is not None:
        raise Refused("already_verified", _("Sertifikat yang sudah diperiksa tidak bisa dihapus."))
    append(CREDENTIAL_REMOVED, made.id, at=at, trainer_id=made.trainer_id, skkni_unit=made.skkni_unit)
    made.delete()


@command
def verify_credential(by: Actor, *, credential_id: UUID, at: datetime.datetime) -> TrainerCredential:
    """The office has seen it, on paper or with its issuer. Idempotent. Raises Refused("related_party")."""
    access.must_curate(by)
    made = _credential(credential_id)
    access.must_be_impartial(by, made.trainer.organisation)
    if made.verified_at is None:
        made.verified_at, made.verified_by = at, by.person
        made.save(update_fields=["verified_at", "verified_by"])
        append(CREDENTIAL_VERIFIED, made.id, at=at, trainer_id=made.trainer_id, skkni_unit=made.skkni_unit)
    return made


def _locked(by: Actor, trainer_id: UUID) -> Trainer:
    row = Trainer.objects.select_for_update(no_key=True).filter(id=trainer_id).first()
    if row is None:
        raise NotYours()
    access.must_own(by, row.organisation_id)
    return row


def _credential(credential_id: UUID) -> TrainerCredential:
    made = (
        TrainerCredential.objects.select_for_update(of=("self",))
        .select_related("trainer__organisation")
        .filter(id=credential_id)
        .first()
    )
    if made is None:
        raise NotYours()
    return made


def _unit(text: str) -> str:
    if not text.strip():
        return ""
    try:
        return parse_skkni(text).code
    except CodeError as error:
        english = (get_language() or "id").startswith("en")
        said = error.message_en if english else error.message_id
        raise Refused(f"skkni_{error.code}", said, field="skkni_unit") from error
