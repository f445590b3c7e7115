"""What a reorganisation looks like: groups of organisations that become each other, by the place they stood in. Pure."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from liemchinh.organisations.services import Facts
from liemchinh.web.text import sort_key

ENDED, WAITING = "ended", "waiting"
Key = int | str | None


@dataclass(frozen=True, slots=True)
class Box:
    """An organisation before or after. `number` is None for one that does not exist yet; `what` is "", "ended" or "waiting"."""

    key: Hashable
    name: str
    kind: str = ""
    members: int = 0
    number: int | None = None
    what: str = ""


@dataclass(frozen=True, slots=True)
class Band:
    """From one box to another: how it is passed on, and the weight it carries."""

    source: Hashable
    target: Hashable
    kind: str
    weight: int


@dataclass
class Group:
    """Organisations that became each other: everything a set of sources turned into."""

    sources: list[Box] = field(default_factory=list)
    targets: list[Box] = field(default_factory=list)
    bands: list[Band] = field(default_factory=list)

    @property
    def members(self) -> int:
        """How many members the group carries."""
        return sum(box.members for box in self.sources)


@dataclass
class Section:
    """Groups whose sources stood under the same organisation."""

    key: str
    title: str
    groups: list[Group] = field(default_factory=list)

    @property
    def before(self) -> int:
        """How many organisations there were."""
        return sum(len(group.sources) for group in self.groups)

    @property
    def after(self) -> int:
        """How many there are."""
        return sum(1 for group in self.groups for box in group.targets if not box.what)

    @property
    def members(self) -> int:
        """How many members they carry."""
        return sum(group.members for group in self.groups)


@dataclass(frozen=True, slots=True)
class Passed:
    """One source became one target (None: nothing)."""

    source: int
    target: Key
    kind: str


def sections(
    passed: Sequence[Passed],
    before: Mapping[int, Facts],
    after: Mapping[int | str, Facts],
    members: Mapping[int, int],
    waiting: Mapping[int, int],
) -> list[Section]:
    """All groups in sections, in dictionary order.

    `before`: what stood the day before; `after`: what stands on the day; `members`: how many counted under each source; `waiting`: how
    many of them nobody has assigned yet.
    """
    found: dict[int | None, Section] = {}
    for component in _components(passed):
        group = _group(component, before, after, members, waiting)
        parent = before[component[0].source].parent
        title = before[parent].name if parent in before else ""
        found.setdefault(parent, Section(str(parent or 0), title)).groups.append(group)
    for section in found.values():
        section.groups.sort(key=lambda group: (group.targets[0].what == ENDED, sort_key(group.targets[0].name)))
    return sorted(found.values(), key=lambda section: (section.key != "0", sort_key(section.title)))


def _components(passed: Sequence[Passed]) -> list[list[Passed]]:
    by_source: dict[int, list[Passed]] = defaultdict(list)
    by_target: dict[Key, list[Passed]] = defaultdict(list)
    for step in passed:
        by_source[step.source].append(step)
        if step.target is not None:
            by_target[step.target].append(step)
    seen: set[int] = set()
    found = []
    for first in passed:
        edge, component = [first.source], []
        while edge:
            source = edge.pop(0)
            if source in seen:
                continue
            seen.add(source)
            for step in by_source[source]:
                component.append(step)
                edge += [other.source for other in by_target.get(step.target, ())]
        if component:
            found.append(component)
    return found


def _group(
    component: Sequence[Passed],
    before: Mapping[int, Facts],
    after: Mapping[int | str, Facts],
    members: Mapping[int, int],
    waiting: Mapping[int, int],
) -> Group:
    made = Group()
    fates = Counter(step.source for step in component)
    ended = Box(ENDED, "", what=ENDED)
    left = Box(WAITING, "", members=sum(waiting.get(source, 0) for source in fates), what=WAITING)
    targets: dict[Hashable, int] = {}
    for step in component:
        carried = members.get(step.source, 0) - waiting.get(step.source, 0) if fates[step.source] == 1 else 0
        target: Hashable = ENDED if step.target is None else step.target
        targets[target] = targets.get(target, 0) + carried
        made.bands.append(Band(step.source, target, step.kind, carried))
    for source in fates:
        facts = before[source]
        made.sources.append(Box(source, facts.name, facts.kind, members.get(source, 0), source))
        if waiting.get(source):
            made.bands.append(Band(source, WAITING, "waiting", waiting[source]))
    for target, carried in targets.items():
        if target == ENDED:
            made.targets.append(ended)
        else:
            made.targets.append(_target(target, carried, after, before))
    if left.members:
        made.targets.append(left)
    return made


def _target(key: Hashable, carried: int, after: Mapping[int | str, Facts], before: Mapping[int, Facts]) -> Box:
    number = key if isinstance(key, int) else None
    facts = after.get(key) or before.get(number or 0)  # type: ignore[call-overload]
    return Box(key, facts.name if facts else str(key), facts.kind if facts else "", carried, number)


def by_kind(before: Iterable[Facts], after: Iterable[Facts]) -> list[tuple[str, int, int]]:
    """(kind as written, how many before, how many after), whatever the level written beside it; the fewest first, as in a tree."""
    were, are = Counter(facts.kind for facts in before), Counter(facts.kind for facts in after)
    ordered = sorted(were.keys() | are.keys(), key=lambda kind: (max(were[kind], are[kind]), kind))
    return [(kind, were[kind], are[kind]) for kind in ordered]


def overview(passed: Sequence[Passed], before: Mapping[int, Facts], after: Mapping[int | str, Facts]) -> Group:
    """The whole decision in one picture: how many organisations of each kind became what, each source counted once."""
    first: dict[int, Passed] = {}
    reached: dict[Hashable, set[Key]] = defaultdict(set)
    for step in passed:
        first.setdefault(step.source, step)
        reached[_kind(step.target, before, after)].add(step.target)
    flows: Counter[tuple[str, str, str]] = Counter()
    for step in first.values():
        flows[
            before[step.source].kind, _kind(step.target, before, after), step.kind if step.target else "dissolve"
        ] += 1
    leaving, arriving = Counter[str](), Counter[str]()
    for (kind, into, _how), count in flows.items():
        leaving[kind] += count
        arriving[into] += count
    made = Group([Box(("before", kind), kind, members=count) for kind, count in leaving.most_common()])
    for into, count in arriving.most_common():
        ends = into == ENDED
        made.targets.append(
            Box(("after", into), into, members=count if ends else len(reached[into]), what=ENDED if ends else "")
        )
    made.bands = [Band(("before", kind), ("after", into), how, count) for (kind, into, how), count in flows.items()]
    return made


def _kind(key: Key, before: Mapping[int, Facts], after: Mapping[int | str, Facts]) -> str:
    if key is None:
        return ENDED
    facts = after.get(key) or (before.get(key) if isinstance(key, int) else None)
    return facts.kind if facts else ""
