"""Of denunciations by grant and who wrote a letter: the cases of the tests, their addresses, the lines of the table of services.

Khoa opens cases of the district about Bình and the commune; nobody else holds a grant of them. Hiền keeps who wrote the commune's letters.
"""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from liemchinh.access.actor import Actor
from liemchinh.casework.models import Case, Ground
from liemchinh.letters import identities, opening, services, taking, undoing
from liemchinh.letters.identities import Mandate
from liemchinh.letters.matter import allegations_of
from liemchinh.letters.models import Allegation, Denunciation, Letter
from liemchinh.letters.opening import Denounced
from liemchinh.letters.services import Sorted
from liemchinh.letters.taking import Given
from liemchinh.papers.of_steps import typed
from tests.permissions_of_citizens import OBJECTS as SENT
from tests.permissions_of_citizens import PAGES as CITIZENS
from tests.permissions_of_declarations import OBJECTS as DECLARED
from tests.permissions_of_declarations import PAGES as DECLARATIONS
from tests.permissions_of_letters import OBJECTS as LETTERED
from tests.permissions_of_letters import ON, OWN, received
from tests.permissions_of_letters import PAGES as LETTERS
from tests.permissions_of_services import Act, At
from tests.permissions_rows import Row, act, form, page
from tests.world import World

ITEMS = ("duty.dues_three_months", "money.dues_mishandled")
BEFORE = ("classified", "accepted", "announced", "reported", "exchanged")
# From this day on the text that lists the conclusions is in force.
KNOWN = date(2026, 4, 11)
WRITER = "Đoàn Thị Kín Tiếng"
MANDATE = Mandate("41-CV/BTV", ON)


def competent(world: World, on: date = ON) -> int:
    """A signed denunciation of the district's book, sorted as handled there."""
    letter = received(world)
    services.sort_letter(letter.pk, Sorted("competent", on), actor=world.actor("khoa"))
    return letter.pk


def denounced(world: World, name: str = "binh", items: Sequence[str] = ITEMS) -> Denounced:
    """Somebody of the register, or a place, and what is alleged of them."""
    place = world.places.get(name) if name not in world.people or name == "commune" else None
    return Denounced(place, None if place else world.people[name], tuple(items))


def opened(world: World, name: str = "binh", items: Sequence[str] = ITEMS) -> Case:
    """A denunciation handled by the district's commission, opened by Khoa."""
    return opening.open_denunciation(competent(world), denounced(world, name, items), ON, actor=world.actor("khoa"))


def taken(case: Case, actor: Actor, *steps: str, on: date = ON) -> None:
    """Each of these steps, as it is usually recorded."""
    for code in steps:
        results = {row.pk: "false" for row in allegations_of(case)} if code == "concluded" else {}
        taking.record_step(
            case, code, Given(on, typed("22-TB"), kept_at="organ", answered=True, results=results), actor=actor
        )


def stated(case: Case, actor: Actor) -> None:
    """What the conclusions stand on, as one officer states it."""
    taking.state_for_conclusion(case, "Điều 20", "Quy định 296-QĐ/TW", actor=actor)


def _case(world: World) -> Case:
    """A case in which the first step waits to be followed: the same for each who asks."""
    found = Case.objects.filter(kind="denunciation", steps__code="received").exclude(steps__code="classified").first()
    return found or opened(world)


def _waiting(world: World) -> Case:
    """A case in which the conclusion waits, and a ground is stated."""
    found = Case.objects.filter(kind="denunciation", steps__code="exchanged").first()
    if found is None:
        found, khoa = opened(world), world.actor("khoa")
        taken(found, khoa, *BEFORE)
        stated(found, khoa)
    return found


def _dropped(world: World) -> tuple[int, int]:
    """A case with two allegations, and the newest of them."""
    rows = Allegation.objects.filter(case__steps__code="received", organisation__isnull=False, cancelled_by=None)
    found = rows.order_by("-pk").first()
    if found is None:
        case = opened(world, "commune")
        found = allegations_of(case)[-1]
    return found.case_id, found.pk


def _letter(world: World) -> int:
    found = Denunciation.objects.order_by("case_id").values_list("letter_id", flat=True).first()
    return found or competent(world)


def _own(made: Any) -> Any:
    def found(world: World, person: str) -> Mapping[str, Sequence[Any]]:
        return {"khoa": made(world)}

    return found


def named(world: World, *, sealed: bool = True) -> Letter:
    """A letter in the commune's own book, entered there by the console's hand; who wrote it is kept by Hiền, or not yet."""
    place = world.places["commune"]
    rows = Letter.objects.filter(organisation_id=place, identity__isnull=not sealed)
    found = rows.first()
    if found is None:
        number = Letter.objects.filter(organisation_id=place).count() + 1
        found = Letter.objects.create(
            organisation_id=place, organ="committee", year=ON.year, number=number, received_on=ON, way="post",
            kind="denunciation", is_anonymous=False, recorded_by=1,
        )  # fmt: skip
        if sealed:
            identities.seal_identity(found.pk, WRITER, actor=world.actor("hien"))
    return found


OBJECTS = {
    **SENT,
    **LETTERED,
    **DECLARED,
    "letter to seal": lambda world, person: {"hien": (named(world, sealed=False).pk,)},
    "sealed letter": lambda world, person: {"hien": (named(world).pk,)},
    "competent letter": _own(lambda world: (_letter(world),)),
    "denunciation": _own(lambda world: (_case(world).pk,)),
    "denunciation at a step": _own(lambda world: (_case(world).pk, "classified")),
    "denunciation to conclude": _own(lambda world: (_waiting(world).pk,)),
    "allegation": _own(_dropped),
}
PAGES: dict[str, Row] = {
    **CITIZENS,
    **LETTERS,
    **DECLARATIONS,
    "letters:cases": page("khoa chi"),
    "letters:start": form(OWN, of="competent letter"),
    "letters:case": page(OWN, of="denunciation"),
    "letters:cancel-step": form(OWN, of="denunciation"),
    "letters:add": form(OWN, of="denunciation"),
    "letters:step": form(OWN, of="denunciation at a step"),
    "letters:drop": act(OWN, of="allegation"),
    "letters:ground": form(OWN, of="denunciation to conclude"),
    "letters:vouch": act(OWN, of="denunciation to conclude", post=422),
    "letters:identities": page("hien"),
    "letters:seal-identity": form("hien!", of="letter to seal"),
    "letters:open-identity": form("hien!", of="sealed letter"),
}


def _act(call: Any, ready: Any) -> Act:
    return Act("khoa", call, places=("district",), ready=lambda at: ready(at.world))


def _by_another(at: At) -> Case:
    """A ground that somebody else stated."""
    case = _waiting(at.world)
    Ground.objects.filter(case=case, cancelled_by=None).update(stated_by=at.world.accounts["an"].pk)
    return case


ACTS: dict[str, Act] = {
    "letters.opening.open_denunciation": _act(
        lambda at: opening.open_denunciation(at.given, denounced(at.world), ON, actor=at.actor), competent
    ),
    "letters.opening.add_denounced": _act(
        lambda at: opening.add_denounced(at.given, denounced(at.world, "sibling"), actor=at.actor), opened
    ),
    "letters.opening.drop_allegation": _act(
        lambda at: opening.drop_allegation(at.given, allegations_of(at.given)[0].pk, actor=at.actor), opened
    ),
    "letters.taking.record_step": _act(
        lambda at: taking.record_step(at.given, "classified", Given(ON), actor=at.actor), opened
    ),
    "letters.taking.state_for_conclusion": _act(lambda at: stated(at.given, at.actor), _waiting),
    "letters.taking.vouch_for_conclusion": Act(
        "khoa",
        lambda at: taking.vouch_for_conclusion(at.given, actor=at.actor),
        places=("district",),
        ready=_by_another,
    ),
    "letters.identities.seal_identity": Act(
        "hien",
        lambda at: identities.seal_identity(at.given.pk, WRITER, actor=at.actor),
        places=("commune",),
        ready=lambda at: named(at.world, sealed=False),
    ),
    "letters.identities.open_identity": Act(
        "hien",
        lambda at: identities.open_identity(at.given.pk, MANDATE, actor=at.actor),
        places=("commune",),
        ready=lambda at: named(at.world),
    ),
    "letters.undoing.cancel_step": _act(
        lambda at: undoing.cancel_step(at.given, "wrong_day", actor=at.actor), _waiting
    ),
}
