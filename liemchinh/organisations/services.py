"""What can be done to organisations, one decision at a time: found, change, correct."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.journal.bulk import insert_rows, reserve_ids
from liemchinh.journal.services import NewEntry, record
from liemchinh.organisations import closure
from liemchinh.organisations.charter import category_of
from liemchinh.organisations.lifetimes import faults_of_places
from liemchinh.organisations.models import Organisation, SourceId, Version
from liemchinh.web.text import clean, fold, sort_key
from regulations.answers import Refusal, Refused

VERSION_COLUMNS = (
    "organisation_id", "parent_id", "code", "name", "search_key", "sort_key", "level", "kind", "category", "unit_type",
    "valid_from", "valid_to", "recorded_by",
)  # fmt: skip

LENGTHS = {"name": 300, "kind": 120, "level": 60, "code": 80, "unit_type": 120}
LONGEST_SOURCE, LONGEST_ID, LONGEST_DECISION = 60, 80, 300


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said of an organisation from `valid_from` until `valid_to` (exclusive). `parent`: an organisation's id, None at the top."""

    name: str
    kind: str
    valid_from: date
    parent: int | None = None
    level: str = ""
    code: str = ""
    unit_type: str = ""
    valid_to: date | None = None

    def cleaned(self) -> "Facts":
        """The same with text as it is stored."""
        return replace(
            self, name=clean(self.name), kind=clean(self.kind), level=clean(self.level), code=clean(self.code)
        )

    def faults(self) -> list[Refusal]:
        """Every reason why this cannot be stored."""
        found = []
        if not self.name:
            found.append(Refusal("name-missing", "Tổ chức chưa có tên.", remedy="Hãy ghi tên đầy đủ."))
        if not self.kind:
            told = f"“{self.name}” chưa có loại hình."
            found.append(Refusal("kind-missing", told, remedy="Hãy ghi loại hình như trong danh mục."))
        if self.valid_to and self.valid_to <= self.valid_from:
            told = f"“{self.name}” kết thúc trước khi bắt đầu."
            found.append(Refusal("ends-before", told, remedy="Hãy kiểm tra hai ngày."))
        for field, longest in LENGTHS.items():
            if len(getattr(self, field)) > longest:
                told = f"“{getattr(self, field)[:30]}…” dài quá {longest} ký tự."
                found.append(Refusal("too-long", told, remedy="Hãy rút gọn."))
        return found

    def row(self, organisation: int, sequence: int) -> tuple[object, ...]:
        """The version row, in the order of VERSION_COLUMNS."""
        return (
            organisation, self.parent, self.code, self.name, fold(self.name), sort_key(self.name), self.level, self.kind,
            category_of(self.kind, self.level, self.valid_from), self.unit_type, self.valid_from, self.valid_to, sequence,
        )  # fmt: skip

    def data(self) -> dict[str, str | int | None]:
        """The same as plain data for the book."""
        return {
            "code": self.code, "name": self.name, "level": self.level, "kind": self.kind, "parent": self.parent,
            "unit_type": self.unit_type, "valid_from": self.valid_from.isoformat(),
            "valid_to": self.valid_to.isoformat() if self.valid_to else None,
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Founding:
    """A new organisation. `parent_place` points at an earlier founding of the same batch; `external` is (source, id) in a file."""

    facts: Facts
    parent_place: int | None = None
    external: tuple[str, str] | None = None


def facts_of(version: Version) -> Facts:
    """What a stored version says."""
    return Facts(version.name, version.kind, version.valid_from, version.parent_id, version.level, version.code, version.unit_type,
                 version.valid_to)  # fmt: skip


@transaction.atomic
def found_organisations(foundings: Sequence[Founding], *, actor: Actor) -> list[int]:
    """Records new organisations, one entry each, and gives their ids in order.

    Refuses: an empty name or kind, an end before the beginning, a parent outside the actor's scope, unknown, or ended by
    then. The first `valid_from` means "known from": earlier facts about it are accepted.
    """
    foundings = [replace(founding, facts=founding.facts.cleaned()) for founding in foundings]
    _refuse([fault for founding in foundings for fault in [*founding.facts.faults(), *_faults_of_id(founding)]])
    _refuse_parents([founding.facts for founding in foundings if founding.parent_place is None], actor)
    _refuse([fault for founding in foundings for fault in _faults_of_batch_parent(founding, foundings)])
    ids = reserve_ids(Organisation, len(foundings))
    settled: list[Facts] = []
    for founding in foundings:
        inside = founding.parent_place
        settled.append(founding.facts if inside is None else replace(founding.facts, parent=ids[inside]))
    entries = [
        NewEntry(
            "organisations.founded", facts.valid_from, organisation=number, data={**facts.data(), **_external(founding)}
        )
        for founding, facts, number in zip(foundings, settled, ids, strict=True)
    ]
    sequences = record(entries, actor=actor)
    insert_rows(Organisation, ("id", "recorded_by"), zip(ids, sequences, strict=True))
    insert_rows(Version, VERSION_COLUMNS, (f.row(n, s) for f, n, s in zip(settled, ids, sequences, strict=True)))
    carried = [(*f.external, n, s) for f, n, s in zip(foundings, ids, sequences, strict=True) if f.external]
    insert_rows(SourceId, ("source", "external_id", "organisation_id", "recorded_by"), carried)
    closure.refresh(ids)
    return list(ids)


def _external(founding: Founding) -> dict[str, str]:
    return dict(zip(("source", "external_id"), founding.external, strict=True)) if founding.external else {}


def _faults_of_id(founding: Founding) -> list[Refusal]:
    source, text = founding.external or ("", "")
    if len(source) <= LONGEST_SOURCE and len(text) <= LONGEST_ID:
        return []
    told = f"Mã “{text[:30]}…” của “{founding.facts.name}”, hoặc tên nguồn, quá dài."
    return [Refusal("id-long", told, remedy=f"Mã dài nhất {LONGEST_ID} ký tự, tên nguồn {LONGEST_SOURCE} ký tự.")]


def _refuse_parents(told: Sequence[Facts], actor: Actor) -> None:
    parents = {facts.parent for facts in told}
    faults = [refusal for parent in parents for refusal in actor.refusals("organisations.edit", parent)]
    _refuse(list({refusal.message: refusal for refusal in faults}.values()))
    wanted = {parent for parent in parents if parent is not None}
    if wanted - set(Organisation.objects.filter(id__in=wanted).values_list("id", flat=True)):
        _refuse([Refusal("parent-unknown", "Không có cấp trên này.", remedy="Hãy chọn cấp trên trong cây tổ chức.")])
    _refuse(
        list(faults_of_places((facts.parent, facts.valid_from) for facts in told if facts.parent is not None).values())
    )


def _faults_of_batch_parent(founding: Founding, foundings: Sequence[Founding]) -> list[Refusal]:
    above = None if founding.parent_place is None else foundings[founding.parent_place].facts
    if above is None or above.valid_to is None or founding.facts.valid_from < above.valid_to:
        return []
    told = f"Cấp trên “{above.name}” không còn từ ngày {above.valid_to:%d/%m/%Y}, trước khi có “{founding.facts.name}”."
    return [Refusal("organisation-ended", told, remedy="Hãy kiểm tra hai ngày, hoặc chọn cấp trên khác.")]


def _refuse(faults: Sequence[Refusal]) -> None:
    if faults:
        raise Refused(faults)


@transaction.atomic
def change_organisation(organisation: int, facts: Facts, *, decision: str, actor: Actor) -> int:
    """From `facts.valid_from` on the organisation is as `facts` say (renamed, moved, of another kind), by a decision.

    Gives the entry's sequence. Refuses: no standing version on that day, a later version already recorded, a parent that
    stands below it, an actor without the right at the old or the new place.
    """
    facts, decision = facts.cleaned(), clean(decision)
    faults = facts.faults()
    if not decision:
        faults.append(
            Refusal("decision-missing", "Chưa ghi quyết định.", remedy="Hãy ghi số, ngày và cơ quan ban hành.")
        )
    elif len(decision) > LONGEST_DECISION:
        told = f"Tên quyết định dài quá {LONGEST_DECISION} ký tự."
        faults.append(Refusal("decision-long", told, remedy="Chỉ ghi số, ngày và cơ quan ban hành."))
    _refuse([*faults, *actor.refusals("organisations.edit", organisation)])
    current = standing_version(organisation, facts.valid_from)
    if facts.parent != current.parent_id:
        _refuse_parents([facts], actor)
        refuse_circle(organisation, facts.parent, facts.valid_from)
    facts = replace(facts, valid_to=facts.valid_to or current.valid_to)
    data = facts.data() | {"decision": decision}
    entry = NewEntry("organisations.changed", facts.valid_from, organisation=organisation, data=data)
    sequence = record([entry], actor=actor)[0]
    supersede([current], sequence)
    rows = [facts.row(organisation, sequence)]
    if current.valid_from < facts.valid_from:
        rows.append(replace(facts_of(current), valid_to=facts.valid_from).row(organisation, sequence))
    insert_rows(Version, VERSION_COLUMNS, rows)
    closure.refresh([organisation])
    return sequence


@transaction.atomic
def correct_organisation(organisation: int, facts: Facts, *, actor: Actor) -> int:
    """The first version was written down wrongly: it is cancelled and replaced; the old state stays visible as of its day.

    Refuses when the organisation has changed since (correct the change instead), or would stand below itself.
    """
    facts = facts.cleaned()
    _refuse([*facts.faults(), *actor.refusals("organisations.edit", organisation)])
    live = list(Version.objects.select_for_update().filter(organisation_id=organisation, cancelled_by=None))
    if len(live) != 1:
        told = f"“{facts.name}” đã có thay đổi về sau nên không sửa được dòng đầu tiên."
        words = "Hãy ghi một thay đổi có quyết định, hoặc hủy lần sắp xếp trước."
        raise Refused([Refusal("changed-since", told, remedy=words)])
    facts = replace(facts, valid_to=facts.valid_to or live[0].valid_to)
    _refuse(facts.faults())
    if facts.parent != live[0].parent_id:
        _refuse_parents([facts], actor)
        refuse_circle(organisation, facts.parent, facts.valid_from)
    entry = NewEntry("organisations.corrected", facts.valid_from, organisation=organisation, data=facts.data())
    sequence = record([entry], actor=actor)[0]
    supersede(live, sequence)
    insert_rows(Version, VERSION_COLUMNS, [facts.row(organisation, sequence)])
    closure.refresh([organisation])
    return sequence


def standing_version(organisation: int, on: date) -> Version:
    """The newest version, locked; refuses unless it stands on `on`."""
    versions = Version.objects.select_for_update().filter(organisation_id=organisation, cancelled_by=None)
    newest = versions.order_by("-valid_from").first()
    if newest is None or newest.valid_from > on or (newest.valid_to and newest.valid_to <= on):
        name = newest.name if newest else f"số {organisation}"
        raise Refused([Refusal("not-standing", f"“{name}” không tồn tại, hoặc đã có thay đổi sau ngày {on:%d/%m/%Y}.",
                               remedy="Hãy xem tổ chức qua thời gian rồi chọn ngày khác.")])  # fmt: skip
    return newest


def refuse_circle(organisation: int, parent: int | None, on: date) -> None:
    """Refuses a parent that is the organisation itself, or stands below it on `on` or any later day."""
    above: set[int] = set()
    edge = set() if parent is None else {parent}
    while edge:
        above |= edge
        later = Version.objects.filter(organisation_id__in=edge, cancelled_by=None).exclude(valid_to__lte=on)
        edge = {number for number in later.values_list("parent_id", flat=True) if number is not None} - above
    if organisation in above:
        told = "Một tổ chức không thể trực thuộc chính nó hoặc cấp dưới của nó."
        raise Refused([Refusal("circle", told, remedy="Hãy chọn cấp trên khác.")])


def supersede(versions: Sequence[Version], sequence: int) -> None:
    """Marks versions as cancelled by an entry."""
    Version.objects.filter(id__in=[version.id for version in versions]).update(cancelled_by=sequence)
