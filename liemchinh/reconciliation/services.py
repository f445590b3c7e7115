"""An organisation confirms how many members it has at the end of a quarter: one entry, whom it names beside the chain."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from functools import partial
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.locking import lock_people
from liemchinh.members.models import Person
from liemchinh.members.months import counted, told
from liemchinh.members.queries import active
from liemchinh.organisations.locking import lock_organisations
from liemchinh.reconciliation.counting import Counts, register_on, registers_of
from liemchinh.reconciliation.events import PEOPLE
from liemchinh.reconciliation.models import EXTRA, KINDS, MISSING, Confirmation, Differing
from liemchinh.reconciliation.quarters import Quarter
from liemchinh.reconciliation.queries import asked_among, confirmation_of, listed
from liemchinh.web.dates import show
from regulations.answers import Refusal, Refused

MOST = 1_000_000
MOST_MISSING = 50


@dataclass(frozen=True, slots=True)
class Counted:
    """What an organisation says: its numbers; by person number who is "extra" or "wrong" in the register; and who is missing there, each
    by card number or by the code that pages name a person with."""

    counts: Counts
    people: Mapping[int, str] = field(default_factory=dict)
    missing: tuple[str, ...] = ()


@transaction.atomic
def confirm_counts(organisation: int, quarter: Quarter, said: Counted, *, seen: int | None = None, actor: Actor) -> int:
    """Records what an organisation counts of itself on a quarter's last day, beside what the register says of it; gives the entry.

    Confirmed again, it replaces what stands and the older stays readable; the same again, word for word, is not recorded again. `seen`:
    the entry the page was made from (0: none). Refuses, all reasons at once: a quarter not over, an organisation that did not stand on
    that day, numbers that cannot be, people who are not in the list of the day, a card number that names nobody or several, names that do
    not go with the numbers, and when another confirmed meanwhile.
    """
    actor.require("branch.keep", organisation)
    lock_organisations([organisation])
    return _confirm(
        organisation, quarter, said, lambda: register_on(organisation, quarter.last, quarter.first).whole, seen, actor
    )


@transaction.atomic
def confirm_many(quarter: Quarter, said: Mapping[int, Counted], *, actor: Actor) -> Sequence[int]:
    """The same of many organisations, as their papers say; gives the entries in order. All or none: the first refused ends it.

    What the register says of those under the same one is counted at once.
    """
    if faults := actor.refusals_among("branch.keep", said):
        raise Refused(faults)
    lock_organisations(said)
    registers = registers_of(said, quarter.last)
    return [
        _confirm(place, quarter, one, partial(registers.__getitem__, place), None, actor) for place, one in said.items()
    ]


def _confirm(
    organisation: int, quarter: Quarter, said: Counted, counted_there: Callable[[], Counts], seen: int | None, actor: Actor
) -> int:  # fmt: skip
    before, there = (
        confirmation_of(organisation, quarter.last),
        {person for person, _name in listed(organisation, quarter.last)},
    )
    faults = _faults_of_quarter(organisation, quarter, before, seen) + _faults_of_counts(said.counts)
    faults += _faults_of_people(said.people, there)
    absent, unread = _who_is_missing(said.missing, quarter.last, there)
    if faults or unread:
        raise Refused([*faults, *unread])
    register, people = counted_there(), {**said.people, **dict.fromkeys(absent, MISSING)}
    # Only where everybody counted stands in it itself can everybody wrongly in the register be chosen from its list.
    if register.members == len(there):
        _refuse(_faults_of_arithmetic(said.counts, register, counted(people, list(KINDS))))
    row = _row(organisation, quarter.last, said.counts, register, people)
    if before and _same(before, row, people):
        return before.recorded_by
    lock_people(people)
    return _write(row, people, before, actor)


def _write(row: Confirmation, people: Mapping[int, str], before: Confirmation | None, actor: Actor) -> int:
    data: dict[str, Plain] = {name: getattr(row, name) for name in (*asdict(Counts(0, 0, 0)), *_register({}), *KINDS)}
    personal = {key: told(people, code) for key, code in PEOPLE.items() if code in people.values()}
    kind = "reconciliation.confirmed_again" if before else "reconciliation.confirmed"
    entry = NewEntry(
        kind,
        row.on,
        organisation=row.organisation_id,
        data=data,
        personal=personal,
        cancels=before.recorded_by if before else None,
    )
    sequence = record([entry], actor=actor)[0]
    for model in (Confirmation, Differing):
        live = model._default_manager.filter(organisation_id=row.organisation_id, on=row.on, cancelled_by=None)
        live.update(cancelled_by=sequence)
    row.recorded_by = sequence
    row.save(force_insert=True)
    Differing.objects.bulk_create(
        Differing(person_id=person, organisation_id=row.organisation_id, on=row.on, kind=code, recorded_by=sequence)
        for person, code in sorted(people.items())
    )
    return sequence


def _register(counts: Mapping[str, int]) -> dict[str, int]:
    return {f"register_{name}": counts.get(name, 0) for name in asdict(Counts(0, 0, 0))}


def _row(organisation: int, on: date, said: Counts, register: Counts, people: Mapping[int, str]) -> Confirmation:
    return Confirmation(
        organisation_id=organisation, on=on, differs=said != register or bool(people), **asdict(said),
        **_register(asdict(register)), **counted(people, list(KINDS)),
    )  # fmt: skip


def _same(before: Confirmation, row: Confirmation, people: Mapping[int, str]) -> bool:
    left_out = {"id", "recorded_by", "cancelled_by"}
    names = [field.attname for field in Confirmation._meta.concrete_fields if field.attname not in left_out]
    stored = Differing.objects.filter(organisation_id=row.organisation_id, on=row.on, cancelled_by=None)
    kept = dict(stored.values_list("person_id", "kind"))
    return all(getattr(before, name) == getattr(row, name) for name in names) and kept == dict(people)


def _refuse(faults: list[Refusal]) -> None:
    if faults:
        raise Refused(faults)


def _faults_of_quarter(
    organisation: int, quarter: Quarter, before: Confirmation | None, seen: int | None
) -> list[Refusal]:
    found, shown = [], {"quarter": quarter.shown, "day": show(quarter.last)}
    if not quarter.is_over(clock.today()):
        message = _("Quý %(quarter)s chưa kết thúc: số ngày %(day)s chưa biết.") % shown
        found.append(Refusal("reconciliation.not-over", message, remedy=_("Xác nhận từ ngày đầu của quý sau.")))
    elif not asked_among([organisation], quarter.last):
        message = _("Ngày %(day)s tổ chức này không hoạt động: chưa thành lập hoặc đã kết thúc.") % shown
        found.append(
            Refusal("reconciliation.not-standing", message, remedy=_("Chọn một quý khác, hoặc tổ chức kế thừa."))
        )
    if seen is not None and seen != (before.recorded_by if before else 0):
        message = _("Có người vừa xác nhận quý %(quarter)s cho tổ chức này.") % shown
        remedy = _("Mở lại trang để xem điều vừa xác nhận, rồi xác nhận lại nếu cần.")
        found.append(Refusal("reconciliation.changed", message, remedy=remedy))
    return found


def _faults_of_counts(said: Counts) -> list[Refusal]:
    if any(not 0 <= number <= MOST for number in asdict(said).values()):
        message = _("Số đếm phải là số nguyên từ 0 đến %(most)s.") % {"most": MOST}
        return [Refusal("reconciliation.number", message, remedy=_("Xem lại ba số đã ghi."))]
    if said.women > said.members:
        message = _("Số nữ (%(women)s) nhiều hơn số hội viên (%(members)s).") % {
            "women": said.women,
            "members": said.members,
        }
        return [Refusal("reconciliation.women", message, remedy=_("Xem lại ba số đã ghi."))]
    return []


def _faults_of_people(people: Mapping[int, str], there: set[int]) -> list[Refusal]:
    found = []
    if any(kind not in KINDS or kind == MISSING for kind in people.values()):
        remedy = _("Mỗi người chọn một trong ba ô.")
        found.append(Refusal("reconciliation.kind", _("Có người mang dấu không hiểu được."), remedy=remedy))
    if people.keys() - there:
        message = _("%(count)s người không có trong danh sách ngày ấy của tổ chức.") % {
            "count": len(people.keys() - there)
        }
        remedy = _("Mở lại trang để lấy danh sách mới.")
        found.append(Refusal("reconciliation.stranger", message, remedy=remedy))
    return found


def _who_is_missing(texts: Iterable[str], on: date, there: set[int]) -> tuple[set[int], list[Refusal]]:
    """Whom card numbers or codes name, wherever in the register they are. A refusal repeats what was typed and tells no name."""
    people, found, wanted = set(), [], list(dict.fromkeys(texts))
    if len(wanted) > MOST_MISSING:
        message = _("Mỗi lần nêu nhiều nhất %(most)s người thiếu.") % {"most": MOST_MISSING}
        return set(), [
            Refusal("reconciliation.too-many", message, remedy=_("Bổ sung danh sách trước, rồi xác nhận lại."))
        ]
    for text in wanted:
        named = set(_named_by(text, on))
        if len(named) != 1:
            message = _("Số “%(text)s” không của riêng một hội viên nào trong sổ ngày ấy.") % {"text": text[:40]}
            remedy = _("Xem lại số; người chưa có trong sổ thì không nêu ở đây, phần chênh vẫn được ghi bằng số.")
            found.append(Refusal("reconciliation.nobody", message, remedy=remedy))
        elif named & there:
            message = _("Người mang số “%(text)s” có trong danh sách ngày ấy, không thiếu.") % {"text": text[:40]}
            found.append(Refusal("reconciliation.not-missing", message, remedy=_("Bỏ số này.")))
        people |= named
    return people, found


def _named_by(text: str, on: date) -> Iterable[int]:
    """Up to two who are meant among the members of the day; of nobody else is it told that there is such a number."""
    try:
        named = Q(uid=UUID(text)) if len(text) > 20 else Q(cards__number=text, cards__cancelled_by=None)
    except ValueError:
        return ()
    members = Exists(active(on).filter(person_id=OuterRef("pk")))
    return Person.objects.filter(named, members, details__cancelled_by=None).values_list("pk", flat=True).distinct()[:2]


def _faults_of_arithmetic(said: Counts, register: Counts, named: Mapping[str, int]) -> list[Refusal]:
    """What is counted is the register's less those wrongly in it, and those missing there: who is named must go with that."""
    short = register.members - said.members + named[MISSING] - named[EXTRA]
    if short <= 0:
        return []
    told_numbers = {
        "register": register.members,
        "said": said.members,
        "missing": named[MISSING],
        "extra": named[EXTRA],
    }
    message = _(
        "Sổ có %(register)s người, nêu %(missing)s người thiếu và %(extra)s người thừa; đếm được %(said)s thì chưa khớp."
    )
    remedy = _("Chọn đủ người thừa trong danh sách (còn %(short)s người), hoặc sửa số đếm.") % {"short": short}
    return [Refusal("reconciliation.arithmetic", message % told_numbers, remedy=remedy)]
