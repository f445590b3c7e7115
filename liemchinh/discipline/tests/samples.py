"""Cases for tests: who opens one, the facts most have, and the steps a body takes until it decides."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

from liemchinh.access.actor import Actor
from liemchinh.access.models import Account
from liemchinh.casework.models import Case
from liemchinh.casework.steps import Who
from liemchinh.discipline.ballots import NewBallot
from liemchinh.discipline.cases import SUBJECT
from liemchinh.discipline.facts import Facts, Source
from liemchinh.discipline.given import Given
from liemchinh.discipline.opening import open_discipline
from liemchinh.discipline.taking import record_step
from liemchinh.members.facts import PersonFacts
from liemchinh.members.terms import TermFacts, record_term
from liemchinh.papers.declaring import OPEN, declare
from liemchinh.papers.issuers import Heading, Issuer, set_letterhead
from liemchinh.papers.of_steps import typed
from tests.granted_kind import officer
from tests.world import KNOWN_FROM, World, official_in, register_together

ACT, FILED, MET, HEARD, DECIDED = (
    date(2024, 5, 6),
    date(2026, 1, 5),
    date(2026, 1, 12),
    date(2026, 1, 8),
    date(2026, 1, 14),
)
SOURCE = Source("inspection", "15-TB/UBKT", date(2025, 12, 20), "Ủy ban kiểm tra")
PLAIN = Facts("branch", ("office.files_delayed",), ACT, from_above=False, managed_by="", post=False, authorised=False)


def voters(world: World, place: str = "branch", more: int = 8) -> None:
    """So many official members more in a branch, so that votes have a whole."""
    acts = official_in(world.places[place])
    register_together(
        (PersonFacts(f"Người bỏ phiếu {number}", gender="nam", birth="1970"), acts) for number in range(more)
    )


def make_papers(world: World) -> None:
    """Branch and commune can number, and the province has declared that papers without a secrecy mark are made here."""
    for place, symbol, name in (("branch", "CB", "Chi bộ ấp Gò Cát"), ("commune", "ĐU", "Đảng ủy xã Trà Mây")):
        record_term(world.places[place], TermFacts(9, KNOWN_FROM), actor=world.actor("console"))
        heading = Heading(symbol, name, "Đảng ủy xã Trà Mây" if place == "branch" else "", "Trà Mây")
        set_letterhead(Issuer(world.places[place]), heading, KNOWN_FROM, actor=world.actor("console"))
    declare(world.places["province"], OPEN, "12-QĐ/TU", date(2026, 1, 2), actor=world.actor("an"))


def binh(world: World) -> Who:
    """Bình as the subject of a case."""
    return Who(SUBJECT, person=world.people["binh"])


def by_branch(world: World, filed: date = FILED, **more: Any) -> Case:
    """A case of the branch about Bình, opened by Chi."""
    facts = replace(PLAIN, **more)
    return open_discipline(world.places["branch"], binh(world), facts, SOURCE, filed, actor=world.actor("chi"))


def commune_officer(world: World, username: str = "tam") -> Actor:
    """Somebody who keeps discipline at the commune."""
    there = Account.objects.filter(username=username).first()
    world.accounts[username] = there or officer(world, username, f"Cán bộ {username}", "commune")
    return world.actor(username)


def by_commune(world: World, officer: str = "tam", about: str = "binh", **more: Any) -> Case:
    """A case of the commune's committee about Bình, or another; of two, each is another officer's."""
    facts, actor = replace(PLAIN, organ="committee", **more), commune_officer(world, officer)
    who = Who(SUBJECT, person=world.people[about])
    return open_discipline(world.places["commune"], who, facts, SOURCE, FILED, actor=actor)


def ballot(of: int, votes: Mapping[str, int], *, whole: int = 0) -> NewBallot:
    """A ballot in which everybody came and every paper was valid."""
    return NewBallot(of, of, of, votes, whole=whole)


def meet(case: Case, votes: Mapping[str, int], actor: Actor, *, of: int = 10, heard: str = "at_meeting") -> int:
    """The branch meets: 10 official members, Bình heard there."""
    return record_step(case, "branch_meeting", Given(MET, ballot=ballot(of, votes), heard=heard), actor=actor)


def body_meets(case: Case, votes: Mapping[str, int], actor: Actor, *, of: int = 15) -> int:
    """The committee hears Bình, then meets: 15 members."""
    record_step(case, "heard", Given(HEARD, heard="met"), actor=actor)
    return record_step(case, "body_meeting", Given(MET, ballot=ballot(of, votes, whole=of)), actor=actor)


def decision(form: str, **more: Any) -> Given:
    """The decision as it is signed."""
    return Given(DECIDED, form=form, **{"papers": typed("07-QĐ/CB", DECIDED), **more})
