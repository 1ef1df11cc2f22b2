"""Which database: the embedded one, or the server that DATABASE_URL names."""

from __future__ import annotations

import os
from typing import Any
from urllib.parse import parse_qsl, unquote, urlsplit

from .paths import database_base
from .postgres import APP, DATABASE, OWNER, PORT, EmbeddedPostgres

Role = str  # "app" | "owner"


def is_embedded() -> bool:
    return not os.environ.get("DATABASE_URL")


def connection_settings(role: Role) -> dict[str, Any]:
    """Django's DATABASES entry for a role.

    DATABASE_URL signs in as the owner of the database. The program itself then takes the role peluang_app
    in every session (or signs in by DATABASE_APP_URL, which is stricter): owners pass row security.
    """
    common: dict[str, Any] = {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 600,
        "CONN_HEALTH_CHECKS": True,
        "ATOMIC_REQUESTS": True,  # a view that fails leaves nothing behind, inside the request's transaction
        "DISABLE_SERVER_SIDE_CURSORS": False,
        "TIME_ZONE": None,
    }
    timeouts = "-c statement_timeout=15000 -c lock_timeout=5000 -c idle_in_transaction_session_timeout=60000"
    options = {"application_name": f"peluang-{role}"}
    if role == "app":
        options["options"] = timeouts
    if is_embedded():
        cluster = EmbeddedPostgres(database_base())
        user = OWNER if role == "owner" else APP
        return common | {
            "NAME": os.environ.get("PELUANG_DATABASE_NAME", DATABASE),
            "USER": user, "HOST": str(cluster.socket_folder), "PORT": str(PORT), "OPTIONS": options,
        }  # fmt: skip
    url = os.environ["DATABASE_URL"]
    if role == "app":
        separate = os.environ.get("DATABASE_APP_URL")
        if separate:
            url = separate
        else:
            options["options"] = f"-c role={APP} {timeouts}"
    return common | _from_url(url, options)


def _from_url(url: str, options: dict[str, str]) -> dict[str, Any]:
    parts = urlsplit(url)
    if parts.scheme not in ("postgres", "postgresql"):
        raise ValueError("DATABASE_URL must look like postgresql://user:password@host:5432/name")
    query = dict(parse_qsl(parts.query))
    return {
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": query.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or query.pop("port", "")),
        "OPTIONS": options | query,
    }
