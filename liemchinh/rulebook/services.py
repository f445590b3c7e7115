"""A value is stated by one officer and vouched for by another; what it moves is shown before and moved in the same entry."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor, in_person
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.organisations.locking import lock_organisations
from liemchinh.rulebook.changing import begun, ended
from liemchinh.rulebook.faults import place_faults, row_faults, second_faults
from liemchinh.rulebook.models import LocalValue
from liemchinh.rulebook.moving import Change, mark_of, movers
from liemchinh.rulebook.places import covered, entry_place
from liemchinh.rulebook.rows import local_of, names_of_days, spelled
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused
from regulations.layering import INSTALLATION, PROVINCE, YEAR, Local
from regulations.reading import show_day

# Two officers who hold the text itself: as sure as the charter's surest rows.
VERIFIED = "HIGH"
Days = tuple[date | None, date | None]


@dataclass(frozen=True, slots=True)
class NewValue:
    """What an officer states of a rule: its value as a file of the charter would have it, from a day to a last day, and where that stands.

    `tree`: the top of the tree it holds in; None: the whole installation. `unit`: only where the text says another than the rule's own.
    """

    name: str
    tree: int | None
    value: object
    valid_from: date | None
    valid_to: date | None
    document: str
    article: str
    dated: date | None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class NewYear:
    """The days off of a year, the weekend days worked instead, and the document that announces them."""

    year: int
    tree: int | None
    off: Sequence[date]
    worked: Sequence[date]
    document: str
    dated: date | None


@transaction.atomic
def state_value(new: NewValue, *, actor: Actor) -> LocalValue:
    """An officer states a value, in person; it counts once another vouches for it.

    Refuses, all at once: a rule the charter does not declare or that protects people from the office itself; whatever a file of the charter
    would be refused for; days for which the charter's value is verified, or another local one stands; no article, a day to come.
    """
    cited = {"document": clean(new.document), "article": clean(new.article), "dated": new.dated}
    row = {
        "value": new.value, "unit": new.unit, "valid_from": new.valid_from, "valid_to": new.valid_to,
        "citation": {key: value for key, value in cited.items() if value},
    }  # fmt: skip
    given = {key: value for key, value in row.items() if value not in ("", None)}
    return _state(new.name, new.tree, given, (new.valid_from, new.valid_to), actor)


@transaction.atomic
def state_year(new: NewYear, *, actor: Actor) -> LocalValue:
    """An officer states the days off of a year, in person; they count, in place of those before, once another vouches for them.

    Refuses, all at once: no document, a day of another year, a day said twice, a weekday "worked instead".
    """
    if not 2000 <= new.year < 3000:
        raise Refused([Refusal("rulebook.year", "Năm: không đọc được.", remedy="Hãy ghi năm bằng bốn chữ số.")])
    names = names_of_days(new.year)
    document = clean(new.document)
    source = f"{document} ngày {show_day(new.dated)}" if document and new.dated else ""
    row: dict[str, object] = {"year": new.year, "source": source}
    row["off"] = [{"day": day, "name": names.get(day, f"Ngày nghỉ theo {document}")} for day in sorted(new.off)]
    if new.worked:
        row["worked"] = [{"day": day, "name": f"Làm bù theo {document}"} for day in sorted(new.worked)]
    return _state(f"{YEAR}{new.year}", new.tree, row, (date(new.year, 1, 1), date(new.year, 12, 31)), actor)


def _state(name: str, tree: int | None, row: Mapping[str, object], days: Days, actor: Actor) -> LocalValue:
    account = in_person(actor)
    faults = place_faults(actor, tree)
    if faults:
        raise Refused(faults)
    lock_organisations(covered(tree))
    whole = {**row, "confidence": VERIFIED, "checked_on": clock.today()}
    local = Local(name, INSTALLATION if tree is None else PROVINCE, whole)
    faults = [*row_faults(local, tree), *_waiting_faults(local, tree)]
    if faults:
        raise Refused(faults)
    data: dict[str, Plain] = {"rule": name, "tree": tree, "row": spelled(whole)}
    sequence = record([NewEntry("rulebook.stated", clock.today(), entry_place(tree), data=data)], actor=actor)[0]
    first, last = days
    assert first is not None  # a value without a first day was refused above
    return LocalValue.objects.create(
        name=name, tree_id=tree, row=spelled(whole), valid_from=first, valid_to=last, stated_by=account, recorded_by=sequence
    )  # fmt: skip


@transaction.atomic
def vouch_for_value(number: int, shown: str, *, actor: Actor) -> int:
    """A second officer, in person, vouches for what was stated; the open deadlines it moves are moved in the same entry. Gives the entry.

    `shown`: the mark of the list that was looked at. Refuses the person who stated it, what no longer waits, what holds no more beside
    newer values, and a list that is another one by now.
    """
    account = in_person(actor)
    value = _held(number, actor)
    if value.vouched_in is not None:
        raise Refused([_gone()])
    faults = [*second_faults(actor, value.stated_by), *row_faults(local_of(value), value.tree_id, apart=value.pk)]
    before = LocalValue.objects.filter(name=value.name, tree=value.tree_id, cancelled_by=None).exclude(vouched_in=None)
    earlier = before.first() if local_of(value).year else None
    if earlier is not None and earlier.vouched_in > value.recorded_by:  # type: ignore[operator]
        faults.append(_overtaken())
    if faults:
        raise Refused(faults)
    sequence = _change(
        value, begun(value), "rulebook.vouched", shown, actor, cancels=earlier.vouched_in if earlier else None
    )
    if earlier is not None:
        LocalValue.objects.filter(pk=earlier.pk).update(cancelled_by=sequence)
    LocalValue.objects.filter(pk=value.pk).update(vouched_in=sequence, vouched_by=account)
    return sequence


@transaction.atomic
def withdraw_value(number: int, *, actor: Actor) -> int:
    """What was stated, or that a value ends, is taken back before anybody vouched for it; gives the entry."""
    in_person(actor)
    value = _held(number, actor)
    if value.vouched_in is not None and value.ending_in is None:
        raise Refused([_gone()])
    entry = NewEntry(
        "rulebook.withdrawn", clock.today(), entry_place(value.tree_id), cancels=value.ending_in or value.recorded_by,
        data={"rule": value.name, "stated": value.recorded_by},
    )  # fmt: skip
    sequence = record([entry], actor=actor)[0]
    if value.ending_in is not None:
        LocalValue.objects.filter(pk=value.pk).update(ending_in=None, ending_by=None)
    else:
        LocalValue.objects.filter(pk=value.pk).update(cancelled_by=sequence)
    return sequence


@transaction.atomic
def state_ending(number: int, *, actor: Actor) -> int:
    """An officer, in person, says that a value holds no more; it ends once another vouches for that. Gives the entry."""
    account = in_person(actor)
    value = _held(number, actor)
    if value.vouched_in is None or value.ending_in is not None:
        raise Refused([_gone()])
    data: dict[str, Plain] = {"rule": value.name, "stated": value.recorded_by}
    entry = NewEntry("rulebook.ending_stated", clock.today(), entry_place(value.tree_id), data=data)
    sequence = record([entry], actor=actor)[0]
    LocalValue.objects.filter(pk=value.pk).update(ending_in=sequence, ending_by=account)
    return sequence


@transaction.atomic
def vouch_for_ending(number: int, shown: str, *, actor: Actor) -> int:
    """A second officer, in person, vouches that a value holds no more: the rule is again what it was without it. Gives the entry.

    Refuses besides what `vouch_for_value` refuses: an ending nobody stated.
    """
    in_person(actor)
    value = _held(number, actor)
    if value.ending_in is None or value.ending_by is None:
        raise Refused([_gone()])
    faults = second_faults(actor, value.ending_by)
    if faults:
        raise Refused(faults)
    sequence = _change(value, ended(value), "rulebook.ended", shown, actor, cancels=value.vouched_in)
    LocalValue.objects.filter(pk=value.pk).update(cancelled_by=sequence)
    return sequence


def _change(value: LocalValue, change: Change, kind: str, shown: str, actor: Actor, *, cancels: int | None) -> int:
    for mover in movers():
        mover.hold(mover.moves(change))
    found = [(mover, mover.moves(change)) for mover in movers()]
    if mark_of([moves for _mover, moves in found]) != shown:
        told = "Danh sách các hạn sẽ dời đã khác từ khi mở trang."
        raise Refused(
            [Refusal("rulebook.list-changed", told, remedy="Hãy mở lại trang, xem lại danh sách rồi xác nhận.")]
        )
    data: dict[str, Plain] = {
        "rule": value.name, "stated": value.recorded_by, "moved": sum(len(moves) for _mover, moves in found)
    }  # fmt: skip
    entry = NewEntry(kind, clock.today(), entry_place(value.tree_id), cancels=cancels, data=data)
    sequence = record([entry], actor=actor)[0]
    for mover, moves in found:
        mover.write(moves, sequence)
    return sequence


def _held(number: int, actor: Actor) -> LocalValue:
    seen = LocalValue.objects.filter(pk=number).values_list("tree_id", flat=True)
    if not seen:
        raise Refused(actor.refusals("rulebook.keep") or [_gone()])
    faults = place_faults(actor, seen[0])
    if faults:
        raise Refused(faults)
    lock_organisations(covered(seen[0]))
    value = LocalValue.objects.select_for_update().filter(pk=number, cancelled_by=None).first()
    if value is None:
        raise Refused([_gone()])
    return value


def _waiting_faults(local: Local, tree: int | None) -> list[Refusal]:
    waiting = LocalValue.objects.filter(name=local.name, tree=tree, cancelled_by=None, vouched_in=None)
    if not local.year or not waiting.exists():
        return []
    return [
        Refusal(
            "rulebook.overlap",
            "Lịch nghỉ năm này đang có một bản chờ xác nhận.",
            remedy="Hãy xác nhận hoặc rút bản ấy trước.",
        )
    ]


def _overtaken() -> Refusal:
    told = "Từ khi nêu, lịch nghỉ năm này đã được thay bằng bản khác."
    return Refusal("rulebook.overtaken", told, remedy="Hãy rút bản này và nêu lại theo lịch đang dùng.")


def _gone() -> Refusal:
    return Refusal("rulebook.gone", "Giá trị này không còn chờ việc ấy.", remedy="Hãy mở lại trang của quy định.")
