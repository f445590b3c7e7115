"""What is said about a person: nothing but what the charter's procedures need."""

from operator import attrgetter
from typing import NamedTuple

from liemchinh.rulebook.rows import shipped
from liemchinh.web.dates import PartialDate
from liemchinh.web.text import clean, fold, given_key, name_sort_key
from regulations.answers import Refusal

DETAILS_COLUMNS = (
    "person_id", "full_name", "search_key", "given_key", "sort_key", "gender", "birth", "birth_from", "birth_to", "ethnicity", "education",
    "profession_level", "theory_level", "occupation", "home_place", "cv_no", "badge", "recorded_by",
)  # fmt: skip
LENGTHS = {"full_name": 120, "education": 40, "profession_level": 40, "theory_level": 40, "occupation": 60, "home_place": 200, "cv_no": 20,
           "badge": 20, "card_no": 20}  # fmt: skip
LISTS = ("education", "profession_level", "theory_level", "occupation")
# What is a code of a list of the charter, and of which.
LIST_OF = {name: name for name in LISTS} | {"ethnicity": "ethnic_groups"}


class PersonFacts(NamedTuple):
    """One person as told. `birth` is a year, a month or a day in ISO form; codes are those of the charter's lists; "" is not told."""

    full_name: str
    gender: str = ""
    birth: str = ""
    ethnicity: str = ""
    education: str = ""
    profession_level: str = ""
    theory_level: str = ""
    occupation: str = ""
    home_place: str = ""
    cv_no: str = ""
    badge: str = ""
    card_no: str = ""

    def cleaned(self) -> "PersonFacts":
        """The same with text as it is stored."""
        return PersonFacts(*map(clean, self))

    def faults(self) -> list[Refusal]:
        """Every reason why this cannot be stored."""
        found = []
        if not self.full_name:
            found.append(Refusal("name-missing", "Chưa có họ và tên.", remedy="Hãy ghi họ và tên đầy đủ."))
        if self.gender not in {"", "nam", "nữ"}:
            found.append(Refusal("gender", f"Giới tính “{self.gender}” không hiểu được.", remedy="Ghi nam hoặc nữ."))
        if self.card_no and not self.card_no.isdigit():
            found.append(Refusal("card", f"Số thẻ “{self.card_no}” chỉ được gồm chữ số.", remedy="Hãy ghi lại số thẻ."))
        for text, longest in zip(_measured(self), LENGTHS.values(), strict=True):
            if len(text) > longest:
                told = f"“{text[:30]}…” dài quá {longest} ký tự."
                found.append(Refusal("too-long", told, remedy="Hãy rút gọn."))
        lists = shipped().lists
        for code, wanted in zip(_listed(self), LIST_OF.values(), strict=True):
            if code and lists[wanted].get(code) is None:
                told = f"{lists[wanted].title}: “{code[:30]}” không có trong danh mục."
                found.append(Refusal("not-listed", told, remedy="Hãy chọn trong danh mục."))
        if self.birth:
            try:
                PartialDate.parse(self.birth)
            except ValueError as error:
                found.append(Refusal("birth", f"Ngày sinh: {error}.", remedy="Ghi năm, tháng/năm hoặc ngày/tháng/năm."))
        return found

    def columns(self) -> tuple[object, ...]:
        """What the row of details holds between its person and its entry, in the order of DETAILS_COLUMNS."""
        birth = PartialDate.parse(self.birth) if self.birth else None
        return (
            self.full_name, fold(self.full_name), given_key(self.full_name), name_sort_key(self.full_name), self.gender, self.birth,
            birth.earliest if birth else None, birth.latest if birth else None, self.ethnicity, self.education, self.profession_level,
            self.theory_level, self.occupation, self.home_place, self.cv_no, self.badge,
        )  # fmt: skip

    def personal(self) -> dict[str, str]:
        """The values that were told, for the book's erasable side."""
        return {name: value for name, value in zip(self._fields, self, strict=True) if value}


# Asked of everybody in an import: all at once.
_measured, _listed = attrgetter(*LENGTHS), attrgetter(*LIST_OF)
