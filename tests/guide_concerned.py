"""The screens of the person a case is about and of appeals in the guide: a member of the example is warned on paper, answers, appeals.

Cases are opened by the services as the named people would; what is shown is then looked at in the browser.
"""

from datetime import date
from typing import Any

from django.urls import reverse

from liemchinh.access.actor import Actor, actor_for
from liemchinh.access.models import Account, RoleGrant
from liemchinh.appeals.filing import PaperAppeal, receive_appeal
from liemchinh.appeals.taking import Given, record_step
from liemchinh.casework.drafts import Evidence, Written, keep_draft
from liemchinh.casework.models import Case, Statement
from liemchinh.casework.statements import send_statement
from liemchinh.casework.steps import Who
from liemchinh.discipline.facts import Facts, Source
from liemchinh.discipline.given import Given as Decided
from liemchinh.discipline.opening import open_discipline
from liemchinh.discipline.taking import record_step as discipline_step
from liemchinh.papers.of_steps import typed
from tests.guide import DESK, PHONE, Picture

MEMBER, DISTRICT, PROVINCE = "dang-vien", "kiem-tra-huyen", "kiem-tra-tinh"
FILED, DECIDED, TOLD, SENT = date(2026, 10, 5), date(2026, 10, 20), date(2026, 10, 26), date(2026, 11, 9)
NUMBER = "12-QĐ/UBKTHU"


def pictures() -> list[Picture]:
    """In the order of the pages."""
    return [
        Picture("own-case", MEMBER, _own("mine"), (DESK, PHONE)),
        Picture("own-case-write", MEMBER, _own("write", "explanation"), (PHONE,)),
        Picture("own-case-sent", MEMBER, _sent, (PHONE,)),
        Picture("own-case-blank", MEMBER, _own("blank", "explanation")),
        Picture("own-case-receive", DISTRICT, _own("receive")),
        Picture("appeal-file", MEMBER, _filing, (PHONE,)),
        Picture("appeal-receive", PROVINCE, _receiving),
        Picture("appeal-case", PROVINCE, _appeal, (DESK, PHONE)),
        Picture("appeal-own", DISTRICT, _of_organisation("own"), (DESK, PHONE)),
        Picture("appeal-file-own", DISTRICT, _of_organisation("file_own")),
    ]


def _actor(username: str) -> Actor:
    return actor_for(Account.objects.get(username=username), second_factor=True)


def _place(username: str) -> int:
    grant = RoleGrant.objects.filter(account__username=username).exclude(organisation_id=None).latest("pk")
    return int(grant.organisation_id or 0)


def _person() -> int:
    return Account.objects.get(username=MEMBER).person_id or 0


def _warned() -> Case:
    """The member was warned on paper by the district's commission, in a case of its own."""
    found = Case.objects.filter(kind="discipline", parties__person=_person()).first()
    if found is not None:
        return found
    actor = _actor(DISTRICT)
    facts = Facts(
        "inspection_commission",
        ("office.files_delayed",),
        date(2026, 3, 2),
        from_above=False,
        managed_by="",
        post=False,
    )
    source = Source("inspection", "15-TB/UBKT", date(2026, 9, 28), "Ủy ban kiểm tra")
    case = open_discipline(_place(DISTRICT), Who("subject", person=_person()), facts, source, FILED, actor=actor)
    decision = Decided(DECIDED, papers=typed(NUMBER, DECIDED), form="warning", history=True)
    for code, given in (("decided", decision), ("announced", Decided(TOLD)), ("delivered", Decided(TOLD))):
        discipline_step(case, code, given, actor=actor)
    written = Written(
        "Hồ sơ nộp ngày 02/03 còn thiếu một giấy, tôi đã báo người nộp bằng văn bản.", [Evidence("report", "enclosed")]
    )
    send_statement(case, "explanation", written, actor=_actor(MEMBER))
    keep_draft(case, "reserve", Written("Tôi giữ ý kiến của mình."), actor=_actor(MEMBER))
    return case


def _warned_organisation() -> Case:
    """The district's committee itself was warned on paper by that of the province."""
    place = _place(DISTRICT)
    found = Case.objects.filter(kind="discipline", parties__role="subject", parties__organisation=place).first()
    if found is not None:
        return found
    actor, source = _actor(PROVINCE), Source("inspection", "21-TB/UBKT", date(2026, 9, 28), "Ủy ban kiểm tra Tỉnh ủy")
    facts = Facts("standing_committee", ("office.lax_oversight",), date(2026, 3, 2), from_above=False)
    case = open_discipline(_place(PROVINCE), Who("subject", place), facts, source, FILED, actor=actor)
    decision = Decided(DECIDED, papers=typed("31-QĐ/TU", DECIDED), form="warning", history=True)
    for code, given in (("decided", decision), ("announced", Decided(TOLD)), ("delivered", Decided(TOLD))):
        discipline_step(case, code, given, actor=actor)
    return case


def _of_organisation(address: str) -> Any:
    def walk(page: Any) -> None:
        case = _warned_organisation()
        more = [case.pk] if address == "file_own" else []
        page.goto(reverse(f"appeals:{address}", args=[_place(DISTRICT), *more]))

    return walk


def _own(address: str, *more: str) -> Any:
    return lambda page: page.goto(reverse(f"casework:{address}", args=[_warned().pk, *more]))


def _sent(page: Any) -> None:
    case = _warned()
    page.goto(reverse("casework:sent", args=[case.pk, Statement.objects.get(case=case).pk]))


def _filing(page: Any) -> None:
    page.goto(reverse("appeals:file", args=[_warned().pk]))


def _receiving(page: Any) -> None:
    page.goto(reverse("appeals:receive", args=[_place(PROVINCE)]))


def _appeal(page: Any) -> None:
    _warned()
    case = Case.objects.filter(kind="appeal").first()
    if case is None:
        paper = PaperAppeal(_person(), NUMBER, DECIDED, SENT, SENT, "office", "41")
        case = receive_appeal(_place(PROVINCE), paper, actor=_actor(PROVINCE))
        record_step(case, "acknowledged", Given(SENT, typed("22-TB/UBKTTU")), actor=_actor(PROVINCE))
    page.goto(reverse("appeals:case", args=[case.pk]))
