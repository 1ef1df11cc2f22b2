"""What a person's eyes and data plan get: contrast in both themes, and weight."""

from __future__ import annotations

import re

import brotli
import pytest

from .rendering import STATIC

CSS = (STATIC / "peluang.css").read_text(encoding="utf-8")

# What is written on what, by the names of the tokens.
WRITTEN_ON = {
    "paper": "ink soft leaf bad-ink good-ink warn-ink",
    "ground": "ink soft leaf bad-ink good-ink",
    "sunk": "ink soft",
    "leaf": "on-leaf",
    "leaf-wash": "leaf leaf-deep soft ink",
    "turmeric": "on-turmeric",
    "turmeric-press": "on-turmeric",
    "turmeric-wash": "ink soft warn-ink",
    "hero": "on-hero on-hero-soft",
    "hero-2": "on-hero on-hero-soft",
    "neutral-wash": "neutral-ink",
    "good-wash": "good-ink ink",
    "warn-wash": "warn-ink ink soft",
    "bad-wash": "bad-ink ink soft",
    "info-wash": "info-ink ink",
}
TEXT_PAIRS = [(ink, wash) for wash, inks in WRITTEN_ON.items() for ink in inks.split()]
SHAPE_PAIRS = [(shape, behind) for shape in ("edge", "focus") for behind in ("paper", "ground")]
SHAPE_PAIRS.append(("leaf", "line"))


def tokens() -> dict[str, dict[str, str]]:
    """Colour tokens of each theme; dark inherits what it does not change."""
    blocks = re.findall(r":root\{(.*?)\n?\}", CSS, re.S)
    light, dark = (dict(re.findall(r"--([\w-]+):(#[0-9a-f]{3,6})\b", block)) for block in blocks[:2])
    return {"light": light, "dark": {**light, **dark}}


def luminance(colour: str) -> float:
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    channels = [int(digits[i : i + 2], 16) / 255 for i in (0, 2, 4)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(a: str, b: str) -> float:
    high, low = sorted((luminance(a), luminance(b)), reverse=True)
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("ink", "wash"), TEXT_PAIRS)
def test_text_is_readable(theme: str, ink: str, wash: str) -> None:
    colours = tokens()[theme]
    assert contrast(colours[ink], colours[wash]) >= 4.5


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize(("shape", "behind"), SHAPE_PAIRS)
def test_shapes_that_carry_meaning_are_visible(theme: str, shape: str, behind: str) -> None:
    colours = tokens()[theme]
    assert contrast(colours[shape], colours[behind]) >= 3


def compressed(name: str) -> int:
    return len(brotli.compress((STATIC / name).read_bytes(), quality=11))


def test_the_first_visit_stays_light() -> None:
    font = STATIC / "fonts" / "plus-jakarta-sans-latin-wght-normal.woff2"
    assert compressed("peluang.css") <= 9_000
    assert (STATIC / "peluang.js").stat().st_size <= 2_048
    assert font.stat().st_size <= 27 * 1024
    assert compressed("kawung.svg") + compressed("mark.svg") <= 700


def test_htmx_is_the_copy_we_chose_with_its_licence() -> None:
    assert b'version:"2.' in (STATIC / "htmx.min.js").read_bytes()
    assert "Zero-Clause BSD" in (STATIC / "htmx.LICENSE.txt").read_text()
    assert "SIL Open Font License" in (STATIC / "fonts" / "OFL.txt").read_text()


def test_every_class_in_the_templates_has_its_rule() -> None:
    named = set(re.findall(r"\.([a-z][\w-]*)", CSS))
    used: set[str] = set()
    for template in (STATIC.parents[1] / "templates").rglob("*.html"):
        for value in re.findall(r'class="([^"{}]+)"', template.read_text(encoding="utf-8")):
            used |= set(value.split())
    assert used - named == set()
