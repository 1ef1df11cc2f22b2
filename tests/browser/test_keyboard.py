"""No mouse: skip link, a focus that is seen, an order that follows the page, forms that Enter sends."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from .registration import Newcomer, signs_up
from .visitor import Visitor
from .world import World

#: What shows the focus: an outline around the element, or around the box it stands in (a search field).
_FOCUS = """() => { const e = document.activeElement, b = e.getBoundingClientRect();
    const drawn = style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
    const outlined = each => each && (drawn(getComputedStyle(each)) || drawn(getComputedStyle(each, '::after')));
    return {name: (e.innerText || e.getAttribute('aria-label') || e.id || e.tagName).trim().slice(0, 60),
            seen: [e, e.parentElement, e.parentElement?.parentElement].some(outlined),
            top: b.top + scrollY, inside: b.bottom > 0 && b.top < innerHeight, body: e === document.body}; }"""


def test_skip_link_leads_to_the_page(shared_world: World) -> None:
    visitor = shared_world.visitor().goes_to("/pelatihan")
    visitor.page.keyboard.press("Tab")
    link = visitor.page.get_by_role("link", name="Langsung ke isi")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport()
    visitor.page.keyboard.press("Enter")
    expect(visitor.main).to_be_focused()


def test_focus_is_seen_and_follows_the_page(shared_world: World) -> None:
    shared_world.country.be_busy()
    for path in ("/", "/pelatihan", "/akun/masuk/"):
        visitor = shared_world.visitor().goes_to(path)
        stops = _tab_through(visitor.page)
        assert len(stops) > 5, f"{path} has hardly anything to reach: {stops}"
        unseen = [stop["name"] for stop in stops if not stop["seen"]]
        assert not unseen, f"{path}: focus does not show on {unseen}"
        assert all(stop["inside"] for stop in stops), f"{path}: focus leaves the screen"
        visitor.leaves()


def _tab_through(page: Page) -> list[dict[str, object]]:
    stops: list[dict[str, object]] = []
    for _ in range(60):
        page.keyboard.press("Tab")
        here = page.evaluate(_FOCUS)
        if here["body"]:
            break
        stops.append(here)
    return stops


def test_signing_in_by_keyboard_alone(world: World) -> None:
    visitor = world.visitor().goes_to("/akun/masuk/")
    _reach(visitor, "E-mail atau nomor HP")
    visitor.page.keyboard.type("tri@contoh.id")
    visitor.page.keyboard.press("Enter")
    visitor.stands_at("Masukkan kode")
    _reach(visitor, "Kode 6 angka")
    visitor.page.keyboard.type(world.code_for("tri@contoh.id"))
    visitor.page.keyboard.press("Enter")
    visitor.stands_at("Siapa kamu")


def test_a_form_with_errors_takes_the_focus_to_them(world: World) -> None:
    visitor = signs_up(world, Newcomer("Tri Wulandari", "tri@contoh.id"))
    visitor.presses("Simpan dan lanjut")
    summary = visitor.page.get_by_role("alert").filter(has_text="Ada yang perlu dibetulkan")
    expect(summary).to_be_focused()
    visitor.page.keyboard.press("Tab")
    visitor.page.keyboard.press("Enter")
    expect(visitor.page.get_by_label("Nama lengkap")).to_be_focused()


def _reach(visitor: Visitor, label: str) -> None:
    """Tab until the field has the focus, unless the page put it there already."""
    field = visitor.page.get_by_label(label)
    for _ in range(60):
        if field.evaluate("each => each === document.activeElement"):
            return
        visitor.page.keyboard.press("Tab")
    raise AssertionError(f"{label} cannot be reached by keyboard")
