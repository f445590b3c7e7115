"""What a change makes of what stands of a person, and every reason against it. Pure: nothing is read, nothing is written."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from secrets import token_hex
from typing import Any, NamedTuple
from uuid import uuid4

from liemchinh.journal.chain import Sealed, seal
from liemchinh.members.changes import Change, NewAct
from liemchinh.members.days import faults_of_day
from liemchinh.members.facts import PersonFacts
from liemchinh.members.reasons import CANCELLATION, CORRECTION, OWN, faults_of_reason
from liemchinh.members.timeline import LABELS, Act, Move, Segment, fold
from regulations.answers import Refusal


@dataclass(slots=True)
class Standing:
    """What the register and the book hold of a person now: live acts, live spells (with their rows' ids), whether there are details."""

    acts: list[Act] = field(default_factory=list)
    spells: list[Segment] = field(default_factory=list)
    spell_ids: list[int] = field(default_factory=list)
    has_details: bool = False


NOBODY = Standing()


class Ground(NamedTuple):
    """On what a change is worked out, besides what stands of its person: where reorganisations carried members, and the day."""

    moves: Mapping[int, Sequence[Move]]
    today: date


class Prepared(NamedTuple):
    """A change worked out: what stood, the spells that go and come, where it acts, the columns of new details, every refusal."""

    change: Change
    standing: Standing
    goes: Sequence[int]
    comes: Sequence[Segment]
    organisations: Set[int]
    details: Sequence[object]
    refusals: Sequence[Refusal]
    # Of somebody new, where it was made ahead: what is drawn by chance, the seal of what is told and the code that pages name them with.
    sealed: Sealed | None = None
    uid: str = ""

    @property
    def personal(self) -> Mapping[str, str] | Sealed:
        """What the book keeps beside the chain of who this is."""
        return self.sealed or self.change.personal()


class Ahead(NamedTuple):
    """Changes about people who are new, worked out by another process while this one was busy, and on which ground; None for others."""

    ground: Ground
    prepared: Sequence[Prepared | None]

    @classmethod
    def of(cls, changes: Sequence[Change | None], ground: Ground) -> "Ahead":
        """Works them out. ValueError for a change about somebody who stands in the register: what stands of them may change meanwhile."""
        if any(change and change.person is not None for change in changes):
            raise ValueError("only new people are worked out ahead")
        together = token_hex(2)
        return cls(ground, [_ahead(change, ground, together) if change else None for change in changes])

    def __reduce__(self) -> tuple[object, ...]:
        # Between two processes the named tuples within go as plain ones, which costs a third.
        return _unpacked, (self.ground, [item and _packed(item) for item in self.prepared])


def _ahead(new: Change, ground: Ground, together: str) -> Prepared:
    item = work_out(new, NOBODY, ground)
    if item.refusals:
        return item
    change, standing, goes, comes, places, details, refusals, *_unsealed = item
    # Codes of people written together lie together in their index: drawn wholly by chance, each is a page of its own in a large register.
    uid = together + uuid4().hex[len(together) :]
    return Prepared(change, standing, goes, comes, places, details, refusals, seal(change.personal()), uid)


def _packed(item: Prepared) -> tuple[object, ...]:
    (_person, facts, acts, *rest), _standing, _goes, comes, places, details, refusals, sealed, uid = item
    told = tuple(facts) if facts else None
    return (
        told, [tuple(act) for act in acts], rest, [tuple(one) for one in comes], places, details, tuple(refusals),
        tuple(sealed) if sealed else None, uid,
    )  # fmt: skip


# Of what was taken apart in the other process: made without a call of Python for each of hundreds of thousands.
_facts: Callable[[Any], PersonFacts] = partial(tuple.__new__, PersonFacts)
_act: Callable[[Any], NewAct] = partial(tuple.__new__, NewAct)
_spell: Callable[[Any], Segment] = partial(tuple.__new__, Segment)
_seal: Callable[[Any], Sealed] = partial(tuple.__new__, Sealed)


def _unpacked(ground: Ground, packed: Iterable[Sequence[Any] | None]) -> Ahead:
    return Ahead(ground, [_unpacked_one(item) if item else None for item in packed])


def _unpacked_one(packed: Sequence[Any]) -> Prepared:
    told, acts, rest, comes, places, details, refusals, sealed, uid = packed
    change = Change(None, _facts(told) if told else None, [*map(_act, acts)], *rest)
    return Prepared(
        change, NOBODY, [], [*map(_spell, comes)], places, details, list(refusals), _seal(sealed) if sealed else None, uid
    )  # fmt: skip


def work_out(change: Change, standing: Standing, ground: Ground) -> Prepared:
    """Works a change out against what stands, without writing."""
    refusals = change.facts.faults() if change.facts else []
    if change.person is None and change.facts is None:
        refusals.append(Refusal("nobody", "Chưa ghi người nào.", remedy="Hãy ghi họ và tên."))
    kept = [act for act in standing.acts if act.sequence not in change.cancels]
    if len(standing.acts) - len(kept) != len(change.cancels):
        refusals.append(
            Refusal("cancelled", "Việc này không thuộc người đó, hoặc đã được hủy rồi.", remedy="Xem lại lịch sử.")
        )
    refusals += _reason_faults(change)
    acts = [Act(act.kind, act.on, act.organisation, place) for place, act in enumerate(change.acts, 2**62)]
    made, faults = fold(kept + acts, ground.moves)
    refusals += faults + _birth_faults(change)
    # Members follow their organisation from the day of its decision, which may lie ahead.
    refusals += [
        fault for act in change.acts if act.on > ground.today and act.kind != "moved"
        for fault in faults_of_day(act.on, f"“{LABELS[act.kind]}”")
    ]  # fmt: skip
    there = dict(zip(standing.spells, standing.spell_ids, strict=True))
    goes = [number for spell, number in there.items() if spell not in made]
    comes = [segment for segment in made if segment not in there]
    details = change.facts.columns() if change.facts and not refusals else ()
    return Prepared(change, standing, goes, comes, _places(change, standing, made), details, refusals)


def _places(change: Change, standing: Standing, made: Sequence[Segment]) -> Set[int]:
    """Where whoever records a change needs the right."""
    acted = {act.organisation for act in change.acts}
    acted |= {act.organisation for act in standing.acts if act.sequence in change.cancels}
    places = {organisation for organisation in acted if organisation is not None}
    if standing.spells:
        # Whoever names one organisation and changes a stay in another needs the right there too.
        places |= {spell.organisation for spell in set(made) ^ set(standing.spells)}
        places = places or {standing.spells[-1].organisation}
    return places


def _reason_faults(change: Change) -> list[Refusal]:
    """Whatever is cancelled or written anew is so for a reason of its list."""
    anew = change.person is not None and (change.facts is not None or change.external is not None)
    if not change.cancels and not anew:
        return []
    return faults_of_reason(
        change.reason, {*OWN, *(CANCELLATION if change.cancels else ()), *(CORRECTION if anew else ())}
    )


def _birth_faults(change: Change) -> list[Refusal]:
    if not change.facts or not change.facts.birth or not change.acts:
        return []
    first = min(act.on for act in change.acts)
    if change.facts.birth[:4] >= f"{first.year}":
        return [Refusal("born-after", f"Sinh năm {change.facts.birth[:4]} mà đã có việc ghi ngày {first:%d/%m/%Y}.",
                        remedy="Hãy kiểm tra ngày sinh và ngày của việc.")]  # fmt: skip
    return []
