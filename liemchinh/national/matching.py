"""Which row of their list is whom of ours. Pure: by card number, then by name and birth; whoever is not certain is left to people."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from liemchinh.imports.reading import MemberRow
from liemchinh.members.likeness import OTHER, SAME, UNTOLD, VAGUE, Likeness, Pool, Told
from liemchinh.national.people import Held

Watch = Callable[[int], object]
STEP = 500


@dataclass(frozen=True, slots=True)
class Meant:
    """One row of their list: the person it is, or those it may be; neither: nobody of ours."""

    row: MemberRow
    person: Held | None = None
    perhaps: Sequence[Held] = ()


@dataclass(frozen=True, slots=True)
class Matched:
    """Every row with whom it means; `here`: our members of whom no row tells; `in_doubt`: how many of ours some uncertain row may be."""

    rows: Sequence[Meant]
    here: Sequence[Held] = field(default_factory=tuple)
    in_doubt: int = 0


def match(
    rows: Sequence[MemberRow], people: Sequence[Held], places: Mapping[str, int], watch: Watch = lambda count: None
) -> Matched:
    """Each of `rows` is certain (one row, one person), in doubt, or nobody; each member is certain, in doubt, or only here.

    Whoever left our list is looked for too, and is never said to be missing there. `places`: what a branch as written means. `watch` is
    told now and then how many rows were looked at.
    """
    by_number = {one.person: one for one in people}
    pool = Pool((one.person, _told_of(one)) for one in people)
    namesakes = defaultdict(list)
    for one in people:
        namesakes[one.search_key, one.birth].append(one.person)
    found = []
    for count, row in enumerate(rows):
        if not count % STEP:
            watch(count)
        told = _told_by(row, places)
        how = dict(pool.like(told))
        likely = {person: like for person, like in how.items() if like.likely}
        twins = namesakes.get((told.key, told.birth), []) if len(told.birth) == 10 else []
        found.append(_meant(row, likely, twins, by_number))
    settled = list(_one_row_each(found))
    certain = {meant.person.person for meant in settled if meant.person}
    doubtful = {one.person for meant in settled for one in meant.perhaps} - certain
    members = [one for one in people if not one.left]
    here = [one for one in members if one.person not in certain and one.person not in doubtful]
    return Matched(settled, here, sum(one.person in doubtful for one in members))


def _told_of(one: Held) -> Told:
    return Told(one.full_name, one.birth, one.card_no, one.gender, one.place, one.search_key)


def _told_by(row: MemberRow, places: Mapping[str, int]) -> Told:
    birth = row.birth.text if row.birth else ""
    return Told(row.full_name, birth, row.card_no, row.gender, places.get(row.organisation_id))


def _meant(row: MemberRow, likely: Mapping[int, Likeness], twins: Iterable[int], people: Mapping[int, Held]) -> Meant:
    by_card = [person for person, how in likely.items() if how.card == SAME]
    asked = by_card or list(likely)
    if len(asked) == 1 and is_certain(likely[asked[0]]):
        return Meant(row, people[asked[0]])
    # The same name and birth with another card: two people, or a card written wrongly. Nobody but people can tell.
    return Meant(row, perhaps=[people[person] for person in dict.fromkeys([*likely, *twins])])


def is_certain(how: Likeness) -> bool:
    """The same card with nothing against it, or the same name and birth with no card to say otherwise."""
    if how.card == SAME:
        return how.name != OTHER and how.birth != OTHER
    return how.name == SAME and how.birth in (SAME, VAGUE) and how.card == UNTOLD


def _one_row_each(found: Sequence[Meant]) -> Iterator[Meant]:
    """Rows that are certainly the same person are in doubt, all of them."""
    claimed = Counter(meant.person.person for meant in found if meant.person)
    for meant in found:
        twice = meant.person is not None and claimed[meant.person.person] > 1
        yield Meant(meant.row, perhaps=[meant.person]) if twice and meant.person else meant
