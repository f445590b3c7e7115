"""Keeping the closure: after any change of versions or successions, the rows of what changed and of all below are made anew."""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import Q

from liemchinh.journal.bulk import insert_rows
from liemchinh.organisations.models import OPEN, Closure, Succession, Version
from liemchinh.organisations.places import Passage, Places, Stay

PIECE = 5000


def refresh(organisations: Iterable[int]) -> None:
    """Makes the rows of `organisations` and of everything that counts under them anew. Needs an open transaction."""
    affected = _with_dependants(set(organisations))
    places = _places(affected)
    for piece in _pieces(sorted(affected)):
        Closure.objects.filter(descendant_id__in=piece).delete()
        insert_rows(Closure, ("descendant_id", "ancestor_id", "depth", "valid_from", "valid_to"), places.rows(piece))


def refresh_all() -> None:
    """Makes every row anew; for `doctor`."""
    refresh(Version.objects.filter(cancelled_by=None).values_list("organisation_id", flat=True).distinct())


def _pieces(ids: list[int]) -> Iterable[list[int]]:
    return (ids[start : start + PIECE] for start in range(0, len(ids), PIECE))


def _with_dependants(seeds: set[int]) -> set[int]:
    affected, edge = set(seeds), set(seeds)
    while edge:
        found: set[int] = set()
        for piece in _pieces(sorted(edge)):
            live = Version.objects.filter(cancelled_by=None, parent_id__in=piece)
            found.update(live.values_list("organisation_id", flat=True))
            passed = Succession.objects.filter(Q(source_id__in=piece) | Q(target_id__in=piece), cancelled_by=None)
            for source, target in passed.values_list("source_id", "target_id"):
                found.update({source, target} - {None})
        edge = found - affected
        affected |= edge
    return affected


def _places(affected: set[int]) -> Places:
    stays: dict[int, list[Stay]] = defaultdict(list)
    passages: list[Passage] = []
    wanted, seen = set(affected), set(affected)
    while wanted:
        above: set[int] = set()
        for piece in _pieces(sorted(wanted)):
            rows = Version.objects.filter(cancelled_by=None, organisation_id__in=piece)
            for organisation, parent, start, end in rows.values_list(
                "organisation_id", "parent_id", "valid_from", "valid_to"
            ):
                stays[organisation].append(Stay(parent, start, end or OPEN))
                above.add(parent)
            for passage in Succession.objects.filter(cancelled_by=None, source_id__in=piece):
                passages.append(Passage(passage.source_id, passage.target_id, passage.on))
                above.add(passage.target_id)
            origins = Succession.objects.filter(cancelled_by=None, target_id__in=piece)
            above.update(origins.values_list("source_id", flat=True))
        wanted = above - seen - {None}
        seen |= wanted
    return Places(stays, passages)
