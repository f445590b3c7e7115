"""Members go with their organisation in a reorganisation, and from the place where they wait to where people decide."""

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import date

from django.db.models import Count, Min, Q

from liemchinh.access.actor import Actor
from liemchinh.journal.bulk import insert_rows
from liemchinh.journal.models import Entry
from liemchinh.journal.services import NewEntry, record
from liemchinh.journal.undone import take_back
from liemchinh.members.applying import tell_companions
from liemchinh.members.locking import lock_people
from liemchinh.members.models import Card, Details, Post, Spell
from liemchinh.members.moves import moves_now
from liemchinh.members.posting import POST_COLUMNS
from liemchinh.members.queries import people_visible_to
from liemchinh.members.services import Change, NewAct, record_changes
from liemchinh.members.timeline import Segment, fold
from liemchinh.members.writing import SPELL_COLUMNS, spell_row, standing_of
from liemchinh.organisations.following import Assigned, Follower, Waiting
from liemchinh.web.dates import PartialDate
from regulations.answers import Refused


def carried(ended: Sequence[int], on: date) -> Mapping[int, int]:
    """How many members stand in each of the ended organisations on the day."""
    found = Spell.objects.filter(_until(on), cancelled_by=None, organisation_id__in=ended, starts_on__lte=on)
    return dict(found.values_list("organisation_id").annotate(n=Count("person_id", distinct=True)))


def follow(moves: Mapping[int, int], ended: Collection[int], on: date, sequence: int) -> None:
    """From the day on, members of each ended organisation stand where `moves` says; posts held in them end. Recorded by `sequence`."""
    rows, gone = [], []
    for spell in Spell.objects.select_for_update().filter(_until(on), cancelled_by=None, organisation_id__in=moves):
        gone.append(spell.id)
        whole = Segment(spell.organisation_id, spell.official, spell.exempt, spell.suspended, spell.starts_on, spell.starts_kind,
                        spell.ends_on, spell.ends_kind)  # fmt: skip
        target = _final(moves, spell.organisation_id)
        if spell.starts_on < on:
            rows.append(spell_row(spell.person_id, whole._replace(ends_on=on, ends_kind="moved"), sequence))
            whole = whole._replace(starts_on=on, starts_kind="moved")
        rows.append(spell_row(spell.person_id, whole._replace(organisation=target), sequence))
    for start in range(0, len(gone), 5000):
        Spell.objects.filter(id__in=gone[start : start + 5000]).update(cancelled_by=sequence)
    insert_rows(Spell, SPELL_COLUMNS, rows)
    _end_posts(ended, on, sequence)


def unfollow(ended: Collection[int], on: date, sequence: int) -> None:
    """Whose stay was carried along only because an act recorded after the decision made it reach that day: their acts are followed
    anew, without the decision. Recorded by `sequence`."""
    left = Spell.objects.filter(cancelled_by=None, organisation_id__in=ended, ends_kind="moved", ends_on=on)
    stood = standing_of(sorted(set(left.values_list("person_id", flat=True))))
    rows, gone, moves = [], [], moves_now()
    for person, standing in stood.items():
        made, _refusals = fold(standing.acts, moves)
        there = dict(zip(standing.spells, standing.spell_ids, strict=True))
        gone += [number for spell, number in there.items() if spell not in made]
        rows += [spell_row(person, segment, sequence) for segment in made if segment not in there]
    Spell.objects.filter(id__in=gone).update(cancelled_by=sequence)
    insert_rows(Spell, SPELL_COLUMNS, rows)
    tell_companions(dict.fromkeys(stood, sequence))


def _until(on: date) -> Q:
    return Q(ends_on__isnull=True) | Q(ends_on__gt=on)


def _final(moves: Mapping[int, int], source: int) -> int:
    target, steps = moves[source], 0
    while target in moves and steps < len(moves):
        target, steps = moves[target], steps + 1
    return target


def _end_posts(ended: Collection[int], on: date, sequence: int) -> None:
    held = Post.objects.select_for_update().filter(
        _until(on), cancelled_by=None, organisation_id__in=ended, starts_on__lt=on
    )
    posts = list(held)
    Post.objects.filter(id__in=[post.id for post in posts]).update(cancelled_by=sequence)
    insert_rows(Post, POST_COLUMNS,
                [(post.person_id, post.organisation_id, post.post, post.term, post.starts_on, on, sequence) for post in posts])  # fmt: skip


def people(place: int) -> dict[int, int]:
    """Who waits in a place, with the organisation each stood in before; 0 where that is not known."""
    waiting = dict.fromkeys(
        Spell.objects.filter(organisation_id=place, cancelled_by=None).values_list("person_id", flat=True), 0
    )
    days = Spell.objects.filter(organisation_id=place, cancelled_by=None, starts_kind="moved").values("starts_on")
    before = Spell.objects.filter(person_id__in=waiting, cancelled_by=None, ends_kind="moved", ends_on__in=days)
    return waiting | dict(before.exclude(organisation_id=place).values_list("person_id", "organisation_id"))


def waiting(there: Mapping[int, int], actor: Actor) -> list[Waiting]:
    """Those of the waiting whom the actor may see, by given name, with card and birth to tell them apart."""
    seen = Details.objects.filter(cancelled_by=None, person__in=people_visible_to(actor).filter(id__in=there))
    cards = dict(Card.objects.filter(cancelled_by=None, person_id__in=there).values_list("person_id", "number"))
    return [
        Waiting(person, name, " · ".join(filter(None, (_shown(birth), cards.get(person, "")))), there[person])
        for person, name, birth in seen.order_by("sort_key", "person_id").values_list("person_id", "full_name", "birth")
    ]


def _shown(birth: str) -> str:
    return str(PartialDate.parse(birth)) if birth else ""


def assign(chosen: Sequence[int], assigned: Assigned, actor: Actor) -> None:
    """The chosen stand in the target from the day they came to the place: one act each, or Refused with every reason."""
    if not chosen:
        return
    first = Spell.objects.filter(organisation_id=assigned.place, cancelled_by=None, person_id__in=chosen)
    days = dict(first.values_list("person_id").annotate(day=Min("starts_on")))
    changes = [
        Change(person, acts=[NewAct("moved", days[person], assigned.target, "", assigned.decision, assigned.sequence)])
        for person in chosen
    ]
    refusals = {
        refusal.message: refusal for outcome in record_changes(changes, actor=actor) for refusal in outcome.refusals
    }
    if refusals:
        raise Refused(refusals.values())


def _moved(assigned: Assigned) -> list[Entry]:
    """The acts by which an assignment moved people, those that nobody cancelled since."""
    acts = Entry.objects.filter(kind="members.moved", organisation_id=assigned.target, sequence__gt=assigned.sequence)
    told = [act for act in acts if json.loads(bytes(act.payload))["data"].get("assignment") == assigned.sequence]
    gone = set(Entry.objects.filter(cancels_id__in=[act.sequence for act in told]).values_list("cancels_id", flat=True))
    return [act for act in told if act.sequence not in gone]


def later(assigned: Assigned) -> set[int]:
    """Entries after an assignment that changed a stay it made, or tell of one of its people in the target."""
    moved = _moved(assigned)
    cut = Spell.objects.filter(recorded_by__in=[act.sequence for act in moved], cancelled_by__isnull=False)
    acts = Entry.objects.filter(organisation_id=assigned.target, member_id__in=[act.member_id for act in moved])
    since = acts.filter(sequence__gt=max((act.sequence for act in moved), default=0), cancels_id=None)
    cancelled = Entry.objects.filter(cancels_id__in=since.values("sequence")).values("cancels_id")
    return {
        *cut.values_list("cancelled_by", flat=True),
        *since.exclude(sequence__in=cancelled).values_list("sequence", flat=True),
    }


def unassign(assigned: Assigned, actor: Actor) -> None:
    """Those whom the assignment moved wait again, one act each; or Refused. Only what nothing stands on: ask `later` first."""
    moved = _moved(assigned)
    if not moved:
        return
    refusals = [refusal for at in (assigned.place, assigned.target) for refusal in actor.refusals("members.edit", at)]
    if refusals:
        raise Refused({refusal.message: refusal for refusal in refusals}.values())
    lock_people(act.member_id for act in moved if act.member_id is not None)
    entries = [
        NewEntry("members.cancelled", act.effective_on, act.organisation_id, act.member_id, cancels=act.sequence,
                 data={"reason": "annulled"}) for act in moved
    ]  # fmt: skip
    sequences = record(entries, actor=actor)
    take_back({act.sequence: sequence for act, sequence in zip(moved, sequences, strict=True)})


FOLLOWER = Follower(carried, follow, people, waiting, assign, later, unassign, unfollow)
