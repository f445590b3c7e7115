"""Working out a reorganisation before anything is written: pure, from the tree as it stands and the two lists of a decision."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from liemchinh.organisations.places import common_parent
from liemchinh.organisations.services import Facts
from regulations.answers import Refusal


@dataclass(frozen=True, slots=True)
class Unassigned:
    """The place where what a split source leaves waits for people to decide."""

    source: int


Place = str | int | Unassigned | None
ENDING = {"merge", "split", "dissolve", "abolished"}
KEEPING = {"continue", "move", "rename"}


@dataclass(frozen=True, slots=True)
class After:
    """A row of the list of organisations after: `external` is its id there, `parent` the id of its parent there (or of one that stands)."""

    external: str
    parent: str
    facts: Facts
    row: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """A row of the list of successions."""

    source: str
    target: str
    kind: str
    extent: str
    row: int = 0


@dataclass
class Plan:
    """What a decision does. Organisations that do not exist yet are known by their external id (str), others by their number (int)."""

    on: date
    founds: dict[str, Facts] = field(default_factory=dict)
    parents: dict[str | int, Place] = field(default_factory=dict)
    changes: dict[int, Facts] = field(default_factory=dict)
    ends: list[int] = field(default_factory=list)
    passages: list[tuple[int, str | int | None, str, str]] = field(default_factory=list)
    heirs: dict[int, Place] = field(default_factory=dict)
    unassigned: dict[int, Place] = field(default_factory=dict)
    split: dict[int, list[str | int]] = field(default_factory=dict)
    refusals: list[Refusal] = field(default_factory=list)


def plan(
    on: date, after: Sequence[After], steps: Sequence[Step], known: Mapping[str, int], standing: Mapping[int, Facts]
) -> Plan:
    """The plan of a decision that takes effect on `on`.

    `known`: which existing organisation a list id means; `standing`: what stands the day before. Every fault of both lists
    is in `refusals`, each with its row; a plan with refusals must not be applied.
    """
    made = Plan(on)
    listed = {row.external: row for row in after}
    keepers = {step.target or step.source: step.source for step in steps if step.kind in KEEPING}
    _refuse_faulty_lists(made, after, steps, known, standing, listed)
    if made.refusals:
        return made

    def place(external: str) -> str | int | None:
        if not external:
            return None
        keeper = keepers.get(external, external)
        return known.get(keeper, external) if keeper in known else external

    for row in after:
        number = place(row.external)
        if isinstance(number, int):
            made.changes[number] = replace(row.facts, valid_from=on)
        else:
            made.founds[row.external] = replace(row.facts, valid_from=on)
        made.parents[row.external if not isinstance(number, int) else number] = place(row.parent)
    _pass_on(made, steps, known, place)
    _keep_unchanged(made, standing)
    _move_children(made, standing)
    return made


def _pass_on(
    made: Plan, steps: Sequence[Step], known: Mapping[str, int], place: Callable[[str], str | int | None]
) -> None:
    targets: dict[int, list[str | int]] = defaultdict(list)
    for step in steps:
        source = known[step.source]
        target = place(step.target) if step.target else None
        made.passages.append((source, target, step.kind, step.extent))
        if step.kind in ENDING and target != source:
            if source not in made.ends:
                made.ends.append(source)
            if target is not None and target not in targets[source]:
                targets[source].append(target)
    for source in made.ends:
        if len(targets[source]) == 1:
            made.heirs[source] = targets[source][0]
        elif targets[source]:
            made.split[source] = targets[source]


def _keep_unchanged(made: Plan, standing: Mapping[int, Facts]) -> None:
    for number in list(made.changes):
        if number in made.ends:
            del made.changes[number]
            continue
        now, then = standing.get(number), made.changes[number]
        parent = made.parents.get(number)
        if now and (now.name, now.kind, now.level, now.code, now.parent) == (
            then.name,
            then.kind,
            then.level,
            then.code,
            parent,
        ):
            del made.changes[number]


def _move_children(made: Plan, standing: Mapping[int, Facts]) -> None:
    """Whatever stood under an ended organisation and is named nowhere goes with it: to the heir, or to the unassigned place."""
    ended = set(made.ends)
    for number in made.ends:
        if number not in made.heirs:
            above = _heir_above(made, standing, number)
            if number in made.split:
                made.unassigned[number] = _common_parent(made, standing, made.split[number], above)
            else:
                made.heirs[number] = above
    for number, facts in standing.items():
        if facts.parent in ended and number not in ended and number not in made.changes:
            made.changes[number] = replace(facts, valid_from=made.on)
            made.parents[number] = made.heirs.get(facts.parent, Unassigned(facts.parent))


def _heir_above(made: Plan, standing: Mapping[int, Facts], number: int) -> Place:
    above = standing[number].parent
    for _ in range(40):
        if above is None or above not in made.ends:
            return above
        if above in made.heirs:
            return made.heirs[above]
        above = standing[above].parent if above in standing else None
    return None


def _common_parent(made: Plan, standing: Mapping[int, Facts], targets: Sequence[str | int], otherwise: Place) -> Place:
    def chain(place: Place) -> list[Place]:
        found: list[Place] = []
        while place is not None and len(found) < 40:
            if not isinstance(place, Unassigned) and place in made.parents:
                place = made.parents[place]
            else:
                place = standing[place].parent if isinstance(place, int) and place in standing else None
            if place is not None:
                found.append(place)
        return found

    return common_parent([chain(target) for target in targets]) or otherwise


def _refuse_faulty_lists(
    made: Plan,
    after: Sequence[After],
    steps: Sequence[Step],
    known: Mapping[str, int],
    standing: Mapping[int, Facts],
    listed: Mapping[str, After],
) -> None:
    def refuse(code: str, message: str, remedy: str) -> None:
        made.refusals.append(Refusal(code, message, remedy=remedy))

    seen: set[str] = set()
    for row in after:
        if row.external in seen:
            refuse(
                "twice",
                f"Danh sách sau sắp xếp, dòng {row.row}: mã “{row.external}” xuất hiện hai lần.",
                "Mỗi tổ chức chỉ ghi một dòng.",
            )
        seen.add(row.external)
        if row.parent and row.parent not in listed and row.parent not in known:
            refuse("parent-unknown", f"Danh sách sau sắp xếp, dòng {row.row}: không có cấp trên “{row.parent}”.",
                   "Hãy thêm cấp trên vào danh sách hoặc sửa mã.")  # fmt: skip
    fates: dict[str, set[str]] = defaultdict(set)
    for step in steps:
        where = f"Danh sách kế thừa, dòng {step.row}"
        if step.kind not in ENDING | KEEPING:
            refuse("kind-unknown", f"{where}: không hiểu cách kế thừa “{step.kind}”.",
                   "Dùng merge, split, continue, move, rename hoặc dissolve.")  # fmt: skip
        if step.source not in known:
            refuse(
                "source-unknown",
                f"{where}: chưa có tổ chức “{step.source}”.",
                "Hãy nhập danh sách tổ chức trước sắp xếp, hoặc sửa mã.",
            )
        elif known[step.source] not in standing:
            refuse(
                "source-ended",
                f"{where}: “{step.source}” không còn tồn tại vào ngày trước khi sắp xếp.",
                "Hãy kiểm tra ngày sắp xếp.",
            )
        if step.target and step.target not in listed and step.target not in known:
            refuse(
                "target-unknown",
                f"{where}: không có tổ chức “{step.target}” sau sắp xếp.",
                "Hãy thêm vào danh sách sau sắp xếp.",
            )
        if not step.target and step.kind in {"merge", "split"}:
            refuse(
                "target-missing",
                f"{where}: “{step.kind}” cần có tổ chức nhận.",
                "Hãy ghi tổ chức nhận, hoặc dùng dissolve.",
            )
        fates[step.source].add("keeps" if step.kind in KEEPING else "ends")
    for source, fate in fates.items():
        if len(fate) > 1:
            refuse("both", f"“{source}” vừa giữ nguyên vừa kết thúc.", "Chọn một trong hai.")
    takers = [step.target for step in steps if step.kind == "continue" and step.target]
    for target in sorted({target for target in takers if takers.count(target) > 1}):
        refuse(
            "taken-twice",
            f"“{target}” không thể tiếp nối hai tổ chức.",
            "Chỉ một tổ chức được tiếp nối, các tổ chức khác ghi merge.",
        )
