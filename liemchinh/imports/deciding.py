"""A person says who a waiting row is: the same as somebody in the register, somebody else, or nobody who is to be recorded."""

from dataclasses import dataclass
from typing import Literal

from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from liemchinh.access.actor import Actor
from liemchinh.imports.models import Run, WaitingRow
from liemchinh.imports.queries import candidates_of, waiting_visible_to
from liemchinh.imports.take_members import take_members
from liemchinh.imports.telling import row_of
from liemchinh.imports.verdicts import Verdict
from liemchinh.journal.services import NewEntry, record
from regulations.answers import Refusal, Refused

WORDS = {"same": _("cùng là một người"), "other": _("là người khác"), "left_out": _("bỏ dòng này")}
LEFT_OUT = "Người xem xét đã bỏ dòng này."


@dataclass(frozen=True, slots=True)
class Decision:
    """`what` is "same" (then `person` says who), "other" or "left_out"."""

    what: Literal["same", "other", "left_out"]
    person: int | None = None


@transaction.atomic
def decide(waiting_id: int, decision: Decision, *, actor: Actor) -> Verdict:
    """Records what was decided, in one entry beside those of the register, and the row waits no longer; gives its new verdict.

    Refuses: a row that does not wait (any more) in the actor's scope, a decision that is none of the three, a person who is not among the
    probable ones, and whatever the register refuses. Then the row goes on waiting.
    """
    waiting = (
        waiting_visible_to(actor)
        .select_for_update(of=("self",))
        .filter(id=waiting_id)
        .select_related("verdict__run")
        .first()
    )
    if waiting is None:
        raise Refused(
            [
                Refusal(
                    "not-waiting",
                    "Dòng này không còn chờ quyết định.",
                    remedy="Có thể một người khác đã quyết định rồi.",
                )
            ]
        )
    actor.require("imports.run", waiting.organisation_id)
    if decision.what not in WORDS:
        raise Refused([Refusal("decision", "Chưa chọn dòng này là ai.", remedy="Hãy chọn một trong ba cách.")])
    said = _left_out(waiting) if decision.what == "left_out" else _taken(waiting, decision, actor)
    data = {"run": waiting.verdict.run_id, "row": waiting.verdict.row, "choice": decision.what}
    record(
        [NewEntry("imports.decided", None, organisation=waiting.organisation_id, member=decision.person, data=data)],
        actor=actor,
    )
    _settle(waiting, said)
    return said


def _left_out(waiting: WaitingRow) -> Verdict:
    return Verdict(waiting.verdict.sheet, waiting.verdict.row, "rejected", "", LEFT_OUT)


def _taken(waiting: WaitingRow, decision: Decision, actor: Actor) -> Verdict:
    run: Run = waiting.verdict.run
    person = decision.person if decision.what == "same" else None
    if decision.what == "same" and person not in {candidate.person for candidate in candidates_of(waiting, actor)}:
        text = "Người được chọn không nằm trong những người có thể trùng."
        raise Refused([Refusal("not-a-candidate", text, remedy="Hãy xem lại danh sách rồi chọn lại.")])
    # The organisation is the one found when the row came in, whatever it is called by now.
    row = row_of(waiting.content)._replace(organisation_id="")
    said = take_members([row], source=run.source, into=waiting.organisation_id, actor=actor, decided={0: person})[0]
    if said.kind not in {"accepted", "unchanged"}:
        raise Refused(
            [
                Refusal(
                    "row-refused", said.reason, remedy="Hãy sửa trong hồ sơ, hoặc bỏ dòng này rồi nạp lại dòng đã sửa."
                )
            ]
        )
    return said


def _settle(waiting: WaitingRow, said: Verdict) -> None:
    verdict = waiting.verdict
    verdict.verdict, verdict.column, verdict.reason = said.kind, said.column[:100], said.kept_reason[:500]
    verdict.save(update_fields=["verdict", "column", "reason"])
    Run.objects.filter(id=verdict.run_id).update(**{"duplicate": F("duplicate") - 1, said.kind: F(said.kind) + 1})
    waiting.delete()
