"""The named people and the two trees they live in, built through the services. Tests ask for the fixture `world`.

    Đảng bộ tỉnh Bình An (province)            Đảng bộ tỉnh Hải Vân (other)
      Đảng bộ huyện Sông Thu (district)          Chi bộ Cửa Đại (other_branch)
        Đảng bộ xã Trà Mây (commune)
          Chi bộ ấp Gò Cát (branch)
          Chi bộ ấp Rạch Dừa (sibling)

An keeps the province, Nam the commune; Giang leads and Khoa inspects at the district; Chi is secretary of the branch and
inspects for it, Bình a member of it, Em a member of the sibling; Hiền screens at the commune and keeps who wrote its letters; Dũng keeps
the other tree. Quân
administers the installation, Hà audits the book, Lan has an account and no role. Oanh and Phượng are the second officers of An and Dũng.
"""

from collections.abc import Iterable, Sequence
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.test import Client

from liemchinh.access.actor import Actor, actor_for, on_behalf_of
from liemchinh.access.founding import found_administrator, found_officers
from liemchinh.access.granting import Offer, confirm_role, grant_role, propose_role
from liemchinh.access.models import Account, SignedIn
from liemchinh.access.recovery import start_recovery
from liemchinh.access.services import create_account, link_person
from liemchinh.journal import clock
from liemchinh.members.facts import PersonFacts
from liemchinh.members.models import Person
from liemchinh.members.services import Change, NewAct, record_changes, register_person
from liemchinh.organisations.services import Facts, Founding, found_organisations

KNOWN_FROM = date(2015, 1, 1)
CONSOLE = Actor.at_console("may-chu")
PASSWORD = "bốn từ không liên quan"

# Place → (name, kind, level, place above). No name is a part of another.
PLACES = {
    "province": ("Đảng bộ tỉnh Bình An", "đảng bộ tỉnh", "1", ""),
    "district": ("Đảng bộ huyện Sông Thu", "đảng bộ huyện", "2", "province"),
    "commune": ("Đảng bộ xã Trà Mây", "đảng bộ cơ sở", "3", "district"),
    "branch": ("Chi bộ ấp Gò Cát", "chi bộ trực thuộc", "4", "commune"),
    "sibling": ("Chi bộ ấp Rạch Dừa", "chi bộ trực thuộc", "4", "commune"),
    "other": ("Đảng bộ tỉnh Hải Vân", "đảng bộ tỉnh", "1", ""),
    "other_branch": ("Chi bộ Cửa Đại", "chi bộ cơ sở", "3", "other"),
}
# Somebody in the register of each branch who has no account.
REGISTERED = {"branch": "Thạch Vĩnh Phúc", "sibling": "Kim Sô Rây", "other_branch": "Lâm Quỳnh Giao"}
# Username → (name, role, place).
PEOPLE = {
    "an": ("Nguyễn Thị An", "organisation_officer", "province"),
    "oanh": ("Lê Kiều Oanh", "organisation_officer", "province"),
    "nam": ("Phan Hoài Nam", "organisation_officer", "commune"),
    "giang": ("Đỗ Trường Giang", "leader", "district"),
    "khoa": ("Vũ Đăng Khoa", "inspection_officer", "district"),
    "hien": ("Võ Thu Hiền", "screening_officer", "commune"),
    "chi": ("Hồ Lan Chi", "branch_secretary", "branch"),
    "binh": ("Trần Văn Bình", "member", "branch"),
    "em": ("Huỳnh Thị Em", "member", "sibling"),
    "dung": ("Mai Tiến Dũng", "organisation_officer", "other"),
    "phuong": ("Tạ Bích Phượng", "organisation_officer", "other"),
    "ha": ("Bùi Thu Hà", "auditor", ""),
    "quan": ("Đinh Minh Quân", "administrator", ""),
    "lan": ("Cao Thị Lan", "", ""),
}
# Where the role of each reaches, written down and not computed: the tree is what is tested.
_COMMUNE = frozenset({"commune", "branch", "sibling"})
REACH: dict[str, frozenset[str]] = {
    "an": _COMMUNE | {"province", "district"},
    "oanh": _COMMUNE | {"province", "district"},
    "nam": _COMMUNE,
    "giang": _COMMUNE | {"district"},
    "khoa": _COMMUNE | {"district"},
    "hien": _COMMUNE,
    "chi": frozenset({"branch"}),
    "binh": frozenset({"branch"}),
    "em": frozenset({"sibling"}),
    "dung": frozenset({"other", "other_branch"}),
    "phuong": frozenset({"other", "other_branch"}),
    "ha": frozenset(),
    "quan": frozenset(),
    "lan": frozenset(),
}


@dataclass
class World:
    """Ids of what stands in it, by the names used here."""

    places: dict[str, int] = field(default_factory=dict)
    people: dict[str, int] = field(default_factory=dict)
    uids: dict[str, Any] = field(default_factory=dict)
    accounts: dict[str, Account] = field(default_factory=dict)
    grants: dict[str, int] = field(default_factory=dict)
    proposals: dict[str, int] = field(default_factory=dict)
    sessions: dict[str, int] = field(default_factory=dict)
    cookies: dict[str, Any] = field(default_factory=dict)
    devices: dict[str, int] = field(default_factory=dict)

    def actor(self, name: str) -> Actor:
        """Somebody signed in with a second factor; "console"; or "console as an"."""
        if name == "console":
            return CONSOLE
        account = Account.objects.get(username=name.rpartition(" ")[2])
        return (
            on_behalf_of(account, by="may-chu")
            if name.startswith("console as ")
            else actor_for(account, second_factor=True)
        )

    def client(self, name: str) -> Client:
        """A browser in which the named person is signed in, with a second factor, just now; "" is nobody."""
        client = Client()
        if not name:
            return client
        own = SignedIn.objects.filter(account=self.accounts[name])
        if own.filter(pk=self.sessions.get(name), proved_at=clock.now(), second_factor="totp").exists():
            # The same browser once more: signing in again would open another session beside it.
            client.cookies = deepcopy(self.cookies[name])
        else:
            client.force_login(self.accounts[name])
            row = own.latest("pk")
            SignedIn.objects.filter(pk=row.pk).update(second_factor="totp")
            self.sessions[name], self.cookies[name] = row.pk, deepcopy(client.cookies)
        return client


def build() -> World:
    """The whole world, through the services, on the day the clock shows."""
    made = World()
    _organisations(made)
    _people(made)
    _accounts(made)
    _targets(made)
    return made


def _organisations(made: World) -> None:
    places = list(PLACES)
    foundings = [
        Founding(
            Facts(name, kind, KNOWN_FROM, level=level, code=f"X{place:02}"), places.index(above) if above else None
        )
        for place, (name, kind, level, above) in enumerate(PLACES.values())
    ]
    made.places = dict(zip(places, found_organisations(foundings, actor=CONSOLE), strict=True))


def official_in(organisation: int) -> list[NewAct]:
    """Admitted to an organisation in 2016, official a year later."""
    return [NewAct("admitted", date(2016, 5, 19), organisation), NewAct("official", date(2017, 5, 19), organisation)]


def register_together(told: Iterable[tuple[PersonFacts, Sequence[NewAct]]]) -> list[int]:
    """People with their acts, all in one append, as an import brings them; gives their ids."""
    outcomes = record_changes([Change(facts=facts, acts=acts) for facts, acts in told], actor=CONSOLE)
    assert not any(outcome.refusals for outcome in outcomes), outcomes
    return [outcome.person or 0 for outcome in outcomes]


def _people(made: World) -> None:
    for number, (place, name) in enumerate({**REGISTERED, "binh": PEOPLE["binh"][0], "em": PEOPLE["em"][0]}.items()):
        branch = made.places[PEOPLE[place][2] if place in PEOPLE else place]
        facts = PersonFacts(name, gender="nam", birth=f"197{number}", ethnicity="kinh", card_no=f"8400{number}")
        made.people[place] = register_person(facts, official_in(branch), actor=CONSOLE)
        made.uids[place] = Person.objects.get(pk=made.people[place]).uid


def _accounts(made: World) -> None:
    for username, (name, _role, place) in PEOPLE.items():
        home = made.places.get(place) or made.places["province"]
        made.accounts[username] = _account(username, name, home)
    officers = {"province": ("an", "oanh"), "other": ("dung", "phuong")}
    for place, pair in officers.items():
        found_officers(made.places[place], [made.accounts[name] for name in pair], decision="01-QĐ", actor=CONSOLE)
    found_administrator(made.accounts["quan"], decision="02-QĐ", actor=CONSOLE)
    an, oanh = made.actor("an"), made.actor("oanh")
    for username in ("nam", "giang", "khoa", "hien", "chi", "binh", "em", "ha"):
        role, place = PEOPLE[username][1:]
        offer = Offer(made.accounts[username], role, made.places.get(place), clock.today())
        if role in {"inspection_officer", "screening_officer"}:
            confirm_role(propose_role(offer, actor=an), actor=oanh)
        else:
            grant_role(offer, actor=an)
    inspects = Offer(made.accounts["chi"], "branch_inspector", made.places["branch"], clock.today())
    confirm_role(propose_role(inspects, actor=an), actor=oanh)
    keeps = Offer(made.accounts["hien"], "identity_keeper", made.places["commune"], clock.today())
    confirm_role(propose_role(keeps, actor=an), actor=oanh)
    for username in ("binh", "em"):
        link_person(made.accounts[username], person_id=made.people[username], actor=an)
        made.accounts[username].refresh_from_db()


def _account(username: str, name: str, home: int) -> Account:
    return create_account(actor=CONSOLE, username=username, display_name=name, organisation_id=home, password=PASSWORD)[
        0
    ]


def _targets(made: World) -> None:
    """In each place an account to act upon: it holds a role, is proposed for another, and its sign-in is being handed over."""
    for place, number in made.places.items():
        account = made.accounts[f"at-{place}"] = _account(f"at-{place}", f"Người ở {PLACES[place][0]}", number)
        officer = made.actor("phuong" if place.startswith("other") else "oanh")
        made.grants[place] = grant_role(Offer(account, "leader", number, clock.today()), actor=officer).pk
        made.proposals[place] = propose_role(
            Offer(account, "inspection_officer", number, clock.today()), actor=officer
        ).pk
        start_recovery(account, actor=officer)
