"""A branch counts: below the threshold nothing is kept anywhere; then talks, contests, help and the report, each refusal at once."""

import json
from datetime import timedelta

import pytest
from django.db import connection, transaction

from liemchinh.ballots.models import Box
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.surveys.calling import close_round
from liemchinh.surveys.helping import agree_help, mark_help_done
from liemchinh.surveys.models import Count, Help, ItemCount, Report, Sign, Talk
from liemchinh.surveys.queries import compared, concerned_in, parts_of
from liemchinh.surveys.recount import differences
from liemchinh.surveys.talking import Talked, contest_talk, record_talk, report_part
from liemchinh.surveys.tests.conftest import Held
from liemchinh.surveys.tests.samples import ITEMS, counted, half_later, part_in
from liemchinh.surveys.tests.test_rounds import codes
from liemchinh.surveys.voting import prepare_part, take_back_count, words
from liemchinh.surveys.waiting import waiting
from regulations.answers import Refused

pytestmark = pytest.mark.django_db


def test_marks_below_the_threshold_lie_nowhere_and_near_all_of_them_end_alike(held: Held) -> None:
    first, second, third, fourth, *_others = held.people
    marks = {
        (first, ITEMS[0]): 3,
        (second, ITEMS[0]): 4,
        (third, ITEMS[1]): 11,
        (fourth, ITEMS[1]): 12,
        (first, ITEMS[2]): 1,
    }
    counted(held.part, marks, 12, held.chi)
    assert set(Sign.objects.values_list("person", "item", "marks")) == {
        (second, ITEMS[0], 4), (third, ITEMS[1], 10), (fourth, ITEMS[1], 10),
    }  # fmt: skip
    assert dict(ItemCount.objects.filter(people__gt=0).values_list("item", "people")) == {ITEMS[0]: 1, ITEMS[1]: 2}
    told = {one.name: [(sign.marks, sign.or_more) for sign in one.signs] for one in concerned_in(held.part)}
    assert told == {"Lý Thị Bảo": [(4, False)], "Lý Thị Cường": [(10, True)], "Lý Thị Dung": [(10, True)]}
    entry = Entry.objects.get(kind="surveys.counted")
    assert entry.member_id is None and json.loads(bytes(entry.payload))["data"]["counts"][0] == [ITEMS[0], 1]
    assert list(differences()) == []


def test_of_fewer_than_five_valid_ballots_nothing_is_told_at_all(held: Held) -> None:
    counted(held.part, {(held.people[0], ITEMS[0]): 4}, 4, held.chi)
    assert not Sign.objects.exists() and not ItemCount.objects.filter(people__gt=0).exists()
    assert concerned_in(held.part) == [] and Count.objects.get().valid == 4


def test_everybody_who_attends_votes_and_stands_on_the_slip_oneself_too(held: Held) -> None:
    box = prepare_part(held.part.pk, clock.today(), actor=held.chi)
    everybody = {*held.people, held.world.people["binh"], held.world.people["branch"]}
    assert set(box.rows) == everybody == set(box.electors.values_list("person_id", flat=True))
    assert (box.kind, box.use, box.about, tuple(box.columns)) == ("survey", "survey", held.part.pk, ITEMS)
    told = words(box)
    assert told.rows[:2] == ["Lý Thị Anh", "Lý Thị Bảo"] and told.columns[0].startswith("Đùn đẩy")
    assert told.title == "Phiếu khảo sát nửa đầu năm 2026"
    with pytest.raises(Refused) as refused:
        prepare_part(held.part.pk, clock.today() - timedelta(days=1), actor=held.chi)
    assert codes(refused) == ["box", "past"]


def test_a_branch_too_small_to_be_told_anything_is_not_surveyed(held: Held) -> None:
    sibling = part_in(held.round, held.world, "sibling")
    assert not held.chi.covers("surveys.keep", sibling.organisation_id)
    with pytest.raises(Refused):
        prepare_part(sibling.pk, clock.today(), actor=held.chi)
    with pytest.raises(Refused) as refused:
        prepare_part(sibling.pk, clock.today(), actor=held.world.actor("chi"))
    assert not Box.objects.exists() and codes(refused) == ["access.out_of_scope"]


def test_a_count_that_does_not_stand_takes_its_signs_and_talks_along(held: Held) -> None:
    box = counted(held.part, {(held.people[0], ITEMS[0]): 5}, 12, held.chi)
    person, today = held.people[0], clock.today()
    record_talk(held.part.pk, person, Talked(today, "heard", "put_right"), actor=held.chi)
    agree_help(held.part.pk, person, ITEMS[0], "helper_named", today, actor=held.chi)
    report_part(held.part.pk, today, "07-BB/CB", actor=held.chi)
    with transaction.atomic():
        take_back_count(box, held.chi)
        take_back_count(box, None)
    assert concerned_in(held.part) == []
    assert not any(rows.objects.filter(cancelled_by=None).exists() for rows in (Talk, Help, Report))
    assert Entry.objects.filter(kind="surveys.voided").count() == 2 and list(differences()) == []


def test_a_count_of_a_closed_round_stays_so_that_its_sum_is_told_once(held: Held) -> None:
    box = counted(held.part, {}, 12, held.chi)
    report_part(held.part.pk, clock.today(), "07-BB/CB", actor=held.chi)
    close_round(held.round.pk, actor=held.world.actor("nam"))
    with transaction.atomic():
        take_back_count(box, held.chi)
    assert Count.objects.get().cancelled_by is None and list(differences()) == []


def test_after_the_count_a_talk_the_members_objection_help_and_the_report_in_this_order(held: Held) -> None:
    world, person, today = held.world, held.world.people["binh"], clock.today()
    counted(held.part, {(person, ITEMS[0]): 7}, 12, held.chi)
    with pytest.raises(Refused) as refused:
        report_part(held.part.pk, today, "", actor=held.chi)
    assert codes(refused) == ["number", "silent"]
    with pytest.raises(Refused) as refused:
        record_talk(held.part.pk, held.people[3], Talked(today - timedelta(days=1), "cried", "bad"), actor=held.chi)
    assert codes(refused) == ["list", "nobody", "before-count"]
    with pytest.raises(Refused) as refused:
        agree_help(held.part.pk, person, ITEMS[0], "helper_named", today, actor=held.chi)
    assert codes(refused) == ["no-signs"]
    talk = record_talk(held.part.pk, person, Talked(today, "heard", "to_correct"), actor=held.chi)
    with pytest.raises(Refused) as refused:
        contest_talk(talk.pk, actor=world.actor("em"))
    assert codes(refused) == ["no-talk"]
    contest_talk(talk.pk, actor=world.actor("binh"))
    entry = Entry.objects.get(kind="surveys.contested")
    assert (entry.account_id, entry.member_id) == (None, None), "who it was goes with the names"
    with pytest.raises(Refused) as refused:
        contest_talk(talk.pk, actor=world.actor("binh"))
    assert codes(refused) == ["contested"]
    with pytest.raises(Refused) as refused:
        report_part(held.part.pk, today, "07-BB/CB", actor=held.chi)
    assert codes(refused) == ["contested"]
    again = Talked(today, "in_writing", "put_right")
    with pytest.raises(Refused) as refused:
        record_talk(held.part.pk, person, again, actor=held.chi)
    assert codes(refused) == ["reason"]
    record_talk(held.part.pk, person, again, reason="contest", actor=held.chi)
    help = agree_help(held.part.pk, person, ITEMS[0], "helper_named", today, actor=held.chi)
    with pytest.raises(Refused) as refused:
        agree_help(held.part.pk, person, ITEMS[0], "helper_named", today, actor=held.chi)
    assert codes(refused) == ["twice"]
    mark_help_done(help.pk, today, actor=held.chi)
    with pytest.raises(Refused) as refused:
        mark_help_done(help.pk, today, actor=held.chi)
    assert codes(refused) == ["no-help"]
    report = report_part(held.part.pk, today, "07-BB/CB", actor=held.chi)
    assert (report.assessed, report.talked, report.concluded) == (14, 1, 1)
    report_part(held.part.pk, today, "08-BB/CB", actor=held.chi)
    assert Report.objects.get(cancelled_by=None).minutes == "08-BB/CB"
    assert Help.objects.get(cancelled_by=None).done_on == today and list(differences()) == []


def test_a_round_is_not_closed_over_a_conclusion_that_is_contested_or_a_report_that_is_out_of_date(held: Held) -> None:
    binh, nam, today = held.world.people["binh"], held.world.actor("nam"), clock.today()
    counted(held.part, {(binh, ITEMS[0]): 7}, 12, held.chi)
    talk = record_talk(held.part.pk, binh, Talked(today, "heard", "to_correct"), actor=held.chi)
    report_part(held.part.pk, today, "07-BB/CB", actor=held.chi)
    contest_talk(talk.pk, actor=held.world.actor("binh"))
    with pytest.raises(Refused) as refused:
        close_round(held.round.pk, actor=nam)
    assert codes(refused) == ["contested"]
    assert "Xem lại kết luận khảo sát nửa đầu năm 2026" in [one.title for one in waiting(held.chi, today)]
    record_talk(held.part.pk, binh, Talked(today, "heard", "no_signs"), reason="contest", actor=held.chi)
    with pytest.raises(Refused) as refused:
        close_round(held.round.pk, actor=nam)
    assert codes(refused) == ["outdated"]
    report_part(held.part.pk, today, "08-BB/CB", actor=held.chi)
    close_round(held.round.pk, actor=nam)


def test_until_the_names_go_a_conclusion_can_be_contested_and_is_looked_at_again_the_round_closed_or_not(
    held: Held,
) -> None:
    binh, today = held.world.people["binh"], clock.today()
    counted(held.part, {(binh, ITEMS[0]): 7}, 12, held.chi)
    talk = record_talk(held.part.pk, binh, Talked(today, "heard", "to_correct"), actor=held.chi)
    report_part(held.part.pk, today, "07-BB/CB", actor=held.chi)
    close_round(held.round.pk, actor=held.world.actor("nam"))
    again = Talked(today, "heard", "no_signs")
    with pytest.raises(Refused) as refused:
        record_talk(held.part.pk, binh, again, reason="contest", actor=held.chi)
    assert codes(refused) == ["closed"], "nobody contests"
    contest_talk(talk.pk, actor=held.world.actor("binh"))
    assert [one.title for one in waiting(held.chi, today)] == ["Xem lại kết luận khảo sát nửa đầu năm 2026"]
    with pytest.raises(Refused) as refused:
        record_talk(held.part.pk, binh, again, reason="wrong_day", actor=held.chi)
    assert codes(refused) == ["closed"]
    page = held.world.client("chi").get(f"/surveys/branches/{held.part.pk}/").content.decode()
    assert f"/surveys/branches/{held.part.pk}/talk/{binh}/" in page
    record_talk(held.part.pk, binh, again, reason="contest", actor=held.chi)
    assert waiting(held.chi, today) == [] and list(differences()) == []
    assert Report.objects.get().concluded == 1, "what was told stays as told"


def test_a_conclusion_of_nothing_cannot_be_contested(held: Held) -> None:
    binh = held.world.people["binh"]
    counted(held.part, {(binh, ITEMS[0]): 7}, 12, held.chi)
    talk = record_talk(held.part.pk, binh, Talked(clock.today(), "heard", "no_signs"), actor=held.chi)
    with pytest.raises(Refused) as refused:
        contest_talk(talk.pk, actor=held.world.actor("binh"))
    assert codes(refused) == ["nothing"]


def test_periods_stand_side_by_side_as_counts_by_item_never_as_somebodys_line(held: Held) -> None:
    counted(held.part, {(person, ITEMS[0]): 5 for person in held.people[:3]}, 12, held.chi)
    periods, lines = compared(list(parts_of(held.part.organisation_id)))
    assert periods == ["2026-H1"] and dict(lines)["Đùn đẩy, né tránh trách nhiệm được giao"] == [3]
    assert {len(counts) for _words, counts in lines} == {1} and half_later() > clock.today()


def test_no_table_of_this_room_has_a_column_that_could_hold_words(held: Held) -> None:
    with connection.cursor() as cursor:
        tables = [name for name in connection.introspection.table_names(cursor) if name.startswith("surveys_")]
    assert len(tables) == 10, "the reviewed list: a table more is a reviewed change"
