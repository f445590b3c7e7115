"""Terms of committees: recorded, corrected, cancelled. A term that begins ends the one before it."""

import json
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.journal.bulk import insert_rows
from liemchinh.journal.models import Entry
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.models import Post, Term
from liemchinh.members.reasons import CORRECTION, faults_of_reason
from liemchinh.organisations.locking import lock_organisations
from liemchinh.web.discovery import providers
from regulations.answers import Refusal, Refused

COLUMNS = ("organisation_id", "number", "starts_on", "ends_on", "recorded_by")


@dataclass(frozen=True, slots=True)
class TermFacts:
    """The number of a term and its days; `ends_on` is the first day no longer in it."""

    number: int
    starts_on: date
    ends_on: date | None = None

    def told(self) -> dict[str, str | int | None]:
        """What the book keeps beside organisation and first day."""
        return {"number": self.number, "until": self.ends_on.isoformat() if self.ends_on else None}


@transaction.atomic
def record_term(organisation: int, facts: TermFacts, *, actor: Actor) -> int:
    """An organisation's term; gives the entry's sequence. The term before it, if still open, ends the day this one begins.

    Refuses: an end that is not after the start, a number already given, days that another term holds, an organisation outside the right.
    """
    faults = actor.refusals("members.edit", organisation)
    before = _locked(organisation)
    closing = next((one for one in before if one.ends_on is None and one.starts_on < facts.starts_on), None)
    faults += _faults(facts, before, ending=closing)
    if closing is not None:
        faults += _kept_elsewhere(closing, TermFacts(closing.number, closing.starts_on, facts.starts_on))
    if faults:
        raise Refused(faults)
    entry = NewEntry("members.term_recorded", facts.starts_on, organisation, data=facts.told())
    sequence = record([entry], actor=actor)[0]
    rows: list[tuple[object, ...]] = [(organisation, facts.number, facts.starts_on, facts.ends_on, sequence)]
    if closing is not None:
        Term.objects.filter(pk=closing.pk).update(cancelled_by=sequence)
        rows.append((organisation, closing.number, closing.starts_on, facts.starts_on, sequence))
    insert_rows(Term, COLUMNS, rows)
    return sequence


@transaction.atomic
def correct_term(term_id: int, facts: TermFacts, *, reason: str, actor: Actor) -> int:
    """What was written of a term was wrong; gives the entry's sequence.

    Refuses what `record_term` refuses, a reason that is not on the list, and a number or days that leave a post of the term without it.
    """
    term = _standing(term_id)
    faults = actor.refusals("members.edit", term.organisation_id)
    faults += _faults(facts, [one for one in _locked(term.organisation_id) if one.pk != term.pk])
    faults += _left_out(term, facts) + faults_of_reason(reason, CORRECTION)
    if faults:
        raise Refused(faults)
    entry = NewEntry("members.term_corrected", facts.starts_on, term.organisation_id, cancels=_told_by(term),
                     data=facts.told() | {"reason": reason})  # fmt: skip
    sequence = record([entry], actor=actor)[0]
    Term.objects.filter(pk=term.pk).update(cancelled_by=sequence)
    insert_rows(Term, COLUMNS, [(term.organisation_id, facts.number, facts.starts_on, facts.ends_on, sequence)])
    return sequence


@transaction.atomic
def cancel_term(term_id: int, *, reason: str, actor: Actor) -> int:
    """A term that never was goes; refused while a post belongs to it, and for a reason not on the list. Gives the entry's sequence."""
    term = _standing(term_id)
    faults = actor.refusals("members.edit", term.organisation_id) + _left_out(term, None) + faults_of_reason(reason)
    if faults:
        raise Refused(faults)
    entry = NewEntry("members.term_cancelled", term.starts_on, term.organisation_id, cancels=_told_by(term),
                     data={"number": term.number, "reason": reason})  # fmt: skip
    sequence = record([entry], actor=actor)[0]
    Term.objects.filter(pk=term.pk).update(cancelled_by=sequence)
    return sequence


def _told_by(term: Term) -> int:
    """The entry that told the term. One that was ended by the next was written again with it: then the entry before."""
    rows = Term.objects.filter(organisation_id=term.organisation_id, number=term.number, starts_on=term.starts_on)
    told = rows.filter(pk__lte=term.pk).order_by("-pk").values_list("recorded_by", flat=True)
    own = Entry.objects.filter(sequence__in=list(told), kind__startswith="members.term_")
    return max(entry.sequence for entry in own if json.loads(bytes(entry.payload))["data"]["number"] == term.number)


def _locked(organisation: int) -> list[Term]:
    lock_organisations([organisation])
    return list(Term.objects.filter(organisation_id=organisation, cancelled_by=None).order_by("starts_on"))


def _standing(term_id: int) -> Term:
    known = Term.objects.filter(pk=term_id).values_list("organisation_id", flat=True)
    lock_organisations(known)
    found = Term.objects.filter(pk=term_id, cancelled_by=None).first()
    if found is None:
        said = "Nhiệm kỳ này không còn như khi mở trang: có người vừa sửa hoặc hủy."
        raise Refused([Refusal("gone", said, remedy="Hãy mở lại trang chức vụ của tổ chức.")])
    return found


def _faults(facts: TermFacts, others: list[Term], *, ending: Term | None = None) -> list[Refusal]:
    """Every reason against a term beside the others; `ending` is the one that it ends, whose number it may not have either."""
    found = []
    if facts.ends_on is not None and facts.ends_on <= facts.starts_on:
        found.append(Refusal("ends-before", "Nhiệm kỳ kết thúc trước khi bắt đầu.", remedy="Hãy kiểm tra hai ngày."))
    if any(one.number == facts.number for one in others):
        said = f"Nhiệm kỳ thứ {facts.number} đã được ghi."
        found.append(Refusal("number-taken", said, remedy="Hãy kiểm tra số, hoặc sửa nhiệm kỳ đã ghi."))
    for one in others:
        lasts = one.ends_on is None or one.ends_on > facts.starts_on
        if one is not ending and lasts and (facts.ends_on is None or facts.ends_on > one.starts_on):
            said = f"Trùng ngày với nhiệm kỳ thứ {one.number}."
            found.append(Refusal("days-taken", said, remedy="Hãy kiểm tra ngày của hai nhiệm kỳ."))
    return found


def _left_out(term: Term, facts: TermFacts | None) -> list[Refusal]:
    """Posts of the term, and what rooms above keep by it, that would stand outside it."""
    held = Post.objects.filter(organisation_id=term.organisation_id, term=term.number, cancelled_by=None)
    if facts is not None and facts.number == term.number:
        inside = [post for post in held if facts.starts_on <= post.starts_on]
        inside = [post for post in inside if facts.ends_on is None or post.starts_on < facts.ends_on]
        left = held.count() - len(inside)
    else:
        left = held.count()
    found = []
    if left:
        said = f"Có {left} chức vụ đã ghi thuộc nhiệm kỳ thứ {term.number}."
        found.append(Refusal("has-posts", said, remedy="Hãy sửa nhiệm kỳ của các chức vụ ấy trước."))
    kept = facts if facts is not None and facts.number == term.number else None
    return found + _kept_elsewhere(term, kept)


def _kept_elsewhere(term: Term, facts: TermFacts | None) -> list[Refusal]:
    """What rooms above keep by terms and would stand outside this one (`in_terms.py`, found by name)."""
    days = (facts.starts_on, facts.ends_on) if facts else (None, None)
    return [
        fault for ask in providers("in_terms", "left_out") for fault in ask(term.organisation_id, term.number, *days)
    ]
