"""What the services of this room share: a row held until the transaction ends, what an entry says of its round, refusals."""

from collections.abc import Mapping
from datetime import date

from django.utils.translation import gettext as _

from liemchinh.access.actor import Actor
from liemchinh.journal import clock
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry
from liemchinh.organisations.bearing import bearers
from liemchinh.organisations.locking import lock_organisations
from liemchinh.surveys.models import Part, Round
from liemchinh.surveys.words import KEEP, LEAD
from regulations.answers import Refusal, Refused


def refusal(code: str, told: str, remedy: str) -> Refusal:
    """One refusal of this room."""
    return Refusal(f"surveys.{code}", told, remedy=remedy)


def bearer_of(organisation: int) -> int:
    """Who carries what an organisation had to do: itself while it stands."""
    return bearers([organisation], clock.today()).get(organisation, organisation)


def held_part(part: int, actor: Actor) -> Part:
    """A branch in a round, held with its branch. Refused who does not keep that branch, and when there is no such part."""
    actor.require_somewhere(KEEP)
    row = Part.objects.filter(pk=part, cancelled_by=None).first()
    if row is None:
        raise Refused(
            [refusal("no-part", _("Không có chi hội này trong đợt khảo sát."), _("Hãy mở lại đợt khảo sát."))]
        )
    actor.require(KEEP, bearer_of(row.organisation_id))
    lock_organisations([row.organisation_id])
    return Part.objects.select_for_update(of=("self",)).select_related("round").get(pk=row.pk)


def held_round(round: int, actor: Actor) -> Round:
    """A round, held with its organisation. Refused who does not lead surveys there, and when there is no such round."""
    actor.require_somewhere(LEAD)
    row = Round.objects.filter(pk=round, cancelled_by=None).first()
    if row is None:
        raise Refused(
            [refusal("no-round", _("Không có đợt khảo sát này, hoặc đã hủy."), _("Hãy mở lại danh sách đợt."))]
        )
    actor.require(LEAD, bearer_of(row.organisation_id))
    lock_organisations([row.organisation_id])
    return Round.objects.select_for_update(of=("self",)).get(pk=row.pk)


def of_round(round: Round) -> dict[str, Plain]:
    """What every later entry says of the round it belongs to."""
    return {"round": round.recorded_by, "survey_period": round.period}


def entry_of(
    kind: str,
    part: Part,
    on: date,
    data: Mapping[str, Plain] | None = None,
    personal: Mapping[str, str] | None = None,
    cancels: int | None = None,
) -> NewEntry:
    """An act in a branch: it names the branch and the round; whoever it is about stands beside the chain."""
    return NewEntry(
        f"surveys.{kind}", on, part.organisation_id, cancels=cancels, data={**of_round(part.round), **(data or {})},
        personal=dict(personal or {}),
    )  # fmt: skip


def faults_open(round: Round) -> list[Refusal]:
    """The refusal of work in a round that was closed."""
    if round.closed_by is None:
        return []
    return [refusal("closed", _("Đợt khảo sát này đã kết thúc."), _("Chỉ xem được số liệu."))]
