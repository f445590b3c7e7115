"""A reorganisation is one decision: previewed, applied as one entry in the book, undone as another (see undoing.py)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.journal.bulk import insert_rows, reserve_ids
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.organisations import closure
from liemchinh.organisations.faults import KEEPING
from liemchinh.organisations.following import carried, followers
from liemchinh.organisations.lifetimes import stays_of
from liemchinh.organisations.models import Closure, Organisation, SourceId, Succession, Version
from liemchinh.organisations.naming import NEW, OWN, known_ids
from liemchinh.organisations.planning import After, Place, Plan, Step, Unassigned, plan
from liemchinh.organisations.queries import names, standing, subtree
from liemchinh.organisations.services import LONGEST_DECISION, VERSION_COLUMNS, Facts, facts_of, supersede
from liemchinh.organisations.sources import ids_in_source
from liemchinh.organisations.undoing import undo
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused

__all__ = ["Decision", "Preview", "apply", "preview", "undo"]

UNASSIGNED = "Chưa phân bổ"
Ids = Mapping[str | Unassigned, int]


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
    """What would happen. `carried`: members per ended organisation; `to_decide`: what is left to people."""

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
        return self.plan.changes[place].name if place in self.plan.changes else self.name_before(place)

    def name_before(self, number: int | None) -> str:
        """The name of an organisation the day before."""
        return self.standing[number].name if number in self.standing else ""


def preview(decision: Decision, *, actor: Actor) -> Preview:
    """What the decision would do, with every refusal in `plan.refusals`. Writes nothing."""
    known = known_ids(decision.after, decision.steps, decision.source, decision.on, actor)
    facts = _standing_around(decision, known)
    made = plan(decision.on, decision.after, decision.steps, known, facts, _beginning(decision, known, facts))
    made.refusals += _faults_of_text(decision)
    if not made.refusals:
        made.refusals += _later_changes(made) + _refusals_of_right(made, facts, actor)
    if not (made.refusals or made.founds or made.changes or made.ends):
        made.refusals.append(
            Refusal("nothing", "Danh sách không thay đổi gì.", remedy="Hãy kiểm tra lại hai danh sách.")
        )
    seen = Preview(made, facts)
    if not made.refusals:
        seen.carried = carried(made.ends, decision.on)
        seen.to_decide = _to_decide(seen)
    return seen


@transaction.atomic
def apply(decision: Decision, *, actor: Actor) -> tuple[int, Preview]:
    """Does it, in one entry, and gives the entry's sequence (by which it can be undone). Raises Refused with every reason."""
    seen = preview(decision, actor=actor)
    made = seen.plan
    if made.refusals:
        raise Refused(made.refusals)
    waiting = _waiting_places(seen)
    keys: list[str | Unassigned] = [*made.founds, *waiting]
    ids = dict(zip(keys, reserve_ids(Organisation, len(keys)), strict=True))
    # One waiting place per common parent: several sources share it.
    for source, chief in _shared(seen, waiting).items():
        ids[source] = ids[chief]
    live = _locked(made, seen.standing)
    versions = _versions(decision, seen, ids, waiting, live)
    entry = NewEntry("organisations.reorganised", decision.on, data=_entry_data(decision, seen, ids, versions))
    sequence = record([entry], actor=actor)[0]
    supersede(live, sequence)
    _write(decision, seen, ids, versions, sequence)
    closure.refresh({*made.ends, *made.changes, *ids.values()})
    moves = {source: number for source, place in _moves(seen, ids) if (number := _number(place, ids)) is not None}
    for follower in followers():
        follower.follow(moves, made.ends, decision.on, sequence)
    return sequence, seen


def _faults_of_text(decision: Decision) -> list[Refusal]:
    text = clean(decision.text)
    if not text:
        return [
            Refusal("decision-missing", "Chưa ghi quyết định sắp xếp.", remedy="Hãy ghi số, ngày và cơ quan ban hành.")
        ]
    if len(text) > LONGEST_DECISION:
        told = f"Tên quyết định dài quá {LONGEST_DECISION} ký tự."
        return [Refusal("decision-long", told, remedy="Chỉ ghi số, ngày và cơ quan ban hành.")]
    return []


def _standing_around(decision: Decision, known: Mapping[str, int]) -> dict[int, Facts]:
    eve = decision.on - timedelta(days=1)
    tops = Closure.objects.filter(descendant_id__in=set(known.values()), valid_from__lte=eve, valid_to__gt=eve)
    rows = standing(eve).filter(organisation_id__in=subtree(set(tops.values_list("ancestor_id", flat=True)), eve))
    rows = rows.order_by("organisation_id")
    return {version.organisation_id: facts_of(version) for version in rows}


def _beginning(decision: Decision, known: Mapping[str, int], there: Mapping[int, Facts]) -> dict[int, Facts]:
    """What was recorded apart from the day on: of those that stood before, and of what the lists name with all above it."""
    on, named = decision.on, set(known.values()) - there.keys()
    above = Closure.objects.filter(descendant_id__in=named, valid_from__lte=on, valid_to__gt=on)
    new = set(above.values_list("ancestor_id", flat=True)) - there.keys()
    rows = [*standing(on).filter(valid_from=on), *standing(on).filter(organisation_id__in=new, valid_from__lt=on)]
    return {
        row.organisation_id: facts_of(row) for row in rows if row.organisation_id in there or row.organisation_id in new
    }


def _later_changes(made: Plan) -> list[Refusal]:
    """What was recorded for the day or later: of those that change, below or into those that end; and that those that take in end later."""
    own = Version.objects.filter(
        organisation_id__in=[*made.ends, *made.changes], cancelled_by=None, valid_from__gte=made.on
    )
    below = Version.objects.filter(parent_id__in=made.ends, cancelled_by=None, valid_from__gte=made.on)
    closed = Version.objects.filter(
        organisation_id__in=[*made.ends, *made.changes], cancelled_by=None, valid_to__gt=made.on
    )
    told = {
        version.organisation_id: (version.name, max(version.valid_from, made.on))
        for version in [*own[:20], *below[:20], *closed[:20]]
    }
    into = Succession.objects.filter(target_id__in=made.ends, cancelled_by=None, on__gt=made.on).order_by("on")[:20]
    days = dict(into.values_list("target_id", "on"))
    # Whoever came into what ends later would stay behind in it: that decision carried only those who were there.
    taking = {target for _source, target, _kind, _extent in made.passages if isinstance(target, int)} - {*made.ends}
    days |= {
        number: end for number, stays in stays_of(taking).items() if (end := stays[-1][1]) is not None and end > made.on
    }
    told |= {number: (name, days[number]) for number, name in names(days).items()}
    return [
        Refusal(
            "later-change",
            f"“{name}” đã có thay đổi từ ngày {day:%d/%m/%Y} trở đi.",
            remedy="Hãy hủy thay đổi đó trước, hoặc chọn ngày sắp xếp muộn hơn.",
        )
        for name, day in told.values()
    ]


def _refusals_of_right(made: Plan, facts: Mapping[int, Facts], actor: Actor) -> list[Refusal]:
    acted = {*made.ends, *made.changes}
    places: set[int | None] = {number for number in acted if facts[number].parent not in acted}
    places |= {parent for parent in made.parents.values() if isinstance(parent, int)}
    # At the top of a tree there is no scope but the whole installation's.
    moved_up = {number for number in made.changes if made.parents[number] is None and facts[number].parent is not None}
    if moved_up or any(made.parents[key] is None for key in made.founds):
        places.add(None)
    found = [refusal for place in places for refusal in actor.refusals("organisations.reorganise", place)]
    return list({refusal.message: refusal for refusal in found}.values())


def _to_decide(seen: Preview) -> list[dict[str, Plain]]:
    listed: list[dict[str, Plain]] = []
    for source in seen.plan.unassigned:
        targets = [seen.name(target) for target in seen.plan.split.get(source, ())]
        branches = [number for number, parent in seen.plan.parents.items() if parent == Unassigned(source)]
        members = seen.carried.get(source, 0)
        if targets or members:
            listed.append({
                "source": source, "name": seen.standing[source].name, "targets": list(targets),
                "branches": [seen.name(number) for number in branches], "members": members,
            })  # fmt: skip
    return listed


def _waiting_places(seen: Preview) -> list[Unassigned]:
    """The sources that leave something behind, one for each parent under which it waits."""
    chosen: dict[object, Unassigned] = {}
    for item in seen.to_decide:
        if item["branches"] or item["members"]:
            chosen.setdefault(seen.plan.unassigned[int(str(item["source"]))], Unassigned(int(str(item["source"]))))
    return list(chosen.values())


def _shared(seen: Preview, waiting: Sequence[Unassigned]) -> dict[Unassigned, Unassigned]:
    chiefs = {seen.plan.unassigned[place.source]: place for place in waiting}
    return {Unassigned(source): chiefs[parent] for source, parent in seen.plan.unassigned.items() if parent in chiefs}


def _number(place: Place, ids: Ids) -> int | None:
    return place if place is None or isinstance(place, int) else ids[place]


def _locked(made: Plan, facts: Mapping[int, Facts]) -> list[Version]:
    """The open versions that the decision closes, locked; refused when somebody changed one since it was planned."""
    acted = [number for number in sorted({*made.ends, *made.changes}) if facts[number].valid_to is None]
    rows = Version.objects.select_for_update().filter(organisation_id__in=acted, cancelled_by=None, valid_to=None)
    live = list(rows.filter(valid_from__lt=made.on).order_by("organisation_id"))
    if [facts_of(version) for version in live] != [facts[number] for number in acted]:
        told = "Cây tổ chức vừa được người khác thay đổi."
        raise Refused([Refusal("meanwhile", told, remedy="Hãy xem trước lại rồi thực hiện.")])
    return live


def _versions(
    decision: Decision,
    seen: Preview,
    ids: Ids,
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


def _entry_data(decision: Decision, seen: Preview, ids: Ids, versions: Sequence[tuple[int, Facts]]) -> dict[str, Plain]:
    made = seen.plan
    return {
        "decision": clean(decision.text),
        "counts": {"founded": len(made.founds), "changed": len(made.changes), "ended": len(made.ends)},
        "passages": [[number, _number(target, ids), kind, extent] for number, target, kind, extent in made.passages],
        "versions": [{"organisation": number} | facts.data() for number, facts in versions],
        "heirs": [[source, _number(place, ids)] for source, place in _moves(seen, ids)],
    }


def _moves(seen: Preview, ids: Ids) -> list[tuple[int, Place]]:
    """Where the members of each ended organisation go: to its heir, or to the place where they wait."""
    made = seen.plan
    moves = [
        (source, heir) for source, heir in made.heirs.items() if heir is not None and source not in made.unassigned
    ]
    return moves + [(place.source, place) for place in ids if isinstance(place, Unassigned)]


def _write(
    decision: Decision,
    seen: Preview,
    ids: Ids,
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
    told = [(decision.source, key, ids[key], sequence) for key in made.founds if key[0] not in (NEW, OWN)]
    names = {step.target: number for step, (number, *_rest) in zip(decision.steps, made.passages, strict=True)
             if step.kind in KEEPING and step.target and step.target[0] not in (NEW, OWN)}  # fmt: skip
    known = ids_in_source(decision.source, names)
    told += [(decision.source, name, number, sequence) for name, number in names.items() if name not in known]
    insert_rows(SourceId, ("source", "external_id", "organisation_id", "recorded_by"), told)
