"""Committee seats and offices: taken and ended, each from a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.journal.bulk import insert_rows
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.models import Post
from regulations.answers import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Seat:
    """A seat or an office of a member in an organisation, from a day until a day (the first no longer held)."""

    person: int
    organisation: int
    post: str
    starts_on: date
    ends_on: date | None = None

    def meets(self, other: "Seat") -> bool:
        """True when both are the same seat of the same person and share a day."""
        if (self.person, self.organisation, self.post) != (other.person, other.organisation, other.post):
            return False
        return (self.ends_on is None or self.ends_on > other.starts_on) and (
            other.ends_on is None or other.ends_on > self.starts_on
        )


@transaction.atomic
def take_posts(seats: Sequence[Seat], *, actor: Actor) -> Sequence[int]:
    """Members take seats or offices, one entry each; gives the sequences.

    Refuses, all at once and writing nothing: an end that is not after the start, a seat the person holds on one of those days,
    an organisation outside the actor's right.
    """
    faults: list[Refusal] = []
    for organisation in sorted({seat.organisation for seat in seats}):
        faults += actor.refusals("members.edit", organisation)
    faults += _faults(seats)
    if faults:
        raise Refused(faults)
    sequences = record(
        [NewEntry("members.post_taken", seat.starts_on, organisation=seat.organisation, member=seat.person,
                  data={"post": seat.post, "until": seat.ends_on.isoformat() if seat.ends_on else None}) for seat in seats],
        actor=actor,
    )  # fmt: skip
    rows = [(seat.person, seat.organisation, seat.post, seat.starts_on, seat.ends_on, sequence)
            for seat, sequence in zip(seats, sequences, strict=True)]  # fmt: skip
    insert_rows(Post, ("person_id", "organisation_id", "post", "starts_on", "ends_on", "recorded_by"), rows)
    return sequences


def _faults(seats: Sequence[Seat]) -> list[Refusal]:
    faults, held = [], {}
    live = Post.objects.select_for_update().filter(person_id__in={seat.person for seat in seats}, cancelled_by=None)
    for row in live:
        held.setdefault(row.person_id, []).append(
            Seat(row.person_id, row.organisation_id, row.post, row.starts_on, row.ends_on)
        )
    for seat in seats:
        mine = held.setdefault(seat.person, [])
        if seat.ends_on is not None and seat.ends_on <= seat.starts_on:
            faults.append(
                Refusal("ends-before", "Ngày thôi chức vụ phải sau ngày nhận.", remedy="Hãy kiểm tra hai ngày.")
            )
        elif any(seat.meets(other) for other in mine):
            faults.append(Refusal("holds-it", "Người này đang giữ chức vụ đó.", remedy="Hãy ghi thôi chức vụ trước."))
        mine.append(seat)
    return faults


def take_post(seat: Seat, *, actor: Actor) -> int:
    """One member takes a seat or an office; gives the entry's sequence, or raises Refused with every reason."""
    return take_posts([seat], actor=actor)[0]


@transaction.atomic
def end_post(post_id: int, ends_on: date, *, actor: Actor) -> int:
    """A member's seat or office ends on a day (the first day no longer held); gives the entry's sequence."""
    held = Post.objects.select_for_update().filter(id=post_id, cancelled_by=None).first()
    if held is None or (held.ends_on and held.ends_on <= ends_on) or ends_on <= held.starts_on:
        raise Refused([Refusal("not-held", "Chức vụ này không được giữ vào ngày đó.", remedy="Hãy kiểm tra ngày.")])
    actor.require("members.edit", held.organisation_id)
    entry = NewEntry(
        "members.post_ended",
        ends_on,
        organisation=held.organisation_id,
        member=held.person_id,
        data={"post": held.post},
    )
    sequence = record([entry], actor=actor)[0]
    Post.objects.filter(id=held.id).update(cancelled_by=sequence)
    Post.objects.create(person_id=held.person_id, organisation_id=held.organisation_id, post=held.post, starts_on=held.starts_on,
                        ends_on=ends_on, recorded_by=sequence)  # fmt: skip
    return sequence
