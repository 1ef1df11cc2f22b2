"""The organisation that a command holds until its transaction ends."""

from __future__ import annotations

from uuid import UUID

from peluang.domain.kernel.refusal import NotYours

from ..models import Organisation


def locked_organisation(organisation_id: UUID) -> Organisation:
    """Raises NotYours when there is none."""
    row = Organisation.objects.select_for_update().filter(id=organisation_id).first()
    if row is None:
        raise NotYours
    return row
