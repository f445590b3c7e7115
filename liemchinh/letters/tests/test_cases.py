"""Denunciations by grant: out of a letter, step by step; one conclusion for each allegation; what those denounced see."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.urls import reverse

from liemchinh.casework.concerned import cases_about
from liemchinh.casework.grants import state_grant, vouch_for_grant
from liemchinh.casework.models import Case, Deadline, Link, Party
from liemchinh.casework.steps import Who, subjects_of
from liemchinh.inspections.opening import Source, Start, open_on_signs
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.letters import case_recount
from liemchinh.letters.case_queries import from_letter, open_to_me
from liemchinh.letters.matter import allegations_of, alleged
from liemchinh.letters.models import Allegation, Conclusion, Denunciation, Letter
from liemchinh.letters.opening import Denounced, add_denounced, drop_allegation, open_denunciation
from liemchinh.letters.services import Sorted, sort_letter
from liemchinh.letters.taking import Given, record_step, state_for_conclusion, vouch_for_conclusion
from liemchinh.letters.to_subject import CONCERN
from liemchinh.letters.undoing import cancel_step
from liemchinh.letters.words import CONCLUSIONS
from liemchinh.papers.of_steps import typed
from liemchinh.rulebook.rows import shipped
from regulations.answers import Refused
from tests.granted_kind import more_officers
from tests.permissions_of_cases_of_inspection import signs
from tests.permissions_of_denunciations import BEFORE, ITEMS, KNOWN, competent, denounced, opened, taken
from tests.permissions_of_letters import ON, SIGNED, received
from tests.world import World

pytestmark = pytest.mark.django_db


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return sorted(fault.code for fault in refused.value.refusals)


def test_a_denunciation_goes_from_its_letter_to_one_conclusion_for_each_allegation(world: World) -> None:
    khoa, case = world.actor("khoa"), opened(world)
    assert subjects_of(case.pk) == [Who("subject", None, world.people["binh"])]
    with clock.at(KNOWN):
        taken(case, khoa, *BEFORE, on=KNOWN)
        first, second = allegations_of(case)
        with pytest.raises(Refused) as refused:
            record_step(case, "concluded", Given(KNOWN, results={first.pk: "false"}), actor=khoa)
        assert codes(refused) == ["each"]
        with pytest.raises(Refused) as refused:
            record_step(case, "concluded", Given(KNOWN, results={first.pk: "false", second.pk: "likely"}), actor=khoa)
        assert codes(refused) == ["result"]
        record_step(
            case,
            "concluded",
            Given(KNOWN, results={first.pk: "false", second.pk: "true_with_shortcomings"}),
            actor=khoa,
        )
        assert [(one.result, one.conclusion.is_unverified) for one in alleged(case) if one.conclusion] == [
            ("Tố cáo sai", False), ("Tố cáo đúng, có khuyết điểm", False)
        ]  # fmt: skip
        with pytest.raises(Refused) as refused:
            record_step(case, "notified", Given(KNOWN), actor=khoa)
        assert codes(refused) == ["number"]
        taken(case, khoa, "notified", "answered", "closed", on=KNOWN)
    case.refresh_from_db()
    assert case.closed_by is not None and list(case_recount.differences()) == []
    kinds = Entry.objects.filter(case_id=case.pk).order_by("sequence")
    assert [entry.kind for entry in kinds] == [
        f"denunciation.{code}" for code in ("received", *BEFORE, "concluded", "notified", "answered", "closed")
    ]
    assert {entry.member_id for entry in kinds} == {None}, "the book is not searched by person for it"
    with pytest.raises(IntegrityError), transaction.atomic():
        Conclusion.objects.create(allegation=first, result="false", recorded_by=1)


def test_where_the_list_of_conclusions_is_unknown_two_officers_stand_behind_it(world: World) -> None:
    khoa, case = world.actor("khoa"), opened(world)
    thu, _duc = more_officers(world)
    taken(case, khoa, *BEFORE)
    results = {row.pk: "false" for row in allegations_of(case)}
    with pytest.raises(Refused) as refused:
        record_step(case, "concluded", Given(ON, results=results), actor=khoa)
    assert codes(refused) == ["unknown"]
    state_for_conclusion(case, "Điều 20", "Quy định 296-QĐ/TW", actor=khoa)
    for actor in (khoa, thu):
        with pytest.raises(Refused):
            vouch_for_conclusion(case, actor=actor)
    state_grant(case, world.accounts["thu"], actor=khoa)
    vouch_for_grant(case, world.accounts["thu"], actor=world.actor("duc"))
    vouch_for_conclusion(case, actor=thu)
    record_step(case, "concluded", Given(ON, results=results), actor=khoa)
    assert {row.is_unverified for row in Conclusion.objects.all()} == {True}
    cancel_step(case, "wrong_day", actor=khoa)
    assert not Conclusion.objects.filter(cancelled_by=None).exists() and list(case_recount.differences()) == []
    assert set(CONCLUSIONS) == set(shipped().rulebook.parameter("denunciation.conclusion_types", on=KNOWN).value)  # type: ignore[call-overload]


def test_nothing_but_one_signed_letter_that_is_handled_here_opens_one(world: World) -> None:
    khoa = world.actor("khoa")
    waits, about = received(world), denounced(world)
    with pytest.raises(Refused) as refused:
        open_denunciation(waits.pk, Denounced(None, None, ("opinion",)), clock.today() + timedelta(days=1), actor=khoa)
    assert codes(refused) == ["ahead", "content", "not-competent", "subject"]
    report = received(world, replace(SIGNED, kind="report"))
    sort_letter(report.pk, Sorted("competent", ON), actor=khoa)
    with pytest.raises(Refused) as refused:
        open_denunciation(report.pk, about, ON, actor=khoa)
    assert codes(refused) == ["kind"]
    mixed = received(world, replace(SIGNED, kind="mixed"))
    sort_letter(mixed.pk, Sorted("competent", ON), actor=khoa)
    with pytest.raises(Refused) as refused:
        open_denunciation(mixed.pk, about, ON, actor=khoa)
    assert codes(refused) == ["mixed"] and refused.value.refusals[0].citation == "Hướng dẫn 08-HD/TW"
    with clock.at(KNOWN), pytest.raises(Refused) as refused:
        open_denunciation(mixed.pk, about, KNOWN, actor=khoa)
    assert codes(refused) == ["mixed-unknown"]
    anonymous = received(world, replace(SIGNED, is_anonymous=True, kind="report"))
    sort_letter(anonymous.pk, Sorted("competent", ON), actor=khoa)
    Letter.objects.filter(pk=anonymous.pk).update(kind="denunciation")
    with pytest.raises(Refused) as refused:
        open_denunciation(anonymous.pk, about, ON, actor=khoa)
    assert codes(refused) == ["anonymous"]
    for name in ("an", "giang", "chi"):
        with pytest.raises(Refused) as refused:
            open_denunciation(competent(world), about, ON, actor=world.actor(name))
        assert codes(refused) == ["no-letter"]
    assert not Case.objects.filter(kind="denunciation").exists()


def test_only_those_under_the_organ_are_denounced_there_and_once_for_a_letter(world: World) -> None:
    khoa, letter = world.actor("khoa"), competent(world)
    for about in (Denounced(None, world.people["other_branch"], ITEMS), Denounced(world.places["province"], None, ITEMS),
                  Denounced(world.places["district"], None, ITEMS)):  # fmt: skip
        with pytest.raises(Refused) as refused:
            open_denunciation(letter, about, ON, actor=khoa)
        assert codes(refused) == ["not-below"]
    with pytest.raises(Refused) as refused:
        open_denunciation(letter, denounced(world), date(2026, 2, 1), actor=khoa)
    assert codes(refused) == ["before"]
    case = open_denunciation(letter, denounced(world), ON, actor=khoa)
    with pytest.raises(Refused) as refused:
        open_denunciation(letter, denounced(world), ON, actor=khoa)
    assert codes(refused) == ["open-before"]
    other = open_denunciation(letter, denounced(world, "commune"), ON, actor=khoa)
    assert from_letter(khoa, Letter.objects.get(pk=letter)) == [case, other]
    assert list(open_to_me(khoa, ended=False)) == [other, case] and list(open_to_me(khoa, ended=True)) == []
    thu, _duc = more_officers(world)
    assert from_letter(thu, Letter.objects.get(pk=letter)) == [] == list(open_to_me(thu, ended=False))


def test_what_is_alleged_changes_until_the_team_is_decided(world: World) -> None:
    khoa, case = world.actor("khoa"), opened(world, "binh", ITEMS[:1])
    with pytest.raises(Refused) as refused:
        drop_allegation(case, allegations_of(case)[0].pk, actor=khoa)
    assert codes(refused) == ["last"]
    with pytest.raises(Refused) as refused:
        add_denounced(case, denounced(world, "binh", ITEMS[:1]), actor=khoa)
    assert codes(refused) == ["alleged"]
    add_denounced(case, denounced(world, "sibling", ITEMS[1:]), actor=khoa)
    assert len(subjects_of(case.pk)) == 2
    with pytest.raises(IntegrityError), transaction.atomic():
        Allegation.objects.create(case=case, person_id=world.people["binh"], item=ITEMS[0], recorded_by=1)
    drop_allegation(case, allegations_of(case)[1].pk, actor=khoa)
    assert subjects_of(case.pk) == [Who("subject", None, world.people["binh"])]
    add_denounced(case, denounced(world, "binh", ITEMS[1:]), actor=khoa)
    assert list(case_recount.differences()) == []
    taken(case, khoa, "classified", "accepted")
    for change in (lambda: add_denounced(case, denounced(world, "sibling"), actor=khoa),
                   lambda: drop_allegation(case, allegations_of(case)[0].pk, actor=khoa)):  # fmt: skip
        with pytest.raises(Refused) as refused:
            change()
        assert codes(refused) == ["decided"]
    told = Entry.objects.filter(kind__in=("letters.allegations_added", "letters.allegation_dropped"))
    assert told.count() == 3 and {entry.case_id for entry in told} == {case.pk}
    Allegation.objects.filter(pk=allegations_of(case)[0].pk).update(item="duty.other")
    assert len(list(case_recount.differences())) == 1


def test_the_last_day_is_the_decisions_own_and_only_moves_later(world: World) -> None:
    khoa, case = world.actor("khoa"), opened(world)
    taken(case, khoa, "classified")
    with pytest.raises(Refused) as refused:
        record_step(case, "accepted", Given(ON, typed("9-QĐ"), until=date(2026, 2, 1)), actor=khoa)
    assert codes(refused) == ["not-later"]
    record_step(case, "accepted", Given(ON, typed("9-QĐ"), until=date(2026, 4, 30)), actor=khoa)
    taken(case, khoa, "announced")
    with pytest.raises(Refused) as refused:
        record_step(case, "extended", Given(ON, typed("10-QĐ")), actor=khoa)
    assert codes(refused) == ["until"]
    with pytest.raises(Refused) as refused:
        record_step(case, "extended", Given(ON, typed("10-QĐ"), until=date(2026, 4, 30)), actor=khoa)
    assert codes(refused) == ["not-later"]
    record_step(case, "extended", Given(ON, typed("10-QĐ"), until=date(2026, 5, 30)), actor=khoa)
    waits = Deadline.objects.filter(case=case, step="concluded", cancelled_by=None)
    assert [row.due_on for row in waits] == [date(2026, 5, 30)]
    with pytest.raises(Refused) as refused:
        record_step(case, "reported", Given(ON), actor=khoa)
    assert codes(refused) == ["kept-at"]


def test_without_a_decisions_day_the_time_is_unknown(world: World) -> None:
    khoa, case = world.actor("khoa"), opened(world)
    taken(case, khoa, *BEFORE)
    waits = Deadline.objects.filter(case=case, step="concluded", cancelled_by=None)
    assert [(row.due_on, row.is_unknown) for row in waits] == [(None, True)]


def test_those_denounced_read_it_from_the_announcement_on_and_nothing_of_the_letter(world: World) -> None:
    khoa, binh, case = world.actor("khoa"), world.actor("binh"), opened(world)
    add_denounced(case, denounced(world, "em", ITEMS[:1]), actor=khoa)
    taken(case, khoa, "classified", "accepted")
    own, client = reverse("casework:mine", args=[case.pk]), world.client("binh")
    assert cases_about(binh) == [] and client.get(own).status_code == 404
    taken(case, khoa, "announced", "reported", "exchanged")
    assert cases_about(binh) == [case] and cases_about(world.actor("chi")) == []
    cards = CONCERN.cards(case, binh.person_id or 0)
    assert [said for _text, said in cards[0].rows] == ["chưa có kết luận"] * 2, "of the others nothing"
    page = client.get(own).content.decode()
    assert (
        "Công bố quyết định" in page
        and "Nhận đơn" not in page
        and "Phân loại" not in page
        and "Huỳnh Thị Em" not in page
    )
    with clock.at(KNOWN):
        taken(case, khoa, "concluded", on=KNOWN)
        assert CONCERN.cards(case, binh.person_id or 0)[0].rows[0][1] == "chưa có kết luận", "not before it is notified"
        taken(case, khoa, "notified", "answered", on=KNOWN)
    assert {said for _text, said in CONCERN.cards(case, binh.person_id or 0)[0].rows} == {"Tố cáo sai"}
    assert "Báo kết quả cho người tố cáo" not in client.get(own).content.decode()


def test_an_inspection_or_discipline_can_arise_from_one_by_a_document_number(world: World) -> None:
    khoa, case = world.actor("khoa"), opened(world)
    told = replace(signs(world), source=Source("denunciation", "22-TB", ON, "Ủy ban kiểm tra"))
    later = open_on_signs(world.places["district"], told, Start(ON), arises_from=[case], actor=khoa)
    assert Link.objects.filter(case=later, source=case).exists()
    assert Denunciation.objects.get(case=case).letter.kind == "denunciation"


def test_a_case_entered_wrongly_ends_and_its_letter_stays(world: World) -> None:
    khoa, case = world.actor("khoa"), opened(world)
    with pytest.raises(Refused) as refused:
        cancel_step(case, "a whim", shown=1, actor=khoa)
    assert codes(refused) == ["moved-on", "reason"]
    cancel_step(case, "wrong_person", actor=khoa)
    case.refresh_from_db()
    assert case.closed_by is not None and not Party.objects.filter(case=case, cancelled_by=None).exists()
    assert Letter.objects.get().cancelled_by is None and list(case_recount.differences()) == []
