"""The sanction of a case as its entries tell it: one row, made again whenever a step is taken or cancelled."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any, NamedTuple

from liemchinh.casework.models import Case, Step
from liemchinh.discipline.models import Sanction, SanctionForm
from liemchinh.journal.models import Entry

SET_ASIDE = "discipline.set_aside"
# The steps that tell of the sanction.
OF_SANCTION = ("decided", "announced", "delivered", "refused")


@dataclass(frozen=True, slots=True)
class Told:
    """A sanction as the book tells it; the fields are those of the row."""

    recorded_by: int
    person_id: int | None
    organisation_id: int | None
    form: str
    decided_by_id: int
    organ: str
    number: str
    decided_on: date
    withheld: bool
    unverified: bool
    removed_from: tuple[int, ...] = ()
    announced_on: date | None = None
    effective_on: date | None = None
    delivered_on: date | None = None
    refused_on: date | None = None
    lapses_on: date | None = None
    by_product: bool = False
    set_aside: str = ""
    set_aside_on: date | None = None
    set_aside_by: int | None = None

    def columns(self) -> dict[str, Any]:
        """As the row keeps it."""
        found = {name: getattr(self, name) for name in self.__dataclass_fields__}
        return found | {"removed_from": list(self.removed_from)}


def keep_sanction(case: Case) -> None:
    """Makes the row of a case anew from the entries that stand."""
    told = fold(line_of(entry) for entry in entries_of(case))
    live = Sanction.objects.filter(case=case, cancelled_by=None)
    gone = live.exclude(recorded_by=told.recorded_by) if told else live
    if gone.exists():
        gone.update(cancelled_by=Entry.objects.filter(case_id=case.pk).latest("sequence").pk)
    if told is not None and not live.filter(recorded_by=told.recorded_by).update(**told.columns()):
        Sanction.objects.create(case=case, **told.columns())
    _keep_form(case, told)


def _keep_form(case: Case, told: Told | None) -> None:
    """The form stands from the entry that gave it until the one that put another in its place."""
    live = SanctionForm.objects.filter(sanction__case=case, cancelled_by=None)
    same = live.filter(sanction__recorded_by=told.recorded_by, form=told.form) if told else live.none()
    if same.exists():
        return
    newest = Entry.objects.filter(case_id=case.pk).latest("sequence").pk
    live.update(cancelled_by=newest)
    if told is not None:
        row = Sanction.objects.get(case=case, cancelled_by=None)
        SanctionForm.objects.create(sanction=row, form=told.form, recorded_by=told.set_aside_by or told.recorded_by)


def sanction_of(case: Case) -> Sanction | None:
    """What was decided in a case and stands in its file, whether or not it has effect."""
    return Sanction.objects.filter(case=case, cancelled_by=None).first()


def is_decided(held: Sanction | None, body: int) -> bool:
    """Does a decision stand in the way of another by the body that acts now? One without effect, put to the body above, does not."""
    return held is not None and not (held.withheld and held.decided_by_id != body)


def entries_of(case: Case) -> list[Entry]:
    """The entries of a case that stand and can tell of its sanction, in their order."""
    steps = Step.objects.filter(case=case, cancelled_by=None).values("recorded_by")
    cancelled = Entry.objects.filter(case_id=case.pk, cancels_id__isnull=False).values("cancels_id")
    beside = Entry.objects.filter(case_id=case.pk, kind=SET_ASIDE).exclude(sequence__in=cancelled)
    return sorted([*Entry.objects.filter(sequence__in=steps), *beside], key=lambda entry: entry.sequence)


class Line(NamedTuple):
    """What an entry tells of a case: its number, kind, day and data."""

    sequence: int
    kind: str
    on: date | None
    data: Mapping[str, Any]


def line_of(entry: Entry) -> Line:
    """An entry that stands in the book."""
    return Line(entry.sequence, entry.kind, entry.effective_on, data_of(entry))


def fold(lines: Iterable[Line]) -> Told | None:
    """What the entries of one case make of its sanction; None where none was decided."""
    told: Told | None = None
    for line in lines:
        code, data, on = line.kind.partition(".")[2], line.data, line.on
        if code == "decided":
            told = _decided(line.sequence, data)
        elif told is None:
            continue
        elif code == "announced":
            told = replace(
                told, announced_on=on, effective_on=_day(data.get("effective_on")), lapses_on=_day(data.get("lapses_on")),
                by_product=data.get("by_product", False),
            )  # fmt: skip
        elif code == "delivered":
            told = replace(told, delivered_on=on)
        elif code == "refused":
            told = replace(told, refused_on=on)
        elif line.kind == SET_ASIDE:
            told = replace(
                told, set_aside=data["outcome"], set_aside_on=on, set_aside_by=line.sequence, form=data["form"],
                lapses_on=_day(data["lapses_on"]), by_product=data["by_product"],
            )  # fmt: skip
    return told


def data_of(entry: Entry) -> dict[str, Any]:
    """What an entry keeps beside its columns."""
    told: dict[str, Any] = json.loads(bytes(entry.payload))["data"]
    return told


def _decided(sequence: int, data: Mapping[str, Any]) -> Told:
    paper = data["papers"][0]
    return Told(
        sequence, data["of_person"], data["of_organisation"], data["form"], data["by"], data["organ"], paper["number"],
        date.fromisoformat(paper["dated"]), data["withheld"], data["unverified"], tuple(data["posts"]),
        effective_on=_day(data["effective_on"]),
    )  # fmt: skip


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
