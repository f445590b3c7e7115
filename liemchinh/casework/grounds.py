"""Where a rule is unknown the deciding body says what it stands on: one officer states article and document, a second vouches for them."""

from dataclasses import dataclass

from liemchinh.access.actor import Actor, in_person
from liemchinh.casework.locking import hold_case
from liemchinh.casework.models import Case, Deadline, Ground, Party
from liemchinh.casework.opening import faults_of_grant
from liemchinh.journal import clock
from liemchinh.journal.services import NewEntry, record
from regulations.answers import Refusal, Refused

# Said wherever a rule is unknown: the other way than a ground of this one case.
OR_VERIFIED = "Hoặc hai cán bộ giữ nguyên văn xác nhận giá trị ở mục Quy định; giá trị ấy dùng cho mọi việc."


@dataclass(frozen=True, slots=True)
class NewGround:
    """Article and document, as an officer states them for a step."""

    step: str
    article: str
    document: str


def state_ground(case: Case, new: NewGround, role: str, *, before: str = "", actor: Actor) -> int:
    """An officer of the party `role` states what a step stands on; gives the entry. What was stated before is replaced.

    Needs an open transaction; the caller has said who may. Refuses an empty article or document, whoever is not signed in themselves,
    whoever does not hold the grant of a case that opens by one, and
    once the step `before` which it is needed (its own, unless said) is awaited no more: what was decided stands on what stood there then.
    """
    account = in_person(actor)
    faults = [
        Refusal(f"ground-{name}", f"Chưa ghi {told}.", remedy="Hãy ghi như trong văn bản.")
        for name, told, value in (("article", "điều, khoản", new.article), ("document", "tên văn bản", new.document))
        if not value.strip()
    ]
    if faults:
        raise Refused(faults)
    held = _held(case, before or new.step, actor)
    data = {"step": new.step, "article": new.article, "document": new.document}
    sequence = _record("casework.ground_stated", held, role, data, actor)
    Ground.objects.filter(case=held, step=new.step, cancelled_by=None).update(cancelled_by=sequence)
    Ground.objects.create(
        case=held, step=new.step, article=new.article, document=new.document, stated_by=account, recorded_by=sequence
    )
    return sequence


def vouch_for_ground(case: Case, step: str, role: str, *, before: str = "", actor: Actor) -> int:
    """A second officer vouches for what was stated; gives the entry. Refuses the officer who stated it, and where nothing is stated.

    Needs an open transaction; the caller has said who may. Refuses besides what `state_ground` refuses of the step.
    """
    account = in_person(actor)
    held = _held(case, before or step, actor)
    ground = ground_of(held, step)
    if ground is None or ground.vouched_by is not None:
        raise Refused(
            [Refusal("no-ground", "Không có căn cứ nào chờ xác nhận.", remedy="Hãy mở lại trang của việc này.")]
        )
    if ground.stated_by == account:
        raise Refused(
            [
                Refusal(
                    "ground-by-two", "Người nêu căn cứ không tự xác nhận được.", remedy="Nhờ một cán bộ khác xác nhận."
                )
            ]
        )
    sequence = _record("casework.ground_vouched", held, role, {"step": step}, actor)
    Ground.objects.filter(pk=ground.pk).update(vouched_by=account)
    return sequence


def ground_of(case: Case, step: str) -> Ground | None:
    """What a step stands on, stated and perhaps vouched for."""
    return Ground.objects.filter(case=case, step=step, cancelled_by=None).first()


def _held(case: Case, before: str, actor: Actor) -> Case:
    held = hold_case(case.pk)
    if faults := faults_of_grant(held, actor):
        raise Refused(faults)
    if not Deadline.objects.filter(case=held, step=before, cancelled_by=None).exists():
        told = "Bước này không còn chờ, nên căn cứ của nó không đổi được nữa."
        raise Refused([Refusal("ground-step", told, remedy="Hãy mở lại trang của việc này.")])
    return held


def _record(kind: str, case: Case, role: str, data: dict[str, str], actor: Actor) -> int:
    place = Party.objects.filter(case=case, role=role, cancelled_by=None).values_list("organisation_id", flat=True)
    entry = NewEntry(kind, clock.today(), organisation=place.first(), case=case.pk, data=data)
    return record([entry], actor=actor)[0]
