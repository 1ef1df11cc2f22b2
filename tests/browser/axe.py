"""Accessibility of the page as it stands, judged by axe-core: every rule of WCAG 2.0–2.2 A and AA and its best practices."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from playwright.sync_api import Page

_SOURCE = (Path(__file__).parent / "vendor" / "axe.min.js").read_text()
_RUN = """() => axe.run(document, {resultTypes: ['violations'], reporter: 'v2'}).then(found => found.violations.map(
    each => ({rule: each.id, impact: each.impact, help: each.help,
              nodes: each.nodes.slice(0, 4).map(node => node.target.join(' ') + ': ' + (node.failureSummary || ''))})))"""


def violations(page: Page) -> list[dict[str, Any]]:
    page.evaluate(_SOURCE)
    found: list[dict[str, Any]] = page.evaluate(_RUN)
    return found


def check_axe(page: Page) -> None:
    """Raises AssertionError that names rule, element and what to do."""
    found = violations(page)
    told = "\n".join(
        f"  {each['rule']} ({each['impact']}): {each['help']}\n    " + "\n    ".join(each["nodes"]) for each in found
    )
    assert not found, f"axe found {len(found)} violations on {page.url}:\n{told}"
