"""A kind of case of the tests' own that opens by grant: the district inspects, the person concerned answers, the district concludes.

`with registered():` it stands beside the kinds of the house. Thu and Đức are inspection officers of the district beside Khoa.
"""

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from django.conf import settings
from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.access.granting import Offer, confirm_role, propose_role
from liemchinh.access.models import Account
from liemchinh.access.services import create_account
from liemchinh.casework import concern, kinds
from liemchinh.casework.concern import Card, Concern
from liemchinh.casework.events import STEP_DATA
from liemchinh.casework.kinds import CaseKind, Told
from liemchinh.casework.models import Case
from liemchinh.casework.statement_words import EXPLANATION
from liemchinh.casework.steps import Taken, Who, open_case
from liemchinh.journal import clock, registry
from liemchinh.journal.registry import EventKind
from regulations.charter import open_charter
from regulations.procedure_files import open_procedures
from regulations.procedures import Procedure
from tests.world import CONSOLE, PASSWORD, World, build

KIND, VERB, ON = "tests", "inspection.keep", date(2026, 2, 2)
STEPS = (
    ("opened", "body", "", ""),
    ("answered", "member", "opened", "optional = true"),
    ("concluded", "body", "opened", 'within = "admission.ceremony_within"\ncounted_from = "opened"'),
    ("delivered", "body", "concluded", ""),
)
ROLES = (("body", "Cơ quan kiểm tra", False), ("member", "Người có liên quan", False), ("subject", "Đối tượng", True))
MORE = {"thu": "Ngô Minh Thu", "duc": "Hà Công Đức"}


@cache
def procedure() -> Procedure:
    """The steps and roles of the kind."""
    text = f'code = "{KIND}"\ntitle = "Việc thử mở theo quyền"\n'
    for code, role, after, more in STEPS:
        text += (
            f'[[step]]\ncode = "{code}"\ntitle = "Bước {code}"\ngloss = "{code}"\nrole = "{role}"\nafter = {[after] if after else []}\n'
            f'{more}\nvalid_from = 2011-01-19\ncitation = {{ document = "Văn bản" }}\nconfidence = "HIGH"\nchecked_on = 2026-11-20\n'
        )
    for code, title, many in ROLES:
        text += f'[[role]]\ncode = "{code}"\ntitle = "{title}"\nmany = {str(many).lower()}\n'
    with TemporaryDirectory() as folder:
        Path(folder, "tests.toml").write_text(text, encoding="utf-8")
        return open_procedures(Path(folder), open_charter(settings.CHARTER).rulebook)[KIND]


@dataclass(frozen=True, slots=True)
class TriedKind(CaseKind):
    """A kind whose procedure stands here and in no charter."""

    @property
    def procedure(self) -> Procedure:
        """The steps above."""
        return procedure()


def tell(cases: Iterable[int]) -> Mapping[int, Told]:
    """Called by its number."""
    return {case: Told(f"Vụ thử {case}", f"/vu-thu/{case}") for case in cases}


# What it says to whom it is about, from its first step on.
CONCERN = Concern(
    frozenset({"member", "subject"}),
    lambda case, person: ON,
    lambda case, person: [Card("Việc thử", [("Nội dung", "Điều được xem xét")])],
    meets={EXPLANATION: lambda on, kept_at: Taken("answered", on)},
)


@contextmanager
def told_to_them() -> Iterator[None]:
    """Within it the kind, which stands beside already, shows its cases to the people they are about."""
    kept = concern._concerns
    concern._concerns = {**kept, KIND: CONCERN}
    try:
        yield
    finally:
        concern._concerns = kept


def stand_beside(*, granted: bool = True) -> None:
    """From now on the kind is there, for as long as the process lasts: for the tables whose pages are asked later."""
    kinds.register_kind(TriedKind(KIND, {"body": VERB}, tell, granted=granted))
    for code, *_rest in STEPS:
        registry.register(EventKind(f"{KIND}.{code}", f"Bước {code}", label=f"Bước thử {code}", data=STEP_DATA))


@contextmanager
def registered(*, granted: bool = True) -> Iterator[None]:
    """The kind stands beside those of the house; with `granted=False` it is the weak variant: whoever has the right sees every case."""
    kept_kinds, kept_events = kinds._kinds, registry._kinds
    kinds._kinds = {code: kind for code, kind in kept_kinds.items() if code != KIND}
    registry._kinds = {code: kind for code, kind in kept_events.items() if not code.startswith(f"{KIND}.")}
    try:
        stand_beside(granted=granted)
        yield
    finally:
        kinds._kinds, registry._kinds = kept_kinds, kept_events


def open_one(
    world: World, *, about: str = "binh", by: str = "khoa", at: str = "district", more: Iterable[Who] = ()
) -> Case:
    """A case of the district about somebody of the branch, opened by Khoa."""
    parties = [Who("body", world.places[at]), Who("member", person=world.people[about]), *more]
    with transaction.atomic():
        return open_case(KIND, parties, Taken("opened", ON), actor=world.actor(by))


def more_officers(world: World) -> tuple[Actor, Actor]:
    """Thu and Đức, who hold the same role as Khoa at the district, given by An and Oanh."""
    for username, name in MORE.items():
        there = Account.objects.filter(username=username).first()
        world.accounts[username] = there or officer(world, username, name, "district")
    return world.actor("thu"), world.actor("duc")


def with_more_officers() -> World:
    """The world with both of them."""
    made = build()
    more_officers(made)
    return made


def officer(world: World, username: str, name: str, place: str) -> Account:
    """Somebody new with the role of an inspection officer at a place."""
    number = world.places[place]
    account = create_account(
        actor=CONSOLE, username=username, display_name=name, organisation_id=number, password=PASSWORD
    )[0]
    offer = Offer(account, "inspection_officer", number, clock.today())
    first, second = ("dung", "phuong") if place.startswith("other") else ("an", "oanh")
    confirm_role(propose_role(offer, actor=world.actor(first)), actor=world.actor(second))
    return account
