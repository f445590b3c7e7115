"""Who may do what through the services, whatever page or command calls them. A service without a line fails the test.

To add a service, add one line to SERVICES: `"room.module.name": Act("who may", lambda at: name(…, actor=at.actor))`.

* Those named may wherever their role reaches; `name*` everywhere; "console" is the machine, "console-an" the administrator on behalf of An.
  "everybody" with `of="own"`: oneself and nobody else.
* The call is made in each of `places` (all, if not said) and taken back. For those who may it must succeed; everybody else must be refused
  with nothing written in the book. `at.given` is what `ready` made beforehand at the console;
  where it finds what it made before, `stays=True` spares making it again.
* A function that takes an actor and is no service of its own stands in EXEMPT with the reason.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from liemchinh.access import devices, founding, granting, recovery, second_factors, services, sessions, totp
from liemchinh.access.granting import Offer
from liemchinh.access.models import Account, Device, Recovery, RoleGrant, RoleProposal, SignedIn
from liemchinh.journal import clock
from tests.world import PLACES, World

PEOPLE = ("an", "nam", "giang", "khoa", "hien", "chi", "binh", "em", "dung", "ha", "quan", "lan")
ACTORS = (*PEOPLE, "console", "console-an", "console-quan")
BRANCHES = ("branch", "sibling", "other_branch")
KEEPERS = "an nam dung"
NEW = "một mật khẩu khác hẳn"


@dataclass
class At:
    """One call: who, where, and what was made ready for it."""

    world: World
    actor: Any
    name: str
    place: str
    given: Any = None

    @property
    def number(self) -> int:
        """The organisation of the place."""
        return self.world.places[self.place]

    @property
    def target(self) -> Account:
        """The account to act upon: the one at the place, or one's own, or somebody else's."""
        names = {"own": self.name.rpartition("-")[2], "others": "an" if self.name == "lan" else "lan"}
        return self.world.accounts.get(names.get(self.place, f"at-{self.place}")) or self.world.accounts["lan"]

    @property
    def recovery(self) -> Recovery:
        """The sign-in being handed over at the place."""
        return Recovery.objects.get(account=self.target)

    def offer(self, role: str, account: Account | None = None) -> Offer:
        """A role at the place, for the account there."""
        return Offer(account or self.target, role, self.number, clock.today())


Call = Callable[[At], Any]


@dataclass(frozen=True)
class Act:
    """One service: who may, where it is tried, and how it is called."""

    who: str
    call: Call
    of: str = "place"
    places: tuple[str, ...] = tuple(PLACES)
    ready: Call | None = None
    each: bool = False  # `ready` is made anew for each actor: it is about them, or made by them
    stays: bool = (
        False  # what `ready` makes is found again by the lines after it, so it is made once and not taken back
    )
    above: bool = False  # the organisation above the place, if there is one, must be in reach too


def own(call: Call, who: str = "everybody", ready: Call | None = None) -> Act:
    """What one does about oneself."""
    return Act(who, call, "own", ("own", "others"), ready, each=True)


def _session(at: At) -> SignedIn:
    at.world.client(at.target.username)
    return SignedIn.objects.filter(account=at.target).latest("pk")


def _device(at: At) -> Device:
    actor = at.world.actor(at.target.username)
    devices.remember_device(at.target, "274961", signed_in=_session(at), label="x", actor=actor)
    return Device.objects.filter(account=at.target).latest("pk")


def _set_app(at: At) -> None:
    secret = totp.new_secret()
    second_factors.set_totp(at.target, secret, totp.pyotp.TOTP(secret).at(clock.now()), actor=at.actor)


def _new_account(at: At) -> None:
    services.create_account(actor=at.actor, username="moi.lap", display_name="Mới Lập", organisation_id=at.number)


def _unfounded(at: At) -> list[Account]:
    RoleGrant.objects.filter(role__in=["organisation_officer", "administrator"]).update(cancelled_by=1)
    return [at.world.accounts["lan"], at.world.accounts["at-other"]]


SERVICES: dict[str, Act] = {
    "access.services.create_account": Act("quan* console* console-quan*", _new_account),
    "access.services.place_account": Act(
        "quan* console* console-quan*",
        lambda at: services.place_account(at.target, organisation_id=at.number, actor=at.actor),
    ),
    "access.services.link_person": Act(
        KEEPERS,
        lambda at: services.link_person(at.target, person_id=at.world.people[at.place], actor=at.actor),
        places=BRANCHES,
    ),
    "access.services.close_account": Act(
        "quan* console* console-quan*", lambda at: services.close_account(at.target, actor=at.actor)
    ),
    "access.services.reopen_account": Act(
        "quan* console* console-quan*",
        lambda at: services.reopen_account(at.target, actor=at.actor),
        ready=lambda at: services.close_account(at.target, actor=at.world.actor("console")),
    ),
    "access.services.change_password": own(lambda at: services.change_password(at.target, new=NEW, actor=at.actor)),
    "access.services.set_preferences": own(
        lambda at: services.set_preferences(at.target, language="en", text_size="large", actor=at.actor)
    ),
    "access.sessions.end_session": own(lambda at: sessions.end_session(at.given, actor=at.actor), ready=_session),
    "access.devices.remember_device": own(
        lambda at: devices.remember_device(at.target, "274961", signed_in=at.given, label="x", actor=at.actor),
        ready=_session,
    ),
    "access.devices.forget_device": own(lambda at: devices.forget_device(at.given, actor=at.actor), ready=_device),
    "access.second_factors.set_totp": own(_set_app, "everybody console*"),
    "access.second_factors.issue_card": own(
        lambda at: second_factors.issue_card(at.target, actor=at.actor), "everybody console*"
    ),
    "access.second_factors.remove_factor": own(
        lambda at: second_factors.remove_factor(at.target, "totp", actor=at.actor),
        "everybody console*",
        ready=lambda at: _two_factors(at),
    ),
    "access.granting.grant_role": Act(
        KEEPERS, lambda at: granting.grant_role(at.offer("branch_secretary"), actor=at.actor)
    ),
    "access.granting.propose_role": Act(
        KEEPERS,
        lambda at: granting.propose_role(at.offer("inspection_officer", at.world.accounts["lan"]), actor=at.actor),
        places=tuple(PLACES),
    ),
    "access.granting.confirm_role": Act(KEEPERS, lambda at: granting.confirm_role(_proposal(at), actor=at.actor)),
    "access.granting.decline_role": Act(KEEPERS, lambda at: granting.decline_role(_proposal(at), actor=at.actor)),
    "access.granting.revoke_role": Act(
        KEEPERS, lambda at: granting.revoke_role(RoleGrant.objects.get(pk=at.world.grants[at.place]), actor=at.actor)
    ),
    "access.founding.found_officers": Act(
        "console*",
        lambda at: founding.found_officers(at.number, at.given, decision="09-QĐ", actor=at.actor),
        ready=_unfounded,
    ),
    "access.founding.found_administrator": Act(
        "console*",
        lambda at: founding.found_administrator(at.given[0], decision="09-QĐ", actor=at.actor),
        places=("province",),
        ready=_unfounded,
    ),
    "access.recovery.start_recovery": Act(
        f"{KEEPERS} quan*", lambda at: recovery.start_recovery(at.target, actor=at.actor)
    ),
    "access.recovery.confirm_recovery": Act(
        f"{KEEPERS} quan*", lambda at: recovery.confirm_recovery(at.recovery, actor=at.actor)
    ),
    "access.recovery.stop_recovery": Act(
        f"{KEEPERS} quan*", lambda at: recovery.stop_recovery(at.recovery, actor=at.actor)
    ),
}


def _two_factors(at: At) -> None:
    console, secret = at.world.actor("console"), totp.new_secret()
    second_factors.issue_card(at.target, actor=console)
    with clock.at(clock.now() - timedelta(minutes=5)):
        second_factors.set_totp(at.target, secret, totp.pyotp.TOTP(secret).at(clock.now()), actor=console)


def _proposal(at: At) -> RoleProposal:
    return RoleProposal.objects.get(pk=at.world.proposals[at.place])


_ASKS = "asks only, writes nothing; the services that use it are tried here"
EXEMPT: dict[str, str] = {
    "access.granting.offer_faults": _ASKS,
    "access.granting.confirmation_faults": _ASKS,
    "access.recovery.recovery_faults": _ASKS,
    "access.recovery.confirmation_faults": _ASKS,
    "access.recovery.open_for_new_account": "a step of create_account, inside its transaction",
    "access.passkeys.set_passkey": "needs the answer of an authenticator: access/tests/test_passkeys.py",
    "journal.services.record": "the step of every service after it authorised; it writes what it is given",
    "journal.services.erase_personal": "a step of services that authorised before it",
}
