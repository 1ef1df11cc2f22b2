"""XML feeds: a <job> for each vacancy as job boards exchange them, RSS and Atom with job fields, or elements named as
in schema.org. Read as it comes; entities and external parts are refused: both can be made to fill or read a machine.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, BinaryIO
from xml.etree.ElementTree import Element, ParseError

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import iterparse

from .errors import LARGEST_ITEM, FeedBroken

_ITEMS = {"job", "jobposting", "item", "vacancy", "position", "entry", "lowongan", "offer"}
#: What other names mean in schema.org's words. Names are folded: lower case, no namespace, no "_" or "-".
_NAMES = {
    "title": "title", "jobtitle": "title", "judul": "title", "name": "title", "positiontitle": "title",
    "description": "description", "jobdescription": "description", "deskripsi": "description", "content": "description",
    "encoded": "description", "body": "description", "summary": "summary",
    "referencenumber": "identifier", "id": "identifier", "guid": "identifier", "identifier": "identifier",
    "jobid": "identifier", "reference": "identifier", "refnumber": "identifier", "nomor": "identifier",
    "url": "url", "link": "url", "applyurl": "url", "joburl": "url", "tautan": "url",
    "company": "hiringOrganization", "companyname": "hiringOrganization", "employer": "hiringOrganization",
    "hiringorganization": "hiringOrganization", "perusahaan": "hiringOrganization", "creator": "hiringOrganization",
    "author": "hiringOrganization", "advertiser": "hiringOrganization",
    "city": "addressLocality", "location": "addressLocality", "addresslocality": "addressLocality",
    "kota": "addressLocality", "kabupaten": "addressLocality", "regency": "addressLocality",
    "lokasi": "addressLocality",
    "joblocation": "jobLocation", "state": "addressRegion", "region": "addressRegion", "province": "addressRegion",
    "provinsi": "addressRegion", "addressregion": "addressRegion", "country": "addressCountry",
    "addresscountry": "addressCountry", "negara": "addressCountry", "postalcode": "postalCode", "zip": "postalCode",
    "streetaddress": "streetAddress", "address": "streetAddress", "alamat": "streetAddress",
    "salary": "salary", "wage": "salary", "gaji": "salary", "upah": "salary", "compensation": "salary",
    "basesalary": "baseSalary", "salarymin": "salaryMin", "salarymax": "salaryMax", "minsalary": "salaryMin",
    "maxsalary": "salaryMax", "salaryunit": "salaryUnit", "salaryperiod": "salaryUnit",
    "salarycurrency": "salaryCurrency", "currency": "salaryCurrency",
    "jobtype": "employmentType", "employmenttype": "employmentType", "type": "employmentType",
    "jenis": "employmentType",
    "date": "datePosted", "dateposted": "datePosted", "pubdate": "datePosted", "published": "datePosted",
    "posteddate": "datePosted", "updated": "updated", "expirationdate": "validThrough", "validthrough": "validThrough",
    "expires": "validThrough", "expirydate": "validThrough", "closingdate": "validThrough",
    "tanggaltutup": "validThrough",
    "education": "educationRequirements", "educationrequirements": "educationRequirements",
    "pendidikan": "educationRequirements", "requirements": "qualifications", "qualifications": "qualifications",
    "syarat": "qualifications", "skills": "skills", "headcount": "totalJobOpenings", "openings": "totalJobOpenings",
    "totaljobopenings": "totalJobOpenings", "vacancies": "totalJobOpenings", "jumlah": "totalJobOpenings",
    "licence": "agencyLicence", "license": "agencyLicence", "agencylicence": "agencyLicence",
}  # fmt: skip
_LARGEST_TEXT = 200_000
_NESTED = {"jobLocation", "hiringOrganization", "baseSalary"}


def xml_items(stream: BinaryIO) -> Iterator[dict[str, Any]]:
    """Raises FeedBroken with the line where the document stops being XML."""
    above: list[Element] = []
    inside = found = 0
    bounded = _Bounded(stream)
    try:
        for event, element in iterparse(bounded, events=("start", "end"), forbid_dtd=False):
            is_item = _folded(element.tag) in _ITEMS
            if event == "start":
                inside += is_item and bool(above)  # an outermost <jobs> or <job> is the document, not an item
                above.append(element)
                continue
            above.pop()
            if is_item and above:
                inside -= 1
                if not inside:
                    found += 1
                    yield said_of(element)
            if not inside and above:
                above[-1].remove(element)  # else the empty shells of a million items stay
                bounded.since = 0
    except ParseError as error:
        raise _broken(error, begun=bounded.begun) from error
    except DefusedXmlException as error:
        raise FeedBroken("unsafe", detail=type(error).__name__) from error
    except FeedBroken:
        raise
    except (LookupError, ValueError) as error:  # an encoding nobody knows
        raise FeedBroken("not_readable", detail=str(error)[:80]) from error
    if not found:
        raise FeedBroken("no_items", line=1)


class _Bounded:
    """The stream, as long as no single item fills memory. since: bytes read after the last whole element."""

    def __init__(self, stream: BinaryIO) -> None:
        self.stream, self.since, self.begun = stream, 0, False

    def read(self, size: int = -1) -> bytes:
        piece = self.stream.read(size)
        self.since += len(piece)
        self.begun = self.begun or bool(piece.strip())
        if self.since > LARGEST_ITEM:
            raise FeedBroken("item_too_large")
        return piece


def _broken(error: ParseError, *, begun: bool) -> FeedBroken:
    ended = "no element found" in str(error) or "unclosed" in str(error)
    return FeedBroken(("breaks_off" if begun else "empty") if ended else "not_readable", line=error.position[0])


def said_of(element: Element) -> dict[str, Any]:
    """An item in schema.org's words. What has no name of ours is left out; the first of several counts."""
    said: dict[str, Any] = {}
    for child in element:
        name = _NAMES.get(_folded(child.tag))
        if name is None:
            continue
        if len(child) and name in _NESTED:
            value: Any = _nested(child)
        else:
            value = "".join(child.itertext())[:_LARGEST_TEXT].strip() or child.get("href", "")
        if value and (name not in said or (name == "description" and len(value) > len(said[name]))):
            said[name] = value
    return said


def _nested(element: Element) -> dict[str, Any]:
    """Elements named as in schema.org keep their own names: jobLocation/address/addressLocality."""
    inner: dict[str, Any] = {}
    for child in element:
        name = child.tag.rsplit("}", 1)[-1]
        inner.setdefault(name, _nested(child) if len(child) else "".join(child.itertext()).strip()[:_LARGEST_TEXT])
    return inner


def _folded(tag: Any) -> str:
    return str(tag).rsplit("}", 1)[-1].rsplit(":", 1)[-1].replace("_", "").replace("-", "").lower()
