"""Why a value cannot be stated or vouched for: every reason at once, by the checks of the shipped files and by who may do what."""

from collections.abc import Iterable, Mapping
from datetime import date

from liemchinh.access.actor import Actor
from liemchinh.access.exclusion import same_person
from liemchinh.access.models import Account
from liemchinh.journal import clock
from liemchinh.rulebook.models import LocalValue
from liemchinh.rulebook.places import VERB, covered, tops_today
from liemchinh.rulebook.rows import shipped
from regulations.answers import Citation, Refusal
from regulations.layering import Local, against_verified, local_value, local_year
from regulations.reading import Problem, show_day

# How the fields of a row are called on screen.
FIELDS: Mapping[str, str] = {
    "value": "Giá trị", "unit": "Đơn vị", "valid_from": "Áp dụng từ ngày", "valid_to": "Đến hết ngày", "document": "Số, ký hiệu văn bản",
    "article": "Điều, khoản", "dated": "Ngày ban hành", "day": "Ngày", "year": "Năm",
    "source": "Số, ký hiệu văn bản", "": "Các ngày", "name": "Quy định",
}  # fmt: skip
REMEDY = "Hãy xem lại ô này, đối chiếu với nguyên văn."


def place_faults(actor: Actor, tree: int | None) -> list[Refusal]:
    """Why the actor may not state or vouch there; a place that is no tree is out of everybody's reach."""
    if tree is not None and tree not in tops_today():
        if not actor.may(VERB):
            return actor.refusals(VERB)
        told = "Giá trị chỉ ghi được cho cả một cây tổ chức."
        return [Refusal("rulebook.no-tree", told, remedy="Hãy chọn tổ chức cao nhất của cây.")]
    return list(dict.fromkeys(fault for top in sorted(covered(tree)) for fault in actor.refusals(VERB, top)))


def row_faults(local: Local, tree: int | None, *, apart: int = 0) -> list[Refusal]:
    """What is wrong with a value: its form, the charter's own verified value, another local value. `apart`: the row it is itself."""
    problems: list[Problem] = []
    if local.year:
        local_year(local, problems)
        return _told(problems)
    value = local_value(shipped(), local, problems)
    found = _told(problems)
    if value is None:
        return found
    found += _citation_faults(value.citation)
    for sentence in against_verified(shipped().rulebook.parameters[local.name], value):
        told = f"{sentence[:1].upper()}{sentence[1:]}."
        found.append(Refusal("rulebook.verified", told, remedy="Hãy xem các giá trị đang có ở trang của quy định này."))
    return [*found, *_overlaps(local.name, tree, value.valid_from, value.valid_to, apart)]


def _told(problems: Iterable[Problem]) -> list[Refusal]:
    return [
        Refusal(f"rulebook.{problem.key or 'row'}", f"{_field(problem.key)}: {problem.message}.", remedy=REMEDY) for problem in problems
    ]  # fmt: skip


def _field(key: str) -> str:
    return FIELDS.get(key.rpartition(".")[2], key)


def _citation_faults(citation: Citation) -> list[Refusal]:
    found = []
    if not citation.article.strip():
        found.append(
            Refusal("rulebook.article", "Điều, khoản: chưa ghi.", remedy="Hãy ghi điều, khoản, điểm như trong văn bản.")
        )
    if not citation.dated:
        found.append(Refusal("rulebook.dated", "Ngày ban hành: chưa ghi.", remedy="Hãy ghi ngày ban hành của văn bản."))
    elif citation.dated > clock.today().isoformat():
        found.append(Refusal("rulebook.dated", "Ngày ban hành: chưa đến.", remedy="Chỉ ghi văn bản đã ban hành."))
    return found


def _overlaps(name: str, tree: int | None, start: date, end: date | None, apart: int) -> list[Refusal]:
    others = LocalValue.objects.filter(name=name, tree=tree, cancelled_by=None).exclude(pk=apart)
    met = [row for row in others if row.valid_from <= (end or date.max) and start <= (row.valid_to or date.max)]
    return [
        Refusal(
            "rulebook.overlap",
            f"Đã có giá trị {'chờ xác nhận' if row.vouched_in is None else 'do cơ quan xác nhận'} từ {show_day(row.valid_from)}"
            f"{f' đến {show_day(row.valid_to)}' if row.valid_to else ''}, trùng ngày với giá trị này.",
            remedy="Hãy rút hoặc thôi dùng giá trị kia trước, hoặc đổi ngày áp dụng.",
        )
        for row in met
    ]


def second_faults(actor: Actor, first: int) -> list[Refusal]:
    """The refusal of one person being both officers, whatever number of accounts they have."""
    account = Account.objects.filter(pk=first).first()
    if account is None or not same_person(actor, account):
        return []
    told = "Người nêu không tự xác nhận được."
    return [Refusal("rulebook.by-two", told, remedy="Nhờ một cán bộ khác có quyền này xác nhận.")]
