"""A round in public: its rule, the promise made at opening, the proof after computing, the files to count again."""

from __future__ import annotations

from importlib.resources import files
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language

from peluang.domain.learning.allocation_files import classes_csv, reserves_csv, result_csv, wishes_csv
from peluang.domain.learning.commands.allocation import round_name
from peluang.domain.learning.models import Allocation
from peluang.domain.learning.queries.allocation import (
    allocation_of,
    choices_of,
    proof_of_round,
    rounds_open_to_people,
    rule_lines,
)
from peluang.doors import clock
from peluang.doors.web.page import ANYONE, page

#: File name → its content. Public once the round is computed.
FILES = {"kelas": classes_csv, "sisihan": reserves_csv, "pilihan": wishes_csv, "hasil": result_csv}


@page(ANYONE, whose="public")
def allocations(request: HttpRequest) -> HttpResponse:
    at = clock.now()
    return render(request, "public/allocations/list.html", {"rounds": rounds_open_to_people(at), "now": at})


@page(ANYONE, whose="public")
def allocation(request: HttpRequest, allocation_id: UUID) -> HttpResponse:
    row = _round(allocation_id)
    proof = proof_of_round(row)
    command = _command(row) if proof else ""
    context = {
        "round": row, "proof": proof, "rules": rule_lines(row), "choices": choices_of(row), "command": command,
        "text": proof.text(get_language() or "id") if proof else "", "now": clock.now(), "files": list(FILES),
    }  # fmt: skip
    return render(request, "public/allocations/allocation.html", context)


@page(ANYONE, whose="public")
def proof(request: HttpRequest, allocation_id: UUID) -> HttpResponse:
    """To print and to keep: plain text."""
    found = proof_of_round(_round(allocation_id))
    if found is None:
        raise Http404
    return _file(found.text(get_language() or "id").encode(), "bukti.txt", "text/plain; charset=utf-8")


@page(ANYONE, whose="public")
def download(request: HttpRequest, allocation_id: UUID, file: str) -> HttpResponse:
    row = _round(allocation_id)
    if file not in FILES or not row.computed_at:
        raise Http404
    return _file(FILES[file](row), f"{file}.csv")


@page(ANYONE, whose="public")
def verifier(request: HttpRequest) -> HttpResponse:
    code = (files("peluang.engines.allocation") / "verify.py").read_bytes()
    return _file(code, "verify.py", "text/x-python; charset=utf-8")


def _command(row: Allocation) -> str:
    public = f' --public "{row.public_value}"' if row.public_value else ""
    return (
        f"python verify.py kelas.csv sisihan.csv pilihan.csv {row.seed} hasil.csv --name {round_name(row)}{public}"
        f" --commitment {row.commitment}"
    )


def _round(allocation_id: UUID) -> Allocation:
    row = allocation_of(allocation_id)
    if row is None or row.status == "cancelled":
        raise Http404
    return row


def _file(content: bytes, name: str, kind: str = "text/csv; charset=utf-8") -> HttpResponse:
    return HttpResponse(content, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
