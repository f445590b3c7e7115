"""A branch introduces its members to another, or to a place outside: for good or for a time, one person or many under one letter."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.casework.steps import NewPaper, Taken, Who, open_case
from liemchinh.journal.registry import Plain
from liemchinh.members.applying import apply_changes
from liemchinh.members.changes import Change, NewAct
from liemchinh.members.days import faults_of_day
from liemchinh.members.facts import PersonFacts
from liemchinh.members.locking import lock_people
from liemchinh.transfers.cases import KEEP, KIND, MEMBER, RECEIVER, SENDER
from liemchinh.transfers.known import NOT_BY_LETTER, left_by_letter
from liemchinh.transfers.models import Transfer
from liemchinh.transfers.standing import (
    distinct,
    faults_of_open,
    faults_of_people,
    faults_of_receiving,
)
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused

LONGEST_NUMBER, LONGEST_OUTSIDE, MOST = 60, 200, 500


@dataclass(frozen=True, slots=True)
class Letter:
    """A letter of introduction, or the decision that moves many: number and day as written. `until`: it is for a time, to that day."""

    number: str
    on: date
    until: date | None = None

    def faults(self) -> list[Refusal]:
        """Every reason why it cannot be recorded."""
        found = faults_of_day(self.on, "Giấy giới thiệu")
        if not self.number:
            found.append(Refusal("number-missing", "Chưa ghi số giấy giới thiệu.", remedy="Hãy ghi số như trên giấy."))
        elif len(self.number) > LONGEST_NUMBER:
            found.append(
                Refusal("number-long", f"Số giấy dài quá {LONGEST_NUMBER} ký tự.", remedy="Chỉ ghi số, ký hiệu.")
            )
        if self.until is not None and self.until <= self.on:
            found.append(
                Refusal(
                    "ends-before", "Ngày hết sinh hoạt tạm thời phải sau ngày giới thiệu.", remedy="Hãy kiểm tra ngày."
                )
            )
        return found


@transaction.atomic
def send_members(people: Sequence[int], sender: int, receiver: int, letter: Letter, *, actor: Actor) -> list[int]:
    """The branch introduces members to another branch of the tree; gives a case for each. They stay in its list until received.

    Refuses, all reasons at once and writing nothing: an actor who does not keep the sending branch, a receiver that is no standing
    branch, somebody who does not stand in the sender or is on the way already, a letter without number or of a day to come.
    """
    letter = Letter(clean(letter.number), letter.on, letter.until)
    actor.require(KEEP, sender)
    lock_people(people)
    faults = letter.faults() + faults_of_receiving(receiver, sender, letter.on) + _faults(people, sender, letter.on)
    if faults:
        raise Refused(distinct(faults))
    until = letter.until.isoformat() if letter.until else None
    code = "sent_temporarily" if letter.until else "sent"
    data: dict[str, Plain] = {"receiver": receiver, "until": until}
    return [
        _opened(
            [Who(SENDER, sender), Who(RECEIVER, receiver), Who(MEMBER, person=person)],
            Taken(code, letter.on, data=data, papers=[_paper(letter, sender)]),
            Transfer(temporary=letter.until is not None, until=letter.until),
            actor,
        )
        for person in people
    ]


@transaction.atomic
def send_outside(people: Sequence[int], sender: int, outside: str, letter: Letter, *, actor: Actor) -> list[int]:
    """Members go where another list is kept: for good (they leave this list on the letter's day) or for a time (they stay counted).

    Gives a case for each; one for good has ended with it. Refuses as `send_members` does, and a place without a name.
    """
    letter, outside = Letter(clean(letter.number), letter.on, letter.until), clean(outside)
    actor.require(KEEP, sender)
    lock_people(people)
    faults = letter.faults() + _faults_of_outside(outside) + _faults(people, sender, letter.on)
    if faults:
        raise Refused(distinct(faults))
    if letter.until is None:
        acts = [Change(person, acts=[NewAct("transferred_out", letter.on, sender)]) for person in people]
        record_in_register(acts, [sender], actor)
    data: dict[str, Plain] = {"until": letter.until.isoformat() if letter.until else None}
    first = Taken(
        "left_for_a_time" if letter.until else "left",
        letter.on,
        data=data,
        personal={"outside": outside},
        papers=[_paper(letter, sender)],
        days={"came_home": letter.until} if letter.until else {},
    )
    kept = (letter.until is not None, letter.until, outside)
    return [
        _opened([Who(SENDER, sender), Who(MEMBER, person=person)], first,
                Transfer(temporary=kept[0], until=kept[1], outside=kept[2]), actor)
        for person in people
    ]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Arrival:
    """Who comes from a place outside: a person of this list who had left it, or somebody new with what the papers say."""

    person: int | None = None
    facts: PersonFacts | None = None
    admitted_on: date | None = None
    official_on: date | None = None

    def faults(self, letter_on: date) -> list[Refusal]:
        """Nobody was admitted, or recognised elsewhere, after the letter with which they come."""
        told = (("Ngày vào Hiệp hội", self.admitted_on), ("Ngày công nhận chính thức", self.official_on))
        return [
            Refusal(
                "after-letter", f"{label} {day:%d/%m/%Y} sau ngày ghi trên giấy ({letter_on:%d/%m/%Y}).",
                remedy="Hãy kiểm tra hai ngày.",
            )
            for label, day in told
            if day is not None and day > letter_on
        ]  # fmt: skip


@transaction.atomic
def receive_from_outside(arrival: Arrival, receiver: int, outside: str, letter: Letter, *, actor: Actor) -> int:
    """A branch takes somebody in from a place whose list is kept elsewhere, on the letter's day; gives the case, which has ended.

    Refuses, all reasons at once: an actor who does not keep the branch, somebody who stands in a branch of this list or left it otherwise
    than with a letter, a place without a name, a letter without number or of a day to come, days of admission and recognition that are
    after the letter or in the wrong order.
    """
    letter, outside = Letter(clean(letter.number), letter.on), clean(outside)
    actor.require(KEEP, receiver)
    faults = letter.faults() + _faults_of_outside(outside) + faults_of_receiving(receiver, None, letter.on)
    faults += arrival.faults(letter.on)
    if arrival.person is not None:
        lock_people([arrival.person])
        faults += [] if left_by_letter([arrival.person]) else [NOT_BY_LETTER]
    if faults:
        raise Refused(distinct(faults))
    acts = [NewAct("transferred_in", letter.on, receiver)]
    if arrival.person is None:
        told = (("admitted", arrival.admitted_on), ("official", arrival.official_on))
        acts += [NewAct(kind, day, None) for kind, day in told if day is not None]
    person = record_in_register([Change(arrival.person, facts=arrival.facts, acts=acts)], [receiver], actor)[0]
    first = Taken(
        "arrived", letter.on, data={"until": None}, personal={"outside": outside}, papers=[_paper(letter, None)]
    )
    return _opened(
        [Who(RECEIVER, receiver), Who(MEMBER, person=person)], first, Transfer(temporary=False, outside=outside), actor
    )


def record_in_register(changes: Sequence[Change], places: Sequence[int], actor: Actor) -> list[int]:
    """The acts of a transfer, under the right its own step has asked for in `places` and nowhere else; gives the people, or Refused."""
    elsewhere = Refusal("elsewhere", "Việc này sẽ đổi lời ghi ở một chi hội khác.", remedy="Hãy kiểm tra ngày.")
    outcomes = apply_changes(changes, rights=lambda place: [] if place in places else [elsewhere], actor=actor)
    refusals = [refusal for outcome in outcomes for refusal in outcome.refusals]
    if refusals:
        raise Refused(distinct(refusals))
    return [outcome.person for outcome in outcomes if outcome.person is not None]


def _faults(people: Sequence[int], sender: int, on: date) -> list[Refusal]:
    if not people:
        return [Refusal("nobody", "Chưa chọn hội viên nào.", remedy="Hãy chọn ít nhất một người.")]
    if len(people) > MOST:
        return [Refusal("too-many", f"Mỗi lần chỉ giới thiệu được {MOST} người.", remedy="Hãy chia làm nhiều lần.")]
    if len(set(people)) < len(people):
        return [Refusal("twice", "Có người được chọn hai lần.", remedy="Mỗi người chỉ chọn một lần.")]
    return faults_of_people(people, sender, on) + faults_of_open(people)


def _faults_of_outside(outside: str) -> list[Refusal]:
    if not outside:
        return [
            Refusal("outside-missing", "Chưa ghi tên nơi đi, nơi đến.", remedy="Hãy ghi tên tổ chức như trên giấy.")
        ]
    if len(outside) > LONGEST_OUTSIDE:
        return [Refusal("outside-long", f"Tên nơi dài quá {LONGEST_OUTSIDE} ký tự.", remedy="Hãy rút gọn.")]
    return []


def _paper(letter: Letter, issuer: int | None) -> NewPaper:
    return NewPaper("introduction_letter", letter.number, letter.on, issuer)


def _opened(parties: Sequence[Who], first: Taken, transfer: Transfer, actor: Actor) -> int:
    case = open_case(KIND, parties, first, actor=actor)
    transfer.case = case
    transfer.save(force_insert=True)
    return case.pk
