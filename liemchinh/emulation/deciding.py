"""What a body's organ does: reward, commend or recognise many branches at once; vouch for a basis; revoke later; take back a mistake."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor, in_person
from liemchinh.emulation.appraisal import appraise
from liemchinh.emulation.faults import faults_of_days, faults_of_decision, faults_of_revocation, moved_on, refusal
from liemchinh.emulation.given import Decision, Revocation
from liemchinh.emulation.models import Recognition, Registration
from liemchinh.emulation.queries import STANDS, decided_by, registered_under, undecided_under, unvouched
from liemchinh.emulation.services import about
from liemchinh.emulation.words import CONDITIONS, EXCESS, MISTAKES, ORGANS, VERBS
from liemchinh.journal.bulk import insert_rows
from liemchinh.journal.models import Entry
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.reasons import faults_of_reason
from liemchinh.organisations.locking import lock_organisations
from liemchinh.organisations.queries import names
from liemchinh.reviews.periods import Period
from liemchinh.rulebook.current import charter
from liemchinh.web.text import clean
from regulations.answers import Answer, Refusal, Refused
from regulations.rulebook import Rulebook
from regulations.rules.emulation import is_model, required, within_quota

COLUMNS = (
    "registration_id", "body_id", "organ", "form", "number", "decided_on", "exceeded", "basis", "revoked_number", "cause",
    "recorded_by",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Weighed:
    """What speaks against a decision, what the rules do not know, and whether there are more than the share."""

    refusals: Sequence[Refusal]
    unknown: Sequence[Answer]
    exceeds: bool


@transaction.atomic
def decide_models(
    model: str, period: Period, organisations: Sequence[int], decision: Decision, *, actor: Actor
) -> Sequence[int]:
    """An organ of a body decides about many branches at once; gives the sequences, one for each.

    A branch that fails a condition two officers vouched for is refused; where the rules do not know, the organ says on which article and
    document it stands and a second officer vouches before it is in effect. More than the share needs a reason of the list. What the records
    do not say is never held against a branch. Refuses everything at once; no organisation decides about itself.
    """
    places = sorted(set(organisations))
    faults = faults_of_decision(decision)
    if decision.organ not in ORGANS:
        actor.require_somewhere(VERBS["committee"])
        raise Refused(faults)
    verb = VERBS[decision.organ]
    actor.require(verb, decision.body)
    outside = actor.refusals_among(verb, places)
    lock_organisations([decision.body, *places])
    rows = [] if outside else undecided_under(decision.body, decision.organ, model, period.code, places)
    faults += outside or _faults_of_choice(places, rows, decision.body)
    called = names(places)
    for row in rows:
        faults += faults_of_days(row.dated, decision.on, called.get(row.organisation_id, ""))
    weighed = _weigh(charter(decision.body).rulebook, model, period, rows, decision)
    faults += weighed.refusals
    if weighed.unknown and not clean(decision.basis):
        remedy = _("Ghi điều và văn bản làm căn cứ; một cán bộ thứ hai xác nhận thì có hiệu lực.")
        faults += [Refusal("emulation.unknown", one.reason, str(one.citation or ""), remedy) for one in weighed.unknown]
    if faults:
        raise Refused(dict.fromkeys(faults))
    return _write(rows, decision, weighed, actor)


def _faults_of_choice(places: Sequence[int], rows: Sequence[Registration], body: int) -> list[Refusal]:
    if not places:
        return [refusal("nothing", _("Chưa chọn chi hội nào."), _("Đánh dấu những chi hội có trong quyết định."))]
    if body in places:
        said = _("Không tổ chức nào tự quyết định cho mình.")
        return [refusal("own", said, _("Đề nghị cấp trên quyết định."))]
    return [moved_on()] if {row.organisation_id for row in rows} != set(places) else []


def _weigh(book: Rulebook, model: str, period: Period, rows: Sequence[Registration], decision: Decision) -> Weighed:
    """The model, each condition a branch fails, and the share: beside what the same organ decided before."""
    answers, refusals = ([is_model(book, model, on=decision.on)], []) if rows else ([], [])
    places = [row.organisation_id for row in rows]
    called = names(places)
    for place, checked in appraise(places, model, period, body=decision.body, on=decision.on).items():
        for one in checked:
            if one.answer.verdict != "no":
                continue
            asked = required(book, model, one.condition, on=decision.on)
            if asked.verdict == "yes":
                # Which, never how many: whoever decides for one organ may not read another's records.
                said = f"{called.get(place, '')}: {CONDITIONS[one.condition]}."
                remedy = _("Bỏ chi hội này khỏi quyết định, hoặc kiểm tra lại điều đã ghi.")
                refusals.append(Refusal("emulation.condition", said, str(asked.citation or ""), remedy))
            elif asked.verdict == "unknown":
                answers.append(asked)
    before = decided_by(decision.body, decision.organ, model, period.code)
    share = within_quota(
        book, before + len(rows) if rows else 0, registered_under(decision.body, model, period.code), on=decision.on
    )
    if share.verdict == "no" and decision.exceeded not in EXCESS:
        remedy = _("Bỏ bớt chi hội, hoặc chọn lý do vượt tỷ lệ trong danh sách.")
        refusals.append(Refusal("emulation.quota", share.reason, str(share.citation or ""), remedy))
    refusals += [
        Refusal("emulation.model", one.reason, str(one.citation or ""), _("Chọn mô hình mà quy định có nêu."))
        for one in answers if one.verdict == "no"
    ]  # fmt: skip
    unknown = dict.fromkeys(one for one in [*answers, share] if one.verdict == "unknown")
    return Weighed(refusals, list(unknown), share.verdict == "no")


def _write(rows: Sequence[Registration], decision: Decision, weighed: Weighed, actor: Actor) -> Sequence[int]:
    number, basis = clean(decision.number), clean(decision.basis) if weighed.unknown else ""
    exceeded = decision.exceeded if weighed.exceeds else ""
    told = {
        "body": decision.body, "deciding_organ": decision.organ, "emulation_form": decision.form, "number": number,
        "exceeded": exceeded, "basis": basis,
    }  # fmt: skip
    sequences = record(
        [
            NewEntry("emulation.decided", decision.on, row.organisation_id, data=about(row) | {"registered": row.recorded_by} | told)
            for row in rows
        ],
        actor=actor,
    )  # fmt: skip
    insert_rows(Recognition, COLUMNS, [
        (row.pk, decision.body, decision.organ, decision.form, number, decision.on, exceeded, basis, "", "", sequence)
        for row, sequence in zip(rows, sequences, strict=True)
    ])  # fmt: skip
    return sequences


@transaction.atomic
def vouch_for_models(pk: int, *, actor: Actor) -> int:
    """A second officer vouches for the basis of an organ's decision, given by any of its rows: all of it is in effect.

    Only what was recorded with the same number, day and basis is. Gives the last sequence. Refuses whoever recorded the decision, and one
    that waits for nobody.
    """
    shown = _held(pk, actor)
    account = in_person(actor)
    rows = list(
        unvouched().select_related("registration").order_by("pk").filter(
            body_id=shown.body_id, organ=shown.organ, number=shown.number, decided_on=shown.decided_on, basis=shown.basis,
        )
    )  # fmt: skip
    if not rows:
        said = _("Quyết định này không chờ ai xác nhận.")
        raise Refused([refusal("gone", said, _("Mở lại trang để xem danh sách mới."))])
    if Entry.objects.filter(sequence__in=[row.recorded_by for row in rows], account_id=account).exists():
        said = _("Người đã ghi quyết định không tự xác nhận căn cứ của mình.")
        raise Refused([refusal("same_officer", said, _("Nhờ một cán bộ thứ hai xác nhận."))])
    sequences = record([_later("emulation.vouched", row, {"number": row.number}) for row in rows], actor=actor)
    for row, sequence in zip(rows, sequences, strict=True):
        row.vouched_by = sequence
    Recognition.objects.bulk_update(rows, ["vouched_by"])
    return sequences[-1]


def _later(kind: str, row: Recognition, data: Mapping[str, str]) -> NewEntry:
    told = about(row.registration) | {"decided": row.recorded_by} | dict(data)
    return NewEntry(kind, row.decided_on, row.registration.organisation_id, data=told)


def _held(pk: int, actor: Actor) -> Recognition:
    row = Recognition.objects.filter(STANDS, pk=pk).select_related("registration").first()
    if row is None:
        actor.require_somewhere(VERBS["committee"])
        raise Refused([moved_on()])
    actor.require(VERBS[row.organ], row.body_id)
    lock_organisations([row.body_id, row.registration.organisation_id])
    return Recognition.objects.select_for_update(of=("self",)).select_related("registration").get(pk=pk)


@transaction.atomic
def revoke_model(pk: int, told: Revocation, *, actor: Actor) -> int:
    """A later decision of the same organ revokes one; gives the sequence. Until its day the branch stays known as recognised."""
    row = _held(pk, actor)
    faults = faults_of_revocation(row, told)
    if row.revoked_by is not None or row.cancelled_by is not None:
        faults.append(moved_on())
    if faults:
        raise Refused(faults)
    data = about(row.registration) | {"decided": row.recorded_by, "number": clean(told.number), "cause": told.cause}
    entry = NewEntry("emulation.revoked", told.on, row.registration.organisation_id, data=data)
    sequence = record([entry], actor=actor)[0]
    Recognition.objects.filter(pk=row.pk).update(
        revoked_by=sequence, revoked_on=told.on, revoked_number=clean(told.number), cause=told.cause
    )
    return sequence


@transaction.atomic
def take_back_model(pk: int, *, reason: str, actor: Actor) -> int:
    """A decision about one branch was recorded wrongly: the registration waits again. Gives the sequence."""
    row = _held(pk, actor)
    faults = faults_of_reason(reason, MISTAKES)
    if row.cancelled_by is not None:
        faults.append(moved_on())
    if faults:
        raise Refused(faults)
    entry = NewEntry(
        "emulation.taken_back", row.decided_on, row.registration.organisation_id, cancels=row.recorded_by,
        data=about(row.registration) | {"number": row.number, "reason": reason},
    )  # fmt: skip
    sequence = record([entry], actor=actor)[0]
    Recognition.objects.filter(pk=row.pk).update(cancelled_by=sequence)
    return sequence
