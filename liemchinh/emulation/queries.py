"""What is recorded of models: registrations and decisions, for whoever keeps the branch, decides about it or inspects there."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.emulation.models import Recognition, Registration
from liemchinh.emulation.words import KEEP, ORGANS, VERBS
from liemchinh.journal import clock
from liemchinh.organisations.bearing import bearers
from liemchinh.organisations.categories import BRANCHES
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import names, standing, subtree

READING = (KEEP, *VERBS.values())
# So many branches are offered for one proposal or decision at once.
MOST = 300
# What makes a decision one: whose, of which model, what, number and day.
DECISION = ("body_id", "organ", "registration__model", "form", "number", "decided_on")
STANDS = Q(cancelled_by=None, revoked_by=None)
IN_EFFECT = STANDS & (Q(basis="") | Q(vouched_by__isnull=False))


def may_see(actor: Actor, organisation: int) -> bool:
    """Does the actor keep this organisation, decide about it, or inspect there?"""
    return any(actor.covers(verb, organisation) for verb in READING)


def organs_of(actor: Actor, body: int) -> list[str]:
    """For which organs of a body the actor records decisions."""
    return [organ for organ in ORGANS if actor.covers(VERBS[organ], body)]


def are_branches(organisations: Collection[int]) -> frozenset[int]:
    """Those of `organisations` that are, or last were, branches."""
    rows = Version.objects.filter(cancelled_by=None, organisation_id__in=organisations).order_by("valid_from")
    last = dict(rows.values_list("organisation_id", "category"))
    return frozenset(number for number, category in last.items() if category in BRANCHES)


def places_above(organisations: Collection[int]) -> Mapping[int, str]:
    """The name of what each stands, or last stood, directly under: many branches of a province are called alike."""
    rows = Version.objects.filter(cancelled_by=None, organisation_id__in=organisations, parent__isnull=False)
    above = dict(rows.order_by("valid_from").values_list("organisation_id", "parent_id"))
    called = names(set(above.values()))
    return {number: called.get(parent, "") for number, parent in above.items()}


def live_registrations() -> QuerySet[Registration]:
    """What stands. For services, and after the organisation was found to be the actor's."""
    return Registration.objects.filter(cancelled_by=None)


def registration_visible_to(actor: Actor, pk: int) -> Registration | None:
    """A registration that stands, for whoever may see it."""
    row = live_registrations().filter(pk=pk).first()
    return row if row is not None and may_see(actor, row.organisation_id) else None


def carried_by(organisation: int, among: QuerySet[Any, Any]) -> list[int]:
    """The organisation, and those of `among` (ids) that ended and whose work it carries today."""
    today = clock.today()
    ended = subtree([organisation], today).filter(descendant_id__in=among)
    ended = ended.exclude(descendant_id__in=standing(today).values("organisation_id"))
    return [organisation, *(one for one, bearer in bearers(ended, today).items() if bearer == organisation != one)]


def bodies_of(body: int) -> list[int]:
    """A body, and those that ended and whose decisions are its own today."""
    return carried_by(body, Recognition.objects.values("body_id"))


def own_registrations(organisation: int, period: str | None = None) -> list[Registration]:
    """What an organisation registered, and what it carries for those that ended in it. Newest period first."""
    found = live_registrations()
    found = found.filter(organisation_id__in=carried_by(organisation, found.values("organisation_id")))
    if period is not None:
        found = found.filter(period=period)
    return list(found.order_by("-ends_on", "model", "pk"))


def registered_periods(organisation: int) -> list[str]:
    """For which years and terms branches under an organisation registered. Call after it was found to be the actor's."""
    rows = live_registrations().filter(organisation_id__in=subtree([organisation]))
    return list(rows.order_by("period").values_list("period", flat=True).distinct())


def registered_in(branches: Collection[int], period: str) -> list[Registration]:
    """What these branches registered in a period, or carry for those that ended. Call after they were found to be the actor's."""
    return list(live_registrations().filter(organisation_id__in=subtree(branches), period=period)) if branches else []


def decisions_on(registrations: Collection[int]) -> Mapping[int, list[Recognition]]:
    """All decisions about them that were not recorded wrongly, revoked ones too, in order."""
    found: dict[int, list[Recognition]] = {}
    rows = Recognition.objects.filter(registration_id__in=registrations, cancelled_by=None)
    for row in rows.order_by("decided_on", "pk"):
        found.setdefault(row.registration_id, []).append(row)
    return found


def undecided_under(
    body: int, organ: str, model: str, period: str, among: Collection[int] | None = None
) -> list[Registration]:
    """Registrations under a body about which this organ of it has decided nothing; those proposed first, at most MOST without `among`.

    Call after the body was found to be the actor's to decide for.
    """
    decided = Recognition.objects.filter(
        STANDS, registration_id=OuterRef("pk"), body_id__in=bodies_of(body), organ=organ
    )
    found = live_registrations().filter(model=model, period=period, organisation_id__in=subtree([body]))
    found = found.exclude(organisation_id=body).filter(~Exists(decided))
    if among is not None:
        return list(found.filter(organisation_id__in=among).order_by("pk"))
    return list(found.order_by("proposed_by", "pk")[:MOST])


def unproposed_under(body: int, model: str, period: str, among: Collection[int] | None = None) -> list[Registration]:
    """Registrations under a body that nobody proposed yet."""
    found = live_registrations().filter(model=model, period=period, organisation_id__in=subtree([body]), proposer=None)
    if among is not None:
        return list(found.filter(organisation_id__in=among).order_by("pk"))
    return list(found.order_by("pk")[:MOST])


def decided_by(body: int, organ: str, model: str, period: str) -> int:
    """How many branches an organ of a body decided about, in effect or waiting for a second officer."""
    rows = Recognition.objects.filter(
        STANDS, body_id__in=bodies_of(body), organ=organ, registration__model=model, registration__period=period
    )
    return rows.count()


def registered_under(body: int, model: str, period: str) -> int:
    """How many branches under a body registered for a model."""
    return live_registrations().filter(model=model, period=period, organisation_id__in=subtree([body])).count()


def unvouched() -> QuerySet[Recognition]:
    """Decisions that wait for a second officer. For services, and after their bodies were found to be the actor's."""
    return Recognition.objects.filter(STANDS, vouched_by=None).exclude(basis="")


def decision_visible_to(actor: Actor, pk: int) -> Recognition | None:
    """A decision that stands, for whoever records for the organ that made it."""
    row = Recognition.objects.filter(STANDS, pk=pk).select_related("registration").first()
    return row if row is not None and actor.covers(VERBS[row.organ], row.body_id) else None


def public_recognitions(year: int) -> QuerySet[Recognition]:
    """For everybody, without signing in: decisions of a year in effect about branches that agreed to be named. Never about people."""
    rows = Recognition.objects.filter(IN_EFFECT, decided_on__year=year, registration__listed=True)
    return rows.filter(registration__cancelled_by=None).select_related("registration")


def public_counts(year: int) -> Mapping[Sequence[Any], int]:
    """How many branches of the public list of a year each decision is about, by what `DECISION` names."""
    rows = public_recognitions(year).values_list(*DECISION).annotate(n=Count("pk")).order_by(*DECISION)
    return {tuple(decision): count for *decision, count in rows}


def public_years() -> list[int]:
    """The years of which there is something in the public list, newest first."""
    rows = Recognition.objects.filter(IN_EFFECT, registration__listed=True, registration__cancelled_by=None)
    return [day.year for day in rows.dates("decided_on", "year", order="DESC")]
