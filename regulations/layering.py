"""Local verified values laid over a charter: what an office confirmed for days on which the charter does not know the text."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date

from regulations.charter import Charter
from regulations.loader import read_value
from regulations.reading import Problem, Reader, show_day
from regulations.schema import NATION, DatedValue, Parameter
from regulations.working_days import Calendar, Year, read_year

# Layers above the centre's own, as `load_parameters` counts them.
PROVINCE, INSTALLATION = 1, 2
YEAR = "calendar."
_FOUR_DIGITS = re.compile("2[0-9]{3}")
# How this product's own rules are cited: what an office cannot replace, because it protects people from the office too.
PRODUCT = "Quy tắc của phần mềm"
Told = Mapping[str, object]


@dataclass(frozen=True, slots=True)
class Local:
    """One value as it would stand in a file: the rule's name (or "calendar.2027"), its layer, its row."""

    name: str
    layer: int
    row: Told

    @property
    def year(self) -> int:
        """The year whose days off it says; 0 for the value of a rule."""
        told = self.name.removeprefix(YEAR)
        return int(told) if self.name.startswith(YEAR) and _FOUR_DIGITS.fullmatch(told) else 0


def local_value(charter: Charter, local: Local, problems: list[Problem]) -> DatedValue | None:
    """The value of a rule the charter declares, checked like a shipped one. None, with problems noted, if it is not one."""
    rule = charter.rulebook.parameters.get(local.name)
    if rule is None:
        problems.append(
            Problem(local.name, "name", "điều lệ không có quy định tên này; chỉ ghi được giá trị của quy định đã có")
        )
        return None
    return read_value(rule, Reader(dict(local.row), local.name, "", problems), local.layer)


def local_year(local: Local, problems: list[Problem]) -> Year | None:
    """The days off of a year, checked like shipped ones. None, with problems noted, if they are not whole."""
    return read_year(Reader(dict(local.row), local.name, "", problems))


def with_local(charter: Charter, locals_: Iterable[Local]) -> tuple[Charter, list[Problem]]:
    """The charter with local values over it, and what no longer fits the charter: that is left out, never guessed at.

    A value counts on its own dates only; a year's days off replace the whole year. Of two layers the higher one counts.
    """
    problems: list[Problem] = []
    rules, years = dict(charter.rulebook.parameters), dict(charter.calendar.years)
    for local in sorted(locals_, key=lambda one: one.layer):
        found: list[Problem] = []
        if local.year:
            year = local_year(local, found)
            if year is not None and not found:
                years[local.year] = year
        else:
            value = local_value(charter, local, found)
            if value is not None and not found:
                rules[local.name] = replace(rules[local.name], values=(*rules[local.name].values, value))
        problems += found
    return replace(charter, rulebook=replace(charter.rulebook, parameters=rules), calendar=Calendar(years)), problems


def against_verified(rule: Parameter, value: DatedValue) -> list[str]:
    """Why a local value may not hold on days for which the charter's own value is verified; empty where it may.

    Only a text younger than the one the charter knows may replace it, and only from a day after the charter was compared with its text.
    Rules of this product are replaced by nothing.
    """
    if any(row.citation.document.startswith(PRODUCT) for row in rule.values):
        return ["đây là quy tắc bảo vệ của chính phần mềm, không cơ quan nào thay được"]
    found = []
    for row in rule.values:
        # What one province gave itself is nobody else's; a local value is of the office that states it.
        if row.jurisdiction != NATION or not row.usable or not _meet(row, value):
            continue
        if value.valid_from <= row.checked_on:
            found.append(
                f"từ {show_day(max(row.valid_from, value.valid_from))} đã có giá trị được xác minh ({row.citation}, "
                f"đối chiếu ngày {show_day(row.checked_on)}); chỉ ghi cho những ngày chưa rõ, "
                "hoặc cho văn bản mới có hiệu lực sau ngày đối chiếu"
            )
        elif row.citation.dated and value.citation.dated <= row.citation.dated:
            found.append(
                f"văn bản thay thế phải ban hành sau {row.citation} ngày {show_day(date.fromisoformat(row.citation.dated))}"
            )
    return found


def _meet(one: DatedValue, other: DatedValue) -> bool:
    start = max(one.valid_from, other.valid_from)
    return start <= min(one.valid_to or date.max, other.valid_to or date.max)
