"""Fields and constraints that many tables share."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.models import Q

from .workflows import Workflow


def state_field(workflow: Workflow) -> models.TextField[str, str]:
    return models.TextField(choices=workflow.choices, default=workflow.initial)


def known_state(workflow: Workflow, field: str = "status") -> models.CheckConstraint:
    """The database knows the states too."""
    return models.CheckConstraint(
        condition=Q(**{f"{field}__in": sorted(workflow.states)}), name=f"{workflow.name}_{field}_known"
    )


def known_choice(field: str, choices: Any, name: str) -> models.CheckConstraint:
    return models.CheckConstraint(condition=Q(**{f"{field}__in": sorted(choices.values)}), name=name)


def rupiah(**options: Any) -> Any:
    """Whole rupiah (Any: nullable and not, which the field's type can't say here)."""
    return models.BigIntegerField(**options)


def home_region() -> models.CharField[str, str]:
    """Regency code where the person registered; immutable, on every large table, the key to spread rows by."""
    return models.CharField(max_length=5, db_index=True)
