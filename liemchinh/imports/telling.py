"""What a row about a person tells: where, which acts on which days, and what is the matter with it. Pure."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from liemchinh.imports.reading import MemberRow
from liemchinh.members.changes import Change, NewAct
from liemchinh.members.facts import PersonFacts
from liemchinh.members.likeness import Told
from liemchinh.members.timeline import LABELS, LEAVING
from liemchinh.members.working import Prepared
from liemchinh.web.dates import PartialDate, show

FACT_COLUMNS = (
    "gender", "ethnicity", "education", "profession_level", "theory_level", "occupation", "home_place", "cv_no", "badge", "card_no",
)  # fmt: skip
_DATED = (
    ("admitted_on", "admitted"),
    ("official_on", "official"),
    ("arrived_on", "transferred_in"),
    ("exempt_from", "exempt"),
)
_PARTIAL = ("birth", "admitted_on", "official_on", "exempt_from", "left_on", "arrived_on")


# The organisation a text means, or None and why it means none.
Found = tuple[int | None, str]


@dataclass(slots=True)
class ToldAct:
    """An act as told, and the days it may mean."""

    act: NewAct
    told: PartialDate


@dataclass(slots=True)
class Telling:
    """A row about a person, resolved: who (if known), where, what is told. `faults`: (column, why it cannot be used).

    `ready`: the row worked out by another process as the registering of somebody new; it then has acts and no faults.
    """

    row: MemberRow
    organisation: int | None
    asked: Told
    today: date
    person: int | None = None
    notes: list[str] = field(default_factory=list)
    faults: list[tuple[str, str]] = field(default_factory=list)
    ready: Prepared | None = None
    told: list[ToldAct] | None = None

    @property
    def acts(self) -> list[ToldAct]:
        """What happened to the person. Of a row that is ready it is told again, which only somebody who stands already asks for."""
        if self.told is None:
            self.told = tell(self.row, self.organisation, self.today).acts
        return self.told

    def facts(self) -> PersonFacts:
        """Everything the row says of the person."""
        row = self.row
        return PersonFacts(
            row.full_name, row.gender, text_of(row.birth), row.ethnicity, row.education, row.profession_level, row.theory_level,
            row.occupation, row.home_place, row.cv_no, row.badge, row.card_no,
        )  # fmt: skip

    def as_new(self, external: tuple[str, str] | None) -> Change:
        """The row as the registering of somebody new, who is known by an id of a source from then on."""
        return Change(None, self.facts(), [told.act for told in self.acts], external=external)


def tell_all(rows: Sequence[MemberRow], places: Mapping[str, Found], today: date) -> list[Telling]:
    """What the rows tell; `places`: what each text of theirs means."""
    tellings = []
    for row in rows:
        organisation, fault = places[row.organisation_id]
        telling = tell(row, organisation, today)
        if fault:
            telling.faults.insert(0, ("organisation_id", f"{fault[0].upper()}{fault[1:]}."))
        tellings.append(telling)
    return tellings


def tell_ready(row: MemberRow, organisation: int | None, today: date, ready: Prepared, notes: list[str]) -> Telling:
    """The same of a row that another process has told and worked out."""
    keys = (str(ready.details[1]), str(ready.details[2])) if ready.details else ("", "")
    asked = Told(row.full_name, text_of(row.birth), row.card_no, row.gender, organisation, *keys)
    return Telling(row, organisation, asked, today, notes=notes, ready=ready)


def tell(row: MemberRow, organisation: int | None, today: date) -> Telling:
    """What the row tells. Dates to come are faults: a list says what has taken effect."""
    asked = Told(row.full_name, text_of(row.birth), row.card_no, row.gender, organisation)
    telling = Telling(row, organisation, asked, today, notes=[_remark(problem) for problem in row.remarks], told=[])
    dated = [(column, kind, value) for column, kind in _DATED if (value := getattr(row, column)) is not None]
    if row.left_on is not None:
        dated.append(("left_on", row.left_kind, row.left_on))
    arrived = row.arrived_on
    for column, kind, value in dated:
        if value.earliest > today + timedelta(days=1):
            telling.faults.append((column, f"Ngày {value} còn ở tương lai."))
            continue
        later = [other.latest for name, _kind, other in dated if name != column and other.latest > value.earliest]
        elsewhere = arrived is not None and kind in {"admitted", "official"} and value.latest <= arrived.latest
        day = effective(value, later, today)
        telling.acts.append(ToldAct(NewAct(kind, day, None if elsewhere else organisation, value.text), value))
    _drop_impossible(telling)
    return telling


def effective(value: PartialDate, later: Iterable[date], today: date) -> date:
    """An incomplete date takes effect on its last possible day, but before the next thing told, and not in the future."""
    if value.earliest == value.latest:
        return value.earliest
    following = min([*later, today])
    return max(value.earliest, min(value.latest, following))


def _drop_impossible(telling: Telling) -> None:
    left = next((told.act for told in telling.acts if told.act.kind in LEAVING), None)
    if left is None:
        return
    for told in [told for told in telling.acts if told.act.kind in {"official", "exempt"} and told.act.on >= left.on]:
        telling.acts.remove(told)
        telling.notes.append(
            f"Không ghi “{LABELS[told.act.kind]}” ngày {show(told.act.on)} vì sau ngày rời Hiệp hội {show(left.on)}."
        )


def _remark(problem: Any) -> str:
    return f"Cột {problem.column}: {problem.reason}." if problem.column else f"{problem.reason}."


def text_of(value: PartialDate | None) -> str:
    """A date as the register keeps it."""
    return value.text if value else ""


def content_of(row: MemberRow) -> dict[str, Any]:
    """A row as plain values, to wait for a decision."""
    values = {name: getattr(row, name) for name in row._fields if name not in {"file", "remarks"}}
    return {name: text_of(value) if name in _PARTIAL else value for name, value in values.items()}


def row_of(content: Mapping[str, Any]) -> MemberRow:
    """The row that `content_of` kept."""
    dates = {name: PartialDate.parse(content[name]) if content[name] else None for name in _PARTIAL}
    return MemberRow(**({"file": "", **content} | dates))


def corrected(row: MemberRow, stored: PersonFacts) -> tuple[PersonFacts | None, list[str]]:
    """What the row tells differently. An empty cell tells nothing and erases nothing."""
    told = {"full_name": row.full_name, "birth": text_of(row.birth)} | {
        name: getattr(row, name) for name in FACT_COLUMNS
    }
    changed = {name: value for name, value in told.items() if value and value != getattr(stored, name)}
    return (stored._replace(**changed), sorted(changed)) if changed else (None, [])
