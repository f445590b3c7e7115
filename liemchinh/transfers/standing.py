"""Can these people be sent, and taken in, on that day? Where each stands decides, read again once nobody else can change it."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from liemchinh.casework.models import Party
from liemchinh.members.models import Spell
from liemchinh.members.queries import names as people_names
from liemchinh.organisations.categories import BRANCHES
from liemchinh.organisations.lifetimes import faults_of_places
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import names, standing
from liemchinh.transfers.cases import KIND, MEMBER
from regulations.answers import Refusal

# Members stand in branches; what a split left stands in a waiting place, from where it can be sent but where nobody is taken in.


def faults_of_people(people: Sequence[int], sender: int, on: date) -> list[Refusal]:
    """For each person who does not stand in the sending branch, on the day and still: why not."""
    spells: dict[int, list[Spell]] = {person: [] for person in people}
    for spell in Spell.objects.filter(person_id__in=people, cancelled_by=None).order_by("starts_on"):
        spells[spell.person_id].append(spell)
    told, place = people_names(people), names([sender]).get(sender, "")
    found = []
    for person in people:
        name = told.get(person, f"Người số {person}")
        fault = _fault(spells[person], sender, on, name, place)
        found += [fault] if fault else []
    return found


def _fault(history: Sequence[Spell], sender: int, on: date, name: str, place: str) -> Refusal | None:
    last = history[-1] if history else None
    if last is None or last.ends_on is not None or last.organisation_id != sender:
        return Refusal(
            "not-there",
            f"{name} không còn sinh hoạt tại {place}.",
            remedy="Hãy thu hồi hoặc trả lại giấy giới thiệu này; nơi người đó đang sinh hoạt mới giới thiệu được.",
        )
    there = [spell for spell in history if spell.organisation_id == sender and spell.starts_on <= on]
    if not any(spell.ends_on is None or spell.ends_on > on for spell in there):
        return Refusal(
            "not-yet-there", f"Ngày {on:%d/%m/%Y} {name} chưa sinh hoạt tại {place}.", remedy="Hãy kiểm tra ngày."
        )
    if any(spell.starts_on == on and spell.starts_kind == "transferred_in" for spell in there):
        return Refusal(
            "came-that-day",
            f"{name} mới đến {place} đúng ngày {on:%d/%m/%Y}.",
            remedy="Chuyển đi sớm nhất từ ngày hôm sau.",
        )
    return None


def faults_of_open(people: Sequence[int]) -> list[Refusal]:
    """For each person who is on the way already: one transfer after the other."""
    open_ = Party.objects.filter(
        case__kind=KIND, case__closed_by=None, role=MEMBER, person_id__in=people, cancelled_by=None
    )
    told = people_names(open_.values_list("person_id", flat=True))
    return [
        Refusal(
            "on-the-way",
            f"{told.get(person, f'Người số {person}')} đang có một giấy giới thiệu chưa xong.",
            remedy="Hãy để nơi đến nhận hoặc trả lại, hoặc thu hồi giấy đó, rồi mới giới thiệu tiếp.",
        )
        for person in sorted(set(open_.values_list("person_id", flat=True)))
    ]


def faults_of_receiving(receiver: int, sender: int | None, on: date) -> list[Refusal]:
    """Why members cannot be taken in there on that day."""
    if receiver == sender:
        return [Refusal("same-branch", "Nơi đi và nơi đến là một chi hội.", remedy="Hãy chọn chi hội khác.")]
    ended = list(faults_of_places([(receiver, on)]).values())
    if ended:
        return ended
    version = standing(on).filter(organisation_id=receiver).first() or _first(receiver)
    if version is None or version.category not in BRANCHES:
        name = names([receiver]).get(receiver, "Nơi đến")
        return [
            Refusal("no-branch", f"{name} không phải chi hội.", remedy="Hãy chọn chi hội nơi hội viên sẽ sinh hoạt.")
        ]
    return []


def _first(organisation: int) -> Version | None:
    return Version.objects.filter(organisation_id=organisation, cancelled_by=None).order_by("valid_from").first()


def distinct(refusals: Iterable[Refusal]) -> list[Refusal]:
    """Each reason once, in the order found."""
    found: Mapping[str, Refusal] = {refusal.message: refusal for refusal in refusals}
    return list(found.values())
