"""What a branch does: register by its resolution, say whether it may be named in public, withdraw. A committee proposes upward."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.emulation.faults import faults_of_registering, moved_on, refusal
from liemchinh.emulation.given import Registering
from liemchinh.emulation.models import Registration
from liemchinh.emulation.queries import are_branches, decisions_on, live_registrations, unproposed_under
from liemchinh.emulation.words import KEEP, WITHDRAWALS
from liemchinh.journal import clock
from liemchinh.journal.bulk import insert_rows
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.reasons import faults_of_reason
from liemchinh.organisations.locking import lock_organisations
from liemchinh.organisations.queries import names
from liemchinh.reviews.periods import Period
from liemchinh.rulebook.current import charter
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused
from regulations.rules.emulation import is_model

COLUMNS = ("organisation_id", "model", "period", "ends_on", "number", "dated", "lies", "listed", "recorded_by")


def about(row: Registration) -> dict[str, Plain]:
    """What every entry says of the registration it is about."""
    return {"emulated_model": row.model, "emulated_period": row.period}


@transaction.atomic
def register_models(told: Sequence[Registering], *, actor: Actor) -> Sequence[int]:
    """Branches register, each for a model and period by its own resolution; gives the sequences, one for each.

    Refuses everything at once: what is no branch, is registered already, a model the rules of the day do not name, a resolution of after
    the period. Where the rules do not know the models, the list of this product is enough: registering binds nobody.
    """
    places = sorted({one.organisation for one in told})
    faults = actor.refusals_among(KEEP, places)
    if faults:
        raise Refused(dict.fromkeys(faults))
    lock_organisations(places)
    faults = [fault for one in told for fault in faults_of_registering(one)] or _faults_of_models(told)
    faults += _faults_of_places(told, places)
    if faults:
        raise Refused(dict.fromkeys(faults))
    entries = [
        NewEntry("emulation.registered", one.dated, one.organisation, data={
            "emulated_model": one.model, "emulated_period": one.period.code, "number": clean(one.number), "lies": one.lies,
            "listed": one.listed,
        }) for one in told
    ]  # fmt: skip
    sequences = record(entries, actor=actor)
    insert_rows(Registration, COLUMNS, [
        (one.organisation, one.model, one.period.code, one.period.last, clean(one.number), one.dated, one.lies, one.listed, sequence)
        for one, sequence in zip(told, sequences, strict=True)
    ])  # fmt: skip
    return sequences


def _faults_of_models(told: Sequence[Registering]) -> list[Refusal]:
    found = []
    for one in {(one.organisation, one.model, one.dated): one for one in told}.values():
        answer = is_model(charter(one.organisation).rulebook, one.model, on=one.dated)
        if answer.verdict == "no":
            remedy = _("Chọn mô hình mà quy định có nêu.")
            found.append(Refusal("emulation.model", answer.reason, str(answer.citation or ""), remedy))
    return found


def _faults_of_places(told: Sequence[Registering], places: Sequence[int]) -> list[Refusal]:
    called, found = names(places), []
    for place in set(places) - are_branches(places):
        said = _("%(name)s không phải là chi hội.") % {"name": called.get(place, "")}
        found.append(refusal("branch", said, _("Chọn một chi hội.")))
    there = set(
        live_registrations().filter(organisation_id__in=places).values_list("organisation_id", "model", "period")
    )
    wanted = Counter((one.organisation, one.model, one.period.code) for one in told)
    for key in [key for key, count in wanted.items() if key in there or count > 1]:
        said = _("%(name)s đã đăng ký mô hình này trong kỳ.") % {"name": called.get(key[0], "")}
        found.append(refusal("twice", said, _("Mở đăng ký đã có; ghi nhầm thì rút rồi đăng ký lại.")))
    return found


def _held(pk: int, verb: str, actor: Actor) -> Registration:
    """The registration, locked, after the actor was found to have the right there. Raises Refused."""
    row = live_registrations().filter(pk=pk).first()
    if row is None:
        actor.require_somewhere(verb)
        raise Refused([moved_on()])
    actor.require(verb, row.organisation_id)
    lock_organisations([row.organisation_id])
    return live_registrations().select_for_update().get(pk=pk)


@transaction.atomic
def withdraw_registration(pk: int, *, reason: str, actor: Actor) -> int:
    """A branch's registration does not stand any more; gives the sequence. Refuses one about which there is a decision."""
    row = _held(pk, KEEP, actor)
    faults = faults_of_reason(reason, WITHDRAWALS)
    if decisions_on([row.pk]):
        said = _("Đã có quyết định về đăng ký này.")
        faults.append(refusal("decided", said, _("Quyết định sau thì ghi ở “Thu hồi”.")))
    if faults:
        raise Refused(faults)
    entry = NewEntry(
        "emulation.withdrawn", clock.today(), row.organisation_id, cancels=row.recorded_by, data=about(row) | {"reason": reason}
    )  # fmt: skip
    sequence = record([entry], actor=actor)[0]
    Registration.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    return sequence


@transaction.atomic
def list_registration(pk: int, listed: bool, *, actor: Actor) -> int:
    """The branch agrees, or agrees no longer, to be named in the public list; gives the sequence of the entry that says so."""
    row = _held(pk, KEEP, actor)
    if row.listed == listed:
        return row.listed_by or row.recorded_by
    data = about(row) | {"registered": row.recorded_by, "listed": listed}
    sequence = record([NewEntry("emulation.listed", clock.today(), row.organisation_id, data=data)], actor=actor)[0]
    Registration.objects.filter(pk=row.pk).update(listed=listed, listed_by=sequence)
    return sequence


@transaction.atomic
def propose_models(
    proposer: int, model: str, period: Period, organisations: Sequence[int], *, actor: Actor
) -> Sequence[int]:
    """A committee proposes branches below it for a decision above; gives the sequences, one for each.

    Refuses a choice that is empty, and a branch that did not register or was proposed already.
    """
    places = sorted(set(organisations))
    actor.require("members.decide", proposer)
    lock_organisations([proposer, *places])
    rows = unproposed_under(proposer, model, period.code, places)
    if not places:
        raise Refused([refusal("nothing", _("Chưa chọn chi hội nào."), _("Đánh dấu những chi hội được đề nghị."))])
    if {row.organisation_id for row in rows} != set(places):
        raise Refused([moved_on()])
    sequences = record([_proposed(row, proposer) for row in rows], actor=actor)
    for row, sequence in zip(rows, sequences, strict=True):
        changed: dict[str, Any] = {"proposer_id": proposer, "proposed_by": sequence}
        Registration.objects.filter(pk=row.pk).update(**changed)
    return sequences


def _proposed(row: Registration, proposer: int) -> NewEntry:
    data = about(row) | {"registered": row.recorded_by, "proposer": proposer}
    return NewEntry("emulation.proposed", clock.today(), row.organisation_id, data=data)
