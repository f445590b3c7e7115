"""Steps decided on paper are recorded as they happened, with all that speaks against them; links; roles that several hold."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from liemchinh.casework import recount
from liemchinh.casework.history import provide_refusal_words, withholds
from liemchinh.casework.models import Case, Link, Party, Step
from liemchinh.casework.queries import course_of
from liemchinh.casework.steps import Taken, Who, open_case, parties_of, subjects_of, take_step
from liemchinh.casework.undoing import cancel_case, cancel_last_step
from regulations.answers import Refusal, Refused
from tests.granted_kind import KIND, ON, open_one

TOO_HIGH = Refusal("competence.sanction", "Chi bộ không được khai trừ.", "Quy định 296-QĐ/TW, Điều 11", "Hãy đề nghị.")
LATE = Refusal("delivered-late", "Giao muộn.", "Quy định 296-QĐ/TW, Điều 20", "Hãy ghi lý do.")


@pytest.fixture
def case(granted: Any) -> Case:
    return open_one(granted)


def take(world: Any, case: Case, code: str, on: date = ON, **more: Any) -> int:
    with transaction.atomic():
        return take_step(case, Taken(code, on, **more), actor=world.actor("khoa"))


def test_a_step_of_history_is_recorded_with_every_refusal_beside_it(granted: Any, case: Case) -> None:
    take(granted, case, "delivered", ON - timedelta(days=9), history=[TOO_HIGH])
    told = course_of(case)[0]
    assert (told.code, told.is_history, told.withheld) == ("delivered", True, True)
    assert [(one.words, one.citation, one.breach) for one in told.objections] == [
        ("Nơi quyết định không có thẩm quyền", "Quy định 296-QĐ/TW, Điều 11", True),
        ("Làm khi chưa đến bước này", "", False),
    ]
    assert list(recount.differences()) == []


def test_only_competence_hearing_vote_and_limitation_take_the_effect_away(granted: Any, case: Case) -> None:
    take(granted, case, "concluded", history=[LATE])
    provide_refusal_words({"delivered-late": "Giao sau hạn"})
    told = course_of(case)[-1]
    assert (told.withheld, [one.words for one in told.objections]) == (False, ["Giao sau hạn"])
    codes = ("competence", "hearing.none", "vote-short", "limitation", "voted", "late")
    assert [withholds([Refusal(code, "")]) for code in codes] == [True, True, True, True, False, False]


def test_what_has_not_happened_and_an_ended_case_stay_refused_as_history_too(granted: Any, case: Case) -> None:
    with pytest.raises(Refused, match="ngày chưa đến"):
        take(granted, case, "concluded", date(2026, 3, 4), history=[])
    take(granted, case, "concluded", history=[])
    take(granted, case, "delivered", history=[])
    with pytest.raises(Refused, match="đã kết thúc"):
        take(granted, case, "delivered", history=[TOO_HIGH])
    assert [step.withheld for step in Step.objects.filter(case=case).order_by("pk")] == [False] * 3


def test_only_history_can_be_withheld(granted: Any, case: Case) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Step.objects.filter(case=case).update(withheld=True)


def test_several_hold_a_role_come_and_go_and_come_back_when_the_step_is_taken_back(granted: Any) -> None:
    places, people = granted.places, granted.people
    commune, branch, em = (
        Who("subject", places["commune"]),
        Who("subject", places["branch"]),
        Who("subject", person=people["em"]),
    )
    case = open_one(granted, more=[commune, branch])
    assert subjects_of(case.pk) == [commune, branch] and "subject" not in parties_of(case.pk)
    take(granted, case, "concluded", parties=[em], leaving=[commune])
    assert subjects_of(case.pk, "subject") == [branch, em]
    with transaction.atomic():
        cancel_last_step(case, reason="wrong_person", actor=granted.actor("khoa"))
    assert set(subjects_of(case.pk)) == {branch, commune} and list(recount.differences()) == []
    with pytest.raises(IntegrityError), transaction.atomic():
        Party.objects.create(case=case, role="subject", organisation_id=places["branch"], many=True, recorded_by=1)


def test_a_case_says_which_case_it_arose_from(granted: Any, case: Case) -> None:
    parties = [Who("body", granted.places["district"]), Who("member", person=granted.people["em"])]
    with transaction.atomic():
        later = open_case(KIND, parties, Taken("opened", ON), arises_from=[case], actor=granted.actor("khoa"))
    assert [(row.case_id, row.source_id) for row in Link.objects.filter(cancelled_by=None)] == [(later.pk, case.pk)]
    assert list(recount.differences()) == []
    with transaction.atomic():
        cancel_case(later, reason="wrong_person", actor=granted.actor("khoa"))
    assert not Link.objects.filter(cancelled_by=None).exists() and list(recount.differences()) == []
