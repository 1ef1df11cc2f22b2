"""Plots and map: what they say, that they escape and stay small, and the numbers behind them."""

from __future__ import annotations

import re
from xml.etree import ElementTree

import pytest
from django.utils import translation
from markupsafe import Markup

from peluang.doors.web.ui import samples
from peluang.doors.web.ui.charts import (
    Bar,
    Dot,
    Point,
    Stage,
    chart_bars,
    chart_dots,
    chart_funnel,
    chart_line,
    sparkline,
)
from peluang.doors.web.ui.map import Mark, Place, coast, position, province_map

ALL = {
    "bars": chart_bars("Kurang", samples.SHORTAGE),
    "line": chart_line("Bekerja", samples.EMPLOYED, unit="%"),
    "funnel": chart_funnel("Langkah", samples.FUNNEL),
    "dots": chart_dots("Hasil", samples.OUTCOMES),
    "map": province_map("Lowongan", samples.PLACES, samples.VACANCIES),
}


@pytest.fixture(autouse=True)
def _in_indonesian():
    with translation.override("id"):
        yield


@pytest.mark.parametrize("name", ALL)
def test_each_is_a_figure_with_words_and_a_table(name: str) -> None:
    figure = ElementTree.fromstring(ALL[name].replace(' rx="4"', ""))
    assert figure.tag == "figure"
    assert figure[0].tag == "figcaption"
    pictures = [svg for svg in figure.iter("svg") if svg.get("role") == "img"]
    assert len(pictures) == 1
    assert ":" in (pictures[0].get("aria-label") or "")
    assert figure.find("details/table/tbody/tr") is not None
    assert " style=" not in ALL[name]
    assert len(ALL[name].encode()) <= 15_000


def test_a_long_label_of_a_bar_takes_two_lines_and_stays_clear_of_its_number() -> None:
    label = "Upah sampai Rp3.700.000 sebulan, seperti di sekitarnya"
    picture = chart_bars("Tambahan", [Bar(label, 5, text="+ 5 orang"), Bar("Batik", 10)])
    drawn = re.findall(r'<text x="0" y="([\d.]+)rem">([^<]+)</text>', picture)
    assert [words for _y, words in drawn] == ["Upah sampai Rp3.700.000 sebulan,", "seperti di sekitarnya", "Batik"]
    assert [float(y) for y, _words in drawn] == sorted(float(y) for y, _words in drawn)
    assert f">{label}</th>" in picture


def test_bars_are_drawn_to_scale_and_labelled_directly() -> None:
    picture = chart_bars("Kurang", [Bar("Las", 40, href="/las"), Bar("Batik", 10)], unit="orang")
    widths = re.findall(r'width="([\d.]+)%" height="0.6rem" rx="4" class="leaf"', picture)
    assert widths == ["100", "25"]
    assert "40\u00a0orang" in picture
    assert '<a href="/las">Las</a>' in picture


def test_labels_are_escaped_and_long_ones_shortened_only_in_the_picture() -> None:
    label = "<script>alert(1)</script> pelatihan operator mesin bubut dan frais"
    picture = chart_bars("A", [Bar(label, 1)])
    assert "<script>" not in picture
    assert "…" in picture
    assert "mesin bubut dan frais" in picture


def test_a_line_names_first_highest_and_last_and_keeps_gaps_in_the_interval() -> None:
    values = [Point(str(i), v, v - 5, v + 5) for i, v in enumerate([10, 20, 90, 30, 40, 35, 50])]
    picture = chart_line("A", values, unit="%")
    named = re.findall(r'class="strong halo"[^>]*>([^<]+)<', picture)
    assert named == ["10%", "90%", "50%"]
    assert 'class="band"' in picture
    assert 'class="band"' not in chart_line("A", [Point("a", 1), Point("b", 2)])


def test_a_funnel_says_what_was_lost_and_why() -> None:
    picture = chart_funnel("A", [Stage("Daftar", 40), Stage("Surel", 26, "tak dibuka"), Stage("NIK", 26)])
    assert "↓ 14 berhenti (35%) · tak dibuka" in picture
    assert "↓ 0 berhenti (0%)" in picture
    assert "14 (tak dibuka)" in picture


def test_dots_draw_interval_and_number_of_people() -> None:
    picture = chart_dots("A", [Dot("BLK", 71, 61, 80, 1061)])
    assert '<line x1="61%"' in picture
    assert "71% · n 1.061" in picture
    assert "61%–80%" in picture


def test_a_sparkline_speaks_its_ends() -> None:
    assert 'aria-label="Pencarian: 1 → 3"' in sparkline("Pencarian", [1, 2, 3], "3")
    assert "<svg" not in sparkline("Pencarian", [1], "1")


@pytest.mark.parametrize(
    "empty", [chart_bars("A", []), chart_line("A", []), chart_funnel("A", []), chart_dots("A", [])]
)
def test_without_data_they_say_so(empty: Markup) -> None:
    assert "<svg" not in empty
    assert "<figure" in empty


def test_zero_everywhere_is_drawn_as_zero() -> None:
    assert 'width="0%"' in chart_bars("A", [Bar("x", 0)])
    assert "0 berhenti" in chart_funnel("A", [Stage("x", 0), Stage("y", 0)])


def test_the_map_places_by_degrees_and_links_by_pointer_and_keyboard() -> None:
    assert position(6.5, 94) == (0, 0)
    assert position(-11.5, 142) == (100, 100)
    picture = province_map("L", [Place("32", "Jawa Barat", -6.9, 107.6)], {"32": Mark(1120, href="/jabar")})
    assert "<title>Jawa Barat: 1.120</title>" in picture
    assert '<a href="/jabar" tabindex="-1">' in picture
    assert '<a href="/jabar">Jawa Barat</a>' in picture
    assert "<svg" not in province_map("L", [], {})


def test_map_labels_do_not_touch_each_other() -> None:
    wide = ALL["map"].split('class="roomy"')[1].split('class="tight"')[0]
    labels = re.findall(r'<text x="([\d.]+)%" y="([\d.]+)%"[^>]*>([^<]+)<tspan[^>]*>([^<]+)', wide)
    assert len(labels) >= 5
    boxes = []
    for x, y, name, value in labels:
        half = len(name + value) * 7.2 / 720 * 50
        boxes.append((float(x) - half, float(x) + half, float(y) - 5, float(y)))
    for i, a in enumerate(boxes):
        for b in boxes[i + 1 :]:
            assert a[1] <= b[0] or b[1] <= a[0] or a[3] <= b[2] or b[3] <= a[2]


def test_the_coastline_reaches_from_sabang_to_merauke() -> None:
    starts = [(float(x), float(y)) for x, y in re.findall(r"M(-?\d+) (-?\d+)", coast().indonesia)]
    longitudes = [coast().west + x * coast().unit for x, _ in starts]
    assert min(longitudes) < 99
    assert max(longitudes) > 137
    assert len(coast().indonesia) + len(coast().around) < 9_000
