"""How somebody comes to act for a firm: its members invite an address, or a person asks its members."""

from __future__ import annotations

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.fields import known_choice, known_state, state_field
from peluang.domain.kernel.records import Record
from peluang.domain.kernel.row_security import RowSecurity

from ..states import JOINING
from .organisations import Organisation

_INVITED = (
    "(address <> '' and exists (select 1 from people_account mine"
    " where mine.person_id = nullif(current_setting('peluang.actor', true), '')::uuid"
    " and (lower(mine.email) = organisations_join_request.address"
    " or (mine.phone_verified and mine.phone = organisations_join_request.address))))"
)


class JoinWay(models.TextChoices):
    INVITED = "invited", _("Diundang")
    ASKED = "asked", _("Meminta")


class JoinRequest(Record):
    """address: e-mail (lower case) or phone (E.164) of who was invited, typed by a member; emptied when it has served.

    person: who asked, or who accepted. An invitation names nobody before: whether the address has an account is not
    the firm's to know. title: what they are there. until: after it an invitation can't be accepted.
    """

    organisation = models.ForeignKey(Organisation, on_delete=models.CASCADE, related_name="+")
    way = models.TextField(choices=JoinWay.choices)
    person = models.ForeignKey("people.Person", null=True, on_delete=models.CASCADE, related_name="+")
    address = models.TextField(blank=True)
    title = models.TextField(blank=True)
    status = state_field(JOINING)
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    until = models.DateTimeField()
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)

    row_security = RowSecurity(person="person_id", organisations=("organisation_id",), extra={"person": _INVITED})

    class Meta:
        db_table = "organisations_join_request"
        indexes = [models.Index(fields=["address"], condition=~Q(address=""), name="join_request_by_address")]
        constraints = [
            known_state(JOINING),
            known_choice("way", JoinWay, "join_way_known"),
            models.UniqueConstraint(
                fields=["organisation", "address"],
                condition=Q(status="waiting") & ~Q(address=""), name="invited_once_at_a_time",
            ),
            models.UniqueConstraint(
                fields=["organisation", "person"],
                condition=Q(status="waiting", way="asked"), name="asked_once_at_a_time",
            ),
            models.CheckConstraint(
                condition=Q(way="invited") | Q(person__isnull=False, address=""), name="who_asks_is_somebody"
            ),
            models.CheckConstraint(
                condition=~Q(status="accepted") | Q(person__isnull=False), name="who_joined_is_somebody"
            ),
            models.CheckConstraint(
                condition=~Q(way="invited", status="waiting") | ~Q(address=""), name="invitation_goes_somewhere"
            ),
        ]  # fmt: skip
