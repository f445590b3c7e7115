"""What can be seen of organisations. Everything a person sees starts from `…_visible_to(actor)`."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.organisations.models import Closure, SourceId, Succession, Version
from liemchinh.web.text import clean, fold

Headcounts = Callable[[Iterable[int], date], Mapping[int, int]]
_headcounts: list[Headcounts] = []


def provide_headcounts(counter: Headcounts) -> None:
    """Called once, at start, by the room that keeps the register: how many members count under each organisation on a day."""
    _headcounts[:] = [counter]


def headcounts(organisations: Iterable[int], on: date) -> Mapping[int, int]:
    """How many members count under each of the organisations on a day; nothing where no register is kept."""
    return _headcounts[0](organisations, on) if _headcounts else {}


def standing(on: date) -> QuerySet[Version]:
    """The versions that stand at the end of `on`, as known now."""
    return Version.objects.filter(Q(valid_to__isnull=True) | Q(valid_to__gt=on), cancelled_by=None, valid_from__lte=on)


def subtree(roots: Iterable[int], on: date | None = None) -> QuerySet[Closure, int]:
    """Ids of the organisations that count under `roots` on a day (default today), the roots among them."""
    day = on or clock.today()
    below = Closure.objects.filter(ancestor_id__in=list(roots), valid_from__lte=day, valid_to__gt=day)
    return below.values_list("descendant_id", flat=True)


def ancestors_among(tops: Iterable[int], on: date | None = None) -> dict[int, list[int]]:
    """Each organisation that counts under one of `tops` on a day (default today) → under which of them; the tops among them."""
    day, found = on or clock.today(), dict[int, list[int]]()
    rows = Closure.objects.filter(ancestor_id__in=list(tops), valid_from__lte=day, valid_to__gt=day)
    for below, above in rows.values_list("descendant_id", "ancestor_id"):
        found.setdefault(below, []).append(above)
    return found


def tops() -> frozenset[int]:
    """The organisations that count under no other today: the tops of all trees, ended ones without successor among them."""
    day = clock.today()
    topmost = Version.objects.filter(cancelled_by=None, parent=None).values_list("organisation_id", flat=True)
    under = Closure.objects.filter(descendant_id__in=topmost, depth__gt=0, valid_from__lte=day, valid_to__gt=day)
    return frozenset(topmost) - frozenset(under.values_list("descendant_id", flat=True))


def find_within(roots: frozenset[int], text: str) -> Mapping[int, str]:
    """What an id, a code or a full name means among the organisations standing today under `roots`: id → name."""
    wanted = clean(text)
    found = standing(clock.today()).filter(_named(wanted), organisation_id__in=subtree(roots))
    return dict(found.order_by("sort_key").values_list("organisation_id", "name")[:50])


def _named(wanted: str) -> Q:
    if wanted.startswith("#") and wanted[1:].isdigit():
        return Q(organisation_id=int(wanted[1:]) if len(wanted) < 19 else 0)
    named = Q(search_key=fold(wanted))
    if wanted.isdigit() and len(wanted) < 19:
        named |= Q(organisation_id=int(wanted))
    carried = SourceId.objects.filter(external_id=wanted).values("organisation_id")
    return named | Q(code=wanted) | Q(organisation_id__in=carried) if wanted else named


def versions_visible_to(actor: Actor, on: date | None = None, verb: str = "organisations.see") -> QuerySet[Version]:
    """The versions standing on a day (default today) of organisations within the actor's scope of today. No scope, nothing."""
    return standing(on or clock.today()).filter(organisation_id__in=subtree(actor.roots(verb)))


def history_visible_to(actor: Actor, organisation: int) -> QuerySet[Version]:
    """Every version of one organisation through time, if it lies within the actor's scope."""
    found = Version.objects.filter(cancelled_by=None, organisation_id=organisation).order_by("valid_from")
    return found.filter(organisation_id__in=subtree(actor.roots("organisations.see")))


def ever_visible_to(actor: Actor, organisations: Iterable[int]) -> frozenset[int]:
    """Those of `organisations` that lie within the actor's scope, standing or ended."""
    inside = subtree(actor.roots("organisations.see")).filter(descendant_id__in=list(organisations))
    return frozenset(inside)


def tops_visible_to(actor: Actor, on: date) -> QuerySet[Version]:
    """Where the actor's view of the tree begins on a day: the topmost organisations in scope that stand then."""
    visible = versions_visible_to(actor, on)
    within = visible.filter(organisation_id=OuterRef("parent_id"))
    return visible.filter(~Exists(within)).order_by("sort_key", "organisation_id")


def children_visible_to(actor: Actor, parent: int, on: date) -> QuerySet[Version]:
    """The organisations directly under `parent` on a day, in dictionary order."""
    return versions_visible_to(actor, on).filter(parent_id=parent).order_by("sort_key", "organisation_id")


def below(organisation: int, on: date) -> QuerySet[Version]:
    """Every version standing on a day that counts under `organisation` then, itself among them."""
    return standing(on).filter(organisation_id__in=subtree([organisation], on))


def counts_by_level_and_kind(organisation: int | None, on: date) -> list[dict[str, object]]:
    """How many organisations of each level and kind, as written, stand on a day (in one tree or in all)."""
    found = standing(on) if organisation is None else below(organisation, on)
    return [dict(row) for row in found.values("level", "kind").annotate(count=Count("id")).order_by("level", "kind")]


def path_visible_to(actor: Actor, organisation: int, on: date) -> list[Version]:
    """The way from the top of the actor's view down to `organisation` on a day."""
    above = Closure.objects.filter(descendant_id=organisation, valid_from__lte=on, valid_to__gt=on)
    depths = dict(above.values_list("ancestor_id", "depth"))
    found = versions_visible_to(actor, on).filter(organisation_id__in=depths)
    return sorted(found, key=lambda version: -depths[version.organisation_id])


def find_organisations(text: str, actor: Actor, on: date | None = None) -> list[Version]:
    """The organisations an id, a code or a full name can mean, among those visible: more than one is ambiguous, none is unknown.

    An id is our own number, or the id a file gave; "#84" is our number 84 and nothing else. Standing ones come before ended ones; a name
    is compared without tones and letter case.
    """
    wanted = clean(text)
    named = _named(wanted)
    found = versions_visible_to(actor, on).filter(named)
    chosen = list(found.order_by("sort_key", "organisation_id")[:50])
    if not chosen:
        ever = Version.objects.filter(
            named, cancelled_by=None, organisation_id__in=subtree(actor.roots("organisations.see"))
        )
        chosen = list({version.organisation_id: version for version in ever.order_by("valid_from")[:50]}.values())
    return chosen


def search_visible_to(
    actor: Actor, text: str, on: date, limit: int = 30, *, verb: str = "organisations.see"
) -> list[Version]:
    """Organisations whose name holds every word of `text` without regard to tones, or whose code begins with it."""
    words = fold(text).split()
    if not words:
        return []
    found = versions_visible_to(actor, on, verb)
    named = Q()
    for word in words:
        named &= Q(search_key__contains=word)
    return list(found.filter(named | Q(code__startswith=clean(text))).order_by("sort_key", "organisation_id")[:limit])


def search_ended_visible_to(actor: Actor, text: str, on: date, limit: int = 20) -> list[Version]:
    """Names that match and do not stand on a day: former names, organisations that have ended or do not exist yet. Newest first."""
    words = fold(text).split()
    found = Version.objects.filter(cancelled_by=None, organisation_id__in=subtree(actor.roots("organisations.see")))
    for word in words:
        found = found.filter(search_key__contains=word)
    found = found.filter(Q(valid_to__lte=on) | Q(valid_from__gt=on)) if words else found.none()
    return list(found.order_by("-valid_from", "sort_key", "organisation_id")[:limit])


def names_visible_to(actor: Actor, organisations: Iterable[int | None]) -> Mapping[int, str]:
    """The names of those of `organisations` that lie within the actor's scope."""
    return names(ever_visible_to(actor, {number for number in organisations if number is not None}))


def kinds_in_use(actor: Actor) -> list[str]:
    """The kinds as written among what stands today in the actor's scope, the commonest first."""
    rows = versions_visible_to(actor).exclude(category="unassigned").values("kind").annotate(n=Count("id"))
    return [row["kind"] for row in rows.order_by("-n", "kind")[:40]]


def names(organisations: Iterable[int]) -> Mapping[int, str]:
    """The names of organisations today; of an ended one, its last."""
    rows = Version.objects.filter(cancelled_by=None, organisation_id__in=list(organisations)).order_by("valid_from")
    return dict(rows.values_list("organisation_id", "name"))


def named_within(roots: Iterable[int], texts: Iterable[str]) -> dict[str, int]:
    """What each text means as a code or full name of exactly one organisation standing today under `roots`; the others are missing."""
    wanted = {text: (clean(text), fold(text)) for text in texts}
    named = Q(code__in={code for code, _name in wanted.values()}) | Q(
        search_key__in={name for _code, name in wanted.values()}
    )
    meanings: dict[str, set[int]] = {}
    rows = (
        standing(clock.today()).filter(named, organisation_id__in=subtree(roots)) if wanted else Version.objects.none()
    )
    for number, code, name in rows.values_list("organisation_id", "code", "search_key"):
        for text in (code, name):
            meanings.setdefault(text, set()).add(number)
    found = {text: meanings.get(code, set()) | meanings.get(name, set()) for text, (code, name) in wanted.items()}
    return {text: next(iter(numbers)) for text, numbers in found.items() if len(numbers) == 1}


def successions_of(organisation: int) -> QuerySet[Succession]:
    """What it came from and what became of it."""
    return Succession.objects.filter(Q(source_id=organisation) | Q(target_id=organisation), cancelled_by=None).order_by(
        "on"
    )


def unassigned_visible_to(actor: Actor, on: date | None = None) -> QuerySet[Version]:
    """The places where a split left something that nobody has assigned yet."""
    return versions_visible_to(actor, on).filter(category="unassigned").order_by("sort_key")


def child_counts(organisations: Iterable[int], on: date) -> dict[int, int]:
    """How many stand directly under each of `organisations` on a day."""
    rows = standing(on).filter(parent_id__in=list(organisations)).values("parent_id").annotate(n=Count("id"))
    return {row["parent_id"]: row["n"] for row in rows}


def last_day(version: Version) -> date | None:
    """The last day a version holds."""
    return version.valid_to - timedelta(days=1) if version.valid_to else None


def depth_first(organisation: int, on: date) -> list[tuple[int, Version]]:
    """Everything under `organisation` on a day with its depth, parents before children, in dictionary order."""
    children: dict[int | None, list[Version]] = {}
    rows = below(organisation, on).order_by("sort_key", "organisation_id")
    start = None
    for version in rows:
        if version.organisation_id == organisation:
            start = version
        else:
            children.setdefault(version.parent_id, []).append(version)
    listed: list[tuple[int, Version]] = []

    def walk(version: Version, depth: int) -> None:
        listed.append((depth, version))
        for child in children.get(version.organisation_id, ()):
            walk(child, depth + 1)

    if start:
        walk(start, 0)
    return listed
