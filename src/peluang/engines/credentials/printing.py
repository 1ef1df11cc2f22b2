"""The certificate as a PDF: for the wall and the application, with the signed credential attached to it.

Drawn by Typst from one template without network or system fonts: the same certificate gives the same bytes. PDF/A-3b,
so that archives keep the attachment.
"""

from __future__ import annotations

import functools
import io
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

import segno
import typst

_FOLDER = Path(__file__).parent / "printed"
#: The open door of the pages (doors/web/ui), drawn once more: an engine reads nothing of the doors.
_MARK = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="9" fill="#0b6b57"/>'
    '<path d="M9 26V9.5a3 3 0 0 1 3-3h9.5a2 2 0 0 1 2 2V26z" fill="#063a30"/><path d="M9 26V9a2 2 0 0 1 1.3-1.9L18'
    ' 4.6a1.5 1.5 0 0 1 2 1.4v20.7a1.5 1.5 0 0 1-2 1.4z" fill="#f2a516"/><circle cx="16.7" cy="16.7" r="1.5"'
    ' fill="#231600"/></svg>'
)


@dataclass(frozen=True, slots=True)
class SheetFacts:
    """What the paper says, in words as they shall stand there. credential: what is attached, as JSON text.

    issued_at: the PDF's own date, so that equal certificates are equal files.
    """

    number: str
    holder: str
    title: str
    issuer: str
    issued: str
    hours: str
    result: str
    skills: tuple[str, ...]
    criteria: str
    kid: str
    address: str
    credential: str
    issued_at: datetime


def certificate_pdf(facts: SheetFacts) -> bytes:
    """About 14 ms of CPU and 40 kB. Long names shrink, then break.

    PDF/A asks for a glyph of every letter; a name in a script that our fonts lack is printed as ordinary PDF.
    """
    said = {name: getattr(facts, name) for name in SheetFacts.__dataclass_fields__ if name != "issued_at"}
    said |= {"mark": _MARK, "qr": _qr(facts.address), "skills": list(facts.skills)}
    said = {name: _printable(value) if isinstance(value, str) else value for name, value in said.items()}
    try:
        return _compiled(said, facts.issued_at, "a-3b")
    except typst.TypstError:
        return _compiled(said, facts.issued_at, "1.7")


def _compiled(said: dict[str, object], issued_at: datetime, standard: Literal["a-3b", "1.7"]) -> bytes:
    return typst.compile(
        str(_FOLDER / "certificate.typ"), format="pdf", font_paths=[str(_FOLDER)], ignore_system_fonts=True,
        sys_inputs={"said": json.dumps(said)}, pdf_standards=standard, timestamp=int(issued_at.timestamp()),
    )  # fmt: skip


def _printable(text: str) -> str:
    """Without control characters: PDF/A has no glyph for them."""
    return "".join(letter for letter in text if letter.isprintable() or letter == "\n")


@functools.lru_cache(maxsize=64)
def _qr(address: str) -> str:
    image = io.BytesIO()
    segno.make(address, error="m").save(image, kind="svg", border=2, scale=4, dark="#13231e", xmldecl=False)
    return image.getvalue().decode()
