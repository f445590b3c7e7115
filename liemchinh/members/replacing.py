"""An act recorded with a wrong day or place: it is cancelled and recorded anew in one go, with what hangs on it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.members.changes import Change, NewAct
from liemchinh.members.moves import moves_now
from liemchinh.members.reasons import REPLACEMENT, faults_of_reason
from liemchinh.members.services import record_change
from liemchinh.members.timeline import ENTERING, LEAVING, Act, Segment, ordered
from liemchinh.members.working import Ground, work_out
from liemchinh.members.writing import live_acts, standing_of
from regulations.answers import Refusal, Refused

_OTHER_END = {"transferred_out": "transferred_in", "transferred_in": "transferred_out"}


@dataclass(frozen=True, slots=True)
class Preview:
    """The spells that stand, those that would stand instead, and every reason why they cannot."""

    before: Sequence[Segment]
    after: Sequence[Segment]
    refusals: Sequence[Refusal]


def preview_replacement(sequence: int, on: date, organisation: int | None, *, reason: str) -> Preview:
    """What would stand if the act had happened on that day, there. Writes nothing; whoever asks was found to be allowed to."""
    change = _change(sequence, on, organisation, reason)
    assert change.person is not None
    with transaction.atomic():
        standing = standing_of([change.person])[change.person]
        prepared = work_out(change, standing, Ground(moves_now(), clock.today()))
    gone = set(prepared.goes)
    kept = [spell for spell, number in zip(standing.spells, standing.spell_ids, strict=True) if number not in gone]
    after = sorted([*kept, *prepared.comes], key=lambda spell: spell.starts_on)
    return Preview(standing.spells, after, prepared.refusals)


@transaction.atomic
def replace_act(sequence: int, on: date, organisation: int | None, *, reason: str, actor: Actor) -> Sequence[int]:
    """The act is cancelled and recorded again with another day or, for one that leads into a branch, another place.

    With it go the other end of a transfer of the same day, and what was recorded of the person in the wrong branch until they left it.
    Gives the entries' sequences. Refuses what does not exist, what changes nothing, a reason that is not on the list of replacements, and
    what the timeline refuses.
    """
    if faults := faults_of_reason(reason, REPLACEMENT):
        raise Refused(faults)
    return record_change(_change(sequence, on, organisation, reason), actor=actor).sequences


def _change(sequence: int, on: date, organisation: int | None, reason: str) -> Change:
    person = Entry.objects.filter(sequence=sequence).values_list("member_id", flat=True).first()
    acts = ordered(act for _person, act in live_acts([person])) if person else []
    wrong = next((act for act in acts if act.sequence == sequence), None)
    if wrong is None or wrong.kind == "moved":
        raise Refused([Refusal("cancelled", "Việc này không có, hoặc đã được hủy rồi.", remedy="Xem lại lịch sử.")])
    place = organisation if wrong.kind in ENTERING and organisation is not None else wrong.organisation
    if (on, place) == (wrong.on, wrong.organisation):
        raise Refused(
            [Refusal("nothing-changed", "Ngày và tổ chức vẫn như đã ghi.", remedy="Hãy sửa ngày hoặc tổ chức.")]
        )
    told = _as_told(acts)
    anew = {sequence: NewAct(wrong.kind, on, place, told[sequence] if on == wrong.on else "")}
    if on != wrong.on:
        for act in acts:
            if act.kind == _OTHER_END.get(wrong.kind) and act.on == wrong.on:
                anew[act.sequence] = NewAct(act.kind, on, act.organisation)
    if place != wrong.organisation:
        for act in _hanging_on(acts, wrong):
            anew[act.sequence] = NewAct(act.kind, act.on, place, told[act.sequence])
    return Change(person, acts=list(anew.values()), cancels=list(anew), reason=reason)


def _hanging_on(acts: Sequence[Act], wrong: Act) -> Iterable[Act]:
    """What was recorded in the wrong branch until the person left it: it happened where they truly were."""
    for act in acts[acts.index(wrong) + 1 :]:
        if act.organisation != wrong.organisation or act.kind in ENTERING | {"moved"}:
            return
        yield act
        if act.kind in LEAVING:
            return


def _as_told(acts: Sequence[Act]) -> dict[int, str]:
    rows = Entry.objects.filter(sequence__in=[act.sequence for act in acts])
    return dict(rows.values_list("sequence", "happened"))
