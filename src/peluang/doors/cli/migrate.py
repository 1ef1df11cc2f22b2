"""`peluang migrate`: brings the database to this release, as its owner."""

from __future__ import annotations

import os

import click

#: Trusted extensions: an owner of the database may create them.
EXTENSIONS = ("btree_gist", "pg_trgm")
OLDEST_MAJOR = 17


@click.command("migrate")
@click.option("--check", is_flag=True, help="Only tell whether models and migrations agree.")
def command(check: bool) -> None:
    """Create or update tables, row security and the rights of the program's role."""
    os.environ["PELUANG_DB_ROLE"] = "owner"
    import django

    django.setup()
    from django.core.management import call_command

    if check:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
        return
    migrate()


def migrate(verbosity: int = 0) -> None:
    """Runs migrations, then seals the tables (policies, grants, append-only). Safe to repeat."""
    from django.core.management import call_command
    from django.db import connection

    from peluang.domain.kernel.row_security import seal_tables
    from peluang.foundation.postgres import APP

    with connection.cursor() as cursor:
        cursor.execute("show server_version_num")
        major = int(cursor.fetchone()[0]) // 10000
        if major < OLDEST_MAJOR:
            raise click.ClickException(f"PostgreSQL {OLDEST_MAJOR} or newer is needed; this server is {major}.")
        cursor.execute("select 1 from pg_roles where rolname = %s", [APP])
        if not cursor.fetchone():
            _create_app_role(cursor, APP)
        for extension in EXTENSIONS:
            cursor.execute(f"create extension if not exists {extension}")
    call_command("migrate", verbosity=verbosity, interactive=False)
    call_command("createcachetable", verbosity=0)
    seal_tables(connection, APP)


def _create_app_role(cursor: object, name: str) -> None:
    from django.db import DatabaseError

    try:
        cursor.execute(f"create role {name} nosuperuser nobypassrls")  # type: ignore[attr-defined]
        cursor.execute(f"grant {name} to current_user")  # type: ignore[attr-defined]
    except DatabaseError as error:
        raise click.ClickException(
            f"This login may not create roles ({error}). Ask the database's administrator to run once:\n"
            f"  CREATE ROLE {name} NOSUPERUSER NOBYPASSRLS; GRANT {name} TO <your login>;"
        ) from error
