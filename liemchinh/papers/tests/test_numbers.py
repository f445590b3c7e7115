"""Numbers run from 01 by type, organ and term, without gaps; none is given twice; the book says what is missing and what was voided."""

from datetime import date
from typing import Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from liemchinh.casework.models import Case
from liemchinh.casework.steps import NewPaper, Taken, Who, open_case
from liemchinh.casework.undoing import cancel_case
from liemchinh.journal.models import Entry
from liemchinh.journal.queries import entries_visible_to
from liemchinh.journal.sentences import sentences
from liemchinh.journal.verification import recount_state
from liemchinh.members.models import Term
from liemchinh.members.terms import TermFacts, cancel_term, correct_term, record_term
from liemchinh.papers.issuers import Heading, Issuer, set_letterhead, suggestions, take_suggestions
from liemchinh.papers.models import Letterhead, Number
from liemchinh.papers.queries import book_of, gaps_in, numbers_visible_to
from liemchinh.papers.services import cancel_noted, draw_number, keep_number, note_numbers, take_number, void_number
from regulations.answers import Refused

ON = date(2026, 2, 2)


def take(world: Any, issuer: Issuer, code: str = "decision", on: date = ON, **more: Any) -> Number:
    return take_number(issuer, code, on, actor=world.actor("console"), **more)


def test_each_type_of_each_organ_runs_from_01(world: Any, commission: Issuer) -> None:
    committee = Issuer(commission.organisation)
    taken = [
        take(world, commission).written, take(world, commission).written, take(world, commission, "plan").written,
        take(world, committee).written, take(world, commission).written,
    ]  # fmt: skip
    assert taken == ["01-QĐ/UBKTĐU", "02-QĐ/UBKTĐU", "01-KH/UBKTĐU", "01-QĐ/ĐU", "03-QĐ/UBKTĐU"]
    assert list(recount_state()) == []


def test_a_decision_and_a_regulation_bear_one_symbol_and_run_apart(world: Any, commission: Issuer) -> None:
    assert [take(world, commission, code).written for code in ("decision", "regulation", "decision")] == [
        "01-QĐ/UBKTĐU", "01-QĐ/UBKTĐU", "02-QĐ/UBKTĐU",
    ]  # fmt: skip


def test_the_year_ends_and_the_numbers_go_on_the_term_ends_and_they_begin_anew(world: Any, commission: Issuer) -> None:
    days = (date(2025, 12, 31), date(2026, 1, 1), date(2026, 2, 28))
    assert [take(world, commission, on=day).number for day in days] == [1, 2, 3]
    record_term(commission.organisation, TermFacts(28, date(2026, 3, 1)), actor=world.actor("console"))
    assert take(world, commission, on=date(2026, 3, 1)).number == 1
    assert sorted(Number.objects.values_list("term", "number")) == [(27, 1), (27, 2), (27, 3), (28, 1)]


def test_secret_and_open_documents_share_the_numbers(world: Any, commission: Issuer) -> None:
    take(world, commission)
    row = take(world, commission, secret=True, lies_at="tủ 2")
    assert (row.number, row.is_secret, row.lies_at) == (2, True, "tủ 2")
    assert take(world, commission).number == 3


def test_what_speaks_against_a_number_is_told_at_once(world: Any, commission: Issuer) -> None:
    before = date(2025, 1, 1)
    with pytest.raises(Refused) as refused:
        take(world, commission, "statute", before)
    assert [one.code for one in refused.value.refusals] == ["type", "no-symbol", "no-term"]
    with pytest.raises(Refused, match="là ngày chưa đến"):
        take(world, commission, on=date(2026, 3, 4))
    take(world, commission)
    with pytest.raises(Refused, match="không đề ngày trước đó"):
        take(world, commission, on=date(2026, 2, 1))
    with pytest.raises(Refused, match="Không có loại văn bản này"):
        take(world, commission, "nothing")
    assert Number.objects.count() == 1


def test_numbers_used_on_paper_are_noted_and_the_next_comes_after_them(world: Any, commission: Issuer) -> None:
    console = world.actor("console")
    note_numbers(commission, "decision", 1, 14, date(2025, 12, 1), actor=console)
    note_numbers(commission, "decision", 17, 17, date(2026, 1, 5), actor=console)
    (book,) = book_of(commission, 27)
    assert (book.last, book.missing, list(book.gaps)) == (17, 2, [(15, 16)])
    with pytest.raises(Refused, match="Đã có trong sổ: 14-QĐ/UBKTĐU, 17-QĐ/UBKTĐU"):
        note_numbers(commission, "decision", 14, 17, date(2026, 1, 5), actor=console)
    assert take(world, commission).number == 18
    note_numbers(commission, "decision", 15, 16, date(2026, 1, 4), actor=console)
    assert book_of(commission, 27)[0].gaps == [] and list(recount_state()) == []
    assert [row.dated for row in Number.objects.order_by("number")[13:17]] == [None, None, None, date(2026, 1, 5)]


@pytest.mark.parametrize(("first", "last"), [(0, 1), (3, 2), (1, 5001)])
def test_impossible_runs_are_refused(world: Any, commission: Issuer, first: int, last: int) -> None:
    with pytest.raises(Refused, match="số đầu không lớn hơn số cuối"):
        note_numbers(commission, "decision", first, last, ON, actor=world.actor("console"))


def test_a_number_noted_wrongly_goes_and_is_free_again(world: Any, commission: Issuer) -> None:
    console = world.actor("console")
    note_numbers(commission, "decision", 1, 3, ON, actor=console)
    wrong = Number.objects.get(number=3)
    cancel_noted(wrong.pk, reason="typing", actor=console)
    assert book_of(commission, 27)[0].last == 2 and take(world, commission).number == 3
    with pytest.raises(Refused, match="không phải số ghi từ sổ giấy"):
        cancel_noted(Number.objects.get(number=3, cancelled_by=None).pk, reason="typing", actor=console)
    with pytest.raises(Refused, match="không còn trong sổ"):
        cancel_noted(wrong.pk, reason="typing", actor=console)
    kinds = Entry.objects.filter(kind__startswith="papers.").order_by("sequence").values_list("kind", flat=True)
    assert list(kinds)[2:] == ["papers.numbers_noted", "papers.noted_cancelled", "papers.number_taken"]
    assert list(kinds)[:2] == ["papers.letterhead_set"] * 2
    assert list(recount_state()) == []


def test_a_voided_number_stays_in_the_book_and_is_never_given_again(world: Any, commission: Issuer) -> None:
    console = world.actor("console")
    take(world, commission)
    last = take(world, commission)
    with pytest.raises(Refused, match="Chưa chọn lý do"):
        void_number(last.pk, reason="other", actor=console)
    void_number(last.pk, reason="spoiled", actor=console)
    assert take(world, commission).number == 3
    (book,) = book_of(commission, 27)
    assert (book.last, book.voided, list(book.gaps)) == (3, 1, [])
    assert Entry.objects.filter(kind="papers.number_voided").count() == 1
    with pytest.raises(Refused, match="đã được bỏ"):
        void_number(last.pk, reason="spoiled", actor=console)
    assert list(recount_state()) == []


def test_a_paper_of_a_case_bears_its_number_and_the_organisations_book_of_acts_says_nothing_of_it(
    world: Any, commission: Issuer, tried: str
) -> None:
    console = world.actor("console")
    with transaction.atomic():
        drawn = draw_number(commission, "decision", ON)
        paper = NewPaper("decision", drawn.written, ON, commission.organisation)
        case = open_case(
            tried, [Who("branch", world.places["branch"])], Taken("begun", ON, papers=[paper]), actor=console
        )
        row = keep_number(drawn, case=case.pk, step="begun", kind="decision", actor=console)
    assert (row.written, Case.objects.get().papers.get().number) == ("01-QĐ/UBKTĐU",) * 2
    entry = Entry.objects.get(kind="papers.number_taken")
    assert entry.case_id == case.pk
    assert not entries_visible_to(world.actor("nam")).filter(pk=entry.pk).exists()
    with pytest.raises(Refused, match="có hiệu lực"):
        void_number(row.pk, reason="spoiled", actor=console)
    with transaction.atomic():
        cancel_case(case, reason="twice", actor=console)
    void_number(row.pk, reason="step_cancelled", actor=console)
    assert list(recount_state()) == []


def test_a_number_is_told_in_words(world: Any, commission: Issuer) -> None:
    take(world, commission, "plan")
    entry = Entry.objects.get(kind="papers.number_taken")
    assert sentences([entry]) == ["Cấp số 01-KH/UBKTĐU (Kế hoạch) của Đảng bộ xã Trà Mây"]


def test_a_term_is_not_taken_away_from_under_its_numbers(world: Any, commission: Issuer) -> None:
    console, term = world.actor("console"), Term.objects.get(number=27)
    take(world, commission)
    for facts in (TermFacts(26, term.starts_on), TermFacts(27, date(2026, 2, 3)), TermFacts(27, term.starts_on, ON)):
        with pytest.raises(Refused, match="Có 1 số văn bản của nhiệm kỳ thứ 27"):
            correct_term(term.pk, facts, reason="typing", actor=console)
    with pytest.raises(Refused, match="Có 1 số văn bản"):
        cancel_term(term.pk, reason="twice", actor=console)
    with pytest.raises(Refused, match="Có 1 số văn bản"):
        record_term(commission.organisation, TermFacts(28, ON), actor=console)
    correct_term(term.pk, TermFacts(27, ON, date(2026, 2, 3)), reason="typing", actor=console)


def test_how_an_organ_is_written_holds_from_a_day_and_old_numbers_keep_theirs(world: Any, commission: Issuer) -> None:
    console, later = world.actor("console"), date(2026, 2, 10)
    old = take(world, commission)
    set_letterhead(commission, Heading("UBKTXTM", "Ủy ban kiểm tra xã"), later, actor=console)
    assert [take(world, commission, on=day).written for day in (date(2026, 2, 9), later)] == [
        "02-QĐ/UBKTĐU",
        "03-QĐ/UBKTXTM",
    ]
    assert Number.objects.get(pk=old.pk).written == "01-QĐ/UBKTĐU"
    set_letterhead(commission, Heading("UBKTĐU", "Ủy ban kiểm tra"), later, actor=console)
    rows = Letterhead.objects.filter(organ="inspection", cancelled_by=None).order_by("valid_from")
    assert [(row.symbol, row.valid_to) for row in rows] == [("UBKTĐU", later), ("UBKTĐU", None)]
    assert list(recount_state()) == []


@pytest.mark.parametrize("symbol", ["", "đu", "ĐU/x", "Đ U", "05-QĐ/ĐU"])
def test_a_symbol_must_be_readable_again(world: Any, commission: Issuer, symbol: str) -> None:
    with pytest.raises(Refused, match="Ký hiệu cơ quan phải viết liền"):
        set_letterhead(commission, Heading(symbol, "Ủy ban kiểm tra"), ON, actor=world.actor("console"))


def test_suggestions_are_taken_where_nothing_is_written_and_nothing_is_taken_of_what_is_not_known(
    world: Any, commission: Issuer
) -> None:
    province, console = world.places["province"], world.actor("console")
    assert suggestions([world.places["district"]], ON)[Issuer(world.places["district"])].symbol == ""
    count = take_suggestions(province, ON, actor=console)
    written = set(Letterhead.objects.filter(recorded_by__gt=0, valid_from=ON).values_list("organisation_id", "symbol"))
    assert written == {
        (province, "TU"), (province, "UBKTTU"), (province, "VPTU"), (province, "BTCTU"), (province, "BTGDVTU"),
        (world.places["branch"], "CB"), (world.places["sibling"], "CB"),
    }  # fmt: skip
    assert count == 7 and take_suggestions(province, ON, actor=console) == 0
    assert list(recount_state()) == []


def test_only_who_keeps_the_book_sees_the_numbers(world: Any, commission: Issuer) -> None:
    take(world, commission)
    seers = [name for name in ("an", "nam", "khoa", "chi", "binh", "giang", "hien", "dung", "quan", "lan")
             if numbers_visible_to(world.actor(name)).exists()]  # fmt: skip
    assert seers == ["an", "nam", "khoa"]


@given(st.sets(st.integers(1, 200)))
def test_numbers_and_gaps_together_are_all_up_to_the_highest(numbers: set[int]) -> None:
    missing = {number for first, last in gaps_in(numbers) for number in range(first, last + 1)}
    assert missing | numbers == set(range(1, max(numbers, default=0) + 1)) and not missing & numbers
