"""Who may open what: read from the pages themselves, written to docs/access.md, crawled by a test."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver

from peluang.domain.kernel.context import Role

from .page import ANYONE, SIGNED_IN, PageAccess

#: Addresses of the sign-in library, plain files and machines, which sign every request: no page of ours, no role.
_OUTSIDE = ("akun/", "static/", "api/")


@dataclass(frozen=True)
class Door:
    """One address. access: None when its view declares none (a mistake, unless it stands in _OUTSIDE)."""

    name: str
    route: str
    parameters: tuple[str, ...]
    access: PageAccess | None

    @property
    def outside(self) -> bool:
        return self.route.startswith(_OUTSIDE)


def doors() -> list[Door]:
    return sorted(_walk(get_resolver().url_patterns, "", ""), key=lambda door: (door.name, door.route))


def _walk(patterns: list[Any], prefix: str, namespace: str) -> Iterator[Door]:
    for each in patterns:
        route = prefix + str(each.pattern)
        if isinstance(each, URLResolver):
            yield from _walk(each.url_patterns, route, each.namespace or namespace)
        elif isinstance(each, URLPattern):
            name = f"{namespace}:{each.name}" if namespace else str(each.name)
            parameters = tuple(sorted(each.pattern.converters))
            yield Door(name, route, parameters, getattr(each.callback, "page_access", None))


def _who(access: PageAccess) -> str:
    if access.who == ANYONE:
        return "anyone"
    if access.who == SIGNED_IN:
        return "anyone signed in"
    return ", ".join(sorted(role.value for role in access.who))


def document() -> str:
    """docs/access.md."""
    rows = [
        f"| `/{door.route}` | {door.name} | {_who(door.access)} | {door.access.whose} | {' '.join(door.access.methods)} |"
        for door in doors()
        if door.access
    ]
    return (
        "# Who may open what\n\nMade by `peluang access` from the pages' own declarations; don't edit. A test opens every address as"
        " every role.\n\n- **whose**: `public` for all; `own` answers 404 for what belongs to another person or organisation; `region`"
        " answers 404 for another region.\n- A role that is not listed gets 404, somebody who is not signed in the sign-in page; staff"
        " who open a page of the person they are choose what to act as. Staff"
        f" roles need a second factor.\n- Roles: {', '.join(role.value for role in Role if role != Role.SYSTEM)}.\n\n"
        "| address | name | who | whose | methods |\n|---|---|---|---|---|\n" + "\n".join(rows) + "\n"
    )
