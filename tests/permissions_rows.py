"""How a line of the table of addresses is written: who may, on what, and what each method answers (tests/permissions.py)."""

import dis
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.world import PEOPLE, REACH, World

Form = Callable[[World, str, str], Mapping[str, Any]]
Objects = Mapping[str, Sequence[Any]]


def _no_form(world: World, place: str, person: str) -> Mapping[str, Any]:
    return {}


class Each(Mapping[str, Sequence[Any]]):
    """What addresses name in each of these places, made there when it is first asked for: daily a line is tried in two or three."""

    def __init__(self, places: Iterable[str], made: Callable[[str], Sequence[Any]]) -> None:
        self._places, self._make, self._made = sorted(places), made, dict[str, Sequence[Any]]()

    def __getitem__(self, place: str) -> Sequence[Any]:
        if place not in self._places:
            raise KeyError(place)
        if place not in self._made:
            self._made[place] = self._make(place)
        return self._made[place]

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def differ_by_person(build: Callable[[World, str], Objects]) -> bool:
    """Are these objects others for each who asks? Most take the person only because all are made by the same call."""
    code = build.__code__
    return any(step.argval == code.co_varnames[1] for step in dis.get_instructions(code))


def place_of(place: str) -> str:
    """Where an object is: people with an account stand under their own name."""
    return PEOPLE[place][2] if place in PEOPLE else place


@dataclass(frozen=True)
class Row:
    """One address: who may, on what, and what each method answers to them."""

    who: str
    of: str = ""
    query: str = ""
    get: int = 200
    post: int = 405
    else_: int = 404
    form: Form = _no_form
    public: bool = False
    nobody: Mapping[str, int] = field(default_factory=dict)

    def may(self, person: str, place: str) -> bool:
        """Is this person one of those who may, there?"""
        words = self.who.split()
        if f"{person}*" in words or (f"{person}!" in words and person == place):
            return True
        named = person in words or "everybody" in words
        return named and (place in {"", "own"} or place_of(place) in REACH[person])

    def expected(self, person: str, place: str, method: str) -> int:
        """The status the table promises."""
        answer = {"GET": self.get, "POST": self.post}.get(method, 405)
        if not person:
            return self.nobody.get(method, answer) if self.public else 302
        if answer == 405:
            return 405
        return answer if self.may(person, place) else self.else_


def page(who: str, **more: Any) -> Row:
    """A page that is looked at."""
    return Row(who, **more)


def act(who: str, post: int = 302, **more: Any) -> Row:
    """An act without a page of its own: POST alone."""
    return Row(who, get=405, post=post, **more)


def form(who: str, post: int = 422, **more: Any) -> Row:
    """A page with a form; posted empty it is refused."""
    return Row(who, post=post, **more)
