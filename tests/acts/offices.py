"""Acts of offices beside the register: quarters confirmed, blank workbooks filled, and what is entered in the national database."""

from datetime import date

from liemchinh.casework.models import Case
from liemchinh.figures.forms import FREE, Asked
from liemchinh.figures.periods import Period
from liemchinh.filling import services as filling
from liemchinh.filling.models import Blank, Slot
from liemchinh.filling.services import Chosen
from liemchinh.filling.tests import books
from liemchinh.filling.values import Wish, values
from liemchinh.journal import clock
from liemchinh.journal.models import Entry
from liemchinh.members.models import Card
from liemchinh.members.queries import headcounts
from liemchinh.national import services as national
from liemchinh.national.models import Entered, Layout
from liemchinh.national.queries import changes_of
from liemchinh.national.tests.books import workbook
from liemchinh.reconciliation.counting import Counts, register_on
from liemchinh.reconciliation.forgetting import forget
from liemchinh.reconciliation.quarters import ended
from liemchinh.reconciliation.queries import confirmation_of, listed
from liemchinh.reconciliation.services import Counted, confirm_counts
from tests.acts.cast import Act, Cast

SHEET, FIRST_LINE, MEMBERS = "Theo đơn vị", 1, 1


def confirm(cast: Cast) -> None:
    """Mostly what the register says; now and then somebody too many is named, somebody missing, or a number that cannot be."""
    place = cast.of([*cast.branches(), *(cast.world.places[name] for name in ("commune", "district", "province"))])
    quarter = cast.of(ended(clock.today(), 2))
    counts, there = (
        register_on(place, quarter.last, quarter.first).whole,
        [one for one, _ in listed(place, quarter.last)],
    )
    extra = cast.of(there) if there and cast.chance(0.3) else None
    official = counts.official - (extra is not None) + cast.of((0, 0, 0, 1))
    cards = list(Card.objects.filter(cancelled_by=None).order_by("pk").values_list("number", flat=True)[:30])
    missing = (cast.of(cards),) if cards and cast.chance(0.2) else ()
    before = confirmation_of(place, quarter.last)
    seen = cast.of((None, before.recorded_by if before else 0, 0))
    people = {} if extra is None else {extra: "extra"}
    said = Counted(Counts(official, counts.probationary, min(counts.women, official)), people, missing)
    confirm_counts(place, quarter, said, seen=seen, actor=cast.actor("an"))


def forget_names(cast: Cast) -> None:
    forget()


def keep_workbook(cast: Cast) -> None:
    nam, commune = cast.actor("nam"), cast.world.places["commune"]
    filling.keep_blank(books.by_place(), "mau.xlsx", "Biểu theo đơn vị", commune, actor=nam)


def _blank(cast: Cast) -> Blank:
    return cast.of(list(Blank.objects.order_by("-pk")[:5]))


def choose_cell(cast: Cast) -> None:
    wish = Wish("members", cast.of([cast.world.places["commune"], *cast.branches(near=True)]))
    cell = Chosen(SHEET, FIRST_LINE + cast.rng.randrange(4), MEMBERS, wish)
    filling.choose_slots(_blank(cast).pk, [cell], actor=cast.actor("nam"))


def drop_cell(cast: Cast) -> None:
    slot = cast.of(list(Slot.objects.order_by("-pk")[:10]))
    filling.remove_slot(slot.blank_id, slot.pk, actor=cast.actor("nam"))


def fill(cast: Cast) -> None:
    """What stands in a cell is what the register counts on that day."""
    blank, nam, today = _blank(cast), cast.actor("nam"), clock.today()
    places = [cast.world.places["commune"], *cast.branches(near=True)]
    asked = Asked(0, Period(date(today.year, 1, 1), today), today, None, "", FREE)
    told = values(nam, [Wish("members", place) for place in places], asked, today)
    counted = headcounts(places, today)
    assert {place: one.number for place, one in zip(places, told, strict=True)} == {
        place: counted.get(place, 0) for place in places
    }
    filling.note_filled(blank, asked, actor=nam)


def delete_workbook(cast: Cast) -> None:
    filling.delete_blank(_blank(cast).pk, actor=cast.actor("nam"))


def keep_columns(cast: Cast) -> None:
    """The commune, now and then the district: then what either enters is waited for by nobody else."""
    place = cast.world.places[cast.of(("commune", "commune", "district"))]
    national.keep_layout(workbook(), "ds.xlsx", place, actor=cast.actor("an"))


def _layout(cast: Cast) -> Layout:
    return cast.of(list(Layout.objects.order_by("pk")))


def _waits(layout: Layout) -> list[int]:
    return [act.sequence for act in changes_of(layout).waiting]


def take_waiting(cast: Cast) -> None:
    national.take_changes(_layout(cast).organisation_id, actor=cast.actor("an"))


def tick(cast: Cast) -> None:
    """What is ticked waits no more, and everything else as before."""
    layout = _layout(cast)
    waits = _waits(layout)
    some = cast.rng.sample(waits, min(len(waits), cast.of((1, 2, 8))))
    national.enter_acts(layout.organisation_id, some, actor=cast.actor("an"))
    assert _waits(layout) == [act for act in waits if act not in some]


def tick_all(cast: Cast) -> None:
    layout = _layout(cast)
    waits = _waits(layout)
    up_to = cast.of(waits)
    national.enter_all(layout.organisation_id, up_to, actor=cast.actor("an"))
    assert _waits(layout) == [act for act in waits if act > up_to]


def untick(cast: Cast) -> None:
    """It waits again, unless something in the book took it back or it is another's to enter."""
    ticked = cast.of(list(Entered.objects.order_by("-pk")[:20]))
    place, act = ticked.organisation_id, ticked.act
    national.cancel_entered(place, act, actor=cast.actor("an"))
    layout = Layout.objects.filter(organisation_id=place).first()
    assert layout is None or act in _waits(layout) or _is_told_no_more(act, layout)


def _is_told_no_more(act: int, layout: Layout) -> bool:
    """The office began anew since, or another keeps a part; the act is cancelled, of a case that is open again, or of a seat or a person
    that went on elsewhere."""
    entry = Entry.objects.get(sequence=act)
    elsewhere = act <= layout.since or Layout.objects.exclude(pk=layout.pk).exists()
    went_on = entry.kind.startswith(("members.post_", "members.corrected"))
    reopened = Case.objects.filter(pk=entry.case_id, closed_by=None).exists()
    return elsewhere or went_on or reopened or Entry.objects.filter(cancels_id=act).exists()


def stop_entering(cast: Cast) -> None:
    national.stop_keeping(_layout(cast).organisation_id, actor=cast.actor("an"))


# Act → how often it is drawn.
ACTS: dict[Act, int] = {
    confirm: 6, forget_names: 1, keep_workbook: 1, choose_cell: 2, drop_cell: 1, fill: 2, delete_workbook: 1,
    keep_columns: 2, take_waiting: 2, tick: 6, tick_all: 1, untick: 4, stop_entering: 1,
}  # fmt: skip
