"""Who and what a random act is about: the people, the branches that stand, the days around today."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any, TypeVar

from liemchinh.access.actor import Actor
from liemchinh.access.granting import Offer, grant_role
from liemchinh.casework.models import Case
from liemchinh.journal import clock
from liemchinh.members.models import Person, Spell
from liemchinh.members.queries import active
from liemchinh.organisations.queries import standing
from liemchinh.organisations.services import Facts, Founding, found_organisations
from tests.world import CONSOLE, KNOWN_FROM, World

T = TypeVar("T")
MORE = ("Chi bộ ấp Cây Me", "Chi bộ ấp Bờ Kênh")


class NothingToDo(Exception):
    """There is nobody or nothing yet that this act could be about."""


@dataclass
class Cast:
    """The world with two more branches of the commune, and a source of chance. `lan` keeps every branch of the commune."""

    world: World
    rng: Random
    entered: int = 0

    def prepare(self) -> None:
        """Founds the branches and grants the role; call once."""
        for name in MORE:
            self.found(name)
        offer = Offer(self.world.accounts["lan"], "branch_secretary", self.world.places["commune"], clock.today())
        grant_role(offer, actor=self.world.actor("an"))

    def found(self, name: str) -> int:
        """One more branch of the commune."""
        facts = Facts(name, "chi bộ trực thuộc", KNOWN_FROM, self.world.places["commune"], "4")
        return found_organisations([Founding(facts)], actor=CONSOLE)[0]

    def actor(self, name: str) -> Actor:
        """A named person, or the console."""
        return self.world.actor(name)

    def of(self, several: Sequence[T]) -> T:
        """One of them; NothingToDo where there are none."""
        if not several:
            raise NothingToDo
        return self.rng.choice(several)

    def chance(self, share: float) -> bool:
        """Does it happen this time?"""
        return self.rng.random() < share

    def day(self, back: int = 40, ahead: int = 2) -> date:
        """A day not long ago, now and then one to come."""
        return clock.today() - timedelta(days=self.rng.randint(-ahead, back))

    def branches(self, *, near: bool = False) -> list[int]:
        """The branches that stand today; `near`: of the commune alone."""
        rows = standing(clock.today()).filter(category__in=("branch", "grassroots_branch"))
        if near:
            rows = rows.filter(parent_id=self.world.places["commune"])
        return sorted(rows.values_list("organisation_id", flat=True))

    def branch(self, *, near: bool = False) -> int:
        """One of them."""
        return self.of(self.branches(near=near))

    def people_of(self, branch: int) -> list[int]:
        """Who stands in a branch today."""
        return sorted(active(clock.today()).filter(organisation_id=branch).values_list("person_id", flat=True))

    def anyone(self) -> int:
        """Somebody who is, or ever was, in the register."""
        return self.of(list(Person.objects.order_by("pk").values_list("pk", flat=True)))

    def history(self, person: int) -> list[Spell]:
        """Where somebody stood, oldest first."""
        return list(Spell.objects.filter(person_id=person, cancelled_by=None).order_by("starts_on"))

    def case(self, kind: str, *, closed: bool = False) -> Case:
        """A case of a kind, usually one that is open."""
        found = Case.objects.filter(kind=kind).order_by("pk")
        return self.of(list(found if closed else found.filter(closed_by=None)))


Act = Callable[[Cast], Any]
