"""An award step by step: proposed for an occasion, decided by the committee, handed over. A step recorded wrongly is cancelled."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.awards.models import Award
from liemchinh.awards.occasions import Occasion, years_awarded
from liemchinh.awards.queries import years_written
from liemchinh.awards.reckoning import NOTHING, histories, reached
from liemchinh.journal.bulk import insert_rows
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.days import faults_of_day
from liemchinh.members.locking import lock_people
from liemchinh.members.models import Details, Spell
from liemchinh.members.queries import last_places, people_visible_to
from liemchinh.members.reasons import faults_of_reason
from liemchinh.web.dates import show
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused

COLUMNS = (
    "person_id", "organisation_id", "years", "occasion", "proposed_by", "decision", "decided_on", "decided_by", "badge_no", "handed_on",
    "handed_by", "recorded_by",
)  # fmt: skip
LONGEST_DECISION, LONGEST_NUMBER = 40, 20
Wanted = tuple[int, int]


@transaction.atomic
def propose_awards(occasion: Occasion, wanted: Sequence[Wanted], *, actor: Actor) -> Sequence[int]:
    """Members are proposed for badges on an occasion, `wanted` as (person, years); gives the sequences.

    Refuses, all at once and writing nothing: nobody, years no badge is given for, somebody who is no official member now, who has the badge
    or is proposed for it, or whose years are surely not full by the day. What is unknown is not refused: the committee decides.
    """
    people = sorted({person for person, _years in wanted})
    lock_people(people)
    open_now = Spell.objects.filter(person_id__in=people, cancelled_by=None, ends_on=None, official=True)
    places = dict(open_now.values_list("person_id", "organisation_id"))
    faults = actor.refusals_among("members.edit", places.values())
    if set(people) - places.keys():
        faults += actor.refusals("members.edit") if not actor.may("members.edit") else []
    faults = faults or _faults(occasion, wanted, places, actor)
    if faults:
        raise Refused(dict.fromkeys(faults))
    told = occasion.day.isoformat()
    entries = [
        NewEntry("awards.proposed", occasion.day, places[person], person, data={"years": years, "occasion": told})
        for person, years in wanted
    ]
    sequences = record(entries, actor=actor)
    insert_rows(Award, COLUMNS, [
        (person, places[person], years, occasion.day, sequence, "", None, None, "", None, None, sequence)
        for (person, years), sequence in zip(wanted, sequences, strict=True)
    ])  # fmt: skip
    return sequences


def _faults(occasion: Occasion, wanted: Sequence[Wanted], places: dict[int, int], actor: Actor) -> list[Refusal]:
    if not wanted:
        return [Refusal("nobody", "Chưa chọn ai.", remedy="Hãy đánh dấu những người được đề nghị.")]
    # Of somebody out of the actor's scope not even the name is told.
    seen = people_visible_to(actor, "members.edit").filter(pk__in={person for person, _years in wanted})
    details = Details.objects.filter(person_id__in=seen.values("pk"), cancelled_by=None)
    names = dict(details.values_list("person_id", "full_name"))
    known, given, has = histories(names), years_awarded(occasion.day), _has(names)
    faults: list[Refusal] = []
    for person, years in wanted:
        name = names.get(person, f"người số {person}")
        if years not in given:
            faults.append(
                Refusal("years", f"Không có Kỷ niệm chương {years} năm tuổi hiệp hội.", remedy="Hãy chọn lại số năm.")
            )
        elif person not in places:
            said = f"{name}: hiện không phải hội viên chính thức trong danh sách."
            faults.append(Refusal("not-member", said, remedy="Hãy kiểm tra hồ sơ của người này."))
        elif years in has.get(person, ()) or wanted.count((person, years)) > 1:
            said = f"{name}: đã có hoặc đã được đề nghị Kỷ niệm chương {years} năm."
            faults.append(Refusal("has-it", said, remedy="Hãy bỏ người này khỏi danh sách đề nghị."))
        else:
            answer = reached(known.get(person, NOTHING), years, occasion.day)
            if answer.verdict == "no":
                remedy = "Hãy kiểm tra ngày vào Hiệp hội, hoặc chờ đợt sau."
                faults.append(Refusal("too-early", f"{name}: {answer.reason}", str(answer.citation), remedy))
    return faults


def _has(people: Iterable[int]) -> dict[int, set[int]]:
    found: dict[int, set[int]] = {}
    standing = Award.objects.filter(person_id__in=list(people), cancelled_by=None)
    for person, years in standing.values_list("person_id", "years"):
        found.setdefault(person, set()).add(years)
    for person, badge in Details.objects.filter(person_id__in=list(people), cancelled_by=None).values_list(
        "person_id", "badge"
    ):
        found.setdefault(person, set()).update(range(years_written(badge) + 1) if badge else ())
    return found


@transaction.atomic
def decide_awards(awards: Sequence[int], decision: str, on: date, *, actor: Actor) -> Sequence[int]:
    """The committee's decision on proposed awards: its number and day; gives the sequences. Counted where each member is on recording.

    Refuses, all at once and writing nothing: no number, a day to come, nobody, an award that is decided already or stands no more.
    """
    number = clean(decision)
    rows = _locked(awards)
    faults = actor.refusals_among("members.decide", _places(rows))
    if not rows:
        faults += actor.refusals("members.decide") if not actor.may("members.decide") else []
        faults.append(Refusal("nobody", "Chưa chọn ai.", remedy="Hãy đánh dấu những người có trong quyết định."))
    if not number or len(number) > LONGEST_DECISION:
        said = f"Chưa ghi số quyết định, hoặc dài quá {LONGEST_DECISION} ký tự."
        faults.append(Refusal("decision", said, remedy="Hãy ghi như trên văn bản, ví dụ 219-QĐ/TU."))
    faults += faults_of_day(on, "Quyết định tặng")
    if len(rows) < len(set(awards)) or any(row.decided_on for row in rows):
        faults.append(Refusal("moved-on", "Danh sách đã thay đổi từ khi mở trang.", remedy="Hãy mở lại danh sách."))
    if faults:
        raise Refused(dict.fromkeys(faults))
    places = _places_now(rows, actor)
    entries = [
        NewEntry("awards.awarded", on, places[row.pk], row.person_id, data={"years": row.years, "decision": number})
        for row in rows
    ]
    sequences = record(entries, actor=actor)
    for row, sequence in zip(rows, sequences, strict=True):
        _replace(row, sequence, organisation_id=places[row.pk], decision=number, decided_on=on, decided_by=sequence)
    return sequences


def _places_now(rows: Iterable[Award], actor: Actor) -> dict[int, int]:
    """Where each member is now; where they were proposed if that is outside the actor's right."""
    now = last_places(row.person_id for row in rows)
    there = {row.pk: now.get(row.person_id, row.organisation_id) for row in rows}
    return {
        row.pk: there[row.pk] if actor.covers("members.decide", there[row.pk]) else row.organisation_id for row in rows
    }


@transaction.atomic
def hand_over(award: int, on: date, badge_no: str = "", *, actor: Actor) -> int:
    """A badge is handed over on a day; whoever receives it signs on paper. Gives the sequence.

    Refuses: an award not decided, handed over already, a day before the decision or to come.
    """
    row = _one(award)
    faults = actor.refusals("members.edit", row.organisation_id)
    if row.decided_on is None:
        faults.append(Refusal("undecided", "Chưa ghi quyết định tặng.", remedy="Hãy ghi quyết định trước."))
    elif on < row.decided_on:
        said = f"Ngày trao sớm hơn ngày quyết định ({show(row.decided_on)})."
        faults.append(Refusal("before-decision", said, remedy="Hãy kiểm tra ngày."))
    faults += faults_of_day(on, "Việc trao")
    if row.handed_on is not None:
        faults.append(
            Refusal("handed", "Kỷ niệm chương này đã được ghi là đã trao.", remedy="Hủy bước ghi nhầm trước.")
        )
    if len(clean(badge_no)) > LONGEST_NUMBER:
        faults.append(
            Refusal("number", f"Số kỷ niệm chương dài quá {LONGEST_NUMBER} ký tự.", remedy="Hãy kiểm tra số.")
        )
    if faults:
        raise Refused(faults)
    number = clean(badge_no)
    entry = NewEntry("awards.handed_over", on, row.organisation_id, row.person_id, data={"years": row.years},
                     personal={"badge_no": number} if number else {})  # fmt: skip
    sequence = record([entry], actor=actor)[0]
    _replace(row, sequence, badge_no=number, handed_on=on, handed_by=sequence)
    return sequence


@transaction.atomic
def cancel_step(award: int, *, reason: str, actor: Actor) -> int:
    """The last step of an award was recorded wrongly: it is cancelled; without any step left nothing stands. Gives the sequence.

    A decision is taken back by whoever may record one. Refuses a reason that is not on the register's list.
    """
    row = _one(award)
    step = row.handed_by or row.decided_by or row.proposed_by
    verb = "members.decide" if step == row.decided_by else "members.edit"
    faults = actor.refusals(verb, row.organisation_id) + faults_of_reason(reason)
    if faults:
        raise Refused(faults)
    day = row.handed_on or row.decided_on or row.occasion
    entry = NewEntry("awards.cancelled", day, row.organisation_id, row.person_id, cancels=step,
                     data={"years": row.years, "reason": reason})  # fmt: skip
    sequence = record([entry], actor=actor)[0]
    if step == row.handed_by:
        _replace(row, sequence, badge_no="", handed_on=None, handed_by=None)
    elif step == row.decided_by:
        _replace(row, sequence, decision="", decided_on=None, decided_by=None)
    else:
        Award.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    return sequence


@transaction.atomic
def note_register(organisation: int, first: date, last: date, *, actor: Actor) -> int:
    """The badge register leaves the house in a file: a right of its own, written in the book."""
    actor.require("figures.export", organisation)
    actor.require("members.see", organisation)
    data = {"first": first.isoformat(), "last": last.isoformat()}
    return record([NewEntry("awards.register_taken", last, organisation, data=data)], actor=actor)[0]


def _locked(awards: Iterable[int]) -> list[Award]:
    found = Award.objects.select_for_update().filter(pk__in=list(awards), cancelled_by=None)
    return list(found.order_by("pk"))


def _one(award: int) -> Award:
    rows = _locked([award])
    if not rows:
        said = "Dòng này không còn như khi mở trang: có người vừa ghi bước khác hoặc hủy."
        raise Refused([Refusal("gone", said, remedy="Hãy mở lại danh sách.")])
    return rows[0]


def _places(rows: Iterable[Award]) -> list[int]:
    return sorted({row.organisation_id for row in rows})


def _replace(row: Award, sequence: int, **changed: Any) -> None:
    Award.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    told = {name: getattr(row, name) for name in COLUMNS} | changed | {"recorded_by": sequence}
    insert_rows(Award, COLUMNS, [tuple(told[name] for name in COLUMNS)])
