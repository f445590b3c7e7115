"""A branch that keeps cases merges into its sibling, where three officers work; for tests of taking over."""

from datetime import date

from liemchinh.casework.models import Case, Deadline, Party, Step
from liemchinh.casework.steps import Who
from liemchinh.casework.tests.test_taking_over import ON, merge
from liemchinh.discipline.cases import BODY, KIND, SUBJECT
from liemchinh.discipline.given import Given
from liemchinh.discipline.opening import open_discipline
from liemchinh.discipline.taking import record_step
from liemchinh.discipline.tests.samples import DECIDED, FILED, PLAIN, SOURCE, by_branch, decision, meet, voters
from tests.granted_kind import officer
from tests.world import World, build

HEIRS = ("lien", "tu", "hoa")


def heirs(world: World, place: str = "sibling") -> None:
    """Liên, Tư and Hòa inspect and discipline at the heir."""
    for name in set(HEIRS) - world.accounts.keys():
        world.accounts[name] = officer(world, name, f"Người {name}", place)


def with_heirs() -> World:
    """The world in which they do."""
    made = build()
    heirs(made)
    return made


def about(world: World, person: str) -> Case:
    """A case of the branch about somebody of the register, opened by Chi."""
    who = Who(SUBJECT, person=world.people[person])
    return open_discipline(world.places["branch"], who, PLAIN, SOURCE, FILED, actor=world.actor("chi"))


def sanctioned(world: World) -> Case:
    """Bình warned by the branch, announced."""
    voters(world)
    case, chi = by_branch(world), world.actor("chi")
    meet(case, {"warning": 9}, chi)
    record_step(case, "decided", decision("warning"), actor=chi)
    record_step(case, "announced", Given(DECIDED), actor=chi)
    return case


def merged(world: World, on: date = ON) -> int:
    """The branch ends; its sibling is its heir. Gives the entry."""
    heirs(world)
    return merge(world, "branch", "sibling", on)


def open_cases(
    world: World, place: str, number: int, step: str = "filed", begun: date = FILED, late: int = 0
) -> list[Case]:
    """So many disciplinary cases at a place, as the services would leave them, without the book and open to nobody; `late` of them late."""
    cases = Case.objects.bulk_create(Case(kind=KIND, recorded_by=1) for _case in range(number))
    Party.objects.bulk_create(
        Party(case=case, role=BODY, organisation_id=world.places[place], recorded_by=1) for case in cases
    )
    Step.objects.bulk_create(Step(case=case, code="filed", on=begun, recorded_by=1) for case in cases)
    if step != "filed":
        Step.objects.bulk_create(Step(case=case, code=step, on=begun, recorded_by=2) for case in cases)
    Deadline.objects.bulk_create(
        Deadline(
            case=case, step="decided", role=BODY, counted_from=begun, ruled_on=begun, is_unknown=False, recorded_by=1,
            due_on=begun if nth < late else None,
        )
        for nth, case in enumerate(cases)
    )  # fmt: skip
    return cases
