"""What stands in one line of a programme, and everything that speaks against adopting it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from liemchinh.inspections.words import OF_ORGANISATIONS, sorts_of
from liemchinh.journal.registry import Plain
from liemchinh.members.models import Spell
from liemchinh.organisations.models import Version
from liemchinh.organisations.queries import subtree
from regulations.answers import Refusal
from regulations.catalogue import catalogue

MOST_ITEMS, MOST_SUBJECTS = 300, 300
_OF_SUBJECTS = ("not-below", "not-member", "people", "nobody")


@dataclass(frozen=True, slots=True)
class PlannedItem:
    """One line: sort, month, the period examined (both days counted), content by code, and who: organisations below and members."""

    number: int
    sort: str
    month: int
    first: date
    last: date
    content: tuple[str, ...] = ()
    organisations: tuple[int, ...] = ()
    people: tuple[int, ...] = ()

    def plain(self) -> dict[str, Plain]:
        """As drafts and entries of the book keep it."""
        return {
            "number": self.number, "sort": self.sort, "month": self.month, "first": self.first.isoformat(),
            "last": self.last.isoformat(), "content": list(self.content), "organisations": list(self.organisations),
            "people": list(self.people),
        }  # fmt: skip

    @classmethod
    def of(cls, told: Mapping[str, Any]) -> "PlannedItem":
        """The reverse of `plain`."""
        days = date.fromisoformat(told["first"]), date.fromisoformat(told["last"])
        lists = (tuple(told[name]) for name in ("content", "organisations", "people"))
        return cls(told["number"], told["sort"], told["month"], *days, *lists)


def faults_of_item(item: PlannedItem, place: Version) -> list[Refusal]:
    """What cannot stand in a line at all, finished or not: codes that do not exist, subjects that are not below the organisation."""
    found = []
    if item.sort not in sorts_of(place.category):
        found.append(_refusal(item, "sort", "hình thức này không có trong danh sách.", "Hãy chọn một hình thức khác."))
    if not 1 <= item.month <= 12:
        found.append(_refusal(item, "month", "chưa chọn tháng làm.", "Hãy chọn một tháng trong năm."))
    if item.last < item.first:
        found.append(
            _refusal(item, "period", "mốc thời gian kết thúc trước khi bắt đầu.", "Hãy xem lại hai ngày của mốc.")
        )
    if set(item.content) - catalogue().keys():
        found.append(_refusal(item, "content", "có nội dung ngoài danh mục.", "Hãy chọn lại trong danh mục."))
    if len(item.organisations) + len(item.people) > MOST_SUBJECTS:
        found.append(_refusal(item, "many", f"có hơn {MOST_SUBJECTS} đối tượng.", "Hãy tách thành nhiều mục."))
    return found + faults_of_subjects(item, place)


def faults_of_subjects(item: PlannedItem, place: Version) -> list[Refusal]:
    """Subjects that are not below the organisation, and people where only organisations can be."""
    own, found = place.organisation_id, []
    below = set(subtree([own]).filter(descendant_id__in=item.organisations)) - {own}
    here = Spell.objects.filter(cancelled_by=None, ends_on=None, person_id__in=item.people)
    members = set(here.filter(organisation_id__in=subtree([own])).values_list("person_id", flat=True))
    if set(item.organisations) - below:
        told = "có tổ chức không ở dưới tổ chức này."
        found.append(_refusal(item, "not-below", told, "Chỉ chọn tổ chức trực thuộc; hãy bỏ tổ chức ấy ra."))
    if set(item.people) - members:
        told = "có người không sinh hoạt ở tổ chức này hay bên dưới."
        found.append(_refusal(item, "not-member", told, "Chỉ chọn hội viên đang sinh hoạt; hãy bỏ người ấy ra."))
    if item.people and item.sort in OF_ORGANISATIONS:
        told = "hình thức này chỉ làm với tổ chức hiệp hội."
        found.append(_refusal(item, "people", told, "Hãy bỏ hội viên ra, hoặc chọn hình thức khác."))
    return found


def unfinished(item: PlannedItem) -> list[Refusal]:
    """What a line still lacks before it can be adopted."""
    found = []
    if not (item.organisations or item.people):
        found.append(_refusal(item, "nobody", "chưa có đối tượng.", "Hãy chọn tổ chức hoặc hội viên."))
    if not item.content:
        found.append(_refusal(item, "no-content", "chưa có nội dung.", "Hãy chọn nội dung trong danh mục."))
    return found


def faults_of_items(items: Iterable[PlannedItem], place: Version) -> list[Refusal]:
    """Everything that speaks against adopting these lines."""
    listed = list(items)
    if not listed:
        return [Refusal("empty", "Chương trình chưa có mục nào.", remedy="Hãy thêm ít nhất một mục.")]
    return [fault for item in listed for fault in (*faults_of_item(item, place), *unfinished(item))]


def _refusal(item: PlannedItem, code: str, told: str, remedy: str) -> Refusal:
    # What is not a line of a programme yet has no number.
    where = f"Mục {item.number}: " if item.number else "Đối tượng: " if code in _OF_SUBJECTS else "Mục mới: "
    return Refusal(f"item-{code}", f"{where}{told}", remedy=remedy)
