"""Tables that people hand in: CSV and XLSX read into rows of plain text, or said plainly why they can't be.

Public API
----------
``read_table(content, file_name, columns, *, limits) -> Table(columns, rows)``; ``Column(name, headings, needed)``;
``Row(number, values, broken, formulas)``; raises ``TableError(code, text_id, text_en, remedy_id, remedy_en)``.
"""

from .columns import Column
from .errors import TableError
from .reading import LIMITS, Limits, Row, Table, read_table

__all__ = ["LIMITS", "Column", "Limits", "Row", "Table", "TableError", "read_table"]
