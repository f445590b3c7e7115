"""Directives and tasks of the example: the programme of Bến Tre that a report counts, a plan of this year under way there, and a commune's
own plan in Trà Vinh, which waits for its branches."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta

from django.db import transaction

from liemchinh.access.actor import Actor
from liemchinh.directives.models import Document
from liemchinh.directives.services import Told, end_document, record_document
from liemchinh.journal import clock
from liemchinh.organisations.queries import below
from liemchinh.tasks.addressing import To
from liemchinh.tasks.answering import Proof, acknowledge_tasks, report_task, return_answer, say_not_applicable
from liemchinh.tasks.models import Answer, Giving
from liemchinh.tasks.services import NewTask, give_tasks

PUBLISHED, GIVEN = date(2021, 8, 15), date(2021, 8, 20)
GROUPS = {
    "standing": (date(2022, 6, 30), (
        "Sinh hoạt chuyên đề về phòng ngừa vi phạm", "Đưa việc phòng ngừa vào nghị quyết hằng tháng", "Giám sát thường xuyên theo lĩnh vực",
        "Thực hiện quy chế làm việc", "Công khai các khoản thu, chi", "Tiếp công dân theo lịch", "Báo cáo kết quả hằng quý",
    )),
    "preventive": (date(2022, 3, 31), (
        "Phổ biến những điều đảng viên không được làm", "Rà soát quy trình giải quyết hồ sơ", "Tự kiểm tra tài chính, đảng phí",
        "Tự kiểm tra việc chấp hành quy chế", "Lập danh mục việc dễ xảy ra sai sót", "Thực hiện định kỳ chuyển đổi vị trí công tác",
        "Tập huấn cho người làm công tác kiểm tra",
    )),
    "immediate": (date(2021, 11, 30), (
        "Rà soát kết luận kiểm tra chưa thực hiện xong", "Giải quyết đơn thư tồn đọng", "Kiện toàn ủy ban kiểm tra",
    )),
}  # fmt: skip
BRANCHES, COMMITTEES = ("grassroots_branch", "branch"), ("district", "upper", "grassroots_committee")


@transaction.atomic
def load_directives(tops: Mapping[str, int], commune: int | None, on: date, *, actor: Actor) -> int:
    """Records them where these trees are; gives how many times tasks were given."""
    day = min(on, clock.today())
    if "bt" in tops:
        old = _published(tops["bt"], actor)
        _under_way(tops["bt"], old, day, actor)
    if commune is not None:
        _of_a_commune(commune, day, actor)
    return Giving.objects.count()


def _document(
    place: int, code: tuple[str, int, str, str], dated: date, title: str, actor: Actor, *carries: int
) -> Document:
    type_code, number, symbol, ends = code
    outside = "central_committee" if ends == "TW" else ""
    told = Told("" if outside else "committee", outside, type_code, number, symbol, ends, dated, title, carries)
    return record_document(place, told, actor=actor)


def _published(top: int, actor: Actor) -> Document:
    """Seven, seven and three tasks, as the report of the programme's first year counts them."""
    title = "Về công tác kiểm tra, giám sát và kỷ luật của Đảng"
    centre = _document(top, ("regulation", 22, "QĐ", "TW"), date(2021, 7, 28), title, actor)
    programme = _document(
        top, ("programme", 13, "CTr", "TU"), PUBLISHED, "Về phòng ngừa vi phạm của tổ chức đảng", actor, centre.pk
    )
    tasks = [
        NewTask(f"{chapter}.{number}", group, title, "number", due)
        for chapter, (group, (due, titles)) in zip(("I", "II", "III"), GROUPS.items(), strict=True)
        for number, title in enumerate(titles, 1)
    ]
    give_tasks(programme.pk, tasks, To(top, ("district", "upper")), on=GIVEN, actor=actor)
    return programme


def _under_way(top: int, old: Document, day: date, actor: Actor) -> None:
    """A plan of this year in place of the programme: most districts issued theirs, some late, one never; a few reports, one sent back."""
    dated = day - timedelta(days=60)
    plan = _document(top, ("plan", 40, "KH", "TU"), dated, "Phòng ngừa vi phạm trong năm", actor, *_centre(old))
    end_document(old.pk, dated, replaced_by=plan.pk, actor=actor)
    tasks = [
        NewTask("I.1", "plan", "Ban hành kế hoạch thực hiện", "plan", day - timedelta(days=20)),
        NewTask("II.1", "standing", "Sinh hoạt chuyên đề về phòng ngừa vi phạm", "day", day + timedelta(days=30)),
        NewTask("II.2", "preventive", "Tự kiểm tra tài chính, đảng phí", "number", day + timedelta(days=12)),
        NewTask("II.3", "immediate", "Rà soát kết luận kiểm tra chưa thực hiện xong", "count", day - timedelta(days=4)),
    ]
    giving = give_tasks(plan.pk, tasks, To(top, COMMITTEES), on=dated + timedelta(days=5), actor=actor)
    places = list(below(top, day).filter(category__in=COMMITTEES).order_by("-category", "organisation_id"))
    districts = [one.organisation_id for one in places if one.category == "district"]
    issued = [_own_plan(place, turn, plan, day, actor) for turn, place in enumerate(districts[:-1])]
    communes = [one for one in places if one.category == "grassroots_committee"]
    dated = day - timedelta(days=22)
    for turn, one in enumerate(communes[:4]):
        above = [row.pk for row in issued if row.organisation_id == one.parent_id and row.dated <= dated]
        code = ("plan", 12 + turn, "KH", "ĐU")
        _document(one.organisation_id, code, dated, "Phòng ngừa vi phạm trong năm", actor, plan.pk, *above)
    _answers(giving, [one.organisation_id for one in places], day, actor)


def _centre(programme: Document) -> list[int]:
    return list(programme.carries.values_list("source_id", flat=True))


def _own_plan(place: int, turn: int, plan: Document, day: date, actor: Actor) -> Document:
    """Two of the districts are late."""
    dated = day - timedelta(days=30 if turn > 1 else 12)
    return _document(place, ("plan", 20 + turn, "KH", "HU"), dated, "Phòng ngừa vi phạm trong năm", actor, plan.pk)


def _answers(giving: Giving, places: Sequence[int], day: date, actor: Actor) -> None:
    count, number = giving.tasks.get(number=4), giving.tasks.get(number=3)
    for turn, place in enumerate(places[:12]):
        acknowledge_tasks(giving.pk, place, actor=actor)
        on = day - timedelta(days=2 if turn % 4 == 3 else 9)
        report_task(count.pk, place, Proof(on, count=turn % 3), actor=actor)
    for turn, place in enumerate(places[:3]):
        report_task(number.pk, place, Proof(day - timedelta(days=3), number=f"{31 + turn}-BC/HU"), actor=actor)
    for place in places[12:13]:
        say_not_applicable(count.pk, place, "other_body", actor=actor)
    sent = Answer.objects.filter(task=number, kind="reported").latest("pk")
    return_answer(sent.pk, "not_complete", actor=actor)


def _of_a_commune(commune: int, day: date, actor: Actor) -> None:
    """What waits for a branch secretary who signs in."""
    dated = day - timedelta(days=10)
    plan = _document(commune, ("plan", 52, "KH", "ĐU"), dated, "Nâng cao chất lượng sinh hoạt chi bộ", actor)
    tasks = [
        NewTask("1", "standing", "Sinh hoạt chuyên đề quý này", "day", day + timedelta(days=20)),
        NewTask("2", "preventive", "Tự kiểm tra việc thu, nộp đảng phí", "number", day + timedelta(days=15)),
        NewTask("3", "immediate", "Lập danh sách đảng viên cần nhận tài liệu", "count", day + timedelta(days=5)),
    ]
    give_tasks(plan.pk, tasks, To(commune, BRANCHES), on=day - timedelta(days=8), actor=actor)
