"""A run: who may, in pieces, interrupted and taken up, stopped, tried without a trace, written in the book."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.db import connections, transaction

from liemchinh.imports import services
from liemchinh.imports.files import chosen_mappings, told
from liemchinh.imports.models import Run
from liemchinh.imports.reading import read
from liemchinh.imports.services import How, kept_before, open_run, stop, take
from liemchinh.imports.stream import Rows
from liemchinh.imports.tests.taking import (
    CONSOLE,
    assert_whole,
    bring,
    events_csv,
    everything,
    kinds,
    member,
    members_csv,
    organisations_csv,
    practised,
    successions_csv,
)
from liemchinh.jobs.models import Tick
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.journal.services import personal_of
from liemchinh.members.models import Person, Spell
from liemchinh.members.moves import moves_now
from regulations.answers import Refused
from tests.world import World

pytestmark = pytest.mark.django_db
Tree = dict[str, int]
PEOPLE = [
    member(f"M{n}", f"Nguyễn Văn {name}", birth=f"19{50 + n}-03-04")
    for n, name in enumerate(("An", "Bích", "Cường", "Dũng", "Em"))
]


@pytest.fixture
def small_pieces(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(services, "PIECE", 2)


def opened(data: bytes, how: How | None = None, actor: Any = CONSOLE) -> tuple[Run, Iterator[Any]]:
    reading = read(data, "ds.csv")
    mappings = chosen_mappings(reading)
    run = open_run(data, "ds.csv", how or How(), told(mappings), total=reading.count, actor=actor)
    return run, Rows(reading, mappings)


def test_each_piece_is_committed_with_its_verdicts(tree: Tree, small_pieces: None) -> None:
    run, rows = opened(members_csv(*PEOPLE))
    taking = take(run, rows, actor=CONSOLE)
    assert len(next(taking)) == 2
    assert (Person.objects.count(), run.verdicts.count(), Run.objects.get(id=run.id).position) == (2, 2, 2)


@pytest.mark.django_db(transaction=True)
def test_between_any_two_pieces_others_write(tree: Tree, small_pieces: None) -> None:
    run, rows = opened(members_csv(*PEOPLE))
    with ThreadPoolExecutor(1) as other:
        for _verdicts in take(run, rows, actor=CONSOLE):
            other.submit(_written_by_another, run.position).result()
        other.submit(connections.close_all).result()
    assert sorted(Tick.objects.values_list("name", flat=True)) == ["2", "4", "5"]
    assert (Run.objects.get(id=run.id).state, Person.objects.count()) == (Run.DONE, 5)


def _written_by_another(position: int) -> None:
    """In a thread and a connection of their own; where a piece still held the database they would wait in vain."""
    Tick.objects.create(name=str(position), last_at=clock.now())


def test_an_interrupted_run_is_taken_up_where_it_stopped(tree: Tree, small_pieces: None) -> None:
    data = members_csv(*PEOPLE)
    run, rows = opened(data)
    next(take(run, rows, actor=CONSOLE))
    again, rows = opened(data)
    assert again.id == run.id
    assert kinds(kept_before(again)) == ["accepted"] * 2
    rest = [v for piece in take(again, rows, actor=CONSOLE) for v in piece]
    assert kinds(rest) == ["accepted"] * 3
    again.refresh_from_db()
    assert (again.state, again.read, again.accepted) == (Run.DONE, 5, 5)
    assert_whole()


def test_whoever_lags_behind_stops_and_counts_nothing_twice(tree: Tree, small_pieces: None) -> None:
    data = members_csv(*PEOPLE)
    first, rows = opened(data)
    second, others = opened(data)
    next(take(first, rows, actor=CONSOLE))
    with pytest.raises(Refused) as refused:
        next(take(second, others, actor=CONSOLE))
    assert [refusal.code for refusal in refused.value.refusals] == ["import-elsewhere"]
    assert Run.objects.get(id=first.id).read == 2


def test_a_stopped_run_goes_no_further(tree: Tree, small_pieces: None) -> None:
    run, rows = opened(members_csv(*PEOPLE))
    taking = take(run, rows, actor=CONSOLE)
    next(taking)
    stop(run, "Dừng.")
    with pytest.raises(Refused) as refused:
        next(taking)
    assert [refusal.code for refusal in refused.value.refusals] == ["import-stopped"]
    assert Person.objects.count() == 2


def test_other_ways_of_reading_are_other_runs(tree: Tree) -> None:
    data = members_csv(*PEOPLE)
    assert len({opened(data, how)[0].id for how in (How(), How("x"), How(into=tree["A"]))}) == 3


def test_trying_says_the_same_and_leaves_no_trace(tree: Tree) -> None:
    bring(members_csv(*PEOPLE[:2]))
    data = members_csv(
        *PEOPLE, member("", "Nguyễn Văn Em", birth="1954-03-04"), member("X", "Võ X", organisation_id="Z")
    )
    before = everything(without=set())
    tried = practised(data)
    assert everything(without=set()) == before
    assert [(v.row, v.kind, v.reason) for v in tried] == [(v.row, v.kind, v.reason) for v in bring(data)]


def test_what_was_tried_and_taken_back_leaves_no_stale_reorganisation(tree: Tree) -> None:
    """The real decision gets the very sequence that the tried one had."""
    bring(members_csv(PEOPLE[0]))
    with transaction.atomic():
        assert kinds(bring(successions_csv(("2025-07-01", "A", "B", "merge", "full")))) == ["accepted"]
        assert list(moves_now()) == [tree["A"]]
        transaction.set_rollback(True)
    assert kinds(bring(successions_csv(("2025-07-01", "A", "C", "merge", "full")))) == ["accepted"]
    assert kinds(bring(events_csv(("M0", "C", "exempt", "2026-01-01")))) == ["accepted"]
    last = Spell.objects.filter(cancelled_by=None, ends_on=None).values_list("organisation_id", flat=True)
    assert list(last) == [tree["C"]]


def test_a_file_that_recorded_something_stands_in_the_book_once(tree: Tree) -> None:
    bring(members_csv(*PEOPLE))
    bring(members_csv(*PEOPLE))
    entry = Entry.objects.filter(kind="imports.finished").latest("sequence")
    assert Entry.objects.filter(kind="imports.finished").count() == 2  # the tree's and this one
    assert b'"accepted":5' in bytes(entry.payload) and personal_of(entry.sequence) == {}
    assert b"tep.csv" not in bytes(entry.payload)


def test_a_source_with_too_long_a_name_is_refused(tree: Tree) -> None:
    with pytest.raises(Refused):
        opened(members_csv(*PEOPLE), How("x" * 61))


def test_an_officer_writes_below_their_own_organisation_only(world: World) -> None:
    rows = [
        member("M1", "Lê An", organisation_id="X03", birth="1961-01-01"),
        member("M2", "Võ Bình", organisation_id="X06", birth="1962-01-01"),
    ]
    nam = world.actor("nam")
    before = everything()
    for place in ("district", "province", "other"):
        with pytest.raises(Refused):
            opened(members_csv(*rows), How(into=world.places[place]), nam)
    with pytest.raises(Refused):
        opened(members_csv(*rows), How(), nam)
    assert everything() == before
    verdicts = bring(members_csv(*rows), how=How(into=world.places["commune"]), actor=nam)
    assert [(v.kind, v.column) for v in verdicts] == [("accepted", ""), ("rejected", "organisation_id")]


def test_an_id_of_the_file_leads_nobody_out_of_their_scope(world: World) -> None:
    """The console knows both trees under one source; Dũng's file names people and branches of An's tree by their ids."""
    orgs = organisations_csv(
        ("P", "", "Chi bộ P", "4", "chi bộ", "X03", "2016-01-01", ""),
        ("Q", "", "Chi bộ Q", "4", "chi bộ", "X05", "2016-01-01", ""),
    )
    assert kinds(bring(orgs)) == ["accepted", "accepted"]
    people = [member("M1", "Lê An", organisation_id="P", admitted_on="2017-01-01", official_on="2018-01-01")]
    assert kinds(bring(members_csv(*people))) == ["accepted"]
    before, dung = everything(), world.actor("dung")
    into = How(into=world.places["other"])
    attempts = [
        members_csv(people[0] | {"education": "12/12"}),
        members_csv(people[0] | {"organisation_id": "Q"}),
        members_csv(people[0] | {"organisation_id": "Q", "admitted_on": "2016-06-06"}),
        members_csv(people[0] | {"organisation_id": "Q", "exempt_from": "2020-01-01"}),
        events_csv(("M1", "P", "died", "2020-01-01")),
        events_csv(("M1", "Q", "died", "2020-01-01")),
        events_csv(("M1", "Q", "exempt", "2020-01-01")),
        organisations_csv(("P", "", "Chi bộ của tôi", "4", "chi bộ", "Q", "2016-01-01", "")),
        organisations_csv(("R", "", "Chi bộ R", "4", "chi bộ", "P", "2016-01-01", "")),
    ]
    assert [kinds(bring(data, how=into, actor=dung)) for data in attempts] == [["rejected"]] * len(attempts)
    assert everything() == before
