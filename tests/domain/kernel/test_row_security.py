"""Without a context personal tables show nothing; writes pass in scope `command` alone."""

from __future__ import annotations

import pytest
from django.db import DatabaseError, ProgrammingError, connection, transaction

from peluang.domain.kernel.context import NOBODY, PROGRAM, Actor, Role, acting
from peluang.domain.kernel.keys import new_id
from peluang.domain.kernel.row_security import secured_models
from peluang.domain.money.models import Account

pytestmark = pytest.mark.django_db


def account(now, **fields) -> Account:
    return Account.objects.create(kind="fund", name="Dana", opened_at=now, **fields)


def test_the_program_is_neither_superuser_nor_owner():
    with connection.cursor() as cursor:
        cursor.execute("select rolsuper, rolbypassrls from pg_roles where rolname = current_user")
        assert cursor.fetchone() == (False, False)
        cursor.execute("select count(*) from pg_tables where tableowner = current_user and schemaname = 'public'")
        assert cursor.fetchone() == (0,)


def test_without_context_no_rows(now):
    account(now)
    with connection.cursor() as cursor:
        cursor.execute("select set_config('peluang.scope', '', true)")
    assert Account.objects.filter(name="Dana").count() == 0


def test_nobody_sees_nothing_and_an_office_sees_all(now):
    account(now)
    with acting(NOBODY):
        assert Account.objects.filter(name="Dana").count() == 0
    with acting(Actor(Role.AUDITOR, person=new_id())):
        assert Account.objects.filter(name="Dana").count() == 1


def test_writing_outside_a_command_is_refused(now):
    with pytest.raises(ProgrammingError, match="row-level security"), acting(PROGRAM):
        account(now)


def test_context_is_restored_after_an_error_inside(now):
    with pytest.raises(DatabaseError), transaction.atomic(), acting(NOBODY):
        connection.cursor().execute("select 1/0")
    account(now)
    assert Account.objects.filter(name="Dana").count() == 1


def test_every_table_about_a_person_is_secured():
    """A model with a person key that declares no row security is a hole; these few hold no person's matters."""
    from django.apps import apps

    open_by_intent = {
        "people_nik_claim", "organisations_membership", "catalogue_trainer", "alumni_officer", "people_account",
    }  # fmt: skip
    secured = {model._meta.db_table for model in secured_models()}
    about_people = {
        model._meta.db_table
        for model in apps.get_models()
        if any(
            f.is_relation and f.related_model and f.related_model._meta.db_table == "people_person"
            for f in model._meta.fields
        )
    }
    assert about_people - secured == open_by_intent
