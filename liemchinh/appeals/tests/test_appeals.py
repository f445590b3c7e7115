"""Appeals: filed by the person, received on paper, ruled on with every reason, back into the sanction, withdrawn by them alone."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from liemchinh.access.actor import Actor
from liemchinh.appeals import recount
from liemchinh.appeals.admissibility import grounds_of
from liemchinh.appeals.filing import PaperAppeal, file_appeal, receive_appeal
from liemchinh.appeals.ladder import next_instance
from liemchinh.appeals.models import Appeal, Outcome, Redress
from liemchinh.appeals.redress import restore, to_restore
from liemchinh.appeals.stating import state_refusal, vouch_for_refusal
from liemchinh.appeals.taking import Given, record_step, record_steps
from liemchinh.appeals.tests.samples import RULED, SENT, until, with_a_warning
from liemchinh.appeals.undoing import cancel_step
from liemchinh.appeals.waiting import waiting
from liemchinh.casework import recount as cases_recount
from liemchinh.casework.concerned import cases_about
from liemchinh.casework.drafts import Written, keep_draft
from liemchinh.casework.grants import state_grant, vouch_for_grant
from liemchinh.casework.models import Case, Link, Statement, StatementDraft
from liemchinh.casework.queries import cases_visible_to
from liemchinh.casework.settling import decision_of, is_under_appeal
from liemchinh.casework.statements import OnPaper, receive_on_paper, send_statement
from liemchinh.casework.steps import parties_of
from liemchinh.casework.tests.test_taking_over import merge
from liemchinh.discipline.cases import KIND
from liemchinh.discipline.models import Sanction
from liemchinh.discipline.tests.samples import (
    DECIDED,
    commune_officer,
)
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.papers.of_steps import typed
from regulations.answers import Refused
from tests.kept_world import kept
from tests.world import World

pytestmark = pytest.mark.django_db
WORDS = "Quyết định này chưa nghe tôi trình bày."


def codes(refused: "pytest.ExceptionInfo[Refused]") -> list[str]:
    return [fault.code for fault in refused.value.refusals]


@pytest.fixture
def world(db: None, today: date) -> World:
    """The world in which Bình was warned."""
    return kept(with_a_warning)


def warning() -> Case:
    """The case in which he was."""
    return Case.objects.get(kind=KIND)


def two_more(world: World) -> tuple[Actor, Actor, Actor]:
    """Three officers of the commune who keep appeals there."""
    return commune_officer(world), commune_officer(world, "tu"), commune_officer(world, "tuan")


def filed(world: World) -> tuple[Case, Actor]:
    """Bình appeals to the commune; Tâm is given the case by Tư and Tuấn."""
    tam, tu, tuan = two_more(world)
    case = file_appeal(warning(), world.places["commune"], Written(WORDS), actor=world.actor("binh"))
    state_grant(case, world.accounts["tam"], actor=tu)
    vouch_for_grant(case, world.accounts["tam"], actor=tuan)
    return case, tam


def test_the_person_files_and_two_officers_give_it_to_somebody(world: World) -> None:
    source, binh = warning(), world.actor("binh")
    tam, tu, tuan = two_more(world)
    keep_draft(source, "appeal", Written("Nháp"), actor=binh)
    case = file_appeal(source, world.places["commune"], Written(WORDS), actor=binh)
    assert not StatementDraft.objects.exists() and is_under_appeal(source)
    held, statement = Appeal.objects.get(), Statement.objects.get()
    assert (held.case, held.source, held.number, held.sent_on, held.on_paper) == (
        case,
        source,
        "07-QĐ/CB",
        clock.today(),
        False,
    )
    assert (statement.case, statement.what, statement.on_paper) == (case, "appeal", False)
    assert Link.objects.get(case=case).source == source
    assert [cases_visible_to(actor).filter(pk=case.pk).exists() for actor in (tam, world.actor("chi"))] == [
        False,
        False,
    ]
    (line,) = waiting(tam, clock.today())
    assert (
        line.title == "1 đơn khiếu nại mới chờ giao người giải quyết"
        and waiting(world.actor("chi"), clock.today()) == []
    )
    state_grant(case, world.accounts["tam"], actor=tu)
    vouch_for_grant(case, world.accounts["tam"], actor=tuan)
    assert cases_visible_to(tam).filter(pk=case.pk).exists() and waiting(tam, clock.today()) == []
    assert cases_about(binh)[:1] == [case]
    assert [*recount.differences(), *cases_recount.differences()] == []


@pytest.mark.parametrize("who", ["chi", "khoa", "em", "an", "console", "console as binh"])
def test_nobody_files_for_the_person(world: World, who: str) -> None:
    source = warning()
    with pytest.raises(Refused):
        file_appeal(source, world.places["commune"], Written(WORDS), actor=world.actor(who))
    assert not Appeal.objects.exists()


def test_a_filing_is_refused_for_its_words_and_its_place_and_never_for_its_day(world: World, day: Any) -> None:
    source, binh = warning(), world.actor("binh")
    with pytest.raises(Refused) as refused:
        file_appeal(source, world.places["other"], Written(""), actor=binh)
    assert codes(refused) == ["empty", "place"]
    day(date(2026, 4, 1))
    case = file_appeal(source, world.places["commune"], Written(WORDS), actor=binh)
    late = [(one.code, one.answer.verdict) for one in grounds_of(case, {})]
    assert ("late", "no") in late, "received, and the reason is named to those who rule"
    with pytest.raises(Refused) as refused:
        file_appeal(source, world.places["commune"], Written("Lần nữa"), actor=binh)
    assert codes(refused) == ["twice"]


def test_where_the_time_is_unknown_the_filing_is_received_and_no_reason_speaks_against_it_alone(
    world: World, day: Any
) -> None:
    source = warning()
    day(date(2026, 6, 1))
    _tam, tu, tuan = two_more(world)
    case = file_appeal(source, world.places["commune"], Written(WORDS), actor=world.actor("binh"))
    known = dict.fromkeys(("pending_or_concluded", "court_sentence", "after_transfer", "skips_level"), False)
    assert [(one.code, one.answer.verdict) for one in grounds_of(case, known)] == [("late", "unknown")]
    state_grant(case, world.accounts["tam"], actor=tu)
    vouch_for_grant(case, world.accounts["tam"], actor=tuan)
    tam = world.actor("tam")
    record_step(case, "acknowledged", Given(clock.today(), typed("11-TB")), actor=tam)
    facts = dict.fromkeys(known, "no")
    with pytest.raises(Refused) as refused:
        record_step(case, "not_resolved", Given(clock.today(), typed("12-TB"), facts=facts), actor=tam)
    assert codes(refused) == ["unknown"], "unknown is never read against the person"
    state_grant(case, world.accounts["tu"], actor=tam)
    vouch_for_grant(case, world.accounts["tu"], actor=tuan)
    state_refusal(case, "Điều 25", "Quy định 21-QĐ/TW", actor=tam)
    with pytest.raises(Refused):
        vouch_for_refusal(case, actor=tam)
    vouch_for_refusal(case, actor=tu)
    record_step(case, "not_resolved", Given(clock.today(), typed("12-TB"), facts=facts), actor=tam)
    assert Sanction.objects.get().set_aside == ""


def test_nothing_to_refuse_it_for_is_no_refusal(world: World) -> None:
    case, tam = filed(world)
    record_step(case, "acknowledged", Given(RULED, typed("11-TB")), actor=tam)
    facts = dict.fromkeys(("pending_or_concluded", "court_sentence", "after_transfer", "skips_level"), "no")
    facts_late = Given(RULED, typed("12-TB"), facts=facts)
    with pytest.raises(Refused) as refused:
        record_step(case, "not_resolved", facts_late, actor=tam)
    assert codes(refused) == ["no-ground"]
    record_step(case, "not_resolved", replace(facts_late, facts={**facts, "court_sentence": "yes"}), actor=tam)
    entry = Entry.objects.get(kind="appeal.not_resolved")
    assert b'["court_sentence","no"]' in bytes(entry.payload)


@pytest.mark.parametrize(
    ("outcome", "form", "left"), [("upheld", "", "warning"), ("changed", "reprimand", "reprimand")]
)
def test_the_sanction_stands_until_the_ruling_is_announced(world: World, outcome: str, form: str, left: str) -> None:
    case, tam = filed(world)
    until(case, tam, "heard")
    record_step(case, "delay_told", Given(RULED, typed("33-TB/ĐU")), actor=tam)
    assert Entry.objects.filter(kind="appeal.delay_told").exists()
    until(case, tam, "decided", outcome, form, first="body_meeting")
    assert Sanction.objects.get().set_aside == "", "no standstill, and nothing before the announcement"
    record_step(case, "announced", Given(RULED), actor=tam)
    held = Sanction.objects.get()
    assert (held.set_aside, held.form, held.set_aside_on) == (outcome, left, RULED)
    assert to_restore(case) == [] and Outcome.objects.get().outcome == outcome
    with pytest.raises(Refused) as refused:
        cancel_step(case, "wrong_day", actor=tam)
    assert codes(refused) == ["settled"]
    found = next_instance(Appeal.objects.get().source, decision_of(Appeal.objects.get().source), RULED)  # type: ignore[arg-type]
    assert [place.organisation for place in found.places] == [world.places["district"]], (
        "the next level, none is skipped"
    )
    assert [*recount.differences(), *cases_recount.differences()] == []


def test_after_an_annulment_each_thing_is_restored_on_a_day(world: World) -> None:
    case, tam = filed(world)
    until(case, tam, "delivered")
    assert [one.code for one in to_restore(case)] == ["announced", "apology", "evaluation", "pay"]
    restore(case, "apology", RULED, actor=tam)
    record_step(case, "redressed", Given(RULED, typed("40-CV/ĐU")), actor=tam)
    assert Entry.objects.get(kind="appeal.redressed").case_id == case.pk
    with pytest.raises(Refused) as refused:
        restore(case, "apology", date(2027, 1, 1), actor=tam)
    assert codes(refused) == ["ahead", "what"]
    with pytest.raises(Refused):
        restore(case, "pay", RULED, actor=world.actor("binh"))
    assert Redress.objects.get().done_on == RULED and Entry.objects.filter(kind="appeals.restored").count() == 1
    assert decision_of(Appeal.objects.get().source).outcome == "annulled"  # type: ignore[union-attr]
    assert [*recount.differences()] == []


def test_only_the_appellant_withdraws(world: World) -> None:
    case, tam = filed(world)
    with pytest.raises(Refused) as refused:
        record_step(case, "withdrawn", Given(RULED), actor=tam)
    assert codes(refused) == ["withdraw"]
    with pytest.raises(Refused) as refused:
        cancel_step(case, "wrong_day", actor=tam)
    assert codes(refused) == ["theirs"]
    send_statement(case, "withdrawal", Written(), actor=world.actor("binh"))
    assert Case.objects.get(pk=case.pk).closed_by is not None
    with pytest.raises(Refused) as refused:
        cancel_step(Case.objects.get(pk=case.pk), "wrong_day", actor=tam)
    assert codes(refused) == ["theirs"]


def test_a_withdrawal_on_paper_is_recorded_as_received(world: World) -> None:
    case, tam = filed(world)
    receive_on_paper(case, OnPaper(world.people["binh"], "withdrawal", RULED, "organ"), actor=tam)
    assert Case.objects.get(pk=case.pk).closed_by is not None


def test_an_appeal_on_paper_is_received_by_its_decision_s_number_and_day(world: World) -> None:
    source, tam = warning(), commune_officer(world)
    paper = PaperAppeal(world.people["binh"], "07-QĐ/CB", DECIDED, SENT, RULED, "office", "12")
    with pytest.raises(Refused) as refused:
        receive_appeal(
            world.places["commune"], replace(paper, number="08-QĐ/CB", sent_on=date(2026, 3, 4), kept_at=""), actor=tam
        )
    assert codes(refused) == ["days", "kept-at", "no-decision"]
    case = receive_appeal(world.places["commune"], paper, actor=tam)
    held = Appeal.objects.get()
    assert (held.source, held.sent_on, held.on_paper) == (source, SENT, True)
    assert "late" not in {one.code for one in grounds_of(case, {})}, "the day on which it was sent counts"
    assert Statement.objects.get().on_paper and cases_visible_to(tam).filter(pk=case.pk).exists()
    cancel_step(case, "wrong_person", actor=tam)
    assert Case.objects.get(pk=case.pk).closed_by is not None and [*recount.differences()] == []


def test_it_is_passed_on_to_who_is_competent_and_nobody_there_has_it_open_yet(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    case, tam = filed(world)
    record_step(case, "acknowledged", Given(RULED, typed("11-TB")), actor=tam)
    with pytest.raises(Refused) as refused:
        record_step(case, "passed_on", Given(RULED, typed("12-CV"), to=world.places["other"]), actor=tam)
    assert codes(refused) == ["to"]
    monkeypatch.setattr("liemchinh.appeals.taking.others_of", lambda case, on: [(world.places["district"], "Huyện")])
    on = Given(RULED, typed("12-CV"), to=world.places["district"])
    with pytest.raises(Refused) as refused:
        record_steps(case, [("passed_on", on), ("acknowledged", Given(RULED, typed("13-TB")))], actor=tam)
    assert codes(refused) == ["no-grant"] and parties_of(case.pk)["body"].organisation != world.places["district"]
    record_step(case, "passed_on", on, actor=tam)
    assert parties_of(case.pk)["body"].organisation == world.places["district"]
    assert not cases_visible_to(tam).filter(pk=case.pk).exists()
    assert [one.kind for one in waiting(world.actor("khoa"), RULED)] == ["appeals.filed"]


def test_the_pages_of_the_person_and_of_the_officer(world: World) -> None:
    source = warning()
    _tam, tu, tuan = two_more(world)
    client = world.client("binh")
    own = client.get(reverse("casework:mine", args=[source.pk])).content.decode()
    assert "Khiếu nại quyết định kỷ luật" in own and "Cảnh cáo" in own
    address = reverse("appeals:file", args=[source.pk])
    shown = client.get(address).content.decode()
    assert "Đảng bộ xã Trà Mây" in shown and "vẫn được thi hành" in shown
    assert client.post(address, {"text": "Nháp", "keep": "1"}).headers["Location"] == address
    assert "Nháp" in client.get(address).content.decode()
    answer = client.post(address, {"text": WORDS, "to": world.places["commune"]})
    case = Case.objects.get(kind="appeal")
    assert answer.headers["Location"] == reverse("casework:sent", args=[case.pk, Statement.objects.get().pk])
    state_grant(case, world.accounts["tam"], actor=tu)
    vouch_for_grant(case, world.accounts["tam"], actor=tuan)
    officer = world.client("tam")
    page = officer.get(reverse("appeals:case", args=[case.pk])).content.decode()
    assert "Báo đã nhận" in page and "Đơn khiếu nại" in page
    step = reverse("appeals:step", args=[case.pk, "acknowledged"])
    assert officer.post(step, {"on": "03/03/2026", "number": "11-TB", "dated": "03/03/2026"}).status_code == 302
    assert "mọi lý do cần xét" in officer.get(reverse("appeals:case", args=[case.pk])).content.decode()
    assert officer.get(reverse("appeals:cases")).status_code == 200
    assert "vẫn được thi hành" in client.get(reverse("casework:mine", args=[case.pk])).content.decode()


def test_a_decision_of_a_branch_that_was_merged_is_appealed_where_its_heir_stands(world: World) -> None:
    source, binh = warning(), world.actor("binh")
    merge(world, "branch", "sibling")
    decided = decision_of(source)
    assert decided is not None
    found = next_instance(source, decided, RULED)
    assert [place.organisation for place in found.places] == [world.places["commune"]]
    case = file_appeal(source, world.places["commune"], Written(WORDS), actor=binh)
    assert parties_of(case.pk)["decider"].organisation == world.places["branch"], "who decided stays who decided"
