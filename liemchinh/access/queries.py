"""What can be seen of accounts and roles."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Q, QuerySet

from liemchinh.access import scope
from liemchinh.access.actor import Actor
from liemchinh.access.models import Account, Device, Passkey, Recovery, RoleGrant, RoleProposal, SignedIn
from liemchinh.access.roles import Role, roles
from liemchinh.access.verbs import VERBS
from liemchinh.journal import clock
from liemchinh.journal.names import names_of
from liemchinh.web.text import fold


def _alive(prefix: str = "") -> Q:
    today = clock.today()
    until = Q(**{f"{prefix}valid_to__isnull": True}) | Q(**{f"{prefix}valid_to__gt": today})
    return until & Q(**{f"{prefix}cancelled_by__isnull": True})


def _everybody(actor: Actor) -> bool:
    return actor.may("accounts.manage")


def accounts_visible_to(actor: Actor) -> QuerySet[Account]:
    """The administrator sees every account; an officer those that belong, or hold a role, inside their scope; everybody their own."""
    if _everybody(actor):
        return Account.objects.all()
    mine = Account.objects.filter(pk=actor.account_id) if actor.account_id else Account.objects.none()
    roots = actor.roots("roles.grant")
    if not roots:
        return mine
    inside = scope.inside(roots)
    holders = RoleGrant.objects.filter(_alive(), organisation_id__in=inside).values("account_id")
    return Account.objects.filter(Q(organisation_id__in=inside) | Q(pk__in=holders) | Q(pk=actor.account_id))


def grants_visible_to(actor: Actor) -> QuerySet[RoleGrant]:
    """Role grants not yet over: an officer's scope, one's own, or all for the administrator (who can change none)."""
    alive = (
        RoleGrant.objects.filter(_alive())
        .select_related("account", "granted_by", "second_granter")
        .order_by("account", "pk")
    )
    if _everybody(actor):
        return alive
    return alive.filter(
        Q(organisation_id__in=scope.inside(actor.roots("roles.grant"))) | Q(account_id=actor.account_id)
    )


def proposals_visible_to(actor: Actor) -> QuerySet[RoleProposal]:
    """Roles proposed and waiting for a second officer, inside the actor's scope."""
    waiting = RoleProposal.objects.select_related("account", "proposed_by").order_by("pk")
    roots = actor.roots("roles.grant_case")
    if not roots:
        return waiting.none()
    inside, of_installation = Q(organisation_id__in=scope.inside(roots)), Q(organisation_id=None)
    if waiting.filter(of_installation).exists() and any(scope.within(roots, top) for top in scope.tops() or roots):
        inside |= of_installation
    return waiting.filter(inside)


def recoveries_visible_to(actor: Actor) -> QuerySet[Recovery]:
    """Sign-ins being given back or handed over, of accounts the actor sees and may vouch for, or their own."""
    under_way = Recovery.objects.select_related("account", "started_by", "confirmed_by").filter(ends_at__gt=clock.now())
    if not actor.may("accounts.recover"):
        return under_way.filter(account=actor.account_id)
    return under_way.filter(account__in=accounts_visible_to(actor))


def sessions_of(actor: Actor) -> QuerySet[SignedIn]:
    """One's own open sessions, newest first."""
    return SignedIn.objects.filter(account=actor.account_id).order_by("-seen_at", "-pk")


def devices_of(actor: Actor) -> QuerySet[Device]:
    """One's own remembered devices."""
    return Device.objects.filter(account=actor.account_id, ends_at__gt=clock.now()).order_by("-used_at", "-pk")


def passkeys_of(actor: Actor) -> QuerySet[Passkey]:
    """One's own passkeys."""
    return Passkey.objects.filter(account=actor.account_id).order_by("pk")


@dataclass(frozen=True, slots=True)
class Held:
    """A role grant as a page shows it."""

    grant: RoleGrant
    role: Role
    organisation: str
    allows: tuple[str, ...]


def held(grants: Iterable[RoleGrant]) -> list[Held]:
    """Grants with the names of role, organisation and verbs; grants of a role no longer offered are left out."""
    found = [grant for grant in grants if grant.role in roles()]
    names = names_of("organisation", [grant.organisation_id for grant in found])
    return [
        Held(grant, roles()[grant.role], names.get(grant.organisation_id or 0, ""), allows(grant.role))
        for grant in found
    ]


@dataclass(frozen=True, slots=True)
class Listed:
    """An account as the list shows it."""

    account: Account
    organisation: str
    roles: tuple[str, ...]


def found_accounts(actor: Actor, query: str) -> QuerySet[Account]:
    """The visible accounts whose username or name holds every word of the query, whatever its tones and letter case."""
    found = accounts_visible_to(actor)
    for word in fold(query[:100]).split():
        found = found.filter(search_key__contains=word)
    return found.order_by("username")


def listed(actor: Actor, accounts: Iterable[Account]) -> list[Listed]:
    """Accounts with the names of their organisation and of the roles the reader may know of."""
    shown = list(accounts)
    names = names_of("organisation", [account.organisation_id for account in shown])
    by_account: dict[int, list[str]] = {}
    for each in held(grants_visible_to(actor).filter(account__in=shown)):
        words = f"{each.role.name}, {each.organisation}" if each.organisation else each.role.name
        by_account.setdefault(each.grant.account_id, []).append(words)
    return [
        Listed(account, names.get(account.organisation_id or 0, ""), tuple(by_account.get(account.pk, ())))
        for account in shown
    ]


@dataclass(frozen=True, slots=True)
class Proposed:
    """A proposal as a page shows it."""

    proposal: RoleProposal
    role: str
    organisation: str


def proposed(proposals: Iterable[RoleProposal]) -> list[Proposed]:
    """Proposals with the names of role and organisation."""
    found = [proposal for proposal in proposals if proposal.role in roles()]
    names = names_of("organisation", [proposal.organisation_id for proposal in found])
    return [Proposed(each, roles()[each.role].name, names.get(each.organisation_id or 0, "")) for each in found]


def allows(role: str) -> tuple[str, ...]:
    """What a role allows, in words, in the order of the closed list."""
    return tuple(str(label) for verb, label in VERBS.items() if verb in roles()[role].verbs)


def held_in(verb: str) -> QuerySet[RoleGrant, Any]:
    """Where somebody holds the verb today by a role of that very organisation (to stand behind `__in`); roles above do not count."""
    able = [role.code for role in roles().values() if verb in role.verbs]
    held = RoleGrant.objects.filter(
        _alive(), role__in=able, organisation_id__isnull=False, valid_from__lte=clock.today()
    )
    return held.filter(account__is_active=True).values("organisation_id")
