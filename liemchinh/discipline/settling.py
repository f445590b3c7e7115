"""What became of a sanction elsewhere: another body upheld, changed or annulled it; the file, and where it must the register, follow."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from liemchinh.access.actor import Actor
from liemchinh.casework.locking import hold_case
from liemchinh.casework.models import Case
from liemchinh.discipline import asking
from liemchinh.discipline.bodies import body_of
from liemchinh.discipline.kept import SET_ASIDE, keep_sanction, sanction_of
from liemchinh.discipline.models import LONGEST_ISSUER, LONGEST_NUMBER, Sanction
from liemchinh.discipline.taking import require_grant
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.applying import apply_changes
from liemchinh.members.changes import Change, NewAct
from liemchinh.members.days import faults_of_day
from liemchinh.members.queries import last_places
from liemchinh.members.reasons import Words
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused
from regulations.rules import lapse

UPHELD, CHANGED, ANNULLED = "upheld", "changed", "annulled"
OUTCOMES: Mapping[str, Words] = {
    UPHELD: _("Giữ nguyên quyết định"),
    CHANGED: _("Thay đổi hình thức"),
    ANNULLED: _("Hủy quyết định kỷ luật"),
}


@dataclass(frozen=True, slots=True)
class Ruling:
    """A decision of another body about a sanction: its outcome, the form it puts in its place, number, day, issuer, when announced."""

    outcome: str
    number: str
    dated: date
    issuer: str
    announced_on: date
    form: str = ""


@transaction.atomic
def settle_sanction(case: Case, told: Ruling, *, actor: Actor) -> int:
    """Records what another body decided about the sanction of a case, also after the case has ended; gives the entry.

    Who was expelled and is expelled no longer is a member again from the announcement on. Posts that ended stay ended until somebody is
    given one. Refuses, all at once: whoever does not hold the case, a sanction that is not there or annulled already, a day to come, what
    is not on its list, a changed form the charter does not have for the subject or that stands already, no number or issuer.
    """
    require_grant(case, actor)
    held = hold_case(case.pk)
    row = sanction_of(held)
    if row is None or row.set_aside == ANNULLED:
        raise Refused([Refusal("no-sanction", "Không có quyết định kỷ luật nào còn đứng.", remedy="Hãy mở lại trang.")])
    if faults := _faults(held, row, told):
        raise Refused(faults)
    form = told.form if told.outcome == CHANGED else row.form
    entry = NewEntry(
        SET_ASIDE, told.announced_on, organisation=body_of(held), case=held.pk, data=_data(held, told, form)
    )
    sequence = record([entry], actor=actor)[0]
    was_expelled = row.form == "expulsion" and row.effective_on is not None and row.person_id is not None
    keep_sanction(held)
    if was_expelled and (told.outcome == ANNULLED or form != "expulsion"):
        _restore(row, told.announced_on, actor)
    return sequence


def _faults(case: Case, row: Sanction, told: Ruling) -> list[Refusal]:
    found = faults_of_day(told.announced_on, "Quyết định giải quyết khiếu nại")
    if told.outcome not in OUTCOMES:
        found.append(Refusal("outcome", "Kết quả này không có trong danh sách.", remedy="Hãy chọn trong danh sách."))
    if told.dated > told.announced_on or told.dated < row.decided_on:
        said = "Ngày của quyết định này không khớp với ngày công bố, hoặc trước quyết định kỷ luật."
        found.append(Refusal("dated", said, remedy="Hãy xem lại các ngày."))
    if told.outcome == CHANGED and (told.form == row.form or told.form not in asking.forms_for(case, told.dated)):
        said = "Chưa chọn hình thức thay cho hình thức đã quyết định."
        found.append(Refusal("form", said, remedy="Hãy chọn hình thức ghi trong quyết định."))
    for code, value, longest in (("number", told.number, LONGEST_NUMBER), ("issuer", told.issuer, LONGEST_ISSUER)):
        if not 0 < len(clean(value)) <= longest:
            said = f"Chưa ghi số văn bản, nơi ban hành, hoặc dài quá {longest} ký tự."
            found.append(Refusal(code, said, remedy="Hãy ghi như trên văn bản."))
    return found


def _data(case: Case, told: Ruling, form: str) -> dict[str, Plain]:
    """With the day of lapse counted anew from this announcement, as the rules say of a decision confirmed on appeal."""
    found = lapse.lapses(asking.rules_of(case), form, told.announced_on).value
    counts = told.outcome != ANNULLED and isinstance(found, lapse.Lapse)
    return {
        "outcome": told.outcome, "form": form, "number": clean(told.number), "dated": told.dated.isoformat(),
        "issuer": clean(told.issuer), "lapses_on": found.on.isoformat() if counts and isinstance(found, lapse.Lapse) else None,
        "by_product": counts and isinstance(found, lapse.Lapse) and found.product_rule,
    }  # fmt: skip


def _restore(row: Sanction, on: date, actor: Actor) -> None:
    person = row.person_id or 0
    change = Change(person, acts=[NewAct("restored", on, last_places([person]).get(person))])
    refusals = apply_changes([change], rights=lambda _place: [], actor=actor)[0].refusals
    if refusals:
        raise Refused(refusals)
