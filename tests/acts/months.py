"""Acts of a branch's months and of members themselves: meetings, dues, paper, the place of residence, requests, who enters for whom."""

from datetime import date

from liemchinh.behalf import services as behalf
from liemchinh.behalf.models import Mandate
from liemchinh.behalf.tasks import TASKS
from liemchinh.dues import forgetting as dues_forgetting
from liemchinh.dues.models import STATES as DUES
from liemchinh.dues.queries import month_recorded, payers
from liemchinh.dues.services import record_dues
from liemchinh.journal import clock
from liemchinh.meetings import forgetting as meetings_forgetting
from liemchinh.meetings.concluding import Concluded, Planned, conclude_meeting, set_agenda
from liemchinh.meetings.items import KINDS, RESULTS
from liemchinh.meetings.models import STATES as ATTENDANCE
from liemchinh.meetings.models import Meeting
from liemchinh.meetings.queries import attendees
from liemchinh.meetings.services import cancel_meeting, record_meeting
from liemchinh.members.months import month_of, months_before
from liemchinh.members.queries import facts_of
from liemchinh.packets.models import Packet
from liemchinh.packets.services import Written, enter_packet, make_packet
from liemchinh.requests import services as requests
from liemchinh.requests.models import Request
from liemchinh.requests.services import Verdict, Wish
from liemchinh.residence import services as residence
from liemchinh.residence.halves import Half, half_of
from liemchinh.residence.models import Link
from tests.acts.cast import Act, Cast
from tests.world import CONSOLE


def dues(cast: Cast) -> None:
    branch, month = cast.branch(), cast.of(months_before(month_of(clock.today()), 3))
    states = {one.person: _mark(cast, list(DUES)) for one in payers(branch, month) if one.asked or cast.chance(0.5)}
    before = month_recorded(branch, month)
    seen = before.recorded_by if before and cast.chance(0.9) else None
    record_dues(branch, month, states, reason="typing" if before else "", seen=seen, actor=CONSOLE)


def _mark(cast: Cast, marks: list[str]) -> str:
    return marks[0] if cast.chance(0.7) else cast.of(marks)


def meeting(cast: Cast) -> None:
    branch, day = cast.branch(), cast.of((cast.day(60), clock.today().replace(day=1)))
    states = {one.person: _mark(cast, list(ATTENDANCE)) for one in attendees(branch, day)}
    record_meeting(branch, day, states, reason=cast.of(("", "paper")), actor=CONSOLE)


def cancel_a_meeting(cast: Cast) -> None:
    cancel_meeting(cast.of(list(Meeting.objects.order_by("-pk")[:20])).pk, reason="wrong_day", actor=CONSOLE)


def agenda(cast: Cast) -> None:
    branch, day = cast.branch(), cast.of((cast.day(60), clock.today().replace(day=1)))
    set_agenda(branch, day, [Planned(cast.of(list(KINDS))) for _turn in range(cast.of((1, 2)))], actor=CONSOLE)


def conclude(cast: Cast) -> None:
    held = cast.of(list(Meeting.objects.filter(cancelled_by=None).order_by("-pk")[:20]))
    place = (held.organisation_id, held.held_on)
    set_agenda(*place, [Planned("dues")], actor=CONSOLE)
    told = Concluded(cast.of(list(RESULTS)), "", *cast.of(((), (1, 0, 0))))
    conclude_meeting(*place, {1: told}, reason=cast.of(("", "paper")), actor=CONSOLE)


def packet(cast: Cast) -> None:
    make_packet(cast.branch(), month_of(clock.today()), actor=CONSOLE)


def written(cast: Cast) -> None:
    numbers = [frozenset(cast.rng.sample(range(1, 9), cast.of((0, 0, 1)))) for _kind in range(4)]
    day = cast.day(20) if cast.chance(0.7) else None
    enter_packet(cast.of(list(Packet.objects.order_by("-pk")[:10])).pk, Written(day, *numbers), actor=CONSOLE)


def link(cast: Cast) -> None:
    # Those who can hand in a slip themselves are linked more often.
    who = cast.world.people[cast.of(("binh", "em"))] if cast.chance(0.3) else cast.anyone()
    facts = facts_of(who)
    if facts is not None:
        on = cast.day()
        letter = residence.Letter(facts.full_name, facts.card_no, on, on)
        residence.link_by_letter(cast.branch(), letter, actor=CONSOLE)


def _link(cast: Cast) -> Link:
    return cast.of(list(Link.objects.filter(cancelled_by=None).order_by("-pk")[:20]))


def end_link(cast: Cast) -> None:
    residence.end_link(_link(cast).pk, cast.day(), actor=CONSOLE)


def slips(cast: Cast) -> None:
    half, held = half_of(clock.today()), _link(cast)
    wanted = Half(half.number - cast.of((0, 0, 1)))
    residence.mark_slips(held.organisation_id, wanted, [held.pk], cast.chance(0.7), actor=CONSOLE)


def hand_in(cast: Cast) -> None:
    name = cast.of(("binh", "em"))
    residence.hand_in(cast.world.people[name], half_of(clock.today()), actor=cast.actor(name))


def ask(cast: Cast) -> None:
    name = cast.of(("binh", "em"))
    item = cast.of(("education", "gender"))
    value = cast.of(("upper_secondary", "primary")) if item == "education" else cast.of(("nam", "nữ"))
    requests.send(cast.world.people[name], Wish(item, value, "branch"), actor=cast.actor(name))


def answer(cast: Cast) -> None:
    asked = cast.of(list(Request.objects.filter(waits_at__isnull=False).order_by("pk")))
    verdict = Verdict("kept", reason="paper_says", document="5-CV") if cast.chance(0.4) else Verdict("corrected")
    requests.answer(asked.pk, verdict, actor=cast.actor(cast.of(("nam", "an"))))


def turn_above(cast: Cast) -> None:
    asked = cast.of(list(Request.objects.order_by("-pk")[:10]))
    name = next(name for name in ("binh", "em") if cast.world.people[name] == asked.person_id)
    requests.turn_above(asked.pk, actor=cast.actor(name))


def choose(cast: Cast) -> None:
    mine, other = cast.rng.sample(("binh", "em"), 2)
    today = clock.today()
    choice = behalf.Choice(cast.world.people[mine], other, [cast.of(sorted(TASKS))], today, date(today.year, 12, 31))
    behalf.confirm(behalf.choose(choice, actor=cast.actor(mine)), actor=cast.actor(other))


def end_choice(cast: Cast) -> None:
    held = cast.of(list(Mandate.objects.order_by("-pk")[:10]))
    behalf.end(held.pk, actor=cast.actor(cast.of(("binh", "em"))))


def forget(cast: Cast) -> None:
    dues_forgetting.forget()
    meetings_forgetting.forget()


# Act → how often it is drawn.
ACTS: dict[Act, int] = {
    dues: 8, meeting: 8, cancel_a_meeting: 2, agenda: 3, conclude: 4, packet: 1, written: 2, link: 5, end_link: 2, slips: 3, hand_in: 10,
    ask: 2, answer: 2, turn_above: 1, choose: 1, end_choice: 1, forget: 1,
}  # fmt: skip
