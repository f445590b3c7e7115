"""Reports find a reader who is neither concerned, below nor beside, or an address outside; on random charts none is dropped."""

from collections.abc import Callable
from random import Random

from liemchinh.citizens.routing import FEWEST, About, Chart, Reader, Route, may_open, route

SMALL, FULL = 300, 10_000
DISTRICT, COMMUNE, PROVINCE = 2, 3, 1
TREE = {PROVINCE: None, DISTRICT: PROVINCE, COMMUNE: DISTRICT, 4: COMMUNE}


def chart(*readers: Reader) -> Chart:
    levels = {reader.level for reader in readers}
    return Chart(TREE, {level: [one for one in readers if one.level == level] for level in levels})


DISTRICTS = (Reader(21, DISTRICT, 201), Reader(22, DISTRICT, 202))
PROVINCES = (Reader(11, PROVINCE, 101), Reader(12, PROVINCE, 102))


def test_the_inspection_body_one_level_above_the_office_reads_first() -> None:
    assert route(chart(*DISTRICTS, *PROVINCES), About(COMMUNE)) == Route(DISTRICT, DISTRICTS)


def test_whoever_is_concerned_never_reads_and_the_level_above_does() -> None:
    assert route(chart(*DISTRICTS, *PROVINCES), About(COMMUNE, frozenset({201}))) == Route(PROVINCE, PROVINCES)


def test_subordinates_and_equals_of_the_concerned_never_read() -> None:
    # Somebody of the commune sits on the district's committee too: there all are below or beside them.
    above = About(COMMUNE, frozenset({900}), frozenset({COMMUNE, DISTRICT}))
    assert route(chart(*DISTRICTS, *PROVINCES), above).level == PROVINCE
    serves = Reader(23, DISTRICT, 203, frozenset({4}))
    assert not may_open(chart(serves), serves, About(COMMUNE))


def test_at_the_top_nobody_is_left_and_nobody_is_chosen() -> None:
    assert route(chart(*PROVINCES), About(PROVINCE)) == Route(None)
    assert route(chart(*DISTRICTS), About(COMMUNE, frozenset({201}))) == Route(None)


def test_two_accounts_of_one_person_are_one_reader() -> None:
    twice = (Reader(21, DISTRICT, 201), Reader(24, DISTRICT, 201))
    assert route(chart(*twice, *PROVINCES), About(COMMUNE)).level == PROVINCE


def naive(given: Chart, about: About) -> Route:
    """What a first draft does: whoever inspects directly above."""
    above = given.parents[about.office]
    return Route(above, tuple(given.readers.get(above, ())) if above is not None else ())


def drawn(rng: Random) -> tuple[Chart, About]:
    """A tree of up to forty organisations, readers who serve in odd places, a report about an office and some people."""
    size = rng.randint(2, 40)
    parents: dict[int, int | None] = {1: None}
    for number in range(2, size + 1):
        parents[number] = None if rng.random() < 0.03 else rng.randint(max(1, number - 9), number - 1)
    people = range(1, 31)
    readers = {
        level: [_reader(rng, level, turn, size) for turn in range(rng.randint(0, 4))]
        for level in parents
        if rng.random() < 0.8
    }
    office = rng.randint(1, size)
    seats = {office, *rng.sample(range(1, size + 1), rng.choice([0, 0, 0, 1, min(2, size)]))}
    return Chart(parents, readers), About(office, frozenset(rng.sample(people, rng.randint(0, 3))), frozenset(seats))


def _reader(rng: Random, level: int, turn: int, size: int) -> Reader:
    places = frozenset(rng.sample(range(1, size + 1), rng.randint(0, min(3, size))))
    return Reader(level * 100 + turn, level, rng.choice([None, *range(1, 31)]), places)


def is_under(given: Chart, place: int, top: int) -> bool:
    """Said another way than the product says it: down from the top, not up from the place."""
    found, grown = {top}, True
    while grown:
        fresh = {one for one, above in given.parents.items() if above in found} - found
        found, grown = found | fresh, bool(fresh)
    return place in found


def wrong(given: Chart, about: About, reader: Reader) -> bool:
    """Concerned, or somewhere at or under an organisation of somebody concerned."""
    places = {reader.level, *reader.places}
    return reader.person in about.people or any(
        is_under(given, place, top) for place in places for top in {about.office, *about.seats}
    )


def levels_above(given: Chart, office: int) -> list[int]:
    return sorted((one for one in given.parents if one != office and is_under(given, office, one)),
                  key=lambda one: -sum(is_under(given, one, other) for other in given.parents))  # fmt: skip


def verdicts(way: Callable[[Chart, About], Route], charts: int) -> tuple[int, int, int]:
    """On so many charts: reports with a wrong reader, reports dropped though somebody could read them, reports sent past a nearer level."""
    rng, misread, dropped, past = Random(charts), 0, 0, 0
    for _turn in range(charts):
        given, about = drawn(rng)
        found = way(given, about)
        able = {
            level: {one.person or -one.account for one in given.readers.get(level, ()) if not wrong(given, about, one)}
            for level in levels_above(given, about.office)
        }
        fit = [level for level in levels_above(given, about.office) if len(able[level]) >= FEWEST]
        misread += any(wrong(given, about, reader) for reader in found.readers)
        dropped += bool(fit) and not found.readers
        past += bool(fit) and found.level != fit[0]
        # Where nobody could read it there is no level either, so that the form can say so: nothing waits for nobody.
        assert way is naive or (found.level is None) == (not found.readers) == (not fit)
    return misread, dropped, past


def test_on_random_charts_no_report_has_a_wrong_reader_and_none_is_dropped(count: Callable[[int, int], int]) -> None:
    charts = count(SMALL, FULL)
    misread, dropped, _past = verdicts(naive, charts)
    assert misread > charts // 10 and dropped > charts // 50, "the naive way must fail, or the charts prove nothing"
    assert verdicts(route, charts) == (0, 0, 0)
    print(f"\n{charts} charts; the naive way: {misread} with a wrong reader, {dropped} dropped")
