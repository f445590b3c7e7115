"""Which cases somebody is told nothing of, whatever their role: they withdrew, or it is about them or where they serve (guards 8, 14)."""

from django.db.models import Exists, OuterRef, Q

from liemchinh.access.actor import Actor
from liemchinh.access.exclusion import accounts_of
from liemchinh.access.held import live_grants
from liemchinh.access.models import Account
from liemchinh.casework.kinds import granted_kinds
from liemchinh.casework.models import Party, Recusal
from liemchinh.journal import clock
from liemchinh.organisations.models import Closure


def stands_apart(actor: Actor) -> Q:
    """The granted cases in which the actor can have no part, as a condition on cases; of the console all.

    The same cases for which `holders.faults_of_holder` names a withdrawal or a conflict, of any number of cases at once.
    """
    account = Account.objects.filter(pk=actor.account_id or 0).first()
    if account is None:
        return Q(pk__isnull=False)
    own = [one.pk for one in accounts_of(account)]
    parties = Party.objects.filter(cancelled_by=None)
    apart = Q(pk__in=Recusal.objects.filter(account__in=own, cancelled_by=None).values("case"))
    if account.person_id is not None:
        apart |= Q(pk__in=parties.filter(person=account.person_id).values("case"))
    return apart | Q(pk__in=parties.filter(_about_where_they_serve(own)).values("case"))


def _about_where_they_serve(own: list[int]) -> Q:
    today, acting = clock.today(), _acting()
    served = [one.organisation_id for one in live_grants(own) if one.organisation_id is not None]
    above = Closure.objects.filter(descendant_id__in=served, valid_from__lte=today, valid_to__gt=today)
    acts = Party.objects.filter(acting, case=OuterRef("case"), organisation=OuterRef("organisation"), cancelled_by=None)
    return ~acting & ~Q(Exists(acts)) & Q(organisation__in=above.values("ancestor_id"))


def _acting() -> Q:
    found = Q(pk__in=[])
    for kind in granted_kinds():
        found |= Q(case__kind=kind.code, role__in=list(kind.rights))
    return found
