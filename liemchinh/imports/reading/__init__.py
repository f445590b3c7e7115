"""Files to rows, without a database: any workbook or text file → tables → rows of the register's values.

reading = read(path)                    # or read(data, "ds.xlsx"); raises Unreadable and nothing else
for table in reading.tables:
    mapping = table.mapping             # guessed; correct it with with_field, with_ethnic_list, with_choice, remembered
    for row in rows(table, mapping):    # OrganisationRow, SuccessionRow, MemberRow, EventRow or RejectedRow
        ...
"""

from liemchinh.imports.reading.files import Reading, preview, read
from liemchinh.imports.reading.guessing import UNKNOWN, map_as
from liemchinh.imports.reading.mapping import Column, Mapping, fingerprint_of
from liemchinh.imports.reading.normalising import rows
from liemchinh.imports.reading.rows import (
    EventRow,
    MemberRow,
    OrganisationRow,
    Problem,
    RejectedRow,
    Row,
    SuccessionRow,
)
from liemchinh.imports.reading.tables import NotRow, Table
from liemchinh.imports.reading.unreadable import Unreadable
from liemchinh.imports.reading.values.codes import ETHNIC_LISTS
from liemchinh.imports.reading.values.dates import CENTURY_RULE

__all__ = [
    "CENTURY_RULE",
    "ETHNIC_LISTS",
    "UNKNOWN",
    "Column",
    "EventRow",
    "Mapping",
    "MemberRow",
    "NotRow",
    "OrganisationRow",
    "Problem",
    "Reading",
    "RejectedRow",
    "Row",
    "SuccessionRow",
    "Table",
    "Unreadable",
    "fingerprint_of",
    "map_as",
    "preview",
    "read",
    "rows",
]
