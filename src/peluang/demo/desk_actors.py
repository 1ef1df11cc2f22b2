"""Who acts at the desks of the demo, and the moments and pieces of paper they need."""

from __future__ import annotations

import datetime
import zlib
from dataclasses import dataclass
from uuid import UUID

import numpy as np

from peluang.domain.kernel.context import Actor, Role

from .accounts import EMPLOYER, LABOUR_OFFICE, ONLINE, PROGRAMME_OFFICE, PROVIDER, TRAINER, DemoAccount, cast
from .country import Country
from .timeline import aware


@dataclass(frozen=True)
class Desk:
    """The country with those who act in it. neighbours: people of the stage and around, nearest first, each once."""

    country: Country
    neighbours: list[UUID]

    @classmethod
    def of(cls, country: Country) -> Desk:
        folk, geo, line = country.people, country.geo, country.line
        known = np.flatnonzero(folk.ordinary & (folk.registered < line.now - np.timedelta64(45, "D")))
        near = known[np.argsort(geo.km[geo.stage][folk.regency[known]], kind="stable")][:60]
        return cls(country, [UUID(each.decode()) for each in folk.ids[near].tolist()])

    @property
    def at(self) -> datetime.datetime:
        return self.country.at

    def ago(self, days: float, hours: float = 0) -> datetime.datetime:
        """Nine in the morning in Jakarta so many days before today, and hours after that; never later than now unless
        days is negative."""
        moment = aware(self.country.line.ago(days)) + datetime.timedelta(hours=hours)
        return moment if days < 0 else min(moment, self.at)

    def institution(self, place: int) -> UUID:
        return UUID(self.country.catalogue.institutions.ids[place].decode())

    def offering(self, place: int) -> UUID:
        return UUID(self.country.catalogue.offerings.ids[place].decode())

    @property
    def office(self) -> Actor:
        national = UUID(self.country.offices.national["programme_office"])
        return Actor(Role.PROGRAMME_OFFICE, self.person(PROGRAMME_OFFICE), national)

    @property
    def provider(self) -> Actor:
        return Actor(Role.PROVIDER, self.person(PROVIDER), self.institution(0))

    @property
    def trainer(self) -> Actor:
        return Actor(Role.TRAINER, self.person(TRAINER), self.institution(0))

    @property
    def labour_office(self) -> Actor:
        geo = self.country.geo
        own = UUID(self.country.offices.labour[geo.stage].decode())
        return Actor(Role.LABOUR_OFFICE, self.person(LABOUR_OFFICE), own, geo.codes[geo.stage])

    @property
    def employer(self) -> Actor:
        own = UUID(self.country.employers.ids[0].decode())
        return Actor(Role.EMPLOYER, self.person(EMPLOYER), own)

    @property
    def learner(self) -> Actor:
        return Actor(Role.PERSON, self.person(ONLINE))

    def manager_of(self, place: int) -> Actor:
        """Somebody who acts for an institution that has no demo account."""
        return Actor(Role.PROVIDER, None, self.institution(place))

    def person(self, account: DemoAccount) -> UUID:
        return UUID(self.country.people.ids[cast(account)].decode())

    def next_person(self) -> Actor:
        return Actor(Role.PERSON, self.neighbours.pop(0))


def a_paper(title: str, lines: list[str]) -> bytes:
    """A page of PDF that says what it stands for; words in the letters that every PDF reader has."""
    shown = [title, "", *lines, "", "Contoh untuk demo. Semua isinya karangan."]
    text = b"".join(b"(%s) Tj T* " % each.encode("latin-1", "replace").translate(_ESCAPES) for each in shown)
    stream = b"BT /F1 14 Tf 22 TL 60 760 Td %sET" % text
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R"
        b" /Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(stream), stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    found, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(found))
        found += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(objects) + 1, table)
    return (
        found + head + b"trailer << /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(objects) + 1, len(found))
    )


_ESCAPES = bytes.maketrans(b"()\\", b"[]/")


def a_photo(seed: int) -> bytes:
    """A PNG of a weld as a drawing would show it: two plates and a seam of ripples between them."""
    random = np.random.Generator(np.random.PCG64(seed))
    high, wide = 240, 320
    y, x = np.mgrid[0:high, 0:wide]
    grey = 120 + 25 * np.sin(y / 9.0) + random.normal(0, 6, (high, wide))
    middle = wide / 2 + 4 * np.sin(y / 17.0 + seed)
    seam = np.abs(x - middle) < 22
    ripples = 95 + 70 * np.cos((y + np.abs(x - middle) * 0.7) / 3.2)
    picture = np.where(seam, ripples, grey).clip(0, 255).astype(np.uint8)
    rows = b"".join(b"\0" + line.tobytes() for line in picture)
    head = wide.to_bytes(4, "big") + high.to_bytes(4, "big") + b"\x08\x00\x00\x00\x00"
    chunks = ((b"IHDR", head), (b"IDAT", zlib.compress(rows, 6)), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        len(body).to_bytes(4, "big") + name + body + zlib.crc32(name + body).to_bytes(4, "big") for name, body in chunks
    )
