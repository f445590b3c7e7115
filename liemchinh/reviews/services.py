"""Grades: proposed by a branch in one go, decided by a committee for many branches at once."""

from collections.abc import Mapping, Sequence

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.locking import lock_people
from liemchinh.organisations.locking import lock_organisations
from liemchinh.reviews.faults import faults_of_decision, faults_of_given, faults_of_weighing
from liemchinh.reviews.given import Decision, Given, data_of, of_rows, told
from liemchinh.reviews.models import Grade
from liemchinh.reviews.periods import Period, counted_on
from liemchinh.reviews.queries import Listed, decided_by, list_of, proposed_under
from liemchinh.reviews.rows import replace, write_list
from liemchinh.reviews.weighing import Weighed, group_of, weigh
from liemchinh.rulebook.current import charter
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused
from regulations.rules import rating


@transaction.atomic
def propose_grades(
    organisation: int, period: Period, people: Mapping[int, Given], collective: Given | None = None, *,
    seen: int | None = None, actor: Actor,
) -> int:  # fmt: skip
    """A branch's list of grades for a period, written in one go; written again it replaces the one before. Gives the entry's sequence.

    `people`: everybody to be reviewed; of whom the rules do not know it may be left out. Whom the rules leave out is added with the reason.
    `seen`: the entry the page was made from (0: none). Refuses everything that is wrong at once: also a list that is decided already.
    """
    actor.require("branch.keep", organisation)
    lock_organisations([organisation])
    lock_people(people)
    before = list_of(organisation, period)
    refusals = [*_faults_of_period(organisation, period, before, seen), *_faults_of_list(before, people, collective)]
    if refusals:
        raise Refused(refusals)
    left_out = {one.person: Given(f"excluded_{one.left_out}") for one in before.lines if one.left_out}
    everybody = {**left_out, **people}
    if of_rows(before.rows) == (everybody, collective):
        return before.entry
    entry = NewEntry(
        "reviews.proposed", counted_on(period, clock.today()), organisation, cancels=before.entry or None,
        data=data_of(period.code, everybody, collective), personal={"people": told(everybody)},
    )  # fmt: skip
    sequence = record([entry], actor=actor)[0]
    Grade.objects.filter(organisation_id=organisation, period=period.code, cancelled_by=None).update(
        cancelled_by=sequence
    )
    write_list(organisation, period, everybody, collective, sequence)
    return sequence


def _faults_of_period(organisation: int, period: Period, before: Listed, seen: int | None) -> list[Refusal]:
    found = []
    answer = rating.is_reviewed(charter(organisation).rulebook, period.kind, on=counted_on(period, clock.today()))
    if answer.verdict == "no":
        remedy = _("Chọn kỳ mà quy định có nêu.")
        found.append(Refusal("reviews.period", answer.reason, str(answer.citation or ""), remedy))
    if period.first > clock.today():
        found.append(Refusal("reviews.ahead", _("Kỳ này chưa đến."), remedy=_("Ghi khi đã vào kỳ.")))
    if before.decided:
        said = _("Danh sách này đã có quyết định số %(number)s.") % {"number": before.decided.number}
        found.append(Refusal("reviews.decided", said, remedy=_("Quyết định sau ghi ở “Xếp loại lại”.")))
    elif seen is not None and seen != before.entry:
        said = _("Có người vừa ghi danh sách này từ máy khác.")
        found.append(Refusal("reviews.changed", said, remedy=_("Mở lại trang để xem điều vừa ghi, rồi sửa nếu cần.")))
    return found


def _faults_of_list(before: Listed, people: Mapping[int, Given], collective: Given | None) -> list[Refusal]:
    there, found = {one.person: one for one in before.lines}, []
    missing = [one.name for one in before.lines if not (one.left_out or one.unclear or one.person in people)]
    if missing:
        said = _("Chưa xếp loại: %(names)s.") % {"names": ", ".join(missing)}
        found.append(Refusal("reviews.missing", said, remedy=_("Mỗi người chọn một mức.")))
    if people.keys() - there.keys():
        said = _("%(count)s người không thuộc danh sách này, hoặc đã ở danh sách khác.") % {
            "count": len(people.keys() - there)
        }
        found.append(Refusal("reviews.stranger", said, remedy=_("Mở lại trang để lấy danh sách mới.")))
    found += [
        Refusal(
            "reviews.left_out", f"{one.name}: {one.answer.reason}", str(one.answer.citation or ""), _("Bỏ mức đã chọn.")
        )
        for one in before.lines
        if one.left_out and one.person in people
    ]
    given = [*people.values(), *([collective] if collective else [])]
    if not given and not before.lines:
        found.append(Refusal("reviews.nobody", _("Chưa xếp loại ai."), remedy=_("Chọn mức cho tập thể hoặc hội viên.")))
    found += faults_of_given(given)
    if any(one.total is not None for one in people.values()):
        found.append(Refusal("reviews.total", _("Tổng trên 100 chỉ ghi cho tập thể."), remedy=_("Bỏ số ấy.")))
    return found


@transaction.atomic
def decide_grades(period: Period, organisations: Sequence[int], decision: Decision, *, actor: Actor) -> Sequence[int]:
    """A body decides on the lists of many organisations at once, as they were proposed; gives the sequences, one for each list.

    An excess over the share needs a reason of the list, in every group in which it is one; where a rule is unknown the body says on which
    article and document it stands, and the grades take effect when a second officer vouches for it. Refuses everything at once.
    """
    places = sorted(set(organisations))
    actor.require("members.decide", decision.body)
    faults = actor.refusals_among("members.decide", places)
    lock_organisations([decision.body, *places])
    waiting = {} if faults else proposed_under(actor, decision.body, period.code, places)
    chosen = [row for place in places for row in waiting.get(place, ())]
    lock_people(row.person_id for row in chosen if row.person_id)
    faults = faults or _faults_of_choice(places, waiting)
    faults += faults_of_decision(decision, period)
    before = list(decided_by(decision.body, period.code))
    weighed = weigh(charter(decision.body).rulebook, before, chosen, period, decision.on, decision.exceeded)
    faults += faults_of_weighing(weighed, decision)
    if faults:
        raise Refused(dict.fromkeys(faults))
    return _write_decision(period, {place: waiting[place] for place in places}, decision, weighed, actor)


def _write_decision(
    period: Period, lists: Mapping[int, Sequence[Grade]], decision: Decision, weighed: Weighed, actor: Actor
) -> Sequence[int]:
    number, basis = clean(decision.number), clean(decision.basis) if weighed.unknown else ""
    reasons = {
        row.pk: decision.exceeded for rows in lists.values() for row in rows if group_of(row) in weighed.exceeding
    }
    entries = []
    for place, rows in lists.items():
        people, collective = of_rows(rows)
        exceeded = decision.exceeded if any(row.pk in reasons for row in rows) else ""
        data = data_of(period.code, people, collective)
        data |= {"number": number, "body": decision.body, "exceeded": exceeded, "basis": basis}
        entries.append(NewEntry("reviews.decided", decision.on, place, data=data, personal={"people": told(people)}))
    sequences = record(entries, actor=actor)
    for sequence, rows in zip(sequences, lists.values(), strict=True):
        replace(
            rows, sequence, {row.pk: reasons.get(row.pk, "") for row in rows},
            body_id=decision.body, number=number, decided_on=decision.on, basis=basis,
        )  # fmt: skip
    return sequences


def _faults_of_choice(places: Sequence[int], waiting: Mapping[int, object]) -> list[Refusal]:
    if not places:
        return [
            Refusal(
                "reviews.nothing",
                _("Chưa chọn danh sách nào."),
                remedy=_("Đánh dấu những tổ chức có trong quyết định."),
            )
        ]
    if set(places) - waiting.keys():
        said = _("Có danh sách đã thay đổi từ khi mở trang.")
        return [Refusal("reviews.moved_on", said, remedy=_("Mở lại trang để lấy danh sách mới."))]
    return []
