"""What addresses of reorganisations, posts, terms and awards name in each place, made when a line of the table asks for it."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from liemchinh.awards.models import Award
from liemchinh.awards.occasions import Occasion
from liemchinh.awards.services import decide_awards, propose_awards
from liemchinh.journal import clock
from liemchinh.members.facts import PersonFacts
from liemchinh.members.models import Post, Term
from liemchinh.members.posting import Seat, take_post
from liemchinh.members.services import NewAct, register_person
from liemchinh.members.terms import TermFacts, record_term
from liemchinh.organisations.models import Version
from liemchinh.organisations.planning import After, Step
from liemchinh.organisations.queries import standing
from liemchinh.organisations.reorganisation import Decision, apply
from liemchinh.organisations.services import facts_of
from tests.world import KNOWN_FROM, REGISTERED, World


def posts(world: World, person: str) -> dict[str, Sequence[Any]]:
    """A post held in each branch by somebody registered there."""

    def at(place: str) -> int:
        who, number = world.people[place], world.places[place]
        found = Post.objects.filter(person_id=who, cancelled_by=None).first()
        if found is None:
            take_post(Seat(who, number, "secretary", clock.today()), actor=world.actor("console"))
            found = Post.objects.get(person_id=who, cancelled_by=None)
        return found.pk

    return {place: (at(place),) for place in REGISTERED}


def terms(world: World, person: str) -> dict[str, Sequence[Any]]:
    """A term of each place."""

    def at(number: int) -> int:
        found = Term.objects.filter(organisation_id=number, cancelled_by=None).first()
        if found is None:
            record_term(number, TermFacts(7, KNOWN_FROM), actor=world.actor("console"))
            found = Term.objects.get(organisation_id=number, cancelled_by=None)
        return found.pk

    return {place: (at(number),) for place, number in world.places.items()}


def awards(world: World, person: str) -> dict[str, Sequence[Any]]:
    """A badge decided for somebody of many years in each branch."""

    def at(place: str) -> int:
        number = world.places[place]
        found = Award.objects.filter(organisation_id=number, cancelled_by=None).first()
        if found is None:
            who = register_person(
                PersonFacts("Ngô Văn Xưa"), [NewAct("admitted", date(1996, 3, 1), number), NewAct("official", date(1997, 3, 1), number)],
                actor=world.actor("console"),
            )  # fmt: skip
            propose_awards(Occasion(date(2026, 5, 19), date(2026, 2, 3)), [(who, 30)], actor=world.actor("console"))
            keeper = world.actor("dung" if place.startswith("other") else "an")
            decide_awards([Award.objects.latest("pk").pk], "09-QĐ", clock.today(), actor=keeper)
            found = Award.objects.get(organisation_id=number, cancelled_by=None)
        return found.pk

    return {place: (at(place),) for place in REGISTERED}


def decisions(world: World, person: str) -> dict[str, Sequence[Any]]:
    """A reorganisation of each place: another code, nothing else. Made where it is asked for: each test takes it back."""

    def at(number: int) -> int:
        found = Version.objects.filter(organisation_id=number, code=f"R{number}", cancelled_by=None).first()
        if found is not None:
            return found.recorded_by
        facts = facts_of(standing(clock.today()).get(organisation_id=number))
        own, above = f"#{number}", f"#{facts.parent}" if facts.parent else ""
        row = After(own, above, replace(facts, code=f"R{number}"))
        decision = Decision("08-QĐ", clock.today(), [row], [Step(own, own, "rename", "")])
        return apply(decision, actor=world.actor("console"))[0]

    return {place: (at(number),) for place, number in world.places.items()}
