"""What became of a sanction elsewhere: another body upheld, changed or annulled it; the file, and where it must the register, follow."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.db.models import Q

from liemchinh.access.actor import Actor
from liemchinh.casework.locking import hold_case
from liemchinh.casework.models import Case
from liemchinh.casework.settling import ANNULLED, CHANGED, OUTCOMES, Decision, Ruling
from liemchinh.discipline import asking
from liemchinh.discipline.folder import Folder
from liemchinh.discipline.kept import SET_ASIDE, keep_sanction, sanction_of
from liemchinh.discipline.models import LONGEST_ISSUER, LONGEST_NUMBER, Sanction
from liemchinh.discipline.register import Register
from liemchinh.discipline.taking import require_grant
from liemchinh.discipline.words import FORMS, ends_membership
from liemchinh.journal.registry import Plain
from liemchinh.journal.services import NewEntry, record
from liemchinh.members.applying import apply_changes
from liemchinh.members.changes import Change, NewAct
from liemchinh.members.days import faults_of_day
from liemchinh.members.queries import last_places
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused
from regulations.rules import lapse
from regulations.rules.competence import LEVELS


@transaction.atomic
def settle_sanction(case: Case, told: Ruling, *, actor: Actor) -> int:
    """Whoever holds the case records a ruling that was made elsewhere, on paper; also after the case has ended. Gives the entry.

    Refuses whoever does not hold the case, and what `faults_of_ruling` names.
    """
    require_grant(case, actor)
    return _settle(case, told, 0, actor)


def faults_of_ruling(case: Case, told: Ruling) -> list[Refusal]:
    """Every reason against a ruling: a sanction that is not there or annulled already, a day to come or before the decision, what is not on
    its list, a changed form that is not lighter, no number or issuer."""
    row = sanction_of(case)
    if row is None or row.set_aside == ANNULLED:
        said = "Không có quyết định kỷ luật nào còn đứng."
        return [Refusal("no-sanction", said, remedy="Hãy mở lại trang.")]
    return _faults(case, row, told)


class Sanctions:
    """What `casework.settling` asks of this room."""

    def about(self, person: int | None, organisation: int | None) -> list[Decision]:
        """The announced sanctions on a person or an organisation that no ruling has annulled, the newest first."""
        whose = Q(person_id=person) if person is not None else Q(organisation_id=organisation or 0)
        rows = Sanction.objects.filter(whose, cancelled_by=None)
        standing = rows.exclude(announced_on=None).exclude(set_aside=ANNULLED)
        return [_decision(row) for row in standing.order_by("-decided_on", "-pk")]

    def of(self, case: Case) -> Decision | None:
        """The sanction of a case."""
        row = sanction_of(case)
        return _decision(row) if row else None

    def forms(self, case: Case, on: date) -> Sequence[tuple[str, str]]:
        """The forms lighter than the one that stands, the lightest first."""
        row = sanction_of(case)
        return [(form, str(FORMS[form])) for form in lighter(case, row, on)] if row else []

    def faults(self, case: Case, ruling: Ruling) -> list[Refusal]:
        """Every reason against a ruling."""
        return faults_of_ruling(case, ruling)

    def settle(self, case: Case, ruling: Ruling, ruled_in: int, *, actor: Actor) -> int:
        """Records a ruling of an appeal; casework has asked who may."""
        return _settle(case, ruling, ruled_in, actor)


def lighter(case: Case, row: Sanction, on: date) -> Sequence[str]:
    """The forms the charter has for its subject that are lighter than the one that stands: a heavier one needs a decision of its own, of
    which the rules are asked."""
    forms = list(asking.forms_for(Folder(case), on))
    return forms[: forms.index(row.form)] if row.form in forms else ()


def _decision(row: Sanction) -> Decision:
    return Decision(
        row.case_id, row.person_id, row.organisation_id, row.form, str(FORMS[row.form]), row.decided_by_id, row.organ,
        LEVELS.get(Register().category_on(row.decided_by_id, row.decided_on), ""), row.number, row.decided_on, row.announced_on,
        row.delivered_on, row.refused_on, row.withheld, row.unverified, tuple(row.removed_from), ends_membership(row.form),
        row.set_aside,
    )  # fmt: skip


def _settle(case: Case, told: Ruling, ruled_in: int, actor: Actor) -> int:
    """Who was expelled and is expelled no longer is a member again from the announcement on. Posts that ended stay ended until somebody is
    given one."""
    held = hold_case(case.pk)
    row = sanction_of(held)
    faults = faults_of_ruling(held, told)
    if row is None or faults:
        raise Refused(faults)
    form = told.form if told.outcome == CHANGED else row.form
    data = _data(held, row, told, form) | ({"ruled_in": ruled_in} if ruled_in else {})
    entry = NewEntry(SET_ASIDE, told.announced_on, organisation=Folder(held).body, case=held.pk, data=data)
    sequence = record([entry], actor=actor)[0]
    was_expelled = ends_membership(row.form) and row.effective_on is not None and row.person_id is not None
    keep_sanction(held)
    if was_expelled and (told.outcome == ANNULLED or not ends_membership(form)):
        _restore(row, told.announced_on, actor)
    return sequence


def _faults(case: Case, row: Sanction, told: Ruling) -> list[Refusal]:
    found = faults_of_day(told.announced_on, "Quyết định giải quyết khiếu nại")
    if told.outcome not in OUTCOMES:
        found.append(Refusal("outcome", "Kết quả này không có trong danh sách.", remedy="Hãy chọn trong danh sách."))
    if told.dated > told.announced_on or told.dated < row.decided_on:
        said = "Ngày của quyết định này không khớp với ngày công bố, hoặc trước quyết định kỷ luật."
        found.append(Refusal("dated", said, remedy="Hãy xem lại các ngày."))
    if told.outcome == CHANGED and told.form not in lighter(case, row, told.dated):
        said = "Chưa chọn hình thức nhẹ hơn thay cho hình thức đã quyết định."
        remedy = "Hình thức nặng hơn thì cơ quan có thẩm quyền xem xét, quyết định trong một việc riêng."
        found.append(Refusal("form", said, remedy=remedy))
    for code, value, longest in (("number", told.number, LONGEST_NUMBER), ("issuer", told.issuer, LONGEST_ISSUER)):
        if not 0 < len(clean(value)) <= longest:
            said = f"Chưa ghi số văn bản, nơi ban hành, hoặc dài quá {longest} ký tự."
            found.append(Refusal(code, said, remedy="Hãy ghi như trên văn bản."))
    return found


def _data(case: Case, row: Sanction, told: Ruling, form: str) -> dict[str, Plain]:
    """With the day of lapse counted anew from this announcement, as the rules say of a decision confirmed on appeal."""
    found = lapse.lapses(Folder(case).book, form, told.announced_on).value
    counts = told.outcome != ANNULLED and not row.withheld
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
