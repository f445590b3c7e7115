"""What can be seen of the book: own acts, the entries of one's organisations (no cases); for the auditor kinds, times, hashes."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from typing import Any, Protocol

from django.db.models import Count, Max, Min, Q, QuerySet
from django.db.models.functions import Coalesce

from liemchinh.journal import clock
from liemchinh.journal.models import Entry, Reading
from liemchinh.journal.names import names_of
from liemchinh.journal.registry import event_kind, event_kinds
from liemchinh.journal.sentences import day_of, sentences
from liemchinh.journal.services import last_sequence
from liemchinh.web.paging import SIZE, Page

Inside = Callable[[frozenset[int]], Iterable[int]]
# From this many organisations on, reading the book backwards finds a page sooner than asking the index for each of them.
MANY = 200
# The home page looks back over so many entries at most.
NEWEST = 20_000
FOR_SENSITIVE = "figures.open_sensitive"
_inside: Inside = lambda roots: roots  # noqa: E731 (replaced at start)
_sealed: Callable[[Any], Iterable[int] | None] = lambda reader: None  # noqa: E731 (replaced at start)


def provide_scope(inside: Inside) -> None:
    """Called once, at start, by the room above that knows the tree: `inside(roots)` gives the organisations under them today."""
    global _inside
    _inside = inside


def provide_sealed(sealed: Callable[[Any], Iterable[int] | None]) -> None:
    """Called once, at start, by the room above that knows cases: `sealed(reader)` gives the cases that are closed to them (may be a query).

    None: none are. Whatever they did themselves in such a case is not shown to them either.
    """
    global _sealed
    _sealed = sealed


class Reader(Protocol):
    """Whoever looks into the book."""

    @property
    def account_id(self) -> int | None: ...
    def may(self, verb: str) -> bool: ...
    def roots(self, verb: str) -> frozenset[int]: ...
    def everywhere(self, verb: str) -> bool: ...


def entries_visible_to(actor: Reader) -> QuerySet[Entry]:
    """Own acts, acts done in one's name, and the entries of the organisations in one's scope, except those of cases.

    Own acts in a case that is closed to the actor (now) are not among them.
    """
    mine = Q(account_id=actor.account_id) | Q(behalf_id=actor.account_id) if actor.account_id else Q(pk__in=())
    if actor.account_id and (sealed := _sealed(actor)) is not None:
        mine &= Q(case_id=None) | ~Q(case_id__in=sealed)
    if actor.everywhere("journal.see"):
        return Entry.objects.filter(mine | Q(case_id=None))
    roots = actor.roots("journal.see")
    if not roots:
        return Entry.objects.filter(mine)
    found = _inside(roots)
    few = list(islice(found[: MANY + 1] if isinstance(found, QuerySet) else found, MANY + 1))
    if len(few) <= MANY:
        return Entry.objects.filter(mine | Q(organisation_id__in=few, case_id=None))
    return Entry.objects.alias(place=_unindexed("organisation_id")).filter(mine | Q(place__in=found, case_id=None))


def _unindexed(column: str) -> Coalesce:
    """The column, hidden from the indexes: the book is read backwards instead of gathering and sorting all of a province for one page."""
    return Coalesce(column, column)


def entries_for_audit(actor: Reader) -> QuerySet[Entry]:
    """Every entry, without its content, for the auditor; nothing for anybody else."""
    if not actor.may("journal.audit"):
        return Entry.objects.none()
    return Entry.objects.only("sequence", "kind", "recorded_at", "hash")


def narrowed(entries: QuerySet[Entry], *, kind: str = "", month: date | None = None) -> QuerySet[Entry]:
    """Those of a kind, and those recorded in a month (its first day) as the calendar in Vietnam has it."""
    if kind:
        entries = entries.filter(kind=kind)
    if month:
        start, end = _start(month), _start(_next(month))
        found = Entry.objects.filter(recorded_at__gte=start, recorded_at__lt=end)
        ends = found.aggregate(first=Min("sequence"), last=Max("sequence"))
        if ends["first"] is None:
            return entries.none()
        within = entries.filter(sequence__gte=ends["first"], sequence__lte=ends["last"])
        return within.alias(moment=_unindexed("recorded_at")).filter(moment__gte=start, moment__lt=end)
    return entries


def _start(day: date) -> datetime:
    return datetime.combine(day, time(), clock.LOCAL)


def _next(month: date) -> date:
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def months() -> list[date]:
    """The first days of the months from the first entry to the newest, newest first; empty for an empty book."""
    ends = Entry.objects.aggregate(first=Min("recorded_at"), last=Max("recorded_at"))
    if ends["first"] is None:
        return []
    first, last = (ends[name].astimezone(clock.LOCAL).date().replace(day=1) for name in ("first", "last"))
    found = [first]
    while found[-1] < last:
        found.append(_next(found[-1]))
    return found[::-1]


def newest_first(entries: QuerySet[Entry], *, after: str = "", before: str = "", size: int = SIZE) -> Page[Entry]:
    """One page, newest first: those older than entry `after`, or those newer than entry `before`. Text that is no number: the newest."""
    older, newer = _number(after), _number(before)
    if newer is not None:
        rows = list(entries.filter(sequence__gt=newer).order_by("sequence")[: size + 1])
        if len(rows) > size:
            rows = rows[:size][::-1]
            return Page(rows, str(rows[0].sequence), str(rows[-1].sequence))
        return newest_first(entries, size=size)
    chosen = entries if older is None else entries.filter(sequence__lt=older)
    rows = list(chosen.order_by("-sequence")[: size + 1])
    more, rows = len(rows) > size, rows[:size]
    before_these = str(rows[0].sequence) if rows and older is not None else ""
    return Page(rows, before_these, str(rows[-1].sequence) if more else "")


def _number(text: str) -> int | None:
    return int(text) if text.isascii() and text.isdigit() and len(text) < 19 else None


@dataclass(frozen=True, slots=True)
class Line:
    """An entry as a page shows it. `by` is who did it, "" for the machine's own console; `for_whom` whom the console acted for."""

    entry: Entry
    sentence: str
    day: str
    by: str
    for_whom: str


def lines(entries: Sequence[Entry], *, reader: Reader | None = None) -> list[Line]:
    """Entries with their sentences and the names of who acted: at most four queries, however many entries.

    `reader`: sensitive acts do not name the person to a reader without the role for that work. None only on the page of one person.
    """
    names = names_of("account", [number for entry in entries for number in (entry.account_id, entry.behalf_id)])
    told = sentences(entries, unnamed=_unnamed(reader, entries) if reader else ())
    return [
        Line(entry, sentence, day_of(entry), names.get(entry.account_id or 0, ""), names.get(entry.behalf_id or 0, ""))
        for entry, sentence in zip(entries, told, strict=True)
    ]


def _unnamed(reader: Reader, entries: Sequence[Entry]) -> set[int]:
    """The sensitive ones among `entries`, except the reader's own acts and those where the reader holds the role for that work."""
    kinds = event_kinds()
    found = {entry.sequence for entry in entries if entry.kind in kinds and kinds[entry.kind].sensitive}
    found -= {
        entry.sequence for entry in entries if entry.account_id is not None and entry.account_id == reader.account_id
    }
    if not found or reader.everywhere(FOR_SENSITIVE):
        return set() if reader.everywhere(FOR_SENSITIVE) else found
    roots = reader.roots(FOR_SENSITIVE)
    if not roots:
        return found
    allowed = Entry.objects.filter(sequence__in=found, organisation_id__in=_inside(roots))
    return found - set(allowed.values_list("sequence", flat=True))


@dataclass(frozen=True, slots=True)
class Summary:
    """What was recorded lately of one kind: each entry's sentence where there are few, otherwise the kind and how many.

    `at_least`: so much was recorded that older entries were not counted.
    """

    sentence: str
    count: int
    when: datetime
    kind: str
    at_least: bool = False


def recorded_since(actor: Reader, since: datetime, *, few: int = 3) -> list[Summary]:
    """What others recorded since then in what the actor may see, newest first; of the newest twenty thousand entries."""
    oldest = last_sequence() - NEWEST
    seen = entries_visible_to(actor).filter(sequence__gt=oldest).alias(moment=_unindexed("recorded_at"))
    seen = seen.filter(moment__gte=since)
    if actor.account_id:
        seen = seen.exclude(account_id=actor.account_id)
    cut = Entry.objects.filter(sequence=oldest, recorded_at__gte=since).exists()
    kinds = list(seen.order_by().values("kind").annotate(count=Count("sequence"), when=Max("recorded_at")))
    rare = [row["kind"] for row in kinds if row["count"] <= few]
    entries = list(seen.filter(kind__in=rare).order_by("-sequence")) if rare else []
    told = sentences(entries, unnamed=_unnamed(actor, entries))
    found = [Summary(sentence, 1, entry.recorded_at, entry.kind) for entry, sentence in zip(entries, told, strict=True)]
    for row in kinds:
        if row["count"] > few:
            found.append(Summary(str(event_kind(row["kind"]).label), row["count"], row["when"], row["kind"], cut))
    return sorted(found, key=lambda summary: summary.when, reverse=True)


@dataclass(frozen=True, slots=True)
class ReadBy:
    """Somebody opened it: from which office, in which role, on which day. Never who: that is what guards the reader in turn."""

    day: date
    organisation: str
    role: str


def who_read(object_kind: str, object_id: int, *, most: int = 100) -> list[ReadBy]:
    """Who read an object, newest day first, each office and role once a day. For the person concerned, on their own page."""
    rows = Reading.objects.filter(object_kind=object_kind, object_id=object_id).order_by("-hour")[: most * 8]
    told = [(row.hour.astimezone(clock.LOCAL).date(), row.organisation_id, row.role) for row in rows]
    names = names_of("organisation", [organisation for _day, organisation, _role in told])
    return [
        ReadBy(day, names.get(organisation or 0, ""), role)
        for day, organisation, role in islice(dict.fromkeys(told), most)
    ]
