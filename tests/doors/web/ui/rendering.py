"""A Jinja environment like the program's: strict about undefined names, escaping, translated."""

from __future__ import annotations

from gettext import NullTranslations
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from peluang.doors.web import ui
from peluang.doors.web.ui.environment import install

ROOM = Path(ui.__file__).parent
STATIC = ROOM / "static" / "ui"
FRAME: dict[str, Any] = {
    "lang": "id",
    "path": "/ui",
    "canonical": "",
    "nav": [],
    "tabs": [],
    "account": None,
    "demo_notice": "",
    "csp_nonce": "",
    "messages": [],
}


def environment(translations: NullTranslations | None = None) -> Environment:
    env = Environment(
        loader=FileSystemLoader(ROOM / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        extensions=["jinja2.ext.i18n"],
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.install_gettext_translations(translations or NullTranslations(), newstyle=True)  # type: ignore[attr-defined]
    env.globals["static"] = lambda name: f"/static/{name}"
    install(env)
    return env


def render(source: str, **context: Any) -> str:
    """A piece of template with the components imported as `ui`."""
    template = environment().from_string('{% import "ui/components.html" as ui %}' + source)
    return template.render(**FRAME, **context)
