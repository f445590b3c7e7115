"""A reorganisation is one decision: previewed, applied as one entry in the book, undone as another."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.journal.bulk import insert_rows, reserve_ids
from liemchinh.journal.models import Entry
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.journal.undone import take_back
from liemchinh.organisations import closure
from liemchinh.organisations.models import Closure, Organisation, SourceId, Succession, Version
from liemchinh.organisations.planning import After, Place, Plan, Step, Unassigned, plan
from liemchinh.organisations.queries import ids_in_source, standing, subtree
from liemchinh.organisations.services import VERSION_COLUMNS, Facts, facts_of, supersede
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused

UNASSIGNED = "Chưa phân bổ"


@dataclass(frozen=True, slots=True)
class Decision:
    """What people decided: the text that names the decision, its day, and the two lists."""

    text: str
    on: date
    after: Sequence[After]
    steps: Sequence[Step]
    source: str = ""


@dataclass
class Preview:
    """What would happen. `carried`: members per ended organisation; `to_decide`: what a split leaves to people."""

    plan: Plan
    standing: Mapping[int, Facts]
    carried: Mapping[int, int] = field(default_factory=dict)
    to_decide: list[dict[str, Plain]] = field(default_factory=list)

    def name(self, place: Place) -> str:
        """The name of an organisation of the plan."""
        if isinstance(place, Unassigned):
            return UNASSIGNED
        if isinstance(place, str):
            return self.plan.founds[place].name if place in self.plan.founds else place
        if place is None:
            return ""
        return self.plan.changes[place].name if place in self.plan.changes else self.standing[place].name


Carried = Callable[[Sequence[int], date], Mapping[int, int]]
Follow = Callable[[Mapping[int, int], date, int], None]
_followers: list[tuple[Carried, Follow]] = []


def register_follower(carried: Carried, follow: Follow) -> None:
    """An upper room goes with its organisations: `carried(ended, on)` counts what would move, `follow(moves, on, sequence)` moves it."""
    _followers.append((carried, follow))


def preview(decision: Decision, *, actor: Actor) -> Preview:
    """What the decision would do, with every refusal in `plan.refusals`. Writes nothing."""
    known = _known(decision)
    facts = _standing_around(decision, known)
    made = plan(decision.on, decision.after, decision.steps, known, facts)
    if not clean(decision.text):
        made.refusals.append(
            Refusal("decision-missing", "Chưa ghi quyết định sắp xếp.", remedy="Hãy ghi số, ngày và cơ quan ban hành.")
        )
    if not made.refusals:
        _refuse_later_changes(made)
        made.refusals += _refusals_of_right(made, facts, actor)
    seen = Preview(made, facts)
    if not made.refusals:
        counts: dict[int, int] = {}
        for carried, _follow in _followers:
            for number, count in carried(made.ends, decision.on).items():
                counts[number] = counts.get(number, 0) + count
        seen.carried = counts
        seen.to_decide = _to_decide(seen)
    return seen


@transaction.atomic
def apply(decision: Decision, *, actor: Actor) -> tuple[int, Preview]:
    """Does it, in one entry, and gives the entry's sequence (by which it can be undone). Raises Refused with every reason."""
    seen = preview(decision, actor=actor)
    made = seen.plan
    if made.refusals:
        raise Refused(made.refusals)
    if not (made.founds or made.changes or made.ends):
        raise Refused([Refusal("nothing", "Danh sách không thay đổi gì.", remedy="Hãy kiểm tra lại hai danh sách.")])
    waiting = _waiting_places(seen)
    keys: list[str | Unassigned] = [*made.founds, *waiting]
    ids = dict(zip(keys, reserve_ids(Organisation, len(keys)), strict=True))
    # One waiting place per common parent: several split sources share it.
    for source, chief in _shared(seen, waiting).items():
        ids[source] = ids[chief]
    touched = sorted({*made.ends, *made.changes, *ids.values()})
    live = list(Version.objects.select_for_update().filter(organisation_id__in=touched, cancelled_by=None, valid_from__lt=decision.on,
                valid_to=None).order_by("id"))  # fmt: skip
    versions = _versions(decision, seen, ids, waiting, live)
    entry = NewEntry("organisations.reorganised", decision.on, data=_entry_data(decision, seen, ids, versions))
    sequence = record([entry], actor=actor)[0]
    supersede(live, sequence)
    _write(decision, seen, ids, versions, sequence)
    closure.refresh(touched)
    moves = {source: number for source, place in _moves(seen, ids) if (number := _number(place, ids)) is not None}
    for _carried, follow in _followers:
        follow(moves, decision.on, sequence)
    return sequence, seen


@transaction.atomic
def undo(sequence: int, *, actor: Actor) -> int:
    """Takes the decision back: afterwards every table but the journal has its old content. Gives the new entry's sequence.

    Refused with the list of later acts if any touched what it made, or if it is no reorganisation or already undone.
    """
    entry = Entry.objects.filter(sequence=sequence, kind="organisations.reorganised").first()
    if entry is None or Entry.objects.filter(cancels_id=sequence).exists():
        raise Refused([Refusal("not-undoable", f"Số {sequence} không phải một lần sắp xếp đang có hiệu lực.",
                               remedy="Xem mã trong sổ nhật ký.")])  # fmt: skip
    touched = _touched(sequence)
    for number in _tops(sorted(touched)):
        actor.require("organisations.reorganise", number)
    _refuse_later_acts(sequence, touched)
    decision = _decision_text(entry)
    notice = NewEntry(
        "organisations.undone", entry.effective_on, cancels=sequence, data={"undone": sequence, "decision": decision}
    )
    undone_by = record([notice], actor=actor)[0]
    Closure.objects.filter(descendant_id__in=touched).delete()
    take_back(sequence, undone_by)
    closure.refresh(Organisation.objects.filter(id__in=touched).values_list("id", flat=True))
    return undone_by


def _known(decision: Decision) -> dict[str, int]:
    wanted = {row.external for row in decision.after} | {row.parent for row in decision.after}
    wanted |= {step.source for step in decision.steps} | {step.target for step in decision.steps}
    known = ids_in_source(decision.source, wanted - {""})
    numbers = {int(text): text for text in wanted - known.keys() if text.isdigit() and len(text) < 19}
    for number in Organisation.objects.filter(id__in=numbers).values_list("id", flat=True):
        known[numbers[number]] = number
    return known


def _standing_around(decision: Decision, known: Mapping[str, int]) -> dict[int, Facts]:
    eve = decision.on - timedelta(days=1)
    tops = Closure.objects.filter(descendant_id__in=known.values(), valid_from__lte=eve, valid_to__gt=eve)
    rows = standing(eve).filter(organisation_id__in=subtree(set(tops.values_list("ancestor_id", flat=True)), eve))
    return {version.organisation_id: facts_of(version) for version in rows}


def _refuse_later_changes(made: Plan) -> None:
    later = Version.objects.filter(
        organisation_id__in=[*made.ends, *made.changes], cancelled_by=None, valid_from__gte=made.on
    )
    for version in later[:20]:
        made.refusals.append(Refusal("later-change", f"“{version.name}” đã có thay đổi từ ngày {version.valid_from:%d/%m/%Y}.",
                                     remedy="Hãy hủy thay đổi đó trước, hoặc chọn ngày sắp xếp muộn hơn."))  # fmt: skip


def _refusals_of_right(made: Plan, facts: Mapping[int, Facts], actor: Actor) -> list[Refusal]:
    acted = {*made.ends, *made.changes}
    places: set[int | None] = {number for number in acted if facts[number].parent not in acted}
    places |= {parent for parent in made.parents.values() if isinstance(parent, int)}
    found: dict[str, Refusal] = {}
    for place in places:
        try:
            actor.require("organisations.reorganise", place)
        except Refused as refused:
            found |= {refusal.message: refusal for refusal in refused.refusals}
    return list(found.values())


def _to_decide(seen: Preview) -> list[dict[str, Plain]]:
    listed: list[dict[str, Plain]] = []
    for source, targets in seen.plan.split.items():
        branches = [number for number, parent in seen.plan.parents.items() if parent == Unassigned(source)]
        listed.append({
            "source": source, "name": seen.standing[source].name, "targets": [seen.name(target) for target in targets],
            "branches": [seen.name(number) for number in branches], "members": seen.carried.get(source, 0),
        })  # fmt: skip
    return listed


def _waiting_places(seen: Preview) -> list[Unassigned]:
    """The split sources that leave something behind, one for each common parent."""
    chosen: dict[object, Unassigned] = {}
    for item in seen.to_decide:
        if item["branches"] or item["members"]:
            chosen.setdefault(seen.plan.unassigned[int(str(item["source"]))], Unassigned(int(str(item["source"]))))
    return list(chosen.values())


def _shared(seen: Preview, waiting: Sequence[Unassigned]) -> dict[Unassigned, Unassigned]:
    chiefs = {seen.plan.unassigned[place.source]: place for place in waiting}
    return {Unassigned(source): chiefs[parent] for source, parent in seen.plan.unassigned.items() if parent in chiefs}


def _number(place: Place, ids: Mapping[str | Unassigned, int]) -> int | None:
    return place if place is None or isinstance(place, int) else ids[place]


def _versions(
    decision: Decision,
    seen: Preview,
    ids: Mapping[str | Unassigned, int],
    waiting: Sequence[Unassigned],
    live: Sequence[Version],
) -> list[tuple[int, Facts]]:
    made, day = seen.plan, decision.on
    rows = [(version.organisation_id, replace(facts_of(version), valid_to=day)) for version in live]
    rows += [
        (number, replace(facts, parent=_number(made.parents[number], ids))) for number, facts in made.changes.items()
    ]
    rows += [(ids[key], replace(facts, parent=_number(made.parents[key], ids))) for key, facts in made.founds.items()]
    rows += [
        (ids[place], Facts(UNASSIGNED, UNASSIGNED, day, _number(made.unassigned[place.source], ids)))
        for place in waiting
    ]
    return rows


def _entry_data(
    decision: Decision, seen: Preview, ids: Mapping[str | Unassigned, int], versions: Sequence[tuple[int, Facts]]
) -> dict[str, Plain]:
    made = seen.plan
    return {
        "decision": clean(decision.text),
        "counts": {"founded": len(made.founds), "changed": len(made.changes), "ended": len(made.ends)},
        "passages": [[number, _number(target, ids), kind, extent] for number, target, kind, extent in made.passages],
        "versions": [{"organisation": number} | facts.data() for number, facts in versions],
        "heirs": [[source, _number(place, ids)] for source, place in _moves(seen, ids)],
    }


def _moves(seen: Preview, ids: Mapping[str | Unassigned, int]) -> list[tuple[int, Place]]:
    moves = [(source, heir) for source, heir in seen.plan.heirs.items() if heir is not None]
    return moves + [(place.source, place) for place in ids if isinstance(place, Unassigned)]


def _write(
    decision: Decision,
    seen: Preview,
    ids: Mapping[str | Unassigned, int],
    versions: Sequence[tuple[int, Facts]],
    sequence: int,
) -> None:
    made, day = seen.plan, decision.on
    insert_rows(Organisation, ("id", "recorded_by"), [(number, sequence) for number in sorted(set(ids.values()))])
    insert_rows(Version, VERSION_COLUMNS, [facts.row(number, sequence) for number, facts in versions])
    passed = [
        (number, _number(target, ids), kind, extent, day, sequence) for number, target, kind, extent in made.passages
    ]
    insert_rows(Succession, ("source_id", "target_id", "kind", "extent", "on", "recorded_by"), passed)
    carried = [(decision.source, key, ids[key], sequence) for key in made.founds]
    new_names = {step.target: number for step, (number, *_rest) in zip(decision.steps, made.passages, strict=True)
                 if step.kind in {"continue", "move", "rename"} and step.target}  # fmt: skip
    known = ids_in_source(decision.source, new_names)
    carried += [(decision.source, name, number, sequence) for name, number in new_names.items() if name not in known]
    insert_rows(SourceId, ("source", "external_id", "organisation_id", "recorded_by"), carried)


def _touched(sequence: int) -> set[int]:
    rows = Version.objects.filter(recorded_by=sequence) | Version.objects.filter(cancelled_by=sequence)
    return set(rows.values_list("organisation_id", flat=True))


def _tops(organisations: Sequence[int]) -> list[int]:
    """Of organisations that changed together, those not under another of them."""
    under = Closure.objects.filter(
        descendant_id__in=organisations, ancestor_id__in=organisations, depth__gt=0, valid_to=date.max
    )
    return sorted(set(organisations) - set(under.values_list("descendant_id", flat=True)))


def _refuse_later_acts(sequence: int, touched: set[int]) -> None:
    cancelled = Entry.objects.filter(cancels_id__isnull=False).values("cancels_id")
    later = Entry.objects.filter(sequence__gt=sequence, organisation_id__in=touched, cancels_id=None).exclude(
        sequence__in=cancelled
    )
    acts = list(later.order_by("sequence")[:50])
    if acts:
        raise Refused(
            Refusal(
                "later-act",
                f"Số {act.sequence} ngày {act.recorded_at:%d/%m/%Y}: {act.kind}",
                remedy="Hủy việc này trước.",
            )
            for act in acts
        )


def _decision_text(entry: Entry) -> str:
    return str(json.loads(bytes(entry.payload))["data"]["decision"])
