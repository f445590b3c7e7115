"""Whatever is cancelled or written anew is so for a reason of its closed list: services refuse any other, whoever sends it."""

import ast
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from liemchinh.journal.models import Entry, Reading
from liemchinh.members import dossier
from liemchinh.members.changes import Change, NewAct
from liemchinh.members.facts import LIST_OF, PersonFacts
from liemchinh.members.models import Person, Post, Term
from liemchinh.members.posting import Seat, cancel_post, correct_post, take_post
from liemchinh.members.queries import facts_of
from liemchinh.members.reasons import CANCELLATION, CORRECTION, OPENING, faults_of_reason, words_of
from liemchinh.members.replacing import replace_act
from liemchinh.members.services import cancel_act, correct_person, record_act, record_changes, register_person
from liemchinh.members.terms import TermFacts, cancel_term, correct_term, record_term
from regulations.answers import Refused
from tests.world import CONSOLE, World

ROOMS = Path(__file__).parents[2]
DAY = date(2026, 2, 2)
MINH = PersonFacts("Lý Văn Minh", "nam", "1990")
# No list has the first three; the others are of another list.
ANY = ["", "khác", "quan điểm lệch lạc"]
OF_CANCELLATION, OF_CORRECTION, OF_OPENING = "wrong_kind", "typing", "superior"


def _seat(world: World, post: str = "secretary") -> Seat:
    return Seat(world.people["branch"], world.places["branch"], post, DAY)


def _post(world: World) -> int:
    take_post(_seat(world), actor=CONSOLE)
    return Post.objects.get(cancelled_by=None).pk


def _term(world: World) -> int:
    record_term(world.places["branch"], TermFacts(18, DAY), actor=CONSOLE)
    return Term.objects.get(cancelled_by=None).pk


def _act(world: World) -> int:
    return record_act(world.people["branch"], NewAct("exempt", DAY, world.places["branch"]), actor=CONSOLE)


def _facts(world: World) -> PersonFacts:
    found = facts_of(world.people["branch"])
    assert found is not None
    return found


Doing = Callable[[World, int, str], object]
SERVICES: dict[str, tuple[Callable[[World], int], Doing, list[str]]] = {
    "cancel_act": (_act, lambda w, pk, why: cancel_act(pk, reason=why, actor=CONSOLE), [OF_CORRECTION]),
    "replace_act": (
        _act, lambda w, pk, why: replace_act(pk, date(2026, 2, 1), None, reason=why, actor=CONSOLE), [OF_CANCELLATION, OF_CORRECTION]
    ),
    "correct_person": (
        lambda w: w.people["branch"], lambda w, pk, why: correct_person(pk, _facts(w), reason=why, actor=CONSOLE), [OF_CANCELLATION]
    ),
    "correct_post": (
        _post, lambda w, pk, why: correct_post(pk, _seat(w, "deputy_secretary"), reason=why, actor=CONSOLE), [OF_CANCELLATION]
    ),
    "cancel_post": (_post, lambda w, pk, why: cancel_post(pk, reason=why, actor=CONSOLE), [OF_CORRECTION]),
    "correct_term": (
        _term, lambda w, pk, why: correct_term(pk, TermFacts(19, DAY), reason=why, actor=CONSOLE), [OF_CANCELLATION]
    ),
    "cancel_term": (_term, lambda w, pk, why: cancel_term(pk, reason=why, actor=CONSOLE), [OF_CORRECTION]),
}  # fmt: skip


@pytest.mark.django_db
@pytest.mark.parametrize("service", SERVICES)
def test_a_reason_that_is_not_on_the_list_is_refused_and_nothing_is_written(world: World, service: str) -> None:
    make, act, others = SERVICES[service]
    made, told = make(world), []
    before = Entry.objects.count()
    for reason in [*ANY, OF_OPENING, *others]:
        with pytest.raises(Refused) as refused:
            act(world, made, reason)
        told.append([(refusal.code, bool(refusal.remedy)) for refusal in refused.value.refusals])
    assert told == [[("reason", True)]] * len(told) and Entry.objects.count() == before


@pytest.mark.django_db
def test_a_wrong_reason_is_told_together_with_what_else_is_wrong(world: World) -> None:
    post, term, act = _post(world), _term(world), _act(world)
    take_post(Seat(world.people["branch"], world.places["branch"], "committee_member", DAY, term=18), actor=CONSOLE)
    dung, told = world.actor("dung"), []
    for doing in (
        lambda: cancel_post(post, reason="khác", actor=dung),
        lambda: cancel_term(term, reason="khác", actor=CONSOLE),
        lambda: correct_term(term, TermFacts(19, DAY, DAY), reason="khác", actor=CONSOLE),
        lambda: cancel_act(act, reason="khác", actor=dung),
    ):
        with pytest.raises(Refused) as refused:
            doing()
        told.append({refusal.code for refusal in refused.value.refusals})
    scope = "access.out_of_scope"
    assert told == [
        {scope, "reason"},
        {"has-posts", "reason"},
        {"ends-before", "has-posts", "reason"},
        {scope, "reason"},
    ]


@pytest.mark.django_db
def test_of_several_changes_the_one_without_a_reason_is_left_out(world: World) -> None:
    wrong, right = (
        Change(world.people[name], _facts(world), reason=reason)
        for name, reason in (("binh", ""), ("em", OF_CORRECTION))
    )
    outcomes = record_changes([wrong, right], actor=CONSOLE)
    assert [[refusal.code for refusal in one.refusals] for one in outcomes] == [["reason"], []]


@pytest.mark.django_db
def test_a_page_opens_for_a_reason_of_its_list_alone(world: World) -> None:
    person = Person.objects.get(pk=world.people["branch"])
    opening = dossier.Opening(person, world.places["branch"], own=False, sees=False)
    for reason in (*ANY[1:], OF_CORRECTION):
        with pytest.raises(Refused):
            dossier.note_reading(world.actor("giang"), opening, reason)
    assert not Reading.objects.exists()
    dossier.note_reading(world.actor("giang"), opening, OF_OPENING)
    assert Reading.objects.get().reason == OF_OPENING


@pytest.mark.django_db
@pytest.mark.parametrize("name", LIST_OF)
def test_what_is_of_a_list_of_the_charter_is_recorded_by_its_codes_alone(world: World, name: str) -> None:
    admitted = NewAct("admitted", DAY, world.places["branch"])
    with pytest.raises(Refused) as refused:
        register_person(PersonFacts("Lý Văn Minh", **{name: "theo lời kể"}), [admitted], actor=CONSOLE)
    assert [(refusal.code, bool(refusal.remedy)) for refusal in refused.value.refusals] == [("not-listed", True)]
    assert not Person.objects.exclude(pk__in=world.people.values()).exists()


def test_every_reason_of_a_list_passes_and_has_words() -> None:
    for reasons in (OPENING, CORRECTION, CANCELLATION):
        assert [faults_of_reason(reason, reasons) for reason in reasons] == [[]] * len(reasons)
        assert [words_of(reason) for reason in reasons] == [str(words) for words in reasons.values()]
    assert words_of("imported") != "imported"


def _writes(node: ast.FunctionDef) -> bool:
    return any(isinstance(one, ast.Attribute) and one.attr == "atomic" for one in node.decorator_list)


def _arguments(node: ast.FunctionDef) -> set[str]:
    return {one.arg for one in (*node.args.args, *node.args.kwonlyargs)}


def test_no_service_of_any_room_takes_a_reason_without_asking_its_list() -> None:
    found = {}
    for path in sorted(ROOMS.rglob("*.py")):
        if {"tests", "views", "migrations"} & set(path.parts):
            continue
        code = path.read_text()
        if "reason" not in code or "atomic" not in code:
            continue
        asks = "faults_of_reason(reason" in code or "reason not in " in code
        for node in ast.walk(ast.parse(code)):
            if isinstance(node, ast.FunctionDef) and _writes(node) and {"actor", "reason"} <= _arguments(node):
                found[node.name, path.parent.name] = asks
    assert len(found) > len(SERVICES) and [one for one, asks in found.items() if not asks] == []
