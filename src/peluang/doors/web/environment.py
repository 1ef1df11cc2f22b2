"""The Jinja environment: strict about undefined names, translated, with our components and formats."""

from __future__ import annotations

from typing import Any

from django.conf import settings
from django.contrib.staticfiles.storage import staticfiles_storage
from django.urls import reverse
from django.utils import translation
from django.utils.http import urlencode
from jinja2 import Environment, StrictUndefined

from peluang.doors.web.ui.environment import install


def environment(**options: Any) -> Environment:
    options.setdefault("extensions", []).append("jinja2.ext.i18n")
    options["undefined"] = StrictUndefined
    options["trim_blocks"] = options["lstrip_blocks"] = True
    options["auto_reload"] = settings.DEBUG
    options["cache_size"] = -1
    made: Any = Environment(**options)
    made.install_gettext_callables(
        translation.gettext, translation.ngettext, newstyle=True, pgettext=translation.pgettext
    )
    made.globals.update(url=_url, static=staticfiles_storage.url, query=_query, choice_label=choice_label)
    install(made)
    return made


def _url(name: str, *args: Any, **kwargs: Any) -> str:
    return reverse(name, args=args or None, kwargs=kwargs or None)


def _query(current: Any, **changes: Any) -> str:
    """The page's query string with some values changed (None removes one); filters keep their state in the link."""
    values = {key: current.getlist(key) for key in current}
    for key, value in changes.items():
        if value is None:
            values.pop(key, None)
        else:
            values[key] = value if isinstance(value, list) else [value]
    return "?" + urlencode(values, doseq=True)


def choice_label(choices: Any, value: str) -> str:
    """The label of a stored choice or workflow state."""
    return str(dict(getattr(choices, "choices", choices)).get(value, value))
