"""One line of a sheet, cell by cell: which organisation, or which indicator, the words beside each cell name."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from liemchinh.access.actor import Actor
from liemchinh.figures.queries import shown_indicators
from liemchinh.filling.values import VERB
from liemchinh.filling.workbook.labels import Labels, is_fillable
from liemchinh.filling.workbook.sheet import Address
from liemchinh.journal import clock
from liemchinh.organisations.queries import names, versions_visible_to
from liemchinh.web.text import fold

DOWN, ACROSS = "down", "across"
MOST_CELLS, MOST_OFFERED = 400, 12
# Ends of names are looked at up to so many words: "Trà Mây" is a part of "Liên hội xã Trà Mây".
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Offer:
    """Something a cell may name: its value in a form, and what people read."""

    value: str
    title: str


@dataclass(frozen=True, slots=True)
class Named:
    """A cell of a line with its words and what they may name. `chosen`: the only thing they name; nothing where somebody must choose."""

    place: Address
    words: str
    offers: Sequence[Offer]
    chosen: str


def line_of(labels: Labels, place: Address, way: str) -> list[tuple[Address, list[str]]]:
    """The cells from one on, down its column or along its row, that a number may be put into and that have words, with those words."""
    rows, columns = labels.extent
    row, column = place
    along = [(at, column) for at in range(row, rows)] if way == DOWN else [(row, at) for at in range(column, columns)]
    found = []
    for at in along:
        words = labels.row(at[0]) if way == DOWN else labels.column(*at)
        if words and is_fillable(labels.sheet, *at):
            found.append((at, words))
    return found[:MOST_CELLS]


def organisations_named(actor: Actor, line: Iterable[tuple[Address, list[str]]]) -> list[Named]:
    """The organisations of the actor's scope whose names, or the ends of whose names, are the words of each cell."""
    listed = list(line)
    wanted = {fold(word) for _place, words in listed for word in words}
    whole: dict[str, set[str]] = defaultdict(set)
    ends: dict[str, set[str]] = defaultdict(set)
    above: dict[int, int] = {}
    rows = versions_visible_to(actor, clock.today(), VERB).values_list("organisation_id", "parent_id", "search_key")
    for number, parent, key in rows:
        words = key.split()
        # A single last word ("cát", "1") names nothing.
        for place in range(min(max(len(words) - 1, 1), MOST_WORDS)):
            end = " ".join(words[place:])
            if end in wanted:
                (ends if place else whole)[end].add(str(number))
                above[number] = parent or 0
    called = names([*above, *above.values()])
    told = {str(number): Offer(str(number), _title(called, number, parent)) for number, parent in above.items()}
    return [_named(place, words, whole, ends, told) for place, words in listed]


def _title(called: Mapping[int, str], number: int, parent: int) -> str:
    return f"{called.get(number, '')} – {called[parent]}" if parent in called else called.get(number, "")


def indicators_named(line: Iterable[tuple[Address, list[str]]]) -> list[Named]:
    """The indicators whose labels are the words of each cell; where none is, those that hold all of the words."""
    labels = {one.key: fold(str(one.label)) for one in shown_indicators()}
    told = {one.key: Offer(one.key, str(one.label)) for one in shown_indicators()}
    whole: dict[str, set[str]] = defaultdict(set)
    for key, label in labels.items():
        whole[label].add(key)
    found = []
    for place, words in line:
        parts: dict[str, set[str]] = {}
        for word in map(fold, words):
            holding = {key for key, label in labels.items() if set(word.split()) <= set(label.replace(":", "").split())}
            parts[word] = holding if len(holding) <= MOST_OFFERED else set()
        found.append(_named(place, words, whole, parts, told, sure=False))
    return found


def _named(
    place: Address,
    words: Sequence[str],
    whole: Mapping[str, set[str]],
    parts: Mapping[str, set[str]],
    told: Mapping[str, Offer],
    *,
    sure: bool = True,
) -> Named:
    """A whole name is chosen where it names one thing; a part of a name too if `sure`. Several are offered, none chosen."""
    keys = [fold(word) for word in words]
    exact = {one for key in keys for one in whole.get(key, ())}
    near = {one for key in keys for one in parts.get(key, ())}
    found = exact or near
    chosen = next(iter(found)) if len(found) == 1 and (exact or sure) else ""
    offers = sorted((told[one] for one in found), key=lambda offer: offer.title)[:MOST_OFFERED]
    return Named(place, " · ".join(words), offers, chosen)
