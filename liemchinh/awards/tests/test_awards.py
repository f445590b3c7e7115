"""Who is due for a badge, why, and what becomes of it step by step."""

from datetime import date

import pytest

from liemchinh.awards.models import Award
from liemchinh.awards.occasions import Occasion, next_occasion, occasions
from liemchinh.awards.queries import count_awarded, due_visible_to, named, years_written
from liemchinh.awards.reckoning import calculation, completed_years, histories
from liemchinh.awards.recount import differences
from liemchinh.awards.services import cancel_step, decide_awards, hand_over, note_register, propose_awards
from liemchinh.awards.tests.people import BEFORE, NEXT, away, veteran
from liemchinh.journal.models import Entry
from liemchinh.journal.sentences import sentences
from liemchinh.members.erasing import erase_people
from liemchinh.members.services import NewAct, record_act
from liemchinh.web.discovery import waiting_for
from regulations.answers import Refused
from tests.world import CONSOLE, World

pytestmark = pytest.mark.django_db
OCCASION = Occasion(NEXT, BEFORE)
TODAY = date(2026, 3, 3)


def due(
    world: World, name: str = "nam", place: str = "commune", occasion: Occasion = OCCASION
) -> list[tuple[str, int, str]]:
    found = named(due_visible_to(world.actor(name), world.places[place], occasion))
    return [(one.name, one.due.years, one.due.answer.verdict) for one in found]


def codes(refused: "pytest.ExceptionInfo[Refused]") -> set[str]:
    return {refusal.code for refusal in refused.value.refusals}


def test_badges_are_handed_over_on_four_days_of_the_year_the_next_one_is_told() -> None:
    assert next_occasion(TODAY) == OCCASION == next_occasion(NEXT)
    assert [one.day for one in occasions(TODAY, back=2, ahead=3)] == [
        date(2025, 11, 7), BEFORE, NEXT, date(2026, 9, 2), date(2026, 11, 7),
    ]  # fmt: skip
    assert occasions(date(2015, 1, 1)) == [] and next_occasion(date(2015, 1, 1)) is None  # before any verified text


def test_due_is_whoever_reaches_the_years_after_the_occasion_before_and_by_this_one(world: World) -> None:
    admitted = {
        "Lý Văn Sáu": date(1996, 2, 3), "Lý Văn Tám": date(1996, 2, 4), "Sơn Thị Ba": date(1996, 5, 19), "Sơn Thị Tư": date(1996, 5, 20),
        "Kim Văn Mười": date(1991, 5, 1), "Diệp Minh Châu": date(1946, 5, 19),
    }  # fmt: skip
    for name, day in admitted.items():
        veteran(world, name, day)
    assert due(world) == [("Sơn Thị Ba", 30, "yes"), ("Diệp Minh Châu", 80, "yes"), ("Lý Văn Tám", 30, "yes")]
    assert ("Lý Văn Sáu", 30, "yes") in due(world, occasion=Occasion(BEFORE, date(2025, 11, 7)))


def test_time_away_whose_treatment_no_verified_text_settles_is_shown_as_unknown_with_both_days(world: World) -> None:
    person = veteran(world, "Trương Hữu Lộc", date(1996, 3, 1))
    away(world, person, date(2018, 1, 1), date(2022, 1, 1))
    assert due(world) == [("Trương Hữu Lộc", 30, "unknown")]
    answer, lines = calculation(histories([person])[person], 30, NEXT)
    assert [(line.label, line.says) for line in lines] == [
        ("Ngày vào Đảng", "01/03/1996"),
        ("Kết nạp lại", "ra khỏi Đảng từ 01/01/2018 đến hết 31/12/2021, 1.461 ngày: chưa rõ có tính hay không (Quy định 294-QĐ/TW)"),
        ("Cộng", "sớm nhất 01/03/1996 + 30 năm = 01/03/2026; muộn nhất 01/03/1996 + 30 năm = 01/03/2026;"
                 " + 1.461 ngày không tính = 01/03/2030"),
        ("Kết luận", "chưa rõ: đủ 30 năm sớm nhất ngày 01/03/2026, muộn nhất ngày 01/03/2030"),
        ("Căn cứ", "Điều 5, khoản 4, Điều lệ Đảng"),
    ]  # fmt: skip
    assert answer.verdict == "unknown" and completed_years(histories([person])[person], TODAY) is None
    assert due(world, occasion=Occasion(date(2030, 5, 19), date(2030, 2, 3))) == [("Trương Hữu Lộc", 30, "yes")]


def test_under_the_text_of_2021_the_time_away_is_left_out_and_a_membership_restored_counts_on(world: World) -> None:
    readmitted, restored = (veteran(world, name, date(1990, 5, 1)) for name in ("Quách Thị Lài", "Quách Văn Đực"))
    away(world, readmitted, date(2017, 1, 1), date(2021, 1, 1))
    away(world, restored, date(2017, 1, 1), date(2021, 1, 1), "restored")
    known = histories([readmitted, restored])
    days = (date(2024, 4, 30), date(2024, 5, 1))
    assert [calculation(known[readmitted], 30, day)[0].verdict for day in days] == ["no", "yes"]
    assert [calculation(known[restored], 30, day)[0].verdict for day in days] == ["yes", "yes"]
    assert "tính liên tục" in calculation(known[restored], 30, days[0])[1][1].says


def test_somebody_on_another_list_for_a_time_counts_on_and_an_admission_told_as_a_year_is_unknown_within_it(
    world: World,
) -> None:
    person = veteran(world, "Âu Dương Tấn", date(1996, 3, 1))
    record_act(person, NewAct("transferred_out", date(2018, 1, 1), world.places["branch"]), actor=CONSOLE)
    record_act(person, NewAct("transferred_in", date(2019, 1, 1), world.places["sibling"]), actor=CONSOLE)
    veteran(world, "Bành Thị Út", date(1996, 1, 1), told="1996")
    assert due(world) == [("Âu Dương Tấn", 30, "yes"), ("Bành Thị Út", 30, "unknown")]
    assert ("Sinh hoạt ở nơi khác", "từ 01/01/2018 đến hết 31/12/2018, tính liên tục") in [
        (line.label, line.says) for line in calculation(histories([person])[person], 30, NEXT)[1]
    ]


def test_whoever_has_the_badge_left_or_died_is_not_due_and_an_open_matter_changes_nothing(world: World) -> None:
    veteran(world, "Hồ Thị Chín", date(1996, 3, 1), badge="HH 30 năm")
    veteran(world, "Hồ Thị Mười", date(1986, 3, 1), badge="30")
    dead, helped = (veteran(world, name, date(1996, 3, 1)) for name in ("Tiêu Văn Ân", "Tiêu Văn Bảy"))
    record_act(dead, NewAct("died", date(2026, 1, 5), world.places["branch"]), actor=CONSOLE)
    record_act(helped, NewAct("suspended", date(2026, 1, 5), world.places["branch"]), actor=CONSOLE)
    assert due(world) == [("Tiêu Văn Bảy", 30, "yes"), ("Hồ Thị Mười", 40, "yes")]
    assert [years_written(text) for text in ("40 năm", "HH 45", "12345", "", "20")] == [40, 45, 0, 0, 0]


def test_each_sees_who_is_due_within_their_scope_only(world: World) -> None:
    veteran(world, "Lưu Thị Gấm", date(1996, 3, 1))
    veteran(world, "Lưu Văn Lụa", date(1996, 3, 1), place="sibling")
    assert {name: len(due(world, name)) for name in ("an", "nam", "chi", "dung", "binh", "giang")} == {
        "an": 2, "nam": 2, "chi": 1, "dung": 0, "binh": 0, "giang": 0,
    }  # fmt: skip


def stands(person: int) -> list[tuple[str, date | None, str, date | None]]:
    rows = Award.objects.filter(person_id=person, cancelled_by=None)
    return list(rows.values_list("decision", "decided_on", "badge_no", "handed_on"))


def test_an_award_goes_from_proposal_to_decision_to_the_hand_and_each_step_is_in_the_book(world: World) -> None:
    nam, branch = world.actor("nam"), world.places["branch"]
    person = veteran(world, "Nghiêm Thị Sương", date(1996, 3, 1))
    propose_awards(OCCASION, [(person, 30)], actor=nam)
    assert due(world) == [] and stands(person) == [("", None, "", None)]
    decide_awards([Award.objects.get(cancelled_by=None).pk], " 219-QĐ/TU ", TODAY, actor=nam)
    hand_over(Award.objects.get(cancelled_by=None).pk, TODAY, "A 0123", actor=nam)
    assert stands(person) == [("219-QĐ/TU", TODAY, "A 0123", TODAY)]
    entries = list(Entry.objects.filter(kind__startswith="awards.").order_by("sequence"))
    assert [(entry.kind, entry.organisation_id) for entry in entries] == [
        ("awards.proposed", branch), ("awards.awarded", branch), ("awards.handed_over", branch),
    ]  # fmt: skip
    assert (
        sentences(entries)[1]
        == "Tặng Huy hiệu 30 năm tuổi đảng cho Nghiêm Thị Sương của Chi bộ ấp Gò Cát, quyết định 219-QĐ/TU"
    )
    assert list(differences()) == []


def test_a_decision_or_a_hand_over_of_a_day_to_come_is_not_recorded(world: World) -> None:
    nam, ahead = world.actor("nam"), date(2026, 3, 4)
    person = veteran(world, "Nghiêm Thị Sương", date(1996, 3, 1))
    propose_awards(OCCASION, [(person, 30)], actor=nam)
    award = Award.objects.get(cancelled_by=None).pk
    with pytest.raises(Refused) as refused:
        decide_awards([award], "219-QĐ/TU", ahead, actor=nam)
    assert codes(refused) == {"ahead"} and stands(person) == [("", None, "", None)]
    decide_awards([award], "219-QĐ/TU", TODAY, actor=nam)
    with pytest.raises(Refused) as refused:
        hand_over(Award.objects.get(cancelled_by=None).pk, ahead, actor=nam)
    assert codes(refused) == {"ahead"} and stands(person) == [("219-QĐ/TU", TODAY, "", None)]


def test_badges_are_counted_by_years_under_every_organisation_above_and_by_the_day_of_the_decision(
    world: World,
) -> None:
    nam = world.actor("nam")
    people = [
        veteran(world, "Phó Thị Sen", date(1996, 3, 1)),
        veteran(world, "Phó Văn Súng", date(1986, 3, 1), place="sibling"),
    ]
    propose_awards(OCCASION, [(people[0], 30), (people[1], 40)], actor=nam)
    decide_awards(list(Award.objects.values_list("pk", flat=True)), "219-QĐ/TU", date(2026, 3, 2), actor=nam)
    year = (date(2026, 1, 1), date(2026, 12, 31))
    counted = {
        place: dict(count_awarded(world.places[place], *year)) for place in ("province", "commune", "branch", "other")
    }
    assert counted == {"province": {30: 1, 40: 1}, "commune": {30: 1, 40: 1}, "branch": {30: 1}, "other": {}}
    around = [
        dict(count_awarded(world.places["branch"], day, day)) for day in (date(2026, 3, 1), date(2026, 3, 2), TODAY)
    ]
    assert around == [{}, {30: 1}, {}]


def test_steps_recorded_wrongly_are_cancelled_one_by_one_and_the_person_is_due_again(world: World) -> None:
    nam = world.actor("nam")
    person = veteran(world, "Uông Thị Mến", date(1996, 3, 1))
    propose_awards(OCCASION, [(person, 30)], actor=nam)
    decide_awards([Award.objects.get().pk], "219-QĐ/TU", TODAY, actor=nam)
    hand_over(Award.objects.get(cancelled_by=None).pk, TODAY, "A 0123", actor=nam)
    seen = []
    for _step in range(3):
        cancel_step(Award.objects.get(cancelled_by=None).pk, reason="wrong_day", actor=nam)
        seen.append(stands(person))
        assert list(differences()) == []
    assert seen == [[("219-QĐ/TU", TODAY, "", None)], [("", None, "", None)], []]
    cancelled = Entry.objects.filter(kind="awards.cancelled").values("cancels_id")
    kinds = Entry.objects.filter(sequence__in=cancelled).order_by("sequence").values_list("kind", flat=True)
    assert list(kinds) == ["awards.proposed", "awards.awarded", "awards.handed_over"]
    assert (
        due(world) == [("Uông Thị Mến", 30, "yes")] and dict(count_awarded(world.places["branch"], TODAY, TODAY)) == {}
    )


def test_a_step_is_cancelled_for_a_reason_of_the_list_and_a_decision_by_whoever_may_record_one(world: World) -> None:
    nam, chi = world.actor("nam"), world.actor("chi")
    person = veteran(world, "Nghiêm Thị Sương", date(1996, 3, 1))
    propose_awards(OCCASION, [(person, 30)], actor=nam)
    for reason in ("", "khác", "không đạt"):
        with pytest.raises(Refused) as refused:
            cancel_step(Award.objects.get(cancelled_by=None).pk, reason=reason, actor=nam)
        assert codes(refused) == {"reason"}
    decide_awards([Award.objects.get(cancelled_by=None).pk], "219-QĐ/TU", TODAY, actor=nam)
    with pytest.raises(Refused) as refused:
        cancel_step(Award.objects.get(cancelled_by=None).pk, reason="khác", actor=chi)
    assert codes(refused) == {"access.no_role", "reason"}
    assert stands(person) == [("219-QĐ/TU", TODAY, "", None)]
    assert not Entry.objects.filter(kind="awards.cancelled").exists()


def test_what_the_book_does_not_tell_is_found_by_the_recount(world: World) -> None:
    person = veteran(world, "Văn Thị Lựu", date(1996, 3, 1))
    propose_awards(OCCASION, [(person, 30)], actor=world.actor("nam"))
    Award.objects.update(decision="X", decided_on=TODAY)
    assert list(differences()) == [f"Người số {person}, Huy hiệu 30 năm: các bước đang lưu khác với sổ."]


def test_a_proposal_is_refused_with_every_reason_and_what_is_unknown_is_not_refused(world: World) -> None:
    nam = world.actor("nam")
    early, unknown, has = (veteran(world, name, day) for name, day in (
        ("Từ Văn Non", date(1996, 6, 1)), ("Từ Văn Lưng", date(1996, 3, 1)), ("Từ Văn Đủ", date(1996, 3, 1))))  # fmt: skip
    away(world, unknown, date(2018, 1, 1), date(2022, 1, 1))
    propose_awards(OCCASION, [(has, 30)], actor=nam)
    count = Entry.objects.count()
    with pytest.raises(Refused) as refused:
        propose_awards(OCCASION, [(early, 30), (has, 30), (unknown, 31)], actor=nam)
    assert codes(refused) == {"too-early", "has-it", "years"} and Entry.objects.count() == count
    (told,) = [refusal for refusal in refused.value.refusals if refusal.code == "too-early"]
    assert told.citation == "Điều 5, khoản 4, Điều lệ Đảng" and "đủ từ ngày 01/06/2026" in told.message
    propose_awards(OCCASION, [(unknown, 30)], actor=nam)
    with pytest.raises(Refused) as refused:
        propose_awards(OCCASION, [], actor=nam)
    assert codes(refused) == {"nobody"}
    record_act(early, NewAct("died", date(2026, 2, 5), world.places["branch"]), actor=CONSOLE)
    with pytest.raises(Refused) as refused:
        propose_awards(OCCASION, [(early, 30)], actor=nam)
    assert codes(refused) == {"not-member"}


def test_a_step_out_of_order_is_refused(world: World) -> None:
    nam = world.actor("nam")
    person = veteran(world, "Ninh Thị Tý", date(1996, 3, 1))
    propose_awards(OCCASION, [(person, 30)], actor=nam)
    award = Award.objects.get().pk
    with pytest.raises(Refused) as refused:
        hand_over(award, TODAY, "9" * 21, actor=nam)
    assert codes(refused) == {"undecided", "number"}
    with pytest.raises(Refused) as refused:
        decide_awards([award, 0], "", TODAY, actor=nam)
    assert codes(refused) == {"decision", "moved-on"}
    decide_awards([award], "219-QĐ/TU", TODAY, actor=nam)
    decided = Award.objects.get(cancelled_by=None).pk
    with pytest.raises(Refused) as refused:
        hand_over(decided, date(2026, 3, 2), actor=nam)
    assert codes(refused) == {"before-decision"}
    for gone in (lambda: hand_over(award, TODAY, actor=nam), lambda: cancel_step(award, reason="twice", actor=nam)):
        with pytest.raises(Refused) as refused:
            gone()
        assert codes(refused) == {"gone"}


def test_when_somebody_is_erased_the_number_on_the_badge_goes_and_the_count_stays(world: World) -> None:
    nam, branch = world.actor("nam"), world.places["branch"]
    person = veteran(world, "Khổng Văn Dần", date(1996, 3, 1))
    propose_awards(OCCASION, [(person, 30)], actor=nam)
    decide_awards([Award.objects.get().pk], "219-QĐ/TU", TODAY, actor=nam)
    hand_over(Award.objects.get(cancelled_by=None).pk, TODAY, "A 0123", actor=nam)
    record_act(person, NewAct("died", TODAY, branch), actor=CONSOLE)
    erase_people([person], actor=CONSOLE)
    assert not Award.objects.exclude(badge_no="").exists() and dict(count_awarded(branch, TODAY, TODAY)) == {30: 1}
    assert list(differences()) == []


def test_officers_are_told_the_next_occasion_how_many_are_due_and_what_is_half_done(world: World) -> None:
    nam = world.actor("nam")
    people = [veteran(world, name, date(1996, 3, 1)) for name in ("Lò Văn Xuân", "Lò Thị Hạ", "Lò Văn Thu")]
    propose_awards(OCCASION, [(person, 30) for person in people[:2]], actor=nam)
    decide_awards([Award.objects.get(person_id=people[0]).pk], "219-QĐ/TU", TODAY, actor=nam)

    def told(name: str) -> list[tuple[str, date | None]]:
        waiting = waiting_for(world.actor(name), TODAY)
        return [(item.title, item.due_on) for item in waiting if item.kind.startswith("awards.")]

    expected = [
        ("Đề nghị tặng Huy hiệu Đảng dịp 19/05/2026: 1 người đủ năm", NEXT),
        ("Ghi quyết định tặng Huy hiệu Đảng dịp 19/05/2026: 1 người đã được đề nghị", NEXT),
        ("Trao Huy hiệu Đảng dịp 19/05/2026: 1 người", NEXT),
    ]
    assert told("nam") == expected and told("chi") == told("dung") == told("binh") == []


def test_taking_the_register_out_is_a_right_of_its_own_and_stands_in_the_book(world: World) -> None:
    branch = world.places["branch"]
    with pytest.raises(Refused):
        note_register(branch, BEFORE, TODAY, actor=world.actor("chi"))
    sequence = note_register(branch, BEFORE, TODAY, actor=world.actor("nam"))
    assert Entry.objects.get(sequence=sequence).kind == "awards.register_taken"


def test_a_number_sent_by_hand_names_nobody_outside_the_own_scope(world: World) -> None:
    former = world.people["branch"]
    record_act(former, NewAct("expelled", date(2026, 2, 1), world.places["branch"]), actor=CONSOLE)

    def told(name: str) -> list[str]:
        with pytest.raises(Refused) as refused:
            propose_awards(OCCASION, [(former, 30)], actor=world.actor(name))
        return [refusal.message for refusal in refused.value.refusals]

    assert told("nam") == ["Thạch Vĩnh Phúc: hiện không phải đảng viên chính thức trong danh sách."]
    assert told("dung") == [f"người số {former}: hiện không phải đảng viên chính thức trong danh sách."]
