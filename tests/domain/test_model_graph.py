"""The order of apps holds in the database too: no foreign key points to a later app."""

from __future__ import annotations

from django.apps import apps
from django.conf import settings

ORDER = {f"peluang.domain.{name}": place for place, name in enumerate(settings.DOMAIN_APPS)}
#: The sign-in library's own tables point at our account model.
THIRD_PARTY = {"account", "mfa", "auth", "sessions", "contenttypes", "procrastinate"}


def own_models():
    return [model for model in apps.get_models() if model._meta.app_config.name in ORDER]


def test_no_foreign_key_to_a_later_app():
    wrong = []
    for model in own_models():
        for field in model._meta.get_fields():
            if not (field.is_relation and field.concrete and field.related_model):
                continue
            target = field.related_model._meta.app_config.name
            if target in ORDER and ORDER[target] > ORDER[model._meta.app_config.name]:
                wrong.append(f"{model.__name__}.{field.name} → {target}")
    assert wrong == []


def test_keys_across_apps_have_no_way_back():
    wrong = [
        f"{model.__name__}.{field.name}"
        for model in own_models()
        for field in model._meta.get_fields()
        if field.is_relation and field.concrete and field.related_model
        and field.related_model._meta.app_config.name in ORDER
        and field.related_model._meta.app_config.name != model._meta.app_config.name
        and not field.remote_field.related_name.endswith("+")
    ]  # fmt: skip
    assert wrong == []


def test_records_have_one_uuid_key():
    from peluang.domain.kernel.records import Record

    records = [model for model in own_models() if issubclass(model, Record)]
    assert len(records) > 40
    assert {model._meta.pk.get_internal_type() for model in records} == {"UUIDField"}
