"""Who may change what in the catalogue: the institution decides on its own, the programme office curates."""

from __future__ import annotations

from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.context import Actor, Role
from peluang.domain.kernel.refusal import NotYours, Refused
from peluang.domain.organisations.models import Organisation
from peluang.domain.organisations.related import refuse_related, reviewer_links

from .models import Trainer


def is_office(by: Actor) -> bool:
    return by.role in (Role.PROGRAMME_OFFICE, Role.SYSTEM)


def must_curate(by: Actor) -> None:
    """Raises Refused for everybody but the programme office."""
    if not is_office(by):
        raise Refused("not_allowed", _("Hanya petugas program yang bisa melakukan langkah ini."))


def must_own(by: Actor, provider_id: UUID) -> None:
    """Raises NotYours unless the actor manages this provider."""
    if by.role == Role.SYSTEM:
        return
    if by.role != Role.PROVIDER or by.organisation != provider_id:
        raise NotYours()


def must_be_impartial(by: Actor, organisation: Organisation) -> None:
    """Nobody checks, visits or decides about an institution they have to do with. Raises Refused("related_party")."""
    if by.person is None:
        return
    found = reviewer_links(by.person, organisation)
    if Trainer.objects.filter(organisation=organisation, person_id=by.person).exists():
        found.append("teaches")
    refuse_related(found)


def must_own_or_curate(by: Actor, provider_id: UUID) -> None:
    if not is_office(by):
        must_own(by, provider_id)


def must_be_independent(by: Actor, provider_id: UUID) -> None:
    """Who reviews or decides is no related party of the institution. Raises Refused("related_party")."""
    if by.person is not None:
        must_be_impartial(by, Organisation.objects.get(id=provider_id))
