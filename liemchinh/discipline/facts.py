"""What a case says of itself: the document it comes from, and what the rules are asked with; each with every reason against it."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from liemchinh.casework.models import Case
from liemchinh.discipline.models import LONGEST_ISSUER, LONGEST_NUMBER, Allegation
from liemchinh.discipline.words import LEVELS, ORGANS, SOURCES
from liemchinh.journal.registry import Plain
from liemchinh.members.days import faults_of_day
from liemchinh.web.text import clean
from regulations.answers import Refusal
from regulations.catalogue import catalogue

MOST = 50


@dataclass(frozen=True, slots=True)
class Source:
    """The document a case comes from: a code of SOURCES, number and day as written, who issued it."""

    kind: str
    number: str
    dated: date
    issuer: str

    def faults(self) -> list[Refusal]:
        """Every reason why it is no such document."""
        found = faults_of_day(self.dated, "Văn bản làm căn cứ")
        if self.kind not in SOURCES:
            told = "Văn bản này không thuộc loại nào mở được việc kỷ luật."
            found.append(Refusal("source", told, remedy="Hãy chọn một loại trong danh sách."))
        for code, value, longest, told in (
            ("source-number", self.number, LONGEST_NUMBER, "số của văn bản làm căn cứ"),
            ("source-issuer", self.issuer, LONGEST_ISSUER, "nơi ban hành văn bản làm căn cứ"),
        ):
            if not 0 < len(clean(value)) <= longest:
                said = f"Chưa ghi {told}, hoặc dài quá {longest} ký tự."
                found.append(Refusal(code, said, remedy="Hãy ghi như trên văn bản."))
        return found

    def plain(self) -> dict[str, Plain]:
        """As the opening entry keeps it."""
        return {
            "source": self.kind, "source_number": clean(self.number), "source_dated": self.dated.isoformat(),
            "source_issuer": clean(self.issuer),
        }  # fmt: skip


@dataclass(frozen=True, slots=True)
class Facts:
    """What the rules are asked with (`models.Allegation` says what each is). `seats`, `post`: what is known beside the register."""

    organ: str
    content: tuple[str, ...]
    happened_on: date
    outside: int = 0
    ended_on: date | None = None
    continuing: bool = False
    later: tuple[date, ...] = ()
    established: bool = True
    unlawful_diploma: bool = False
    from_above: bool | None = None
    task_level: str = ""
    here: bool | None = None
    authorised: bool | None = None
    temporary: bool = False
    seats: tuple[str, ...] = ()
    managed_by: str | None = None
    post: bool | None = None
    retired: bool = False

    def faults(self) -> list[Refusal]:
        """Every reason why these cannot be: nothing alleged, a code that is not on its list, days out of order or to come."""
        found = faults_of_day(self.happened_on, "Hành vi")
        if not (self.content or self.outside) or not 0 <= self.outside <= MOST:
            told = "Chưa chọn nội dung vi phạm nào."
            found.append(
                Refusal("content", told, remedy="Chọn trong danh mục; việc ngoài danh mục thì ghi số vụ, để trên giấy.")
            )
        levels = {*self.seats, *filter(None, (self.managed_by, self.task_level))}
        if set(self.content) - catalogue().keys() or levels - LEVELS.keys() or self.organ not in ORGANS:
            told = "Có mục không nằm trong danh sách."
            found.append(Refusal("not-listed", told, remedy="Hãy chọn trong danh sách."))
        after = [day for day in (self.ended_on, *self.later) if day is not None]
        for day in after:
            found += faults_of_day(day, "Hành vi")
        if any(day < self.happened_on for day in after) or (self.continuing and self.ended_on):
            told = "Các ngày của hành vi không khớp nhau: có ngày trước ngày xảy ra, hoặc vừa kết thúc vừa còn kéo dài."
            found.append(Refusal("days", told, remedy="Hãy xem lại các ngày đã được kết luận."))
        return found

    def plain(self) -> dict[str, Plain]:
        """As entries keep them."""
        told: dict[str, Plain] = {}
        for name, value in self._named():
            if isinstance(value, date):
                value = value.isoformat()
            elif isinstance(value, tuple):
                value = [one.isoformat() if isinstance(one, date) else one for one in value]
            told[name] = value
        return told

    def columns(self) -> dict[str, object]:
        """As `models.Allegation` keeps them."""
        told, plain = dict(self._named()), self.plain()
        return told | {name: plain[name] for name in ("content", "later", "seats")}

    def _named(self) -> Iterator[tuple[str, Any]]:
        return ((name, getattr(self, name)) for name in _NAMES)


_NAMES = tuple(one.name for one in fields(Facts))


def facts_in(row: Allegation) -> Facts:
    """What a row keeps."""
    told = {name: getattr(row, name) for name in _NAMES}
    told["later"] = tuple(date.fromisoformat(day) for day in row.later)
    return Facts(**told | {name: tuple(told[name]) for name in ("content", "seats")})


def facts_from(plain: Mapping[str, object]) -> dict[str, object]:
    """The columns of a row, from what an entry keeps: to compare both."""
    days = ("happened_on", "ended_on")
    return {
        name: date.fromisoformat(str(value)) if name in days and value is not None else value
        for name, value in plain.items()
    }


def row_of(case: Case, facts: Facts, sequence: int) -> Allegation:
    """The row of facts from the entry `sequence` on; not written yet."""
    return Allegation(case=case, recorded_by=sequence, **facts.columns())


def keep_facts(case: Case, facts: Facts, sequence: int) -> None:
    """The facts of a case from the entry `sequence` on; what stood before stays readable."""
    Allegation.objects.filter(case=case, cancelled_by=None).update(cancelled_by=sequence)
    row_of(case, facts, sequence).save(force_insert=True)
