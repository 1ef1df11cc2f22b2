"""Pages of the employer's desk, read as text."""

from __future__ import annotations

import re

from django.http import HttpResponse
from django.test import Client

from tests.doors.web.visiting import at_most


def text(response: HttpResponse) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", response.content.decode()))


def get(client: Client, address: str, status: int = 200) -> HttpResponse:
    """Within its statements, and with one main button at the most."""
    with at_most(12):
        response = client.get(address)
    assert response.status_code == status, text(response)
    assert response.content.decode().count("btn primary") <= 1
    return response
