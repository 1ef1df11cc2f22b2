"""Addresses of this portal become links; everything else stays what it is: text."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from peluang.doors.web.ui.links import own_links

BASE = "https://peluang.example"


def test_our_own_address_is_a_link_and_the_full_stop_is_not_part_of_it():
    said = own_links(f"Berhenti: {BASE}/berhenti/a-b_c?x=1&y=2. Terima kasih", BASE)
    assert '<a href="https://peluang.example/berhenti/a-b_c?x=1&amp;y=2">peluang.example/berhenti/a-b_c' in said
    assert said.endswith("</a>. Terima kasih")


def test_an_address_elsewhere_stays_text():
    for elsewhere in ("https://peluang.example.evil.id/x", "javascript:alert(1)", "https://evil.id/x", BASE):
        assert own_links(elsewhere, BASE) == elsewhere


def test_markup_is_shown_and_not_run():
    assert "<script>" not in own_links(f"<script>x</script> {BASE}/lowongan/1", BASE)


@given(st.text(alphabet=st.sampled_from(list(BASE + "/<>\"'& ?x\n")), max_size=80))
def test_no_text_opens_a_tag_of_its_own(text: str):
    said = own_links(f"{text}{BASE}/{text}", BASE)
    without = said.replace("</a>", "")
    assert without.count("<") == without.count('<a href="https://peluang.example/')
