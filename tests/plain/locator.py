"""What a search on a page finds, and what can be done with it."""

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from tests.plain import markup
from tests.plain.selectors import find, words

if TYPE_CHECKING:
    from tests.plain.browser import Page


class Locator:
    """What a search finds each time it is asked; whatever acts on one element refuses several."""

    def __init__(self, page: "Page", search: Callable[[], list[Any]], told: str) -> None:
        self.page, self.search, self.told = page, search, told

    def one(self) -> Any:
        """The only one there is; what is folded away or hidden cannot be touched."""
        found = self.search()
        assert len(found) == 1, (
            f"{len(found)} of {self.told!r} on {self.page.url}: {markup.seen(self.page.root)[:3000]}"
        )
        return found[0]

    def _in_sight(self) -> Any:
        one = self.one()
        assert not markup.shut(one), f"{self.told!r} is not in sight on {self.page.url}"
        return one

    def _narrowed(self, change: Callable[[list[Any]], list[Any]]) -> "Locator":
        return Locator(self.page, lambda: change(self.search()), self.told)

    def locator(self, selector: str, has_text: str = "") -> "Locator":
        """What is found inside."""
        inside = self._narrowed(
            lambda found: list(dict.fromkeys(one for root in found for one in find(root, selector)))
        )
        return inside.filter(has_text=has_text)

    def filter(self, has_text: str) -> "Locator":
        """Those that hold a text."""
        return self._narrowed(lambda found: [one for one in found if has_text.casefold() in words(one).casefold()])

    def and_(self, other: "Locator") -> "Locator":
        """Those that are among the others too."""
        return self._narrowed(lambda found: [one for one in found if one in other.search()])

    def nth(self, place: int) -> "Locator":
        """One of them, counted from 0, from the end if negative."""
        return self._narrowed(lambda found: found[place : place + 1 or None])

    first = property(lambda self: self.nth(0))
    last = property(lambda self: self.nth(-1))

    def all(self) -> list["Locator"]:
        """Each of those that are there now."""
        return [self.nth(place) for place in range(self.count())]

    def count(self) -> int:
        """How many there are."""
        return len(self.search())

    def is_visible(self) -> bool:
        """Is it there, and in sight?"""
        return any(not markup.shut(one) for one in self.search())

    def wait_for(self) -> None:
        """It is there at once, or never."""
        self._in_sight()

    def click(self) -> None:
        """Follows a link, sends a form, unfolds, marks."""
        self.page.press(markup.control_of(self._in_sight()))

    def check(self) -> None:
        """Marks a box or a choice."""
        markup.tick(markup.control_of(self._in_sight()), True)

    def uncheck(self) -> None:
        """Takes a mark away."""
        markup.tick(markup.control_of(self._in_sight()), False)

    def fill(self, value: str) -> None:
        """Fills in a field."""
        markup.write(self._in_sight(), value)

    def select_option(self, value: str) -> None:
        """Chooses in a list."""
        markup.choose(self._in_sight(), value)

    def input_value(self) -> str:
        """What stands in a field."""
        return markup.value_of(self.one())

    def inner_text(self) -> str:
        """The text in sight."""
        return markup.seen(self.one())

    def all_inner_texts(self) -> list[str]:
        """The text in sight of each."""
        return [markup.seen(one) for one in self.search()]

    def get_attribute(self, name: str) -> str | None:
        """An attribute as it stands in the page."""
        found: str | None = self.one().get(name)
        return found
