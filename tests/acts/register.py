"""Acts of the register itself: people, posts, terms, awards, and the branches in which they stand."""

from datetime import timedelta

from liemchinh.awards import services as awards
from liemchinh.awards.models import Award
from liemchinh.awards.occasions import occasions, years_awarded
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.members.acts import TRANSFER, to_record
from liemchinh.members.changes import Change, NewAct
from liemchinh.members.facts import PersonFacts
from liemchinh.members.models import Post, Term
from liemchinh.members.posting import Seat, cancel_post, correct_post, end_post, take_post
from liemchinh.members.queries import facts_of
from liemchinh.members.replacing import replace_act
from liemchinh.members.services import cancel_act, correct_person, record_change, register_person
from liemchinh.members.terms import TermFacts, cancel_term, correct_term, record_term
from liemchinh.members.timeline import KINDS
from liemchinh.organisations.planning import After, Step
from liemchinh.organisations.queries import standing
from liemchinh.organisations.reorganisation import Decision, apply
from liemchinh.organisations.services import facts_of as facts_of_version
from liemchinh.organisations.undoing import undo
from tests.acts.cast import Act, Cast
from tests.world import CONSOLE

POSTS = ("secretary", "deputy_secretary", "committee_member")
REASONS = ("wrong_day", "wrong_place", "twice")
LONGEST_LIST = 6


def enter(cast: Cast) -> None:
    cast.entered += 1
    admitted = cast.day(20_000, 0)
    number = f"{cast.entered:03}"
    facts = PersonFacts(
        f"Người Thử {number}", cast.of(("nam", "nữ", "")), cast.of(("1940", "1971-04", "1999-12-31", "")),
        cast.of(("kinh", "khmer", "")), card_no=f"90{number}" if cast.chance(0.8) else "",
    )  # fmt: skip
    branch = cast.branch()
    acts = [NewAct("admitted", admitted, branch)]
    official = admitted + timedelta(days=366)
    acts += [NewAct("official", official, branch)] if official <= clock.today() else []
    register_person(facts, acts, actor=CONSOLE)


def correct(cast: Cast) -> None:
    person = cast.anyone()
    facts = facts_of(person)
    if facts is not None:
        told = {"gender": cast.of(("nam", "nữ")), "education": cast.of(("", "upper_secondary"))}
        correct_person(person, PersonFacts(**{**_told(facts), **told}), reason="typing", actor=CONSOLE)


def _told(facts: PersonFacts) -> dict[str, str]:
    return {name: getattr(facts, name) for name in ("full_name", "birth", "ethnicity", "card_no")}


def act(cast: Cast) -> None:
    person = cast.anyone()
    kind = cast.of((TRANSFER, TRANSFER, TRANSFER, "exempt", "exempt", *sorted(KINDS - {"moved"})))
    new = to_record(kind, cast.day(), cast.branch(), cast.history(person))
    record_change(Change(person, acts=new), actor=CONSOLE)


def _act_entry(cast: Cast) -> Entry:
    kinds = [f"members.{kind}" for kind in KINDS]
    return cast.of(list(Entry.objects.filter(kind__in=kinds).order_by("-sequence")[:60]))


def cancel(cast: Cast) -> None:
    cancel_act(_act_entry(cast).sequence, reason=cast.of(REASONS), actor=CONSOLE)


def replace(cast: Cast) -> None:
    entry, other = _act_entry(cast), cast.branch() if cast.chance(0.5) else None
    replace_act(
        entry.sequence, cast.day(), other, reason="wrong_day" if other is None else "wrong_place", actor=CONSOLE
    )


def merge(cast: Cast) -> None:
    source, target = cast.branch(near=True), cast.branch(near=True)
    on = cast.day(3, 0)
    stays = facts_of_version(standing(on).get(organisation_id=target))
    steps = [Step(f"#{source}", f"#{target}", "merge", ""), Step(f"#{target}", f"#{target}", "merge", "")]
    apply(Decision("09-QĐ", on, [After(f"#{target}", f"#{stays.parent}", stays)], steps), actor=CONSOLE)


def unmerge(cast: Cast) -> None:
    done = Entry.objects.filter(kind="organisations.reorganised").order_by("-sequence")
    undo(cast.of(list(done[:2])).sequence, actor=CONSOLE)


def found(cast: Cast) -> None:
    if len(cast.branches(near=True)) < LONGEST_LIST:
        cast.found(f"Chi bộ lập mới {cast.rng.randrange(10**6)}")


def seat(cast: Cast) -> None:
    branch = cast.branch()
    term = cast.of((None, None, 17, 18, 19))
    take_post(Seat(cast.of(cast.people_of(branch)), branch, cast.of(POSTS), cast.day(), term=term), actor=CONSOLE)


def _post(cast: Cast) -> Post:
    return cast.of(list(Post.objects.order_by("-pk")[:20]))


def end_seat(cast: Cast) -> None:
    end_post(_post(cast).pk, cast.day(), actor=CONSOLE)


def correct_seat(cast: Cast) -> None:
    post = _post(cast)
    told = Seat(post.person_id, post.organisation_id, cast.of(POSTS), cast.day(), post.ends_on)
    correct_post(post.pk, told, reason="paper", actor=CONSOLE)


def cancel_seat(cast: Cast) -> None:
    cancel_post(_post(cast).pk, reason="twice", actor=CONSOLE)


def _term_facts(cast: Cast) -> TermFacts:
    starts = cast.day(2000, 0)
    return TermFacts(cast.rng.randint(15, 22), starts, starts + timedelta(days=700) if cast.chance(0.3) else None)


def term(cast: Cast) -> None:
    record_term(cast.branch(), _term_facts(cast), actor=CONSOLE)


def correct_a_term(cast: Cast) -> None:
    row = cast.of(list(Term.objects.order_by("-pk")[:10]))
    correct_term(row.pk, _term_facts(cast), reason="paper", actor=CONSOLE)


def cancel_a_term(cast: Cast) -> None:
    cancel_term(cast.of(list(Term.objects.order_by("-pk")[:10])).pk, reason="twice", actor=CONSOLE)


def propose_award(cast: Cast) -> None:
    occasion = cast.of(occasions(clock.today()))
    awards.propose_awards(occasion, [(cast.anyone(), cast.of(years_awarded(occasion.day)[:3]))], actor=CONSOLE)


def _award(cast: Cast) -> Award:
    return cast.of(list(Award.objects.filter(cancelled_by=None).order_by("pk")))


def decide_award(cast: Cast) -> None:
    awards.decide_awards([_award(cast).pk], "219-QĐ/TU", cast.day(), actor=cast.actor("an"))


def hand_over_award(cast: Cast) -> None:
    awards.hand_over(_award(cast).pk, cast.day(), "0123", actor=CONSOLE)


def cancel_award(cast: Cast) -> None:
    awards.cancel_step(_award(cast).pk, reason="twice", actor=cast.actor("an"))


# Act → how often it is drawn.
ACTS: dict[Act, int] = {
    enter: 8, correct: 2, act: 8, cancel: 4, replace: 3, merge: 1, unmerge: 1, found: 1,
    seat: 4, end_seat: 2, correct_seat: 2, cancel_seat: 1, term: 2, correct_a_term: 2, cancel_a_term: 1,
    propose_award: 6, decide_award: 3, hand_over_award: 2, cancel_award: 1,
}  # fmt: skip
