"""Linking, ending, slips: entered by whoever keeps the branch where people live; handed in by the member or whom they chose."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.behalf.services import entitled, told_beside
from liemchinh.journal import clock
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.locking import lock_people
from liemchinh.members.models import Spell
from liemchinh.members.queries import place_of
from liemchinh.organisations.categories import BRANCHES
from liemchinh.organisations.queries import standing
from liemchinh.residence.halves import Half, half_of
from liemchinh.residence.models import Link, Slip
from liemchinh.residence.queries import KEEPS, TASK, during, whom_a_letter_names
from regulations.answers import Refusal, Refused


@dataclass(frozen=True, slots=True)
class Letter:
    """An introduction letter as the branch received it: whom it names, its day, and from which day the link stands."""

    full_name: str
    card_no: str
    letter_on: date
    starts_on: date


@transaction.atomic
def link_by_letter(organisation: int, letter: Letter, *, actor: Actor) -> Link:
    """Links the member whom a letter names to the branch where they live.

    Refuses, all at once: whoever does not keep that branch, what is no branch, a letter that names nobody (both name and card number must
    be right), days that cannot be, somebody linked already, or a member of this very branch.
    """
    actor.require(KEEPS, organisation)
    person = whom_a_letter_names(letter.full_name, letter.card_no)
    faults = _letter_faults(organisation, letter)
    if person is None:
        faults.append(_nobody())
    else:
        lock_people([person])
        faults += _person_faults(person, organisation)
    if faults or person is None:
        raise Refused(faults)
    data = {"letter_on": letter.letter_on.isoformat()}
    sequence = record([NewEntry("residence.linked", letter.starts_on, organisation, person, data=data)], actor=actor)[0]
    return Link.objects.create(
        person_id=person, organisation_id=organisation, letter_on=letter.letter_on, starts_on=letter.starts_on, recorded_by=sequence
    )  # fmt: skip


def _letter_faults(organisation: int, letter: Letter) -> list[Refusal]:
    found, today = [], clock.today()
    if not standing(today).filter(organisation_id=organisation, category__in=BRANCHES).exists():
        found.append(Refusal("residence.no_branch", _("Nơi này không phải chi hội."), remedy=_("Hãy chọn chi hội.")))
    if not letter.letter_on <= letter.starts_on <= today:
        said = _("Ngày giấy giới thiệu phải trước hoặc đúng ngày bắt đầu, và không sau hôm nay.")
        found.append(Refusal("residence.days", said, remedy=_("Hãy xem lại hai ngày.")))
    return found


def _person_faults(person: int, organisation: int) -> list[Refusal]:
    if Link.objects.filter(person_id=person, cancelled_by=None, ends_on=None).exists():
        said = _("Người này đang giữ mối liên hệ ở một chi hội nơi cư trú.")
        return [Refusal("residence.linked", said, remedy=_("Nhờ chi hội ấy ghi thôi trước."))]
    place = place_of(person)
    # Whoever is known to leave on a day to come is told about as whoever left: nothing would end the link on that day.
    if place is None or not Spell.objects.filter(person_id=person, cancelled_by=None, ends_on=None).exists():
        return [_nobody()]
    if place == organisation:
        said = _("Người này sinh hoạt ngay tại chi hội này.")
        return [Refusal("residence.own_branch", said, remedy=_("Không cần giấy giới thiệu."))]
    return []


def _nobody() -> Refusal:
    said = _("Không có hội viên nào đúng cả họ tên và số thẻ này.")
    return Refusal("residence.nobody", said, remedy=_("So lại từng chữ với giấy giới thiệu."))


@transaction.atomic
def end_link(link: int, ends_on: date, *, actor: Actor) -> int:
    """The link ends on a day (the first no longer linked); gives the entry's sequence. Refuses whoever does not keep that branch."""
    actor.require_somewhere(KEEPS)
    _lock_people([link])
    held = Link.objects.select_for_update(no_key=True).filter(pk=link, cancelled_by=None, ends_on=None).first()
    if held is None:
        raise Refused([_gone()])
    faults = actor.refusals(KEEPS, held.organisation_id)
    if not held.starts_on < ends_on <= clock.today():
        said = _("Ngày thôi phải sau ngày bắt đầu, và không sau hôm nay.")
        faults.append(Refusal("residence.days", said, remedy=_("Hãy xem lại ngày.")))
    if faults:
        raise Refused(faults)
    sequence = record([_entry("residence.ended", ends_on, held)], actor=actor)[0]
    # The row stays the slips' own; the book tells since when it has an end.
    Link.objects.filter(pk=held.pk).update(ends_on=ends_on)
    return sequence


@transaction.atomic
def mark_slips(organisation: int, half: Half, links: Collection[int], received: bool, *, actor: Actor) -> Sequence[int]:
    """Slips of a half-year were received, or were not after all; one entry each for those whose state changes.

    Refuses: whoever does not keep the branch, a half-year that has not begun, and a link that is not there.
    """
    actor.require(KEEPS, organisation)
    _lock_people(links)
    wanted = during(Link.objects.filter(pk__in=links, organisation_id=organisation, cancelled_by=None), half)
    held = list(wanted.select_for_update(no_key=True).order_by("pk"))
    if len(held) != len(set(links)) or not held:
        raise Refused([_gone()])
    if half.first > clock.today():
        raise Refused([Refusal("residence.half", _("Kỳ này chưa bắt đầu."), remedy=_("Hãy chọn kỳ khác."))])
    live = Slip.objects.filter(link__in=held, half=half.number, received=True, cancelled_by=None)
    there = dict(live.values_list("link_id", "pk"))
    changed = [link for link in held if (link.pk in there) is not received]
    kind = "residence.received" if received else "residence.not_received"
    sequences = record([_entry(kind, clock.today(), link, half) for link in changed], actor=actor)
    for link, sequence in zip(changed, sequences, strict=True):
        if received:
            Slip.objects.create(link=link, half=half.number, received=True, on=clock.today(), recorded_by=sequence)
        else:
            Slip.objects.filter(pk=there[link.pk]).update(cancelled_by=sequence)
    return sequences


@transaction.atomic
def hand_in(person: int, half: Half, *, actor: Actor) -> int:
    """The member, or whom they chose, says that the slip was handed in; gives the entry's sequence. Refuses everybody else, and twice."""
    mandate = entitled(actor, person, TASK)
    lock_people([person])
    held = (
        during(Link.objects.filter(person_id=person, cancelled_by=None), half)
        .select_for_update(no_key=True)
        .order_by("-pk")
        .first()
    )
    if held is None or half not in {half_of(clock.today()), Half(half_of(clock.today()).number - 1)}:
        raise Refused([_gone()])
    if Slip.objects.filter(link=held, half=half.number, received=False, cancelled_by=None).exists():
        raise Refused([Refusal("residence.twice", _("Đã ghi nộp phiếu kỳ này."), remedy=_("Không cần ghi thêm."))])
    entry = _entry("residence.handed_in", clock.today(), held, half)
    sequence = record([entry, *told_beside(mandate, TASK)], actor=actor)[0]
    Slip.objects.create(link=held, half=half.number, received=False, on=clock.today(), recorded_by=sequence)
    return sequence


def _lock_people(links: Collection[int]) -> None:
    """People before links, as the register does, which ends links while it holds their people and the book."""
    lock_people(Link.objects.filter(pk__in=links).values_list("person_id", flat=True))


def _entry(kind: str, on: date, link: Link, half: Half | None = None) -> NewEntry:
    data = {"link": link.recorded_by} | ({"half": half.number} if half else {})
    return NewEntry(kind, on, link.organisation_id, link.person_id, data=data)


def _gone() -> Refusal:
    return Refusal("residence.gone", _("Không có mối liên hệ nơi cư trú như vậy."), remedy=_("Xem lại danh sách."))
