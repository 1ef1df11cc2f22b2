"""What an import tells: how many rows, what is new, and every row that can't be taken, with its reason."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from peluang.domain.kernel.refusal import Refused
from peluang.engines.tables import Column, Limits, Row, Table, TableError, read_table


@dataclass(frozen=True)
class RowProblem:
    """row: as the spreadsheet counts. column: the heading's name of ours. text: a plain sentence."""

    row: int
    column: str
    code: str
    text: str


@dataclass
class ImportReport:
    """rows: read. new, changed, same: what was (or, after a dry run, would be) written. folded: copies of another row.
    notes: taken, with a remark.
    """

    rows: int = 0
    new: int = 0
    changed: int = 0
    same: int = 0
    folded: int = 0
    written: bool = False
    problems: list[RowProblem] = field(default_factory=list)
    notes: list[RowProblem] = field(default_factory=list)

    @property
    def rejected(self) -> int:
        return len({problem.row for problem in self.problems})


def read_or_refuse(content: bytes, file_name: str, columns: tuple[Column, ...], limits: Limits) -> Table:
    """As engines.tables.read_table, with its reason as a Refused in the reader's language."""
    try:
        return read_table(content, file_name, columns, limits=limits)
    except TableError as error:
        language = "en" if (get_language() or "id").startswith("en") else "id"
        raise Refused(error.code, error.text(language), todo=error.remedy(language), field="file") from error


def common_problems(rows: Iterable[Row]) -> list[RowProblem]:
    """Rows with formulas (a result nobody can check) and rows with more cells than the header."""
    problems = []
    for row in rows:
        problems += [
            RowProblem(row.number, column, "formula", str(_("Sel ini berisi rumus. Tulis nilainya saja.")))
            for column in sorted(row.formulas)
        ]
        if row.cut:
            text = _("Berkas terputus di tengah baris ini: yang berikutnya tidak ada. Minta berkas yang utuh.")
            problems.append(RowProblem(row.number, "", "cut_row", str(text)))
        if row.broken:
            text = _("Baris ini punya lebih banyak sel daripada judul kolom: mungkin ada koma tanpa tanda kutip.")
            problems.append(RowProblem(row.number, "", "broken_row", str(text)))
    return problems
