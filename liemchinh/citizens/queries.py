"""What of citizens' reports can be seen before they are opened: office, day, how far. Everything starts from an actor."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.access.models import Account
from liemchinh.citizens.charting import able
from liemchinh.citizens.identities import custodian_key
from liemchinh.citizens.models import (
    Decision,
    Exchanged,
    IdentityRequest,
    Office,
    Publication,
    Recipient,
    Report,
    SlipBatch,
    Wrap,
)
from liemchinh.citizens.reading import READING
from liemchinh.citizens.times import destroyed_by, due_on
from liemchinh.citizens.words import ACCEPT, DECISIONS, GROUNDS, KEEP, KEYS, READ, READER, STANDS, VERB_OF
from liemchinh.envelopes.recipients import in_groups
from liemchinh.journal.models import Reading
from liemchinh.organisations.queries import names
from regulations.catalogue import catalogue


@dataclass(frozen=True, slots=True)
class ReportShown:
    """A report in a list: never what it says."""

    row: Report
    office: str
    state: str
    due_on: date | None
    destroyed_by: date | None
    is_read: bool
    decision: Decision | None


def reports_visible_to(actor: Actor) -> QuerySet[Report]:
    """Those sealed for a key of the actor that they may still use, the oldest open first."""
    if actor.account_id is None or not actor.may(READ):
        return Report.objects.none()
    keys = able(Recipient.objects.filter(account=actor.account_id, kind=READER, vouched_by__isnull=False))
    mine = Wrap.objects.filter(report=OuterRef("pk"), recipient__in=keys, recipient__organisation=OuterRef("level"))
    rows = Report.objects.filter(Exists(mine), destroyed_on=None).select_related("office")
    return rows.order_by("closed_on", "on", "pk")


def report_visible_to(actor: Actor, report: int) -> ReportShown | None:
    """One of them; None for anybody else."""
    return next(iter(shown(reports_visible_to(actor).filter(pk=report), actor)), None)


def shown(rows: Iterable[Report], actor: Actor) -> list[ReportShown]:
    """Reports as a list tells them."""
    listed = list(rows)
    called = names({row.office.organisation_id for row in listed})
    read = set(
        Reading.objects.filter(
            account_id=actor.account_id, object_kind=READING, object_id__in=[row.pk for row in listed]
        ).values_list("object_id", flat=True)
    )
    decided = {one.report_id: one for one in Decision.objects.filter(report__in=listed, cancelled_by=None)}
    return [
        ReportShown(
            row, called.get(row.office.organisation_id, ""), str(STANDS[row.state]), due_on(row), destroyed_by(row),
            row.pk in read, decided.get(row.pk),
        )
        for row in listed
    ]  # fmt: skip


def told_of(decision: Decision) -> dict[str, object]:
    """A decision in words: what, on which ground, which items, by whom."""
    items = catalogue()
    return {
        "what": DECISIONS[decision.kind],
        "ground": GROUNDS[decision.kind][decision.ground],
        "items": [items[code].text for code in decision.items.split() if code in items],
        "by": decision.stated_by.display_name,
        "second": decision.vouched_by.display_name if decision.vouched_by else "",
    }


def requests_of(actor: Actor, report: Report) -> list[IdentityRequest]:
    """What the actor asked about who reported, and whether it was given."""
    rows = IdentityRequest.objects.filter(report=report, recipient__account=actor.account_id, cancelled_by=None)
    return list(rows.order_by("pk"))


def requests_waiting_for(actor: Actor) -> list[IdentityRequest]:
    """What waits for the actor as custodian."""
    rows = IdentityRequest.objects.filter(
        cancelled_by=None, sealed=None, report__destroyed_on=None, report__custodian__account=actor.account_id or 0
    ).select_related("report", "recipient__account")  # fmt: skip
    return [row for row in rows.order_by("pk") if custodian_key(actor, row.report) is not None]


def given_to(actor: Actor, request: int) -> IdentityRequest | None:
    """An identity that was given to the actor."""
    rows = IdentityRequest.objects.filter(pk=request, recipient__account=actor.account_id or 0, cancelled_by=None)
    row = rows.filter(sealed__isnull=False).select_related("report").first()
    return row if row and reports_visible_to(actor).filter(pk=row.report_id).exists() else None


@dataclass(frozen=True, slots=True)
class KeyShown:
    """A key as everybody who reads there sees it: whose, its fingerprint, who stands behind it."""

    row: Recipient
    kind: str
    holder: str
    mark: str
    behind: tuple[str, ...]


def may_see_keys(actor: Actor, organisation: int) -> bool:
    """Whoever accepts keys there, holds one or could."""
    verbs = {*VERB_OF.values(), ACCEPT}
    return actor.account_id is not None and any(
        actor.covers(verb, organisation) and (verb == ACCEPT or organisation in actor.roots(verb)) for verb in verbs
    )


def keys_at(organisation: int) -> list[KeyShown]:
    """Every key in force or waiting at an organisation: who can open, told to all who can."""
    rows = Recipient.objects.filter(organisation=organisation, cancelled_by=None)
    rows = rows.select_related("account", "stated_by", "vouched_by").order_by("kind", "pk")
    return [
        KeyShown(
            row, str(KEYS[row.kind]), row.account.display_name, in_groups(row.mark),
            tuple(one.display_name for one in (row.stated_by, row.vouched_by) if one),
        )
        for row in rows
    ]  # fmt: skip


def key_at(key: int) -> Recipient | None:
    """A key that was not ended."""
    return Recipient.objects.filter(pk=key, cancelled_by=None).select_related("account").first()


def kinds_for(actor: Actor, organisation: int) -> dict[str, str]:
    """The kinds of key the actor could make there and has not."""
    there = set(
        Recipient.objects.filter(
            account=actor.account_id or 0, organisation=organisation, cancelled_by=None
        ).values_list("kind", flat=True)
    )
    return {
        kind: str(words)
        for kind, words in KEYS.items()
        if kind not in there and organisation in actor.roots(VERB_OF[kind])
    }


def keys_waiting_for(actor: Actor) -> list[Recipient]:
    """Keys that the actor may accept: neither their own nor one they accepted already."""
    if actor.account_id is None or not actor.may(ACCEPT):
        return []
    rows = Recipient.objects.filter(cancelled_by=None, vouched_by=None).exclude(account=actor.account_id)
    rows = rows.exclude(stated_by=actor.account_id).select_related("account").order_by("pk")
    return [row for row in rows[:200] if actor.covers(ACCEPT, row.organisation_id)]


def page_of(actor: Actor, organisation: int) -> Office | None:
    """The office's page for citizens, for whoever keeps it."""
    if not actor.covers(KEEP, organisation):
        return None
    return Office.objects.filter(organisation=organisation, cancelled_by=None).first()


def batches_of(office: Office) -> list[SlipBatch]:
    """Slips printed, newest first."""
    return list(SlipBatch.objects.filter(office=office).order_by("-number")[:30])


def publications_of(office: Office) -> list[Publication]:
    """What was published, newest first."""
    return list(Publication.objects.filter(office=office, cancelled_by=None).order_by("-last", "-first")[:12])


def exchange_state() -> Exchanged:
    """How far the exchange came."""
    return Exchanged.objects.first() or Exchanged()


def readers_named(report: Report) -> Mapping[int, str]:
    """Who can open a report: told to each of them."""
    rows = Account.objects.filter(pk__in=report.wraps.values("recipient__account"))
    return dict(rows.order_by("display_name").values_list("pk", "display_name"))
