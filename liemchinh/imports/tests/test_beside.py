"""A large file is read, told and worked out by a process beside: whatever happens meanwhile, what is written is what it would be."""

from collections.abc import Iterator
from multiprocessing import active_children

import pytest

from liemchinh.imports import coming, services
from liemchinh.imports.models import Run
from liemchinh.imports.reading import read
from liemchinh.imports.services import How, open_run, take
from liemchinh.imports.stream import Rows
from liemchinh.imports.telling_ahead import Readied
from liemchinh.imports.tests.taking import (
    CONSOLE,
    assert_whole,
    bring,
    kinds,
    member,
    members_csv,
    organisations_csv,
    practised,
    reasons,
    successions_csv,
)
from liemchinh.imports.verdicts import Verdict
from liemchinh.members.models import Person, Spell

pytestmark = pytest.mark.django_db
Tree = dict[str, int]
NAMES = ("An", "Bích", "Cường", "Dũng", "Em", "Phúc")
PEOPLE = [member(f"M{n}", f"Nguyễn Văn {name}", birth=f"19{50 + n}-03-04") for n, name in enumerate(NAMES)]


@pytest.fixture(autouse=True)
def beside(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coming, "WORTH_IT", 5)
    monkeypatch.setattr(services, "PIECE", 2)


def taking(data: bytes) -> Iterator[list[Verdict]]:
    """Its verdicts by the piece, the first of which has been written when this returns; the next has been told by then or is being told."""
    reading = read(data, "ds.csv")
    run = open_run(data, "ds.csv", How(), {}, actor=CONSOLE)
    verdicts = take(run, Rows(reading, {0: reading.tables[0].mapping}), actor=CONSOLE)
    assert kinds(next(verdicts)) == ["accepted"] * 2
    assert len(active_children()) == 1
    return verdicts


def rest(verdicts: Iterator[list[Verdict]]) -> list[Verdict]:
    found = [verdict for piece in verdicts for verdict in piece]
    assert active_children() == []
    assert_whole()
    return found


def test_every_verdict_is_what_it_would_be_without(tree: Tree) -> None:
    bring(members_csv(PEOPLE[0], member("S", "Võ Thị Sáu")))
    rows = [
        PEOPLE[0], PEOPLE[1], PEOPLE[0] | {"education": "12/12"}, PEOPLE[1], member("", "Võ Thị Sáu"),
        member("Z", "Lê Z", organisation_id="Z"),
        member("T", "Lê Tương", admitted_on="2999-01-01", official_on=""), member("", "Lê Lợi", admitted_on="", official_on=""),
        PEOPLE[2], member("U", "Lê Uyên", birth="1990-01-01", admitted_on="1980-01-01"),
        PEOPLE[3] | {"birth": "1953", "admitted_on": "1999"},
        member("N", "Trần Nam", organisation_id="Chi bộ ấp Phú Mỹ"), member("", "Nguyễn Văn Bích", birth="1951-03-04"),
    ]  # fmt: skip
    tried = practised(members_csv(*rows))
    taken = bring(members_csv(*rows))
    assert [(v.row, v.kind, v.column, v.reason) for v in taken] == [(v.row, v.kind, v.column, v.reason) for v in tried]
    assert set(kinds(taken)) == {"accepted", "unchanged", "duplicate", "rejected"}


def test_a_name_that_means_two_organisations_meanwhile_means_none(tree: Tree) -> None:
    rows = [person | {"organisation_id": "Chi bộ ấp Gò Cát"} for person in PEOPLE]
    verdicts = taking(members_csv(*rows))
    bring(organisations_csv(("D", "8422", "Chi bộ ấp Gò Cát", "4", "chi bộ cơ sở", "H2", "1990-01-01", "")))
    said = rest(verdicts)
    assert kinds(said) == ["rejected"] * 4
    assert set(reasons(said)) == {reasons(practised(members_csv(*rows[2:])))[0]}
    assert Person.objects.count() == 2


@pytest.mark.attack
def test_what_was_told_before_is_not_believed_by_itself(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    """The same, once the writing process asks no more whether it still stands: the second piece is written where nobody can mean."""
    monkeypatch.setattr(Readied, "stands", lambda *_: True)
    verdicts = taking(members_csv(*[person | {"organisation_id": "Chi bộ ấp Gò Cát"} for person in PEOPLE]))
    bring(organisations_csv(("D", "8422", "Chi bộ ấp Gò Cát", "4", "chi bộ cơ sở", "H2", "1990-01-01", "")))
    assert kinds(rest(verdicts)) == ["accepted"] * 2 + ["rejected"] * 2


def test_a_reorganisation_meanwhile_carries_members_on(tree: Tree) -> None:
    verdicts = taking(members_csv(*PEOPLE))
    bring(successions_csv(("2025-07-01", "A", "B", "merge", "full")))
    assert kinds(rest(verdicts)) == ["accepted"] * 4
    live = Spell.objects.filter(cancelled_by=None, ends_on=None).values_list("organisation_id", flat=True)
    assert list(live) == [tree["B"]] * len(PEOPLE)


def test_somebody_registered_meanwhile_is_no_second_person(tree: Tree) -> None:
    verdicts = taking(members_csv(*PEOPLE))
    bring(members_csv(PEOPLE[2] | {"id": "K"}, PEOPLE[4]))
    assert kinds(rest(verdicts)) == ["duplicate", "accepted", "unchanged", "accepted"]
    assert Person.objects.count() == len(PEOPLE)


def test_a_killed_process_beside_costs_time_and_nothing_else(tree: Tree) -> None:
    verdicts = taking(members_csv(*PEOPLE))
    active_children()[0].kill()
    assert kinds(rest(verdicts)) == ["accepted"] * 4
    assert (Run.objects.latest("id").accepted, Person.objects.count()) == (6, 6)


def test_an_import_that_is_broken_off_leaves_no_process(tree: Tree) -> None:
    verdicts = taking(members_csv(*PEOPLE))
    verdicts.close()  # type: ignore[attr-defined]  # what `take` gives is a generator
    assert active_children() == []
    assert Person.objects.count() == 2


def test_what_cannot_be_read_over_there_is_said_here(tree: Tree) -> None:
    data = members_csv(*PEOPLE)
    reading = read(data, "ds.csv")
    beyond = reading.tables[0].mapping.with_field(0, "")
    columns = (*beyond.columns[:-1], type(beyond.columns[0])(99, "", "education"))
    run = open_run(data, "ds.csv", How(), {}, actor=CONSOLE)
    with pytest.raises(ValueError, match="không có trong bảng"):
        list(take(run, Rows(reading, {0: type(beyond)(beyond.kind, columns, beyond.fingerprint)}), actor=CONSOLE))
    assert active_children() == []


def test_few_rows_are_worth_no_process(tree: Tree, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(coming, "Beside", None)
    assert kinds(bring(members_csv(*PEOPLE[:4]))) == ["accepted"] * 4
