"""Administration and content exclude each other, per person, whatever number of accounts the person has."""

from collections.abc import Iterable

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.access.models import Account, RoleGrant
from liemchinh.access.roles import roles
from liemchinh.journal import clock
from regulations.answers import Refusal


def accounts_of(account: Account) -> QuerySet[Account]:
    """Every account of the same person, this one among them, in order of number."""
    mine = Q(pk=account.pk)
    if account.person_id is not None:
        mine |= Q(person_id=account.person_id)
    return Account.objects.filter(mine).order_by("pk")


def lock_person(account: Account) -> None:
    """Until the transaction ends nobody else changes what this person may do."""
    list(accounts_of(account).select_for_update())


def same_person(actor: Actor, account: Account) -> bool:
    """Is the account the actor's own, or another one of the same person?"""
    return actor.account_id == account.pk or (actor.person_id is not None and actor.person_id == account.person_id)


def roles_of(accounts: Iterable[Account]) -> set[str]:
    """The roles these accounts hold today or will hold by a grant already made."""
    held = RoleGrant.objects.filter(account__in=[account.pk for account in accounts], cancelled_by=None)
    today, told = clock.today(), held.values_list("role", "valid_to")
    return {role for role, until in told if until is None or until > today}


def exclusion_faults(held: Iterable[str]) -> list[Refusal]:
    """A refusal when these roles together both administer the installation and open content."""
    known = [roles()[code] for code in held]
    if any(role.administers for role in known) and any(role.has_content for role in known):
        message = _("Một người không vừa quản trị hệ thống vừa giữ vai trò về nội dung.")
        return [Refusal("access.exclusion", message, remedy=_("Thu vai trò kia trước, hoặc giao cho người khác."))]
    return []
