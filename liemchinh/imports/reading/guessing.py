"""Guesses what a table is and what its columns mean, from its titles, headings and a look at its values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from liemchinh.imports.reading.headings import JOINED, Meaning, meaning_of, very_words
from liemchinh.imports.reading.mapping import DEFAULT_ETHNIC_LIST, Column, ListFrom, Mapping, fingerprint_of
from liemchinh.imports.reading.sheets import Cell
from liemchinh.imports.reading.values.codes import ETHNIC_LISTS, split_ethnicity
from liemchinh.imports.reading.values.outcome import tidy
from liemchinh.imports.reading.vocabulary import Refusable, TableWords, Vocabulary, heading_key, never_taken
from regulations.code_lists import CodeList

UNKNOWN = "unknown"


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


# The English headings that are read without mapping; those of the second set may be missing.
EXACT: dict[str, tuple[frozenset[str], frozenset[str]]] = {
    "organisations": (
        _words("id code name level kind parent_id valid_from"),
        _words("valid_to unit_type"),
    ),
    "successions": (_words("date from_id to_id kind extent"), frozenset()),
    "members": (
        _words(
            "id card_no full_name gender birth ethnicity organisation_id admitted_on official_on exempt_from left_on left_kind"
        ),
        _words("education profession_level theory_level occupation home_place cv_no badge"),
    ),
    "events": (_words("id member_id organisation_id kind date"), frozenset()),
}


@dataclass(frozen=True, slots=True)
class Guess:
    """The kind (one that is read, one that is refused, or UNKNOWN), its Vietnamese name, why it is refused, and the mapping."""

    kind: str
    name: str
    refusal: str
    mapping: Mapping


def guess(headings: Sequence[str], titles: Iterable[str], vocabulary: Vocabulary) -> Guess:
    """Never raises. A title that names a refused kind decides; otherwise the kind with the most fields of its own."""
    fingerprint = fingerprint_of(headings)
    words = _exactly(headings, vocabulary)
    if words:
        fields = _english_names(headings, words)
        columns = tuple(_exact_column(place, heading, fields[place]) for place, heading in enumerate(headings))
        return Guess(words.code, words.name, "", Mapping(words.code, columns, fingerprint, exact=True))
    refusable = _refused(headings, titles, vocabulary)
    if refusable:
        refusal = (
            f"Đây là {refusable.name}; phần nạp không đọc loại bảng này. {refusable.advice} "
            "Nếu nhận nhầm, hãy sửa dòng tiêu đề trên bảng."
        )
        return Guess(
            refusable.code, refusable.name, refusal, _untaken(headings, refusable.code, fingerprint, refusable.name)
        )
    candidates = [(words, _columns(headings, words, vocabulary)) for words in vocabulary.tables.values()]
    fitting = [(words, columns) for words, columns in candidates if _fits(words, columns)]
    if not fitting:
        refusal = "Không nhận ra loại bảng này từ tên các cột. Hãy chỉ rõ cột nào là họ và tên, ngày sinh… rồi nạp lại."
        return Guess(
            UNKNOWN, "bảng chưa nhận ra", refusal, _untaken(headings, UNKNOWN, fingerprint, "bảng chưa nhận ra")
        )
    words, best = max(fitting, key=lambda found: sum(column.confidence for column in found[1] if column.field))
    return Guess(words.code, words.name, "", Mapping(words.code, tuple(best), fingerprint))


def _exact_column(place: int, heading: str, field: str) -> Column:
    if field:
        return Column(place, heading, field, "", 1.0)
    never = never_taken(heading)
    return Column(place, heading, "", never or "mẫu không có cột này", 1.0, bool(never))


def map_as(kind: str, headings: Sequence[str], vocabulary: Vocabulary) -> Mapping:
    """The best mapping of these headings if the table is of that kind, for a person who says so."""
    return Mapping(kind, tuple(_columns(headings, vocabulary.tables[kind], vocabulary)), fingerprint_of(headings))


def _exactly(headings: Sequence[str], vocabulary: Vocabulary) -> TableWords | None:
    for kind, (needed, _) in EXACT.items():
        words = vocabulary.tables[kind]
        if needed <= set(_english_names(headings, words).values()):
            return words
    return None


def _english_names(headings: Sequence[str], words: TableWords) -> dict[int, str]:
    """Place → field for headings that are the English name or the first Vietnamese name of a field; "" for the others."""
    needed, more = EXACT[words.code]
    names = {heading_key(name): code for code in needed | more for name in (code, words.fields[code][0])}
    taken: set[str] = set()
    found = {}
    for place, heading in enumerate(headings):
        code = names.get(heading_key(heading), "")
        found[place] = "" if code in taken else code
        taken.add(code)
    return found


def _refused(headings: Sequence[str], titles: Iterable[str], vocabulary: Vocabulary) -> Refusable | None:
    title = f" {' '.join(map(heading_key, titles))} "
    keys = {heading_key(part) for heading in headings for part in (heading, *heading.split(JOINED))}
    best, most = None, 1
    for refusable in vocabulary.refused:
        score = 3 * any(f" {words} " in title for words in refusable.titles) + len(refusable.headings & keys)
        if score > most:
            best, most = refusable, score
    return best


def _untaken(headings: Sequence[str], kind: str, fingerprint: str, name: str) -> Mapping:
    return Mapping(
        kind, tuple(_untaken_column(place, heading, name) for place, heading in enumerate(headings)), fingerprint
    )


def _untaken_column(place: int, heading: str, name: str) -> Column:
    never = never_taken(heading.replace(JOINED, " "))
    return Column(place, heading, "", never or f"{name}: không đọc", 0.0, bool(never))


def _fits(words: TableWords, columns: Sequence[Column]) -> bool:
    found = {column.field for column in columns if column.field}
    if "family_name" in found and "given_name" in found:
        found.add("full_name")
    return set(words.core) <= found and len(found) >= words.enough


def _columns(headings: Sequence[str], words: TableWords, vocabulary: Vocabulary) -> list[Column]:
    meanings = {place: _meaning(heading, words, vocabulary) for place, heading in enumerate(headings)}
    best: dict[str, int] = {}
    for place, meaning in meanings.items():
        if isinstance(meaning, Meaning):
            known = best.get(meaning.field)
            if known is None or _better(meaning, headings[place], meanings[known], headings[known], words):
                best[meaning.field] = place
    columns = []
    for place, heading in enumerate(headings):
        meaning = meanings[place]
        if isinstance(meaning, str):
            columns.append(
                Column(place, heading, "", meaning, 1.0, meaning == never_taken(heading.replace(JOINED, " ")))
            )
        elif best[meaning.field] == place:
            columns.append(Column(place, heading, meaning.field, "", meaning.confidence))
        elif meaning.field == "full_name" and heading == headings[best["full_name"]] and place == best["full_name"] + 1:
            columns.append(Column(place, heading, "given_name", "", 0.9))
        else:
            columns.append(Column(place, heading, "", f"trùng ý với cột “{headings[best[meaning.field]]}”", 0.8))
    return _split_names(columns)


def _split_names(columns: list[Column]) -> list[Column]:
    """One heading "Họ và tên" over two columns: the family name and the given name."""
    places = {column.field: column.index for column in columns if column.field}
    if (
        "given_name" in places
        and "full_name" in places
        and "family_name" not in places
        and places["given_name"] == places["full_name"] + 1
    ):
        whole = columns[places["full_name"]]
        columns[whole.index] = Column(whole.index, whole.heading, "family_name", "", 0.9)
    return columns


def _meaning(heading: str, words: TableWords, vocabulary: Vocabulary) -> Meaning | str:
    """The meaning, or why the column is not taken."""
    key = heading_key(heading.replace(JOINED, " "))
    if not key:
        return "cột không có tên"
    very = very_words(heading, words)
    if very:
        # A combined column of an official form is known by its very words before its forbidden part is seen; that part is not read.
        return Meaning(very, 1.0)
    never = never_taken(heading.replace(JOINED, " "))
    if never:
        return never
    last = heading_key(heading.split(JOINED)[-1])
    if key in vocabulary.not_kept:
        return vocabulary.not_kept[key]
    meaning = meaning_of(heading, words)
    if last in vocabulary.not_kept and (meaning is None or meaning.confidence < 0.9):
        return vocabulary.not_kept[last]
    return meaning or "không có mục tương ứng"


def _better(one: Meaning, heading: str, other: Meaning | str, other_heading: str, words: TableWords) -> bool:
    if not isinstance(other, Meaning):
        return True
    if one.confidence != other.confidence:
        return one.confidence > other.confidence
    # Among equals the earlier spelling in the list is the more proper name: "Mã tổ chức" before "Chi hội".
    order = [heading_key(name) for name in (one.field, *words.fields.get(one.field, ()))]
    place, other_place = heading_key(heading), heading_key(other_heading)
    return place in order and other_place in order and order.index(place) < order.index(other_place)


def guess_ethnic_list(pairs: Iterable[tuple[Cell, Cell]], groups: CodeList) -> tuple[str, ListFrom]:
    """Which list the numbers follow, from cells (group, number) of the same rows; and whether the table's names prove it.

    Cells such as "05 - Khmer" count as well. A list is proven when every pair agrees with it and no other list does as well.
    """
    agreeing = dict.fromkeys(ETHNIC_LISTS, 0)
    numbers = named = 0
    for group, code in pairs:
        number, name = split_ethnicity(tidy(group))
        number = tidy(code) or number
        if not number.isdigit():
            continue
        numbers += 1
        found = groups.find(name) if name else None
        if found:
            named += 1
            for label in agreeing:
                stated = found.codes.get(label) or found.unverified.get(label, "")
                agreeing[label] += stated.lstrip("0") == number.lstrip("0")
    if not numbers:
        return DEFAULT_ETHNIC_LIST, ""
    full = [label for label, count in agreeing.items() if named and count == named]
    if len(full) == 1:
        return full[0], "names"
    # Several lists agree: still assumed, but not a list that the names contradict.
    return (DEFAULT_ETHNIC_LIST if not full or DEFAULT_ETHNIC_LIST in full else full[0]), "default"
