"""A workflow is its table: nothing else is accepted, nothing in it is refused."""

from __future__ import annotations

import importlib
import pkgutil
from types import SimpleNamespace

import pytest
from hypothesis import given
from hypothesis import strategies as st

import peluang.domain
from peluang.domain.kernel.context import Role
from peluang.domain.kernel.refusal import Refused
from peluang.domain.kernel.workflows import Workflow, step


def all_workflows() -> list[Workflow]:
    found = []
    for app in pkgutil.iter_modules(peluang.domain.__path__):
        if importlib.util.find_spec(f"peluang.domain.{app.name}.states"):
            module = importlib.import_module(f"peluang.domain.{app.name}.states")
            found += [value for value in vars(module).values() if isinstance(value, Workflow)]
    return found


WORKFLOWS = all_workflows()


@given(data=st.data())
def test_accept_reject_parity_with_the_table(data):
    workflow = data.draw(st.sampled_from(WORKFLOWS))
    source = data.draw(st.sampled_from(sorted(workflow.states)))
    target = data.draw(st.sampled_from(sorted(workflow.states)))
    role = data.draw(st.sampled_from(list(Role)))
    allowed = any(
        each.target == target and source in each.sources and (role in each.who or role == Role.SYSTEM)
        for each in workflow.steps
    )
    row = SimpleNamespace(status=source)
    if allowed:
        workflow.advance(row, target, role)
        assert row.status == target
    else:
        with pytest.raises(Refused) as refused:
            workflow.advance(row, target, role)
        assert refused.value.code in ("wrong_state", "not_allowed")
        assert row.status == source


@pytest.mark.parametrize("workflow", WORKFLOWS, ids=lambda each: each.name)
def test_every_state_can_be_reached_and_final_ones_are_final(workflow: Workflow):
    reached, frontier = {workflow.initial}, [workflow.initial]
    while frontier:
        state = frontier.pop()
        following = {each.target for each in workflow.steps if state in each.sources} - reached
        reached |= following
        frontier += following
    assert reached == set(workflow.states)
    for state in workflow.final:
        assert not [each for each in workflow.steps if state in each.sources]


def test_a_step_to_an_unknown_state_is_a_programming_error():
    with pytest.raises(AssertionError, match="unknown states"):
        Workflow("thing", "a", {"a": "A"}, (step("b", "a", (Role.PERSON,)),))


def test_diagrams_in_docs_are_up_to_date():
    from peluang.doors.cli.states import diagrams

    assert [path.name for path, text in diagrams().items() if path.read_text() != text] == []
