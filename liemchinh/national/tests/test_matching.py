"""Rows of their list and people of ours: certain, in doubt, or on one side alone; never two of them."""

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from liemchinh.imports.reading import MemberRow
from liemchinh.national.differing import Said, differences, fields_told
from liemchinh.national.matching import match
from liemchinh.national.people import Held
from liemchinh.web.dates import PartialDate
from liemchinh.web.text import fold

COLUMNS = ("card_no", "full_name", "birth", "gender", "organisation_id", "admitted_on")


def row(number: int, name: str, birth: str = "", card: str = "", **more) -> MemberRow:
    told = dict.fromkeys(("id", "gender", "ethnicity", "organisation_id", "left_kind", "education", "profession_level", "theory_level",
                          "occupation", "home_place", "cv_no", "badge"), "")  # fmt: skip
    told |= dict.fromkeys(("admitted_on", "official_on", "exempt_from", "left_on"))
    return MemberRow(file="a", sheet="", row=number, full_name=name, birth=PartialDate.parse(birth) if birth else None, card_no=card,
                     **(told | more))  # fmt: skip


def held(number: int, name: str, birth: str = "", card: str = "", **more) -> Held:
    blank = dict.fromkeys(
        ("gender", "home_place", "cv_no", "badge", "education", "profession_level", "theory_level", "occupation"), ""
    )
    return Held(person=number, full_name=name, search_key=fold(name), birth=birth, card_no=card, **(blank | more))


HUNG = held(1, "Lê Văn Hùng", "1970-05-02", "84000001")


def meant(rows, people, places=None):
    found = match(rows, people, places or {})
    return [(one.person.person if one.person else None, [other.person for other in one.perhaps]) for one in found.rows]


def test_the_same_card_is_the_same_person_whatever_the_marks_of_the_name():
    assert meant([row(2, "LE VAN HUNG", "1970", "84000001")], [HUNG]) == [(1, [])]


def test_a_card_on_another_name_is_in_doubt():
    assert meant([row(2, "Trần Thị Mai", "1988-01-01", "84000001")], [HUNG]) == [(None, [1])]


def test_without_a_card_name_and_birth_are_enough_and_another_birth_is_somebody_else():
    assert meant([row(2, "Lê Văn Hùng", "1970-05-02"), row(3, "Lê Văn Hùng", "1981-05-02")], [HUNG]) == [
        (1, []),
        (None, []),
    ]


def test_the_same_name_and_birth_with_another_card_stands_side_by_side():
    assert meant([row(2, "Lê Văn Hùng", "1970-05-02", "84999777")], [HUNG]) == [(None, [1])]


def test_two_namesakes_of_one_birth_are_told_apart_by_their_cards_alone():
    other = held(2, "Lê Văn Hùng", "1970-05-02")
    assert meant([row(2, "Lê Văn Hùng", "1970-05-02")], [HUNG, other]) == [(None, [1, 2])]
    assert meant([row(2, "Lê Văn Hùng", "1970-05-02", "84000001")], [HUNG, other]) == [(1, [])]


def test_two_rows_of_one_person_are_both_in_doubt_and_the_person_is_not_said_to_be_missing():
    found = match([row(2, "Lê Văn Hùng", "1970-05-02"), row(3, "Lê Văn Hùng", "", "84000001")], [HUNG], {})
    assert [one.person for one in found.rows] == [None, None] and found.here == [] and found.in_doubt == 1


def test_whoever_left_is_found_and_not_missed():
    left = held(2, "Trần Thị Mai", "1988-01-01", left="died", left_on=date(2026, 2, 3))
    assert match([], [HUNG, left], {}).here == [HUNG]
    assert meant([row(2, "Trần Thị Mai", "1988-01-01")], [HUNG, left]) == [(2, [])]


def differing(told, ours, places=None, called=None):
    return differences(told, ours, fields_told(COLUMNS), places or {}, called or {})


def test_what_differs_is_told_in_words_and_upper_case_is_no_difference():
    ours = held(1, "Lê Văn Hùng", "1970-05-02", "84000001", gender="nam", place=7, days={"admitted": "1990-02-03"})
    same = row(2, "LÊ VĂN HÙNG", "1970-05-02", "84000001", gender="nam", admitted_on=PartialDate.parse("1990-02-03"))
    assert differing(same, ours) == []
    other = row(
        2, "Lê Văn Hưng", "1970", "", gender="nam", organisation_id="B", admitted_on=PartialDate.parse("1990-02-04")
    )
    assert differing(other, ours, {"B": 8}, {7: "Chi bộ A", 8: "Chi bộ B"}) == [
        Said("full_name", "Lê Văn Hùng", "Lê Văn Hưng"), Said("card_no", "84000001", ""), Said("birth", "02/05/1970", "1970"),
        Said("admitted_on", "03/02/1990", "04/02/1990"), Said("organisation", "Chi bộ A", "Chi bộ B"),
    ]  # fmt: skip


def test_who_left_here_and_stands_there_differs_in_that():
    left = held(2, "Trần Thị Mai", "1988-01-01", left="died", left_on=date(2026, 2, 3))
    assert differing(row(2, "Trần Thị Mai", "1988-01-01"), left) == [
        Said("standing", "không còn: từ trần, 03/02/2026", "còn trong danh sách")
    ]


def test_ethnicity_is_never_compared():
    told = fields_told(("full_name", "ethnicity", "ethnicity_code", "gender_ethnicity"))
    assert told == {"full_name", "gender", "standing"}


NAMES = st.sampled_from(("Lê Văn Hùng", "Le Van Hung", "Lê Văn Hưng", "Trần Thị Mai", "Ngô Hai"))
BIRTHS = st.sampled_from(("", "1970", "1970-05-02", "1970-02-05", "1988-01-01"))
CARDS = st.sampled_from(("", "84000001", "84000002", "84000011"))


@given(
    st.lists(st.tuples(NAMES, BIRTHS, CARDS), max_size=8),
    st.lists(st.tuples(NAMES, BIRTHS, CARDS, st.booleans()), max_size=8),
)
def test_every_row_and_every_member_is_counted_once(told, ours):
    rows = [row(number, *values) for number, values in enumerate(told, 2)]
    people = [
        held(number, name, birth, card, left="died" if left else "")
        for number, (name, birth, card, left) in enumerate(ours)
    ]
    found = match(rows, people, {})
    certain = [one.person.person for one in found.rows if one.person]
    assert [one.row for one in found.rows] == rows
    assert len(certain) == len(set(certain))
    assert not any(one.person and one.perhaps for one in found.rows)
    members = {one.person for one in people if not one.left}
    assert len(members) == len(members & set(certain)) + len(found.here) + found.in_doubt
    assert not {one.person for one in found.here} & set(certain)
