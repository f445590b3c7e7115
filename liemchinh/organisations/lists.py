"""The two lists of a decision, read from files: what stands afterwards, and what became of each organisation.

Reading files is the work of a room above; it is found by name (`organisation_lists.read`), as rooms find each other.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date

from liemchinh.organisations.planning import After, Step
from liemchinh.web.discovery import providers
from regulations.answers import Refusal, Refused

Read = Callable[[bytes, str], Iterable[After | Step | Refusal]]


@dataclass
class Lists:
    """What files tell. `faults`: every row that could not be used, and why."""

    after: list[After] = field(default_factory=list)
    steps: list[Step] = field(default_factory=list)
    faults: list[Refusal] = field(default_factory=list)


def read_lists(files: Sequence[tuple[str, bytes]], on: date) -> Lists:
    """What the files (name, content) tell for a decision of the day `on`; a workbook may hold both lists on its sheets.

    Every fault is in `faults` with its row: what cannot be read, a succession of another day. Writes nothing.
    """
    told = Lists()
    for name, data in files:
        before = len(told.after), len(told.steps), len(told.faults)
        for row in _reader()(data, name):
            _keep(row, told, on)
        if before == (len(told.after), len(told.steps), len(told.faults)):
            told.faults.append(
                Refusal(
                    "empty-list", f"Tệp “{name}” không có dòng nào.", remedy="Hãy kiểm tra tệp và dòng tiêu đề cột."
                )
            )
    return told


def _keep(row: After | Step | Refusal, told: Lists, on: date) -> None:
    if isinstance(row, After):
        told.after.append(row)
    elif isinstance(row, Refusal):
        told.faults.append(row)
    elif row.on is not None and row.on != on:
        told.faults.append(
            Refusal(
                "other-day",
                f"Danh sách kế thừa, dòng {row.row}: ghi ngày {row.on:%d/%m/%Y}, khác ngày sắp xếp {on:%d/%m/%Y}.",
                remedy="Mỗi ngày là một lần sắp xếp: hãy tách danh sách hoặc sửa ngày.",
            )
        )
    else:
        told.steps.append(row)


def _reader() -> Read:
    found = providers("organisation_lists", "read")
    if not found:
        raise Refused(
            [Refusal("no-reader", "Bản cài đặt này không đọc được tệp.", remedy="Hãy ghi sắp xếp bằng biểu mẫu.")]
        )
    return found[0]
