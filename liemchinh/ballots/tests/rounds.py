"""Votes for tests: people enough to vote, a box in any state, and a whole vote counted."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np

from liemchinh.ballots import using
from liemchinh.ballots.casting import cast
from liemchinh.ballots.counted import Counted
from liemchinh.ballots.counting import count_box, enter_sheet
from liemchinh.ballots.given import PaperCount, Preparing
from liemchinh.ballots.models import Box
from liemchinh.ballots.services import close_box, draw_slips, freeze_box, open_box, prepare_boxes
from liemchinh.ballots.using import Layout, Use
from liemchinh.ballots.words import BOTH, PAPER, PHONE, VOTE
from liemchinh.members.facts import PersonFacts
from liemchinh.members.terms import TermFacts, record_term
from liemchinh.papers.declaring import OPEN, declare
from liemchinh.papers.issuers import Heading, Issuer, set_letterhead
from tests.world import CONSOLE, official_in, register_together

ON, NUMBERED_SINCE = date(2026, 3, 2), date(2025, 6, 10)
USE = "tests"
GIVEN = ("Anh", "Bảo", "Cường", "Dung", "Giang", "Hà", "Khánh", "Lan", "Minh", "Nga", "Oanh", "Phúc")


def plain_words(box: Box) -> Layout:
    """Rows and columns as their codes."""
    return Layout("Biểu quyết thử", [str(row) for row in box.rows], [str(one) for one in box.columns], "Chọn một ô.")


@contextmanager
def a_use(**more: Any) -> Iterator[None]:
    """A room that uses the box, for as long as a test lasts."""
    before = dict(using._uses)
    using.provide_use(USE, Use(words=plain_words, **more))
    try:
        yield
    finally:
        using._uses.clear()
        using._uses.update(before)


def people(world: Any, count: int, place: str = "branch") -> list[int]:
    """So many official members of a branch, more than those of the world."""
    names = [f"Lý {GIVEN[number // 12 % 12]} {GIVEN[number % 12]}" for number in range(count)]
    acts = official_in(world.places[place])
    return register_together((PersonFacts(name, birth="1980"), acts) for name in names)


def number_papers(world: Any) -> None:
    """The branch has a symbol and a term, and the province has declared that papers are made here."""
    branch, since = world.places["branch"], NUMBERED_SINCE
    record_term(branch, TermFacts(9, since), actor=CONSOLE)
    heading = Heading("CB", "Chi bộ ấp Gò Cát", "Đảng ủy xã Trà Mây", "Trà Mây")
    set_letterhead(Issuer(branch), heading, since, actor=CONSOLE)
    declare(world.places["province"], OPEN, "12-QĐ/TU", since, actor=world.actor("an"))


@dataclass
class Round:
    """A box with what people hold of it: the tellers' codes, the slips of the phones."""

    world: Any
    box: Box
    by: str
    tellers: list[str] = field(default_factory=list)
    slips: list[str] = field(default_factory=list)

    @property
    def actor(self) -> Any:
        """Whoever keeps it."""
        return self.world.actor(self.by)

    def again(self) -> Box:
        """The box as it stands."""
        self.box.refresh_from_db()
        return self.box

    def frozen(self) -> "Round":
        """Frozen; the tellers have their codes."""
        self.tellers = freeze_box(self.box.pk, actor=self.actor)
        return self

    def drawn(self, phone: int = 0, paper: int = 0) -> "Round":
        """Frozen and printed."""
        if not self.tellers:
            self.frozen()
        self.slips = draw_slips(self.box.pk, phone=phone, paper=paper, actor=self.actor)
        return self

    def opened(self, phone: int = 0, paper: int = 0, spare: int = 0) -> "Round":
        """Printed with some to spare, issued, open. The first `phone` slips are drawn by people."""
        self.drawn(phone + spare if phone else 0, paper + spare if paper else 0)
        open_box(self.box.pk, phone=phone, paper=paper, actor=self.actor)
        return self

    def vote(self, slip: int, *marked: tuple[int, int]) -> str:
        """Whoever holds this slip marks these cells."""
        return cast(self.slips[slip], ballot(self.box, *marked))

    def closed(self) -> "Round":
        """Nothing comes any more."""
        close_box(self.box.pk, actor=self.actor)
        return self

    def sheet(self, teller: int, told: PaperCount) -> int:
        """A teller's count of the paper."""
        return enter_sheet(self.box.pk, self.tellers[teller], told, actor=self.actor)

    def counted(self, unused: Sequence[str] | None = None, codes: Sequence[int] = (0, 1)) -> Counted:
        """Counted with these tellers' codes; the slips nobody drew are opened."""
        left = self.slips[self.again().issued_coded :] if unused is None else unused
        return count_box(self.box.pk, codes=[self.tellers[one] for one in codes], unused=left, actor=self.actor)


def ballot(box: Box, *marked: tuple[int, int]) -> Any:
    """A ballot with these cells marked."""
    cells = np.zeros((len(box.rows), len(box.columns)), np.uint8)
    for row, column in marked:
        cells[row, column] = 1
    return cells


def a_box(
    world: Any, voters: Sequence[int], *, kind: str = VOTE, use: str = USE, rows: Sequence[Any] = ("matter",), by: str = "chi",
    columns: Sequence[Any] = ("agree", "disagree"), channels: str = PHONE, place: str = "branch", tellers: Sequence[int] | None = None,
    **more: Any,
) -> Round:  # fmt: skip
    """A vote that is prepared, its first two voters counting."""
    seated = tuple(voters[:2]) if tellers is None else tuple(tellers)
    told = Preparing(world.places[place], kind, use, rows, columns, voters, ON, seated, channels, **more)
    return Round(world, prepare_boxes([told], actor=world.actor(by))[0], by)


def paper_count(box: Box, returned: int, cells: Sequence[Sequence[int]], *, unused: int = 0, **more: Any) -> PaperCount:
    """A sheet that adds up."""
    return PaperCount(unused, returned, box.issued_paper - returned, cells=cells, **more)


def counted_box(world: Any, voters: Sequence[int], agree: int, **more: Any) -> tuple[Round, Counted]:
    """A whole vote by phone of one matter: `agree` for it, the others against."""
    held = a_box(world, voters, **more).opened(phone=len(voters), spare=2)
    for place in range(len(voters)):
        held.vote(place, (0, 0 if place < agree else 1))
    held.closed()
    return held, held.counted()


def both_ways(
    world: Any, voters: Sequence[int], phone: int, mark: Callable[[int], tuple[int, int]], **more: Any
) -> Round:
    """A vote by paper and phone: the first `phone` voters by phone, the others on paper; closed, both sheets in."""
    paper = len(voters) - phone
    held = a_box(world, voters, channels=BOTH if phone else PAPER, **more).opened(phone=phone, paper=paper, spare=2)
    cells = np.zeros((len(held.box.rows), len(held.box.columns)), int)
    for place in range(len(voters)):
        if place < phone:
            held.vote(place, mark(place))
        else:
            cells[mark(place)] += 1
    held.closed()
    told = paper_count(held.again(), paper, cells.tolist(), unused=2)
    held.sheet(0, told)
    held.sheet(2, told)
    return held
