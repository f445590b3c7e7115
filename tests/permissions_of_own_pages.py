"""Of what members do for themselves and where they live: the objects that addresses name, and the lines of the table of services."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from liemchinh.behalf import services as behalf
from liemchinh.behalf.models import Mandate
from liemchinh.behalf.services import Choice
from liemchinh.journal import clock
from liemchinh.requests import services as requests
from liemchinh.requests.models import Request
from liemchinh.requests.services import Verdict, Wish
from liemchinh.residence import services as residence
from liemchinh.residence.halves import half_of
from liemchinh.residence.models import Link
from liemchinh.residence.services import Letter
from tests.permissions_of_services import BRANCHES, KEEPERS, Act, At
from tests.world import PEOPLE, REGISTERED, World

DAY = date(2026, 2, 2)
# Whoever acts for themselves, by the branch they belong to.
OWNERS = {"branch": "binh", "sibling": "em"}
CARDS = {"binh": "84003", "em": "84004"}
OWN = ("branch", "sibling")
KEEPS = f"{KEEPERS} chi"
REGISTER = f"{KEEPS} console* console-an"


def mandates(world: World, person: str) -> dict[str, Sequence[Any]]:
    """Bình lets Chi see his page, and Chi agreed."""
    found = Mandate.objects.filter(cancelled_by=None).first()
    if found is None:
        number = behalf.choose(_choice(world.people["binh"], "chi"), actor=world.actor("binh"))
        behalf.confirm(number, actor=world.actor("chi"))
        found = Mandate.objects.get(pk=number)
    return {"binh": (found.pk,)}


def wishes(world: World, person: str) -> dict[str, Sequence[Any]]:
    """Bình asked for a correction."""
    found = Request.objects.first() or _asked(world, "binh")
    return {"binh": (found.pk,)}


def links(world: World, person: str) -> Mapping[str, Sequence[Any]]:
    """Somebody of Bình's branch lives where Em is a member."""
    letter = Letter(REGISTERED["branch"], "84000", DAY, DAY)
    found = Link.objects.first() or residence.link_by_letter(world.places["sibling"], letter, actor=world.actor("nam"))
    return {"sibling": (found.pk,)}


def _choice(person: int, username: str) -> Choice:
    return Choice(person, username, ("see_page",), clock.today(), date(2026, 12, 31))


def _letter(name: str) -> Letter:
    return Letter(PEOPLE[name][0], CARDS[name], DAY, DAY)


def _asked(world: World, name: str) -> Request:
    return requests.send(world.people[name], Wish("birth", "1975-05", "mine"), actor=world.actor(name))


def _owner(at: At) -> str:
    return OWNERS[at.place]


def _chosen(at: At) -> int:
    name = _owner(at)
    return behalf.choose(_choice(at.world.people[name], "khoa"), actor=at.world.actor(name))


def _kept(at: At) -> int:
    one = _asked(at.world, _owner(at))
    requests.answer(one.pk, Verdict("kept", reason="paper_says", document="12-CV/ĐU"), actor=at.world.actor("nam"))
    return one.pk


def _visitor(at: At) -> str:
    return "binh" if at.place == "sibling" else "em"


def _linked(at: At) -> Link:
    return residence.link_by_letter(at.number, _letter(_visitor(at)), actor=at.world.actor("console"))


def _linked_elsewhere(at: At) -> Link:
    there = at.world.places["sibling" if at.place == "branch" else "branch"]
    return residence.link_by_letter(there, _letter(_owner(at)), actor=at.world.actor("console"))


OWN_PAGES: dict[str, Act] = {
    "behalf.services.choose": Act(
        "binh em",
        lambda at: behalf.choose(_choice(at.world.people[_owner(at)], "khoa"), actor=at.actor),
        places=OWN,
    ),
    "behalf.services.choose_on_paper": Act(
        KEEPS,
        lambda at: behalf.choose_on_paper(
            Choice(at.world.people[at.place], "lan", ("hand_in_slip",), clock.today(), date(2026, 12, 31)),
            DAY,
            actor=at.actor,
        ),
        places=BRANCHES,
    ),
    "behalf.services.confirm": Act(
        "khoa", lambda at: behalf.confirm(at.given, actor=at.actor), places=OWN, ready=_chosen
    ),
    "behalf.services.end": Act(
        "khoa binh em", lambda at: behalf.end(at.given, actor=at.actor), places=OWN, ready=_chosen
    ),
    "requests.services.send": Act(
        "binh em",
        lambda at: requests.send(at.world.people[_owner(at)], Wish("birth", "1975", "mine"), actor=at.actor),
        places=OWN,
    ),
    "requests.services.answer": Act(
        "an nam",
        lambda at: requests.answer(at.given, Verdict("corrected"), actor=at.actor),
        places=OWN,
        ready=lambda at: _asked(at.world, _owner(at)).pk,
    ),
    "requests.services.turn_above": Act(
        "binh em", lambda at: requests.turn_above(at.given, actor=at.actor), places=OWN, ready=_kept
    ),
    "residence.services.link_by_letter": Act(
        REGISTER,
        lambda at: residence.link_by_letter(at.number, _letter(_visitor(at)), actor=at.actor),
        places=BRANCHES,
    ),
    "residence.services.end_link": Act(
        REGISTER,
        lambda at: residence.end_link(at.given.pk, date(2026, 3, 1), actor=at.actor),
        places=BRANCHES,
        ready=_linked,
    ),
    "residence.services.mark_slips": Act(
        REGISTER,
        lambda at: residence.mark_slips(at.number, half_of(DAY), [at.given.pk], True, actor=at.actor),
        places=BRANCHES,
        ready=_linked,
    ),
    "residence.services.hand_in": Act(
        "binh em",
        lambda at: residence.hand_in(at.world.people[_owner(at)], half_of(DAY), actor=at.actor),
        places=OWN,
        ready=_linked_elsewhere,
    ),
}
