"""What the rules say on a day, and by when a step is due. Unknown is an answer: LOW, open, or no value carries no value (guards 12)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

from regulations.answers import Answer, Citation
from regulations.loader import load_parameters
from regulations.reading import show_day
from regulations.schema import LENGTHS, NATION, UNITS, DatedValue, Parameter
from regulations.working_days import Calendar, DayOff, add_months

ASK = "Hãy hỏi cơ quan có thẩm quyền, hoặc ghi rõ điều và văn bản làm căn cứ."


class UnknownParameter(LookupError):
    """No charter loaded here has a rule of that name: a mistake of the caller, not an unknown rule."""


@dataclass(frozen=True, slots=True)
class Deadline:
    """How a last day was found: the rule, the first day, the length, the holidays passed over, and the day itself."""

    rule: str
    start: date
    length: int
    unit: str
    skipped: tuple[DayOff, ...]
    due: date

    def __str__(self) -> str:
        passed = (
            f"; không tính {', '.join(f'{off.name} {show_day(off.day)}' for off in self.skipped)}"
            if self.skipped
            else ""
        )
        return f"{self.length} {UNITS[self.unit]} kể từ ngày sau {show_day(self.start)} là {show_day(self.due)}{passed}"


@dataclass(frozen=True, slots=True)
class Rulebook:
    """The parameters of one charter with its local layers.

    `silent`: rules that are asked for and that this charter does not have: what it does not speak of is unknown, not forbidden and not
    free. `effects`: sanction → what it does besides being said (`sanctions.EFFECTS`).
    """

    parameters: Mapping[str, Parameter]
    silent: frozenset[str] = frozenset()
    effects: Mapping[str, str] = field(default_factory=dict)

    def effect(self, form: str) -> str:
        """What a sanction does besides being said; "" too for one the charter does not have."""
        return self.effects.get(form, "")

    def form_that(self, effect: str) -> str:
        """The lightest sanction that does this; "" where the charter has none."""
        return next((form for form, does in self.effects.items() if does == effect), "")

    def options(self, name: str) -> Mapping[str, str]:
        """The choices of a rule, code → words; none where the charter is silent. Raises UnknownParameter."""
        return {} if name in self.silent else self._rule(name).options

    def parameter(self, name: str, *, on: date, jurisdiction: str = NATION) -> Answer:
        """The value in force on a day: "yes" with a value for HIGH and MEDIUM, "unknown" without one otherwise.

        The highest layer that says something for the day is asked alone; within it, a province's own value before the nation's.
        Raises UnknownParameter for a name that nobody wrote.
        """
        if name in self.silent:
            return Answer("unknown", None, f"Điều lệ này không nói về việc này. {ASK}", None, "open")
        rule = self._rule(name)
        rows = _in_force(rule.values, on, jurisdiction)
        if not rows:
            near = _nearest(rule.values, on)
            return Answer(
                "unknown",
                None,
                f"{rule.description}: chưa có giá trị nào được xác minh cho ngày {show_day(on)}. {ASK}",
                near.citation if near else None,
                "open",
                rule.unit,
            )
        row = rows[0]
        if row.usable:
            told = f"{rule.description}: {rule.shown(row.value, row.unit)}; {_where(row.citation)}, áp dụng từ {show_day(row.valid_from)}."
            return Answer("yes", row.value, told, row.citation, row.confidence, row.unit)
        return Answer(
            "unknown",
            None,
            f"{rule.description}: {_why_unknown(rows)} (ngày {show_day(on)}). {ASK}",
            row.citation,
            row.confidence,
            row.unit,
        )

    def in_force(self, name: str, *, on: date, jurisdiction: str = NATION) -> DatedValue | None:
        """The row that answers for a day, verified or not; None where nothing is said of it. Raises UnknownParameter."""
        return next(iter(_in_force(self._rule(name).values, on, jurisdiction)), None)

    def due_date(
        self, start: date, parameter: str, *, on: date, calendar: Calendar, jurisdiction: str = NATION
    ) -> Answer:
        """The last day of a time limit, as a Deadline. The day of `start` is not counted; `on` chooses the text in force.

        Unknown where the rule is, and where working days run through a year whose days off are not verified.
        A limit in days or months that ends on a day off is not moved: no text seen says so.
        """
        rule = self.parameter(parameter, on=on, jurisdiction=jurisdiction)
        if rule.verdict != "yes":
            return rule
        if rule.unit not in LENGTHS or not isinstance(rule.value, int):
            raise ValueError(f"{parameter} is no length of time: its unit is {rule.unit}")
        skipped: Sequence[DayOff] = ()
        if rule.unit == "wd":
            walk = calendar.add(start, rule.value)
            if walk is None:
                return Answer(
                    "unknown",
                    None,
                    f"{rule.reason} Chưa có lịch nghỉ được xác minh cho mọi năm của thời hạn này. {ASK}",
                    rule.citation,
                    rule.confidence,
                    rule.unit,
                )
            due, skipped = walk.end, walk.skipped
        elif rule.unit == "d":
            due = start + timedelta(days=rule.value)
        else:
            due = add_months(start, rule.value * (12 if rule.unit == "year" else 1))
        deadline = Deadline(parameter, start, rule.value, rule.unit, tuple(skipped), due)
        return Answer("yes", deadline, f"{rule.reason} {deadline}.", rule.citation, rule.confidence, rule.unit)

    def _rule(self, name: str) -> Parameter:
        if name not in self.parameters:
            raise UnknownParameter(f"không có quy định tên “{name}”")
        return self.parameters[name]


def load(*layers: Path) -> Rulebook:
    """Read the folders of parameters, centre first, then province, then installation. Raises Malformed."""
    return Rulebook(load_parameters(*layers))


def _in_force(values: Iterable[DatedValue], on: date, jurisdiction: str) -> list[DatedValue]:
    rows = [row for row in values if row.covers(on) and row.jurisdiction in {NATION, jurisdiction}]
    rank = max(((row.layer, row.jurisdiction != NATION) for row in rows), default=None)
    return [row for row in rows if (row.layer, row.jurisdiction != NATION) == rank]


def _nearest(values: Sequence[DatedValue], on: date) -> DatedValue | None:
    by_day = sorted(values, key=lambda row: row.valid_from)
    before = [row for row in by_day if row.valid_from <= on]
    return before[-1] if before else next(iter(by_day), None)


def _where(citation: Citation) -> str:
    dated = f" ngày {show_day(date.fromisoformat(citation.dated))}" if citation.dated else ""
    return f"{citation}{dated}"


def _why_unknown(rows: Sequence[DatedValue]) -> str:
    if len(rows) > 1:
        return f"các nguồn mâu thuẫn ({'; '.join(_where(row.citation) for row in rows)}), chưa xác minh"
    if rows[0].confidence == "open":
        return f"chưa có nguyên văn ({_where(rows[0].citation)})"
    return f"nguồn chưa đủ tin cậy, chưa xác minh ({_where(rows[0].citation)})"
