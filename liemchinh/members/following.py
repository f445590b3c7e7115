"""Members go with their organisation in a reorganisation."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date

from django.db.models import Count, Q

from liemchinh.journal.bulk import insert_rows
from liemchinh.members.models import Post, Spell
from liemchinh.members.timeline import Segment
from liemchinh.members.writing import SPELL_COLUMNS, spell_row

LASTING = Q(ends_on__isnull=True)


def carried(ended: Sequence[int], on: date) -> Mapping[int, int]:
    """How many members stand in each of the ended organisations on the day."""
    found = Spell.objects.filter(
        LASTING | Q(ends_on__gt=on), cancelled_by=None, organisation_id__in=ended, starts_on__lte=on
    )
    return dict(found.values_list("organisation_id").annotate(n=Count("person_id", distinct=True)))


def follow(moves: Mapping[int, int], on: date, sequence: int) -> None:
    """From the day on, members of each ended organisation stand in its heir; posts held there end. Recorded by `sequence`."""
    rows, gone = [], []
    for spell in Spell.objects.select_for_update().filter(
        LASTING | Q(ends_on__gt=on), cancelled_by=None, organisation_id__in=moves
    ):
        gone.append(spell.id)
        whole = Segment(spell.organisation_id, spell.official, spell.exempt, spell.suspended, spell.starts_on, spell.starts_kind,
                        spell.ends_on, spell.ends_kind)  # fmt: skip
        target = _final(moves, spell.organisation_id)
        if spell.starts_on < on:
            rows.append(spell_row(spell.person_id, replace(whole, ends_on=on, ends_kind="moved"), sequence))
            whole = replace(whole, starts_on=on, starts_kind="moved")
        rows.append(spell_row(spell.person_id, replace(whole, organisation=target), sequence))
    for start in range(0, len(gone), 5000):
        Spell.objects.filter(id__in=gone[start : start + 5000]).update(cancelled_by=sequence)
    insert_rows(Spell, SPELL_COLUMNS, rows)
    _end_posts(moves, on, sequence)


def _final(moves: Mapping[int, int], source: int) -> int:
    target, steps = moves[source], 0
    while target in moves and steps < len(moves):
        target, steps = moves[target], steps + 1
    return target


def _end_posts(moves: Mapping[int, int], on: date, sequence: int) -> None:
    held = list(
        Post.objects.select_for_update().filter(
            LASTING | Q(ends_on__gt=on), cancelled_by=None, organisation_id__in=moves, starts_on__lt=on
        )
    )
    Post.objects.filter(id__in=[post.id for post in held]).update(cancelled_by=sequence)
    insert_rows(Post, ("person_id", "organisation_id", "post", "starts_on", "ends_on", "recorded_by"),
                [(post.person_id, post.organisation_id, post.post, post.starts_on, on, sequence) for post in held])  # fmt: skip
