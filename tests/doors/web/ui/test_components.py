"""Every component renders in a strict environment, escapes, and is documented as it is."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django import forms

from peluang.doors.web.ui import samples, views

from .rendering import FRAME, ROOM, environment, render

PAGES = ["ui/gallery.html", *views.EXAMPLES.values()]


def page(template: str, name: str = "lowongan", **frame: Any) -> str:
    return environment().get_template(template).render(**{**FRAME, **views._context(name), **frame})


@pytest.mark.parametrize("template", PAGES)
def test_pages_render_and_need_neither_style_nor_inline_script(template: str) -> None:
    html = page(template)
    assert not re.search(r"\sstyle=", html)
    assert not re.search(r"\son\w+=", html)
    assert not re.search(r"<script(?![^>]*\ssrc=)", html)
    assert html.count("<h1") == 1
    assert html.count("<main") == 1


@pytest.mark.parametrize("template", PAGES)
def test_ids_are_unique_and_what_refers_to_them_exists(template: str) -> None:
    html = page(template)
    ids = re.findall(r'\sid="([^"]+)"', html)
    assert len(ids) == len(set(ids))
    for referring in re.findall(r'(?:for|aria-describedby|list)="([^"]+)"', html):
        assert set(referring.split()) <= set(ids)


def test_every_macro_is_documented_with_its_arguments() -> None:
    readme = (ROOM / "README.md").read_text(encoding="utf-8")
    documented = {
        name: re.findall(r"(\w+)(?:=[^,)]*)?(?:,|$)", args)
        for name, args in re.findall(r"`(\w+)\(((?:[^()`]|\([^()]*\))*)\)`", readme)
    }
    module = environment().get_template("ui/components.html").module
    macros = {name: value for name, value in vars(module).items() if hasattr(value, "arguments")}
    assert len(macros) > 45
    for name, macro in macros.items():
        if name != "mark":
            assert documented.get(name) == list(macro.arguments), name


def test_the_frame_signed_out_has_a_way_in_and_no_thumb_bar() -> None:
    html = environment().get_template("ui/base.html").render(**FRAME)
    assert 'href="/masuk"' in html
    assert "tabbar" not in html
    assert "htmx" not in html
    assert 'href="/bahasa/en?next=/ui"' in html


def test_the_frame_signed_in_says_for_whom_one_acts() -> None:
    html = (
        environment()
        .get_template("ui/base.html")
        .render(
            **{
                **FRAME,
                "account": samples.Account(),
                "tabs": samples.TABS,
                "nav": samples.NAV,
                "demo_notice": "rekaan",
            }
        )
    )
    assert "Bertindak untuk Disnaker Kabupaten Jepara" in html
    assert html.count("tabbar") == 1
    assert '<p class="demo">rekaan</p>' in html


def test_htmx_is_loaded_only_where_asked_and_without_eval() -> None:
    source = '{% extends "ui/base.html" %}{% set uses_htmx = true %}'
    html = environment().from_string(source).render(**FRAME)
    assert "/static/ui/htmx.min.js" in html
    assert '"allowEval":false' in html
    assert '"includeIndicatorStyles":false' in html


def test_text_is_escaped_everywhere() -> None:
    source = '{{ ui.card(t) }}{{ ui.button(t, "#") }}{{ ui.field("a", t, hint=t, error=t, value=t) }}'
    html = render(source, t="<b>&")
    assert "<b>&" not in html
    assert html.count("&lt;b&gt;&amp;") == 6


def test_a_field_ties_hint_and_error_to_its_input() -> None:
    html = render('{{ ui.field("nik", "NIK", hint="16 angka", error="Kurang satu", inputmode="numeric") }}')
    assert 'aria-describedby="id_nik_hint id_nik_error"' in html
    assert 'aria-invalid="true"' in html
    assert " required" in html
    assert "boleh kosong" in render('{{ ui.field("a", "A", required=False) }}')


def test_the_best_cell_is_said_not_only_coloured() -> None:
    rows = [{"label": "Harga", "cells": ["2", "1"], "best": 1}]
    html = render('{{ ui.compare_table("c", [{"name": "A"}, {"name": "B"}], rows) }}', rows=rows)
    assert html.count('aria-label="Terbaik:"') == 1


def test_whose_turn_it_is() -> None:
    html = render("{{ ui.path(items) }}", items=samples.JOURNEY)
    assert html.count('aria-current="step"') == 1
    assert "Giliran: <b>Disnaker Jepara</b>" in html


def test_pagination_keeps_first_last_and_neighbours() -> None:
    html = render('{{ ui.pagination(6, 20, "?q=las&hal={n}") }}')
    assert [int(n) for n in re.findall(r"(\d+)(?:</a>|</span>)</li>", html)] == [1, 4, 5, 6, 7, 8, 20]
    assert "?q=las&amp;hal=20" in html
    assert not render('{{ ui.pagination(1, 1, "?hal={n}") }}').strip()


GOALS = [("kerja", "Bekerja"), ("usaha", "Usaha")]
DAYS = [("1", "Senin"), ("2", "Selasa")]


class Interest(forms.Form):
    name = forms.CharField(label="Nama", max_length=80, help_text="Seperti di KTP")
    story = forms.CharField(label="Cerita", widget=forms.Textarea, required=False, max_length=300)
    goal = forms.ChoiceField(label="Tujuan", choices=GOALS, widget=forms.RadioSelect)
    days = forms.MultipleChoiceField(label="Hari", choices=DAYS, widget=forms.CheckboxSelectMultiple, required=False)
    place = forms.ChoiceField(label="Daerah", choices=[("33.20", "Jepara"), ("33.19", "Kudus")])
    born = forms.DateField(label="Lahir", widget=forms.DateInput(attrs={"type": "date"}))
    agree = forms.BooleanField(label="Setuju")
    scan = forms.FileField(label="Ijazah", required=False)


FIELDS = "{{ ui.form_errors(form) }}{% for bound in form %}{{ ui.form_field(bound) }}{% endfor %}"


def test_a_django_form_is_drawn_by_the_fitting_macros() -> None:
    form = Interest(initial={"goal": "usaha", "days": ["2"], "place": "33.19"})
    html = " ".join(render(FIELDS, form=form).split())
    assert 'maxlength="80"' in html
    assert "Paling banyak 300 huruf." in html
    assert re.search(r'type="radio" name="goal" value="usaha"[^>]* checked', html)
    assert re.search(r'type="checkbox" name="days" value="2"[^>]* checked', html)
    assert '<option value="33.19" selected>' in html
    assert 'type="file"' in html
    assert 'role="alert"' not in html


def test_a_django_form_with_errors_keeps_what_was_typed_and_links_to_the_field() -> None:
    form = Interest({"name": "Siti", "place": "33.20", "goal": "terbang"})
    html = render(FIELDS, form=form)
    assert 'role="alert"' in html
    assert 'href="#id_goal"' in html
    assert 'id="id_goal"' in html
    assert 'value="Siti"' in html
