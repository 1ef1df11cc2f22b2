"""Where an installation keeps what it writes: the database, files, keys, the search index."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path


def home() -> Path:
    """The installation's folder: PELUANG_HOME, else the checkout this package was installed from."""
    return Path(os.environ.get("PELUANG_HOME") or Path(__file__).resolve().parents[3])


def var() -> Path:
    """What this installation writes outside the database (created with mode 0700)."""
    folder = Path(os.environ.get("PELUANG_VAR") or home() / "var")
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return folder


def installation_key() -> str:
    """Eight characters that tell two installations on one machine apart."""
    return hashlib.sha256(str(home().resolve()).encode()).hexdigest()[:8]


def database_base() -> Path:
    """Folder of PostgreSQL's binaries and data.

    PostgreSQL refuses to run as root. As root it runs as an unprivileged user, who could not reach a
    checkout under /root or in a 0700 folder; so both live under /var/lib/peluang then.
    """
    override = os.environ.get("PELUANG_DATABASE_BASE")
    if override:
        return Path(override)
    if os.getuid() == 0:
        return Path("/var/lib/peluang") / installation_key()
    return var() / "postgres"


def database_cluster() -> Path:
    return database_base() / "data"
