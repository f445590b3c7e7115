"""Keys for other programs: shown once, narrow, over on a day; what lies outside of one is there and is not told."""

import json
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from liemchinh.access.granting import Offer, grant_role, revoke_role
from liemchinh.access.models import RoleGrant
from liemchinh.access.throttling import HOUR, LIMITS
from liemchinh.api.models import Call, Token
from liemchinh.api.purposes import PURPOSES, RIGHTS
from liemchinh.api.queries import told_indicators
from liemchinh.api.recount import differences
from liemchinh.api.services import NewToken, make_token, revoke_token
from liemchinh.api.tests.asking import UNTIL, ask, key
from liemchinh.casework.models import Case
from liemchinh.figures.asking import question
from liemchinh.figures.queries import report_visible_to
from liemchinh.journal import clock
from liemchinh.journal.models import Entry, Reading
from liemchinh.journal.services import record_readings
from liemchinh.members.applying import apply_changes
from liemchinh.members.facts import PersonFacts
from liemchinh.members.models import Person
from liemchinh.members.services import Change, NewAct, record_act, record_changes, register_person
from regulations.answers import Refused
from tests.world import CONSOLE, World

pytestmark = pytest.mark.django_db
YEAR = {"first": "2025-01-01", "last": "2025-12-31"}


def told(answer: Any) -> Any:
    """What a question was answered."""
    assert answer.status_code == 200, answer.content
    return json.loads(answer.content)


def test_a_key_is_shown_once_kept_as_a_hash_and_opens_until_it_is_taken_back(world: World) -> None:
    place = world.places["commune"]
    sent = {"purpose": "report", "rights": ["figures"], "last_on": "30/06/2026"}
    page = world.client("nam").post(reverse("api:make", args=[place]), sent).content.decode()
    token = Token.objects.get()
    secret = page.partition("<code>")[2].partition("<")[0]
    assert secret.startswith("lc_") and len(secret) == 46 and secret not in str(Token.objects.values().get())
    assert secret not in world.client("nam").get(reverse("api:tokens", args=[place])).content.decode()
    assert ask(secret, "figures", place, indicator="members", **YEAR).status_code == 200
    assert ask(f"{secret}x", "figures", place, indicator="members", **YEAR).status_code == 401
    world.client("an").post(reverse("api:revoke", args=[token.pk]))
    answer = ask(secret, "figures", place, indicator="members", **YEAR)
    assert (
        answer.status_code == 401
        and answer["WWW-Authenticate"] == "Bearer"
        and json.loads(answer.content)["error"] == "key"
    )
    with pytest.raises(Refused) as refused:
        revoke_token(token.pk, actor=world.actor("an"))
    assert [fault.code for fault in refused.value.refusals] == ["api.revoked"]
    kinds = Entry.objects.filter(kind__startswith="api.").order_by("sequence").values_list("kind", flat=True)
    assert list(kinds) == ["api.token_made", "api.token_revoked"] and list(differences()) == []
    Token.objects.update(last_on=date(2027, 1, 1))
    assert len(list(differences())) == 1


def test_a_key_opens_on_its_last_day_and_not_on_the_next(world: World) -> None:
    secret = key(world, "nam", "commune", until=UNTIL)
    for day, status in ((UNTIL, 200), (UNTIL + timedelta(days=1), 401)):
        with clock.at(day):
            assert ask(secret, "indicators").status_code == status


def test_a_key_is_never_more_than_whoever_made_it_is_today(world: World) -> None:
    secret, place = key(world, "nam", "commune"), world.places["commune"]
    assert ask(secret, "figures", place, indicator="members", **YEAR).status_code == 200
    revoke_role(RoleGrant.objects.get(account=world.accounts["nam"], cancelled_by=None), actor=world.actor("an"))
    grant_role(Offer(world.accounts["nam"], "leader", place, clock.today()), actor=world.actor("an"))
    assert world.actor("nam").covers("figures.see", place)
    assert ask(secret, "figures", place, indicator="members", **YEAR).status_code == 401


def test_what_is_outside_of_a_key_is_there_and_is_told_as_nothing(world: World) -> None:
    rights = tuple(RIGHTS)
    secret = key(world, "nam", "commune", purpose="register", rights=rights)
    wide = key(world, "an", "province", purpose="register", rights=rights)
    inside = {world.places[place] for place in ("commune", "branch", "sibling")}
    assert {one["id"] for one in told(ask(secret, "organisations"))["items"]} == inside
    for place in ("province", "district"):
        number = world.places[place]
        assert ask(wide, "organisation", number).status_code == 200
        assert ask(wide, "figures", number, indicator="members", **YEAR).status_code == 200
        for answer in (
            ask(secret, "organisation", number), ask(secret, "organisations", under=number),
            ask(secret, "figures", number, indicator="members", **YEAR),
        ):  # fmt: skip
            assert answer.status_code == 404 and json.loads(answer.content)["error"] == "http-404"
    absent = ask(secret, "organisation", 987654)
    assert absent.content == ask(secret, "organisation", world.places["province"]).content
    record_act(world.people["branch"], NewAct("died", date(2026, 2, 2), world.places["branch"]), actor=CONSOLE)
    record_act(
        world.people["other_branch"], NewAct("died", date(2026, 2, 2), world.places["other_branch"]), actor=CONSOLE
    )
    assert {one["organisation"] for one in told(ask(secret, "changes"))["items"]} == inside - {world.places["commune"]}


def test_a_key_reads_what_it_was_made_for_and_nothing_else(world: World) -> None:
    asked = {"organisations": (), "indicators": (), "changes": (), "figures": (world.places["commune"],)}
    for rights in (("organisations",), ("figures",), ("changes",)):
        secret = key(world, "nam", "commune", purpose="register", rights=rights)
        needs = {"organisations": "organisations", "indicators": "figures", "figures": "figures", "changes": "changes"}
        for name, args in asked.items():
            answer = ask(secret, name, *args, **({"indicator": "members", **YEAR} if args else {}))
            assert answer.status_code == (200 if needs[name] in rights else 403), (rights, name)


def test_what_is_asked_for_a_key_is_on_the_lists_and_held_by_whoever_asks(world: World) -> None:
    today, place = clock.today(), world.places["commune"]
    wrong = {
        ("other", ("figures",), UNTIL): ["api.purpose"],
        ("directory", ("figures",), UNTIL): ["api.rights"],
        ("report", (), UNTIL): ["api.rights"],
        ("report", ("cases",), UNTIL): ["api.rights"],
        ("report", ("changes",), today - timedelta(days=1)): ["api.rights", "api.until"],
        ("report", ("figures",), today + timedelta(days=367)): ["api.until"],
    }
    for (purpose, rights, until), codes in wrong.items():
        with pytest.raises(Refused) as refused:
            make_token(place, NewToken(purpose, rights, until), actor=world.actor("nam"))
        assert [fault.code for fault in refused.value.refusals] == codes
    assert not Token.objects.exists()
    assert not any(
        word in code for code in (*PURPOSES, *RIGHTS) for word in ("case", "ballot", "survey", "screening", "report_of")
    )


def test_figures_are_those_of_the_screen_with_the_small_ones_hidden(world: World) -> None:
    branch, commune = world.places["branch"], world.places["commune"]
    facts = PersonFacts("Thạch Sa Rươi", gender="nữ", birth="1990", ethnicity="khmer", card_no="99001")
    register_person(facts, [NewAct("admitted", date(2025, 5, 19), branch)], actor=CONSOLE)
    keys = ["members", "members_minority", "admitted", "share_women"]
    for secret, by in ((key(world, "nam", "commune"), "children"), (key(world, "an", "province"), "whole")):
        found = told(ask(secret, "figures", commune, indicator=keys, by=by, **YEAR))
        asked = question(commune, date(2025, 1, 1), date(2025, 12, 31))
        seen = report_visible_to(world.actor("giang"), asked, keys, by_child=by == "children")
        assert seen is not None
        assert found["figures"] == [_as_told(seen.figures[one]) for one in keys]
        assert found["children"] == [
            {
                "organisation": line.organisation,
                "name": line.name,
                "figures": [_as_told(line.figures[one]) for one in keys],
            }
            for line in seen.lines
        ]
    hidden = [
        one["figures"][1]
        for one in told(ask(secret, "figures", commune, indicator=keys, by="children", **YEAR))["children"]
    ]
    assert hidden == [{"key": "members_minority", "value": None, "before": None, "hidden": True}] * 2
    assert ask(secret, "figures", commune, indicator="members", tres="2020-01-01", **YEAR).status_code == 422
    assert ask(secret, "figures", commune, indicator="struck_off", **YEAR).status_code == 422, (
        "about conduct: not given"
    )
    one = told(ask(secret, "figures", commune, indicator="members", first="2025-12-31", last="2025-01-01"))
    assert (one["first"], one["last"]) == ("2025-01-01", "2025-12-31"), "either order"
    assert (
        told(ask(secret, "figures", commune, indicator="members", first="2025-02-31", last="2025-02-01"))["last"]
        == "2025-02-28"
    )


def _as_told(figure: Any) -> dict[str, Any]:
    value, before = (
        None if one is None else one if isinstance(one, int) else float(one) for one in (figure.value, figure.before)
    )
    return {"key": figure.key, "value": value, "before": before, "hidden": figure.hidden}


def test_no_indicator_about_conduct_of_cases_or_surveys_is_given() -> None:
    given = told_indicators()
    assert {"members", "admitted", "members_minority", "share_women"} <= {one.key for one in given}
    assert {one.of for one in given} & {"cases", "surveys"} == set() and {one.sensitive for one in given} == {
        "",
        "ethnicity",
    }
    assert not {"struck_off", "left", "expelled", "suspended", "helped", "declarations_late"} & {
        one.key for one in given
    }


def test_changes_tell_ids_kinds_and_days_never_how_somebody_left_and_keep_the_reading(world: World) -> None:
    secret, branch = key(world, "nam", "commune", purpose="register", rights=("changes",)), world.places["branch"]
    for kind, name in (("struck_off", "Thạch Bị Xóa"), ("died", "Thạch Đã Mất"), ("suspended", "Thạch Đình Chỉ")):
        person = register_person(
            PersonFacts(name, birth="1980", card_no=f"77{len(kind)}"),
            [NewAct("admitted", date(2016, 5, 19), branch), NewAct(kind, date(2026, 2, 2), branch)], actor=CONSOLE,
        )  # fmt: skip
        assert Entry.objects.filter(member_id=person, kind=f"members.{kind}").exists()
    wrong = Entry.objects.filter(member_id=person, kind="members.suspended").latest("sequence")
    change = Change(person, cancels=[wrong.sequence], reason="wrong_person")
    assert record_changes([change], actor=CONSOLE)[0].refusals == []
    answer = ask(secret, "changes", size=200)
    items = told(answer)["items"]
    uids = {str(uid): pk for pk, uid in Person.objects.values_list("pk", "uid")}
    kinds = {one["kind"] for one in items}
    assert kinds == {"entered", "official", "ended"}, "suspended and what takes it back are not told"
    assert [set(one) for one in items] == [
        {"number", "kind", "person", "organisation", "effective_on", "recorded_on", "cancels"}
    ] * len(items)
    # What is drawn by chance may hold any three digits.
    text = re.sub("|".join(uids), "", answer.content.decode())
    for secret_word in ("Thạch", "struck", "774", "khmer", "suspended"):
        assert secret_word not in text
    read = Reading.objects.filter(object_kind="members.person", account_id=world.accounts["nam"].pk)
    assert set(read.values_list("object_id", flat=True)) == {uids[one["person"]] for one in items}
    assert set(read.values_list("role", "organisation_id")) == {("organisation_officer", world.places["commune"])}
    pages, after = [], ""
    while True:
        page = told(ask(secret, "changes", size=3, **({"after": after} if after else {})))
        pages += page["items"]
        after = page["next"]
        if after is None:
            break
    assert pages == items


def test_a_page_of_readings_is_kept_once_an_hour_for_each(world: World) -> None:
    for _turn in range(2):
        record_readings(world.actor("nam"), "members.person", [1, 2], role="x")
    assert Reading.objects.filter(role="x").count() == 2


def test_what_a_case_recorded_under_its_seal_is_not_told(world: World) -> None:
    secret, branch = key(world, "nam", "commune", purpose="register", rights=("changes",)), world.places["branch"]
    case = Case.objects.create(kind="screening", recorded_by=1)
    for person, number in ((world.people["branch"], case.pk), (world.people["binh"], None)):
        change = Change(person, acts=[NewAct("struck_off", clock.today(), branch)], case=number)
        assert apply_changes([change], rights=lambda _place: [], actor=CONSOLE)[0].refusals == []
    assert Entry.objects.filter(kind="members.struck_off").count() == 2
    ended = [one["person"] for one in told(ask(secret, "changes"))["items"] if one["kind"] == "ended"]
    assert ended == [str(world.uids["binh"])]


def test_every_call_is_written_down_with_what_was_asked_and_how_it_was_answered(world: World) -> None:
    secret, place = key(world, "nam", "commune"), world.places["commune"]
    ask(secret, "figures", place, indicator="members", by="children", **YEAR)
    ask(secret, "figures", world.places["province"], indicator="members", **YEAR)
    ask(secret, "changes")
    ask(secret, "figures", place, indicator="nothing", **YEAR)
    rows = Call.objects.order_by("pk").values_list("what", "organisation_id", "status", "given")
    assert list(rows) == [
        ("figures", place, 200, 3),
        ("figures", None, 404, 0),
        ("changes", None, 403, 0),
        ("figures", None, 422, 0),
    ]
    page = world.client("an").get(reverse("api:calls", args=[Token.objects.get().pk])).content.decode()
    assert page.count("<tr>") == 5 and "Đảng bộ xã Trà Mây" in page
    assert "đã hỏi 4 lần" in world.client("an").get(reverse("api:tokens", args=[place])).content.decode()


def test_too_many_questions_wait_and_so_do_guesses(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    secret = key(world, "nam", "commune")
    monkeypatch.setitem(LIMITS, "api", (2, HOUR))
    monkeypatch.setitem(LIMITS, "token", (1, HOUR))
    answers = [ask(secret, "indicators") for _turn in range(3)]
    assert [one.status_code for one in answers] == [200, 200, 429] and 0 < int(answers[-1]["Retry-After"]) <= 3600
    assert [ask("lc_guess", "indicators").status_code for _turn in range(2)] == [401, 429]


def test_whatever_is_no_answer_is_json_too_and_a_session_opens_nothing(world: World) -> None:
    address, secret = reverse("api-v1:indicators"), key(world, "nam", "commune")
    headers = {"Authorization": f"Bearer {secret}"}
    answers = [
        Client().get("/api/v1/nothing"), Client().post(address, headers=headers), Client().get(f"{address}?a=%00", headers=headers),
        world.client("an").get(address), Client().get(address),
    ]  # fmt: skip
    assert [one.status_code for one in answers] == [404, 405, 400, 401, 401]
    assert [set(json.loads(one.content)) for one in answers] == [{"error", "message"}] * 5
    assert answers[1]["Allow"] == "GET" and {one["Cache-Control"] for one in answers} == {"no-store"}


@pytest.mark.parametrize("name", ["organisations", "figures", "changes"])
def test_a_wider_key_asks_no_more_of_the_database(world: World, name: str) -> None:
    counts = []
    for place in ("branch", "district"):
        secret = key(world, "an", place, purpose="register", rights=tuple(RIGHTS))
        args, asked = (
            ((world.places[place],), {"indicator": "members", "by": "children", **YEAR})
            if name == "figures"
            else ((), {})
        )
        ask(secret, name, *args, **asked)
        with CaptureQueriesContext(connection) as held:
            assert ask(secret, name, *args, **asked).status_code == 200
        counts.append(len(held))
    assert counts[0] == counts[1] < 40, counts
