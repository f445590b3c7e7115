"""Recording which papers were handed in: a whole branch at once, one entry, each person's mark beside the chain."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from liemchinh.members.locking import lock_people
from liemchinh.members.months import names_from
from liemchinh.organisations.locking import lock_organisations
from liemchinh.reviews.models import Handed, Handing
from liemchinh.reviews.periods import YEAR, Period
from liemchinh.reviews.queries import COLLECTIVE, Paper, handing_of, papers_of
from liemchinh.reviews.words import COMMITMENT, CORRECTIONS, HANDED, LIES, MISSING, SORTS, STATES
from regulations.answers import Refusal, Refused

Place = tuple[date, str]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Which papers of which organisation and period, the day of those newly handed in, and where they lie."""

    organisation: int
    sort: str
    period: Period
    on: date
    lies: str = "branch"


@transaction.atomic
def record_handed(
    sheet: Sheet, states: Mapping[int, str], *, reason: str = "", seen: int | None = None, actor: Actor
) -> int:
    """Records who handed in a paper ("handed") and who not ("missing"), or records it anew for a reason; gives the entry's sequence.

    `states` names everybody of the sheet, the collective as 0. Who had handed in before keeps that day. `seen`: the entry the page was
    made from (0: none). What is recorded already, word for word, is not recorded again. Refuses everything that is wrong at once.
    """
    actor.require("branch.keep", sheet.organisation)
    lock_organisations([sheet.organisation])
    lock_people(person for person in states if person)
    before = handing_of(sheet.organisation, sheet.sort, sheet.period.code)
    listed = papers_of(sheet.organisation, sheet.sort, sheet.period)
    kept = _kept(sheet)
    if before and {person: state for person, (state, _place) in kept.items()} == dict(states):
        return before.recorded_by
    refusals = [*_faults_of_sheet(sheet, before, reason, seen), *_faults_of_people(listed, states)]
    if refusals:
        raise Refused(refusals)
    places = _places(sheet, states, kept)
    counts = {state: list(states.values()).count(state) for state in STATES}
    data = {"handed_sort": sheet.sort, "review_period": sheet.period.code, **counts}
    if before:
        data["reason"] = reason
    entry = NewEntry(
        "reviews.handed_corrected" if before else "reviews.handed", sheet.on, sheet.organisation,
        cancels=before.recorded_by if before else None, data=data, personal=_told(states, places),
    )  # fmt: skip
    sequence = record([entry], actor=actor)[0]
    _write(sheet, states, places, sequence)
    return sequence


def told_place(place: Place) -> str:
    """2026-01-15,branch: as the book keeps a day and where the paper lies."""
    return f"{place[0].isoformat()},{place[1]}"


def _kept(sheet: Sheet) -> dict[int, tuple[str, Place | None]]:
    rows = Handed.objects.filter(
        organisation_id=sheet.organisation, sort=sheet.sort, period=sheet.period.code, cancelled_by=None
    )
    return {
        person or COLLECTIVE: (state, (on, lies) if on else None)
        for person, state, on, lies in rows.values_list("person_id", "state", "on", "lies")
    }


def _places(sheet: Sheet, states: Mapping[int, str], kept: Mapping[int, tuple[str, Place | None]]) -> dict[int, Place]:
    new = (sheet.on, sheet.lies)
    return {person: kept.get(person, ("", None))[1] or new for person, state in states.items() if state == HANDED}


def _told(states: Mapping[int, str], places: Mapping[int, Place]) -> dict[str, str]:
    return {
        "people_handed": " ".join(f"{person}@{told_place(places[person])}" for person in sorted(places)),
        "people_missing": " ".join(str(person) for person in sorted(states) if states[person] == MISSING),
    }


def _write(sheet: Sheet, states: Mapping[int, str], places: Mapping[int, Place], sequence: int) -> None:
    which = {"organisation_id": sheet.organisation, "sort": sheet.sort, "period": sheet.period.code}
    for model in (Handing, Handed):
        model._default_manager.filter(**which, cancelled_by=None).update(cancelled_by=sequence)
    more = {**which, "ends_on": sheet.period.last, "recorded_by": sequence}
    counts = {state: list(states.values()).count(state) for state in STATES}
    Handing.objects.create(**more, **counts)
    Handed.objects.bulk_create(
        Handed(
            **more, person_id=person or None, state=state,
            on=places[person][0] if person in places else None, lies=places[person][1] if person in places else "",
        )
        for person, state in sorted(states.items())
    )  # fmt: skip


def _faults_of_sheet(sheet: Sheet, before: Handing | None, reason: str, seen: int | None) -> list[Refusal]:
    found = faults_of_day(sheet.on, _("Ngày nộp"))
    if sheet.sort not in SORTS or sheet.lies not in LIES:
        found.append(Refusal("reviews.sort", _("Chưa chọn nơi để văn bản."), remedy=_("Chọn một nơi trong danh sách.")))
    if sheet.sort == COMMITMENT and sheet.period.kind != YEAR:
        found.append(Refusal("reviews.period", _("Bản cam kết là của một năm."), remedy=_("Chọn một năm.")))
    if sheet.period.first > clock.today():
        found.append(Refusal("reviews.ahead", _("Kỳ này chưa đến."), remedy=_("Ghi khi đã vào kỳ.")))
    if sheet.period.last < names_from(clock.today()):
        said = _("Kỳ này đã quá thời hạn giữ tên; chỉ còn số đếm.")
        found.append(Refusal("reviews.closed", said, remedy=_("Chỉ ghi được kỳ của năm nay và năm trước.")))
    if seen is not None and seen != (before.recorded_by if before else 0):
        said = _("Có người vừa ghi trang này từ máy khác.")
        found.append(Refusal("reviews.changed", said, remedy=_("Mở lại trang để xem điều vừa ghi, rồi sửa nếu cần.")))
    elif before and reason not in CORRECTIONS:
        said = _("Trang này đã được ghi; chưa chọn vì sao ghi lại.")
        found.append(Refusal("reviews.reason", said, remedy=_("Chọn một lý do trong danh sách.")))
    return found


def _faults_of_people(listed: list[Paper], states: Mapping[int, str]) -> list[Refusal]:
    asked = {one.person for one in listed if not one.elsewhere}
    found = []
    if not asked:
        said = _("Ở đây không có ai phải nộp trong kỳ này.")
        found.append(Refusal("reviews.nobody", said, remedy=_("Chọn một tổ chức có hội viên.")))
    missing = [one.name or _("tập thể") for one in listed if one.person in asked - states.keys()]
    if missing:
        said = _("Chưa chọn cho: %(names)s.") % {"names": ", ".join(missing)}
        found.append(Refusal("reviews.missing", said, remedy=_("Mỗi dòng chọn một trong hai ô.")))
    if any(state not in STATES for state in states.values()) or states.keys() - asked:
        said = _("Có dòng không thuộc trang này, hoặc mang dấu không hiểu được.")
        found.append(Refusal("reviews.stranger", said, remedy=_("Mở lại trang để lấy danh sách mới.")))
    return found
