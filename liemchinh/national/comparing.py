"""Their list compared with the register: begun with an upload, worked off behind the screens, taken as a workbook, discarded."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from pathlib import PurePath

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.imports.reading import Mapping as ColumnMapping
from liemchinh.imports.reading import MemberRow, RejectedRow, Table, map_as, rows
from liemchinh.imports.reading.vocabulary import heading_key, open_vocabulary
from liemchinh.jobs.services import enqueue
from liemchinh.journal import clock
from liemchinh.journal.bulk import reserve_ids
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.queries import last_spells
from liemchinh.national import holding
from liemchinh.national.columns import columns_of, read_list
from liemchinh.national.differing import Said, differences, fields_told, of_person, of_row
from liemchinh.national.fields import OF_MEMBERS
from liemchinh.national.matching import Matched, Watch, match
from liemchinh.national.models import Comparison, Difference, Perhaps
from liemchinh.national.people import Held, held
from liemchinh.national.queries import VERB, comparisons_visible_to, layout_of
from liemchinh.organisations.queries import named_within, names, subtree
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused

JOB = "national.compare"
COUNTS = ("read", "same", "different", "there", "ambiguous", "unreadable", "here")


@dataclass(frozen=True, slots=True)
class Found:
    """One thing to be kept: its kind, row, person, what is said in which field, and whom it may be."""

    kind: str
    row: int | None
    person: int | None
    said: Sequence[Said]
    perhaps: Sequence[tuple[int, Sequence[Said]]] = ()


@dataclass(frozen=True, slots=True)
class Compared:
    """How many rows and members are what, and everything that does not agree.

    Rows: read = same + different + there + ambiguous + unreadable. Members: same and different ones, those only here, those in doubt.
    """

    counts: Mapping[str, int]
    found: Sequence[Found]
    in_doubt: int


@transaction.atomic
def begin_comparison(data: bytes, name: str, organisation: int, *, actor: Actor) -> Comparison:
    """Keeps a list of theirs until it is compared, behind the screens, with the register under an organisation.

    Raises Unreadable for a file without a list of people.
    """
    actor.require(VERB, organisation)
    read_list(data, name)
    called = clean(PurePath(name.replace("\\", "/")).name)[-200:] or "tep"
    row = Comparison.objects.create(
        organisation_id=organisation, account_id=actor.account_id, behalf_id=actor.on_behalf_of, file_name=called,
        started_at=clock.now(),
    )  # fmt: skip
    row.upload_key = holding.hold(row.pk, data)
    row.save(update_fields=["upload_key"])
    enqueue(JOB, row.pk)
    return row


def compare(table: Table, organisation: int, watch: Watch = lambda count: None) -> Compared:
    """The table beside the register as it stands today. Reads and changes nothing; the same register and table give the same."""
    mapping = mapping_of(table, organisation)
    told, unreadable = [], []
    for row in rows(table, mapping):
        if isinstance(row, MemberRow):
            told.append(row)
        elif isinstance(row, RejectedRow):
            unreadable.append(Found("unreadable", row.row, None, [Said(one.column, "", "") for one in row.problems]))
        if not (len(told) + len(unreadable)) % 1000:
            watch(0)
    within = subtree([organisation])
    belong = last_spells().filter(organisation_id__in=within)
    people = list(held(list(belong.values_list("person_id", flat=True)), clock.today()))
    places = named_within([organisation], {row.organisation_id for row in told if row.organisation_id})
    matched = match(told, people, places, watch)
    called = names({*places.values(), *(one.place for one in people if one.place)})
    fields = fields_told(mapping.fields)
    found = [*unreadable, *_found(matched, lambda row, ours: differences(row, ours, fields, places, called), called)]
    counts = {kind: sum(one.kind == kind for one in found) for kind in Difference.KINDS}
    read = len(told) + len(unreadable)
    same = read - sum(counts[kind] for kind in ("different", "there", "ambiguous", "unreadable"))
    return Compared({"read": read, "same": same, **counts}, found, matched.in_doubt)


def _found(
    matched: Matched, differ: Callable[[MemberRow, Held], list[Said]], called: Mapping[int, str]
) -> Iterator[Found]:
    for meant in matched.rows:
        if meant.person is not None:
            if said := differ(meant.row, meant.person):
                yield Found("different", meant.row.row, meant.person.person, said)
        elif meant.perhaps:
            yield Found(
                "ambiguous",
                meant.row.row,
                None,
                of_row(meant.row),
                [(one.person, of_person(one, called)) for one in meant.perhaps],
            )
        else:
            yield Found("there", meant.row.row, None, of_row(meant.row))
    for one in matched.here:
        yield Found("here", None, one.person, of_person(one, called))


def mapping_of(table: Table, organisation: int) -> ColumnMapping:
    """How the columns of their list are read: as guessed, with what the office chose for the same heading put over it."""
    mapping = map_as("members", table.headings, open_vocabulary())
    layout = layout_of(organisation)
    fields = {ours: field for field, ours in OF_MEMBERS.items()} | {"organisation_code": "organisation_id"}
    chosen = {heading_key(one.heading): one.field for one in columns_of(layout.columns) if one.chosen} if layout else {}
    for place, heading in enumerate(table.headings):
        if heading_key(heading) in chosen and not mapping.columns[place].never:
            mapping = mapping.with_field(place, fields.get(chosen[heading_key(heading)], ""))
    return replace(mapping, exact=False)


@transaction.atomic
def finish(row: Comparison, compared: Compared, *, actor: Actor) -> None:
    """Keeps what was found, once; the file's key goes in the same transaction. A comparison that has ended stays as it is."""
    actor.require(VERB, row.organisation_id)
    now = Comparison.objects.select_for_update().filter(pk=row.pk, state=Comparison.RUNNING).first()
    if now is None:
        return
    told: dict[str, Plain] = {"comparison": row.pk, **{name: compared.counts[name] for name in COUNTS}}
    record([NewEntry("national.compared", None, row.organisation_id, data=told)], actor=actor)
    _keep(now, compared.found)
    for name in COUNTS:
        setattr(now, name, compared.counts[name])
    now.state, now.ended_at, now.upload_key = Comparison.DONE, clock.now(), None
    now.save()
    transaction.on_commit(partial(holding.let_go, row.pk))


def _keep(row: Comparison, found: Sequence[Found]) -> None:
    ids = reserve_ids(Difference, len(found))
    Difference.objects.bulk_create(
        (Difference(id=number, comparison=row, kind=one.kind, row=one.row, person_id=one.person, content=[list(said) for said in one.said])
         for number, one in zip(ids, found, strict=True)),
        batch_size=500,
    )  # fmt: skip
    Perhaps.objects.bulk_create(
        (Perhaps(difference_id=number, person_id=person, content=[list(told) for told in said])
         for number, one in zip(ids, found, strict=True) for person, said in one.perhaps),
        batch_size=500,
    )  # fmt: skip


@transaction.atomic
def stop(row: Comparison, reason: str) -> None:
    """Ends a comparison before its end; nothing of the file stays. One that has ended stays as it is."""
    Comparison.objects.filter(pk=row.pk, state=Comparison.RUNNING).update(
        state=Comparison.STOPPED, stopped_because=reason[:500], ended_at=clock.now(), upload_key=None
    )
    transaction.on_commit(partial(holding.let_go, row.pk))


@transaction.atomic
def discard(comparison: int, *, actor: Actor) -> None:
    """Deletes a comparison with everything it found, and its file."""
    row = _visible(comparison, actor)
    row.delete()
    transaction.on_commit(partial(holding.let_go, comparison))


@transaction.atomic
def take_differences(comparison: int, *, actor: Actor) -> list[Difference]:
    """Everything found, to be written to a workbook; that it was taken is recorded. Refuses one that is not done."""
    row = _visible(comparison, actor)
    if row.state != Comparison.DONE:
        message = _("Lần so sánh này chưa xong.")
        raise Refused([Refusal("national.not-done", message, remedy=_("Chờ so sánh xong rồi lấy tệp."))])
    found = list(row.differences.order_by("kind", "pk").prefetch_related("perhaps"))
    told: dict[str, Plain] = {"comparison": row.pk, "count": len(found)}
    record([NewEntry("national.differences_taken", None, row.organisation_id, data=told)], actor=actor)
    return found


def _visible(comparison: int, actor: Actor) -> Comparison:
    row = comparisons_visible_to(actor).select_for_update().filter(pk=comparison).first()
    if row is None:
        actor.require_somewhere(VERB)
        message = _("Lần so sánh này không còn, hoặc của nơi khác.")
        raise Refused([Refusal("national.no-comparison", message, remedy=_("Xem lại danh sách các lần so sánh."))])
    return row


def people_in(found: Iterable[Difference]) -> set[int]:
    """Of whom of ours these tell."""
    own = {one.person_id for one in found if one.person_id}
    return own | {perhaps.person_id for one in found for perhaps in one.perhaps.all()}
