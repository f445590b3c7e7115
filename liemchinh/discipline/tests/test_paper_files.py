"""Files kept on paper are recorded many at once exactly as they would be one step after the other."""

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from django.db.models import Model
from django.forms.models import model_to_dict

from liemchinh.access.actor import Actor
from liemchinh.casework import recount as recount_of_cases
from liemchinh.casework.models import Case, Deadline, Grant, Paper, Party, Step
from liemchinh.casework.steps import Who
from liemchinh.discipline import recount
from liemchinh.discipline.cases import SUBJECT
from liemchinh.discipline.given import Given
from liemchinh.discipline.models import Allegation, Ballot, Deferral, Discipline, Hearing, Sanction
from liemchinh.discipline.opening import open_discipline
from liemchinh.discipline.paper_files import PaperFile, record_paper_files
from liemchinh.discipline.taking import record_step
from liemchinh.discipline.tests.samples import DECIDED, FILED, HEARD, MET, PLAIN, SOURCE, ballot, commune_officer
from liemchinh.journal.models import Entry
from liemchinh.members.changes import NewAct
from liemchinh.members.facts import PersonFacts
from liemchinh.members.models import Post, Spell
from liemchinh.members.posting import Seat, take_posts
from liemchinh.members.services import register_person
from liemchinh.papers.of_steps import typed
from regulations.answers import Refused
from tests.world import CONSOLE, World

pytestmark = pytest.mark.django_db
FACTS = replace(PLAIN, organ="committee")
BESIDE = {"id", "recorded_by", "cancelled_by", "case", "person", "step"}


def member(world: World, name: str) -> Who:
    branch = world.places["branch"]
    acts = [NewAct("admitted", date(2016, 5, 19), branch), NewAct("official", date(2017, 5, 19), branch)]
    return Who(SUBJECT, person=register_person(PersonFacts(name), acts, actor=CONSOLE))


def file_about(who: Who, form: str = "reprimand", on: date = DECIDED, **decided: Any) -> PaperFile:
    """Heard, voted on by fifteen, decided, announced, taken, kept."""
    steps = [
        ("heard", Given(HEARD, heard="met")),
        ("body_meeting", Given(MET, ballot=ballot(15, {form: 14}, whole=15))),
        ("decided", Given(on, papers=typed("07-QĐ/ĐU", on), form=form, **decided)),
        ("announced", Given(on)),
        ("delivered", Given(on)),
        ("reported", Given(on)),
        ("closed", Given(on)),
    ]
    return PaperFile(who, FACTS, SOURCE, FILED, steps)


def rows(case: Case) -> list[tuple[str, list[dict[str, object]]]]:
    """Everything a case has, without numbers of rows and entries and without whom it is about; what waits no more is told apart."""

    def plain(row: Model) -> dict[str, object]:
        told = {name: value for name, value in model_to_dict(row).items() if name not in BESIDE}
        return told | {"over": getattr(row, "cancelled_by", None) is not None}

    models = (Party, Step, Paper, Deadline, Grant, Discipline, Allegation, Ballot, Hearing, Deferral, Sanction)
    found = [(model.__name__, [plain(row) for row in model._default_manager.filter(case=case)]) for model in models]
    return [(name, sorted(some, key=str)) for name, some in found]


def kinds(case: Case) -> list[str]:
    return list(Entry.objects.filter(case_id=case.pk).order_by("sequence").values_list("kind", flat=True))


def by_steps(body: int, file: PaperFile, actor: Actor) -> Case:
    case = open_discipline(body, file.about, file.facts, file.source, file.on, actor=actor)
    for code, given in file.steps:
        record_step(case, code, given, actor=actor)
    return Case.objects.get(pk=case.pk)


def test_many_at_once_are_what_they_are_one_by_one(world: World) -> None:
    body, tam = world.places["commune"], commune_officer(world)
    first, *others = (member(world, f"Lý Văn {number}") for number in range(4))
    alone = by_steps(body, file_about(first), tam)
    open_one = replace(file_about(others[2]), steps=file_about(others[2]).steps[:2])
    made = record_paper_files(body, [*(file_about(who) for who in others[:2]), open_one], actor=tam)
    assert [rows(case) for case in made[:2]] == [rows(alone)] * 2 and kinds(made[0]) == kinds(alone)
    assert [case.closed_by is None for case in Case.objects.filter(pk__in=[one.pk for one in made])] == [
        False,
        False,
        True,
    ]
    assert list(Deadline.objects.filter(case=made[2], cancelled_by=None).order_by("step").values_list("step", flat=True)) == [
        "decided", "no_violation", "not_sanctioned", "proposed", "taken_over",
    ]  # fmt: skip
    # An open one goes on as any other.
    record_step(made[2], *file_about(others[2]).steps[2], actor=tam)
    assert Sanction.objects.filter(withheld=False).count() == 4
    assert list(recount.differences()) == list(recount_of_cases.differences()) == []


def test_nothing_of_a_pile_is_recorded_when_one_file_is_refused_and_each_reason_names_its_file(world: World) -> None:
    body, tam = world.places["commune"], commune_officer(world)
    who, other = member(world, "Lý Văn Một"), member(world, "Lý Văn Hai")
    unheard = replace(file_about(other), steps=file_about(other).steps[2:])
    before = Entry.objects.count(), Case.objects.count()
    with pytest.raises(Refused) as refused:
        record_paper_files(body, [file_about(who), unheard, file_about(who, on=FILED - timedelta(days=1))], actor=tam)
    told = [(one.message.split(":")[0], one.code) for one in refused.value.refusals]
    assert {("Hồ sơ thứ 2", "hearing.missing"), ("Hồ sơ thứ 2", "vote.other_form")} <= set(told)
    assert ("Hồ sơ thứ 3", "before-last") in told and all(name != "Hồ sơ thứ 1" for name, _code in told)
    open_one = replace(file_about(who), steps=())
    with pytest.raises(Refused) as twice:
        record_paper_files(body, [open_one, open_one], actor=tam)
    assert [one.code for one in twice.value.refusals] == ["open-before"]
    with pytest.raises(Refused):
        record_paper_files(body, [open_one], actor=world.actor("chi"))
    assert (Entry.objects.count(), Case.objects.count()) == before


def test_what_spoke_against_a_file_of_history_stands_beside_it_and_takes_its_effect_away(world: World) -> None:
    body, tam, who = world.places["commune"], commune_officer(world), member(world, "Lý Văn Một")
    told = replace(
        file_about(who), steps=[(code, replace(given, history=True)) for code, given in file_about(who).steps[2:4]]
    )
    [case] = record_paper_files(body, [told], actor=tam)
    held, step = Sanction.objects.get(case=case), Step.objects.get(case=case, code="decided")
    assert (held.withheld, held.effective_on, step.is_history, step.withheld) == (True, None, True, True)
    assert list(recount.differences()) == list(recount_of_cases.differences()) == []


def test_what_changes_the_register_is_recorded_step_by_step_and_has_its_effect(world: World) -> None:
    body, tam = world.places["commune"], commune_officer(world)
    plain, removed = member(world, "Lý Văn Một"), member(world, "Lý Văn Hai")
    take_posts([Seat(removed.person or 0, world.places["branch"], "secretary", date(2020, 1, 1))], actor=CONSOLE)
    post = Post.objects.get(person_id=removed.person)
    files = [file_about(removed, "removal", posts=(post.pk,), history=True), file_about(plain)]
    made = record_paper_files(body, files, actor=tam)
    about = [case.parties.get(role=SUBJECT).person_id for case in made]
    assert about == [removed.person, plain.person]
    post.refresh_from_db()
    assert (
        Sanction.objects.get(case=made[0]).form == "removal" and Spell.objects.filter(person_id=plain.person).exists()
    )
    assert (
        Post.objects.filter(person_id=removed.person, cancelled_by=None).values_list("ends_on", flat=True)[0]
        is not None
    )
    assert list(recount.differences()) == []
