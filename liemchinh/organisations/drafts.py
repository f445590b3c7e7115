"""Reorganisations being prepared: kept for their author between reading the lists and deciding, applied, thrown away."""

from contextlib import suppress
from dataclasses import asdict, replace
from datetime import date, timedelta

from django.db import transaction
from django.db.models import QuerySet

from liemchinh.access.actor import Actor, actor_for
from liemchinh.access.models import Account
from liemchinh.jobs.registry import Progress
from liemchinh.journal import clock
from liemchinh.organisations.models import Draft
from liemchinh.organisations.planning import After, Step
from liemchinh.organisations.reorganisation import Decision, Preview, apply, preview
from liemchinh.organisations.services import Facts
from liemchinh.web.text import clean
from regulations.answers import Refused

KEPT = timedelta(days=30)
JOB = "organisations.reorganise"
# Beyond so many organisations and members it is done in the background.
LARGE = 5000


def drafts_of(actor: Actor) -> QuerySet[Draft]:
    """The actor's own drafts, newest first; nobody sees another's."""
    return Draft.objects.filter(account_id=actor.account_id or 0, made_at__gt=clock.now() - KEPT).order_by("-made_at")


@transaction.atomic
def save_draft(decision: Decision, *, actor: Actor) -> Draft:
    """Keeps a decision for its author. Refuses an actor who may not reorganise anywhere. Drafts older than thirty days go."""
    if not actor.may("organisations.reorganise") or actor.account_id is None:
        actor.require("organisations.reorganise")
    Draft.objects.filter(made_at__lt=clock.now() - KEPT).delete()
    return Draft.objects.create(
        account_id=actor.account_id, second_factor=actor.second_factor, made_at=clock.now(), text=clean(decision.text)[:300],
        on=decision.on, source=decision.source, after=[_plain(row) for row in decision.after],
        steps=[[step.source, step.target, step.kind, step.extent, step.row] for step in decision.steps],
    )  # fmt: skip


def decision_of(draft: Draft) -> Decision:
    """The decision as it was kept."""
    after = [After(row["external"], row["parent"], _facts(row["facts"]), row["row"]) for row in draft.after]
    steps = [Step(*values) for values in draft.steps]
    return Decision(draft.text, draft.on, after, steps, draft.source)


def preview_draft(draft: Draft, *, actor: Actor) -> Preview:
    """What it would do now."""
    return preview(decision_of(draft), actor=actor)


@transaction.atomic
def apply_draft(draft: Draft, *, actor: Actor) -> int:
    """Does it and throws the draft away; gives the entry's sequence. Raises Refused with every reason."""
    sequence, _seen = apply(decision_of(draft), actor=actor)
    draft.delete()
    return sequence


def throw_away(draft: Draft) -> None:
    """Deletes a draft; nothing else knew of it."""
    draft.delete()


def work(progress: Progress) -> None:
    """The job: applies a draft in its author's name. A draft that is gone was applied or thrown away; one that is refused stays."""
    draft = Draft.objects.filter(id=progress.reference_id).first()
    account = Account.objects.filter(id=draft.account_id).first() if draft else None
    if draft is not None and account is not None:
        with suppress(Refused):
            apply_draft(draft, actor=actor_for(account, second_factor=draft.second_factor))


def _plain(row: After) -> dict[str, object]:
    facts = asdict(replace(row.facts, valid_to=None)) | {"valid_from": row.facts.valid_from.isoformat()}
    return {"external": row.external, "parent": row.parent, "facts": facts, "row": row.row}


def _facts(told: dict[str, str]) -> Facts:
    return Facts(**{**told, "valid_from": date.fromisoformat(told["valid_from"])})  # type: ignore[arg-type]


def size_of(seen: Preview) -> int:
    """How much there is to write: organisations and members."""
    made = seen.plan
    return len(made.founds) + len(made.changes) + len(made.ends) + sum(seen.carried.values())
