"""Beside the steps: what the rules are asked with is said anew; two officers stand behind a ground; another body sets a sanction aside."""

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.casework.grounds import NewGround, state_ground, vouch_for_ground
from liemchinh.casework.models import Case
from liemchinh.discipline.bodies import organs_of
from liemchinh.discipline.cases import BODY
from liemchinh.discipline.facts import Facts, keep_facts
from liemchinh.discipline.given import MEETINGS
from liemchinh.discipline.kept import is_decided
from liemchinh.discipline.taking import held_folder, require_grant
from liemchinh.journal import clock
from liemchinh.journal.services import NewEntry, record
from regulations.answers import Refusal, Refused

GROUNDED = (*MEETINGS, "decided", "not_sanctioned")


@transaction.atomic
def state_allegation(case: Case, facts: Facts, *, actor: Actor) -> int:
    """What the rules are asked with is established otherwise than before; gives the entry.

    Refuses whoever does not hold the case, what `Facts.faults` names, a body that is not there, and once there is a decision.
    """
    folder = held_folder(case, actor)
    held, faults = folder.case, facts.faults()
    if held.closed_by is not None or is_decided(folder.sanction, folder.body):
        told = "Đã có quyết định, hoặc việc này đã kết thúc."
        faults.append(Refusal("decided", told, remedy="Điều đã dựa vào khi quyết định thì không đổi được nữa."))
    if facts.organ not in organs_of(folder.register.category_on(folder.body, clock.today())):
        told = "Tổ chức này không có cơ quan như vậy."
        faults.append(Refusal("organ", told, remedy="Hãy chọn lại cơ quan."))
    if faults:
        raise Refused(faults)
    entry = NewEntry(
        "discipline.allegation_stated",
        clock.today(),
        organisation=folder.body,
        case=held.pk,
        data={"allegation": facts.plain()},
    )
    sequence = record([entry], actor=actor)[0]
    keep_facts(held, facts, sequence)
    return sequence


@transaction.atomic
def state_for_step(case: Case, new: NewGround, *, actor: Actor) -> int:
    """Whoever has the case open states what a meeting or a decision stands on where the rules are unknown; gives the entry."""
    require_grant(case, actor)
    _require_grounded(new.step)
    return state_ground(case, new, BODY, actor=actor)


@transaction.atomic
def vouch_for_step(case: Case, step: str, *, actor: Actor) -> int:
    """A second officer who has the case open vouches for it; gives the entry."""
    require_grant(case, actor)
    _require_grounded(step)
    return vouch_for_ground(case, step, BODY, actor=actor)


def _require_grounded(step: str) -> None:
    if step not in GROUNDED:
        told = "Bước này không cần nêu căn cứ."
        raise Refused(
            [
                Refusal(
                    "ground-step", told, remedy="Chỉ nêu cho cuộc họp của nơi quyết định, cho quyết định và thông báo."
                )
            ]
        )
