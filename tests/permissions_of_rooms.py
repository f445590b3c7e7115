"""The lines of the rooms above `access` in the table of services; how a line is written: tests/permissions_of_services.py."""

from dataclasses import replace
from datetime import date
from typing import Any

from liemchinh.awards import services as awards
from liemchinh.awards.models import Award
from liemchinh.awards.occasions import Occasion
from liemchinh.figures import services as figures
from liemchinh.imports import deciding, drafting
from liemchinh.imports import services as imports
from liemchinh.imports.files import mappings_of, told
from liemchinh.imports.models import Run, WaitingRow
from liemchinh.imports.reading import read
from liemchinh.imports.services import How
from liemchinh.imports.stream import Rows
from liemchinh.members import erasing, posting, replacing, terms
from liemchinh.members import services as members
from liemchinh.members.facts import PersonFacts
from liemchinh.members.models import Post, Term
from liemchinh.members.services import Change, NewAct
from liemchinh.organisations import reorganisation, undoing
from liemchinh.organisations import services as organisations
from liemchinh.organisations.planning import After, Step
from liemchinh.organisations.queries import standing
from liemchinh.organisations.services import Facts, Founding, facts_of
from regulations.answers import Refused
from tests import permissions_of_filling as filling
from tests import permissions_of_months as months
from tests import permissions_of_outside as outside
from tests import permissions_of_papers as papers
from tests import permissions_of_writing as writing
from tests.permissions_of_services import BRANCHES, KEEPERS, Act, At
from tests.permissions_of_transfers import TRANSFERS

DAY = date(2026, 2, 2)
OCCASION = Occasion(date(2026, 5, 19), date(2026, 2, 3))
LIST = "Họ và tên,Ngày sinh,Ngày vào Đảng\nNgô Văn Mới,1971,2016\n"
REGISTER = f"{KEEPERS} console* console-an"


def _facts(at: At) -> Facts:
    return facts_of(standing(DAY).get(organisation_id=at.number))


def _found(at: At) -> Any:
    facts = Facts("Chi bộ mới lập", "chi bộ trực thuộc", DAY, at.number, "4")
    return organisations.found_organisations([Founding(facts)], actor=at.actor)


def _renamed(at: At) -> Facts:
    return replace(_facts(at), name="Tên mới", valid_from=DAY)


def _decision(at: At) -> reorganisation.Decision:
    facts, own = _renamed(at), f"#{at.number}"
    after = After(own, f"#{facts.parent}" if facts.parent else "", facts)
    return reorganisation.Decision("05-QĐ", DAY, [after], [Step(own, own, "rename", "")])


def _reorganised(at: At) -> int:
    at_console = replace(at, actor=at.world.actor("console"))
    return reorganisation.apply(_decision(at_console), actor=at_console.actor)[0]


def _recorded(at: At) -> None:
    change = Change(at.world.people[at.place], acts=[NewAct("exempt", DAY, at.number)])
    found = members.record_changes([change], actor=at.actor)[0].refusals
    if found:
        raise Refused(found)


def _left(at: At) -> int:
    act = NewAct("died", DAY, at.number)
    return members.record_act(at.world.people[at.place], act, actor=at.world.actor("console"))


def _seat(at: At) -> posting.Seat:
    return posting.Seat(at.world.people[at.place], at.number, "bí thư", DAY)


def _post(at: At) -> int:
    posting.take_post(_seat(at), actor=at.world.actor("console"))
    return Post.objects.latest("pk").pk


def _term(at: At, actor: Any) -> int:
    terms.record_term(at.number, terms.TermFacts(7, DAY), actor=actor)
    return Term.objects.latest("pk").pk


def _veteran(at: At) -> int:
    acts = [NewAct("admitted", date(1996, 3, 1), at.number), NewAct("official", date(1997, 3, 1), at.number)]
    return members.register_person(PersonFacts("Ngô Văn Xưa"), acts, actor=at.world.actor("console"))


def _proposed(at: At) -> int:
    awards.propose_awards(OCCASION, [(_veteran(at), 30)], actor=at.world.actor("console"))
    return Award.objects.latest("pk").pk


def _decided(at: At) -> int:
    keeper = at.world.actor("dung" if at.place.startswith("other") else "an")
    awards.decide_awards([_proposed(at)], "09-QĐ", DAY, actor=keeper)
    return Award.objects.latest("pk").pk


def _draft(at: At, actor: Any) -> int:
    return drafting.begin_draft(LIST.encode(), "ds.csv", actor=actor).pk


def _begun(at: At, actor: Any) -> int:
    number = _draft(at, actor)
    drafting.choose_target(number, How("", at.number), actor=actor)
    run = Run.objects.get(pk=number)
    reading = drafting.open_upload(run)
    return drafting.begin(number, mappings_of(reading, run.mappings), reading.count, actor=actor).pk


def _waiting(at: At) -> int:
    data = f"Họ và tên,Ngày sinh,Số thẻ đảng viên,Ngày vào Đảng\nNgô Văn Mới,197,84000009,19/05/2016\n{'x' if False else ''}"
    del data
    twice = "Họ và tên,Ngày sinh,Ngày vào Đảng\nNgô Văn Mới,1971,2016\nNgô Văn Mới,1971,2016\n"
    console, how = at.world.actor("console"), How("", at.number)
    reading = read(twice.encode(), "ds.csv")
    mappings = mappings_of(reading, {})
    run = imports.open_run(twice.encode(), "ds.csv", how, told(mappings), actor=console)
    list(imports.take(run, Rows(reading, mappings), actor=console))
    return WaitingRow.objects.latest("pk").pk


def _in_branches(call: Any, ready: Any = None) -> Act:
    return Act(REGISTER, call, places=BRANCHES, ready=ready)


ROOMS: dict[str, Act] = {
    **months.SERVICES,
    **TRANSFERS,
    **filling.SERVICES,
    **writing.SERVICES,
    **outside.SERVICES,
    **papers.SERVICES,
    "figures.services.report_values": Act(
        REGISTER,
        lambda at: figures.report_values([figures.Reported(at.number, "population", DAY, 9)], actor=at.actor),
    ),
    "figures.services.publish_lines": Act(
        REGISTER,
        lambda at: figures.publish_lines(
            [figures.PublishedFigure("x", "Báo cáo", "Đảng viên", "members", at.number, None, DAY)], actor=at.actor
        ),
    ),
    "figures.services.note_export": Act(
        f"{REGISTER} giang khoa",
        lambda at: figures.note_export(
            at.number, "báo cáo", first=DAY, last=DAY, tree_on=DAY, known_on=None, actor=at.actor
        ),
    ),
    "organisations.services.found_organisations": Act(REGISTER, _found),
    "organisations.services.change_organisation": Act(
        REGISTER,
        lambda at: organisations.change_organisation(at.number, _renamed(at), decision="06-QĐ", actor=at.actor),
    ),
    "organisations.services.correct_organisation": Act(
        REGISTER,
        lambda at: organisations.correct_organisation(at.number, replace(_facts(at), name="Tên đúng"), actor=at.actor),
    ),
    "organisations.reorganisation.apply": Act(
        REGISTER, lambda at: reorganisation.apply(_decision(at), actor=at.actor), above=True
    ),
    "organisations.undoing.undo": Act(REGISTER, lambda at: undoing.undo(at.given, actor=at.actor), ready=_reorganised),
    "members.services.correct_person": _in_branches(
        lambda at: members.correct_person(
            at.world.people[at.place], PersonFacts("Tên Đúng"), reason="typing", actor=at.actor
        )
    ),
    "imports.drafting.begin_draft": Act("an* nam* dung* console* console-an*", lambda at: _draft(at, at.actor)),
    "imports.drafting.choose_target": Act(
        REGISTER, lambda at: drafting.choose_target(_draft(at, at.actor), How("", at.number), actor=at.actor)
    ),
    "imports.drafting.choose_mapping": Act(
        "an* nam* dung* console* console-an*",
        lambda at: drafting.choose_mapping(_draft(at, at.actor), 0, None, actor=at.actor),
    ),
    "imports.drafting.discard": Act(
        "an* nam* dung* console* console-an*", lambda at: drafting.discard(_draft(at, at.actor), actor=at.actor)
    ),
    "imports.drafting.begin": Act(REGISTER, lambda at: _begun(at, at.actor)),
    "imports.drafting.stop_run": Act(
        REGISTER,
        lambda at: drafting.stop_run(at.given, actor=at.actor),
        ready=lambda at: _begun(at, at.world.actor("console")),
    ),
    "imports.deciding.decide": _in_branches(
        lambda at: deciding.decide(at.given, deciding.Decision("other"), actor=at.actor), lambda at: _waiting(at)
    ),
    "imports.services.open_run": Act(
        REGISTER, lambda at: imports.open_run(b"x", "x.csv", imports.How(into=at.number), {}, actor=at.actor)
    ),
    "imports.services.practise": Act(
        REGISTER,
        lambda at: list(imports.practise(iter(()), "x.csv", imports.How(into=at.number), actor=at.actor)),
    ),
    "members.services.record_changes": _in_branches(_recorded),
    "members.services.record_change": _in_branches(
        lambda at: members.record_change(
            Change(at.world.people[at.place], acts=[NewAct("exempt", DAY, at.number)]), actor=at.actor
        )
    ),
    "members.services.register_person": _in_branches(
        lambda at: members.register_person(
            PersonFacts("Người Mới"), [NewAct("admitted", DAY, at.number)], actor=at.actor
        )
    ),
    "members.services.record_act": _in_branches(
        lambda at: members.record_act(at.world.people[at.place], NewAct("exempt", DAY, at.number), actor=at.actor)
    ),
    "members.erasing.erase_people": _in_branches(
        lambda at: erasing.erase_people([at.world.people[at.place]], actor=at.actor), _left
    ),
    "members.services.cancel_act": _in_branches(
        lambda at: members.cancel_act(at.given, reason="wrong_person", actor=at.actor), _left
    ),
    "members.replacing.replace_act": _in_branches(
        lambda at: replacing.replace_act(at.given, date(2026, 2, 1), None, reason="wrong_day", actor=at.actor), _left
    ),
    "members.posting.take_post": _in_branches(lambda at: posting.take_post(_seat(at), actor=at.actor)),
    "members.posting.take_posts": _in_branches(lambda at: posting.take_posts([_seat(at)], actor=at.actor)),
    "members.posting.end_post": _in_branches(
        lambda at: posting.end_post(at.given, date(2026, 2, 20), actor=at.actor), _post
    ),
    "members.posting.correct_post": _in_branches(
        lambda at: posting.correct_post(
            at.given, replace(_seat(at), post="deputy_secretary"), reason="typing", actor=at.actor
        ),
        _post,
    ),
    "members.posting.cancel_post": _in_branches(
        lambda at: posting.cancel_post(at.given, reason="wrong_person", actor=at.actor), _post
    ),
    "members.terms.record_term": Act(REGISTER, lambda at: _term(at, at.actor)),
    "members.terms.correct_term": Act(
        REGISTER,
        lambda at: terms.correct_term(at.given, terms.TermFacts(8, DAY), reason="typing", actor=at.actor),
        ready=lambda at: _term(at, at.world.actor("console")),
    ),
    "members.terms.cancel_term": Act(
        REGISTER,
        lambda at: terms.cancel_term(at.given, reason="twice", actor=at.actor),
        ready=lambda at: _term(at, at.world.actor("console")),
    ),
}
AWARDS: dict[str, Act] = {
    "awards.services.propose_awards": _in_branches(
        lambda at: awards.propose_awards(OCCASION, [(at.given, 30)], actor=at.actor), lambda at: _veteran(at)
    ),
    "awards.services.decide_awards": Act(
        KEEPERS,
        lambda at: awards.decide_awards([at.given], "09-QĐ", DAY, actor=at.actor),
        places=BRANCHES,
        ready=lambda at: _proposed(at),
    ),
    "awards.services.hand_over": _in_branches(
        lambda at: awards.hand_over(at.given, date(2026, 2, 20), actor=at.actor), lambda at: _decided(at)
    ),
    "awards.services.cancel_step": _in_branches(
        lambda at: awards.cancel_step(at.given, reason="twice", actor=at.actor), lambda at: _proposed(at)
    ),
    "awards.services.note_register": Act(
        f"{REGISTER} khoa", lambda at: awards.note_register(at.number, DAY, DAY, actor=at.actor)
    ),
}
ROOMS |= AWARDS
_ROWS = "writes through members.services and organisations.services, which are tried here"
ROOMS_EXEMPT: dict[str, str] = {
    **papers.EXEMPT,
    "casework.steps.open_case": "asks for no right of its own: the rooms that have said who may call it, and are tried",
    "casework.steps.take_step": "as open_case",
    "casework.steps.take_step_in": "as take_step, with the case read already",
    "casework.undoing.cancel_case": "as open_case",
    "casework.undoing.cancel_last_step": "as open_case",
    "casework.grounds.state_ground": "as open_case",
    "casework.grounds.vouch_for_ground": "as open_case",
    "organisations.reorganisation.preview": "writes nothing; apply asks it and is tried here",
    "organisations.drafts.save_draft": "keeps what its author typed, for its author alone; apply is tried here",
    "organisations.drafts.preview_draft": "writes nothing; apply asks it and is tried here",
    "organisations.drafts.apply_draft": "throws the draft away and goes on to apply, which is tried here",
    "organisations.assigning.assign": "needs what a split left: organisations/tests",
    "organisations.unassigning.undo_assignment": "needs what was assigned: organisations/tests",
    "imports.services.take": "goes on with a run that open_run authorised; each row is authorised by the service that writes it",
    "imports.take_members.take_members": _ROWS,
    "imports.take_events.take_events": _ROWS,
    "imports.take_organisations.take_organisations": _ROWS,
    "imports.take_successions.take_successions": _ROWS,
    "members.applying.apply_changes": "asks for the rights its caller names; record_changes calls it and is tried here",
    "members.writing.write": "the last step of record_changes, after it authorised",
}
