"""Taking in a list of affected firms: all of it or nothing, and the same file twice changes nothing."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass, field
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from peluang.domain.events.journal import append
from peluang.domain.kernel.commands import command
from peluang.domain.kernel.context import Actor

from .. import access
from ..events import IKM_LIST_IMPORTED
from ..list_file import Line, read_list
from ..list_rows import Firm, Problem, check
from ..models import IkmFirm, IkmList


@dataclass(frozen=True)
class Report:
    """rows read; new: firms that are (or would be) stored; known: firms of earlier lists, left as they are.

    list_id: the stored list, None after a dry run or with problems. again: this very file was taken in before.
    """

    rows: int
    new: int
    known: int
    problems: list[Problem] = field(default_factory=list)
    list_id: UUID | None = None
    again: bool = False

    @property
    def ok(self) -> bool:
        return not self.problems


@command
def import_ikm_list(
    by: Actor,
    *,
    name: str,
    file: bytes,
    file_name: str = "",
    organisation_id: UUID,
    at: datetime.datetime,
    dry_run: bool = False,
) -> Report:
    """Reads a CSV or XLSX list. With one problem in any row nothing is stored; the report has every reason.

    Raises NotYours for anyone but this ministry, Refused for a file that cannot be read as a table.
    """
    access.may_reach_industry(by, organisation_id)
    digest = hashlib.sha256(file).hexdigest()
    lines = read_list(file, file_name)
    firms, problems = _check_all(lines)
    before = IkmList.objects.filter(digest=digest).first()
    if before and not problems:
        return Report(len(lines), IkmFirm.objects.filter(ikm_list=before).count(), 0, [], before.id, again=True)
    known = set(IkmFirm.objects.filter(key__in=[firm.key for firm in firms]).values_list("key", flat=True))
    new = [firm for firm in firms if firm.key not in known]
    if problems or dry_run:
        return Report(len(lines), len(new), len(known), problems)
    ikm_list = IkmList.objects.create(
        organisation_id=organisation_id,
        name=name.strip() or file_name or digest[:8],
        digest=digest,
        rows=len(lines),
        imported_by=by.person or organisation_id,
        imported_at=at,
    )
    IkmFirm.objects.bulk_create(
        [IkmFirm(ikm_list=ikm_list, row_number=firm.row, key=firm.key, **firm.values) for firm in new], batch_size=2000
    )
    append(
        IKM_LIST_IMPORTED,
        ikm_list.id,
        at=at,
        organisation_id=organisation_id,
        rows=len(lines),
        firms=len(new),
        digest=digest,
    )
    return Report(len(lines), len(new), len(known), [], ikm_list.id)


def _check_all(lines: Sequence[Line]) -> tuple[list[Firm], list[Problem]]:
    firms: list[Firm] = []
    problems: list[Problem] = []
    first: dict[str, int] = {}
    for line in lines:
        firm, wrong = check(line)
        problems += wrong
        if wrong:
            continue
        if firm.key in first:
            said = _("Usaha ini sudah ada di baris %(row)s.") % {"row": first[firm.key]}
            problems.append(Problem(line.number, "name", said))
            continue
        first[firm.key] = line.number
        firms.append(firm)
    return firms, problems
