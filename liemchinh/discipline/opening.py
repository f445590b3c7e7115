"""A disciplinary case begins: about one person or one organisation, from a document with number and day. Nothing else begins one."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.db.models import Model, QuerySet

from liemchinh.access.actor import Actor
from liemchinh.casework.models import Case, Party
from liemchinh.casework.queries import cases_visible_to
from liemchinh.casework.steps import Taken, Who, open_case
from liemchinh.discipline.bodies import organs_of
from liemchinh.discipline.cases import BODY, BRANCH, KIND, SUBJECT, VERB
from liemchinh.discipline.facts import Facts, Source, row_of
from liemchinh.discipline.models import Discipline
from liemchinh.discipline.register import Register
from liemchinh.journal.bulk import write_rows
from liemchinh.members.days import faults_of_day
from liemchinh.web.text import clean
from regulations.answers import Refusal, Refused

FIRST = "filed"
TWICE = Refusal(
    "open-before", "Đã có một việc kỷ luật đang mở về đối tượng này.",
    remedy="Mỗi vi phạm chỉ xử lý một lần; nhiều vi phạm được xem xét cùng một lúc. Hãy ghi thêm vào việc đang mở.",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Begun:
    """A file as it may be opened: who takes part, its first step, the cases it arises from."""

    parties: Sequence[Who]
    taken: Taken
    sources: Sequence[Case]


@transaction.atomic
def open_discipline(
    body: int, about: Who, facts: Facts, source: Source, on: date, *, arises_from: Sequence[int] = (), actor: Actor
) -> Case:
    """The file of a disciplinary case; the opener holds its grant.

    Refuses, all at once: somebody who does not work for that very body, an organ it does not have, a document that is none, nothing
    alleged, days that cannot be, somebody who is not under the body that day, a case it is said to arise from that the opener may not open
    or that is about somebody else, and a second case about the same beside one the opener has open.
    """
    if faults := refusals_of_body(actor, body):
        raise Refused(faults)
    begun = begin(Register(), body, about, facts, source, on, arises_from, _faults_of_twice(about, actor), actor)
    case = open_case(KIND, begun.parties, begun.taken, arises_from=begun.sources, actor=actor)
    write_rows(rows_of_file(case, facts, source))
    return case


def begin(
    register: Register, body: int, about: Who, facts: Facts, source: Source, on: date, arises_from: Sequence[int],
    twice: Sequence[Refusal], actor: Actor,
) -> Begun:  # fmt: skip
    """A file as it may be opened. Refuses, with `twice`, what `open_discipline` refuses of the file itself."""
    faults = faults_of_day(on, "Hồ sơ") + source.faults() + facts.faults()
    if facts.organ not in organs_of(register.category_on(body, on)):
        said = "Tổ chức này không có cơ quan như vậy."
        faults.append(Refusal("organ", said, remedy="Hãy chọn lại cơ quan."))
    place = register.place_on(about, on)
    faults += _faults_of_subject(register, about, body, place, on)
    wanted = cases_visible_to(actor).filter(pk__in=arises_from).order_by("pk") if arises_from else ()
    sources = list(wanted)
    faults += [*_faults_of_sources(about, sources, arises_from), *twice]
    if faults:
        raise Refused(faults)
    parties = [Who(BODY, body), Who(SUBJECT, about.organisation, about.person)]
    if about.person is not None:
        parties.append(Who(BRANCH, place))
    return Begun(parties, Taken(FIRST, on, {**source.plain(), "allegation": facts.plain()}), sources)


def rows_of_file(case: Case, facts: Facts, source: Source) -> list[Model]:
    """What this room keeps of a file from its opening on; not written yet."""
    document = Discipline(
        case=case, source=source.kind, source_number=clean(source.number), source_dated=source.dated,
        source_issuer=clean(source.issuer), recorded_by=case.recorded_by,
    )  # fmt: skip
    return [document, row_of(case, facts, case.recorded_by)]


def refusals_of_body(actor: Actor, body: int) -> list[Refusal]:
    """Why the actor cannot open a case for a body: no right there, or a role only above it."""
    found = actor.refusals(VERB, body)
    if not found and body not in actor.roots(VERB):
        told = "Việc kỷ luật của một tổ chức do chính người của tổ chức ấy mở."
        found = [Refusal("not-own", told, remedy="Nhờ người có vai trò ở chính tổ chức ấy làm việc này.")]
    return found


def _faults_of_subject(register: Register, about: Who, body: int, place: int | None, on: date) -> list[Refusal]:
    if (about.person is None) == (about.organisation is None):
        return [Refusal("subject", "Chưa chọn đúng một hội viên hoặc một tổ chức.", remedy="Hãy chọn lại đối tượng.")]
    own = about.organisation == body
    if place is None or own or register.depth_below(place, body, on) is None:
        told = "Đối tượng không thuộc tổ chức hiệp hội này vào ngày đó."
        return [Refusal("not-below", told, remedy="Hãy xem lại đối tượng, ngày và tổ chức tiến hành.")]
    return []


def _faults_of_sources(about: Who, sources: Sequence[Case], wanted: Sequence[int]) -> list[Refusal]:
    if {case.pk for case in sources} != set(wanted):
        told = "Có việc được nêu làm gốc mà tài khoản này không mở được."
        return [Refusal("source-case", told, remedy="Chỉ nêu việc mà mình đang mở.")]
    if not sources:
        return []
    same = Party.objects.filter(case__in=sources, person_id=about.person, organisation_id=about.organisation)
    if len(sources) != same.filter(cancelled_by=None).values("case").distinct().count():
        told = "Việc được nêu làm gốc không phải về đối tượng này."
        return [Refusal("source-subject", told, remedy="Hãy xem lại việc gốc.")]
    return []


def _faults_of_twice(about: Who, actor: Actor) -> list[Refusal]:
    same = open_subjects(actor).filter(person_id=about.person, organisation_id=about.organisation)
    return [TWICE] if same.exists() else []


def open_subjects(actor: Actor) -> QuerySet[Party]:
    """Whom the open cases are about that the actor has open: of others nothing is told, not even that there are any."""
    mine = cases_visible_to(actor, KIND).filter(closed_by=None).values("pk")
    return Party.objects.filter(case__in=mine, role=SUBJECT, cancelled_by=None)
