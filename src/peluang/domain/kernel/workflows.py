"""Workflows as tables: target ← from-states, who may, guard. Back end, pages and docs read the same table."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext_lazy as _

from .context import Role
from .refusal import Refused


@dataclass(frozen=True)
class Step:
    """One row of a workflow: `target` may follow any of `sources` when one of `who` says so.

    guard names in a few words what else must hold; the command checks it. label: what a button says.
    """

    target: str
    sources: tuple[str, ...]
    who: frozenset[Role]
    label: Any = ""
    guard: str = ""


def step(target: str, sources: str | Iterable[str], who: Iterable[Role], label: Any = "", guard: str = "") -> Step:
    names = tuple(sources.split()) if isinstance(sources, str) else tuple(sources)
    return Step(target, names, frozenset(who), label, guard)


@dataclass(frozen=True)
class Workflow:
    """name: the model's table word. states: every state with its label for people."""

    name: str
    initial: str
    states: dict[str, Any]
    steps: tuple[Step, ...]
    final: frozenset[str] = field(default_factory=frozenset)

    def __post_init__(self) -> None:
        known = set(self.states)
        for each in self.steps:
            unknown = ({each.target} | set(each.sources)) - known
            assert not unknown, f"workflow {self.name} names unknown states {unknown}"

    @property
    def choices(self) -> list[tuple[str, Any]]:
        return list(self.states.items())

    def find(self, source: str, target: str) -> Step | None:
        return next((each for each in self.steps if each.target == target and source in each.sources), None)

    def may(self, source: str, target: str, role: Role) -> bool:
        found = self.find(source, target)
        return bool(found and (role in found.who or role == Role.SYSTEM))

    def next_for(self, source: str, role: Role) -> list[Step]:
        """What this role can do now, for pages: buttons come from here."""
        return [each for each in self.steps if source in each.sources and role in each.who]

    def check(self, source: str, target: str, role: Role) -> None:
        """Raises Refused when the table does not allow the step for this role."""
        found = self.find(source, target)
        if found is None:
            raise Refused(
                "wrong_state",
                _("Langkah ini tidak bisa dari keadaan “%(state)s”.") % {"state": self.states.get(source, source)},
                todo=_("Muat ulang halaman: mungkin sudah diubah orang lain."),
            )
        if role not in found.who and role != Role.SYSTEM:
            raise Refused("not_allowed", _("Peranmu tidak bisa melakukan langkah ini."))

    def advance(self, row: Any, target: str, role: Role, attribute: str = "status") -> None:
        """Checks the step and sets the state on `row` (unsaved: the command saves it with the rest)."""
        self.check(getattr(row, attribute), target, role)
        setattr(row, attribute, target)

    def diagram(self) -> str:
        """Mermaid text for docs/states; a test keeps the files equal to the tables."""
        lines = ["stateDiagram-v2", f"    [*] --> {self.initial}"]
        for each in self.steps:
            who = ", ".join(sorted(role.value for role in each.who))
            note = f"{who}{' [' + each.guard + ']' if each.guard else ''}"
            lines += [f"    {source} --> {each.target}: {note}" for source in each.sources]
        lines += [f"    {state} --> [*]" for state in sorted(self.final)]
        return "\n".join(lines) + "\n"
