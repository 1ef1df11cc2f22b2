"""Both languages are complete: each text of the templates and plots has its English."""

from __future__ import annotations

import gettext
import io
import re

import pytest
from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from .rendering import FRAME, ROOM, environment


@pytest.fixture(scope="module")
def english() -> Catalog:
    with (ROOM / "locale" / "en" / "LC_MESSAGES" / "django.po").open("rb") as file:
        return read_po(file, locale="en")


def test_every_text_is_translated_and_none_is_left_over(english: Catalog) -> None:
    found = {
        message
        for _file, _line, message, _comments, _context in extract_from_dir(
            ROOM, method_map=[("**.py", "python"), ("templates/**.html", "jinja2")]
        )
    }
    translated = {message.id for message in english if message.id and message.string}
    assert found == translated


def test_placeholders_survive_translation(english: Catalog) -> None:
    for message in english:
        if message.id:
            places = re.findall(r"%\(\w+\)s|\{\w+\}|%%", str(message.id))
            assert sorted(places) == sorted(re.findall(r"%\(\w+\)s|\{\w+\}|%%", str(message.string)))


def test_the_frame_speaks_english(english: Catalog) -> None:
    compiled = io.BytesIO()
    write_mo(compiled, english)
    compiled.seek(0)
    env = environment(gettext.GNUTranslations(compiled))
    html = env.get_template("ui/base.html").render(**{**FRAME, "lang": "en"})
    assert "Skip to content" in html
    assert "Sign in" in html
    assert 'lang="en"' in html
    assert "Langsung" not in html
