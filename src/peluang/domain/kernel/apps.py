"""How a domain app starts: its event types are declared and its subscriptions registered."""

from __future__ import annotations

from importlib import import_module
from importlib.util import find_spec

from django.apps import AppConfig


class DomainApp(AppConfig):
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        for room in ("events", "handlers"):
            if find_spec(f"{self.name}.{room}"):
                import_module(f"{self.name}.{room}")
