"""Kept rows are true up to an entry of the book. What was written after it says which of them are not, and those go before anyone reads.

Everything happens in short transactions, each of which leaves rows that are true up to the entry that is noted: killed at any point, so
are those that stand.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from liemchinh.figures import people
from liemchinh.figures.keeping.packing import version
from liemchinh.figures.models import Kept, NodeVector, OwnVector, Profile, TreeChange
from liemchinh.figures.periods import month_of
from liemchinh.figures.reading import run
from liemchinh.journal.bulk import insert_rows
from liemchinh.journal.models import Entry
from liemchinh.journal.services import last_sequence
from liemchinh.members.models import Spell
from liemchinh.members.moves import moves_now
from liemchinh.organisations.models import Closure, Version

Row = tuple[Any, ...]
STEP = 20_000  # entries that are followed in one transaction
ROWS = 1000  # kept in one transaction
MANY = 4000  # more entries than this since last time: everything is made anew when it is asked for
ABOUT_PEOPLE = ("members.registered", "members.corrected", "members.erased")
WITHOUT_EFFECT = ("members.post_taken", "members.post_ended", "members.post_corrected", "members.post_cancelled")
ALWAYS = 0  # the month before all months


def true_until() -> int | None:
    """Up to which entry kept rows are true, if that is the newest; otherwise None."""
    noted = Kept.objects.filter(pk=1).values_list("set_version", "sequence").first()
    last = last_sequence()
    return last if noted == (version(), last) else None


def noted() -> int | None:
    """Up to which entry kept rows are true."""
    return Kept.objects.filter(pk=1).values_list("sequence", flat=True).first()


@contextmanager
def caught_up() -> Iterator[None]:
    """A transaction in which kept rows are true up to the newest entry and rows may be added; nobody else adds or removes any."""
    catch_up()
    with transaction.atomic():
        _catch_up(_state(), last_sequence())
        yield


def catch_up() -> None:
    """Makes what is kept of people true up to the newest entry, and removes the sums that are not; in steps, so that others can write."""
    while true_until() is None:
        with transaction.atomic():
            state, last = _state(), last_sequence()
            since = state.sequence if state.set_version == version() else 0
            _catch_up(state, min(last, since + STEP))


def keep(model: type[OwnVector] | type[NodeVector], columns: Sequence[str], rows: Sequence[Row], until: int) -> None:
    """Keeps rows that were true up to an entry. What later entries made untrue goes at once; a row that stands already stays."""
    named = [name for name in columns if name not in {"numbers", "ties"}]
    for start in range(0, len(rows), ROWS):
        piece = rows[start : start + ROWS]
        with transaction.atomic():
            state = _state()
            if state.set_version != version():
                return
            told = model._default_manager.filter(organisation_id__in={row[0] for row in piece})
            stand = set(told.values_list(*named))
            insert_rows(model, columns, [row for row in piece if row[: len(named)] not in stand])
            state.sequence = min(state.sequence, until)
            _catch_up(state, last_sequence())


def _state() -> Kept:
    return Kept.objects.select_for_update().get_or_create(pk=1, defaults={"set_version": "", "sequence": 0})[0]


def _catch_up(state: Kept, last: int) -> None:
    since = state.sequence
    if state.set_version != version():
        forget_everything()
        since = 0
    if since == last and state.set_version == version():
        return
    _renew_profiles(since, last)
    if OwnVector.objects.exists() or NodeVector.objects.exists() or TreeChange.objects.exists():
        _forget_stale(since, last)
    Kept.objects.filter(pk=1).update(set_version=version(), sequence=last)


def forget_everything() -> None:
    """Throws all kept rows away; they are made again when asked for."""
    _forget_sums()
    _remove(Profile.objects.all())


def _renew_profiles(since: int, last: int) -> None:
    touched = (
        f"SELECT e.member_id FROM journal_entry e WHERE e.sequence > {since} AND e.sequence <= {last} AND e.member_id IS NOT NULL"
        " AND e.kind IN ('members.registered', 'members.corrected', 'members.erased', 'members.admitted', 'members.cancelled')"
    )
    run(
        f"DELETE FROM figures_profile WHERE person_id IN ({touched})",
        f"INSERT INTO figures_profile ({', '.join(people.COLUMNS)}) "
        + people.profiles(f"d.cancelled_by IS NULL AND d.person_id IN ({touched})"),
    )


def _forget_stale(since: int, last: int) -> None:
    new = Entry.objects.filter(sequence__gt=since, sequence__lte=last).order_by("sequence")
    if last - since > MANY:
        _forget_sums()
        return
    stale: dict[int, int] = {}
    touched: dict[int, int] = {}
    for sequence, kind, organisation, member, on in new.values_list(
        "sequence", "kind", "organisation_id", "member_id", "effective_on"
    ):
        room, _, act = kind.partition(".")
        if room == "members" and member is not None and kind not in WITHOUT_EFFECT:
            month = ALWAYS if kind in ABOUT_PEOPLE or on is None else month_of(on)
            touched[member] = min(month, touched.get(member, month))
        elif room == "organisations":
            _tree_changed(act, sequence, organisation, on, stale)
    for organisation, month in _where(touched).items():
        stale[organisation] = min(month, stale.get(organisation, month))
    _forget_from(stale)


def _forget_sums() -> None:
    for model in (OwnVector, NodeVector, TreeChange):
        _remove(model._default_manager.all())


def _remove(kept: "QuerySet[Any]") -> None:
    kept._raw_delete(kept.db)


def _tree_changed(act: str, sequence: int, organisation: int | None, on: date | None, stale: dict[int, int]) -> None:
    """What an entry about organisations makes untrue."""
    if act == "founded" and organisation is not None and on is not None and not _is_province(sequence):
        stale[organisation] = min(month_of(on), stale.get(organisation, 999_999))
        return
    if act in {"changed", "corrected"} and organisation is not None and not _counts_otherwise(sequence):
        return
    if act == "changed" and organisation is not None and on is not None:
        # Under its old and its new parent; and trees that stand since then or later are others now.
        for number in {organisation, *_parents(sequence)}:
            stale[number] = min(month_of(on), stale.get(number, 999_999))
        _remove(NodeVector.objects.filter(tree__gte=on))
        _remove(TreeChange.objects.all())
        return
    if on is None or act in {"corrected", "founded"}:
        _forget_sums()
        return
    _remove(OwnVector.objects.filter(month__gte=month_of(on)))
    _remove(NodeVector.objects.filter(month__gte=month_of(on)))
    _remove(NodeVector.objects.filter(tree__gte=on))
    _remove(TreeChange.objects.all())


def _is_province(sequence: int) -> bool:
    """A province within a tree changes against what every transfer is seen."""
    return Version.objects.filter(recorded_by=sequence, category="province", parent__isnull=False).exists()


def _counts_otherwise(sequence: int) -> bool:
    """Did the entry change more than name, code and level?"""
    told = ("parent_id", "category", "unit_type")
    old = Version.objects.filter(cancelled_by=sequence).values_list(*told, "valid_from")
    new = Version.objects.filter(recorded_by=sequence).values_list(*told, "valid_from")
    first = {row[-1] for row in old} == {min((row[-1] for row in new), default=None)}
    return not first or {row[:-1] for row in old} != {row[:-1] for row in new}


def _parents(sequence: int) -> set[int]:
    rows = Version.objects.filter(cancelled_by=sequence) | Version.objects.filter(recorded_by=sequence)
    return {number for number in rows.values_list("parent_id", flat=True) if number is not None}


def _where(touched: Mapping[int, int]) -> dict[int, int]:
    """Every organisation in which these people ever counted, with the month from which on: where they are, where acts say they were, and
    where reorganisations carried them from there."""
    ever: dict[int, set[int]] = defaultdict(set)
    for model in (Spell.objects.filter(person_id__in=touched, cancelled_by=None).values_list("person_id", "organisation_id"),
                  Entry.objects.filter(member_id__in=touched).values_list("member_id", "organisation_id")):  # fmt: skip
        for person, organisation in model:
            if person is not None and organisation is not None:
                ever[person].add(organisation)
    moves = moves_now()
    found: dict[int, int] = {}
    for person, organisations in ever.items():
        for organisation in _carried(
            organisations, {source: [move.target for move in some] for source, some in moves.items()}
        ):
            found[organisation] = min(touched[person], found.get(organisation, touched[person]))
    return found


def _carried(organisations: Iterable[int], moves: Mapping[int, Iterable[int]]) -> set[int]:
    reached, waiting = set(organisations), list(organisations)
    while waiting:
        for target in moves.get(waiting.pop(), ()):
            if target not in reached:
                reached.add(target)
                waiting.append(target)
    return reached


def _forget_from(stale: Mapping[int, int]) -> None:
    by_month: dict[int, set[int]] = defaultdict(set)
    for organisation, month in stale.items():
        by_month[month].add(organisation)
    for month, organisations in by_month.items():
        above = Closure.objects.filter(descendant_id__in=organisations).values("ancestor_id")
        _remove(OwnVector.objects.filter(organisation_id__in=organisations, month__gte=month))
        _remove(NodeVector.objects.filter(organisation_id__in=above, month__gte=month))
