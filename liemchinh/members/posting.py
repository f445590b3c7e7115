"""Committee seats and offices: taken, ended, corrected, cancelled; each from a day, each within a term where one is named."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.journal.bulk import insert_rows
from liemchinh.journal.models import Entry
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.locking import lock_people
from liemchinh.members.models import Post, Term
from liemchinh.members.offices import LONGEST, code_of
from liemchinh.members.reasons import CORRECTION, faults_of_reason
from liemchinh.organisations.lifetimes import faults_of_places
from liemchinh.organisations.locking import lock_organisations
from regulations.answers import Refusal, Refused

POST_COLUMNS = ("person_id", "organisation_id", "post", "term", "starts_on", "ends_on", "recorded_by")
GONE = "Chức vụ này không còn như khi mở trang: có người vừa sửa hoặc hủy."
NOT_HELD = Refusal("not-held", "Chức vụ này không được giữ vào ngày đó.", remedy="Hãy kiểm tra ngày.")


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat or an office of a member in an organisation, from a day until a day (the first no longer held), perhaps in a term there."""

    person: int
    organisation: int
    post: str
    starts_on: date
    ends_on: date | None = None
    term: int | None = None

    def meets(self, other: "Seat") -> bool:
        """True when both are the same seat of the same person and share a day."""
        if (self.person, self.organisation, self.post) != (other.person, other.organisation, other.post):
            return False
        return (self.ends_on is None or self.ends_on > other.starts_on) and (
            other.ends_on is None or other.ends_on > self.starts_on
        )

    def told(self) -> dict[str, str | int | None]:
        """What the book keeps beside person, organisation and first day; a term only where there is one."""
        until = self.ends_on.isoformat() if self.ends_on else None
        return {"post": self.post, "until": until} | ({} if self.term is None else {"term": self.term})

    def row(self, sequence: int) -> tuple[object, ...]:
        """The row, in the order of POST_COLUMNS."""
        return (self.person, self.organisation, self.post, self.term, self.starts_on, self.ends_on, sequence)


def seat_of(row: Post) -> Seat:
    """A row as a seat; a post written in other words is the charter's."""
    return Seat(row.person_id, row.organisation_id, code_of(row.post), row.starts_on, row.ends_on, row.term)


@transaction.atomic
def take_posts(seats: Sequence[Seat], *, actor: Actor) -> Sequence[int]:
    """Members take seats or offices, one entry each; gives the sequences. A post the charter knows is kept by its code.

    Refuses, all at once and writing nothing: an end that is not after the start, a seat the person holds on one of those days, a term the
    organisation does not have or that does not hold the first day, an organisation outside the actor's right, or that stands no longer on
    the first day.
    """
    seats = [replace(seat, post=code_of(seat.post)) for seat in seats]
    faults: list[Refusal] = []
    for organisation in sorted({seat.organisation for seat in seats}):
        faults += actor.refusals("members.edit", organisation)
    # Of an organisation out of scope nothing is told.
    faults = faults or _faults_of_ended(seats)
    faults += _faults(seats)
    if faults:
        raise Refused(faults)
    sequences = record(
        [NewEntry("members.post_taken", seat.starts_on, organisation=seat.organisation, member=seat.person, data=seat.told())
         for seat in seats],
        actor=actor,
    )  # fmt: skip
    insert_rows(Post, POST_COLUMNS, [seat.row(sequence) for seat, sequence in zip(seats, sequences, strict=True)])
    return sequences


def _faults_of_ended(seats: Sequence[Seat]) -> list[Refusal]:
    return list(faults_of_places((seat.organisation, seat.starts_on) for seat in seats).values())


def _faults(seats: Sequence[Seat], *, without: int = 0) -> list[Refusal]:
    """Every reason against these seats beside those that stand; `without` is the row that goes."""
    faults: list[Refusal] = []
    held: dict[int, list[Seat]] = {}
    people = {seat.person for seat in seats}
    _lock(seats)
    for row in Post.objects.filter(person_id__in=people, cancelled_by=None).exclude(id=without):
        held.setdefault(row.person_id, []).append(seat_of(row))
    terms = _terms({seat.organisation for seat in seats if seat.term is not None})
    for seat in seats:
        mine = held.setdefault(seat.person, [])
        if seat.ends_on is not None and seat.ends_on <= seat.starts_on:
            faults.append(
                Refusal("ends-before", "Ngày thôi chức vụ phải sau ngày nhận.", remedy="Hãy kiểm tra hai ngày.")
            )
        elif any(seat.meets(other) for other in mine):
            faults.append(Refusal("holds-it", "Người này đang giữ chức vụ đó.", remedy="Hãy ghi thôi chức vụ trước."))
        if len(seat.post) > LONGEST:
            faults.append(Refusal("post-long", f"Tên chức vụ dài quá {LONGEST} ký tự.", remedy="Hãy rút gọn."))
        faults += _term_faults(seat, terms)
        mine.append(seat)
    return faults


def _lock(seats: Iterable[Seat]) -> None:
    """Where a term is named its organisation too, so that the term stays as it is read."""
    lock_organisations(seat.organisation for seat in seats if seat.term is not None)
    lock_people(seat.person for seat in seats)


def _terms(organisations: set[int]) -> dict[tuple[int, int], Term]:
    live = Term.objects.filter(organisation_id__in=organisations, cancelled_by=None) if organisations else ()
    return {(term.organisation_id, term.number): term for term in live}


def _term_faults(seat: Seat, terms: dict[tuple[int, int], Term]) -> list[Refusal]:
    if seat.term is None:
        return []
    term = terms.get((seat.organisation, seat.term))
    if term is None:
        return [Refusal("no-term", f"Tổ chức này chưa ghi nhiệm kỳ thứ {seat.term}.", remedy="Hãy ghi nhiệm kỳ trước.")]
    if seat.starts_on < term.starts_on or (term.ends_on is not None and seat.starts_on >= term.ends_on):
        told = f"Ngày {seat.starts_on:%d/%m/%Y} không nằm trong nhiệm kỳ thứ {seat.term}."
        return [Refusal("outside-term", told, remedy="Hãy kiểm tra ngày nhận, hoặc chọn nhiệm kỳ khác.")]
    return []


def take_post(seat: Seat, *, actor: Actor) -> int:
    """One member takes a seat or an office; gives the entry's sequence, or raises Refused with every reason."""
    return take_posts([seat], actor=actor)[0]


@transaction.atomic
def end_post(post_id: int, ends_on: date, *, actor: Actor) -> int:
    """A member's seat or office ends on a day (the first day no longer held); gives the entry's sequence."""
    held = _standing(post_id)
    if held is None or (held.ends_on and held.ends_on <= ends_on) or ends_on <= held.starts_on:
        raise Refused([NOT_HELD])
    actor.require("members.edit", held.organisation_id)
    seat = replace(seat_of(held), ends_on=ends_on)
    entry = NewEntry("members.post_ended", ends_on, seat.organisation, seat.person, data={"post": seat.post})
    return _written(held, entry, seat, actor)


def end_posts_by_decision(posts: Sequence[int], ends_on: date, *, actor: Actor) -> list[int]:
    """Seats and offices end by a decision whose room has said who may, inside its transaction; gives the entries.

    `ends_on` is the first day no longer held. Refuses a seat that is not held on the day before.
    """
    found = []
    for number in sorted(posts):
        held = _standing(number)
        if held is None or (held.ends_on and held.ends_on <= ends_on) or ends_on <= held.starts_on:
            raise Refused([NOT_HELD])
        seat = replace(seat_of(held), ends_on=ends_on)
        entry = NewEntry("members.post_ended", ends_on, seat.organisation, seat.person, data={"post": seat.post})
        found.append(_written(held, entry, seat, actor))
    return found


@transaction.atomic
def correct_post(post_id: int, seat: Seat, *, reason: str, actor: Actor) -> int:
    """What was written of a seat was wrong: the old row is cancelled, `seat` stands instead; gives the entry's sequence.

    Refuses what `take_posts` refuses, a reason that is not on the list, another person or organisation than before, and a row that stands
    no more.
    """
    held = _held(post_id, seat)
    seat = replace(seat, post=code_of(seat.post))
    if (seat.person, seat.organisation) != (held.person_id, held.organisation_id):
        raise Refused([Refusal("other-seat", "Sửa không đổi được người hay tổ chức.", remedy="Hãy hủy rồi ghi lại.")])
    faults = actor.refusals("members.edit", held.organisation_id)
    faults = faults or [*_faults_of_ended([seat]), *_faults([seat], without=held.pk)]
    faults += faults_of_reason(reason, CORRECTION)
    if faults:
        raise Refused(faults)
    entry = NewEntry("members.post_corrected", seat.starts_on, seat.organisation, seat.person, cancels=_cancels(held),
                     data=seat.told() | {"reason": reason})  # fmt: skip
    return _written(held, entry, seat, actor)


@transaction.atomic
def cancel_post(post_id: int, *, reason: str, actor: Actor) -> int:
    """A seat that was recorded and never held: it goes, the book keeps both acts; gives the entry's sequence.

    Refuses a reason that is not on the list.
    """
    held = _held(post_id)
    faults = actor.refusals("members.edit", held.organisation_id) + faults_of_reason(reason)
    if faults:
        raise Refused(faults)
    entry = NewEntry("members.post_cancelled", held.starts_on, held.organisation_id, held.person_id, cancels=_cancels(held),
                     data={"post": code_of(held.post), "reason": reason})  # fmt: skip
    return _written(held, entry, None, actor)


def _held(post_id: int, *seats: Seat) -> Post:
    found = _standing(post_id, *seats)
    if found is None:
        raise Refused([Refusal("gone", GONE, remedy="Hãy mở lại trang của người này.")])
    return found


def _standing(post_id: int, *seats: Seat) -> Post | None:
    """The row as it stands, held with its person, and with what the `seats` that are to stand beside it or instead need."""
    known = Post.objects.filter(id=post_id).first()
    if known is None:
        return None
    _lock([seat_of(known), *seats])
    return Post.objects.filter(id=post_id, cancelled_by=None).first()


def _cancels(held: Post) -> int:
    """The entry that told the seat. A reorganisation that ended it told of many: then the one before, of this seat alone."""
    if Entry.objects.filter(sequence=held.recorded_by, kind__startswith="members.post_").exists():
        return held.recorded_by
    return Post.objects.values_list("recorded_by", flat=True).get(
        cancelled_by=held.recorded_by, person_id=held.person_id, organisation_id=held.organisation_id, post=held.post
    )


def _written(held: Post, entry: NewEntry, seat: Seat | None, actor: Actor) -> int:
    sequence = record([entry], actor=actor)[0]
    Post.objects.filter(id=held.pk).update(cancelled_by=sequence)
    if seat is not None:
        insert_rows(Post, POST_COLUMNS, [seat.row(sequence)])
    return sequence
