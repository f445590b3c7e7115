"""The closed catalogue of conduct: what a person or organisation may be asked about, and nothing else (guards 2).

One file, shipped with the product, the same for every charter. There is no parameter to read another file, no layer and no item "other".
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from regulations.reading import Malformed, Problem, Reader, open_file
from regulations.words import own

PATH = Path(__file__).with_name("catalogue.toml")
GROUPS: Mapping[str, str] = {
    "office": "Việc làm khi thi hành chức trách",
    "money": "Sử dụng tiền và tài sản",
    "procedure": "Thủ tục và thẩm quyền",
    "duty": "Nhiệm vụ của thành viên",
    "ethics": "Đạo đức công vụ",
}
GROUPS_IN_ENGLISH: Mapping[str, str] = {
    "office": "Conduct in office",
    "money": "Use of money and property",
    "procedure": "Procedure and competence",
    "duty": "Duties of membership",
    "ethics": "Ethics in office",
}
# A survey asks about conduct that colleagues see at work, and ethics in office: never about duties of membership.
SURVEYED = ("office", "money", "procedure", "ethics")
MOST_SURVEYED, SURVEYED_BY_DEFAULT = 40, 12
_DEFAULT, _OFFERED = "default", "offered"
_LONGEST = 120
_OPEN_WORDS = ("khác", "vân vân", "v.v", "other", "…", "...")


@dataclass(frozen=True, slots=True)
class Item:
    """One kind of conduct, by a code that never changes.

    `citizens`: of those a citizen may report on a public page. `survey`: "default" or "offered" where a conduct survey may ask about it.
    """

    code: str
    group: str
    text: str
    gloss: str
    citizens: bool = False
    survey: str = ""


def read_catalogue(path: Path) -> tuple[Item, ...]:
    """Read and check a catalogue. Raises Malformed for an unknown group or key, a code used twice, a long or open-ended item,
    and for a survey of more than forty items, of another default round than of twelve, or about duties of membership."""
    problems: list[Problem] = []
    reader = open_file(path, problems)
    rows = reader.tables("item", named="code") if reader else []
    items = [_item(row) for row in rows]
    if reader:
        reader.close()
        _report_twins(reader, items)
        _report_survey(reader, items)
    if problems:
        raise Malformed(problems)
    return tuple(items)


def _item(row: Reader) -> Item:
    mark = row.text("survey", required=False, choices=(_DEFAULT, _OFFERED)) if row.has("survey") else ""
    item = Item(
        row.text("code"), row.text("group", choices=GROUPS), own(row.text("text")), own(row.text("gloss")), row.flag("citizens"), mark
    )  # fmt: skip
    row.close()
    if item.survey and item.group not in SURVEYED:
        row.report("phiếu khảo sát không hỏi về nhóm này", "survey")
    if item.group and not item.code.startswith(f"{item.group}."):
        row.report(f"mã phải bắt đầu bằng “{item.group}.”", "code")
    if len(item.text) > _LONGEST:
        row.report(f"dài quá {_LONGEST} chữ; mỗi mục là một hành vi, một câu ngắn", "text")
    for word in _OPEN_WORDS:
        if word in item.text.lower() or word in item.gloss.lower().split():
            row.report(f"có “{word}”: danh mục đóng, không có mục mở; việc ngoài danh mục để trên giấy", "text")
    return item


def _report_twins(reader: Reader, items: Iterable[Item]) -> None:
    codes: set[str] = set()
    texts: set[str] = set()
    for item in items:
        if item.code in codes or item.text in texts:
            reader.report("mã hoặc nội dung đã có ở một mục trước", f"item[{item.code}]")
        codes.add(item.code)
        texts.add(item.text)


def _report_survey(reader: Reader, items: Iterable[Item]) -> None:
    marks = [item.survey for item in items if item.survey]
    if marks and (len(marks) > MOST_SURVEYED or marks.count(_DEFAULT) != SURVEYED_BY_DEFAULT):
        told = f"phiếu khảo sát: nhiều nhất {MOST_SURVEYED} mục, đúng {SURVEYED_BY_DEFAULT} mục thường lệ"
        reader.report(told, "item")


@cache
def survey_items() -> Mapping[str, Item]:
    """What a conduct survey may ask about, by code, in the order of the file."""
    return {code: item for code, item in catalogue().items() if item.survey}


def default_round() -> tuple[str, ...]:
    """The items of a round for which nothing else was chosen."""
    return tuple(code for code, item in survey_items().items() if item.survey == _DEFAULT)


@cache
def catalogue() -> Mapping[str, Item]:
    """The shipped catalogue by code, in the order of the file."""
    return {item.code: item for item in read_catalogue(PATH)}


@cache
def reportable() -> Mapping[str, Item]:
    """The kinds of conduct a citizen may report, by code: those that happen towards citizens or with what is theirs."""
    return {code: item for code, item in catalogue().items() if item.citizens}
