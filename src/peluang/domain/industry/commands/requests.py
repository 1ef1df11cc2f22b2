"""A sentra asks for a training; an institution accepts with one of its own, and a class is scheduled."""

from __future__ import annotations

import datetime
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.catalogue.models import Offering
from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.learning.models import TrainingClass
from peluang.domain.messages.commands import write_many
from peluang.engines.rules import local_date

from .. import access, message_texts
from ..events import REQUEST_ACCEPTED, REQUEST_DECLINED, REQUEST_SCHEDULED, TRAINING_REQUESTED
from ..models import SkillNeed, TrainingRequest
from ..states import REQUEST

#: Days until a request is looked at by the ministry when no institution came forward.
ANSWER_DAYS = 21


@command
def request_training(by: Actor, *, need_id: UUID, at: datetime.datetime) -> TrainingRequest:
    """Asks every institution for a training that fills this need. Once per need.

    Raises NotYours for another sentra's need; Refused when it was asked already or the sentra has no place.
    """
    need = (
        SkillNeed.objects.select_for_update(of=("self",))
        .select_related("sentra__organisation")
        .filter(id=need_id)
        .first()
    )
    if need is None:
        raise NotYours
    access.may_speak_for(by, need.sentra_id)
    if TrainingRequest.objects.filter(need=need).exists():
        raise Refused("already_requested", _("Pelatihan untuk kebutuhan ini sudah diminta."))
    regency = need.sentra.organisation.regency_id
    if regency is None:
        raise Refused(
            "no_place", _("Sentra ini belum punya kabupaten atau kota."), todo=_("Lengkapi dulu data sentra.")
        )
    made = TrainingRequest.objects.create(
        need=need,
        regency_id=regency,
        people=need.people,
        requested_at=at,
        answer_by=local_date(at) + datetime.timedelta(days=ANSWER_DAYS),
    )
    append(TRAINING_REQUESTED, made.id, at=at, need_id=need.id, regency=regency, people=need.people)
    return made


@command
def accept_request(by: Actor, *, request_id: UUID, offering_id: UUID, at: datetime.datetime) -> TrainingRequest:
    """An institution answers with one of its published trainings. Raises NotYours, Refused."""
    request = _locked(request_id)
    offering = Offering.objects.filter(id=offering_id).first()
    if offering is None:
        raise NotYours
    access.may_answer_request(by, offering.provider_id)
    if offering.status != "published":
        raise Refused("not_published", _("Pilih pelatihan yang sudah terbit."), field="offering")
    REQUEST.advance(request, "accepted", by.role)
    request.provider_id, request.offering, request.answered_at = offering.provider_id, offering, at
    request.save()
    append(
        REQUEST_ACCEPTED,
        request.id,
        at=at,
        need_id=request.need_id,
        provider_id=offering.provider_id,
        offering_id=offering.id,
    )
    _tell_sentra(by, request, message_texts.REQUEST_ACCEPTED, at)
    return request


@command
def schedule_request(by: Actor, *, request_id: UUID, class_id: UUID, at: datetime.datetime) -> TrainingRequest:
    """Ties the class that was scheduled for it. Raises NotYours, Refused for another training."""
    request = _locked(request_id)
    if request.provider_id is None:
        raise NotYours
    access.may_answer_request(by, request.provider_id)
    training_class = TrainingClass.objects.filter(id=class_id, offering__provider_id=request.provider_id).first()
    if training_class is None:
        raise NotYours
    if training_class.offering_id != request.offering_id:
        raise Refused("other_training", _("Kelas ini dari pelatihan lain."), field="training_class")
    REQUEST.advance(request, "scheduled", by.role)
    request.training_class = training_class
    request.save()
    append(REQUEST_SCHEDULED, request.id, at=at, need_id=request.need_id, class_id=class_id)
    _tell_sentra(by, request, message_texts.REQUEST_SCHEDULED, at)
    return request


@command
def decline_request(by: Actor, *, request_id: UUID, reason: str, at: datetime.datetime) -> TrainingRequest:
    """Says that nobody can for now, and why. Raises NotYours, Refused without a reason."""
    access.may_decline_request(by)
    request = _locked(request_id)
    if len(reason.strip()) < 10:
        raise Refused("says_nothing", _("Tulis alasannya, sedikitnya sepuluh huruf."), field="reason")
    REQUEST.advance(request, "declined", by.role)
    request.reason, request.answered_at = reason.strip(), at
    request.save()
    append(REQUEST_DECLINED, request.id, at=at, need_id=request.need_id)
    _tell_sentra(by, request, message_texts.REQUEST_DECLINED, at)
    return request


def _locked(request_id: UUID) -> TrainingRequest:
    found = TrainingRequest.objects.select_for_update(of=("self",)).select_related("need").filter(id=request_id).first()
    if found is None:
        raise NotYours
    return found


def _tell_sentra(by: Actor, request: TrainingRequest, template: str, at: datetime.datetime) -> None:
    """The member who named the need gets the answer (a program that seeded it has none)."""
    write_many(
        by,
        template=template,
        contexts={request.need.named_by: {"request_id": request.id}},
        at=at,
        once=f"{template}-{request.id}",
    )
